/* fuzz-diagnosis.c: whatever a command prints, something is understood or nothing, and the terminal is left alone. */
#include <string.h>

#include "engine/debug/askg-diagnosis.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static void
check (AskgDiagnosis *diagnosis)
{
  GPtrArray *all = askg_diagnosis_get_all (diagnosis);

  for (guint i = 0; i < all->len; i++)
    {
      const AskgDiagnostic *diagnostic = g_ptr_array_index (all, i);

      g_assert_true (g_utf8_validate (diagnostic->message, -1, NULL));
      g_assert_true (diagnostic->file == NULL || g_utf8_validate (diagnostic->file, -1, NULL));
      for (const char *at = diagnostic->message; *at != '\0'; at++)
        g_assert_true ((guchar) *at >= 0x20 && *at != 0x7f);
    }
}

/* A terminal of 0, 20 or 100 columns, given in two pieces. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const guint n_columns[] = { 0, 20, 100 };

  for (gsize i = 0; i < G_N_ELEMENTS (n_columns); i++)
    {
      g_autoptr(AskgDiagnosis) diagnosis = askg_diagnosis_new (n_columns[i]);
      g_autofree char *excerpt = NULL;
      guint root;

      askg_diagnosis_feed (diagnosis, (const char *) data, size / 2);
      askg_diagnosis_feed (diagnosis, (const char *) data + size / 2, size - size / 2);
      askg_diagnosis_finish (diagnosis);
      check (diagnosis);
      excerpt = askg_diagnosis_dup_excerpt (diagnosis, &root);
      g_assert_true (g_utf8_validate (excerpt, -1, NULL));
    }

  return 0;
}
