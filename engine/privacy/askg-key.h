/* askg-key.h: an engine's key, bound to the one place it may be shown to. Immutable; any thread.
 * Nothing prints it; its memory is kept out of swap and core files and wiped at the end. */
#pragma once

#include "engine/privacy/askg-origin.h"

G_BEGIN_DECLS

#define ASKG_KEY_MAX_BYTES 8192

/* The header it travels in. */
typedef enum
{
  ASKG_KEY_BEARER,         /* Authorization: Bearer … */
  ASKG_KEY_X_API_KEY,      /* x-api-key: … */
  ASKG_KEY_API_KEY,        /* api-key: … */
  ASKG_KEY_X_GOOG_API_KEY, /* x-goog-api-key: … */
} AskgKeyStyle;

typedef struct _AskgKey AskgKey;

AskgKey  *askg_key_new         (const char    *secret,
                                gssize         n_bytes,
                                AskgKeyStyle   style,
                                AskgOrigin    *origin,
                                GError       **error) G_GNUC_WARN_UNUSED_RESULT;
AskgKey  *askg_key_ref         (AskgKey       *self);
void      askg_key_unref       (AskgKey       *self);
gboolean  askg_key_fits        (AskgKey       *self,
                                AskgOrigin    *origin);
char     *askg_key_dup_header  (AskgKey       *self);
void      askg_key_wipe        (char          *header);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgKey, askg_key_unref)

G_END_DECLS
