/* test-reader-cancel.c: stopped at any moment, an answer ends once and the work ends with it; what fails says why. */
#include "tests/unit/provider/reader-rig.h"

#include <locale.h>
#include <string.h>

#define LOG "main.c:1:2: error: implicit declaration of function 'f'\nmore\nand more"

typedef enum
{
  BY_CANCELLABLE,
  BY_STOP,
} Way;

static void
stop (Rig          *rig,
      GCancellable *cancellable,
      Way           way)
{
  if (way == BY_CANCELLABLE)
    g_cancellable_cancel (cancellable);
  else
    askg_answer_stop (rig->answer);
}

/* After the end nothing more is written, and nobody reads on. */
static void
assert_stopped (Rig *rig)
{
  g_autofree char *text = NULL;

  rig_wait (rig);
  text = g_strdup (askg_answer_get_text (rig->answer));
  rig_settle (60);
  while (fake_recogniser_n_running (rig->recogniser) > 0)
    rig_settle (10);
  g_assert_cmpint (askg_answer_get_state (rig->answer), ==, ASKG_ANSWER_STOPPED);
  g_assert_cmpuint (rig->n_ends, ==, 1);
  g_assert_cmpstr (askg_answer_get_text (rig->answer), ==, text);
  rig_wait_for_end_of (g_steal_pointer (&rig->answer));
}

static void
test_stopped_before_it_began (void)
{
  for (Way way = BY_CANCELLABLE; way <= BY_STOP; way++)
    {
      g_autoptr(Rig) rig = rig_new (NULL);
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(AskgQuestion) question = rig_question ("explain", rig_picture (), NULL);

      rig_begin (rig, question, cancellable);
      stop (rig, cancellable, way);
      assert_stopped (rig);
      g_assert_cmpuint (fake_recogniser_n_reads (rig->recogniser), ==, 0);
    }
}

static void
test_cancelled_before_it_was_asked (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(AskgQuestion) question = rig_question ("explain", rig_picture (), NULL);

  g_cancellable_cancel (cancellable);
  rig_begin (rig, question, cancellable);
  assert_stopped (rig);
  g_assert_cmpuint (fake_recogniser_n_reads (rig->recogniser), ==, 0);
}

static void
test_stopped_while_reading (void)
{
  for (Way way = BY_CANCELLABLE; way <= BY_STOP; way++)
    {
      g_autoptr(Rig) rig = rig_new (NULL);
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(AskgQuestion) question = rig_question ("explain", rig_picture (), rig_picture (), NULL);
      fake_recogniser_will_say (rig->recogniser, LOG, 400);
      rig_begin (rig, question, cancellable);
      rig_settle (20);
      g_assert_cmpint (askg_answer_get_stage (rig->answer), ==, ASKG_STAGE_READING);
      g_assert_cmpuint (fake_recogniser_n_running (rig->recogniser), ==, 2);
      stop (rig, cancellable, way);
      rig_wait (rig);
      g_assert_cmpuint (fake_recogniser_n_running (rig->recogniser), ==, 2); /* does not wait for the reading to end */
      assert_stopped (rig);

      /* Whoever asks next can begin anew. */
      for (guint i = 0; i < 2; i++)
        {
          while (askg_attachment_get_reading (askg_question_get_attachment (question, i)) == ASKG_READING_BUSY)
            rig_settle (1);
          g_assert_cmpint (askg_attachment_get_reading (askg_question_get_attachment (question, i)), ==, ASKG_READING_NONE);
        }
      rig_ask (rig, question);
      g_assert_cmpint (askg_answer_get_state (rig->answer), ==, ASKG_ANSWER_DONE);
    }
}

static void
test_stopped_while_another_reads (void)
{
  for (Way way = BY_CANCELLABLE; way <= BY_STOP; way++)
    {
      g_autoptr(Rig) rig = rig_new (NULL);
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      AskgAttachment *picture = rig_picture ();
      g_autoptr(AskgQuestion) question = rig_question ("explain", picture, NULL);
      g_autoptr(AskgPageText) page = rig_draw (LOG);

      askg_attachment_set_reading (picture, ASKG_READING_BUSY, NULL, NULL);
      rig_begin (rig, question, cancellable);
      rig_settle (20);
      stop (rig, cancellable, way);
      assert_stopped (rig);
      askg_attachment_set_reading (picture, ASKG_READING_DONE, page, NULL); /* heard by nobody */
      g_assert_cmpuint (fake_recogniser_n_reads (rig->recogniser), ==, 0);
    }
}

