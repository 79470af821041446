/* test-reader-table.c: what looks like a table becomes one; prose does not. */
#include "engine/provider/askg-reader-table.h"

#include <locale.h>
#include <string.h>

#define LETTER_PX 9

/* A picture of @text in a font of equal widths: words where a person sees them. */
static AskgPageText *
draw (const char *text)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (int y = 0; lines[y] != NULL; y++)
    {
      for (char *p = lines[y]; *p != '\0'; )
        {
          const gsize n_spaces = strspn (p, " ");
          const gsize n = strcspn (p + n_spaces, " ");
          g_autofree char *word = g_strndup (p + n_spaces, n);
          const AskgRect box = { (int) (p + n_spaces - lines[y]) * LETTER_PX + 40, y * 20, (int) n * LETTER_PX - 1, 16 };

          if (n > 0)
            askg_page_text_builder_add_word (builder, word, &box, 90);
          p += n_spaces + n;
        }
      askg_page_text_builder_end_line (builder, 0, 0);
    }

  return askg_page_text_builder_finish (builder);
}

static const struct
{
  const char *what;
  const char *text;
  const char *tsv; /* NULL: no table */
} rows[] = {
  { "words-apart",
    "Name     Size   Date\n"
    "a.txt    12 kB  Monday\n"
    "b c.txt  3 kB   Friday\n",
    "Name\tSize\tDate\na.txt\t12 kB\tMonday\nb c.txt\t3 kB\tFriday\n" },
  { "numbers-at-the-right",
    "Item          Price\n"
    "Coffee         4.50\n"
    "Cake and tea  12.00\n"
    "Sum           16.50\n",
    "Item\tPrice\nCoffee\t4.50\nCake and tea\t12.00\nSum\t16.50\n" },
  { "heading-and-footer-are-not-in-it",
    "Quarterly report of the sales department for you\n"
    "Region   Q1   Q2\n"
    "North    10   20\n"
    "South    11   21\n"
    "All numbers in thousands of the local currency.\n",
    "Region\tQ1\tQ2\nNorth\t10\t20\nSouth\t11\t21\n" },
  { "empty-cell",
    "Key    Value   Note\n"
    "one    1       good\n"
    "two            bad\n"
    "three  3       fine\n",
    "Key\tValue\tNote\none\t1\tgood\ntwo\t\tbad\nthree\t3\tfine\n" },
  { "heading-with-a-gap",
    "Invoice 2026-0117                        Date: 2026-11-03\n"
    "Item                Qty     Price     Total\n"
    "USB-C cable           2      9.90     19.80\n"
    "Keyboard              1     79.00     79.00\n"
    "Total                                 98.80\n"
    "Pay to: billing@example.com by 2026-12-01, see https://pay.example/0117.\n",
    "Item\tQty\tPrice\tTotal\nUSB-C cable\t2\t9.90\t19.80\nKeyboard\t1\t79.00\t79.00\nTotal\t\t\t98.80\n" },
  { "one-space-between-columns",
    "-rw-r--r-- 1 dev dev  4096 12:00 main.c\n"
    "-rw-r--r-- 1 dev dev   812 09:14 Makefile\n"
    "drwxr-xr-x 2 dev dev  4096 18:22 src\n"
    "-rwxr-xr-x 1 dev dev 16104 12:01 harbor\n",
    "-rw-r--r--\t1\tdev\tdev\t4096\t12:00\tmain.c\n-rw-r--r--\t1\tdev\tdev\t812\t09:14\tMakefile\n"
    "drwxr-xr-x\t2\tdev\tdev\t4096\t18:22\tsrc\n-rwxr-xr-x\t1\tdev\tdev\t16104\t12:01\tharbor\n" },
  { "prose",
    "This is a sentence that goes on for some time and\n"
    "then it ends. Nobody would take it for a table, as\n"
    "there is no column in it at all; the spaces stand\n"
    "wherever the words happen to end on each line.\n",
    NULL },
  { "one-word", "Hello", NULL },
  { "nothing", "", NULL },
};

