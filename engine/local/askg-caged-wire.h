/* askg-caged-wire.h: what every message between the program and a caged helper begins with. Pure; any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASKG_CAGED_HEADER_BYTES 16u
#define ASKG_CAGED_MAX_BYTES    (16u * 1024 * 1024) /* of one message from the helper */
#define ASKG_CAGED_READY        1u                  /* the kind of what a helper says once, when it has loaded what it needs */

typedef struct
{
  guint32 kind;
  guint32 first;  /* from the helper: bytes that follow */
  guint32 second;
} AskgCagedHeader;

void     askg_caged_header_pack  (const AskgCagedHeader *header,
                                  guint8                *bytes);
gboolean askg_caged_header_parse (const guint8          *bytes,
                                  AskgCagedHeader       *header);

G_END_DECLS
