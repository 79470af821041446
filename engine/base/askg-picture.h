/* askg-picture.h: a picture file or pasted bytes become a frame, in a cage. Main thread. */
#pragma once

#include "engine/base/askg-frame.h"

#include <gio/gio.h>

G_BEGIN_DECLS

void       askg_picture_decode_async (GBytes               *bytes,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
void       askg_picture_load_async   (const char           *path,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
void       askg_picture_load_fd_async (int                  fd,
                                      const char           *name,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
AskgFrame *askg_picture_finish       (GAsyncResult         *result,
                                      GError              **error);

G_END_DECLS
