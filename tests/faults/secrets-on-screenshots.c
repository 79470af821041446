/* secrets-on-screenshots: lines with secrets, rendered as a screen would show them, read, covered, and read again.
 *
 *   secrets-on-screenshots [--all | --way N] [-v] CORPUS
 *
 * Every secret of the first tier counts, in three fonts, two scales, light and dark; without --all each line in one of
 * the twelve ways, and one line in five. It is readable when six characters of it in a row are found in what is read of
 * the covered picture. Fails when more than ten in a hundred are. With --all the figures are told way by way, as they
 * come, and of each category. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <pango/pangocairo.h>

#include "engine/local/askg-reading-process.h"
#include "engine/privacy/askg-page-secrets.h"
#include "engine/privacy/askg-picture-mask.h"

#define MOST_PERCENT 10.0
#define RUN_CHARS    6
#define EVERY        5
#define SIZE_PX      14
#define MARGIN_PX    12
#define AGE_MARK     "AGE-SECRET-KEY-"

static const char *const fonts[] = { "DejaVu Sans Mono, Noto Sans CJK KR", "JetBrains Mono, Noto Sans CJK KR",
                                     "Inter, Noto Sans CJK KR" };

#define N_WAYS (G_N_ELEMENTS (fonts) * 2 * 2)

typedef struct
{
  guint n_secrets;
  guint n_read;   /* before they were covered */
  guint n_leaked;
} Score;

static AskgReadingProcess *reader;
static AskgRedactor *redactor;
static GHashTable *of_category; /* char* to Score* */
static gboolean verbose;

/* -- Rendering ------------------------------------------------------------------ */

static PangoLayout *
new_layout (cairo_t *cr, const char *text, guint way)
{
  PangoLayout *layout = pango_cairo_create_layout (cr);
  PangoFontDescription *font = pango_font_description_from_string (fonts[way % G_N_ELEMENTS (fonts)]);
  PangoAttrList *attributes = pango_attr_list_new ();
  const guint scale = 1 + way / G_N_ELEMENTS (fonts) % 2;

  pango_font_description_set_absolute_size (font, (double) SIZE_PX * scale * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("calt=0, liga=0")); /* terminals do not join letters */
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_spacing (layout, (int) (SIZE_PX * scale * PANGO_SCALE / 4));
  pango_attr_list_unref (attributes);
  pango_font_description_free (font);

  return layout;
}

static AskgFrame *
render (const char *text, guint way)
{
  const gboolean is_dark = way / (2 * G_N_ELEMENTS (fonts)) % 2 == 1;
  cairo_surface_t *probe = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1, 1);
  cairo_t *probe_cr = cairo_create (probe);
  g_autoptr(PangoLayout) measured = new_layout (probe_cr, text, way);
  cairo_surface_t *surface;
  g_autoptr(PangoLayout) layout = NULL;
  g_autoptr(GBytes) pixels = NULL;
  AskgFrame *frame;
  cairo_t *cr;
  int width, height;

  pango_layout_get_pixel_size (measured, &width, &height);
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width + 2 * MARGIN_PX, height + 2 * MARGIN_PX);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, is_dark ? 0.12 : 1, is_dark ? 0.12 : 1, is_dark ? 0.12 : 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, is_dark ? 0.83 : 0.12, is_dark ? 0.83 : 0.12, is_dark ? 0.83 : 0.12);
  cairo_move_to (cr, MARGIN_PX, MARGIN_PX);
  layout = new_layout (cr, text, way);
  pango_cairo_show_layout (cr, layout);
  cairo_surface_flush (surface);
  pixels = g_bytes_new (cairo_image_surface_get_data (surface),
                        (gsize) cairo_image_surface_get_stride (surface) * (height + 2 * MARGIN_PX));
  frame = askg_frame_new (pixels, width + 2 * MARGIN_PX, height + 2 * MARGIN_PX, cairo_image_surface_get_stride (surface),
                          TRUE, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  cairo_destroy (probe_cr);
  cairo_surface_destroy (probe);

  return frame;
}

