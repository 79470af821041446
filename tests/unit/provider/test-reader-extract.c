/* test-reader-extract.c: what is taken out of a text is exactly what stands there. */
#include "engine/provider/askg-reader-extract.h"

#include <locale.h>
#include <string.h>

static const struct
{
  const char      *text;
  AskgExtractKind  kind;
  const char      *wanted; /* joined by " | " */
} rows[] = {
  { "Total: 1,234.50 USD for 3 items", ASKG_EXTRACT_NUMBERS, "1,234.50 USD | 3" },
  { "Rate 4.5 %, price €12, -7 and 0x1F", ASKG_EXTRACT_NUMBERS, "4.5 % | €12 | -7 | 0x1F" },
  { "Invoice 2026-0117 of 2026-11-03, call 010-1234-5678, http://x.example/9 at 09:30", ASKG_EXTRACT_NUMBERS, "2026-0117 | 010-1234-5678" },
  { "v2 foo3 3bar a1", ASKG_EXTRACT_NUMBERS, "" },
  { "합계 12,000원, 3개", ASKG_EXTRACT_NUMBERS, "12,000원 | 3" },
  { "5 5 5", ASKG_EXTRACT_NUMBERS, "5" },
  { "1.5e-3 and 2 MB/s", ASKG_EXTRACT_NUMBERS, "1.5e-3 | 2 MB/s" },
  { "Due 2026-11-21, sent 21.11.2026 14:02", ASKG_EXTRACT_DATES, "2026-11-21 | 21.11.2026 14:02" },
  { "Nov 3, 2025 and 4 March", ASKG_EXTRACT_DATES, "Nov 3, 2025 | 4 March" },
  { "2026년 11월 21일 오후 3시 20분", ASKG_EXTRACT_DATES, "2026년 11월 21일 오후 3시 20분" },
  { "2026-11-21T09:30:00Z ok", ASKG_EXTRACT_DATES, "2026-11-21T09:30:00Z" },
  { "at 09:30, not 99:99", ASKG_EXTRACT_DATES, "09:30" },
  { "see https://example.org/a?b=1 (and www.example.com).", ASKG_EXTRACT_LINKS, "https://example.org/a?b=1 | www.example.com" },
  { "<a href=\"http://x.example/p\">", ASKG_EXTRACT_LINKS, "http://x.example/p" },
  { "no link here", ASKG_EXTRACT_LINKS, "" },
  { "Write to Ann.B+c@mail.example.com, or bob@x.kr.", ASKG_EXTRACT_MAILS, "Ann.B+c@mail.example.com | bob@x.kr" },
  { "not@an not a@b mail", ASKG_EXTRACT_MAILS, "" },
  { "메일: kim@example.co.kr입니다", ASKG_EXTRACT_MAILS, "kim@example.co.kr" },
  { "src/main.c:12:5: error in ./run and /etc/fstab", ASKG_EXTRACT_PATHS, "src/main.c:12:5 | ./run | /etc/fstab" },
  { "C:\\Users\\me\\a.txt and notes.md, ~/.bashrc", ASKG_EXTRACT_PATHS, "C:\\Users\\me\\a.txt | notes.md | ~/.bashrc" },
  { "and/or 3/4 e.g. this", ASKG_EXTRACT_PATHS, "" },
  { "dev@fir:~/src$ make -j8\n  CC a.o\n$ git status\nsudo apt install gcc\nmake sure it works", ASKG_EXTRACT_COMMANDS,
    "make -j8 | git status | sudo apt install gcc" },
};

static char *
join (GPtrArray *found)
{
  g_autoptr(GString) joined = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? " | " : "", ((AskgExtract *) g_ptr_array_index (found, i))->text);

  return g_string_free (g_steal_pointer (&joined), FALSE);
}

static void
test_what_stands_there_is_taken_out (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GPtrArray) found = askg_extract_all (rows[i].text, rows[i].kind, NULL);
      g_autofree char *joined = join (found);

      if (!g_str_equal (joined, rows[i].wanted))
        {
          g_test_message ("“%s”: “%s”, wanted “%s”", rows[i].text, joined, rows[i].wanted);
          g_test_fail ();
        }
    }
}

static void
test_each_knows_its_line (void)
{
  g_autoptr(GPtrArray) found = askg_extract_all ("a 1\nb\nc 2 1", ASKG_EXTRACT_NUMBERS, NULL);

  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (((AskgExtract *) g_ptr_array_index (found, 0))->line, ==, 0);
  g_assert_cmpuint (((AskgExtract *) g_ptr_array_index (found, 1))->line, ==, 2);
}

static void
test_words_are_found_whatever_their_capitals_and_spaces (void)
{
  const char *const lines[] = { "Connection timed out", "ok", "TIMED  OUT, timed out", "시간 초과", NULL };
  guint n = 0;
  g_autoptr(GArray) english = askg_extract_find (lines, "timed out", &n);
  g_autoptr(GArray) korean = askg_extract_find (lines, "시간초과", NULL);
  g_autoptr(GArray) none = askg_extract_find (lines, "  ", NULL);

  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpuint (english->len, ==, 2);
  g_assert_cmpuint (g_array_index (english, guint, 1), ==, 2);
  g_assert_cmpuint (korean->len, ==, 1);
  g_assert_cmpuint (g_array_index (korean, guint, 0), ==, 3);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Twice the text takes about twice the time, whatever it is made of. */
static void
test_hostile_text_takes_linear_time (void)
{
  static const char *const seeds[] = { "1,", "a@", "a.", "/a", "1:", "http://", "-", "2026-", "$ a ", "A:\\", "((", "Jan " };

  for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++)
    for (int kind = 0; kind < ASKG_EXTRACT_N_KINDS; kind++)
      {
        g_autoptr(GString) text = g_string_new (NULL);
        const gint64 start_us = g_get_monotonic_time ();
        g_autoptr(GPtrArray) found = NULL;

        while (text->len < 40000)
          g_string_append (text, seeds[i]);
        found = askg_extract_all (text->str, (AskgExtractKind) kind, NULL);
        g_assert_cmpuint (found->len, <=, 500);
        g_assert_cmpint (g_get_monotonic_time () - start_us, <, 2 * G_USEC_PER_SEC);
      }
}

static void
test_every_beginning_is_harmless (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize n = 0; n <= strlen (rows[i].text); n++)
      {
        g_autofree char *cut = g_strndup (rows[i].text, n);
        g_autofree char *valid = g_utf8_make_valid (cut, -1);
        g_autoptr(GPtrArray) found = askg_extract_all (valid, rows[i].kind, NULL);

        for (guint j = 0; j < found->len; j++)
          g_assert_true (g_utf8_validate (((AskgExtract *) g_ptr_array_index (found, j))->text, -1, NULL));
      }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/extract/what-stands-there-is-taken-out", test_what_stands_there_is_taken_out);
  g_test_add_func ("/reader/extract/each-knows-its-line", test_each_knows_its_line);
  g_test_add_func ("/reader/extract/words-are-found-whatever-their-capitals-and-spaces",
                   test_words_are_found_whatever_their_capitals_and_spaces);
  g_test_add_func ("/reader/extract/hostile-text-takes-linear-time", test_hostile_text_takes_linear_time);
  g_test_add_func ("/reader/extract/every-beginning-is-harmless", test_every_beginning_is_harmless);

  return g_test_run ();
}
