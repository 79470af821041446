/* test-trained-detector.c: syllables are a voice; noise, hum, clicks and silence are none, whatever the rate. */
#include <math.h>

#include "engine/voice/askg-trained-detector.h"
#include "engine/voice/askg-speech-edges.h"

static const guint rates_hz[] = { 8000, 16000, 24000, 48000 };

typedef float (*Sound) (double   seconds,
                        GRand   *random);

/* Syllables: a glottis whose pitch moves, through a throat, over a quiet room. */
static float
syllables (double  seconds,
           GRand  *random)
{
  static const float formants_hz[] = { 600, 1400, 2600 };
  const double turn = 2 * G_PI * (120 * seconds + 12 / (2 * G_PI * 1.3) * sin (2 * G_PI * 1.3 * seconds));
  const float opens = fabs (sin (2 * G_PI * 2 * seconds));
  float sum = 0;

  for (guint k = 1; k <= 30; k++)
    {
      float gain = 0.02f;

      for (guint i = 0; i < G_N_ELEMENTS (formants_hz); i++)
        gain += expf (-powf ((120 * k - formants_hz[i]) / 150, 2)) / (i + 1);
      sum += gain * sin (turn * k);
    }

  return 0.05f * opens * sum + 0.0005f * g_rand_double_range (random, -1, 1);
}

static float
room (double  seconds,
      GRand  *random)
{
  return 0.0005f * g_rand_double_range (random, -1, 1);
}

static float
noise (double  seconds,
       GRand  *random)
{
  return 0.1f * g_rand_double_range (random, -1, 1);
}

static float
hum (double  seconds,
     GRand  *random)
{
  return 0.2f * sin (2 * G_PI * 50 * seconds) + room (seconds, random);
}

static float
clicks (double  seconds,
        GRand  *random)
{
  return fmod (seconds, 0.2) < 0.002 ? 0.5f * g_rand_double_range (random, -1, 1) : room (seconds, random);
}

static float
silence (double  seconds,
         GRand  *random)
{
  return 0;
}

/* Returns: in how many of the frames somebody is speaking */
static guint
judge (AskgVoiceDetector *detector,
       AskgSpeechEdges   *edges,
       guint              rate_hz,
       Sound              sound,
       guint              n_frames)
{
  GRand *random = g_rand_new_with_seed (rate_hz);
  const guint n = ASKG_VOICE_FRAME_SAMPLES (rate_hz);
  g_autofree gint16 *frame = g_new (gint16, n);
  guint n_speaking = 0;

  for (guint i = 0; i < n_frames; i++)
    {
      AskgVoiceVerdict verdict;

      for (guint k = 0; k < n; k++)
        frame[k] = CLAMP (32767 * sound ((i * n + k) / (double) rate_hz, random), -32768, 32767);
      askg_voice_detector_judge (detector, frame, &verdict);
      g_assert_true (isfinite (verdict.level_dbfs) && verdict.surety >= 0 && verdict.surety <= 1.001f);
      askg_speech_edges_take (edges, &verdict);
      n_speaking += askg_speech_edges_is_speaking (edges);
    }
  g_rand_free (random);

  return n_speaking;
}

static void
test_syllables_are_a_voice_at_every_rate (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rates_hz); i++)
    {
      g_autoptr(AskgTrainedDetector) trained = askg_trained_detector_new (rates_hz[i]);
      AskgVoiceDetector *detector = ASKG_VOICE_DETECTOR (trained);
      g_autoptr(AskgSpeechEdges) edges = askg_speech_edges_new (&askg_speech_usual_rule);

      g_assert_cmpuint (judge (detector, edges, rates_hz[i], room, 200), ==, 0);
      g_assert_cmpuint (judge (detector, edges, rates_hz[i], syllables, 100), >, 75);
      g_assert_cmpuint (judge (detector, edges, rates_hz[i], room, 100), <, 85); /* the patience */
      g_assert_false (askg_speech_edges_is_speaking (edges));
    }
}

static void
test_what_is_no_voice_begins_none (void)
{
  static const Sound sounds[] = { room, noise, hum, clicks, silence };

  for (gsize i = 0; i < G_N_ELEMENTS (rates_hz); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (sounds); k++)
      {
        g_autoptr(AskgTrainedDetector) trained = askg_trained_detector_new (rates_hz[i]);
        AskgVoiceDetector *detector = ASKG_VOICE_DETECTOR (trained);
        g_autoptr(AskgSpeechEdges) edges = askg_speech_edges_new (&askg_speech_usual_rule);

        g_assert_cmpuint (judge (detector, edges, rates_hz[i], sounds[k], 500), ==, 0);
      }
}

/* What begins at once may be anything for a moment. */
static void
test_a_machine_that_is_switched_on_is_no_voice_for_long (void)
{
  static const Sound sounds[] = { noise, hum };

  for (gsize i = 0; i < G_N_ELEMENTS (rates_hz); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (sounds); k++)
      {
        g_autoptr(AskgTrainedDetector) trained = askg_trained_detector_new (rates_hz[i]);
        AskgVoiceDetector *detector = ASKG_VOICE_DETECTOR (trained);
        g_autoptr(AskgSpeechEdges) edges = askg_speech_edges_new (&askg_speech_usual_rule);

        judge (detector, edges, rates_hz[i], room, 200);
        g_assert_cmpuint (judge (detector, edges, rates_hz[i], sounds[k], 500), <, 85); /* the patience, and little more */
      }
}

static void
test_reset_it_knows_nothing_of_before (void)
{
  g_autoptr(AskgTrainedDetector) trained = askg_trained_detector_new (16000);
  AskgVoiceDetector *detector = ASKG_VOICE_DETECTOR (trained);
  g_autoptr(AskgSpeechEdges) edges = askg_speech_edges_new (&askg_speech_usual_rule);
  g_autoptr(AskgSpeechEdges) again = askg_speech_edges_new (&askg_speech_usual_rule);
  guint first;

  judge (detector, edges, 16000, room, 200);
  first = judge (detector, edges, 16000, syllables, 50);
  askg_voice_detector_reset (detector);
  judge (detector, again, 16000, room, 200);
  g_assert_cmpuint (judge (detector, again, 16000, syllables, 50), ==, first);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/voice/trained-detector/syllables-are-a-voice-at-every-rate", test_syllables_are_a_voice_at_every_rate);
  g_test_add_func ("/voice/trained-detector/what-is-no-voice-begins-none", test_what_is_no_voice_begins_none);
  g_test_add_func ("/voice/trained-detector/a-machine-that-is-switched-on-is-no-voice-for-long",
                   test_a_machine_that_is_switched_on_is_no_voice_for_long);
  g_test_add_func ("/voice/trained-detector/reset-it-knows-nothing-of-before", test_reset_it_knows_nothing_of_before);

  return g_test_run ();
}
