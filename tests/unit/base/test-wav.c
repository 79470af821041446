/* test-wav.c: sound as recorders, pipes and broken disks leave it. */
#include "engine/base/askg-error.h"
#include "engine/base/askg-wav.h"

#include <string.h>

static void
put (GByteArray *file, guint64 number, guint n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    g_byte_array_append (file, &(guint8) { (guint8) (number >> (8 * i)) }, 1);
}

static void
put_text (GByteArray *file, const char *text)
{
  g_byte_array_append (file, (const guint8 *) text, strlen (text));
}

/* A file with one chunk that nobody knows before the format, and one after the samples. */
static GBytes *
make_wav (guint tag, guint n_channels, guint rate_hz, guint n_bits, guint32 data_length, gconstpointer samples, gsize size)
{
  GByteArray *file = g_byte_array_new ();

  put_text (file, "RIFF");
  put (file, 0xFFFFFFFF, 4);
  put_text (file, "WAVELIST");
  put (file, 3, 4);
  put_text (file, "odd");
  put (file, 0, 1);
  put_text (file, "fmt ");
  put (file, 16, 4);
  put (file, tag, 2);
  put (file, n_channels, 2);
  put (file, rate_hz, 4);
  put (file, rate_hz * n_channels * n_bits / 8, 4);
  put (file, n_channels * n_bits / 8, 2);
  put (file, n_bits, 2);
  put_text (file, "data");
  put (file, data_length, 4);
  g_byte_array_append (file, samples, size);

  return g_byte_array_free_to_bytes (file);
}

static void
assert_samples (GBytes *wav, const gint16 *expected, gsize n)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgPcm) pcm = askg_wav_read (wav, &error);
  const guint8 *bytes;

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (askg_pcm_get_samples (pcm)), ==, 2 * n);
  bytes = g_bytes_get_data (askg_pcm_get_samples (pcm), NULL);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpint ((gint16) (bytes[2 * i] | bytes[2 * i + 1] << 8), ==, expected[i]);
}

static const guint8 two_samples[] = { 0x34, 0x12, 0x00, 0x80 };
static const gint16 two_values[] = { 0x1234, -32768 };

static void
test_what_was_written_is_read (void)
{
  g_autoptr(GBytes) samples = g_bytes_new_static (two_samples, sizeof two_samples);
  g_autoptr(AskgPcm) pcm = askg_pcm_new (samples, 16000, 2);
  g_autoptr(GBytes) wav = askg_wav_write (pcm);
  g_autoptr(AskgPcm) again = askg_wav_read (wav, NULL);

  assert_samples (wav, two_values, 2);
  g_assert_cmpuint (askg_pcm_get_rate_hz (again), ==, 16000);
  g_assert_cmpuint (askg_pcm_get_n_channels (again), ==, 2);
  g_assert_cmpint (askg_pcm_get_duration_us (again), ==, 62);
}

static void
test_lengths_that_a_pipe_could_not_fill_in (void)
{
  const guint32 lengths[] = { 4, 0, 0xFFFFFFFF, 5, 4000 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr(GBytes) wav = make_wav (1, 1, 24000, 16, lengths[i], two_samples, sizeof two_samples);

      assert_samples (wav, two_values, 2);
    }
}

static void
test_every_kind_of_sample (void)
{
  const guint8 bytes[] = { 0, 128, 255 };
  const guint8 three[] = { 0xFF, 0x34, 0x12, 0x00, 0x00, 0x80 };
  const guint8 four[] = { 0xFF, 0xFF, 0x34, 0x12, 0x00, 0x00, 0x00, 0x80 };
  const float floats[] = { 0.5f, -7.0f, __builtin_nanf ("") };
  const double doubles[] = { 1.0, -0.5 };
  g_autoptr(GBytes) of_bytes = make_wav (1, 1, 8000, 8, sizeof bytes, bytes, sizeof bytes);
  g_autoptr(GBytes) of_three = make_wav (1, 1, 8000, 24, sizeof three, three, sizeof three);
  g_autoptr(GBytes) of_four = make_wav (1, 1, 8000, 32, sizeof four, four, sizeof four);
  g_autoptr(GBytes) of_floats = make_wav (3, 1, 8000, 32, sizeof floats, floats, sizeof floats);
  g_autoptr(GBytes) of_doubles = make_wav (3, 1, 8000, 64, sizeof doubles, doubles, sizeof doubles);

  assert_samples (of_bytes, (const gint16[]) { -32768, 0, 32512 }, 3);
  assert_samples (of_three, two_values, 2);
  assert_samples (of_four, two_values, 2);
  assert_samples (of_floats, (const gint16[]) { 16384, -32767, 0 }, 3);
  assert_samples (of_doubles, (const gint16[]) { 32767, -16384 }, 2);
}

