/* askg-desk-sources.c: main thread. */
#include "app/askg-desk-sources.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "capture/audio/askg-overhearing.h"
#include "capture/audio/askg-sound-device.h"

/* Whether it is what the computer plays. */
gboolean
askg_desk_sources_is_played (const char *id)
{
  return g_str_equal (id, ASKG_OVERHEARING_ALL) || g_str_has_prefix (id, ASKG_OVERHEARING_ONE);
}

/* (transfer full): for people */
char *
askg_desk_sources_dup_words (const char *id)
{
  if (g_str_has_prefix (id, ASKG_OVERHEARING_ONE))
    return g_strdup (id + strlen (ASKG_OVERHEARING_ONE));

  return g_strdup (g_str_equal (id, ASKG_OVERHEARING_ALL) ? _("All that is played") : _("Microphone"));
}

static void
add (AskgInterpreterWindow *window,
     const char            *id)
{
  g_autofree char *words = askg_desk_sources_dup_words (id);

  askg_interpreter_window_add_source (window, id, words,
                                      askg_desk_sources_is_played (id) ? "audio-speakers-symbolic" : "audio-input-microphone-symbolic");
}

/* One that was chosen stays, also while it is silent. */
static void
list (AskgInterpreterWindow *window,
      const char            *chosen,
      GPtrArray             *playing)
{
  gboolean is_there = !g_str_has_prefix (chosen, ASKG_OVERHEARING_ONE);

  askg_interpreter_window_clear_sources (window);
  add (window, ASKG_DESK_SOURCE_MICROPHONE);
  add (window, ASKG_OVERHEARING_ALL);
  for (guint i = 0; playing != NULL && i < playing->len; i++)
    {
      const AskgSoundDevice *application = g_ptr_array_index (playing, i);
      g_autofree char *id = g_strconcat (ASKG_OVERHEARING_ONE, application->name, NULL);

      is_there |= g_str_equal (id, chosen);
      add (window, id);
    }
  if (!is_there)
    add (window, chosen);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgInterpreterWindow) window = user_data;
  g_autoptr(GPtrArray) playing = askg_overhearing_list_finish (result, NULL); /* nobody can tell: then there is none */

  if (playing != NULL)
    list (window, askg_interpreter_window_get_source (window), playing);
}

/* @chosen: id of what is heard, or will be. Applications follow as soon as the sound server has told. */
void
askg_desk_sources_list (AskgInterpreterWindow *window,
                        const char            *chosen)
{
  list (window, chosen, NULL);
  askg_overhearing_list_async (NULL, listed_cb, g_object_ref (window));
}
