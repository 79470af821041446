/* askg-reading-pixels.h: a picture as its reading helper wants it. Pure; any thread. */
#pragma once

#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

GBytes *askg_reading_pixels_pack (AskgFrame *frame);

G_END_DECLS