static void
test_what_is_no_such_file_is_refused (void)
{
  g_autoptr(GBytes) mp3 = g_bytes_new_static ("ID3\x04 and much more than that", 27);
  g_autoptr(GBytes) adpcm = make_wav (2, 1, 8000, 4, 4, two_samples, 4);
  g_autoptr(GBytes) no_rate = make_wav (1, 1, 0, 16, 4, two_samples, 4);
  g_autoptr(GBytes) crowd = make_wav (1, 900, 8000, 16, 4, two_samples, 4);
  g_autoptr(GBytes) silent = make_wav (1, 1, 8000, 16, 0, NULL, 0);
  GBytes *const files[] = { mp3, adpcm, no_rate, crowd };
  g_autoptr(GError) nothing = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (askg_wav_read (files[i], &error));
      g_assert_error (error, ASKG_ERROR, ASKG_ERROR_UNREADABLE_SOUND);
    }
  g_assert_null (askg_wav_read (silent, &nothing));
  g_assert_error (nothing, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
}

static void
test_cut_and_changed_anywhere (void)
{
  g_autoptr(GBytes) wav = make_wav (1, 2, 24000, 16, 4, two_samples, sizeof two_samples);
  gsize size;
  const guint8 *data = g_bytes_get_data (wav, &size);

  for (gsize at = 0; at < size; at++)
    for (guint change = 0; change < 4; change++)
      {
        g_autofree guint8 *copy = g_memdup2 (data, size);
        g_autoptr(GBytes) damaged = NULL;
        g_autoptr(GError) error = NULL;
        g_autoptr(AskgPcm) pcm = NULL;

        copy[at] = change == 1 ? 0 : change == 2 ? 0xFF : copy[at] ^ 0x10;
        damaged = g_bytes_new (copy, change == 0 ? at : size);
        pcm = askg_wav_read (damaged, &error);
        g_assert_true ((pcm == NULL) == (error != NULL));
      }
}

static void
test_two_ears_become_one (void)
{
  const guint8 stereo[] = { 0x00, 0x10, 0x00, 0x30, 0xFF, 0xFF, 0x00, 0x80 };
  g_autoptr(GBytes) samples = g_bytes_new_static (stereo, sizeof stereo);
  g_autoptr(AskgPcm) both = askg_pcm_new (samples, 44100, 2);
  g_autoptr(AskgPcm) one = askg_pcm_mix (both);
  g_autoptr(GBytes) wav = askg_wav_write (one);

  assert_samples (wav, (const gint16[]) { 0x2000, -16384 }, 2);
  g_assert_cmpuint (askg_pcm_get_n_channels (one), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/wav/what-was-written-is-read", test_what_was_written_is_read);
  g_test_add_func ("/engine/wav/lengths-that-a-pipe-could-not-fill-in", test_lengths_that_a_pipe_could_not_fill_in);
  g_test_add_func ("/engine/wav/every-kind-of-sample", test_every_kind_of_sample);
  g_test_add_func ("/engine/wav/what-is-no-such-file-is-refused", test_what_is_no_such_file_is_refused);
  g_test_add_func ("/engine/wav/cut-and-changed-anywhere", test_cut_and_changed_anywhere);
  g_test_add_func ("/engine/wav/two-ears-become-one", test_two_ears_become_one);

  return g_test_run ();
}
