/* fuzz-markdown.c: no text breaks the model, and no way of cutting one changes what it says. */
#include "tests/unit/model/markdown-checks.h"
#include "tests/unit/model/markdown-dump.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static char *
dump_pieces (const char *text,
             gsize       size,
             gsize       step)
{
  g_autoptr(AskgMarkdown) markdown = askg_markdown_new ();

  for (gsize at = 0; at < size; at += step)
    {
      askg_markdown_append (markdown, text + at, MIN (step, size - at), NULL);
      check_markdown (markdown);
    }
  askg_markdown_end (markdown, NULL);
  check_markdown (markdown);
  g_free (askg_markdown_to_plain (markdown));

  return dump_markdown (markdown);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const gsize step = size > 0 ? 1 + data[0] % 40 : 1;
  g_autofree char *whole = dump_pieces ((const char *) data, size, MAX (size, 1));
  g_autofree char *pieces = dump_pieces ((const char *) data, size, step);

  g_assert_cmpstr (pieces, ==, whole);

  return 0;
}
