/* askg-speaker.c: main thread. */
#include "engine/local/askg-speaker.h"

G_DEFINE_INTERFACE (AskgSpeaker, askg_speaker, G_TYPE_OBJECT)

static void
askg_speaker_default_init (AskgSpeakerInterface *iface)
{
}

/* For people: "eSpeak NG", an engine's name. */
const char *
askg_speaker_get_name (AskgSpeaker *self)
{
  g_return_val_if_fail (ASKG_IS_SPEAKER (self), NULL);

  return ASKG_SPEAKER_GET_IFACE (self)->get_name (self);
}

/* FALSE where it plays by itself: then nobody can tell its echo from a person, and the microphone is closed meanwhile. */
gboolean
askg_speaker_gives_sound (AskgSpeaker *self)
{
  g_return_val_if_fail (ASKG_IS_SPEAKER (self), FALSE);

  return ASKG_SPEAKER_GET_IFACE (self)->gives_sound == NULL || ASKG_SPEAKER_GET_IFACE (self)->gives_sound (self);
}

/* Something will soon have to be said: makes the first clause fast. */
void
askg_speaker_warm_up (AskgSpeaker *self)
{
  g_return_if_fail (ASKG_IS_SPEAKER (self));

  if (ASKG_SPEAKER_GET_IFACE (self)->warm_up != NULL)
    ASKG_SPEAKER_GET_IFACE (self)->warm_up (self);
}

/**
 * askg_speaker_say_async:
 * @clause: one at a time: the next after this one's end
 * @on_sound: its sound as it is made; never called for a speaker that plays itself, nor after a cancel or the end
 * @on_word: (nullable): hears of its words, where the speaker knows them
 * @cancellable: (nullable): silence now, for a speaker that plays itself; else no more sound is made
 *
 * @callback runs once, when all of its sound was given; for a speaker that plays itself when it was heard.
 */
void
askg_speaker_say_async (AskgSpeaker          *self,
                        const AskgClause     *clause,
                        AskgSpeakerSoundFunc  on_sound,
                        AskgSpeakerWordFunc   on_word,
                        gpointer              on_data,
                        GCancellable         *cancellable,
                        GAsyncReadyCallback   callback,
                        gpointer              user_data)
{
  g_return_if_fail (ASKG_IS_SPEAKER (self));
  g_return_if_fail (clause != NULL);

  ASKG_SPEAKER_GET_IFACE (self)->say_async (self, clause, on_sound, on_word, on_data, cancellable, callback, user_data);
}

/**
 * askg_speaker_say_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED; %ASKG_ERROR_UNAVAILABLE when this machine lacks something, or the person's command does
 *   not work; %ASKG_ERROR_TIMED_OUT; those of the engine that speaks.
 */
gboolean
askg_speaker_say_finish (AskgSpeaker   *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (ASKG_IS_SPEAKER (self), FALSE);

  return ASKG_SPEAKER_GET_IFACE (self)->say_finish (self, result, error);
}
