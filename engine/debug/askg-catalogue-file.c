/* askg-catalogue-file.c: pure; any thread. */
#include "engine/debug/askg-catalogue-file.h"

#include <string.h>

#include "engine/base/askg-error.h"

#define MAX_LINE_BYTES 1200
#define MIN_WEIGHT 4 /* below that a pattern would be looked for nearly everywhere */
#define MAX_LIST 12 /* lines of one kind in an entry */
#define MAX_PATTERNS (2 * MAX_LIST) /* a {place} is spelt in two ways */

typedef struct
{
  const char *const  *languages;
  gboolean            with_samples;
  GPtrArray          *entries;
  AskgCatalogueEntry *entry;  /* being read; owned; NULL before the first */
  AskgCatalogueSample *sample; /* being read; the entry owns it */
  GString            *text;   /* of @sample */
  guint               n_text_lines;
} Reader;

static gboolean
refuse (GError     **error,
        const char  *why)
{
  g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE, "%s", why);
  return FALSE;
}

static void
end_sample (Reader *reader)
{
  if (reader->sample == NULL)
    return;

  g_free (reader->sample->text);
  reader->sample->text = g_strdup (reader->text->str);
  reader->sample = NULL;
}

static gboolean
end_entry (Reader  *reader,
           GError **error)
{
  end_sample (reader);
  if (reader->entry == NULL)
    return TRUE;
  if (!askg_catalogue_entry_check (reader->entry, error))
    return FALSE;
  if (reader->entries->len >= ASKG_CATALOGUE_MAX_ENTRIES)
    return refuse (error, "more entries than a catalogue may hold");
  if (!reader->with_samples)
    g_clear_pointer (&reader->entry->samples, g_ptr_array_unref);
  g_ptr_array_add (reader->entries, g_steal_pointer (&reader->entry));

  return TRUE;
}

