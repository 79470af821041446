/* askg-frame-surface.h: a frame as cairo sees it, without a copy. Any thread. */
#pragma once

#include <cairo.h>

#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

cairo_surface_t *askg_frame_create_surface (AskgFrame *frame) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
