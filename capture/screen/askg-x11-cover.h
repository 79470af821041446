/* askg-x11-cover.h: the frozen picture on the screen at once, while windows that can do more are still being drawn.
 * Main thread. */
#pragma once

#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

typedef struct _AskgX11Cover AskgX11Cover;

AskgX11Cover *askg_x11_cover_new      (void);
void          askg_x11_cover_free     (AskgX11Cover *self);

void          askg_x11_cover_put      (AskgX11Cover *self,
                                       GPtrArray    *frames,
                                       double        darkness);
void          askg_x11_cover_take_off (AskgX11Cover *self);

G_END_DECLS
