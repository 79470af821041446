/* askg-talk-voice.c: main thread.
 *
 * text -> clauses -> speaker ┐
 *      the engine's own sound ┴-> player, in one rate -> heard -> which word that is */
#include "app/askg-talk-voice.h"

#include <string.h>

#include "app/askg-talk-caption.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-pcm.h"
#include "engine/base/askg-timer.h"
#include "engine/voice/askg-clauses.h"

#define LOST_MS 6000 /* so long a way to a loudspeaker is waited for: a sound server that is started anew is there in two */
#define AHEAD_S 6 /* of speech that is made before it is heard: what is cut was made for nothing */

struct _AskgTalkVoice
{
  GObject          parent_instance;

  /* Owned */
  AskgReplyPlayer *player;
  AskgSpeaker     *speaker;     /* (nullable): the engine speaks itself */
  AskgClauses     *clauses;
  AskgHeardSpan   *span;
  GCancellable    *cancellable; /* of what is being said */
  GSource         *lost;        /* (nullable): while there is no way to a loudspeaker */

  AskgHeardWord    lit;
  gint64           n_pushed;    /* samples */
  gint64           lost_at;     /* how much had been heard then */
  gint64           clause_at;   /* where the clause that is being said begins */
  gsize            n_told;      /* bytes up to the word that such a speaker told last */
  guint            generation;  /* of the player; 0: not begun */
  guint            rate_hz;
  gboolean         is_own;
  gboolean         is_saying;
  gboolean         has_sounded;
  gboolean         is_whole;    /* no more text or sound comes */
  gboolean         is_over;     /* cut, or heard to its end */
};

enum { SOUNDS, LIT, OVER, TROUBLE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgTalkVoice, askg_talk_voice, G_TYPE_OBJECT)

static void say_next (AskgTalkVoice *self);

/* -- Its course ------------------------------------------------------------------ */

static void
note_sounding (AskgTalkVoice *self)
{
  if (self->has_sounded || self->is_over)
    return;
  self->has_sounded = TRUE;
  g_signal_emit (self, signals[SOUNDS], 0);
}

static void
end (AskgTalkVoice *self)
{
  if (self->is_over)
    return;
  self->is_over = TRUE;
  g_signal_emit (self, signals[OVER], 0);
}

/* It cannot be heard; what is written is there all the same. */
static void
fail (AskgTalkVoice *self,
      const GError  *error)
{
  if (self->is_over)
    return;
  self->is_over = TRUE;
  g_cancellable_cancel (self->cancellable);
  if (self->generation != 0)
    askg_reply_player_cut (self->player);
  if (!askg_error_is_cancelled (error))
    g_signal_emit (self, signals[TROUBLE], 0, error);
  g_signal_emit (self, signals[OVER], 0);
}

/* All that comes has come: the player tells when it was heard. */
static void
end_when_whole (AskgTalkVoice *self)
{
  if (!self->is_whole || self->is_saying || self->is_over)
    return;
  if (self->generation != 0)
    askg_reply_player_end (self->player, self->generation);
  else
    end (self);
}

/* -- Sound ------------------------------------------------------------------------- */

/* A reply has one rate: that of its first sound. */
static GBytes *
fit (AskgTalkVoice *self,
     guint          rate_hz,
     GBytes        *samples)
{
  g_autoptr(AskgPcm) sound = NULL;
  g_autoptr(AskgPcm) fitting = NULL;

  if (rate_hz == self->rate_hz || g_bytes_get_size (samples) < 2)
    return g_bytes_ref (samples);
  sound = askg_pcm_new (samples, rate_hz, 1);
  fitting = askg_pcm_resample (sound, self->rate_hz);

  return g_bytes_ref (askg_pcm_get_samples (fitting));
}

static void
push (AskgTalkVoice *self,
      guint          rate_hz,
      GBytes        *samples)
{
  g_autoptr(GBytes) fitting = NULL;

  if (self->is_over || g_bytes_get_size (samples) == 0)
    return;
  if (self->generation == 0)
    {
      self->rate_hz = rate_hz;
      self->generation = askg_reply_player_begin (self->player, rate_hz);
    }
  fitting = fit (self, rate_hz, samples);
  self->n_pushed += g_bytes_get_size (fitting) / sizeof (gint16);
  askg_reply_player_push (self->player, self->generation, fitting);
}

static void
set_lit (AskgTalkVoice *self,
         AskgHeardWord  lit)
{
  if (lit.start == self->lit.start && lit.end == self->lit.end)
    return;
  self->lit = lit;
  g_signal_emit (self, signals[LIT], 0);
}

