/* askg-desk-region.h: from the gesture to a picture: everything is grabbed, frozen, and a region
 * chosen on it. Main thread.
 *
 * Signal: "note" (const char *sentence): about a picture that was taken, such as that a window is black in it. */
#pragma once

#include <gtk/gtk.h>

#include "capture/screen/askg-grabber.h"
#include "engine/model/askg-attachment.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESK_REGION (askg_desk_region_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskRegion, askg_desk_region, ASKG, DESK_REGION, GObject)

AskgDeskRegion *askg_desk_region_new           (GtkApplication        *application);
gboolean        askg_desk_region_is_busy       (AskgDeskRegion        *self);
void            askg_desk_region_keep_out      (AskgDeskRegion        *self,
                                                GtkWindow             *window);
GError         *askg_desk_region_new_busy_error (void);
void            askg_desk_region_stop          (AskgDeskRegion        *self);
void            askg_desk_region_choose_async  (AskgDeskRegion        *self,
                                                GCancellable          *cancellable,
                                                GAsyncReadyCallback    callback,
                                                gpointer               user_data);
AskgAttachment *askg_desk_region_choose_finish (AskgDeskRegion        *self,
                                                GAsyncResult          *result,
                                                AskgRect              *out_place,
                                                GError               **error);
void            askg_desk_region_grab_async    (AskgDeskRegion        *self,
                                                AskgAttachmentKind     kind,
                                                GCancellable          *cancellable,
                                                GAsyncReadyCallback    callback,
                                                gpointer               user_data);
GPtrArray      *askg_desk_region_grab_finish   (AskgDeskRegion        *self,
                                                GAsyncResult          *result,
                                                GError               **error);

G_END_DECLS
