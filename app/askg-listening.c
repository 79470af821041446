/* askg-listening.c: main thread. */
#define G_LOG_DOMAIN "askg"

#include "app/askg-listening.h"

#include <string.h>

#include "capture/audio/askg-noise-suppressor.h"
#include "engine/base/askg-timer.h"
#include "engine/voice/askg-barge-in.h"
#include "engine/voice/askg-trained-detector.h"
#include "engine/voice/askg-preroll.h"

#define TAIL_MS 200      /* of the pause goes along: last consonants are soft */
#define VOUCHING_MS 400  /* the end of an utterance is waited for so long, when the key goes up */
#define LOUD_DBFS (-35)  /* louder than a room: it may be a whisper */
#define MAX_RATE_HZ 48000

const AskgListeningRule askg_listening_usual_rule = {
  .speech = { .begin_need = 3, .begin_of = 4, .patience_ms = ASKG_SPEECH_PATIENCE_MS },
  .sure = { .begin_need = 12, .begin_of = 20, .patience_ms = ASKG_SPEECH_PATIENCE_MS },
  .max_ms = ASKG_LISTENING_MAX_MS,
};

/* Ended, and waiting for its last sound to be vouched for. */
typedef struct
{
  gint64           from;
  gint64           to;
  AskgUtteranceEnd end;
  gboolean         has_voice;
  guint            generation;
} Ended;

struct _AskgListening
{
  GObject              parent_instance;

  /* Owned */
  AskgMicrophone      *microphone;
  AskgVoiceDetector   *detector;
  AskgSpeechEdges     *edges;
  AskgSpeechEdges     *sure;    /* (nullable) */
  AskgPreroll         *preroll;
  GQueue               ended;   /* of Ended */
  AskgNoiseSuppressor *suppressor;
  GError              *trouble; /* (nullable): why it is off although nobody wanted it so */
  GSource             *closing; /* (nullable): the light goes out when all is vouched for, at the latest then */

  AskgListeningRule    rule;
  AskgBargeIn          barge_in;  /* while a reply sounds */
  AskgTurnTaking       turn;
  gint16               frame[ASKG_VOICE_FRAME_SAMPLES (MAX_RATE_HZ)];
  guint                n_frame;
  gint64               at;        /* position after the last frame that was judged */
  gint64               began;     /* of the utterance that is going on */
  gboolean             has_voice; /* the same */
};

G_DEFINE_FINAL_TYPE (AskgListening, askg_listening, G_TYPE_OBJECT)

