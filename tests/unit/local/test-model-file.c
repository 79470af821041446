/* test-model-file.c: a model file is known before it is loaded, and one that is none is refused in one sentence. */
#include <string.h>

#include "engine/base/askg-error.h"
#include "engine/local/askg-model-file.h"

static void
put_u32 (GByteArray *bytes,
         guint32     value)
{
  value = GUINT32_TO_LE (value);
  g_byte_array_append (bytes, (const guint8 *) &value, sizeof value);
}

static void
put_u64 (GByteArray *bytes,
         guint64     value)
{
  value = GUINT64_TO_LE (value);
  g_byte_array_append (bytes, (const guint8 *) &value, sizeof value);
}

static void
put_text (GByteArray *bytes,
          const char *text)
{
  put_u64 (bytes, strlen (text));
  g_byte_array_append (bytes, (const guint8 *) text, strlen (text));
}

static void
put_number_pair (GByteArray *bytes,
                 const char *key,
                 guint32     value)
{
  put_text (bytes, key);
  put_u32 (bytes, 4);
  put_u32 (bytes, value);
}

static void
put_text_pair (GByteArray *bytes,
               const char *key,
               const char *value)
{
  put_text (bytes, key);
  put_u32 (bytes, 8);
  put_text (bytes, value);
}

/* A decoder of two layers with one tensor of 64 bytes, and everything that a head may hold. */
static GByteArray *
new_model (void)
{
  GByteArray *bytes = g_byte_array_new ();
  const guint8 zeros[64] = { 0 };

  g_byte_array_append (bytes, (const guint8 *) "GGUF", 4);
  put_u32 (bytes, 3);
  put_u64 (bytes, 1);
  put_u64 (bytes, 8);
  put_text_pair (bytes, "general.architecture", "llama");
  put_text_pair (bytes, "general.name", "Tiny \xff Model");
  put_number_pair (bytes, "llama.context_length", 8192);
  put_number_pair (bytes, "llama.block_count", 2);
  put_number_pair (bytes, "llama.embedding_length", 64);
  put_number_pair (bytes, "llama.attention.head_count", 4);
  put_number_pair (bytes, "llama.attention.head_count_kv", 2);
  put_text (bytes, "tokenizer.ggml.tokens");
  put_u32 (bytes, 9);
  put_u32 (bytes, 8);
  put_u64 (bytes, 2);
  put_text (bytes, "<s>");
  put_text (bytes, "hello");
  put_text (bytes, "output.weight");
  put_u32 (bytes, 2);
  put_u64 (bytes, 4);
  put_u64 (bytes, 4);
  put_u32 (bytes, 0);
  put_u64 (bytes, 0);
  g_byte_array_set_size (bytes, (bytes->len + 31) / 32 * 32);
  g_byte_array_append (bytes, zeros, sizeof zeros);

  return bytes;
}

static AskgModelFile *
parse (const GByteArray *bytes,
       gsize             n_bytes,
       GError          **error)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (bytes->data, n_bytes, NULL);

  return askg_model_file_parse (stream, n_bytes, "/models/tiny.gguf", NULL, error);
}

static void
a_model_is_known_by_its_head (void)
{
  g_autoptr(GByteArray) bytes = new_model ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgModelFile) model = parse (bytes, bytes->len, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (model->architecture, ==, "llama");
  g_assert_cmpstr (model->name, ==, "Tiny \xef\xbf\xbd Model");
  g_assert_cmpint (model->context_tokens, ==, 8192);
  g_assert_cmpint (model->size_bytes, ==, bytes->len);
  g_assert_cmpuint (model->n_parts, ==, 1);
  g_assert_false (model->is_projector);
  /* keys and values, 16 bits, two layers, two heads of 16 */
  g_assert_cmpint (model->state_bytes_per_token, ==, 2 * 2 * 2 * 2 * 16);
}

