/* test-fold-plan.c: turns are folded when they no longer fit, then many at once, and never for nothing. */
#include "engine/provider/askg-estimate.h"
#include "engine/provider/askg-fold-plan.h"

#define ROOM 4000.0 /* half of it, without the summary: 1300 */

static void
assert_plan (const double *turns, guint n_turns, guint n_folded, double room, guint expected)
{
  g_assert_cmpuint (askg_fold_plan (turns, n_turns, n_folded, n_folded > 0 ? 300 : 0, room), ==, expected);
}

static void
test_what_fits_stays_whole (void)
{
  const double turns[] = { 1000, 1000, 1000, 1000 };
  const double summed_up[] = { 0, 0, 1850, 1850 };

  assert_plan (NULL, 0, 0, ROOM, 0);
  assert_plan (turns, 4, 0, ROOM, 0);
  assert_plan (turns, 4, 0, ROOM - 0.5, 3);
  assert_plan (summed_up, 4, 2, ROOM, 2);
  assert_plan (summed_up, 4, 2, ROOM - 0.5, 3);
}

static void
test_half_of_the_room_is_free_afterwards (void)
{
  const double turns[] = { 500, 500, 500, 500, 500, 500, 500, 500, 500 };

  /* The last two of them take 1000 of 1300. */
  assert_plan (turns, 9, 0, ROOM, 7);
  assert_plan (turns, 9, 5, ROOM / 2, 9 - 1);
}

/* A conversation goes on: each step folds many, so that steps are few. */
static void
test_steps_are_few (void)
{
  double turns[200];
  guint n_folded = 0, n_steps = 0;

  for (guint i = 0; i < G_N_ELEMENTS (turns); i++)
    turns[i] = 100;
  for (guint n = 0; n <= G_N_ELEMENTS (turns); n++)
    {
      const guint next = askg_fold_plan (turns, n, n_folded, n_folded > 0 ? ASKG_FOLD_SUMMARY_TOKENS : 0, ROOM);
      double sum = n_folded > 0 ? ASKG_FOLD_SUMMARY_TOKENS : 0;

      g_assert_cmpuint (next, >=, n_folded);
      n_steps += next != n_folded;
      n_folded = next;
      sum = n_folded > 0 ? ASKG_FOLD_SUMMARY_TOKENS : 0;
      for (guint i = n_folded; i < n; i++)
        sum += turns[i];
      g_assert_cmpfloat (sum, <=, ROOM);
    }
  g_assert_cmpuint (n_steps, >=, 5);
  g_assert_cmpuint (n_steps, <=, 10);
}

static void
test_one_giant_turn (void)
{
  const double last[] = { 100, 100, 3200 };
  const double too_large[] = { 100, 100, 9000 };
  const double first[] = { 9000, 100, 100 };
  const double alone[] = { 9000 };

  /* People still speak of the last one: it stays whole while it fits. */
  assert_plan (last, 3, 0, 3300, 3);
  assert_plan ((const double[]) { 900, 900, 3200 }, 3, 0, ROOM, 2);
  assert_plan (too_large, 3, 0, ROOM, 3);
  assert_plan (first, 3, 0, ROOM, 1);
  assert_plan (alone, 1, 0, ROOM, 1);
}

/* The question alone is too long: what can be done is done, and ends. */
static void
test_no_room_at_all (void)
{
  const double turns[] = { 10, 10, 10 };

  assert_plan (turns, 3, 0, -500, 3);
  assert_plan (turns, 3, 3, -500, 3);
  assert_plan (turns, 3, 2, 0, 3);
}

static void
test_room_leaves_space_for_the_answer (void)
{
  g_assert_cmpfloat_with_epsilon (askg_fold_plan_room (8192, 0, 0), 8192 * 0.9 - 2048, 0.1);
  g_assert_cmpfloat_with_epsilon (askg_fold_plan_room (8192, 500, 100), 8192 * 0.9 - 600, 0.1);
  /* Never more than a quarter, or a small engine had no room for anything else. */
  g_assert_cmpfloat_with_epsilon (askg_fold_plan_room (2048, 4096, 0), 2048 * 0.65, 0.1);
  g_assert_cmpfloat (askg_fold_plan_room (2048, 0, 2048), <, 0);
}

/* As many characters are more tokens in Korean: such a conversation is folded sooner. */
static void
test_korean_weighs_more (void)
{
  AskgEstimate korean = { 0 }, english = { 0 };

  askg_estimate_add_message (&korean, "서버가 시작되지 않는 이유를 알려 주세요 그리고 고치는 방법도");
  askg_estimate_add_message (&english, "tell me why the server does not ok");
  g_assert_cmpfloat (askg_estimate_get_sum (&korean), >, 1.7 * askg_estimate_get_sum (&english));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold-plan/what-fits-stays-whole", test_what_fits_stays_whole);
  g_test_add_func ("/fold-plan/half-of-the-room-is-free-afterwards", test_half_of_the_room_is_free_afterwards);
  g_test_add_func ("/fold-plan/steps-are-few", test_steps_are_few);
  g_test_add_func ("/fold-plan/one-giant-turn", test_one_giant_turn);
  g_test_add_func ("/fold-plan/no-room-at-all", test_no_room_at_all);
  g_test_add_func ("/fold-plan/room-leaves-space-for-the-answer", test_room_leaves_space_for_the_answer);
  g_test_add_func ("/fold-plan/korean-weighs-more", test_korean_weighs_more);

  return g_test_run ();
}
