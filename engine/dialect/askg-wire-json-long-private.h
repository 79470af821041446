/* askg-wire-json-long-private.h: documents with strings of megabytes: pictures, sounds. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

#define ASKG_WIRE_JSON_LONG_BYTES (64 * 1024)

/* What stands between two quotes, without any escape in it. */
typedef struct
{
  const char *start;
  gsize       n_bytes;
} AskgWireJsonLong;

json_t *askg_wire_json_load_with_longs (const char   *text,
                                        gsize         n_bytes,
                                        const GArray *longs);

G_END_DECLS
