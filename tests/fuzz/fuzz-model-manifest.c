/* fuzz-model-manifest.c: a listing of a model's repository may say anything: nothing in it leads out of the folder, and
 * what is offered can be counted. */
#include "engine/dialect/askg-model-files.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static void
check_file (const AskgModelFile *file)
{
  g_autofree char *place = g_canonicalize_filename (file->path, "/models");

  g_assert_true (g_utf8_validate (file->path, -1, NULL));
  g_assert_true (askg_model_files_is_safe (file->path));
  g_assert_true (g_str_has_prefix (place, "/models/"));
  g_assert_cmpint (file->n_bytes, >=, 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(AskgModelFiles) files = askg_model_files_parse ((const char *) data, size);

  for (guint i = 0; i < files->models->len; i++)
    {
      const AskgModelChoice *choice = g_ptr_array_index (files->models, i);

      g_assert_cmpuint (choice->parts->len, >, 0);
      g_assert_nonnull (choice->name);
      g_assert_cmpint (choice->n_bytes, >=, 0);
      for (guint j = 0; j < choice->parts->len; j++)
        check_file (g_ptr_array_index (choice->parts, j));
    }
  for (guint i = 0; i < files->projectors->len; i++)
    check_file (g_ptr_array_index (files->projectors, i));

  return 0;
}
