/* fuzz-patch.c: any diff, against any text: what was read writes itself the same again, and what fits is of the text. */
#include <string.h>

#include "engine/debug/askg-patch-fit.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static void
check_fit (AskgPatch  *patch,
           const char *text)
{
  const gsize n = strlen (text);

  for (guint i = 0; i < patch->files->len; i++)
    {
      AskgPatchFile *file = g_ptr_array_index (patch->files, i);
      const AskgPatchFit fit = askg_patch_fit (file, text);

      if (fit.state != ASKG_PATCH_FITS)
        continue;
      for (guint j = 0; j < file->hunks->len; j++)
        g_assert_cmpuint (((AskgPatchHunk *) g_ptr_array_index (file->hunks, j))->old_line, <=, n + 1);
    }
}

/* A text, a NUL, a patch; without a NUL the patch is its own text. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const guint8 *nul = size > 0 ? memchr (data, '\0', size) : NULL;
  const gsize n_text = nul != NULL ? (gsize) (nul - data) : 0;
  g_autofree char *text = g_strndup ((const char *) data, n_text);
  g_autofree char *source = g_strndup ((const char *) data + (nul != NULL ? n_text + 1 : 0), size - (nul != NULL ? n_text + 1 : 0));
  g_autoptr(AskgPatch) patch = askg_patch_read (source, NULL), again = NULL;
  g_autofree char *written = NULL, *rewritten = NULL;

  (void) askg_patch_looks_like (source, NULL);
  if (patch == NULL)
    return 0;
  written = askg_patch_write (patch);
  again = askg_patch_read (written, NULL);
  g_assert_nonnull (again);
  rewritten = askg_patch_write (again);
  g_assert_cmpstr (rewritten, ==, written);
  check_fit (patch, nul != NULL ? text : source);

  return 0;
}
