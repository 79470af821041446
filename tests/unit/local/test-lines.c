/* test-lines.c: lines are found on any paper, and letters become the words the ink shows. */
#include <string.h>

#include "engine/local/askg-hangul.h"
#include "engine/local/askg-line-finder.h"
#include "engine/local/askg-line-mender.h"
#include "engine/local/askg-line-runs.h"
#include "engine/local/askg-line-words.h"

#define WIDTH  320u
#define HEIGHT 200u

typedef struct
{
  guint32    pixels[WIDTH * HEIGHT];
  AskgPixels view;
} Picture;

static void
fill (Picture *picture, int x, int y, int width, int height, guint32 colour)
{
  for (int row = MAX (0, y); row < MIN (y + height, (int) HEIGHT); row++)
    for (int column = x; column < x + width; column++)
      picture->pixels[row * (int) WIDTH + column] = colour;
}

static Picture *
new_picture (guint32 paper)
{
  Picture *picture = g_new (Picture, 1);

  picture->view = (AskgPixels) { picture->pixels, WIDTH, HEIGHT };
  fill (picture, 0, 0, WIDTH, HEIGHT, paper);

  return picture;
}

/* Uprights two pixels wide: something like letters. */
static void
write_line (Picture *picture, int x, int y, int n_letters, guint32 ink)
{
  for (int i = 0; i < n_letters; i++)
    fill (picture, x + i * 6, y, 2, 12, ink);
}

static GArray *
find_lines (const Picture *picture)
{
  g_autoptr(AskgGrey) ink = askg_ink_find (&picture->view);

  return askg_line_finder_run (ink);
}

static const struct
{
  const char *what;
  guint32     paper, ink;
} looks[] = {
  { "black-on-white", 0xffffffff, 0xff000000 },
  { "white-on-black", 0xff000000, 0xffffffff },
  { "red-on-purple", 0xff300a24, 0xffef6464 },
  { "grey-on-grey", 0xff808080, 0xffb0b0b0 },
};

static void
test_lines_are_found_on_any_paper (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  g_autofree Picture *picture = new_picture (looks[i].paper);
  g_autoptr(GArray) lines = NULL;

  for (int line = 0; line < 5; line++)
    write_line (picture, 20 + line * 6, 10 + line * 20, 20, looks[i].ink);
  lines = find_lines (picture);
  g_assert_cmpuint (lines->len, ==, 5);
  for (guint line = 0; line < 5; line++)
    {
      const AskgFoundLine *found = &g_array_index (lines, AskgFoundLine, line);
      g_autoptr(AskgGrey) cut = askg_ink_cut (&picture->view, &found->box);

      g_assert_cmpint (found->box.x, ==, 20 + (int) line * 6);
      g_assert_cmpint (found->box.y, ==, 10 + (int) line * 20);
      g_assert_cmpint (found->box.height, ==, 12);
      g_assert_cmpint (found->left_px, ==, 20);
      g_assert_cmpuint (cut->pixels[0], ==, 0);   /* ink is black */
      g_assert_cmpuint (cut->pixels[3], ==, 255); /* paper is white */
    }
}

static void
test_a_frame_does_not_hide_what_is_in_it (void)
{
  g_autofree Picture *picture = new_picture (0xffffffff);
  g_autoptr(GArray) lines = NULL;

  fill (picture, 5, 5, 300, 1, 0xff000000);
  fill (picture, 5, 150, 300, 1, 0xff000000);
  fill (picture, 5, 5, 1, 145, 0xff000000);
  fill (picture, 304, 5, 1, 145, 0xff000000);
  for (int line = 0; line < 4; line++)
    write_line (picture, 20, 20 + line * 20, 30, 0xff000000);
  lines = find_lines (picture);
  g_assert_cmpuint (lines->len, ==, 4);
}

static void
test_columns_are_read_one_after_the_other (void)
{
  g_autofree Picture *picture = new_picture (0xff202020);
  g_autoptr(GArray) lines = NULL;

  for (int line = 0; line < 4; line++)
    {
      write_line (picture, 10, 10 + line * 20, 10, 0xffffffff);
      write_line (picture, 160, 14 + line * 22, 20, 0xff80ff80);
    }
  lines = find_lines (picture);
  g_assert_cmpuint (lines->len, ==, 8);
  for (guint line = 0; line < 8; line++)
    g_assert_cmpint (g_array_index (lines, AskgFoundLine, line).box.x, ==, line < 4 ? 10 : 160);
}

