/* askg-portal-picture.h: one picture of the desktop from the Screenshot portal. Main thread. */
#pragma once

#include "capture/portal/askg-portal.h"
#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

void       askg_portal_picture_async        (AskgPortal           *portal,
                                             guint                 timeout_ms,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
AskgFrame *askg_portal_picture_finish       (AskgPortal           *portal,
                                             GAsyncResult         *result,
                                             GError              **error);

G_END_DECLS
