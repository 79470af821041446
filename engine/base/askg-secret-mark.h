/* askg-secret-mark.h: how a password manager says that what it put on the clipboard is a secret. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean askg_secret_mark_is_one    (const char *type);
GError  *askg_secret_mark_new_error (void);

G_END_DECLS
