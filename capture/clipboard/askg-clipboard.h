/* askg-clipboard.h: what the person copied, read when they ask for it and never before. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void    askg_clipboard_read_async  (GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GBytes *askg_clipboard_read_finish (GAsyncResult         *result,
                                    GError              **error);
void    askg_clipboard_check_async (GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
gboolean askg_clipboard_check_finish (GAsyncResult       *result,
                                    GError              **error);
char   *askg_clipboard_describe    (void);

G_END_DECLS
