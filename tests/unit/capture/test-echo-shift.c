/* An echo at another time is known for one; a voice beside an echo is not taken for that. */
#include <math.h>
#include <string.h>

#include "capture/audio/askg-echo-shift.h"

#define BLOCK 128u
#define N_SAMPLES 32000u
#define MARGIN 2000 /* of sound before and after what is used */

/* Somebody who speaks, nearly: syllables with a pitch of their own. */
static void
speak (float  *samples,
       guint   n_samples,
       guint   rate_hz,
       guint32 seed)
{
  g_autoptr(GRand) dice = g_rand_new_with_seed (seed);
  double phase = 0;

  for (guint i = 0; i < n_samples; i++)
    {
      const double t = (double) i / rate_hz;
      const double open = MAX (sin (2 * G_PI * (3 + seed % 3) * t), 0.03);
      double sample = 0.2 * g_rand_double_range (dice, -1, 1);

      phase += 2 * G_PI * (110 + 17 * (seed % 5) + 20 * sin (2 * G_PI * 1.3 * t)) / rate_hz;
      for (guint part = 1; part < 12; part++)
        sample += sin (part * phase) / part;
      samples[i] = (float) (0.1 * open * sample);
    }
}

/* @late: samples; an echo of @reply that comes so much later than foretold, with @voice beside it. Returns: when it was told, in samples; or
 * N_SAMPLES */
static guint
hear (AskgEchoShift *shift,
      const float   *reply,
      const float   *voice,
      int            late)
{
  guint told = N_SAMPLES;

  for (guint at = 0; at + BLOCK <= N_SAMPLES; at += BLOCK)
    {
      float heard[BLOCK];

      for (guint i = 0; i < BLOCK; i++)
        heard[i] = reply[MARGIN + (int) (at + i) - late] + (voice != NULL ? voice[at + i] : 0);
      if (askg_echo_shift_take (shift, heard, reply + MARGIN + at, BLOCK, TRUE) && told == N_SAMPLES)
        told = at;
    }

  return told;
}

static void
test_an_echo_at_another_time_is_known (void)
{
  const int lates_ms[] = { -20, -10, -3, 2, 10, 25, 50 };
  const guint rate_hz = 16000;
  g_autofree float *reply = g_new (float, N_SAMPLES + 2 * MARGIN);

  speak (reply, N_SAMPLES + 2 * MARGIN, rate_hz, 3);
  for (gsize i = 0; i < G_N_ELEMENTS (lates_ms); i++)
    {
      g_autoptr(AskgEchoShift) shift = askg_echo_shift_new (rate_hz);

      g_assert_cmpuint (hear (shift, reply, NULL, lates_ms[i] * (int) rate_hz / 1000), <, rate_hz / 4);
    }
}

static void
test_a_voice_beside_an_echo_is_none (void)
{
  const guint rate_hz = 16000;
  g_autofree float *reply = g_new (float, N_SAMPLES + 2 * MARGIN);
  g_autofree float *voice = g_new (float, N_SAMPLES);

  speak (reply, N_SAMPLES + 2 * MARGIN, rate_hz, 3);
  for (guint32 person = 4; person < 8; person++) /* nobody of the very same pitch */
    for (float loudness = 0.5f; loudness < 5; loudness *= 2)
      {
        g_autoptr(AskgEchoShift) shift = askg_echo_shift_new (rate_hz);

        speak (voice, N_SAMPLES, rate_hz, person);
        for (guint i = 0; i < N_SAMPLES; i++)
          voice[i] *= loudness;
        g_assert_cmpuint (hear (shift, reply, voice, 0), ==, N_SAMPLES);
      }
}

static void
test_silence_and_what_is_no_surprise_tell_nothing (void)
{
  const guint rate_hz = 16000;
  g_autoptr(AskgEchoShift) shift = askg_echo_shift_new (rate_hz);
  g_autofree float *reply = g_new0 (float, N_SAMPLES + 2 * MARGIN);

  g_assert_cmpuint (hear (shift, reply, NULL, 160), ==, N_SAMPLES);
  speak (reply, N_SAMPLES + 2 * MARGIN, rate_hz, 3);
  for (guint at = 0; at + BLOCK <= N_SAMPLES; at += BLOCK)
    g_assert_false (askg_echo_shift_take (shift, reply + MARGIN + at - 160, reply + MARGIN + at, BLOCK, FALSE));
}

static void
test_it_is_over_soon_after_all_is_as_it_was (void)
{
  const guint rate_hz = 16000;
  g_autoptr(AskgEchoShift) shift = askg_echo_shift_new (rate_hz);
  g_autofree float *reply = g_new (float, N_SAMPLES + 2 * MARGIN);
  gboolean is_shifted = TRUE;

  speak (reply, N_SAMPLES + 2 * MARGIN, rate_hz, 3);
  g_assert_cmpuint (hear (shift, reply, NULL, 160), <, N_SAMPLES);
  for (guint at = 0; at < rate_hz / 2; at += BLOCK)
    is_shifted = askg_echo_shift_take (shift, reply + MARGIN + at, reply + MARGIN + at, BLOCK, FALSE);
  g_assert_false (is_shifted);
}

static void
test_every_rate_has_its_own (void)
{
  const guint rates_hz[] = { 8000, 16000, 24000, 44100, 48000 };
  g_autofree float *reply = g_new (float, N_SAMPLES + 2 * MARGIN);

  for (gsize i = 0; i < G_N_ELEMENTS (rates_hz); i++)
    {
      g_autoptr(AskgEchoShift) shift = askg_echo_shift_new (rates_hz[i]);

      speak (reply, N_SAMPLES + 2 * MARGIN, rates_hz[i], 3);
      g_assert_cmpuint (hear (shift, reply, NULL, (int) rates_hz[i] / 100), <, N_SAMPLES);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/echo-shift/an-echo-at-another-time-is-known", test_an_echo_at_another_time_is_known);
  g_test_add_func ("/echo-shift/a-voice-beside-an-echo-is-none", test_a_voice_beside_an_echo_is_none);
  g_test_add_func ("/echo-shift/silence-and-what-is-no-surprise-tell-nothing", test_silence_and_what_is_no_surprise_tell_nothing);
  g_test_add_func ("/echo-shift/it-is-over-soon-after-all-is-as-it-was", test_it_is_over_soon_after_all_is_as_it_was);
  g_test_add_func ("/echo-shift/every-rate-has-its-own", test_every_rate_has_its_own);

  return g_test_run ();
}