/* -- Reading ----------------------------------------------------------------------- */

typedef struct
{
  AskgPageText *page;
  gboolean      is_done;
} Reading;

static void
read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr(GError) error = NULL;

  reading->page = askg_recogniser_read_finish (ASKG_RECOGNISER (object), result, &error);
  reading->is_done = TRUE;
  if (error != NULL)
    fprintf (stderr, "%s\n", error->message);
}

/* Of a machine that is busy a reading may take too long: it is tried again. */
static AskgPageText *
read_words (AskgFrame *frame)
{
  for (guint n = 0; n < 5; n++)
    {
      Reading reading = { NULL, FALSE };

      askg_recogniser_read_async (ASKG_RECOGNISER (reader), frame, NULL, NULL, NULL, read_cb, &reading);
      while (!reading.is_done)
        g_main_context_iteration (NULL, TRUE);
      if (reading.page != NULL)
        return reading.page;
    }

  exit (2);
}

static AskgFrame *
cover (AskgFrame *frame, AskgPageText *page)
{
  g_autoptr(AskgCover) names = askg_cover_new ();
  g_autoptr(GArray) ids = askg_page_secrets_find (page, redactor, names);
  g_autofree gboolean *is_covered = g_new0 (gboolean, ids->len + 1);
  g_autoptr(GArray) boxes = NULL;

  for (guint i = 0; i < ids->len; i++)
    is_covered[i] = g_array_index (ids, guint, i) != ASKG_NO_SECRET;
  boxes = askg_picture_mask_boxes (frame, page, is_covered);

  return askg_picture_mask_paint (frame, boxes);
}

/* -- Judging ----------------------------------------------------------------------------- */

static char *
without_spaces (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      g_string_append_unichar (out, g_utf8_get_char (text));

  return g_string_free (out, FALSE);
}

