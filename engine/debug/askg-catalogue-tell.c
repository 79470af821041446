/* askg-catalogue-tell.c: one hit in words, with the names of the text filled in. Pure. */
#include "engine/debug/askg-catalogue-hits.h"

#include <string.h>

#define MAX_VALUE_CHARS 120
#define MAX_LINE_CHARS 400
#define MAX_ROWS_TO_PLACE 60

/* Parts of a path or frame that belong to somebody else: the error is rarely mended there. */
static const char *const library_marks[] = {
  "site-packages", "dist-packages", "/lib/python", "<frozen", "node_modules", "node:", "java.base/",
  "/rustc/", ".cargo/registry", "/usr/local/go/", "/usr/lib/go", "/usr/include/",
};

static char *
shortened (const char *text,
           glong       max_chars)
{
  const glong length = g_utf8_strlen (text, -1);
  g_autofree char *head = NULL;

  if (length <= max_chars)
    return g_strdup (text);
  head = g_utf8_substring (text, 0, max_chars - 1);

  return g_strconcat (head, "…", NULL);
}

/* A backtick would end the code it is shown as. */
static char *
value_of (const AskgPattern      *pattern,
          const AskgPatternMatch *match,
          guint                   index,
          const AskgSkeleton     *skeleton)
{
  const AskgSpan span = match->captures[index];
  g_autofree char *value = askg_skeleton_slice (skeleton, span.start, span.end,
                                                askg_pattern_keeps_spaces (pattern, index));

  g_strdelimit (value, "`", '\'');

  return shortened (value, MAX_VALUE_CHARS);
}

/* A line near the error that names more of it. */
typedef struct
{
  const AskgPattern *pattern;
  AskgPatternMatch   match;
} Beside;

static char *
named_value (const AskgPattern      *pattern,
             const AskgPatternMatch *match,
             const char             *name,
             const AskgSkeleton     *skeleton)
{
  for (guint i = 0; i < askg_pattern_get_n_names (pattern); i++)
    if (strcmp (askg_pattern_get_name (pattern, i), name) == 0)
      return value_of (pattern, match, i, skeleton);

  return NULL;
}

/* Digits as OCR may have read them; 0 when it is none. */
static guint
named_number (const AskgPattern      *pattern,
              const AskgPatternMatch *match,
              const char             *name,
              const AskgSkeleton     *skeleton)
{
  g_autofree char *value = named_value (pattern, match, name, skeleton);
  guint64 number;

  if (value == NULL)
    return 0;
  g_strdelimit (value, "lIi|", '1');
  g_strdelimit (value, "oO@", '0');
  number = g_ascii_strtoull (value, NULL, 10);

  return number <= G_MAXINT32 ? number : 0;
}

/* Another wording of the same error may name more than the one that was found. */
static gboolean
is_named_elsewhere (const AskgCatalogueEntry *entry,
                    const char               *name)
{
  for (guint i = 0; i < entry->patterns->len; i++)
    {
      const AskgPattern *pattern = g_ptr_array_index (entry->patterns, i);

      for (guint j = 0; j < askg_pattern_get_n_names (pattern); j++)
        if (strcmp (askg_pattern_get_name (pattern, j), name) == 0)
          return TRUE;
    }
  for (guint i = 0; i < entry->wheres->len; i++)
    {
      const AskgPattern *pattern = g_array_index (entry->wheres, AskgWhere, i).pattern;

      for (guint j = 0; j < askg_pattern_get_n_names (pattern); j++)
        if (strcmp (askg_pattern_get_name (pattern, j), name) == 0)
          return TRUE;
    }

  return FALSE;
}

static char *
dup_named (const AskgCatalogueHit *hit,
           const GArray           *besides,
           const char             *name,
           const AskgSkeleton     *skeleton)
{
  char *value = named_value (hit->pattern, &hit->match, name, skeleton);

  for (guint i = 0; i < besides->len && value == NULL; i++)
    {
      const Beside *beside = &g_array_index (besides, Beside, i);

      value = named_value (beside->pattern, &beside->match, name, skeleton);
    }

  return value;
}

static char *
fill_in (const char         *words,
         const AskgCatalogueHit      *hit,
         const GArray       *besides,
         const AskgSkeleton *skeleton)
{
  GString *filled = g_string_new (NULL);
  const char *open;

  while ((open = strchr (words, '{')) != NULL)
    {
      const char *close = strchr (open, '}');
      g_autofree char *name = close != NULL ? g_strndup (open + 1, close - open - 1) : NULL;
      g_autofree char *value = name != NULL ? dup_named (hit, besides, name, skeleton) : NULL;

      if (value == NULL && name != NULL && is_named_elsewhere (hit->entry, name))
        value = g_strdup ("…");
      g_string_append_len (filled, words, open - words);
      if (value != NULL)
        {
          g_string_append (filled, value);
          words = close + 1;
        }
      else
        {
          g_string_append_c (filled, '{'); /* braces of a command */
          words = open + 1;
        }
    }
  g_string_append (filled, words);

  return g_string_free (filled, FALSE);
}

