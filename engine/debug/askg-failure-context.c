/* askg-failure-context.c: any thread. */
#include "engine/debug/askg-failure-context.h"

#include <string.h>

#include "engine/debug/askg-source-changes.h"
#include "engine/debug/askg-source-declared.h"
#include "engine/debug/askg-source-function.h"
#include "engine/debug/askg-source-names.h"

#define N_AROUND              20u
#define N_AROUND_FOR_FUNCTION 400u
#define MOST_LINES            160u
#define MAX_LINE_BYTES        400u /* but for the one that is named */
#define MAX_SOURCE_BYTES      (ASKG_FAILURE_CONTEXT_TOKENS * 4 * 5 / 8)
#define MAX_CHANGES_BYTES     (ASKG_FAILURE_CONTEXT_TOKENS * 4 * 2 / 8)
#define MAX_DECLARED_BYTES    (ASKG_FAILURE_CONTEXT_TOKENS * 4 / 8)

/* -- Its lines ---------------------------------------------------------------------------------- */

static AskgSourceLine *
copy_line (const AskgSourceLine *line,
           guint                 named)
{
  AskgSourceLine *copy = g_new0 (AskgSourceLine, 1);

  copy->number = line->number;
  copy->text = g_strdup (line->text);
  if (line->number != named && strlen (copy->text) > MAX_LINE_BYTES)
    *g_utf8_find_prev_char (copy->text, copy->text + MAX_LINE_BYTES) = '\0';

  return copy;
}

/* So many lines before and after @at, then the whole function as far as there is room. @at: in @lines, from 1 */
static void
choose_lines (AskgFailure *failure,
              GPtrArray   *lines,
              GPtrArray   *texts,
              guint        at)
{
  guint first = at > N_AROUND ? at - N_AROUND : 1, last = MIN (at + N_AROUND, lines->len), from, to;
  gsize n_bytes = 0;

  if (askg_source_function_span ((const char *const *) texts->pdata, texts->len, at, &from, &to) && to - from < MOST_LINES)
    {
      first = MIN (first, from);
      last = MAX (last, to);
    }
  for (guint i = first; i <= last; i++)
    n_bytes += MIN (strlen (g_ptr_array_index (texts, i - 1)), MAX_LINE_BYTES);
  while (n_bytes > MAX_SOURCE_BYTES && last > first)
    {
      const guint left_out = at - first > last - at ? first++ : last--;

      n_bytes -= MIN (strlen (g_ptr_array_index (texts, left_out - 1)), MAX_LINE_BYTES);
    }
  for (guint i = first; i <= last; i++)
    g_ptr_array_add (failure->source, copy_line (g_ptr_array_index (lines, i - 1), failure->line));
}

static void
read_source (AskgFailure      *failure,
             AskgSourceFinder *finder)
{
  g_autoptr(GPtrArray) lines = askg_source_finder_read (finder, failure->file, failure->line, N_AROUND_FOR_FUNCTION);
  g_autoptr(GPtrArray) texts = g_ptr_array_new ();
  guint at = 0;

  for (guint i = 0; i < lines->len; i++)
    {
      const AskgSourceLine *line = g_ptr_array_index (lines, i);

      g_ptr_array_add (texts, line->text);
      if (line->number == failure->line)
        at = i + 1;
    }
  if (at == 0)
    return;
  failure->function = askg_source_function_find ((const char *const *) texts->pdata, texts->len, at);
  choose_lines (failure, lines, texts, at);
}

/* -- What it is about ------------------------------------------------------------------------------- */

static void
add_declared (AskgFailure      *failure,
              AskgSourceFinder *finder)
{
  g_autoptr(GPtrArray) names = askg_source_names (failure->message);
  g_autoptr(GPtrArray) all = askg_source_declared_find (finder, failure->file, names);
  gsize n_bytes = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const AskgSourceDeclared *one = g_ptr_array_index (all, i);
      g_autofree char *place = g_strdup_printf ("%s:%u", one->file, one->line);
      g_autoptr(GString) text = g_string_new (NULL);

      for (guint j = 0; j < one->lines->len; j++)
        {
          const AskgSourceLine *line = g_ptr_array_index (one->lines, j);

          g_string_append_printf (text, " %6u  %.*s\n", line->number, (int) MIN (strlen (line->text), MAX_LINE_BYTES), line->text);
        }
      n_bytes += text->len;
      if (n_bytes > MAX_DECLARED_BYTES)
        return;
      if (g_utf8_validate (text->str, (gssize) text->len, NULL))
        g_ptr_array_add (failure->parts, askg_failure_part_new (one->is_included ? ASKG_FAILURE_PART_DECLARED
                                                                                 : ASKG_FAILURE_PART_NOT_INCLUDED, place, text->str));
    }
}

static void
add_changes (AskgFailure      *failure,
             AskgSourceFinder *finder)
{
  g_autofree char *file = askg_source_finder_find (finder, failure->file), *hunks = NULL;
  gboolean is_committed;

  if (file != NULL)
    hunks = askg_source_changes (askg_source_finder_get_project (finder), file, failure->line, MAX_CHANGES_BYTES, &is_committed);
  if (hunks != NULL)
    g_ptr_array_add (failure->parts, askg_failure_part_new (is_committed ? ASKG_FAILURE_PART_COMMITTED : ASKG_FAILURE_PART_CHANGES,
                                                            file, hunks));
}

/**
 * askg_failure_context_read:
 * @failure: with its message, its file and its line; gets the rest
 *
 * Nothing where the file does not lie in the project, or holds secrets.
 */
void
askg_failure_context_read (AskgFailure      *failure,
                           AskgSourceFinder *finder)
{
  read_source (failure, finder);
  if (failure->source->len == 0)
    return;
  add_declared (failure, finder);
  add_changes (failure, finder);
}