/* A region dragged through a line leaves its feet or its heads, which nobody can read. */
static void
test_half_a_line_at_an_edge_is_left_out (void)
{
  g_autofree Picture *picture = new_picture (0xff202020);
  g_autoptr(GArray) lines = NULL;

  write_line (picture, 10, -6, 30, 0xffffffff);
  for (int line = 0; line < 5; line++)
    write_line (picture, 10, 20 + line * 20, 30, 0xffffffff);
  write_line (picture, 10, (int) HEIGHT - 11, 30, 0xffffffff);
  lines = find_lines (picture);
  g_assert_cmpuint (lines->len, ==, 6); /* the last one lacks so little that it is worth reading */
  g_assert_false (g_array_index (lines, AskgFoundLine, 0).is_cut);
  g_assert_true (g_array_index (lines, AskgFoundLine, 5).is_cut);
}

#define CELL   12
#define LETTER 24

/* Draws marks a cell each as screens show them; letters are solid. Returns what is left of the
 * line when the runs are taken, as one letter for each inked cell, and the runs as text. */
static char *
take_runs (const char *text, char **left_over)
{
  const guint margin = 10, width = (guint) strlen (text) * CELL + 2 * margin, height = LETTER + 2 * margin;
  g_autofree guint8 *pixels = g_malloc (width * height);
  AskgGrey line = { pixels, width, height };
  g_autoptr(GArray) runs = NULL, glyphs = g_array_new (FALSE, FALSE, sizeof (AskgGlyph));
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) page = NULL;
  g_autoptr(GString) left = g_string_new (NULL);

  memset (pixels, 255, width * height);
  for (guint i = 0; text[i] != '\0'; i++)
    for (guint x = 1; x < CELL - 1; x++)
      for (guint y = 0; y < LETTER; y++)
        {
          const guint slope = x < CELL / 2 ? CELL / 2 - x : x - CELL / 2 + 1;
          const gboolean is_ink = (text[i] == '|' && (x == 5 || x == 6)) ||
                                  (text[i] == '^' && (y == 2 * slope || y == 2 * slope + 1 || y == 2 * slope + 2)) ||
                                  (text[i] == '~' && (y == 10 + (x < 6 ? 0 : 3) || y == 11 + (x < 6 ? 0 : 3))) ||
                                  (text[i] == '=' && (y == 8 || y == 9 || y == 14 || y == 15)) ||
                                  (text[i] == '-' && (y == 11 || y == 12)) || (text[i] == '_' && y >= 22) ||
                                  (g_ascii_isalnum (text[i]) && (x < 4 || x > 7 || y == 12));

          if (is_ink)
            pixels[(y + margin) * width + margin + i * CELL + x] = 0;
        }
  runs = askg_line_runs_take (&line, margin, LETTER);
  for (guint i = 0; text[i] != '\0'; i++)
    for (guint y = 0; y < height; y++)
      if (memchr (pixels + y * width + margin + i * CELL, 0, CELL) != NULL)
        {
          g_string_append_c (left, text[i]);
          break;
        }
  *left_over = g_strdup (left->str);
  askg_line_runs_insert (glyphs, runs, LETTER);
  askg_line_words_add (builder, glyphs, &(AskgRect) { 0, 0, (int) width, LETTER }, 0, 0, CELL);
  page = askg_page_text_builder_finish (builder);

  return g_strdup (askg_page_text_get_text (page));
}

static const struct
{
  const char *what, *line, *runs, *left_over;
} marked[] = {
  { "what-a-compiler-points-at", "|    ^~~~~~~", "| ^~~~~~~", "" },
  { "a-lone-caret", "|        ^", "| ^", "" },
  { "a-heading-between-strokes", "======== AB ========", "======== ========", "AB" },
  { "a-rule", "------------", "------------", "" },
  { "blanks-to-fill-in", "AB ________ CD", "________", "ABCD" },
  { "dashes-of-an-option", "--AB", "", "--AB" },
  { "a-caret-in-a-sum", "A ^ B", "", "A^B" },
};

static void
test_runs_are_told_from_the_ink (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  g_autofree char *left_over = NULL;
  g_autofree char *runs = take_runs (marked[i].line, &left_over);

  g_strchug (runs);
  g_assert_cmpstr (runs, ==, marked[i].runs);
  g_assert_cmpstr (left_over, ==, marked[i].left_over);
}

