/* test-usage.c: what an answer took, counted twice or together. */
#include "engine/model/askg-usage.h"

#include <math.h>

static void
test_what_nobody_said_stays_unknown (void)
{
  AskgUsage usage, nothing;

  askg_usage_init (&usage);
  askg_usage_init (&nothing);
  g_assert_false (askg_usage_is_known (&usage));
  g_assert_cmpint (askg_usage_get_total (&usage), ==, -1);
  askg_usage_add (&usage, &nothing);
  askg_usage_update (&usage, &nothing);
  g_assert_false (askg_usage_is_known (&usage));
  g_assert_true (askg_usage_equal (&usage, &nothing));
  g_assert_true (isnan (usage.cost_usd));
}

static void
test_a_later_count_replaces_what_it_knows (void)
{
  AskgUsage usage, newer;

  askg_usage_init (&usage);
  askg_usage_init (&newer);
  usage.input = 100;
  usage.output = 1;
  newer.output = 46;
  newer.cost_usd = 0.002;
  askg_usage_update (&usage, &newer);
  g_assert_cmpint (usage.input, ==, 100);
  g_assert_cmpint (usage.output, ==, 46);
  g_assert_cmpint (askg_usage_get_total (&usage), ==, 146);
  g_assert_cmpfloat (usage.cost_usd, ==, 0.002);
}

static void
test_requests_add_up (void)
{
  AskgUsage sum, one;

  askg_usage_init (&sum);
  askg_usage_init (&one);
  one.input = 10;
  one.output = 5;
  one.cost_usd = 0.5;
  askg_usage_add (&sum, &one);
  one.total = 20;
  one.reasoning = 3;
  one.cost_usd = NAN;
  askg_usage_add (&sum, &one);
  g_assert_cmpint (sum.input, ==, 20);
  g_assert_cmpint (sum.total, ==, 35);
  g_assert_cmpint (sum.reasoning, ==, 3);
  g_assert_cmpint (sum.cached, ==, -1);
  g_assert_cmpfloat (sum.cost_usd, ==, 0.5);
}

static void
test_absurd_figures_do_no_harm (void)
{
  AskgUsage usage, absurd;

  askg_usage_init (&usage);
  usage.input = G_MAXINT64 - 1;
  usage.output = 5;
  g_assert_cmpint (askg_usage_get_total (&usage), ==, G_MAXINT64);
  absurd = usage;
  absurd.output = -7;
  absurd.cost_usd = -INFINITY;
  askg_usage_add (&usage, &absurd);
  g_assert_cmpint (usage.input, ==, G_MAXINT64);
  g_assert_cmpint (usage.output, ==, 5);
  g_assert_true (isnan (usage.cost_usd));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/usage/what-nobody-said-stays-unknown", test_what_nobody_said_stays_unknown);
  g_test_add_func ("/engine/usage/a-later-count-replaces-what-it-knows", test_a_later_count_replaces_what_it_knows);
  g_test_add_func ("/engine/usage/requests-add-up", test_requests_add_up);
  g_test_add_func ("/engine/usage/absurd-figures-do-no-harm", test_absurd_figures_do_no_harm);

  return g_test_run ();
}
