/* askg-play-trouble.h: why nothing sounds, from a helper to the person. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_PLAY_HELPER "askglass-play"

typedef enum
{
  ASKG_PLAY_NO_WAY,   /* no sound server, no loudspeaker, or they went away */
  ASKG_PLAY_NO_PARTS, /* GStreamer lacks what plays */
} AskgPlayTrouble;

const char      *askg_play_trouble_get_name      (AskgPlayTrouble  trouble);
AskgPlayTrouble  askg_play_trouble_parse         (const guint8    *name,
                                                  gsize            n_bytes);
GError          *askg_play_trouble_new_error     (AskgPlayTrouble  trouble);
GError          *askg_play_trouble_new_of_helper (const GError    *why);

G_END_DECLS