/* A region dragged past a white box on a dark ground holds one line, and not its edges. */
static void
test_the_ground_around_is_no_line (void)
{
  g_autofree Picture *picture = new_picture (0xffffffff);
  g_autofree Picture *bar = new_picture (0xffffffff);
  g_autoptr(GArray) lines = NULL;
  g_autoptr(GArray) in_bar = NULL;

  fill (picture, 0, 0, WIDTH, 8, 0xff602040);
  fill (picture, 0, (int) HEIGHT - 5, WIDTH, 5, 0xff602040);
  fill (picture, 0, 0, 6, HEIGHT, 0xff602040);
  write_line (picture, 20, 60, 30, 0xff000000);
  lines = find_lines (picture);
  g_assert_cmpuint (lines->len, ==, 1);
  g_assert_cmpint (g_array_index (lines, AskgFoundLine, 0).box.y, ==, 60);
  g_assert_cmpint (g_array_index (lines, AskgFoundLine, 0).box.height, ==, 12);

  /* One that is high enough to be written in is read. */
  fill (bar, 0, 0, WIDTH, 28, 0xff3050a0);
  write_line (bar, 20, 8, 10, 0xffffe000);
  write_line (bar, 20, 60, 30, 0xff000000);
  in_bar = find_lines (bar);
  g_assert_cmpuint (in_bar->len, ==, 2);
}

static void
test_an_empty_picture_has_no_lines (void)
{
  g_autofree Picture *picture = new_picture (0xff123456);
  g_autoptr(GArray) lines = find_lines (picture);

  g_assert_cmpuint (lines->len, ==, 0);
}

/* Letters of @text, a cell each, with ink for all but spaces; read as @read says, space for space. */
static char *
mend (const char *inked, const char *read)
{
  const guint cell = 16, height = 40, width = (guint) strlen (inked) * cell;
  g_autofree guint8 *pixels = g_malloc (width * height);
  const AskgGrey line = { pixels, width, height };
  g_autoptr(GArray) glyphs = g_array_new (FALSE, FALSE, sizeof (AskgGlyph));
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) page = NULL;
  gboolean starts_word = TRUE;

  memset (pixels, 255, width * height);
  for (guint i = 0; inked[i] != '\0'; i++)
    for (guint y = inked[i] == '_' ? 33 : 10; y < (inked[i] == '_' ? 35u : 32u) && inked[i] != ' '; y++)
      memset (pixels + y * width + i * cell + (inked[i] == '_' ? 0 : 3), 0, inked[i] == '_' ? cell : cell - 6);
  for (guint i = 0; read[i] != '\0'; i++)
    {
      const guint at = (guint) (inked[i] == '_' || inked[i] == ' ' || read[i] != ' ' ? i : i + 1);
      AskgGlyph glyph = { .box = { (int) (at * cell + 3), 10, (int) cell - 6, 22 }, .confidence = 90, .starts_word = starts_word };

      starts_word = read[i] == ' ';
      if (read[i] == ' ')
        continue;
      glyph.text[0] = read[i];
      g_array_append_val (glyphs, glyph);
    }
  askg_line_mend (glyphs, &line, 5);
  askg_line_words_add (builder, glyphs, &(AskgRect) { 0, 0, (int) width, 30 }, 0, 0, 0);
  page = askg_page_text_builder_finish (builder);

  return g_strdup (askg_page_text_get_text (page));
}

static void
test_the_ink_tells_spaces_and_underscores (void)
{
  g_autofree char *underscore = mend ("read_all of it now", "read all of it now");
  g_autofree char *number = mend ("is Ox7f or 12", "is Ox7f or 12");
  g_autofree char *as_it_was = mend ("if a_b is c", "if a_b is c");

  g_assert_cmpstr (underscore, ==, "read_all of it now");
  g_assert_cmpstr (number, ==, "is 0x7f or 12");
  g_assert_cmpstr (as_it_was, ==, "if a_b is c");
}