/* Whether six characters of @secret in a row are in @text, or all of a shorter one. */
static gboolean
is_readable (const char *secret, const char *text)
{
  g_autofree char *value = without_spaces (secret);
  g_autofree char *seen = without_spaces (text);
  const glong n_chars = g_utf8_strlen (value, -1);

  for (glong at = 0; at <= MAX (0, n_chars - RUN_CHARS); at++)
    {
      g_autofree char *run = g_utf8_substring (value, at, MIN (n_chars, at + RUN_CHARS));

      if (*run != '\0' && strstr (seen, run) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* What is secret of a secret: of a private key the lines that say what it is are in every certificate, too. */
static char *
core_of (const char *secret)
{
  g_auto(GStrv) lines = g_strsplit (secret, "\n", -1);
  GString *core = g_string_new (NULL);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (!g_str_has_prefix (lines[i], "-----"))
      g_string_append (core, g_str_has_prefix (lines[i], AGE_MARK) ? lines[i] + strlen (AGE_MARK) : lines[i]);

  return g_string_free (core, FALSE);
}

static void
count (Score *score, gboolean was_read, gboolean leaks)
{
  score->n_secrets++;
  score->n_read += was_read;
  score->n_leaked += leaks;
}

static Score *
score_of (const char *category)
{
  Score *score = g_hash_table_lookup (of_category, category);

  if (score == NULL)
    {
      score = g_new0 (Score, 1);
      g_hash_table_insert (of_category, g_strdup (category), score);
    }

  return score;
}

static void
judge (json_t *line, guint way, Score *score)
{
  const char *text = json_string_value (json_object_get (line, "text"));
  g_autoptr(AskgFrame) frame = render (text, way);
  g_autoptr(AskgPageText) page = read_words (frame);
  g_autoptr(AskgFrame) covered = cover (frame, page);
  g_autoptr(AskgPageText) again = read_words (covered);
  json_t *span;
  gsize i;

  json_array_foreach (json_object_get (line, "spans"), i, span)
    {
      const gsize start = (gsize) json_integer_value (json_object_get (span, "bstart"));
      const gsize end = (gsize) json_integer_value (json_object_get (span, "bend"));
      g_autofree char *whole = g_strndup (text + start, end - start);
      g_autofree char *secret = core_of (whole);
      const char *category = json_string_value (json_object_get (span, "category"));
      const gboolean was_read = is_readable (secret, askg_page_text_get_text (page));
      const gboolean leaks = is_readable (secret, askg_page_text_get_text (again));

      if (g_strcmp0 (json_string_value (json_object_get (span, "tier")), "critical") != 0)
        continue;
      count (score, was_read, leaks);
      count (score_of (category), was_read, leaks);
      if (leaks && verbose)
        printf ("-- %s, way %u: %s\n   read  %s\n   again %s\n", category, way, secret, askg_page_text_get_text (page),
                askg_page_text_get_text (again));
    }
}

static gboolean
has_critical (json_t *line)
{
  json_t *span;
  gsize i;

  json_array_foreach (json_object_get (line, "spans"), i, span)
    if (g_strcmp0 (json_string_value (json_object_get (span, "tier")), "critical") == 0)
      return TRUE;

  return FALSE;
}

/* All of @lines in one way, or one in five of them, each in another way. */
static void
judge_lines (char **lines, gboolean all, guint way, Score *score)
{
  guint n = 0;

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      json_t *line = json_loads (lines[i], 0, NULL);

      if (line != NULL && has_critical (line) && (all || n++ % EVERY == 0))
        judge (line, all ? way : n / EVERY, score);
      json_decref (line);
    }
}

static void
judge_corpus (const char *path, gboolean all, guint first, guint n_ways, Score *score)
{
  g_autofree char *corpus = NULL;
  g_auto(GStrv) lines = NULL;

  if (!g_file_get_contents (path, &corpus, NULL, NULL))
    exit (2);
  lines = g_strsplit (corpus, "\n", -1);
  for (guint way = first; way < first + n_ways; way++)
    {
      judge_lines (lines, all, way, score);
      if (all)
        printf ("way %u: %u of %u readable so far\n", way, score->n_leaked, score->n_secrets);
      fflush (stdout);
    }
}

static void
print_categories (void)
{
  GHashTableIter iter;
  gpointer category, value;

  g_hash_table_iter_init (&iter, of_category);
  while (g_hash_table_iter_next (&iter, &category, &value))
    {
      const Score *score = value;

      printf ("%-26s %3u of %4u readable once covered (%.1f %%); %u before\n", (char *) category, score->n_leaked,
              score->n_secrets, 100.0 * score->n_leaked / score->n_secrets, score->n_read);
    }
}

int
main (int argc, char **argv)
{
  gboolean all = g_getenv ("ASKGLASS_TESTS_ALL") != NULL;
  Score score = { 0 };
  int one = -1;
  double percent;

  for (int i = 1; i < argc - 1; i++)
    {
      if (strcmp (argv[i], "--way") == 0)
        one = atoi (argv[++i]) % (int) N_WAYS;
      all |= one >= 0 || strcmp (argv[i], "--all") == 0;
      verbose |= strcmp (argv[i], "-v") == 0;
    }
  if (argc < 2)
    return 2;

  reader = askg_reading_process_new (NULL);
  redactor = askg_redactor_new (NULL, NULL);
  of_category = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  judge_corpus (argv[argc - 1], all, (guint) MAX (0, one), all && one < 0 ? N_WAYS : 1, &score);
  if (all || verbose)
    print_categories ();
  percent = 100.0 * score.n_leaked / MAX (1, score.n_secrets);
  printf ("secrets on screenshots: %u of %u critical ones readable once covered (%.1f %%, the limit is %.0f %%); %u before\n",
          score.n_leaked, score.n_secrets, percent, MOST_PERCENT, score.n_read);
  g_hash_table_unref (of_category);
  askg_redactor_unref (redactor);
  g_object_unref (reader);

  return score.n_secrets > 0 && percent <= MOST_PERCENT ? 0 : 1;
}