static void
test_columns_are_found_in_a_picture (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(AskgPageText) page = draw (rows[i].text);
      g_autoptr(AskgTable) table = askg_table_find_in_page (page);
      g_autofree char *tsv = table != NULL ? askg_table_to_tsv (table) : NULL;

      g_test_message ("%s", rows[i].what);
      g_assert_cmpstr (tsv, ==, rows[i].tsv);
    }
}

static void
test_columns_are_found_in_a_text (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(AskgTable) table = askg_table_find_in_text (rows[i].text);
      g_autofree char *tsv = table != NULL ? askg_table_to_tsv (table) : NULL;

      g_test_message ("%s", rows[i].what);
      g_assert_cmpstr (tsv, ==, rows[i].tsv);
    }
}

static void
test_dividers_are_understood (void)
{
  static const struct
  {
    const char *text;
    const char *tsv;
  } divided[] = {
    { "a\tb\n1\t2\n", "a\tb\n1\t2\n" },
    { "| a | b |\n|---|---|\n| 1 | 2 |\n", "a\tb\n1\t2\n" },
    { "+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n+---+---+\n", "a\tb\n1\t2\n" },
    { "id,name,age\n1,Kim,30\n2,Lee,41\n", "id\tname\tage\n1\tKim\t30\n2\tLee\t41\n" },
    { "Well, no, this\nis just prose, with, commas, in\nit, you, see, all", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (divided); i++)
    {
      g_autoptr(AskgTable) table = askg_table_find_in_text (divided[i].text);
      g_autofree char *tsv = table != NULL ? askg_table_to_tsv (table) : NULL;

      g_assert_cmpstr (tsv, ==, divided[i].tsv);
    }
}

static void
test_markdown_has_a_heading_and_no_markup_from_cells (void)
{
  g_autoptr(AskgTable) table = askg_table_find_in_text ("*x*\t[a](b)\n1\t2 | 3\n");
  g_autofree char *markdown = askg_table_to_markdown (table);

  g_assert_cmpstr (markdown, ==, "| \\*x\\* | \\[a\\](b) |\n| --- | --- |\n| 1 | 2 \\| 3 |");
}

static void
test_a_long_table_takes_less_than_a_second (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const gint64 start_us = g_get_monotonic_time ();
  g_autoptr(AskgTable) table = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (text, "row %-6u %10u   %s\n", i, i * 17, i % 3 ? "yes" : "perhaps not");
  table = askg_table_find_in_text (text->str);
  g_assert_cmpuint (askg_table_get_n_rows (table), ==, 2000);
  g_test_message ("%.0f ms", (g_get_monotonic_time () - start_us) / 1000.0);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 5 * G_USEC_PER_SEC);
}

static void
test_every_beginning_is_harmless (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize n = 0; n <= strlen (rows[i].text); n++)
      {
        g_autofree char *cut = g_strndup (rows[i].text, n);
        g_autoptr(AskgPageText) page = draw (cut);
        g_autoptr(AskgTable) in_page = askg_table_find_in_page (page);
        g_autoptr(AskgTable) in_text = askg_table_find_in_text (cut);

        g_assert_true (in_page == NULL || askg_table_get_n_columns (in_page) > 1);
        g_assert_true (in_text == NULL || askg_table_get_n_rows (in_text) > 1);
      }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/table/columns-are-found-in-a-picture", test_columns_are_found_in_a_picture);
  g_test_add_func ("/reader/table/columns-are-found-in-a-text", test_columns_are_found_in_a_text);
  g_test_add_func ("/reader/table/dividers-are-understood", test_dividers_are_understood);
  g_test_add_func ("/reader/table/markdown-has-a-heading-and-no-markup-from-cells",
                   test_markdown_has_a_heading_and_no_markup_from_cells);
  g_test_add_func ("/reader/table/a-long-table-takes-less-than-a-second", test_a_long_table_takes_less_than_a_second);
  g_test_add_func ("/reader/table/every-beginning-is-harmless", test_every_beginning_is_harmless);

  return g_test_run ();
}
