/* ocr-cer: reads the pictures of ocr-set.py and counts the characters that came out wrong.
 *
 *   ocr-cer [-v | PERCENT] FOLDER TEXTS
 *
 * With -v it shows the lines that are wrong; with a number it fails when more than so many percent
 * of the characters of any size are.
 *
 * An error is a character left out, put in or changed. Runs of spaces count as one, and the bent
 * quotes as straight ones; everything else counts. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/askg-picture-decode.h"
#include "engine/local/askg-page-reader.h"

typedef struct
{
  char  *name; /* "eng 14" */
  guint  n_errors;
  guint  n_characters;
} Score;

static gboolean verbose;

static GArray *
characters_of (const char *text)
{
  GArray *characters = g_array_new (FALSE, FALSE, sizeof (gunichar));

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      const gunichar last = characters->len > 0 ? g_array_index (characters, gunichar, characters->len - 1) : '\n';

      if (c == 0x2018 || c == 0x2019)
        c = '\'';
      if (c == 0x201c || c == 0x201d)
        c = '"';
      if ((c == ' ' && (last == ' ' || last == '\n')) || (c == '\n' && last == '\n'))
        continue;
      if (c == '\n' && last == ' ')
        g_array_set_size (characters, characters->len - 1);
      g_array_append_val (characters, c);
    }
  while (characters->len > 0 && g_unichar_isspace (g_array_index (characters, gunichar, characters->len - 1)))
    g_array_set_size (characters, characters->len - 1);

  return characters;
}

/* Levenshtein's distance. */
static guint
count_errors (const GArray *read, const GArray *truth)
{
  g_autofree guint *row = g_new (guint, truth->len + 1);

  for (guint j = 0; j <= truth->len; j++)
    row[j] = j;
  for (guint i = 1; i <= read->len; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (guint j = 1; j <= truth->len; j++)
        {
          const gboolean differs = g_array_index (read, gunichar, i - 1) != g_array_index (truth, gunichar, j - 1);
          const guint best = MIN (MIN (row[j], row[j - 1]) + 1, diagonal + differs);

          diagonal = row[j];
          row[j] = best;
        }
    }

  return row[truth->len];
}

static void
show (const char *what, const char *read, const char *truth)
{
  g_auto(GStrv) a = g_strsplit (read, "\n", -1), b = g_strsplit (truth, "\n", -1);

  printf ("-- %s\n", what);
  for (guint i = 0; a[i] != NULL && b[i] != NULL; i++)
    {
      g_autoptr(GArray) x = characters_of (a[i]), y = characters_of (b[i]);

      if (count_errors (x, y) > 0)
        printf ("   read  %s\n   true  %s\n", a[i], b[i]);
    }
  if (g_strv_length (a) != g_strv_length (b))
    printf ("   lines read %u, true %u\n", g_strv_length (a), g_strv_length (b));
}

static void
count (GPtrArray *scores, const char *name, guint n_errors, guint n_characters)
{
  Score *score = NULL;

  for (guint i = 0; i < scores->len && score == NULL; i++)
    if (strcmp (((Score *) scores->pdata[i])->name, name) == 0)
      score = scores->pdata[i];
  if (score == NULL)
    {
      score = g_new0 (Score, 1);
      score->name = g_strdup (name);
      g_ptr_array_add (scores, score);
    }
  score->n_errors += n_errors;
  score->n_characters += n_characters;
}

static void
score_free (gpointer data)
{
  Score *score = data;

  g_free (score->name);
  g_free (score);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : 1;
}

typedef struct
{
  gint64 started_at_us;
  gint64 first_us; /* until the first line was told; 0: not yet */
} Clock;

static void
so_far_cb (AskgPageText *so_far, gpointer user_data)
{
  Clock *clock = user_data;

  if (clock->first_us == 0)
    clock->first_us = g_get_monotonic_time () - clock->started_at_us;
}

