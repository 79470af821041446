/* askg-picture-shrink.h: a picture made smaller. Any thread. */
#pragma once

#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

AskgFrame *askg_picture_shrink (AskgFrame *frame,
                                guint      longest_side_px);

G_END_DECLS
