/* askg-desk-speak.c: main thread.
 *
 * wish -> the answer's own sound, or whoever reads it -> loudspeaker, until the last of it was heard or stop; meanwhile the
 * word that is heard is lit */
#include "app/askg-desk-speak.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-settings.h"
#include "app/askg-voices.h"
#include "capture/audio/askg-reply-player.h"
#include "engine/base/askg-error.h"
#include "engine/local/askg-read-aloud.h"

/* A word, and where its sound begins. */
typedef struct
{
  gsize   start_byte;
  gsize   end_byte;
  guint64 at_sample;
} Word;

struct _AskgDeskSpeak
{
  GObject          parent_instance;

  /* Owned */
  AskgSession     *session;
  AskgOverlay     *overlay;
  AskgSpeech      *speech;      /* of @overlay */
  AskgReplyPlayer *player;      /* (nullable): from the first sound on */
  AskgReadAloud   *reading;     /* (nullable) */
  GCancellable    *cancellable; /* (nullable): while something is read */
  GError          *trouble;     /* (nullable): why it cannot be heard */
  GArray          *words;       /* of Word: those that are to be heard */

  guint            generation;  /* of the player's; 0 while nothing is played */
  guint            rate_hz;
  guint64          n_samples;   /* given to the player */
  gboolean         is_heard_here; /* it does not play by itself */
};

G_DEFINE_FINAL_TYPE (AskgDeskSpeak, askg_desk_speak, G_TYPE_OBJECT)

/* -- The end ----------------------------------------------------------------- */

/* It may be the one that tells of its end just now. */
static void
let_go_of_player (AskgDeskSpeak *self)
{
  if (self->player == NULL)
    return;
  askg_reply_player_cut (self->player);
  g_idle_add_once ((GSourceOnceFunc) g_object_unref, g_steal_pointer (&self->player));
}

static void
end (AskgDeskSpeak *self,
     const GError  *error)
{
  const GError *why = self->trouble != NULL ? self->trouble : error;

  if (self->cancellable == NULL)
    return;
  if (why != NULL && !askg_error_is_cancelled (why))
    askg_overlay_show_error (self->overlay, _("It could not be read aloud"), why);
  let_go_of_player (self);
  self->generation = 0;
  g_array_set_size (self->words, 0);
  g_clear_object (&self->reading);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->trouble);
  askg_speech_end (self->speech);
}

/* -- Sound -------------------------------------------------------------------- */

/* Of the words that have begun the last is the one. */
static void
heard_cb (AskgDeskSpeak *self,
          guint          generation,
          gint64         n_samples)
{
  guint n_begun = 0;

  if (generation != self->generation)
    return;
  while (n_begun < self->words->len && g_array_index (self->words, Word, n_begun).at_sample <= (guint64) n_samples)
    n_begun++;
  if (n_begun == 0)
    return;
  askg_speech_light (self->speech, g_array_index (self->words, Word, n_begun - 1).start_byte,
                     g_array_index (self->words, Word, n_begun - 1).end_byte);
  g_array_remove_range (self->words, 0, n_begun);
}

static void
finished_cb (AskgDeskSpeak *self,
             guint          generation)
{
  if (generation == self->generation)
    end (self, NULL);
}

/* No use in making more of it: why is told at the end. */
static void
trouble_cb (AskgDeskSpeak *self,
            const GError  *error)
{
  if (self->cancellable == NULL || self->trouble != NULL)
    return;
  self->trouble = g_error_copy (error);
  if (self->reading != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    end (self, NULL);
}

static AskgReplyPlayer *
get_player (AskgDeskSpeak *self)
{
  g_autoptr(GSettings) settings = NULL;
  g_autofree char *loudspeaker = NULL;

  if (self->player != NULL)
    return self->player;
  settings = askg_settings_new ();
  loudspeaker = settings != NULL ? g_settings_get_string (settings, "voice-loudspeaker") : NULL;
  self->player = askg_reply_player_new (NULL, loudspeaker);
  g_signal_connect_object (self->player, "heard", G_CALLBACK (heard_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->player, "trouble", G_CALLBACK (trouble_cb), self, G_CONNECT_SWAPPED);

  return self->player;
}

static void
play (AskgDeskSpeak *self,
      guint          rate_hz,
      GBytes        *samples)
{
  AskgReplyPlayer *player = get_player (self);

  if (self->generation == 0)
    {
      self->rate_hz = rate_hz;
      self->n_samples = 0;
      self->generation = askg_reply_player_begin (player, rate_hz);
    }
  self->n_samples += g_bytes_get_size (samples) / sizeof (gint16);
  askg_reply_player_push (player, self->generation, samples);
}

static gint64
sound_cb (guint    rate_hz,
          GBytes  *samples,
          gpointer user_data)
{
  AskgDeskSpeak *self = user_data;

  play (self, rate_hz, samples);

  return ((gint64) self->n_samples - askg_reply_player_get_heard (self->player)) * G_USEC_PER_SEC / self->rate_hz;
}

static void
word_cb (gsize    start_byte,
         gsize    end_byte,
         guint64  at_sample,
         gpointer user_data)
{
  AskgDeskSpeak *self = user_data;
  const Word word = { start_byte, end_byte, at_sample };

  if (!self->is_heard_here)
    askg_speech_light (self->speech, start_byte, end_byte); /* it is heard now */
  else
    g_array_append_val (self->words, word);
}

/* What was made until then is heard to its end, but after a stop. */
static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AskgDeskSpeak) self = user_data;
  g_autoptr(GError) error = NULL;

  g_clear_object (&self->reading); /* from here on it is only heard */
  if (askg_read_aloud_run_finish (ASKG_READ_ALOUD (object), result, &error) && self->generation != 0)
    askg_reply_player_end (self->player, self->generation);
  else if (self->generation != 0 && !askg_error_is_cancelled (error) && self->trouble == NULL)
    {
      self->trouble = g_error_copy (error);
      askg_reply_player_end (self->player, self->generation);
    }
  else
    end (self, error);
}

