/* askg-speech-edges.c: pure. */
#include "engine/voice/askg-speech-edges.h"

#include <string.h>

#define MAX_PATIENCE_FRAMES 512u
#define STRAY_PERCENT 8 /* of the patience: a click in a pause is no voice */

const AskgSpeechRule askg_speech_usual_rule = { .begin_need = 3, .begin_of = 4, .patience_ms = ASKG_SPEECH_PATIENCE_MS };

struct _AskgSpeechEdges
{
  AskgSpeechRule rule;
  guint          patience_frames;
  gboolean       is_speaking;
  guint64        began;                     /* the last frames, one a bit: those that may begin */
  guint8         went_on[MAX_PATIENCE_FRAMES]; /* a ring: those in which it went on */
  guint          at;
  guint          n_went_on;                 /* of the ring */
  guint          frames_since_began;
  guint          frames_quiet;              /* since it last went on */
};

/* @rule: copied */
AskgSpeechEdges *
askg_speech_edges_new (const AskgSpeechRule *rule)
{
  AskgSpeechEdges *self;

  g_return_val_if_fail (rule->begin_of > 0 && rule->begin_of <= ASKG_SPEECH_MAX_WINDOW, NULL);
  g_return_val_if_fail (rule->begin_need > 0 && rule->begin_need <= rule->begin_of, NULL);

  self = g_new0 (AskgSpeechEdges, 1);
  self->rule = *rule;
  self->patience_frames = CLAMP (rule->patience_ms / ASKG_VOICE_FRAME_MS, 1, MAX_PATIENCE_FRAMES);

  return self;
}

void
askg_speech_edges_free (AskgSpeechEdges *self)
{
  g_free (self);
}

gboolean
askg_speech_edges_is_speaking (AskgSpeechEdges *self)
{
  return self->is_speaking;
}

/* How long nothing of a voice was heard: what is waited, of the patience. */
guint
askg_speech_edges_get_quiet_ms (AskgSpeechEdges *self)
{
  return self->frames_quiet * ASKG_VOICE_FRAME_MS;
}

void
askg_speech_edges_reset (AskgSpeechEdges *self)
{
  self->is_speaking = FALSE;
  self->began = 0;
  memset (self->went_on, 0, sizeof self->went_on);
  self->n_went_on = 0;
  self->frames_quiet = 0;
}

static void
note (AskgSpeechEdges        *self,
      const AskgVoiceVerdict *verdict)
{
  self->began = self->began << 1 | (verdict->may_begin ? 1 : 0);
  self->n_went_on += (verdict->goes_on ? 1 : 0) - self->went_on[self->at];
  self->went_on[self->at] = verdict->goes_on ? 1 : 0;
  self->at = (self->at + 1) % self->patience_frames;
  self->frames_quiet = verdict->goes_on ? 0 : self->frames_quiet + 1;
}

static gboolean
has_begun (AskgSpeechEdges *self)
{
  const guint64 window = self->rule.begin_of == 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << self->rule.begin_of) - 1;

  return (guint) __builtin_popcountll (self->began & window) >= self->rule.begin_need;
}

static gboolean
has_ended (AskgSpeechEdges *self)
{
  return ++self->frames_since_began >= self->patience_frames &&
         self->n_went_on <= self->patience_frames * STRAY_PERCENT / 100;
}

/* @verdict: on the frame that follows */
AskgSpeechEdge
askg_speech_edges_take (AskgSpeechEdges        *self,
                        const AskgVoiceVerdict *verdict)
{
  note (self, verdict);
  if (!self->is_speaking && has_begun (self))
    {
      self->is_speaking = TRUE;
      self->frames_since_began = 0;
      return ASKG_SPEECH_BEGAN;
    }
  if (self->is_speaking && has_ended (self))
    {
      self->is_speaking = FALSE;
      self->began = 0;
      return ASKG_SPEECH_ENDED;
    }

  return ASKG_SPEECH_NONE;
}
