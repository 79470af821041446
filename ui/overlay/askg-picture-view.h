/* askg-picture-view.h: a whole frame as large as there is room, with boxes on it. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

#define ASKG_TYPE_PICTURE_VIEW (askg_picture_view_get_type ())
G_DECLARE_FINAL_TYPE (AskgPictureView, askg_picture_view, ASKG, PICTURE_VIEW, GtkWidget)

void askg_picture_view_set_frame (AskgPictureView *self,
                                  AskgFrame       *frame);
void askg_picture_view_set_boxes (AskgPictureView *self,
                                  const AskgRect  *boxes,
                                  guint            n_boxes);

G_END_DECLS