static gboolean
read_heading (Reader      *reader,
              const char  *line,
              GError     **error)
{
  const gsize length = strlen (line);
  g_autofree char *id = NULL;

  if (length < 3 || line[length - 1] != ']')
    return refuse (error, "a heading is [its-id]");
  id = g_strndup (line + 1, length - 2);
  if (strspn (id, "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen (id))
    return refuse (error, "an id is made of small letters, digits and hyphens");
  if (!end_entry (reader, error))
    return FALSE;
  reader->entry = askg_catalogue_entry_new (id);

  return TRUE;
}

/* Finds @value among @choices, which end with NULL. */
static gboolean
read_choice (const char         *value,
             const char *const  *choices,
             guint              *out_index,
             GError            **error)
{
  for (guint i = 0; choices[i] != NULL; i++)
    if (strcmp (value, choices[i]) == 0)
      {
        *out_index = i;
        return TRUE;
      }

  return refuse (error, "a value that does not exist here");
}

static gboolean
read_pattern (AskgCatalogueEntry  *entry,
              const char          *value,
              GError             **error)
{
  if (!askg_pattern_compile (value, entry->patterns, error))
    return FALSE;
  if (askg_pattern_get_weight (g_ptr_array_index (entry->patterns, entry->patterns->len - 1)) < MIN_WEIGHT)
    return refuse (error, "a pattern with so little that stands fast would be found everywhere");

  return TRUE;
}

/* @wheres: of the entry, which the line is added to */
static gboolean
read_where (GArray      *wheres,
            const char  *value,
            GError     **error)
{
  const gboolean is_below = g_str_has_prefix (value, "below ");
  g_autoptr(GPtrArray) patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_pattern_free);

  if (!is_below && !g_str_has_prefix (value, "above "))
    return refuse (error, "where and needs begin with above or below");
  if (!askg_pattern_compile (value + strlen ("below "), patterns, error))
    return FALSE;
  while (patterns->len > 0)
    {
      const AskgWhere where = { is_below, g_ptr_array_steal_index (patterns, 0) };

      g_array_append_val (wheres, where);
    }

  return TRUE;
}

/* "Name of the manual <https://its.address/>", or the name alone. */
static gboolean
read_link (AskgCatalogueEntry  *entry,
           const char          *value,
           GError             **error)
{
  const char *open = strchr (value, '<');
  const gsize length = strlen (value);

  if (open == NULL)
    {
      entry->link_text = g_strdup (value);
      return TRUE;
    }
  if (open == value || !g_str_has_prefix (open, "<https://") || value[length - 1] != '>' || strpbrk (open + 1, "< ()") != NULL)
    return refuse (error, "a link is its name, and then its address as <https://…>");
  entry->link_text = g_strchomp (g_strndup (value, open - value));
  entry->link_url = g_strndup (open + 1, value + length - open - 2);

  return TRUE;
}

/* Only the language that comes first among those asked for is kept. */
static gboolean
read_words (Reader      *reader,
            const char  *language,
            const char  *key,
            const char  *value,
            GError     **error)
{
  AskgCatalogueEntry *entry = reader->entry;
  guint rank = 0;

  while (reader->languages[rank] != NULL && strcmp (reader->languages[rank], language) != 0)
    rank++;
  if (reader->languages[rank] == NULL || rank > entry->language)
    return TRUE;
  if (rank < entry->language)
    {
      entry->language = rank;
      g_clear_pointer (&entry->title, g_free);
      g_clear_pointer (&entry->explanation, g_free);
      g_ptr_array_set_size (entry->causes, 0);
      g_ptr_array_set_size (entry->fixes, 0);
      g_ptr_array_set_size (entry->checks, 0);
    }

  if (strcmp (key, "title") == 0 && entry->title == NULL)
    entry->title = g_strdup (value);
  else if (strcmp (key, "what") == 0 && entry->explanation == NULL)
    entry->explanation = g_strdup (value);
  else if (strcmp (key, "cause") == 0 && entry->causes->len < MAX_LIST)
    g_ptr_array_add (entry->causes, g_strdup (value));
  else if (strcmp (key, "fix") == 0 && entry->fixes->len < MAX_LIST)
    g_ptr_array_add (entry->fixes, g_strdup (value));
  else if (strcmp (key, "check") == 0 && entry->checks->len < MAX_LIST)
    g_ptr_array_add (entry->checks, g_strdup (value));
  else
    return refuse (error, "this text is not known here, or was given before");

  return TRUE;
}

static gboolean
read_key (Reader      *reader,
          const char  *key,
          const char  *value,
          GError     **error)
{
  static const char *const levels[] = { "note", "warning", "error", NULL };
  static const char *const ranks[] = { "cause", "fallback", "consequence", NULL };
  AskgCatalogueEntry *entry = reader->entry;
  guint rank;

  if (strcmp (key, "tool") == 0 && entry->tool == NULL)
    {
      entry->tool = g_strdup (value);
      return TRUE;
    }
  if (strcmp (key, "link") == 0 && entry->link_text == NULL)
    return read_link (entry, value, error);
  if (strcmp (key, "level") == 0)
    return read_choice (value, levels, &entry->severity, error);
  if (strcmp (key, "rank") == 0)
    {
      if (!read_choice (value, ranks, &rank, error))
        return FALSE;
      entry->rank = rank;
      return TRUE;
    }
  if (strcmp (key, "confidence") == 0)
    {
      entry->confidence = CLAMP (g_ascii_strtoull (value, NULL, 10), 1, 100);
      return TRUE;
    }
  if (strcmp (key, "pattern") == 0 && entry->patterns->len < MAX_PATTERNS)
    return read_pattern (entry, value, error);
  if (strcmp (key, "where") == 0 && entry->wheres->len < MAX_LIST)
    return read_where (entry->wheres, value, error);
  if (strcmp (key, "needs") == 0 && entry->needs->len < MAX_LIST)
    {
      if (entry->needs->len == 0)
        entry->n_free = entry->patterns->len;

      return read_where (entry->needs, value, error);
    }

  return refuse (error, "this key is not known, or was given too often");
}

static gboolean
begin_sample (Reader *reader)
{
  end_sample (reader);
  reader->sample = askg_catalogue_sample_new ();
  reader->n_text_lines = 0;
  g_string_truncate (reader->text, 0);
  g_ptr_array_add (reader->entry->samples, reader->sample);

  return TRUE;
}

/* A line of a sample: "| text", or "> text" for the line that must be found. */
static gboolean
read_sample_line (Reader      *reader,
                  const char  *line,
                  GError     **error)
{
  if (reader->sample == NULL)
    return refuse (error, "a sample begins with \"sample:\"");
  if (line[0] == '>')
    reader->sample->line = reader->n_text_lines;
  if (reader->n_text_lines++ > 0)
    g_string_append_c (reader->text, '\n');
  g_string_append (reader->text, line[1] == ' ' ? line + 2 : line + 1);

  return TRUE;
}

static gboolean
read_line (Reader      *reader,
           const char  *line,
           GError     **error)
{
  const char *colon;
  const char *value;
  g_autofree char *key = NULL;
  char *dot;

  if (line[0] == '\0' || line[0] == '#')
    return TRUE;
  if (line[0] == '[')
    return read_heading (reader, line, error);
  if (reader->entry == NULL)
    return refuse (error, "an entry begins with [its-id]");
  if (line[0] == '|' || line[0] == '>')
    return read_sample_line (reader, line, error);

  colon = strchr (line, ':');
  if (colon == NULL)
    return refuse (error, "neither a key and a colon, nor a line of a sample");
  key = g_strndup (line, colon - line);
  for (value = colon + 1; *value == ' '; value++)
    ;
  if (strcmp (key, "sample") == 0)
    return begin_sample (reader);
  if (value[0] == '\0')
    return refuse (error, "nothing stands behind the colon");
  if (strcmp (key, "finds") == 0 && reader->sample != NULL)
    {
      g_ptr_array_add (reader->sample->finds, g_strdup (value));
      return TRUE;
    }
  dot = strchr (key, '.');
  if (dot == NULL)
    return read_key (reader, key, value, error);
  *dot = '\0';

  return read_words (reader, key, dot + 1, value, error);
}

/**
 * askg_catalogue_file_parse:
 * @text: a whole file
 * @languages: (array zero-terminated=1): codes such as "ko", the one liked best first
 * @with_samples: keep the test texts
 * @entries: (element-type AskgCatalogueEntry): what was read is added
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE, with the line and what is wrong with it; @entries then holds
 * those before it.
 */
gboolean
askg_catalogue_file_parse (const char         *text,
                           const char *const  *languages,
                           gboolean            with_samples,
                           GPtrArray          *entries,
                           GError            **error)
{
  g_autoptr(GString) sample = g_string_new (NULL);
  Reader reader = { languages, with_samples, entries, NULL, NULL, sample, 0 };
  guint number = 1;
  gboolean ok = TRUE;

  if (strlen (text) > ASKG_CATALOGUE_FILE_MAX_BYTES || !g_utf8_validate (text, -1, NULL))
    return refuse (error, "too large, or not UTF-8");

  for (const char *at = text; ok && *at != '\0'; number++)
    {
      const char *end = strchrnul (at, '\n');
      g_autofree char *line = g_strndup (at, end - at);

      if (line[0] != '|' && line[0] != '>')
        g_strchomp (line);
      ok = end - at <= MAX_LINE_BYTES ? read_line (&reader, line, error) : refuse (error, "a line is too long");
      at = *end == '\n' ? end + 1 : end;
    }
  if (ok)
    ok = end_entry (&reader, error);
  if (!ok)
    g_prefix_error (error, "line %u: ", number - 1);
  askg_catalogue_entry_free (reader.entry);

  return ok;
}
