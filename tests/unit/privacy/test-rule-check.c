/* test-rule-check.c: a rule that would do nothing is told while it is typed. */
#include <string.h>

#include "engine/privacy/askg-rule-check.h"

static void
test_a_rule_that_does_nothing_is_told (void)
{
  static const struct { const char *rule; AskgRuleFault covering, allowing; } rows[] = {
    { "", ASKG_RULE_INDEFINITE, ASKG_RULE_INDEFINITE },
    { "***", ASKG_RULE_INDEFINITE, ASKG_RULE_INDEFINITE },
    { "?*", ASKG_RULE_INDEFINITE, ASKG_RULE_INDEFINITE },
    { "\\*", ASKG_RULE_FINE, ASKG_RULE_FINE },
    { "ACME-???" "?-*", ASKG_RULE_FINE, ASKG_RULE_FINE },
    { "password_prose:hunter*", ASKG_RULE_FINE, ASKG_RULE_FINE },
    { "password_prose:", ASKG_RULE_INDEFINITE, ASKG_RULE_INDEFINITE },
    { "email_address", ASKG_RULE_IS_CATEGORY, ASKG_RULE_FINE },
    { "private_key", ASKG_RULE_IS_CATEGORY, ASKG_RULE_CRITICAL },
    { "항구", ASKG_RULE_FINE, ASKG_RULE_FINE },
  };
  g_autofree char *longest = g_strnfill (256, 'a');
  g_autofree char *too_long = g_strnfill (257, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (askg_rule_check (rows[i].rule, FALSE), ==, rows[i].covering);
      g_assert_cmpint (askg_rule_check (rows[i].rule, TRUE), ==, rows[i].allowing);
    }
  g_assert_cmpint (askg_rule_check (longest, FALSE), ==, ASKG_RULE_FINE);
  g_assert_cmpint (askg_rule_check (too_long, FALSE), ==, ASKG_RULE_TOO_LONG);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/privacy/rule-check/a-rule-that-does-nothing-is-told", test_a_rule_that_does_nothing_is_told);

  return g_test_run ();
}
