/* askg-screencast-token.h: what the desktop gave so that it need not ask again. A worker thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *askg_screencast_token_load  (void);
void  askg_screencast_token_store (const char *token);

G_END_DECLS
