/* test-speech-model.c: what is given for a model of whisper.cpp is one, or is refused with a sentence. */
#include <string.h>

#include "engine/base/askg-error.h"
#include "engine/local/askg-speech-model.h"

static void
add (GByteArray *file,
     gint32      number)
{
  number = GINT32_TO_LE (number);
  g_byte_array_append (file, (const guint8 *) &number, sizeof number);
}

/* Two words, two tensors: one of whole numbers of 16 bits, one packed in blocks. */
static GByteArray *
new_file (gint32 n_words)
{
  static const gint32 shape[] = { 1500, 32, 1, 1, 448, 32, 1, 1, 80, 1 };
  static const guint8 zeros[4096];
  GByteArray *file = g_byte_array_new ();

  add (file, 0x67676d6c);
  add (file, n_words);
  for (gsize i = 0; i < G_N_ELEMENTS (shape); i++)
    add (file, shape[i]);
  add (file, 2);
  add (file, 3);
  g_byte_array_append (file, zeros, 2 * 3 * sizeof (float));
  add (file, 2);
  add (file, 2);
  g_byte_array_append (file, (const guint8 *) "ab", 2);
  add (file, 0);
  add (file, 2);
  add (file, 4);
  add (file, 1);
  add (file, 5);
  add (file, 3);
  g_byte_array_append (file, (const guint8 *) "name", 4);
  g_byte_array_append (file, zeros, 5 * 3 * 2);
  add (file, 1);
  add (file, 1);
  add (file, 2);
  add (file, 64);
  g_byte_array_append (file, (const guint8 *) "q", 1);
  g_byte_array_append (file, zeros, 2 * 18);

  return file;
}

static gboolean
parse (GByteArray       *file,
       gsize             n_bytes,
       AskgSpeechModel  *model,
       GError          **error)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (file->data, n_bytes, NULL);

  return askg_speech_model_parse (stream, n_bytes, "/somewhere/ggml-tiny.bin", model, NULL, error);
}

static void
a_model_tells_which_languages_it_knows (void)
{
  const struct { gint32 n_words; gboolean is_multilingual; } cases[] = { { 51864, FALSE }, { 51865, TRUE }, { 51866, TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GByteArray) file = new_file (cases[i].n_words);
      g_autoptr(GError) error = NULL;
      AskgSpeechModel model;

      g_assert_true (parse (file, file->len, &model, &error));
      g_assert_no_error (error);
      g_assert_cmpint (model.is_multilingual, ==, cases[i].is_multilingual);
      g_assert_cmpint (model.size_bytes, ==, file->len);
    }
}

/* But where the file could end with a tensor less, it ends in good order. */
static void
one_that_is_cut_anywhere_is_refused (void)
{
  g_autoptr(GByteArray) file = new_file (51864);
  guint n_taken = 0;

  for (gsize n = 0; n < file->len; n++)
    {
      g_autoptr(GError) error = NULL;
      AskgSpeechModel model;

      if (parse (file, n, &model, &error))
        {
          n_taken++;
          continue;
        }
      g_assert_error (error, ASKG_ERROR, ASKG_ERROR_UNREADABLE_MODEL);
      g_assert_nonnull (strstr (error->message, "ggml-tiny.bin"));
    }
  g_assert_cmpuint (n_taken, ==, 1);
}

static void
numbers_out_of_proportion_are_refused (void)
{
  for (gsize at = 0; at < 56; at += 4)
    for (guint i = 0; i < 3; i++)
      {
        const gint32 bad[] = { -1, G_MAXINT32, 0 };
        const gint32 number = GINT32_TO_LE (bad[i]);
        g_autoptr(GByteArray) file = new_file (51864);
        g_autoptr(GError) error = NULL;
        AskgSpeechModel model;

        memcpy (file->data + at, &number, sizeof number);
        if (at == 44) /* which kind of numbers it is packed in: told for each tensor anew */
          continue;
        g_assert_false (parse (file, file->len, &model, &error));
        g_assert_error (error, ASKG_ERROR, ASKG_ERROR_UNREADABLE_MODEL);
      }
}

static void
what_is_no_model_is_told_which_would_be (void)
{
  const char *const words[] = { "GGUF\3\0\0\0", "hello, this is a text", "\x7f""ELF" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr(GByteArray) file = g_byte_array_new ();
      g_autoptr(GError) error = NULL;
      AskgSpeechModel model;

      g_byte_array_append (file, (const guint8 *) words[i], 4);
      g_byte_array_set_size (file, 100);
      g_assert_false (parse (file, file->len, &model, &error));
      g_assert_nonnull (strstr (error->message, "ggml-base.bin"));
    }
}

static void
a_file_that_is_not_there_is_told (void)
{
  g_autoptr(GError) error = NULL;
  AskgSpeechModel model;

  g_assert_false (askg_speech_model_read ("/nowhere/ggml-tiny.bin", &model, NULL, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_UNREADABLE_MODEL);
  g_assert_false (askg_speech_model_read ("/", &model, NULL, NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/speech-model/languages", a_model_tells_which_languages_it_knows);
  g_test_add_func ("/speech-model/cut", one_that_is_cut_anywhere_is_refused);
  g_test_add_func ("/speech-model/proportion", numbers_out_of_proportion_are_refused);
  g_test_add_func ("/speech-model/other", what_is_no_model_is_told_which_would_be);
  g_test_add_func ("/speech-model/missing", a_file_that_is_not_there_is_told);

  return g_test_run ();
}
