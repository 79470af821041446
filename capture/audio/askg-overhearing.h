/* askg-overhearing.h: what the computer plays is heard in a microphone's place, because the person chose that: for
 * captions. In the helper askglass-hear, and nowhere else. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In place of a microphone's name: all that the computer plays. Nothing else leads here. */
#define ASKG_OVERHEARING_ALL "playing:all"

int askg_overhearing_main (guint rate_hz);

G_END_DECLS
