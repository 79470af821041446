/* test-catalogue-noise.c: every entry is found, however a screen, a copy or OCR mangled the text. */
#include "tests/unit/debug/catalogue-samples.h"

typedef char *(*Mangle) (const char *text);

static AskgCatalogue *english;
static GPtrArray *entries; /* of AskgCatalogueEntry */

/* Counts the samples that still lead with their entry after @mangle. */
static guint
percent_found (Mangle mangle)
{
  guint n_samples = 0, n_found = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const AskgCatalogueEntry *entry = g_ptr_array_index (entries, i);

      for (guint j = 0; j < entry->samples->len; j++)
        {
          const AskgCatalogueSample *sample = g_ptr_array_index (entry->samples, j);
          g_autofree char *text = mangle (sample->text);
          g_autoptr(GPtrArray) found = askg_catalogue_match (english, text, NULL);

          n_samples++;
          if (strcmp (first_id (found), entry->id) == 0)
            n_found++;
          else
            g_test_message ("%s became %s:\n%s", entry->id, first_id (found), text);
        }
    }

  return n_found * 100 / n_samples;
}

static char *
replaced (const char *text,
          const char *from,
          const char *to)
{
  g_autoptr(GString) copy = g_string_new (text);

  g_string_replace (copy, from, to, 0);

  return g_strdup (copy->str);
}

static char *
lose_quotes (const char *text)
{
  static const char *const quotes[] = { "'", "\"", "`", "‘", "’", "“", "”" };
  g_autoptr(GString) copy = g_string_new (text);

  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    g_string_replace (copy, quotes[i], "", 0);

  return g_strdup (copy->str);
}

static char *
curl_quotes (const char *text)
{
  return replaced (text, "'", "’");
}

static char *
confuse_letters (const char *text)
{
  char *copy = g_strdup (text);

  for (char *at = copy; *at != '\0'; at++)
    *at = *at == 'l' ? 'I' : *at == 'I' ? 'l' : *at == '0' ? 'O' : *at;

  return copy;
}

static char *
space_punctuation (const char *text)
{
  g_autofree char *points = replaced (text, ":", " : ");

  return replaced (points, "(", " ( ");
}

static char *
lose_spaces_after_colons (const char *text)
{
  return replaced (text, ": ", ":");
}

static char *
colour (const char *text)
{
  g_autofree char *copy = replaced (text, "error", "\033[01;31m\033[Kerror\033[m\033[K");

  return replaced (copy, " ", "\033[0m \033[1m");
}

static char *
read_rn_as_m (const char *text)
{
  return replaced (text, "rn", "m");
}

static char *
double_spaces (const char *text)
{
  return replaced (text, " ", "  ");
}

static char *
end_lines_as_windows_does (const char *text)
{
  return replaced (text, "\n", "\r\n");
}

/* As a narrow terminal shows it: lines are broken in the middle of words. */
static char *
wrap (const char *text)
{
  GString *copy = g_string_new (NULL);
  guint column = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      if (column == 64 && *at != '\n')
        {
          g_string_append_c (copy, '\n');
          column = 0;
        }
      g_string_append_len (copy, at, g_utf8_next_char (at) - at);
      column = *at == '\n' ? 0 : column + 1;
    }

  return g_string_free (copy, FALSE);
}

static char *
lose_line_breaks (const char *text)
{
  return replaced (text, "\n", " ");
}

static const struct
{
  const char *what;
  Mangle      mangle;
  guint       min_percent;
} mangles[] = {
  { "curly quotes", curl_quotes, 100 },
  { "colours", colour, 100 },
  { "carriage returns", end_lines_as_windows_does, 100 },
  { "double spaces", double_spaces, 100 },
  { "l and I, 0 and O", confuse_letters, 99 },
  { "rn read as m", read_rn_as_m, 98 },
  { "lost quotes", lose_quotes, 98 },
  { "spaces round punctuation", space_punctuation, 97 },
  { "lost spaces", lose_spaces_after_colons, 98 },
  { "wrapped at 64 columns", wrap, 98 },
  { "one long line", lose_line_breaks, 95 },
};

static void
test_samples_survive_screens_and_ocr (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mangles); i++)
    {
      const guint percent = percent_found (mangles[i].mangle);

      g_test_message ("%s: %u %%", mangles[i].what, percent);
      if (percent < mangles[i].min_percent)
        g_error ("%s: only %u %% of the samples are found", mangles[i].what, percent);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  english = load_catalogue ("en");
  entries = read_samples ();
  g_test_add_func ("/debug/catalogue-noise/samples-survive", test_samples_survive_screens_and_ocr);
  status = g_test_run ();
  g_object_unref (english);
  g_ptr_array_unref (entries);

  return status;
}
