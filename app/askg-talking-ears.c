/* askg-talking-ears.c: main thread. What the microphone of a spoken conversation hears becomes events of its table. */
#include "app/askg-settings.h"
#include "app/askg-talking-private.h"

#include "engine/base/askg-timer.h"

#define LOOK_MS 1500

static void
heard_cb (AskgListening *listening,
          const gint16  *samples,
          guint          n_samples,
          AskgTalking   *self)
{
  askg_talking_hear (self, samples, n_samples);
}

/* Nothing of it is said twice: what follows is another question. Only who waits for an engine needs it still. */
static void
send_so_far (AskgTalking *self)
{
  const gboolean is_held = askg_listening_get_turn (self->listening)->state != ASKG_TURN_TALKING;

  self->n_pieces = 0;
  self->length = ASKG_TALK_LENGTH_FULL;
  if (is_held)
    {
      askg_talking_take (self, ASKG_TALK_RELEASE);
      return;
    }
  self->is_sure = self->has_place = FALSE;
  askg_talking_take (self, self->said->len > 0 ? ASKG_TALK_UTTERANCE : ASKG_TALK_NOTHING);
  if (!self->waits_for_live)
    g_ptr_array_set_size (self->said, 0);
}

/* It goes on, whether or not anything was in this piece of it. */
static void
count_piece (AskgTalking *self)
{
  self->n_pieces++;
  if (self->n_pieces >= ASKG_TALK_MOST_PIECES)
    {
      send_so_far (self);
      return;
    }
  if (self->n_pieces == ASKG_TALK_MOST_PIECES - 1)
    self->length = ASKG_TALK_LENGTH_NEAR_END;
  askg_talking_tell (self);
}

static void
utterance_cb (AskgListening       *listening,
              const AskgUtterance *utterance,
              AskgTalking         *self)
{
  const gboolean is_something = utterance->sound != NULL && utterance->has_voice;
  const gboolean goes_on = utterance->end == ASKG_UTTERANCE_LIMIT && askg_turn_taking_is_recording (askg_listening_get_turn (listening));

  self->is_streaming = FALSE;
  if (self->table.state == ASKG_TALK_SPEAKING) /* nobody was sure of it: it interrupts nothing, and asks nothing */
    {
      self->is_sure = self->has_place = FALSE;
      self->n_pieces = 0;
      askg_talking_forget (self);
      askg_talking_take (self, ASKG_TALK_NOTHING);
      return;
    }
  if (is_something)
    g_ptr_array_add (self->said, g_object_ref (utterance->sound));
  if (goes_on)
    {
      count_piece (self);
      return;
    }
  self->n_pieces = 0;
  if (self->length == ASKG_TALK_LENGTH_NEAR_END)
    self->length = ASKG_TALK_LENGTH_USUAL;
  self->is_sure = self->has_place = FALSE;
  if (!is_something && self->said->len == 0)
    {
      self->length = ASKG_TALK_LENGTH_USUAL;
      askg_talking_forget (self);
    }
  if (is_something || self->said->len > 0)
    askg_talking_take (self, ASKG_TALK_UTTERANCE);
  else
    askg_talking_take (self, self->reply == NULL && self->hearing == NULL ? ASKG_TALK_OVER : ASKG_TALK_NOTHING);
}

static gboolean
is_deaf (AskgTalking *self)
{
  const AskgMicrophoneState state = askg_microphone_get_state (askg_listening_get_microphone (self->listening));

  return state == ASKG_MICROPHONE_LOST || state == ASKG_MICROPHONE_SILENT ||
         (state == ASKG_MICROPHONE_CLOSED && askg_listening_get_trouble (self->listening) != NULL);
}

static gboolean
try_again_cb (gpointer user_data)
{
  AskgTalking *self = user_data;

  askg_timer_clear (&self->looking);
  if (self->table.state == ASKG_TALK_DEAF && self->table.is_free)
    askg_listening_take (self->listening, ASKG_TURN_CONVERSE);

  return G_SOURCE_REMOVE;
}

/* One that was never heard is not waited for by itself: it is looked for now and then, as long as the person wants to talk. */
static void
look_again (AskgTalking *self)
{
  if (self->looking == NULL && self->table.state == ASKG_TALK_DEAF && self->table.is_free &&
      askg_listening_get_turn (self->listening)->state == ASKG_TURN_OFF)
    askg_timer_set (&self->looking, LOOK_MS, "askg-talking", try_again_cb, self);
}

/* Whether nobody knows yet if anything can be heard. */
gboolean
askg_talking_is_opening (AskgTalking *self)
{
  return self->listening != NULL && !is_deaf (self) &&
         askg_microphone_get_state (askg_listening_get_microphone (self->listening)) != ASKG_MICROPHONE_HEARS;
}

