/* test-terminal-text.c: what a person would have read in the terminal. */
#include <string.h>

#include "engine/debug/askg-terminal-text.h"

typedef struct
{
  const char *name;
  guint       n_columns;
  const char *bytes;
  const char *lines;
} Case;

static const Case cases[] = {
  { "plain", 0, "one\ntwo\n", "one\ntwo\n" },
  { "last-line-without-end", 0, "one\ntwo", "one\ntwo\n" },
  { "empty", 0, "", "" },
  { "blank-lines-stay", 0, "one\n\n\ntwo\n", "one\n\n\ntwo\n" },
  { "carriage-return-line-feed", 0, "one\r\ntwo\r\n", "one\ntwo\n" },
  { "trailing-spaces-go", 0, "one   \ntwo\n", "one\ntwo\n" },
  { "tabs", 0, "a\tb\n\tc\n", "a       b\n        c\n" },
  { "colours", 0, "\033[01m\033[Kmain.c:3:5:\033[m\033[K \033[01;31m\033[Kerror: \033[m\033[Kno\n", "main.c:3:5: error: no\n" },
  { "true-colours-with-colons", 0, "\033[38:2::255:0:0merror\033[0m\n", "error\n" },
  { "erase-in-a-path", 0, "sr\033[Kc/ma\033[Kin.c:1: no\n", "src/main.c:1: no\n" },
  { "link-ended-by-bell", 0, "[\033]8;;https://example.org/W\007-Wunused\033]8;;\007]\n", "[-Wunused]\n" },
  { "link-ended-by-string-terminator", 0, "[\033]8;id=1;file:///a\033\\-Wunused\033]8;;\033\\]\n", "[-Wunused]\n" },
  { "title", 0, "\033]0;make all\007cc\n", "cc\n" },
  { "charset", 0, "\033(Berror\017: \033(0qx\033(B no\n", "error: ─│ no\n" },
  { "shifted-charset", 0, "\033)0\016lqk\017 box\n", "┌─┐ box\n" },
  { "bar-then-error", 0, "[ 10%] building everything\r[ 20%]\033[K\rx.c:1: error\n", "x.c:1: error\n" },
  { "bar-without-erasing-leaves-no-tail", 0, "building everything now\rx.c:1: no\n", "x.c:1: no\n" },
  { "bar-without-erasing-on-a-real-terminal", 0, "building everything now\rx.c:1: no\r\nnext\r\n", "x.c:1: no\nnext\n" },
  { "bar-that-stays", 0, "10%\r20%\r100%\r\ndone\n", "100%\ndone\n" },
  { "spinner", 0, "|\b/\b-\b\\\bok\n", "ok\n" },
  { "two-bars-above-each-other", 0, "a 1\nb 1\n\033[2A\033[Ka 2\n\033[Kb 2\nerror\n", "a 2\nb 2\nerror\n" },
  { "up-and-erase-all-below", 0, "a\nb\nc\n\033[3A\033[Jdone\n", "done\n" },
  { "previous-line", 0, "working\n\033[1F\033[2Kfailed\n", "failed\n" },
  { "column-absolute", 0, "compiling x\033[1G\033[0Kx.c:1: no\n", "x.c:1: no\n" },
  { "cleared-screen", 0, "old error\n\033[2J\033[Hnew error\n", "new error\n" },
  { "saved-place", 0, "\0337waiting\0338\033[Kready\n", "ready\n" },
  { "alternate-screen-is-not-output", 0, "before\n\033[?1049hvim\r\n~\r\n\033[?1049lafter\n", "before\nafter\n" },
  { "hidden-cursor-and-modes", 0, "\033[?25l\033[?2004hbusy\033[?25h\n", "busy\n" },
  { "repeat", 0, "-\033[4b\n", "-----\n" },
  { "deleted-and-inserted", 0, "abXXc\033[3D\033[2P\033[1@_\n", "ab_c\n" },
  { "wrapped-by-the-terminal", 10, "src/main.c:12:5: error: wrong\n", "src/main.c:12:5: error: wrong\n" },
  { "full-row-is-not-wrapped", 10, "0123456789\nab\n", "0123456789\nab\n" },
  { "full-row-then-return", 10, "0123456789\r\nab\r\n", "0123456789\nab\n" },
  { "wide-letters-wrap-whole", 5, "한국어로\n", "한국어로\n" },
  { "wide-letters-overwritten", 0, "한국어\r영어로\n", "영어로\n" },
  { "composed-hangul", 0, "\341\204\222\341\205\241\341\206\253 e\314\201\n", "한 é\n" },
  { "bytes-that-are-none", 0, "a\377b\303\n\342\202x\n", "a\357\277\275b\357\277\275\n\357\277\275x\n" },
  { "many-bytes-that-are-none", 4, "a\377\376\200\303\303(b\001\002\377\n", "a\357\277\275\357\277\275\357\277\275\357\277\275\357\277\275(b\357\277\275\n" },
  { "controls-are-not-told", 0, "a\001\002\007b\177c\n", "abc\n" },
  { "c1-controls-are-not-told", 0, "a\302\233b\n", "ab\n" },
  { "escape-cut-off", 0, "a\n\033[3", "a\n" },
  { "string-cut-off", 0, "a\n\033]0;title", "a\n" },
  { "device-control-string", 0, "\033P1$r0m\033\\a\n", "a\n" },
  { "escape-in-a-sequence", 0, "\033[1\033[31mred\n", "red\n" },
  { "cancelled-sequence", 0, "\033[31\030mred\n", "mred\n" },
  { "return-in-a-sequence", 0, "xx\033[\rKab\n", "ab\n" },
  { "typed-answers-are-not-drawn", 0, "\033[6n\033[c\033[>0q\033[?1$pok\n", "ok\n" },
};

