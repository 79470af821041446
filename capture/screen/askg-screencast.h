/* askg-screencast.h: one picture of each shared monitor, from the ScreenCast portal. Main thread. */
#pragma once

#include "capture/portal/askg-portal.h"
#include "capture/screen/askg-output-layout.h"

G_BEGIN_DECLS

void       askg_screencast_grab_async  (AskgPortal           *portal,
                                        GArray               *outputs,
                                        GCancellable         *cancellable,
                                        GAsyncReadyCallback   callback,
                                        gpointer              user_data);
GPtrArray *askg_screencast_grab_finish (AskgPortal           *portal,
                                        GAsyncResult         *result,
                                        GError              **error);

G_END_DECLS
