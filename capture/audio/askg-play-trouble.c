/* askg-play-trouble.c: any thread. */
#include "capture/audio/askg-play-trouble.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

static const char *const trouble_names[] = {
  [ASKG_PLAY_NO_WAY] = "no-way",
  [ASKG_PLAY_NO_PARTS] = "no-parts",
};

const char *
askg_play_trouble_get_name (AskgPlayTrouble trouble)
{
  return trouble_names[trouble];
}

/* What is not understood counts as no way: nothing sounds in any case. */
AskgPlayTrouble
askg_play_trouble_parse (const guint8 *name,
                         gsize         n_bytes)
{
  for (guint i = 0; i < G_N_ELEMENTS (trouble_names); i++)
    if (strlen (trouble_names[i]) == n_bytes && memcmp (trouble_names[i], name, n_bytes) == 0)
      return i;

  return ASKG_PLAY_NO_WAY;
}

/* Returns: a sentence for the person, of the code %ASKG_ERROR_UNAVAILABLE */
GError *
askg_play_trouble_new_error (AskgPlayTrouble trouble)
{
  if (trouble == ASKG_PLAY_NO_PARTS)
    return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                                _("Nothing can be played: GStreamer cannot play to a sound server. Install the package "
                                  "gstreamer1.0-plugins-good."));

  return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                              _("Nothing can be heard just now: there is no way to a loudspeaker. Look whether the sound server runs "
                                "and a loudspeaker is chosen in the desktop’s settings."));
}

/* @why: (nullable): why the helper cannot be started; %NULL when it is not there */
GError *
askg_play_trouble_new_of_helper (const GError *why)
{
  return g_error_new (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                      _("Sound cannot be played here: %s. Install Askglass with its helper %s."),
                      why != NULL ? why->message : _("a part is missing"), ASKG_PLAY_HELPER);
}
