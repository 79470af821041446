/* askg-script.h: which language a voice should take words for, by their letters. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *askg_script_guess    (const char *text,
                                  gsize       n_bytes,
                                  const char *usual,
                                  gboolean    kana_before);
gboolean    askg_script_has_kana (const char *text,
                                  gsize       n_bytes);
const char *askg_script_of_user  (void);

G_END_DECLS
