/* askg-value-private.h: what a value looks like: drawn by lot, made up by a person, or a mere stand-in. Pure; any thread.
 * Each looks at no more than the first ASKG_VALUE_MAX_BYTES. */
#pragma once

#include "engine/privacy/askg-bytes-private.h"

G_BEGIN_DECLS

#define ASKG_VALUE_MAX_BYTES 96

typedef enum
{
  ASKG_PASSWORD_NO,     /* a word, a number, a path, a date: nothing says that it is one */
  ASKG_PASSWORD_MAYBE,  /* could be one, where one is expected */
  ASKG_PASSWORD_LIKELY, /* nobody writes so for another reason */
} AskgPasswordLook;

gboolean         askg_value_is_random     (const char *value,
                                           gsize       n_bytes);
gboolean         askg_value_is_unspeakable (const char *value,
                                            gsize       n_bytes);
gboolean         askg_value_is_made_up    (const char *value,
                                           gsize       n_bytes);
gboolean         askg_value_is_stand_in   (const char *value,
                                           gsize       n_bytes);
AskgPasswordLook askg_value_look          (const char *value,
                                           gsize       n_bytes);
gboolean         askg_value_is_password   (const char *value,
                                           gsize       n_bytes);
gboolean         askg_value_is_hangul_typed (const char *value,
                                             gsize       n_bytes);
gboolean         askg_value_is_keychain   (const char *value,
                                           gsize       n_bytes);
gboolean         askg_value_is_key_id     (const char *value,
                                           gsize       n_bytes);
gboolean         askg_value_is_uuid       (const char *value,
                                           gsize       n_bytes);
guint            askg_value_count         (const char *value,
                                           gsize       n_bytes,
                                           guint16     kinds);

G_END_DECLS
