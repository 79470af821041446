/* askg-application-sound.h: what one application plays is heard in a microphone's place, because the person chose that: for
 * captions. In the helper askglass-hear, and nowhere else. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int askg_application_sound_main  (guint       rate_hz,
                                  const char *application);
int askg_application_sound_print (void);

G_END_DECLS
