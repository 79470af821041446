/* fuzz-catalogue.c: whatever is on a screen, what is said of it is whole and points into it. */
#include <string.h>

#include "engine/base/askg-program.h"
#include "engine/debug/askg-catalogue-file.h"
#include "engine/debug/askg-catalogue.h"
#include "engine/debug/askg-error-line.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static AskgCatalogue *
shared_catalogue (void)
{
  static AskgCatalogue *catalogue;

  if (catalogue == NULL)
    {
      g_autofree char *folder = askg_program_find_data ("catalogue");
      const char *languages[] = { "en", NULL };

      catalogue = askg_catalogue_load (folder, languages, NULL);
      g_assert_nonnull (catalogue);
    }

  return catalogue;
}

static void
check_match (const AskgCatalogueMatch *match,
             guint                     n_lines)
{
  g_assert_cmpuint (match->line, <, n_lines);
  g_assert_cmpuint (match->severity, <=, 2);
  g_assert_cmpuint (match->confidence, <=, 100);
  g_assert_true (g_utf8_validate (match->title, -1, NULL));
  g_assert_true (g_utf8_validate (match->explanation, -1, NULL));
  g_assert_true (g_utf8_validate (match->line_text, -1, NULL));
  g_assert_null (strpbrk (match->line_text, "\n\r\033"));
  g_assert_null (strpbrk (match->title, "\n\r\033"));
  g_assert_true (match->file == NULL || (match->file[0] != '\0' && strpbrk (match->file, "\n\r\033`") == NULL));
  g_assert_nonnull (match->causes[0]);
  g_assert_nonnull (match->fixes[0]);
}

/* The text as a screen shows it. */
static void
try_as_text (const char *text)
{
  g_autoptr(GPtrArray) matches = askg_catalogue_match (shared_catalogue (), text, NULL);
  const guint error_line = askg_error_line_find (text);
  guint n_lines = 1;

  for (const char *at = text; (at = strchr (at, '\n')) != NULL; at++)
    n_lines++;
  for (guint i = 0; i < matches->len; i++)
    check_match (g_ptr_array_index (matches, i), n_lines);
  g_assert_true (error_line == G_MAXUINT || error_line < n_lines);
}

/* The text as somebody's file in the catalogue, and then its patterns on the text itself. */
static void
try_as_catalogue (const char *text)
{
  const char *languages[] = { "ko", "en", NULL };
  g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_catalogue_entry_free);
  g_autoptr(AskgSkeleton) skeleton = askg_skeleton_new (text);
  g_autoptr(AskgPatternScratch) scratch = askg_pattern_scratch_new ();
  const AskgSpan window = { 0, skeleton->folded->len };

  (void) askg_catalogue_file_parse (text, languages, TRUE, entries, NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      const AskgCatalogueEntry *entry = g_ptr_array_index (entries, i);

      for (guint j = 0; j < entry->patterns->len; j++)
        {
          AskgPatternMatch match;

          if (!askg_pattern_match (g_ptr_array_index (entry->patterns, j), skeleton, window, 0,
                                   ASKG_MATCH_TOLERANT, scratch, &match))
            continue;
          g_assert_cmpuint (match.whole.start, <=, match.whole.end);
          g_assert_cmpuint (match.whole.end, <=, window.end);
        }
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);

  try_as_text (text);
  try_as_catalogue (text);

  return 0;
}
