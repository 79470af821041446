/* askg-microphone-list.h: the microphones there are, for the helper askglass-hear. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int askg_microphone_list_print (void);

G_END_DECLS
