/* test-pcm.c: a sound at another rate is the same sound. */
#include "engine/base/askg-pcm.h"
#include "engine/base/askg-pcm-stream.h"

#include <math.h>

static AskgPcm *
make_tone (double tone_hz, guint rate_hz, guint ms)
{
  const gsize n = (gsize) rate_hz * ms / 1000;
  gint16 *values = g_new (gint16, n);
  g_autoptr(GBytes) samples = NULL;

  for (gsize i = 0; i < n; i++)
    values[i] = GINT16_TO_LE ((gint16) lrint (16000 * sin (2 * G_PI * tone_hz * i / rate_hz)));
  samples = g_bytes_new_take (values, 2 * n);

  return askg_pcm_new (samples, rate_hz, 1);
}

/* How loud @tone_hz is in the middle of @pcm, 1 for that of make_tone(). */
static double
loudness (AskgPcm *pcm, double tone_hz)
{
  gsize size;
  const guint8 *bytes = g_bytes_get_data (askg_pcm_get_samples (pcm), &size);
  const gsize n = size / 2, first = n / 4, last = n / 4 * 3;
  double by_sine = 0, by_cosine = 0;

  for (gsize i = first; i < last; i++)
    {
      const double value = (gint16) (bytes[2 * i] | bytes[2 * i + 1] << 8);
      const double angle = 2 * G_PI * tone_hz * i / askg_pcm_get_rate_hz (pcm);

      by_sine += value * sin (angle);
      by_cosine += value * cos (angle);
    }

  return hypot (by_sine, by_cosine) * 2 / (last - first) / 16000;
}

static void
test_a_tone_keeps_its_pitch_and_its_strength (void)
{
  const guint rates[] = { 8000, 16000, 22050, 24000, 44100, 48000, 96000 };

  for (gsize i = 0; i < G_N_ELEMENTS (rates); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (rates); j++)
      {
        g_autoptr(AskgPcm) tone = make_tone (440, rates[i], 400);
        g_autoptr(AskgPcm) other = askg_pcm_resample (tone, rates[j]);

        g_assert_cmpuint (askg_pcm_get_rate_hz (other), ==, rates[j]);
        g_assert_cmpint (ABS (askg_pcm_get_duration_us (other) - 400000), <, 200);
        g_assert_cmpfloat_with_epsilon (loudness (other, 440), 1.0, 0.01);
      }
}

static void
test_what_is_too_high_does_not_come_back_as_something_else (void)
{
  g_autoptr(AskgPcm) whistle = make_tone (14000, 48000, 400);
  g_autoptr(AskgPcm) low = askg_pcm_resample (whistle, 16000);

  g_assert_cmpfloat (loudness (low, 2000), <, 0.001);
}

/* However it is cut, also in the middle of a sample: it is what it would be in one piece, but for the last sample. */
static void
test_a_stream_has_no_seams (void)
{
  static const guint rates[][2] = { { 24000, 16000 }, { 16000, 24000 }, { 8000, 24000 }, { 48000, 24000 }, { 44100, 24000 }, { 24000, 24000 } };
  static const gsize cuts[] = { 1, 3, 480, 961, 100000 };

  for (gsize i = 0; i < G_N_ELEMENTS (rates) * G_N_ELEMENTS (cuts); i++)
    {
      const guint *rate = rates[i / G_N_ELEMENTS (cuts)];
      const gsize cut = cuts[i % G_N_ELEMENTS (cuts)];
      g_autoptr(AskgPcm) tone = make_tone (440, rate[0], 300);
      g_autoptr(AskgPcm) whole = askg_pcm_resample (tone, rate[1]);
      g_autoptr(AskgPcmStream) stream = askg_pcm_stream_new (rate[0], rate[1]);
      g_autoptr(GByteArray) made = g_byte_array_new ();
      g_autoptr(GBytes) last = NULL;
      gsize size, n_whole;
      const guint8 *bytes = g_bytes_get_data (askg_pcm_get_samples (tone), &size);
      const guint8 *expected = g_bytes_get_data (askg_pcm_get_samples (whole), &n_whole);

      for (gsize at = 0; at < size; at += cut)
        {
          g_autoptr(GBytes) piece = askg_pcm_stream_feed (stream, bytes + at, MIN (cut, size - at));

          g_byte_array_append (made, g_bytes_get_data (piece, NULL), (guint) g_bytes_get_size (piece));
        }
      last = askg_pcm_stream_end (stream);
      g_byte_array_append (made, g_bytes_get_data (last, NULL), (guint) g_bytes_get_size (last));
      g_assert_cmpuint (made->len, >=, n_whole);
      g_assert_cmpuint (made->len, <=, n_whole + 2);
      for (gsize k = 0; k < n_whole; k += 2)
        g_assert_cmpint (ABS ((gint16) (made->data[k] | made->data[k + 1] << 8) - (gint16) (expected[k] | expected[k + 1] << 8)), <=, 2);
    }
}

static void
test_next_to_nothing (void)
{
  for (gsize n = 0; n < 4; n++)
    {
      g_autofree guint8 *zeros = g_malloc0 (16);
      g_autoptr(GBytes) samples = g_bytes_new (zeros, n * 4);
      g_autoptr(AskgPcm) pcm = askg_pcm_new (samples, 44100, 2);
      g_autoptr(AskgPcm) other = askg_pcm_resample (pcm, 16000);

      g_assert_cmpuint (askg_pcm_get_n_channels (other), ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/pcm/a-tone-keeps-its-pitch-and-its-strength", test_a_tone_keeps_its_pitch_and_its_strength);
  g_test_add_func ("/engine/pcm/what-is-too-high-does-not-come-back-as-something-else",
                   test_what_is_too_high_does_not_come_back_as_something_else);
  g_test_add_func ("/engine/pcm/a-stream-has-no-seams", test_a_stream_has_no_seams);
  g_test_add_func ("/engine/pcm/next-to-nothing", test_next_to_nothing);

  return g_test_run ();
}
