/* askg-rect.h: places on a screen and in a picture. Pure; any thread. */
#pragma once

#include "engine/base/askg-types.h"

G_BEGIN_DECLS

void askg_rect_unite (AskgRect       *rect,
                      const AskgRect *more);

G_END_DECLS
