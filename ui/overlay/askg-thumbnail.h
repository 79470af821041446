/* askg-thumbnail.h: a frame made small. Main thread; about a millisecond whatever the frame's size. */
#pragma once

#include <gtk/gtk.h>

#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

GdkTexture *askg_thumbnail_new (AskgFrame *frame,
                                guint      width_px,
                                guint      height_px);

G_END_DECLS
