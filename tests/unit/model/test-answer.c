/* test-answer.c: an answer grows, ends once, and stays ended. */
#include "engine/base/askg-error.h"
#include "engine/model/askg-answer.h"

static void
count (AskgAnswer *answer, guint *n)
{
  (*n)++;
}

static void
test_text_after_stop_is_dropped (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  guint n_asked_to_stop = 0;

  g_signal_connect (answer, "stop-requested", G_CALLBACK (count), &n_asked_to_stop);
  askg_answer_append (answer, "one");
  askg_answer_stop (answer);
  askg_answer_append (answer, " two");
  askg_answer_stop (answer);
  askg_answer_finish (answer, NULL);

  g_assert_cmpstr (askg_answer_get_text (answer), ==, "one");
  g_assert_cmpint (askg_answer_get_state (answer), ==, ASKG_ANSWER_STOPPED);
  g_assert_cmpuint (n_asked_to_stop, ==, 1);
  g_assert_cmpint (askg_answer_get_duration_us (answer), >=, askg_answer_get_first_text_us (answer));
}

static void
test_failure_keeps_what_was_written_and_why (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  g_autoptr(GError) error = g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NO_TEXT, "No text.");

  askg_answer_append (answer, "half");
  askg_answer_finish (answer, error);

  g_assert_cmpint (askg_answer_get_state (answer), ==, ASKG_ANSWER_FAILED);
  g_assert_cmpstr (askg_answer_get_text (answer), ==, "half");
  g_assert_error (askg_answer_get_error (answer), ASKG_ERROR, ASKG_ERROR_NO_TEXT);
  g_assert_cmpstr (askg_error_get_id (askg_answer_get_error (answer)), ==, "no-text");
}

static void
test_an_answer_without_a_word_has_failed (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");

  askg_answer_finish (answer, NULL);

  g_assert_cmpint (askg_answer_get_state (answer), ==, ASKG_ANSWER_FAILED);
  g_assert_error (askg_answer_get_error (answer), ASKG_ERROR, ASKG_ERROR_EMPTY_ANSWER);
}

static void
test_pointers_are_numbered_in_order (void)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  const AskgPointer *second;

  askg_answer_point (answer, 0, &(AskgRect) { 1, 2, 3, 4 }, "first");
  askg_answer_point (answer, 1, &(AskgRect) { 5, 6, 7, 8 }, "second");
  second = g_ptr_array_index (askg_answer_get_pointers (answer), 1);

  g_assert_cmpuint (second->number, ==, 2);
  g_assert_cmpuint (second->attachment, ==, 1);
  g_assert_cmpstr (second->label, ==, "second");
  g_assert_cmpint (second->box.width, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/answer/text-after-stop-is-dropped", test_text_after_stop_is_dropped);
  g_test_add_func ("/engine/answer/failure-keeps-what-was-written-and-why", test_failure_keeps_what_was_written_and_why);
  g_test_add_func ("/engine/answer/an-answer-without-a-word-has-failed", test_an_answer_without_a_word_has_failed);
  g_test_add_func ("/engine/answer/pointers-are-numbered-in-order", test_pointers_are_numbered_in_order);

  return g_test_run ();
}