static void
heard_cb (AskgReplyPlayer *player,
          guint            generation,
          gint64           n_samples,
          AskgTalkVoice   *self)
{
  AskgHeardWord lit;

  if (self->is_over || generation != self->generation)
    return;
  if (self->lost != NULL && n_samples > self->lost_at + self->rate_hz / 2) /* less may have been on its way */
    {
      askg_timer_clear (&self->lost);
      g_signal_emit (self, signals[TROUBLE], 0, NULL);
    }
  note_sounding (self);
  askg_heard_span_find (self->span, n_samples, &lit);
  if (!self->is_own) /* which of its own words it is nobody knows */
    set_lit (self, lit);
  say_next (self);
}

static void
finished_cb (AskgReplyPlayer *player,
             guint            generation,
             AskgTalkVoice   *self)
{
  if (generation == self->generation)
    end (self);
}

static gboolean
lost_cb (gpointer user_data)
{
  AskgTalkVoice *self = user_data;
  g_autoptr(GError) error = askg_talk_caption_new_unheard ();

  askg_timer_clear (&self->lost);
  fail (self, error);

  return G_SOURCE_REMOVE;
}

/* The player goes on by itself when there is a way again. */
static void
trouble_cb (AskgReplyPlayer *player,
            const GError    *error,
            AskgTalkVoice   *self)
{
  g_autoptr(GError) waiting = askg_talk_caption_new_waiting (error);

  if (self->generation == 0 || self->is_over || self->lost != NULL)
    return;
  self->lost_at = askg_reply_player_get_heard (player);
  askg_timer_set (&self->lost, LOST_MS, "[askg] a way to a loudspeaker", lost_cb, self);
  g_signal_emit (self, signals[TROUBLE], 0, waiting);
}

/* -- Clauses ------------------------------------------------------------------------- */

static void
sound_cb (guint    rate_hz,
          GBytes  *samples,
          gpointer user_data)
{
  AskgTalkVoice *self = user_data;

  if (self->is_own)
    return;
  push (self, rate_hz, samples);
  askg_heard_span_reach (self->span, self->n_pushed, 0);
}

static void
word_cb (gsize    start_byte,
         gsize    end_byte,
         guint64  at_sample,
         gpointer user_data)
{
  AskgTalkVoice *self = user_data;

  if (self->speaker == NULL)
    return;
  if (askg_speaker_gives_sound (self->speaker))
    {
      askg_heard_span_add_word (self->span, self->clause_at + (gint64) at_sample, start_byte, end_byte);
      return;
    }
  self->n_told = MAX (self->n_told, end_byte);
  set_lit (self, (AskgHeardWord) { start_byte, end_byte });
}

static void
said_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AskgTalkVoice) self = user_data;
  g_autoptr(GError) error = NULL;

  if (self->is_own) /* silenced for it */
    return;
  self->is_saying = FALSE;
  if (!askg_speaker_say_finish (ASKG_SPEAKER (object), result, &error))
    fail (self, error);
  else
    say_next (self);
}

/* Enough of it waits to be heard. */
static gboolean
is_ahead (AskgTalkVoice *self)
{
  return self->generation != 0 &&
         self->n_pushed - askg_reply_player_get_heard (self->player) > (gint64) self->rate_hz * AHEAD_S;
}

static void
say_next (AskgTalkVoice *self)
{
  g_autoptr(AskgClause) clause = NULL;

  if (self->speaker == NULL || self->is_saying || self->is_over || is_ahead (self))
    return;
  clause = askg_clauses_pop (self->clauses);
  if (clause == NULL)
    {
      end_when_whole (self);
      return;
    }

  self->is_saying = TRUE;
  self->clause_at = self->n_pushed;
  askg_heard_span_begin_clause (self->span, self->clause_at, clause->start_byte, clause->end_byte);
  if (!askg_speaker_gives_sound (self->speaker))
    note_sounding (self);
  askg_speaker_say_async (self->speaker, clause, sound_cb, word_cb, self, self->cancellable, said_cb, g_object_ref (self));
}

/* -- What is asked of it ----------------------------------------------------------------- */

/* @delta: Markdown, what follows the text so far */
void
askg_talk_voice_say (AskgTalkVoice *self,
                     const char    *delta)
{
  g_return_if_fail (ASKG_IS_TALK_VOICE (self));

  if (self->is_over)
    return;
  askg_clauses_feed (self->clauses, delta, strlen (delta));
  say_next (self);
}

/* Nobody need read what speaks itself. */
static void
begin_own (AskgTalkVoice *self)
{
  self->is_own = TRUE;
  self->is_saying = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->speaker);
  g_clear_pointer (&self->span, askg_heard_span_free);
  self->span = askg_heard_span_new ();
  askg_heard_span_begin_clause (self->span, 0, 0, 0);
}