static void
read_one (AskgPageReader *reader, const char *folder, const char *texts, char **fields, GPtrArray *scores, GArray *firsts, GArray *wholes)
{
  g_autofree char *path = g_build_filename (folder, fields[0], NULL);
  g_autofree char *name = g_strdup_printf ("%s %s px", fields[1], fields[4]);
  g_autofree char *by_theme = g_strdup_printf ("%s %s %s", fields[1], fields[2], fields[5]);
  g_autofree char *text_path = g_build_filename (texts, fields[6], NULL);
  g_autofree char *data = NULL;
  g_autofree char *truth = NULL;
  g_autoptr(AskgPageText) page = NULL;
  g_autoptr(GArray) read = NULL, wanted = NULL;
  g_autoptr(GString) squeezed = NULL;
  AskgDecoded decoded;
  Clock clock = { 0 };
  gsize n_bytes = 0;
  gint64 whole_us;
  guint n_errors;

  if (!g_file_get_contents (path, &data, &n_bytes, NULL) || !g_file_get_contents (text_path, &truth, NULL, NULL))
    exit (EXIT_FAILURE);
  decoded = askg_picture_decode ((const guint8 *) data, n_bytes);
  clock.started_at_us = g_get_monotonic_time ();
  page = askg_page_reader_read (reader, &(AskgPixels) { decoded.pixels, decoded.report.width_px, decoded.report.height_px },
                                so_far_cb, &clock);
  whole_us = g_get_monotonic_time () - clock.started_at_us;
  free (decoded.pixels);
  g_array_append_val (firsts, clock.first_us);
  g_array_append_val (wholes, whole_us);

  squeezed = g_string_new (g_strchomp (truth));
  g_string_replace (squeezed, "\n\n", "\n", 0); /* empty lines are not read */
  read = characters_of (askg_page_text_get_text (page));
  wanted = characters_of (truth);
  n_errors = count_errors (read, wanted);
  count (scores, name, n_errors, wanted->len);
  count (scores, by_theme, n_errors, wanted->len);
  if (verbose && n_errors > 0)
    show (fields[0], askg_page_text_get_text (page), squeezed->str);
}

static double
median_ms (GArray *times_us)
{
  g_array_sort (times_us, compare_times);

  return times_us->len > 0 ? g_array_index (times_us, gint64, times_us->len / 2) / 1e3 : 0;
}

int
main (int argc, char **argv)
{
  g_autoptr(AskgPageReader) reader = askg_page_reader_new ();
  g_autoptr(GPtrArray) scores = g_ptr_array_new_with_free_func (score_free);
  g_autofree char *path = NULL;
  g_autofree char *table = NULL;
  g_auto(GStrv) lines = NULL;
  double limit;
  int result = EXIT_SUCCESS;

  if (reader == NULL || argc < 3 || argc > 4)
    return EXIT_FAILURE;
  verbose = argc == 4 && strcmp (argv[1], "-v") == 0;
  limit = argc == 4 && !verbose ? g_ascii_strtod (argv[1], NULL) : 100;
  path = g_build_filename (argv[argc - 2], "set.tsv", NULL);
  if (!g_file_get_contents (path, &table, NULL, NULL))
    return EXIT_FAILURE;
  lines = g_strsplit (g_strchomp (table), "\n", -1);
  for (guint language = 0; language < 2; language++)
    {
      static const char * const languages[] = { "eng", "kor" };
      g_autoptr(GArray) firsts = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr(GArray) wholes = g_array_new (FALSE, FALSE, sizeof (gint64));

      for (guint i = 0; lines[i] != NULL; i++)
        {
          g_auto(GStrv) fields = g_strsplit (lines[i], "\t", -1);

          if (strcmp (fields[1], languages[language]) == 0)
            read_one (reader, argv[argc - 2], argv[argc - 1], fields, scores, firsts, wholes);
        }
      printf ("%s  %u pictures, first words p50 %.0f ms, whole p50 %.0f ms\n", languages[language], firsts->len,
              median_ms (firsts), median_ms (wholes));
    }
  for (guint i = 0; i < scores->len; i++)
    {
      const Score *score = scores->pdata[i];

      const double percent = 100.0 * score->n_errors / score->n_characters;

      printf ("%-28s %5.2f %%  (%u of %u)\n", score->name, percent, score->n_errors, score->n_characters);
      if (g_str_has_suffix (score->name, " px") && percent > limit)
        result = EXIT_FAILURE;
    }

  return result;
}