static void
line_cb (const char *text,
         gsize       n_bytes,
         gpointer    user_data)
{
  GString *lines = user_data;

  g_assert_true (g_utf8_validate (text, (gssize) n_bytes, NULL));
  g_string_append_len (lines, text, (gssize) n_bytes);
  g_string_append_c (lines, '\n');
}

/* Given in two halves, or byte by byte where @cut is beyond its end. */
static char *
read_terminal (const Case *a_case,
               gsize       cut)
{
  GString *lines = g_string_new (NULL);
  g_autoptr(AskgTerminalText) text = askg_terminal_text_new (a_case->n_columns, line_cb, lines);
  const gsize n = strlen (a_case->bytes);

  if (cut > n)
    for (gsize i = 0; i < n; i++)
      askg_terminal_text_feed (text, a_case->bytes + i, 1);
  else
    {
      askg_terminal_text_feed (text, a_case->bytes, cut);
      askg_terminal_text_feed (text, a_case->bytes + cut, n - cut);
    }
  askg_terminal_text_finish (text);

  return g_string_free (lines, FALSE);
}

static void
test_reads_as_a_person_would (gconstpointer data)
{
  const Case *a_case = data;
  const gsize n = strlen (a_case->bytes);

  for (gsize cut = 0; cut <= n + 1; cut++)
    {
      g_autofree char *lines = read_terminal (a_case, cut);

      g_assert_cmpstr (lines, ==, a_case->lines);
    }
}

/* -- Much of it ------------------------------------------------------------------ */

static void
count_cb (const char *text G_GNUC_UNUSED,
          gsize       n_bytes,
          gpointer    user_data)
{
  guint64 *counts = user_data;

  counts[0]++;
  counts[1] = MAX (counts[1], n_bytes);
}

static void
test_lines_scroll_out_in_order (void)
{
  GString *lines = g_string_new (NULL), *expected = g_string_new (NULL);
  g_autoptr(AskgTerminalText) text = askg_terminal_text_new (80, line_cb, lines);

  for (guint i = 0; i < 5 * ASKG_TERMINAL_SCREEN_ROWS; i++)
    g_string_append_printf (expected, "line %u\n", i);
  askg_terminal_text_feed (text, expected->str, expected->len);
  g_assert_cmpuint (lines->len, >, 0); /* before the end */
  askg_terminal_text_finish (text);
  g_assert_cmpstr (lines->str, ==, expected->str);
  g_string_free (lines, TRUE);
  g_string_free (expected, TRUE);
}

static void
test_a_status_line_below_the_margin_stays_out_of_the_way (void)
{
  GString *lines = g_string_new (NULL);
  g_autoptr(AskgTerminalText) text = askg_terminal_text_new (80, line_cb, lines);
  g_autoptr(GString) bytes = g_string_new ("\0337\033[1;49r\0338");
  guint n_bars = 0;

  for (guint i = 0; i < 120; i++)
    g_string_append_printf (bytes, "unpacking %u\n\0337\033[50;1HProgress: [%3u%%]\033[K\0338", i, i % 100);
  askg_terminal_text_feed (text, bytes->str, bytes->len);
  askg_terminal_text_finish (text);
  for (guint i = 0; i < 120; i++)
    {
      g_autofree char *line = g_strdup_printf ("unpacking %u\n", i);

      g_assert_nonnull (strstr (lines->str, line));
    }
  for (const char *at = lines->str; (at = strstr (at, "Progress")) != NULL; at++)
    n_bars++;
  g_assert_cmpuint (n_bars, <=, 1);
  g_string_free (lines, TRUE);
}

static void
test_an_endless_line_takes_no_more_memory (void)
{
  guint64 counts[2] = { 0, 0 };
  g_autofree char *block = g_strnfill (1 << 20, 'x');

  for (guint n_columns = 0; n_columns <= 100; n_columns += 100)
    {
      g_autoptr(AskgTerminalText) text = askg_terminal_text_new (n_columns, count_cb, counts);

      for (guint i = 0; i < 16; i++)
        askg_terminal_text_feed (text, block, 1 << 20);
      askg_terminal_text_finish (text);
    }
  g_assert_cmpuint (counts[0], >, 0);
  g_assert_cmpuint (counts[1], <=, 5 * ASKG_TERMINAL_MAX_LINE_CELLS);
}

static void
test_any_bytes_become_text (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 2000; round++)
    {
      static const char likely[] = "\033[]()?;0123456789ABCDHJKLMPXrsu78\r\n\b\t\007\\";
      GString *lines = g_string_new (NULL);
      g_autoptr(AskgTerminalText) text = askg_terminal_text_new (round % 3 * 7, line_cb, lines);
      char bytes[200];

      for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = g_rand_boolean (rand) ? likely[g_rand_int_range (rand, 0, sizeof likely - 1)] : (char) g_rand_int (rand);
      askg_terminal_text_feed (text, bytes, sizeof bytes);
      askg_terminal_text_finish (text);
      for (const char *at = lines->str; *at != '\0'; at = g_utf8_next_char (at))
        g_assert_true (*at == '\n' || !g_unichar_iscntrl (g_utf8_get_char (at)));
      g_string_free (lines, TRUE);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/debug/terminal-text/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_reads_as_a_person_would);
    }
  g_test_add_func ("/debug/terminal-text/scrolled", test_lines_scroll_out_in_order);
  g_test_add_func ("/debug/terminal-text/status-line", test_a_status_line_below_the_margin_stays_out_of_the_way);
  g_test_add_func ("/debug/terminal-text/endless-line", test_an_endless_line_takes_no_more_memory);
  g_test_add_func ("/debug/terminal-text/any-bytes", test_any_bytes_become_text);

  return g_test_run ();
}
