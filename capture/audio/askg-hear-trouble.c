/* askg-hear-trouble.c: any thread. */
#include "capture/audio/askg-hear-trouble.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "capture/audio/askg-overhearing.h"
#include "engine/base/askg-error.h"

static const char *const trouble_names[] = {
  [ASKG_HEAR_NO_SERVER] = "no-server",
  [ASKG_HEAR_NO_MICROPHONE] = "no-microphone",
  [ASKG_HEAR_NOT_CHOSEN] = "not-chosen",
  [ASKG_HEAR_DEAD] = "dead",
  [ASKG_HEAR_NO_PARTS] = "no-parts",
  [ASKG_HEAR_NOT_PLAYING] = "not-playing",
};

const char *
askg_hear_trouble_get_name (AskgHearTrouble trouble)
{
  return trouble_names[trouble];
}

/* What is not understood counts as dead: nothing is heard in any case. */
AskgHearTrouble
askg_hear_trouble_parse (const guint8 *name,
                         gsize         n_bytes)
{
  for (guint i = 0; i < G_N_ELEMENTS (trouble_names); i++)
    if (strlen (trouble_names[i]) == n_bytes && memcmp (trouble_names[i], name, n_bytes) == 0)
      return i;

  return ASKG_HEAR_DEAD;
}

/**
 * askg_hear_trouble_new_error:
 * @wanted: (nullable): the microphone that was chosen, or what else is to be heard
 *
 * Returns: a sentence for the person, of the code %ASKG_ERROR_UNAVAILABLE
 */
GError *
askg_hear_trouble_new_error (AskgHearTrouble  trouble,
                             const char      *wanted)
{
  switch (trouble)
    {
    case ASKG_HEAR_NO_SERVER:
      return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                                  _("Nothing can be heard: there is no sound server. Start PipeWire or PulseAudio, then try again."));
    case ASKG_HEAR_NO_MICROPHONE:
      return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                                  _("Nothing can be heard: there is no microphone. Plug one in, or switch it on in the "
                                    "desktop’s sound settings, then try again."));
    case ASKG_HEAR_NOT_CHOSEN:
      return g_error_new (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                          _("The microphone “%s” is not there. Plug it in, or choose another one."), wanted);
    case ASKG_HEAR_NO_PARTS:
      return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                                  _("Nothing can be heard: GStreamer cannot record from a sound server. Install the package "
                                    "gstreamer1.0-plugins-good."));
    case ASKG_HEAR_NOT_PLAYING:
      return g_error_new (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                          _("“%s” plays nothing now. Let it play, or choose something else to be heard."),
                          wanted != NULL && g_str_has_prefix (wanted, ASKG_OVERHEARING_ONE) ? wanted + strlen (ASKG_OVERHEARING_ONE) : wanted);
    case ASKG_HEAR_DEAD:
    default:
      return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                                  _("The microphone gives no sound at all. Unplug it and plug it in again, or choose another one in the "
                                    "desktop’s sound settings."));
    }
}

/* @why: (nullable): why the helper cannot be started; %NULL when it is not there */
GError *
askg_hear_trouble_new_of_helper (const GError *why)
{
  return g_error_new (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                      _("Nothing can be heard here: %s. Install Askglass with its helper %s."),
                      why != NULL ? why->message : _("a part is missing"), ASKG_HEAR_HELPER);
}