static void
play_own (AskgDeskSpeak         *self,
          const AskgAnswerParts *parts)
{
  g_autoptr(GBytes) samples = g_bytes_new (parts->sound->data, parts->sound->len);

  play (self, parts->sound_rate_hz, samples);
  askg_reply_player_end (self->player, self->generation);
}

/* -- Wishes --------------------------------------------------------------------- */

static void
read_answer (AskgDeskSpeak *self,
             AskgAnswer    *answer)
{
  const char *text = askg_answer_get_text (answer);
  const AskgVoiceWish wish = {
    .room = askg_session_get_engine_room (self->session, NULL), .engine_id = askg_answer_get_engine_id (answer),
    .conversation = askg_overlay_get_conversation (self->overlay), .words = text,
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgSpeaker) speaker = askg_voices_choose (&wish, &error);

  if (speaker == NULL)
    {
      end (self, error);
      return;
    }
  askg_speech_begin (self->speech, answer, askg_speaker_get_name (speaker));
  self->is_heard_here = askg_speaker_gives_sound (speaker);
  if (self->is_heard_here)
    askg_reply_player_prepare (get_player (self));
  self->reading = askg_read_aloud_new (speaker, sound_cb, word_cb, self);
  askg_read_aloud_feed (self->reading, text, strlen (text));
  askg_read_aloud_end (self->reading);
  askg_read_aloud_run_async (self->reading, self->cancellable, read_cb, g_object_ref (self));
}

static void
begin (AskgDeskSpeak *self,
       AskgAnswer    *answer)
{
  const AskgAnswerParts *parts = askg_answer_get_parts (answer);

  self->cancellable = g_cancellable_new ();
  if (parts->sound->len == 0)
    {
      read_answer (self, answer);
      return;
    }
  askg_speech_begin (self->speech, answer, NULL);
  play_own (self, parts);
}

/* One voice at a time: another answer silences the one that is read; it is read once that has ended. */
static void
toggle_cb (AskgSpeech    *speech,
           AskgAnswer    *answer,
           AskgDeskSpeak *self)
{
  if (self->cancellable != NULL)
    askg_desk_speak_stop (self);
  else
    begin (self, answer);
}

/* Silence, now; the button is itself again when all has ended. */
void
askg_desk_speak_stop (AskgDeskSpeak *self)
{
  g_return_if_fail (ASKG_IS_DESK_SPEAK (self));

  if (self->cancellable == NULL)
    return;
  if (self->player != NULL)
    askg_reply_player_cut (self->player);
  self->generation = 0;
  g_cancellable_cancel (self->cancellable);
  if (self->reading == NULL)
    end (self, NULL);
}

/* -- What can be read --------------------------------------------------------------- */

static void
tell_causes (AskgDeskSpeak *self)
{
  g_autofree char *why_not = NULL;

  askg_voices_is_there (askg_session_get_engine_room (self->session, NULL), &why_not);
  askg_speech_set_causes (self->speech, why_not,
                          askg_microphone_is_there () ? NULL : _("Sound cannot be played in this build of Askglass."));
}

/* From here on the engines are known. */
static void
room_made_cb (AskgDeskSpeak *self)
{
  AskgEngineRoom *room = askg_session_get_engine_room (self->session, NULL);

  if (room != NULL)
    g_signal_connect_object (askg_engine_room_get_profiles (room), "items-changed", G_CALLBACK (tell_causes), self,
                             G_CONNECT_SWAPPED);
  tell_causes (self);
}

static void
askg_desk_speak_dispose (GObject *object)
{
  AskgDeskSpeak *self = ASKG_DESK_SPEAK (object);

  askg_desk_speak_stop (self);
  g_clear_object (&self->player);
  g_clear_object (&self->reading);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->trouble);
  g_clear_object (&self->session);
  g_clear_object (&self->overlay);
  g_clear_object (&self->speech);
  g_clear_pointer (&self->words, g_array_unref);

  G_OBJECT_CLASS (askg_desk_speak_parent_class)->dispose (object);
}

static void
askg_desk_speak_class_init (AskgDeskSpeakClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_desk_speak_dispose;
}

static void
askg_desk_speak_init (AskgDeskSpeak *self)
{
  self->words = g_array_new (FALSE, FALSE, sizeof (Word));
}

/* Listens to the wishes of @overlay as long as it lives. */
AskgDeskSpeak *
askg_desk_speak_new (AskgSession *session,
                     AskgOverlay *overlay)
{
  AskgDeskSpeak *self = g_object_new (ASKG_TYPE_DESK_SPEAK, NULL);

  self->session = g_object_ref (session);
  self->overlay = g_object_ref (overlay);
  self->speech = g_object_ref (askg_overlay_get_speech (overlay));
  g_signal_connect_object (self->speech, "toggle", G_CALLBACK (toggle_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (session, "engine-room-made", G_CALLBACK (room_made_cb), self, G_CONNECT_SWAPPED);
  room_made_cb (self);

  return self;
}