static void
stop_at_stage_cb (AskgAnswer *answer, GParamSpec *pspec, gpointer stage)
{
  if (askg_answer_get_stage (answer) == (AskgStage) GPOINTER_TO_INT (stage))
    askg_answer_stop (answer);
}

static void
cancel_at_delta_cb (AskgAnswer *answer, const char *delta, GCancellable *cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_stopped_from_within_every_stage (void)
{
  for (AskgStage stage = ASKG_STAGE_READING; stage <= ASKG_STAGE_WRITING; stage++)
    {
      g_autoptr(Rig) rig = rig_new (NULL);
      g_autoptr(AskgQuestion) question = rig_question ("explain", rig_picture (), NULL);

      fake_recogniser_will_say (rig->recogniser, LOG, 1);
      rig_begin (rig, question, NULL);
      g_signal_connect (rig->answer, "notify::stage", G_CALLBACK (stop_at_stage_cb), GINT_TO_POINTER (stage));
      assert_stopped (rig);
    }
}

static void
test_cancelled_while_writing (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(AskgQuestion) question = rig_question ("explain", rig_text (LOG), NULL);

  rig_begin (rig, question, cancellable);
  g_signal_connect (rig->answer, "appended", G_CALLBACK (cancel_at_delta_cb), cancellable);
  rig_wait (rig);
  g_assert_cmpuint (askg_answer_get_length (rig->answer), >, 0);
  g_assert_cmpuint (askg_answer_get_length (rig->answer), <, 200);
  assert_stopped (rig);
}

/* Whatever the main loop has just done, stopping there is clean. */
static void
test_stopped_after_every_turn_of_the_main_loop (void)
{
  gboolean is_done = FALSE;
  guint n_turns;

  for (n_turns = 0; !is_done; n_turns++)
    {
      g_autoptr(Rig) rig = rig_new (NULL);
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(AskgQuestion) question = rig_question ("explain", rig_picture (), NULL);

      fake_recogniser_will_say (rig->recogniser, LOG, 1);
      rig_begin (rig, question, cancellable);
      for (guint i = 0; i < n_turns && !askg_answer_is_over (rig->answer); i++)
        g_main_context_iteration (NULL, TRUE);
      is_done = askg_answer_is_over (rig->answer);
      stop (rig, cancellable, n_turns % 2 == 0 ? BY_CANCELLABLE : BY_STOP);
      rig_wait (rig);
    }
  g_assert_cmpuint (n_turns, >, 6);
  g_test_message ("%u places to stop at", n_turns);
}

static void
test_a_failed_reading_is_passed_on_in_its_own_words (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  AskgAttachment *picture = rig_picture ();
  g_autoptr(AskgQuestion) question = rig_question ("explain", picture, NULL);

  fake_recogniser_will_fail (rig->recogniser, ASKG_ERROR_OCR_UNAVAILABLE, "The reading data is missing. Install it.", 1);
  rig_ask (rig, question);
  g_assert_error (askg_answer_get_error (rig->answer), ASKG_ERROR, ASKG_ERROR_OCR_UNAVAILABLE);
  g_assert_cmpstr (askg_answer_get_error (rig->answer)->message, ==, "The reading data is missing. Install it.");
  g_assert_cmpint (askg_attachment_get_reading (picture), ==, ASKG_READING_FAILED);

  /* Asked again it is tried again. */
  fake_recogniser_will_say (rig->recogniser, LOG, 1);
  rig_ask (rig, question);
  g_assert_cmpint (askg_answer_get_state (rig->answer), ==, ASKG_ANSWER_DONE);
  g_assert_cmpuint (fake_recogniser_n_reads (rig->recogniser), ==, 2);
}

static void
test_what_can_be_read_is_told_with_what_could_not (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(AskgQuestion) question = rig_question ("read this", rig_text ("here"), rig_picture (), NULL);

  fake_recogniser_will_fail (rig->recogniser, ASKG_ERROR_TIMED_OUT, "It took too long.", 1);
  rig_ask (rig, question);
  g_assert_cmpint (askg_answer_get_state (rig->answer), ==, ASKG_ANSWER_DONE);
  g_assert_cmpstr (askg_answer_get_text (rig->answer), ==,
                   "```text\nhere\n```\n\nPicture 2 could not be read: It took too long.");
}

/* The program begins to read when the region is let go; the question comes while it reads. */
static void
test_a_reading_under_way_is_waited_for (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  AskgAttachment *picture = rig_picture ();
  g_autoptr(AskgQuestion) question = rig_question ("explain", picture, NULL);
  g_autoptr(AskgPageText) page = rig_draw (LOG);

  askg_attachment_set_reading (picture, ASKG_READING_BUSY, NULL, NULL);
  rig_begin (rig, question, NULL);
  rig_settle (20);
  g_assert_cmpint (askg_answer_get_stage (rig->answer), ==, ASKG_STAGE_READING);
  askg_attachment_set_reading (picture, ASKG_READING_BUSY, page, NULL); /* lines so far */
  rig_settle (5);
  g_assert_cmpint (askg_answer_get_stage (rig->answer), ==, ASKG_STAGE_READING);
  askg_attachment_set_reading (picture, ASKG_READING_DONE, page, NULL);
  rig_wait (rig);
  g_assert_cmpint (askg_answer_get_state (rig->answer), ==, ASKG_ANSWER_DONE);
  g_assert_cmpuint (fake_recogniser_n_reads (rig->recogniser), ==, 0);
}

static void
test_a_reading_that_another_gave_up_is_taken_over (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  AskgAttachment *picture = rig_picture ();
  g_autoptr(AskgQuestion) question = rig_question ("explain", picture, NULL);

  fake_recogniser_will_say (rig->recogniser, LOG, 1);
  askg_attachment_set_reading (picture, ASKG_READING_BUSY, NULL, NULL);
  rig_begin (rig, question, NULL);
  rig_settle (10);
  askg_attachment_set_reading (picture, ASKG_READING_NONE, NULL, NULL);
  rig_wait (rig);
  g_assert_cmpint (askg_answer_get_state (rig->answer), ==, ASKG_ANSWER_DONE);
  g_assert_cmpuint (fake_recogniser_n_reads (rig->recogniser), ==, 1);
}

static void
test_the_reader_may_be_dropped_while_it_answers (void)
{
  g_autoptr(Rig) rig = rig_new (NULL);
  g_autoptr(AskgQuestion) question = rig_question ("explain", rig_picture (), NULL);

  fake_recogniser_will_say (rig->recogniser, LOG, 5);
  rig_begin (rig, question, NULL);
  g_clear_object (&rig->reader);
  rig_wait (rig);
  g_assert_cmpint (askg_answer_get_state (rig->answer), ==, ASKG_ANSWER_DONE);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/stopped/before-it-began", test_stopped_before_it_began);
  g_test_add_func ("/reader/stopped/before-it-was-asked", test_cancelled_before_it_was_asked);
  g_test_add_func ("/reader/stopped/while-reading", test_stopped_while_reading);
  g_test_add_func ("/reader/stopped/while-another-reads", test_stopped_while_another_reads);
  g_test_add_func ("/reader/stopped/from-within-every-stage", test_stopped_from_within_every_stage);
  g_test_add_func ("/reader/stopped/while-writing", test_cancelled_while_writing);
  g_test_add_func ("/reader/stopped/after-every-turn-of-the-main-loop", test_stopped_after_every_turn_of_the_main_loop);
  g_test_add_func ("/reader/failed/a-failed-reading-is-passed-on-in-its-own-words",
                   test_a_failed_reading_is_passed_on_in_its_own_words);
  g_test_add_func ("/reader/failed/what-can-be-read-is-told-with-what-could-not",
                   test_what_can_be_read_is_told_with_what_could_not);
  g_test_add_func ("/reader/reading/one-under-way-is-waited-for", test_a_reading_under_way_is_waited_for);
  g_test_add_func ("/reader/reading/one-that-another-gave-up-is-taken-over", test_a_reading_that_another_gave_up_is_taken_over);
  g_test_add_func ("/reader/reading/the-reader-may-be-dropped-while-it-answers",
                   test_the_reader_may_be_dropped_while_it_answers);

  return g_test_run ();
}