static char *
read_l (guint foot_px)
{
  enum { width = 60, height = 40 };
  guint8 pixels[width * height];
  const AskgGrey line = { pixels, width, height };
  g_autoptr(GArray) glyphs = g_array_new (FALSE, FALSE, sizeof (AskgGlyph));
  const AskgGlyph glyph = { .text = "L", .box = { 10, 8, 20, 24 }, .confidence = 95, .starts_word = TRUE, .starts_line = TRUE };

  memset (pixels, 255, sizeof pixels);
  for (guint y = 8; y < 32; y++)
    memset (pixels + y * width + 10, 0, y < 29 ? 3 : foot_px);
  g_array_append_val (glyphs, glyph);
  askg_line_mend (glyphs, &line, 8);

  return g_strdup (g_array_index (glyphs, AskgGlyph, 0).text);
}

/* Code fonts give the l a tail. */
static void
test_a_tail_is_no_foot (void)
{
  g_autofree char *with_foot = read_l (13);
  g_autofree char *with_tail = read_l (8);

  g_assert_cmpstr (with_foot, ==, "L");
  g_assert_cmpstr (with_tail, ==, "l");
}

/* The letters of @text on a grid: two cells for a syllable, one for any other, none for a space,
 * and words of which the reading was as sure as told. */
static GArray *
glyphs_of (const char *text, guint word_confidence)
{
  GArray *glyphs = g_array_new (FALSE, FALSE, sizeof (AskgGlyph));
  int x = 0;
  gboolean starts_word = TRUE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      AskgGlyph glyph = { .confidence = 98, .word_confidence = word_confidence, .starts_word = starts_word, .starts_line = x == 0 };
      const int width = g_unichar_iswide (g_utf8_get_char (text)) ? 20 : 10;

      starts_word = *text == ' ';
      memcpy (glyph.text, text, (gsize) (g_utf8_next_char (text) - text));
      glyph.box = (AskgRect) { x, 0, width, 20 };
      x += width;
      if (*text != ' ')
        g_array_append_val (glyphs, glyph);
    }

  return glyphs;
}

static const struct
{
  const char *what, *english, *korean, *merged;
  guint       english_confidence;
} readings[] = {
  { "a-word-of-it", "run oFUl now", "run 오류 now", "run오류now", 40 },
  { "behind-a-name", "the API2 key", "the AP를 key", "theAP를key", 40 },
  { "not-within-a-name", "a ValueError b", "a Val니란ror b", "aValueErrorb", 40 },
  { "not-of-a-name-that-is-sure", "READ FROM x", "READ FR매 x", "READFROMx", 96 },
  { "with-the-number-before-it", "in ZOSC now", "in 20초 now", "in20초now", 40 },
  { "with-all-of-a-number-or-none", "a 3.OQjf b", "a 3.02로 b", "a3.02로b", 40 },
};

static void
test_hangul_is_taken_where_it_stands (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  g_autoptr(GArray) glyphs = glyphs_of (readings[i].english, readings[i].english_confidence), korean = glyphs_of (readings[i].korean, 90);
  g_autoptr(GString) merged = g_string_new (NULL);

  askg_hangul_take (glyphs, korean, 20);
  for (guint at = 0; at < glyphs->len; at++)
    g_string_append (merged, g_array_index (glyphs, AskgGlyph, at).text);
  g_assert_cmpstr (merged->str, ==, readings[i].merged);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/lines/are-found-on-any-paper/%s", looks[i].what);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_lines_are_found_on_any_paper);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (marked); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/lines/runs-are-told-from-the-ink/%s", marked[i].what);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_runs_are_told_from_the_ink);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/hangul/is-taken-where-it-stands/%s", readings[i].what);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_hangul_is_taken_where_it_stands);
    }
  g_test_add_func ("/engine/lines/half-a-line-at-an-edge-is-left-out", test_half_a_line_at_an_edge_is_left_out);
  g_test_add_func ("/engine/lines/a-frame-does-not-hide-what-is-in-it", test_a_frame_does_not_hide_what_is_in_it);
  g_test_add_func ("/engine/lines/columns-are-read-one-after-the-other", test_columns_are_read_one_after_the_other);
  g_test_add_func ("/engine/lines/the-ground-around-is-no-line", test_the_ground_around_is_no_line);
  g_test_add_func ("/engine/lines/an-empty-picture-has-no-lines", test_an_empty_picture_has_no_lines);
  g_test_add_func ("/engine/lines/the-ink-tells-spaces-and-underscores", test_the_ink_tells_spaces_and_underscores);
  g_test_add_func ("/engine/lines/a-tail-is-no-foot", test_a_tail_is_no_foot);

  return g_test_run ();
}
