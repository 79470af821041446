/* bare-grab.h: the least code that fetches the screen's pixels into our memory, X11 or wlr-screencopy. */
#pragma once

#include <glib.h>

typedef struct _BareGrab BareGrab;

BareGrab   *bare_grab_open     (void);
gboolean    bare_grab          (BareGrab *self);
const char *bare_grab_describe (BareGrab *self);
void        bare_grab_close    (BareGrab *self);
