/* askg-caged-pipe.h: standard input and output of a helper in its cage. In the helper; its only thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean askg_caged_pipe_read  (void       *to,
                                gsize       n_bytes);
void     askg_caged_pipe_write (const void *data,
                                gsize       n_bytes);

G_END_DECLS