/* Whole means: up to where the last tensor starts. */
static void
a_model_that_is_cut_anywhere_is_refused (void)
{
  g_autoptr(GByteArray) bytes = new_model ();

  for (gsize n_bytes = 0; n_bytes <= bytes->len - 64; n_bytes++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AskgModelFile) model = parse (bytes, n_bytes, &error);

      g_assert_error (error, ASKG_ERROR, ASKG_ERROR_UNREADABLE_MODEL);
      g_assert_null (model);
      g_assert_nonnull (strstr (error->message, "tiny.gguf"));
      g_assert_cmpint (g_utf8_strlen (error->message, -1), <=, 400);
    }
}

static void
a_web_page_is_no_model (void)
{
  static const char page[] = "<!DOCTYPE html><html><title>Log in</title></html>";
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GError) error = NULL;

  g_byte_array_append (bytes, (const guint8 *) page, sizeof page - 1);
  g_assert_null (parse (bytes, bytes->len, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_UNREADABLE_MODEL);
  g_assert_nonnull (strstr (error->message, ".gguf"));
}

/* Numbers that would take all memory, or all day, are not believed. */
static void
a_head_out_of_proportion_is_refused (void)
{
  for (gsize offset = 8; offset < 24; offset += 8)
    {
      g_autoptr(GByteArray) bytes = new_model ();
      g_autoptr(GError) error = NULL;

      memset (bytes->data + offset, 0xff, 8);
      g_assert_null (parse (bytes, bytes->len, &error));
      g_assert_error (error, ASKG_ERROR, ASKG_ERROR_UNREADABLE_MODEL);
    }
}

static void
any_changed_byte_is_survived (void)
{
  g_autoptr(GByteArray) original = new_model ();

  for (gsize i = 0; i < original->len; i++)
    for (guint change = 1; change < 256; change <<= 1)
      {
        g_autoptr(GByteArray) bytes = new_model ();
        g_autoptr(GError) error = NULL;
        g_autoptr(AskgModelFile) model = NULL;

        bytes->data[i] ^= change;
        model = parse (bytes, bytes->len, &error);
        g_assert_true ((model == NULL) == (error != NULL));
      }
}

static void
eyes_and_ears_are_told_from_a_model (void)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgModelFile) model = NULL;
  const guint8 yes = 1;

  g_byte_array_append (bytes, (const guint8 *) "GGUF", 4);
  put_u32 (bytes, 2);
  put_u64 (bytes, 0);
  put_u64 (bytes, 2);
  put_text_pair (bytes, "general.architecture", "clip");
  put_text (bytes, "clip.has_vision_encoder");
  put_u32 (bytes, 7);
  g_byte_array_append (bytes, &yes, 1);

  model = parse (bytes, bytes->len, &error);
  g_assert_no_error (error);
  g_assert_true (model->is_projector);
  g_assert_true (model->has_vision);
  g_assert_false (model->has_audio);
}

static void
a_model_too_big_for_this_machine_is_told_before_it_is_loaded (void)
{
  const AskgModelFile model = { .size_bytes = (gint64) 4 << 30, .n_parts = 1, .state_bytes_per_token = 1 << 16 };
  const AskgModelFile projector = { .size_bytes = (gint64) 1 << 30, .n_parts = 1 };
  g_autoptr(GError) error = NULL;

  g_assert_true (askg_model_file_fits (&model, &projector, 8192, (gint64) 6 << 30, &error));
  g_assert_no_error (error);
  g_assert_true (askg_model_file_fits (&model, &projector, 8192, -1, &error));
  g_assert_false (askg_model_file_fits (&model, &projector, 8192, (gint64) 5 << 30, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE);
  g_assert_cmpint (askg_model_file_free_memory (), >, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model-file/known", a_model_is_known_by_its_head);
  g_test_add_func ("/model-file/cut", a_model_that_is_cut_anywhere_is_refused);
  g_test_add_func ("/model-file/page", a_web_page_is_no_model);
  g_test_add_func ("/model-file/proportion", a_head_out_of_proportion_is_refused);
  g_test_add_func ("/model-file/changed", any_changed_byte_is_survived);
  g_test_add_func ("/model-file/projector", eyes_and_ears_are_told_from_a_model);
  g_test_add_func ("/model-file/fits", a_model_too_big_for_this_machine_is_told_before_it_is_loaded);

  return g_test_run ();
}