/**
 * askg_talk_voice_play:
 * @samples: of the engine's own voice, signed 16-bit, one channel; what follows those before
 * @n_text: bytes of text that came with the sound so far
 */
void
askg_talk_voice_play (AskgTalkVoice *self,
                      guint          rate_hz,
                      GBytes        *samples,
                      gsize          n_text)
{
  g_return_if_fail (ASKG_IS_TALK_VOICE (self));

  if (!self->is_own && self->n_pushed > 0) /* it is read already */
    return;
  if (!self->is_own)
    begin_own (self);
  push (self, rate_hz, samples);
  askg_heard_span_reach (self->span, self->n_pushed, n_text);
}

/* No more text or sound comes. */
void
askg_talk_voice_end (AskgTalkVoice *self)
{
  g_return_if_fail (ASKG_IS_TALK_VOICE (self));

  if (self->is_whole)
    return;
  self->is_whole = TRUE;
  askg_clauses_end (self->clauses);
  if (self->speaker != NULL && !self->is_own)
    say_next (self);
  else
    end_when_whole (self);
}

/* Silence, now, and no signal any more. */
void
askg_talk_voice_cut (AskgTalkVoice *self,
                     AskgTalkHeard *out_heard)
{
  const gint64 n_samples = self->generation != 0 ? askg_reply_player_get_heard (self->player) : 0;
  AskgHeardWord word;

  *out_heard = (AskgTalkHeard) { .n_samples = n_samples, .is_own = self->is_own };
  out_heard->n_ms = self->rate_hz > 0 ? n_samples * 1000 / self->rate_hz : 0;
  out_heard->n_bytes = askg_talk_voice_plays_here (self) ? askg_heard_span_find (self->span, n_samples, &word) : self->n_told;
  self->is_over = TRUE;
  if (self->generation != 0)
    askg_reply_player_cut (self->player);
  g_cancellable_cancel (self->cancellable);
}

/* The word that sounds: bytes of the transcript. */
void
askg_talk_voice_find_lit (AskgTalkVoice *self,
                          AskgHeardWord *out_word)
{
  *out_word = self->lit;
}

/* Whether what sounds is known here, so that a microphone may be open beside it. */
gboolean
askg_talk_voice_plays_here (AskgTalkVoice *self)
{
  return self->is_own || self->speaker == NULL || askg_speaker_gives_sound (self->speaker);
}

static void
askg_talk_voice_dispose (GObject *object)
{
  AskgTalkVoice *self = ASKG_TALK_VOICE (object);
  AskgTalkHeard heard;

  if (self->player != NULL && !self->is_over)
    askg_talk_voice_cut (self, &heard);
  askg_timer_clear (&self->lost);
  g_clear_object (&self->player);
  g_clear_object (&self->speaker);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (askg_talk_voice_parent_class)->dispose (object);
}

static void
askg_talk_voice_finalize (GObject *object)
{
  AskgTalkVoice *self = ASKG_TALK_VOICE (object);

  g_clear_pointer (&self->clauses, askg_clauses_free);
  g_clear_pointer (&self->span, askg_heard_span_free);

  G_OBJECT_CLASS (askg_talk_voice_parent_class)->finalize (object);
}

static void
askg_talk_voice_class_init (AskgTalkVoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_talk_voice_dispose;
  G_OBJECT_CLASS (klass)->finalize = askg_talk_voice_finalize;

  /* The first of it is heard */
  signals[SOUNDS] = g_signal_new ("sounds", ASKG_TYPE_TALK_VOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* Another word is */
  signals[LIT] = g_signal_new ("lit", ASKG_TYPE_TALK_VOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* The last of it was, or there is no more */
  signals[OVER] = g_signal_new ("over", ASKG_TYPE_TALK_VOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* (const GError *error): it cannot be heard; "over" follows in the end. %NULL: it can be again, and goes on */
  signals[TROUBLE] = g_signal_new ("trouble", ASKG_TYPE_TALK_VOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
askg_talk_voice_init (AskgTalkVoice *self)
{
  self->clauses = askg_clauses_new (NULL);
  self->span = askg_heard_span_new ();
  self->cancellable = g_cancellable_new ();
}

/* @speaker: (nullable): says the text; %NULL where the engine speaks itself */
AskgTalkVoice *
askg_talk_voice_new (AskgReplyPlayer *player,
                     AskgSpeaker     *speaker)
{
  AskgTalkVoice *self = g_object_new (ASKG_TYPE_TALK_VOICE, NULL);

  self->player = g_object_ref (player);
  g_set_object (&self->speaker, speaker);
  g_signal_connect_object (player, "heard", G_CALLBACK (heard_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (player, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (player, "trouble", G_CALLBACK (trouble_cb), self, G_CONNECT_DEFAULT);

  return self;
}
