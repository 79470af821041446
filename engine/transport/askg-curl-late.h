/* askg-curl-late.h: libcurl is loaded when somebody calls it first. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean askg_curl_is_loaded (void);

G_END_DECLS
