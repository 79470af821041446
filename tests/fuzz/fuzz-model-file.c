/* fuzz-model-file.c: the head of a model file may hold anything: it is read, or refused in one sentence. */
#include "engine/local/askg-model-file.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            size_t        size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_data (data, size, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgModelFile) model = askg_model_file_parse (stream, size, "fuzz.gguf", NULL, &error);

  g_assert_true ((model == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_cmpint (g_utf8_strlen (error->message, -1), <=, 400);

  return 0;
}