void
askg_talking_note_ears (AskgTalking *self)
{
  if (is_deaf (self) && (self->table.state == ASKG_TALK_LISTENING || self->table.state == ASKG_TALK_STOPPED ||
                         self->table.state == ASKG_TALK_SPEAKING))
    askg_talking_take (self, ASKG_TALK_LOST);
  else if (!is_deaf (self) && ((self->table.state == ASKG_TALK_DEAF && !askg_talking_is_opening (self)) ||
                               self->table.state == ASKG_TALK_SPEAKING_CLOSED))
    askg_talking_take (self, ASKG_TALK_FOUND);
  look_again (self);
}

/* Where nothing of the reply comes back into the microphone a voice is one at once. */
static void
note_voice (AskgTalking *self)
{
  const gboolean is_sure = self->table.state == ASKG_TALK_SPEAKING && self->player != NULL &&
                           askg_reply_player_get_echo (self->player) == ASKG_REPLY_ECHO_NONE;

  askg_talking_take (self, is_sure ? ASKG_TALK_SURE_VOICE : ASKG_TALK_MAYBE_VOICE);
}

static void
sounds_cb (AskgTalking *self)
{
  askg_talking_tell_level (self);
}

static void
echo_cb (AskgTalking *self)
{
  if (askg_reply_player_get_echo (self->player) == ASKG_REPLY_ECHO_TOO_STRONG)
    askg_talking_take (self, ASKG_TALK_ECHOES);
}

static void
changed_cb (AskgListening *listening,
            AskgTalking   *self)
{
  const gboolean was_talking = self->is_talking;

  self->is_talking = askg_listening_get_turn (listening)->state == ASKG_TURN_TALKING;
  if (self->is_talking && !was_talking)
    note_voice (self);
  askg_talking_note_ears (self);
  askg_talking_tell (self);
}

static void
sure_cb (AskgListening *listening,
         AskgTalking   *self)
{
  self->is_sure = askg_turn_taking_is_recording (askg_listening_get_turn (listening));
  askg_talking_take (self, ASKG_TALK_SURE_VOICE);
}

static void
glanced_cb (AskgTalking *self)
{
  askg_talking_tell_level (self);
}

/* (transfer full) (nullable): the device the person chose; %NULL for the one the desktop uses */
static char *
dup_chosen (GSettings  *settings,
            const char *key)
{
  g_autofree char *name = settings != NULL ? g_settings_get_string (settings, key) : NULL;

  return name != NULL && *name != '\0' ? g_steal_pointer (&name) : NULL;
}

/* @device: (nullable): the one that was chosen */
void
askg_talking_open_ears (AskgTalking *self,
                        const char  *device)
{
  g_autoptr(GSettings) settings = askg_settings_new ();
  g_autofree char *chosen = device != NULL ? g_strdup (device) : dup_chosen (settings, "voice-microphone");
  g_autofree char *loudspeaker = dup_chosen (settings, "voice-loudspeaker");
  g_autoptr(AskgMicrophone) microphone = askg_microphone_new (ASKG_LISTENING_RATE_HZ, chosen);
  AskgListeningRule rule = askg_listening_usual_rule;

  rule.max_ms = ASKG_TALK_PIECE_MS;
  rule.suppresses_noise = settings != NULL && g_settings_get_boolean (settings, "voice-suppresses-noise");
  if (settings != NULL)
    rule.speech.patience_ms = rule.sure.patience_ms = g_settings_get_uint (settings, "voice-patience-ms");
  self->patience_ms = rule.speech.patience_ms;
  self->may_interrupt = settings == NULL || g_settings_get_boolean (settings, "voice-barge-in");
  self->listening = askg_listening_new (microphone, &rule);
  g_signal_connect (self->listening, "heard", G_CALLBACK (heard_cb), self);
  g_signal_connect (self->listening, "utterance", G_CALLBACK (utterance_cb), self);
  g_signal_connect (self->listening, "changed", G_CALLBACK (changed_cb), self);
  g_signal_connect (self->listening, "sure", G_CALLBACK (sure_cb), self);
  g_signal_connect_object (microphone, "glanced", G_CALLBACK (glanced_cb), self, G_CONNECT_SWAPPED);
  if (self->is_silent || !askg_microphone_is_there ())
    return;
  self->player = askg_reply_player_new (microphone, loudspeaker);
  g_signal_connect_object (self->player, "notify::echo", G_CALLBACK (echo_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "heard", G_CALLBACK (sounds_cb), self, G_CONNECT_SWAPPED);
}

void
askg_talking_close_ears (AskgTalking *self)
{
  if (self->listening == NULL)
    return;
  g_signal_handlers_disconnect_by_data (askg_listening_get_microphone (self->listening), self);
  g_signal_handlers_disconnect_by_data (self->listening, self);
  askg_timer_clear (&self->looking);
  if (self->player != NULL)
    g_signal_handlers_disconnect_by_data (self->player, self);
  g_clear_object (&self->player);
  g_clear_object (&self->listening);
}
