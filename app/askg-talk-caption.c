/* askg-talk-caption.c: main thread. */
#include "app/askg-talk-caption.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

static char *
tell_deafness (AskgMicrophone *microphone)
{
  const GError *trouble = microphone != NULL ? askg_microphone_get_trouble (microphone) : NULL;

  if (trouble != NULL)
    return g_strdup (trouble->message);

  return g_strdup (_("Nothing at all comes from the microphone: it is muted, or off. Look into the desktop’s sound settings."));
}

static char *
tell_full (void)
{
  return g_strdup_printf (_("%u minutes go at once at most: so far it was sent."), ASKG_TALK_MOST_PIECES * ASKG_TALK_PIECE_MS / 60000);
}

static char *
tell_ready (const AskgTalkScene *scene)
{
  if (scene->trouble == NULL && scene->length == ASKG_TALK_LENGTH_FULL)
    return tell_full ();

  if (scene->trouble != NULL)
    return g_strdup (scene->trouble->message);

  return g_strdup (scene->by_space ? _("Press Space and talk.") : _("Hold the key and talk."));
}

static char *
tell_listening (const AskgTalkScene *scene)
{
  if (scene->trouble != NULL)
    return g_strdup (scene->trouble->message);
  if (scene->length == ASKG_TALK_LENGTH_NEAR_END)
    return g_strdup (_("Less than a minute is left; then it is sent by itself."));

  if (scene->table->is_free)
    return g_strdup (_("Talk. A pause sends it."));

  return g_strdup (scene->by_space ? _("Talk. Space sends it.") : _("Talk. Let go of the key to send it."));
}

static char *
tell_stopped (const AskgTalkScene *scene)
{
  if (scene->got_to == NULL || *scene->got_to == '\0')
    return g_strdup (_("Listening."));

  return g_strdup_printf (_("It had got to “…%s”. Listening."), scene->got_to);
}

/* @why: (nullable): that nobody is heard meanwhile */
static char *
tell_interrupting (const AskgTalkScene *scene,
                   const char          *why)
{
  const char *how = scene->by_space ? _("Space interrupts.") : _("The key interrupts.");

  return why != NULL ? g_strjoin (" ", why, how, NULL) : g_strdup (how);
}

static char *
tell_speaking (const AskgTalkScene *scene)
{
  if (scene->trouble != NULL)
    return g_strdup (scene->trouble->message);

  return g_strdup (scene->by_space ? _("Talk to interrupt, or press Space.") : _("Talk to interrupt, or press the key."));
}

static char *
tell_closed (const AskgTalkScene *scene)
{
  const AskgTalkTable *table = scene->table;

  if (scene->trouble != NULL)
    return g_strdup (scene->trouble->message);
  if (table->is_muted)
    return tell_interrupting (scene, _("The microphone is closed."));
  if (table->is_halved && !scene->may_interrupt)
    return tell_interrupting (scene, _("The microphone opens when the answer ends, as you chose."));
  if (table->is_halved)
    return tell_interrupting (scene, _("This room echoes: the microphone opens when the answer ends."));

  return tell_interrupting (scene, NULL);
}

/* Returns: (transfer full): a short sentence or two */
char *
askg_talk_caption (const AskgTalkScene *scene)
{
  switch (scene->table->state)
    {
    case ASKG_TALK_LISTENING:
      return tell_listening (scene);
    case ASKG_TALK_THINKING:
      return scene->length == ASKG_TALK_LENGTH_FULL ? tell_full () : g_strdup (_("What you said is being answered."));
    case ASKG_TALK_SPEAKING:
      return tell_speaking (scene);
    case ASKG_TALK_STOPPED:
      return tell_stopped (scene);
    case ASKG_TALK_MUTED:
      return g_strdup (_("Nothing is heard. The microphone is closed."));
    case ASKG_TALK_DEAF:
      return tell_deafness (scene->microphone);
    case ASKG_TALK_SPEAKING_CLOSED:
      return tell_closed (scene);
    case ASKG_TALK_READY:
    case ASKG_TALK_N_STATES:
    default:
      return tell_ready (scene);
    }
}

/* Returns: (transfer full): @error, of a player that goes on by itself when there is a way again */
GError *
askg_talk_caption_new_waiting (const GError *error)
{
  return g_error_new (error->domain, error->code, _("%s The reply goes on as soon as it can be heard."), error->message);
}

/* Returns: (transfer full): why a reply is not heard any more, for good */
GError *
askg_talk_caption_new_unheard (void)
{
  return g_error_new_literal (ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                              _("The reply could not be heard to its end: there is no way to a loudspeaker. It can be read. Look whether "
                                "the sound server runs and a loudspeaker is chosen in the desktop’s settings."));
}
