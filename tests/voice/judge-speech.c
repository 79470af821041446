/* judge-speech.c: when somebody speaks, as the detector hears it.
 *
 *   judge-speech RATE_HZ PATIENCE_MS BEGIN_NEED BEGIN_OF
 *
 * Standard input: clips, each its number of samples (32 bits) and they (16 bits). Standard output: a line a clip, the edges
 * in milliseconds: "B310 E1890 …"; on standard error the microseconds a frame took. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/voice/askg-trained-detector.h"
#include "engine/voice/askg-speech-edges.h"

static guint64 n_frames;
static gint64 spent_us;

static void
judge_clip (guint                 rate_hz,
            const AskgSpeechRule *rule,
            const gint16         *samples,
            guint                 n_samples)
{
  g_autoptr(AskgTrainedDetector) level = askg_trained_detector_new (rate_hz);
  g_autoptr(AskgSpeechEdges) edges = askg_speech_edges_new (rule);
  const guint n = ASKG_VOICE_FRAME_SAMPLES (rate_hz);
  const gint64 began_us = g_get_monotonic_time ();

  for (guint i = 0; i < n_samples / n; i++)
    {
      AskgVoiceVerdict verdict;
      AskgSpeechEdge edge;

      askg_voice_detector_judge (ASKG_VOICE_DETECTOR (level), samples + i * n, &verdict);
      edge = askg_speech_edges_take (edges, &verdict);
      if (edge != ASKG_SPEECH_NONE)
        printf ("%c%u ", edge == ASKG_SPEECH_BEGAN ? 'B' : 'E', (i + 1) * ASKG_VOICE_FRAME_MS);
    }
  printf ("\n");
  spent_us += g_get_monotonic_time () - began_us;
  n_frames += n_samples / n;
}

int
main (int argc, char **argv)
{
  AskgSpeechRule rule;
  guint32 n_samples;
  guint rate_hz;

  if (argc != 5)
    return 2;
  rate_hz = atoi (argv[1]);
  rule = (AskgSpeechRule) { .patience_ms = atoi (argv[2]), .begin_need = atoi (argv[3]), .begin_of = atoi (argv[4]) };
  while (fread (&n_samples, sizeof n_samples, 1, stdin) == 1)
    {
      g_autofree gint16 *samples = g_new (gint16, n_samples);

      if (fread (samples, sizeof *samples, n_samples, stdin) != n_samples)
        return 1;
      judge_clip (rate_hz, &rule, samples, n_samples);
    }
  fprintf (stderr, "%.1f\n", (double) spent_us / MAX (n_frames, 1));

  return 0;
}