enum
{
  CHANGED,
  HEARD,
  UTTERANCE,
  SURE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gint64
samples_of (AskgListening *self,
            guint          ms)
{
  return (gint64) askg_microphone_get_rate_hz (self->microphone) * ms / 1000;
}

/* -- Utterances --------------------------------------------------------------- */

static void
give (AskgListening *self,
      const Ended   *ended)
{
  g_autoptr(AskgPcm) sound = askg_preroll_copy (self->preroll, ended->from, ended->to);
  AskgUtterance utterance = {
    .sound = sound, .end = ended->end, .has_voice = ended->has_voice, .generation = ended->generation,
  };

  g_signal_emit (self, signals[UTTERANCE], 0, &utterance);
}

/* What is still needed: the first that waits, or the one going on. */
static void
hold_on (AskgListening *self)
{
  const Ended *first = g_queue_peek_head (&self->ended);

  if (first != NULL)
    askg_preroll_hold (self->preroll, first->from);
  else if (askg_turn_taking_is_recording (&self->turn))
    askg_preroll_hold (self->preroll, self->began);
  else
    askg_preroll_release (self->preroll);
}

static void
put_out (AskgListening *self)
{
  askg_timer_clear (&self->closing);
  askg_microphone_close (self->microphone);
  askg_preroll_clear (self->preroll);
  askg_noise_suppressor_clear (self->suppressor);
  explicit_bzero (self->frame, sizeof self->frame);
  self->n_frame = 0;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* @is_all: no more of it will come */
static void
give_those_that_are_whole (AskgListening *self,
                           gboolean       is_all)
{
  Ended *first;

  while ((first = g_queue_peek_head (&self->ended)) != NULL &&
         (is_all || askg_preroll_get_end (self->preroll) >= first->to))
    {
      g_queue_pop_head (&self->ended);
      give (self, first);
      g_free (first);
    }
  hold_on (self);
  if (self->closing != NULL && g_queue_is_empty (&self->ended))
    put_out (self);
}

static gboolean
waited_cb (gpointer user_data)
{
  give_those_that_are_whole (user_data, TRUE);

  return G_SOURCE_REMOVE;
}

/* -- What the table says -------------------------------------------------------- */

static gint64
find_end (AskgListening   *self,
          AskgUtteranceEnd end)
{
  const gint64 quiet = samples_of (self, askg_speech_edges_get_quiet_ms (self->edges));

  if (end == ASKG_UTTERANCE_PAUSE)
    return MIN (self->at, self->at - quiet + samples_of (self, TAIL_MS));

  return end == ASKG_UTTERANCE_LIMIT ? self->at : askg_microphone_get_position (self->microphone);
}

static void
begin (AskgListening       *self,
       AskgTurnTakingEvent  event)
{
  const guint back_ms = ASKG_PREROLL_MS + self->rule.speech.begin_of * ASKG_VOICE_FRAME_MS;

  /* What follows an utterance that was too long begins where that ended. */
  self->began = event == ASKG_TURN_LIMIT || event == ASKG_TURN_DEAF ? self->at : MAX (self->at - samples_of (self, back_ms), 0);
  self->has_voice = askg_speech_edges_is_speaking (self->edges);
}

static void
deliver (AskgListening       *self,
         AskgTurnTakingEvent  event)
{
  Ended *ended = g_new0 (Ended, 1);

  ended->end = askg_utterance_end_for (event);
  ended->from = self->began;
  ended->to = find_end (self, ended->end);
  ended->has_voice = self->has_voice;
  ended->generation = self->turn.generation;
  g_queue_push_tail (&self->ended, ended);
}

static void
forget (AskgListening *self)
{
  g_queue_clear_full (&self->ended, g_free);
  askg_preroll_clear (self->preroll);
  askg_noise_suppressor_clear (self->suppressor);
}

static void
reset_ears (AskgListening *self)
{
  askg_voice_detector_reset (self->detector);
  askg_speech_edges_reset (self->edges);
  if (self->sure != NULL)
    askg_speech_edges_reset (self->sure);
}

static void
open_light (AskgListening *self)
{
  g_clear_error (&self->trouble);
  askg_timer_clear (&self->closing);
  forget (self);
  self->at = 0;
  self->n_frame = 0;
  reset_ears (self);
  if (!askg_microphone_open (self->microphone, &self->trouble))
    self->turn.state = ASKG_TURN_OFF;
}

/**
 * askg_listening_take:
 * @event: of the key, or of what the person wants: speech and limits come from the sound
 */
void
askg_listening_take (AskgListening       *self,
                     AskgTurnTakingEvent  event)
{
  AskgTurnTakingDo what;

  g_return_if_fail (ASKG_IS_LISTENING (self));

  what = askg_turn_taking_take (&self->turn, event);
  if (what & ASKG_TURN_DO_OPEN)
    open_light (self);
  if (what & ASKG_TURN_DO_DELIVER)
    deliver (self, event);
  if (what & ASKG_TURN_DO_DISCARD)
    forget (self);
  if (what & ASKG_TURN_DO_BEGIN)
    begin (self, event);
  if (what & ASKG_TURN_DO_CLOSE)
    askg_timer_set (&self->closing, VOUCHING_MS, "askg-listening", waited_cb, self);
  g_signal_emit (self, signals[CHANGED], 0);
  give_those_that_are_whole (self, event == ASKG_TURN_DEAF);
}

/* -- Sound ------------------------------------------------------------------------ */

/* While a reply sounds it depends on how much of what is heard may be its echo. */
static gboolean
is_sure (AskgListening          *self,
         const AskgVoiceVerdict *verdict,
         float                   surplus_db,
         gboolean                is_coupled)
{
  if (self->sure == NULL)
    return FALSE;
  if (surplus_db < ASKG_MICROPHONE_NO_ECHO_DB)
    return askg_barge_in_take (&self->barge_in, verdict, surplus_db, is_coupled);

  askg_barge_in_begin (&self->barge_in);
  return askg_speech_edges_take (self->sure, verdict) == ASKG_SPEECH_BEGAN;
}

static void
judge (AskgListening *self)
{
  gboolean is_coupled;
  const float surplus_db = askg_microphone_get_surplus_db (self->microphone, &is_coupled);
  AskgVoiceVerdict verdict;
  AskgSpeechEdge edge;

  askg_voice_detector_judge (self->detector, self->frame, &verdict);
  askg_barge_in_discount (&verdict, surplus_db);
  edge = askg_speech_edges_take (self->edges, &verdict);
  self->has_voice |= edge == ASKG_SPEECH_BEGAN || verdict.level_dbfs > LOUD_DBFS;
  if (edge == ASKG_SPEECH_BEGAN)
    askg_listening_take (self, ASKG_TURN_SPEECH_BEGAN);
  else if (edge == ASKG_SPEECH_ENDED)
    askg_listening_take (self, ASKG_TURN_SPEECH_ENDED);
  if (is_sure (self, &verdict, surplus_db, is_coupled))
    g_signal_emit (self, signals[SURE], 0);
  if (askg_turn_taking_is_recording (&self->turn) && self->at - self->began >= samples_of (self, self->rule.max_ms))
    askg_listening_take (self, ASKG_TURN_LIMIT);
}

static void
glanced_cb (AskgMicrophone *microphone,
            gint64          position,
            const gint16   *samples,
            guint           n_samples,
            AskgListening  *self)
{
  const guint n_whole = ASKG_VOICE_FRAME_SAMPLES (askg_microphone_get_rate_hz (microphone));

  if (self->turn.state == ASKG_TURN_OFF)
    return;
  if (position != self->at + self->n_frame) /* it was deaf meanwhile */
    {
      self->at = position;
      self->n_frame = 0;
      self->began = MAX (self->began, position);
    }
  while (n_samples > 0)
    {
      const guint n = MIN (n_samples, n_whole - self->n_frame);

      memcpy (self->frame + self->n_frame, samples, n * sizeof *samples);
      self->n_frame += n;
      samples += n;
      n_samples -= n;
      if (self->n_frame < n_whole)
        break;
      self->n_frame = 0;
      self->at += n_whole;
      judge (self);
    }
}

static void
heard_cb (AskgMicrophone *microphone,
          gint64          position,
          const gint16   *samples,
          guint           n_samples,
          AskgListening  *self)
{
  if (self->rule.suppresses_noise)
    samples = askg_noise_suppressor_take (self->suppressor, &position, samples, &n_samples);
  askg_preroll_add (self->preroll, position, samples, n_samples);
  g_signal_emit (self, signals[HEARD], 0, samples, n_samples);
  give_those_that_are_whole (self, FALSE);
}

/* Nothing of it from there on is anybody's utterance. */
static void
lost_cb (AskgMicrophone *microphone,
         gint64          position,
         AskgListening  *self)
{
  self->at = position;
  self->n_frame = 0;
  reset_ears (self);
  askg_listening_take (self, ASKG_TURN_DEAF);
}

/* It never heard anything, or its helper broke: there is nothing to wait for. */
static void
state_cb (AskgListening *self)
{
  const GError *trouble = askg_microphone_get_trouble (self->microphone);

  if (askg_microphone_get_state (self->microphone) == ASKG_MICROPHONE_CLOSED && trouble != NULL &&
      self->turn.state != ASKG_TURN_OFF)
    {
      g_clear_error (&self->trouble);
      self->trouble = g_error_copy (trouble);
      askg_listening_take (self, ASKG_TURN_STOP);
    }
  else
    g_signal_emit (self, signals[CHANGED], 0);
}

const AskgTurnTaking *
askg_listening_get_turn (AskgListening *self)
{
  return &self->turn;
}

AskgMicrophone *
askg_listening_get_microphone (AskgListening *self)
{
  return self->microphone;
}

/* Returns: (nullable): why it is off although nobody wanted it so */
const GError *
askg_listening_get_trouble (AskgListening *self)
{
  return self->trouble;
}

/* Whether the light is off, and every utterance given. */
gboolean
askg_listening_is_closed (AskgListening *self)
{
  return self->turn.state == ASKG_TURN_OFF && self->closing == NULL;
}

static void
askg_listening_finalize (GObject *object)
{
  AskgListening *self = ASKG_LISTENING (object);

  askg_timer_clear (&self->closing);
  askg_microphone_close (self->microphone);
  g_clear_object (&self->microphone);
  g_clear_object (&self->detector);
  g_clear_pointer (&self->edges, askg_speech_edges_free);
  g_clear_pointer (&self->sure, askg_speech_edges_free);
  g_clear_pointer (&self->suppressor, askg_noise_suppressor_free);
  g_clear_pointer (&self->preroll, askg_preroll_free);
  g_queue_clear_full (&self->ended, g_free);
  g_clear_error (&self->trouble);

  G_OBJECT_CLASS (askg_listening_parent_class)->finalize (object);
}

static void
askg_listening_class_init (AskgListeningClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_listening_finalize;

  /* Whose turn it is, or the microphone's state */
  signals[CHANGED] = g_signal_new ("changed", ASKG_TYPE_LISTENING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* (const gint16 *samples, guint n_samples): vouched for, follows what was heard so far; borrowed */
  signals[HEARD] = g_signal_new ("heard", ASKG_TYPE_LISTENING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                 G_TYPE_POINTER, G_TYPE_UINT);
  /* (const AskgUtterance *utterance): borrowed */
  signals[UTTERANCE] = g_signal_new ("utterance", ASKG_TYPE_LISTENING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                     1, G_TYPE_POINTER);
  /* Somebody has spoken for so long that it is no noise, by the rule for that */
  signals[SURE] = g_signal_new ("sure", ASKG_TYPE_LISTENING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_listening_init (AskgListening *self)
{
  g_queue_init (&self->ended);
}

/* @microphone: closed; of at most 48 kHz. It is opened and closed here from now on. */
AskgListening *
askg_listening_new (AskgMicrophone          *microphone,
                    const AskgListeningRule *rule)
{
  AskgListening *self = g_object_new (ASKG_TYPE_LISTENING, NULL);
  const guint rate_hz = askg_microphone_get_rate_hz (microphone);

  self->microphone = g_object_ref (microphone);
  self->rule = *rule;
  self->detector = ASKG_VOICE_DETECTOR (askg_trained_detector_new (rate_hz));
  self->edges = askg_speech_edges_new (&rule->speech);
  if (rule->sure.begin_of > 0)
    self->sure = askg_speech_edges_new (&rule->sure);
  self->suppressor = askg_noise_suppressor_new (rate_hz);
  self->preroll = askg_preroll_new (rate_hz, ASKG_PREROLL_MS);
  g_signal_connect_object (microphone, "glanced", G_CALLBACK (glanced_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (microphone, "heard", G_CALLBACK (heard_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (microphone, "lost", G_CALLBACK (lost_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (microphone, "notify::state", G_CALLBACK (state_cb), self, G_CONNECT_SWAPPED);

  return self;
}