static char **
fill_in_all (const GPtrArray    *words,
             const AskgCatalogueHit      *hit,
             const GArray       *besides,
             const AskgSkeleton *skeleton)
{
  char **filled = g_new0 (char *, words->len + 1);

  for (guint i = 0; i < words->len; i++)
    filled[i] = fill_in (g_ptr_array_index (words, i), hit, besides, skeleton);

  return filled;
}

static void
take_place (AskgCatalogueMatch     *self,
            const AskgPattern      *pattern,
            const AskgPatternMatch *match,
            const AskgSkeleton     *skeleton)
{
  self->file = named_value (pattern, match, "file", skeleton);
  if (self->file != NULL && self->file[0] == '\0')
    g_clear_pointer (&self->file, g_free);
  if (self->file == NULL)
    return;
  self->file_line = named_number (pattern, match, "line", skeleton);
  self->file_column = named_number (pattern, match, "column", skeleton);
}

static char *
row_text (const AskgSkeleton *skeleton,
          guint               first,
          guint               last)
{
  const gsize start = g_array_index (skeleton->rows, AskgRow, first).text_start;
  const gsize end = g_array_index (skeleton->rows, AskgRow, last).text_end;

  return askg_skeleton_clean (skeleton->text + start, end > start ? end - start : 0, TRUE);
}

static gboolean
is_of_library (const AskgSkeleton *skeleton,
               guint               row)
{
  g_autofree char *text = row_text (skeleton, row, row);

  for (gsize i = 0; i < G_N_ELEMENTS (library_marks); i++)
    if (strstr (text, library_marks[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* A line near the error: in the person's own code if there is one, else the nearest. */
static gboolean
look_around (const AskgWhere        *where,
             const AskgCatalogueHit *hit,
             const AskgSkeleton     *skeleton,
             AskgPatternScratch     *scratch,
             AskgPatternMatch       *out_match)
{
  const gint step = where->is_below ? 1 : -1;
  gint row = where->is_below ? (gint) hit->last_row + 1 : (gint) hit->first_row - 1;
  AskgPatternMatch match;
  gboolean has_nearest = FALSE;

  for (guint n = 0; n < MAX_ROWS_TO_PLACE && row >= 0 && row < (gint) skeleton->rows->len; n++, row += step)
    {
      const AskgRow *at = &g_array_index (skeleton->rows, AskgRow, row);
      const AskgSpan window = { at->start, at->end };

      if (!askg_pattern_match (where->pattern, skeleton, window, at->start, ASKG_MATCH_STRICT, scratch, &match) &&
          !askg_pattern_match (where->pattern, skeleton, window, at->start, ASKG_MATCH_TOLERANT, scratch, &match))
        continue;
      if (!has_nearest || !is_of_library (skeleton, row))
        *out_match = match;
      has_nearest = TRUE;
      if (!is_of_library (skeleton, row))
        break;
    }

  return has_nearest;
}

static guint
confidence_of (const AskgCatalogueHit *hit)
{
  guint confidence = hit->entry->confidence;

  if (hit->mode == ASKG_MATCH_TOLERANT)
    confidence -= confidence / 6;
  if (hit->last_row > hit->first_row)
    confidence -= confidence / 8;

  return confidence;
}

/**
 * askg_catalogue_hit_tell:
 *
 * Returns: (transfer full): all that is known of @hit
 */
AskgCatalogueMatch *
askg_catalogue_hit_tell (const AskgCatalogueHit      *hit,
                         const AskgSkeleton *skeleton,
                         AskgPatternScratch *scratch)
{
  AskgCatalogueMatch *self = g_new0 (AskgCatalogueMatch, 1);
  const AskgCatalogueEntry *entry = hit->entry;
  g_autofree char *line = row_text (skeleton, hit->first_row, hit->last_row);
  g_autoptr(GArray) besides = g_array_new (FALSE, FALSE, sizeof (Beside));

  for (guint i = 0; i < entry->wheres->len; i++)
    {
      const AskgWhere *where = &g_array_index (entry->wheres, AskgWhere, i);
      Beside beside = { where->pattern, { { 0 } } };

      if (look_around (where, hit, skeleton, scratch, &beside.match))
        g_array_append_val (besides, beside);
    }
  self->id = g_strdup (entry->id);
  self->tool = g_strdup (entry->tool);
  self->title = fill_in (entry->title, hit, besides, skeleton);
  self->explanation = fill_in (entry->explanation, hit, besides, skeleton);
  self->causes = fill_in_all (entry->causes, hit, besides, skeleton);
  self->fixes = fill_in_all (entry->fixes, hit, besides, skeleton);
  self->checks = fill_in_all (entry->checks, hit, besides, skeleton);
  self->link_text = g_strdup (entry->link_text);
  self->link_url = g_strdup (entry->link_url);
  self->line_text = shortened (line, MAX_LINE_CHARS);
  self->line = g_array_index (skeleton->rows, AskgRow, hit->first_row).line;
  self->severity = askg_catalogue_hit_level (hit, skeleton);
  self->confidence = confidence_of (hit);
  self->is_exact = hit->mode == ASKG_MATCH_STRICT;

  take_place (self, hit->pattern, &hit->match, skeleton);
  for (guint i = 0; self->file == NULL && i < besides->len; i++)
    {
      const Beside *beside = &g_array_index (besides, Beside, i);

      take_place (self, beside->pattern, &beside->match, skeleton);
    }

  return self;
}
