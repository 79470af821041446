/* askg-sound-list.h: the microphones or loudspeakers there are, for the helpers. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int askg_sound_list_print (gboolean is_of_loudspeakers);

G_END_DECLS
