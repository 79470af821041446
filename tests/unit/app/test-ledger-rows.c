/* test-ledger-rows.c: what a spreadsheet gets of strangers' words is never a formula. */
#include <string.h>

#include "app/askg-ledger-rows.h"

static void
test_no_field_is_a_formula_or_breaks_the_table (void)
{
  static const struct { const char *text, *field; } cases[] = {
    { "api.example", "\"api.example\"" },
    { "", "\"\"" },
    { "=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"" },
    { "+1", "\"'+1\"" }, { "-1", "\"'-1\"" }, { "@SUM(A1)", "\"'@SUM(A1)\"" }, { "  =1", "\"'  =1\"" },
    { "|cmd", "\"'|cmd\"" },
    { "a,b;c", "\"a,b;c\"" }, { "say \"no\"", "\"say \"\"no\"\"\"" },
  };
  static const char *const breaks[] = { "\t=1", "\r=1", "\n=1", "a\nb", "a\r\nb", "\033[2J" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *field = askg_ledger_csv_quote (cases[i].text);

      g_assert_cmpstr (field, ==, cases[i].field);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (breaks); i++)
    {
      g_autofree char *field = askg_ledger_csv_quote (breaks[i]);

      g_assert_null (strpbrk (field, "\r\n\t\033"));
      g_assert_true (field[1] != '=');
    }
}

static void
test_a_row_has_a_field_for_every_column (void)
{
  g_autofree char *head = askg_ledger_csv_head ();
  g_autoptr(json_t) row = json_pack ("{s:i, s:s, s:b, s:[s,s], s:n}", "id", 7, "host", "=x", "this_machine", FALSE, "kinds",
                                     "text", "picture", "window");
  g_autofree char *line = askg_ledger_csv_row (row);
  g_auto(GStrv) names = g_strsplit (head, ",", -1);
  g_auto(GStrv) fields = g_strsplit (line, ",", -1);

  g_assert_cmpuint (g_strv_length (names), ==, g_strv_length (fields));
  g_assert_cmpstr (fields[0], ==, "7");
  g_assert_cmpstr (fields[2], ==, "\"'=x\"");
  g_assert_cmpstr (fields[3], ==, "false");
  g_assert_cmpstr (fields[7], ==, "\"text picture\"");
  g_assert_true (g_str_has_suffix (line, "\r\n"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add_func ("/app/ledger/" name, func)
  ADD ("no-field-is-a-formula-or-breaks-the-table", test_no_field_is_a_formula_or_breaks_the_table);
  ADD ("a-row-has-a-field-for-every-column", test_a_row_has_a_field_for_every_column);
#undef ADD

  return g_test_run ();
}
