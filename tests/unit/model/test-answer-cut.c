/* test-answer-cut.c: an answer that was talked over holds what was heard of it, and says so. */
#include "engine/model/askg-answer-cut.h"

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_what_was_not_heard_was_not_said (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("loud", "Loud");
  guint n_rethought = 0, n_stops = 0;

  g_signal_connect_swapped (answer, "rethought", G_CALLBACK (count_cb), &n_rethought);
  g_signal_connect_swapped (answer, "stop-requested", G_CALLBACK (count_cb), &n_stops);
  askg_answer_append (answer, "The compiler has not seen it.");
  askg_answer_cut (answer, 12, 0);
  g_assert_cmpstr (askg_answer_get_text (answer), ==, "The compiler");
  g_assert_cmpint (askg_answer_get_state (answer), ==, ASKG_ANSWER_STOPPED);
  g_assert_cmpint (askg_answer_get_parts (answer)->finish, ==, ASKG_FINISH_INTERRUPTED);
  g_assert_cmpuint (n_rethought, ==, 1);
  g_assert_cmpuint (n_stops, ==, 1);
  askg_answer_append (answer, " and this comes late");
  g_assert_cmpstr (askg_answer_get_text (answer), ==, "The compiler");
}

/* It was written to its end long before it was spoken. */
static void
test_a_whole_answer_is_cut_all_the_same (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("loud", "Loud");
  g_autoptr(GBytes) samples = g_bytes_new_static ("abcdefgh", 8);
  guint n_stops = 0;

  g_signal_connect_swapped (answer, "stop-requested", G_CALLBACK (count_cb), &n_stops);
  askg_answer_append (answer, "All of it.");
  askg_answer_give_sound (answer, 24000, samples);
  askg_answer_finish (answer, NULL);
  askg_answer_cut (answer, 3, 4);
  g_assert_cmpstr (askg_answer_get_text (answer), ==, "All");
  g_assert_cmpuint (askg_answer_get_parts (answer)->sound->len, ==, 4);
  g_assert_cmpint (askg_answer_get_state (answer), ==, ASKG_ANSWER_STOPPED);
  g_assert_cmpuint (n_stops, ==, 0);
}

static void
test_one_that_failed_stays_so (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("loud", "Loud");
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "no");

  askg_answer_append (answer, "Half");
  askg_answer_finish (answer, error);
  askg_answer_cut (answer, 0, 0);
  g_assert_cmpstr (askg_answer_get_text (answer), ==, "Half");
  g_assert_cmpint (askg_answer_get_state (answer), ==, ASKG_ANSWER_FAILED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/answer-cut/what-was-not-heard-was-not-said", test_what_was_not_heard_was_not_said);
  g_test_add_func ("/answer-cut/a-whole-answer-is-cut-all-the-same", test_a_whole_answer_is_cut_all_the_same);
  g_test_add_func ("/answer-cut/one-that-failed-stays-so", test_one_that_failed_stays_so);

  return g_test_run ();
}
