/* askg-voice-words.c: any thread. */
#include "ui/voice/askg-voice-words.h"

#include <glib/gi18n-lib.h>

static const AskgVoiceLook looks[ASKG_TALK_N_STATES] = {
  [ASKG_TALK_READY] = { "audio-input-microphone-symbolic", N_("Ready"), NULL, ASKG_VOICE_SHOWS_SILENCE, TRUE },
  [ASKG_TALK_LISTENING] = { "audio-input-microphone-symbolic", N_("Listening"), NULL, ASKG_VOICE_SHOWS_MICROPHONE, TRUE },
  [ASKG_TALK_THINKING] = { "audio-input-microphone-symbolic", N_("Thinking"), NULL, ASKG_VOICE_SHOWS_WAITING, TRUE },
  [ASKG_TALK_SPEAKING] = { "audio-volume-high-symbolic", N_("Speaking"), NULL, ASKG_VOICE_SHOWS_REPLY, FALSE },
  [ASKG_TALK_STOPPED] = { "askg-barge-symbolic", N_("Stopped for you"), NULL, ASKG_VOICE_SHOWS_MICROPHONE, FALSE },
  [ASKG_TALK_MUTED] = { "microphone-disabled-symbolic", N_("Muted"), N_("Unmute"), ASKG_VOICE_SHOWS_SILENCE, TRUE },
  [ASKG_TALK_DEAF] = { "askg-deaf-symbolic", N_("Cannot hear"), N_("Choose…"),
                            ASKG_VOICE_SHOWS_SILENCE, TRUE },
  [ASKG_TALK_SPEAKING_CLOSED] = { "audio-volume-high-symbolic", N_("Speaking"), NULL, ASKG_VOICE_SHOWS_REPLY, FALSE },
};

/* (transfer none) */
const AskgVoiceLook *
askg_voice_look_of (AskgTalkState state)
{
  g_return_val_if_fail (state < ASKG_TALK_N_STATES, &looks[ASKG_TALK_READY]);

  return &looks[state];
}

static char *
dup_ready (const AskgVoiceFacts *facts)
{
  if (facts->key == NULL)
    return g_strdup (facts->can_type ? _("Press the microphone and talk, or just type.") : _("Press the microphone, and talk."));
  if (facts->can_type)
    return g_strdup_printf (facts->is_held ? _("Hold %s and talk, or just type.") : _("Press %s and talk, or just type."), facts->key);

  return g_strdup_printf (facts->is_held ? _("Hold %s and talk, or press the microphone.")
                                         : _("Press %s and talk, or press the microphone."), facts->key);
}

static char *
dup_listening (const AskgVoiceFacts *facts)
{
  if (facts->is_pushed)
    return g_strdup (_("Let go of the key to send it."));
  if (facts->is_latched && facts->key != NULL)
    return g_strdup_printf (_("Press %s again to send it, or Space."), facts->key);
  if (facts->is_latched)
    return g_strdup (_("Space sends it."));
  if (facts->patience_ms == 0)
    return g_strdup (_("A pause sends it. Space sends it now."));

  return g_strdup_printf (_("A pause of %.1f s sends it. Space sends it now."), facts->patience_ms / 1000.0);
}

/**
 * askg_voice_dup_sentence:
 *
 * Returns: (transfer full): what @state means and what to do about it, where nobody knows better
 */
char *
askg_voice_dup_sentence (AskgTalkState     state,
                         const AskgVoiceFacts *facts)
{
  switch (state)
    {
    case ASKG_TALK_READY:
      return dup_ready (facts);
    case ASKG_TALK_LISTENING:
      return dup_listening (facts);
    case ASKG_TALK_THINKING:
      return g_strdup (_("The engine has it. Space stops it."));
    case ASKG_TALK_SPEAKING:
      return g_strdup (_("Talk to interrupt, or press Space."));
    case ASKG_TALK_STOPPED:
      return g_strdup (_("It fell silent because you talk. Listening."));
    case ASKG_TALK_MUTED:
      return g_strdup (_("Nothing is heard. The microphone is closed."));
    case ASKG_TALK_DEAF:
      return g_strdup (_("Nothing comes from the microphone. Choose another one."));
    case ASKG_TALK_SPEAKING_CLOSED:
      return g_strdup (_("This room echoes: the microphone opens when the answer ends. Space interrupts."));
    case ASKG_TALK_N_STATES:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}
