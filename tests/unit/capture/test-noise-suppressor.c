/* What is left of a room's noise and of a voice, once it is made softer. */
#include <math.h>
#include <string.h>

#include "capture/audio/askg-noise-suppressor.h"

#define RATE_HZ 16000u
#define N_SAMPLES (4 * RATE_HZ)
#define SPEAKS_AT (3 * RATE_HZ)

/* A fan, and from three seconds on the vowel of somebody near. */
static void
make_sound (gint16 *samples,
            double  voice)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < N_SAMPLES; i++)
    {
      const double t = (double) i / RATE_HZ;
      double sample = g_rand_double_range (rand, -800, 800);

      for (guint part = 1; part < 12 && i >= SPEAKS_AT; part++)
        sample += voice / part * sin (2 * G_PI * (140 + 8 * sin (2 * G_PI * 3 * t)) * part * t);
      samples[i] = (gint16) sample;
    }
}

/* The whole of @samples as it comes, in pieces of @n_piece; positions must follow one another. Returns: where it ended */
static gint64
suppress (AskgNoiseSuppressor *self,
          const gint16        *samples,
          guint                n_piece,
          gint16              *out)
{
  gint64 end = G_MININT64;

  for (guint at = 0; at < N_SAMPLES; at += n_piece)
    {
      gint64 position = at;
      guint n = MIN (n_piece, N_SAMPLES - at);
      const gint16 *given = askg_noise_suppressor_take (self, &position, samples + at, &n);

      if (n == 0)
        continue;
      g_assert_true (end == G_MININT64 || position == end);
      end = position + n;
      for (guint i = 0; i < n; i++)
        if (position + i >= 0)
          out[position + i] = given[i];
    }

  return end;
}

static double
level_db (const gint16 *samples,
          guint         from,
          guint         to)
{
  double sum = 0;

  for (guint i = from; i < to; i++)
    sum += (double) samples[i] * samples[i];

  return 10 * log10 (sum / (to - from) + 1e-9);
}

static void
test_a_fan_becomes_softer_and_a_voice_stays (void)
{
  g_autoptr(AskgNoiseSuppressor) self = askg_noise_suppressor_new (RATE_HZ);
  g_autofree gint16 *samples = g_new (gint16, N_SAMPLES);
  g_autofree gint16 *out = g_new0 (gint16, N_SAMPLES);
  gint64 end;

  make_sound (samples, 4000);
  end = suppress (self, samples, 160, out);
  g_assert_cmpint (end, <=, N_SAMPLES);
  g_assert_cmpint (end, >=, N_SAMPLES - 2 * RATE_HZ / 50);
  g_assert_cmpfloat (level_db (out, 2 * RATE_HZ, SPEAKS_AT - 800), <, level_db (samples, 2 * RATE_HZ, SPEAKS_AT - 800) - 8);
  g_assert_cmpfloat (fabs (level_db (out, SPEAKS_AT + 4000, end) - level_db (samples, SPEAKS_AT + 4000, end)), <, 3);
}

static void
test_a_word_stands_where_it_was_said (void)
{
  g_autoptr(AskgNoiseSuppressor) self = askg_noise_suppressor_new (RATE_HZ);
  g_autofree gint16 *samples = g_new (gint16, N_SAMPLES);
  g_autofree gint16 *out = g_new0 (gint16, N_SAMPLES);
  double best = 0;
  int best_at = G_MAXINT;

  make_sound (samples, 4000);
  suppress (self, samples, 371, out);
  for (int late = -400; late <= 400; late++)
    {
      double alike = 0;

      for (guint i = SPEAKS_AT + 2000; i < SPEAKS_AT + 10000; i++)
        alike += (double) samples[i] * out[i + late];
      if (alike > best)
        {
          best = alike;
          best_at = late;
        }
    }
  g_assert_cmpint (ABS (best_at), <=, 8); /* half a millisecond */
}

static void
test_it_does_not_matter_in_which_pieces_it_comes (void)
{
  g_autofree gint16 *samples = g_new (gint16, N_SAMPLES);
  g_autofree gint16 *whole = g_new0 (gint16, N_SAMPLES);

  make_sound (samples, 4000);
  for (guint n_piece = 1; n_piece <= N_SAMPLES; n_piece = n_piece * 7 + 1)
    {
      g_autoptr(AskgNoiseSuppressor) self = askg_noise_suppressor_new (RATE_HZ);
      g_autofree gint16 *out = g_new0 (gint16, N_SAMPLES);

      suppress (self, samples, n_piece, n_piece == 1 ? whole : out);
      if (n_piece > 1)
        g_assert_cmpmem (out, N_SAMPLES * sizeof *out, whole, N_SAMPLES * sizeof *whole);
    }
}

/* The microphone was away: what comes then has its own place, and nothing of before is mixed into it. */
static void
test_a_gap_stays_a_gap (void)
{
  g_autoptr(AskgNoiseSuppressor) self = askg_noise_suppressor_new (RATE_HZ);
  gint16 samples[500] = { 0 };
  gint64 position = 0;
  guint n = G_N_ELEMENTS (samples);

  askg_noise_suppressor_take (self, &position, samples, &n);
  g_assert_cmpint (n, ==, 320);
  position = 9000;
  n = G_N_ELEMENTS (samples);
  askg_noise_suppressor_take (self, &position, samples, &n);
  g_assert_cmpint (n, ==, 320);
  g_assert_cmpint (position, ==, 9000 - 320);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/noise-suppressor/a-fan-becomes-softer-and-a-voice-stays", test_a_fan_becomes_softer_and_a_voice_stays);
  g_test_add_func ("/noise-suppressor/a-word-stands-where-it-was-said", test_a_word_stands_where_it_was_said);
  g_test_add_func ("/noise-suppressor/it-does-not-matter-in-which-pieces-it-comes", test_it_does_not_matter_in_which_pieces_it_comes);
  g_test_add_func ("/noise-suppressor/a-gap-stays-a-gap", test_a_gap_stays_a_gap);

  return g_test_run ();
}
