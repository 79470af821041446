/* test-base64-stream.c: sound in base64, cut anywhere, and in WAV files without sizes. */
#include "engine/dialect/askg-base64-stream.h"

#include <string.h>

#include "engine/base/askg-wav-stream.h"

static char *
decode (const char *text,
        gsize       first,
        gboolean   *out_is_whole)
{
  AskgBase64Stream stream = { 0 };
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autofree char *head = g_strndup (text, first);

  askg_base64_stream_feed (&stream, head, bytes);
  askg_base64_stream_feed (&stream, text + strlen (head), bytes);
  *out_is_whole = askg_base64_stream_is_whole (&stream);

  return bytes->len > 0 ? g_strndup ((const char *) bytes->data, bytes->len) : g_strdup ("");
}

static void
test_every_cut_decodes_the_same (void)
{
  static const struct
  {
    const char *text;
    const char *bytes;
    gboolean    is_whole;
  } cases[] = {
    { "", "", TRUE },
    { "SGVsbG8gd29ybGQ=", "Hello world", TRUE },
    { "SGVsbG8=IHdvcmxkIQ==", "Hello world!", TRUE },
    { "SGVs\nbG8g\r\n d29ybGQh", "Hello world!", TRUE },
    { "SGVsbG8g-_-_", "Hello \xfb\xff\xbf", TRUE },
    { "SGVsbG8", "Hel", FALSE },
    { "SGVsbG8gd29ybGQhX", "Hello world!", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize at = 0; at <= strlen (cases[i].text); at++)
      {
        gboolean is_whole;
        g_autofree char *bytes = decode (cases[i].text, at, &is_whole);

        g_assert_cmpstr (bytes, ==, cases[i].bytes);
        g_assert_cmpint (is_whole, ==, cases[i].is_whole);
      }
}

static void
test_what_is_not_base64_is_told (void)
{
  static const char *const cases[] = { "=", "A=", "AA=A", "SGVs!bG8g", "SGVs====" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gboolean is_whole;

      g_free (decode (cases[i], 0, &is_whole));
      g_assert_false (is_whole);
    }
}

/* 44 bytes of head with @size for the samples, 24 kHz mono; then four samples and an odd byte. */
static GByteArray *
make_wav (guint32 size)
{
  static const guint8 head[] = "RIFF\xff\xff\xff\xffWAVEfmt \x10\0\0\0\1\0\1\0\xc0\x5d\0\0\x80\xbb\0\0\2\0\x10\0data";
  const guint32 le = GUINT32_TO_LE (size);
  GByteArray *wav = g_byte_array_new ();

  g_byte_array_append (wav, head, sizeof head - 1);
  g_byte_array_append (wav, (const guint8 *) &le, 4);
  g_byte_array_append (wav, (const guint8 *) "abcdefghi", 9);

  return wav;
}

static void
test_a_streamed_wav_is_its_samples (void)
{
  static const guint32 sizes[] = { 0, G_MAXUINT32, 8 };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GByteArray) wav = make_wav (sizes[i]);

      for (gsize at = 0; at <= wav->len; at++)
        {
          g_auto(AskgWavStream) stream = { ASKG_WAV_STREAM_BEGIN };
          g_autoptr(GString) told = g_string_new (NULL);

          for (int part = 0; part < 2; part++)
            {
              g_autoptr(GBytes) samples = part == 0 ? askg_wav_stream_feed (&stream, wav->data, at)
                                                    : askg_wav_stream_feed (&stream, wav->data + at, wav->len - at);

              if (samples != NULL)
                g_string_append_len (told, g_bytes_get_data (samples, NULL), g_bytes_get_size (samples));
            }
          g_assert_cmpstr (told->str, ==, "abcdefgh");
          g_assert_cmpuint (stream.rate_hz, ==, 24000);
          g_assert_cmpuint (stream.n_channels, ==, 1);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dialect/base64/every-cut-decodes-the-same", test_every_cut_decodes_the_same);
  g_test_add_func ("/dialect/base64/what-is-not-base64-is-told", test_what_is_not_base64_is_told);
  g_test_add_func ("/dialect/wav/a-streamed-wav-is-its-samples", test_a_streamed_wav_is_its_samples);

  return g_test_run ();
}
