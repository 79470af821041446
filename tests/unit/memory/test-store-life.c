/* test-store-life.c: answers while they stream, ends that come too early, and what is erased. */
#include "engine/base/askg-error.h"
#include "tests/unit/memory/store-rig.h"

#include <string.h>

static AskgTurn *
begin (StoreRig *rig, AskgConversation *conversation, const char *words)
{
  g_autoptr(AskgQuestion) question = askg_question_new (words, NULL);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  AskgTurn *turn = askg_turn_new (question, answer);
  g_autoptr(GError) error = NULL;

  (void) store_rig_begin (rig, conversation, turn, &error);
  g_assert_no_error (error);

  return turn;
}

static gboolean
be_over (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
let_pass (guint ms)
{
  gboolean is_over = FALSE;

  g_timeout_add (ms, be_over, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

/* As a kill would: nothing is told to the store. */
static void
drop_store (StoreRig *rig)
{
  g_assert_finalize_object (g_steal_pointer (&rig->store));
  rig->store = askg_store_new (rig->folder);
}

static void
test_an_unfinished_answer_keeps_its_text (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  AskgAnswer *answer, *again;

  store_rig_reopen (rig);
  turn = begin (rig, conversation, "why");
  answer = askg_turn_get_answer (turn);
  askg_answer_append (answer, "Because 그래서 ");
  askg_store_checkpoint_turn (rig->store, turn);
  let_pass (100);
  askg_answer_append (answer, "of the linker.");
  askg_store_checkpoint_turn (rig->store, turn);
  let_pass (400);
  askg_answer_append (answer, " Unsaved.");
  g_clear_object (&turn);
  store_rig_close (rig, NULL);
  drop_store (rig);
  store_rig_reopen (rig);

  loaded = store_rig_load (rig, askg_conversation_get_id (conversation), NULL);
  again = askg_turn_get_answer (askg_conversation_get_turn (loaded, 0));
  g_assert_cmpint (askg_answer_get_state (again), ==, ASKG_ANSWER_INTERRUPTED);
  g_assert_cmpstr (askg_answer_get_text (again), ==, "Because 그래서 of the linker.");
  hits = store_rig_search (rig, "linker");
  g_assert_cmpuint (hits->len, ==, 1);
}

/* A kill gives nobody the time to close: the store is dropped with its answer streaming. */
static void
test_text_is_saved_while_it_streams (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(AskgConversation) while_streaming = NULL;
  AskgAnswer *answer;
  gsize n_saved;

  store_rig_reopen (rig);
  turn = begin (rig, conversation, "why");
  answer = askg_turn_get_answer (turn);
  for (guint i = 0; i < 120; i++)
    {
      askg_answer_append (answer, "word ");
      askg_store_checkpoint_turn (rig->store, turn);
      let_pass (5);
    }
  while_streaming = store_rig_load (rig, askg_conversation_get_id (conversation), NULL);
  n_saved = askg_answer_get_length (askg_turn_get_answer (askg_conversation_get_turn (while_streaming, 0)));
  g_assert_cmpuint (n_saved, >=, 50 * 5); /* all but the last quarter of a second */
  let_pass (300);
  askg_store_drop_turns_after (rig->store, conversation, 1); /* not this one */
  (void) store_rig_close (rig, NULL);

  /* Not for each word: at most four times a second. */
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM piece"), <=, 8);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM piece"), >=, 2);
  g_assert_cmpint (store_rig_count (rig, "SELECT sum (length (text)) FROM piece"), ==, 120 * 5);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM turn WHERE state = 'streaming'"), ==, 1);
}

static void
test_words_read_late_are_saved_with_the_text (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgFrame) frame = store_rig_frame (0x010203);
  g_autoptr(AskgAttachment) attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, NULL, NULL);
  g_autoptr(AskgQuestion) question = store_rig_question ("?", attachment);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) page = NULL;
  g_autoptr(GPtrArray) hits = NULL;

  askg_page_text_builder_add_word (builder, "latecomer", &(AskgRect) { 0, 0, 9, 9 }, 90);
  page = askg_page_text_builder_finish (builder);
  store_rig_reopen (rig);
  g_assert_true (store_rig_begin (rig, conversation, turn, NULL));
  askg_attachment_set_reading (attachment, ASKG_READING_BUSY, page, NULL);
  askg_attachment_set_reading (attachment, ASKG_READING_DONE, page, NULL);
  askg_store_checkpoint_turn (rig->store, turn);
  let_pass (300);
  hits = store_rig_search (rig, "latecomer");
  g_assert_cmpuint (hits->len, ==, 1);
}

static void
test_a_turn_dropped_in_mid_stream_stays_dropped (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(AskgTurn) instead = NULL;
  g_autoptr(GError) error = NULL;

  store_rig_reopen (rig);
  turn = begin (rig, conversation, "misspelt");
  askg_answer_append (askg_turn_get_answer (turn), "half");
  askg_answer_point (askg_turn_get_answer (turn), 0, &(AskgRect) { 0, 0, 1, 1 }, "x");
  askg_store_checkpoint_turn (rig->store, turn);
  askg_store_drop_turns_after (rig->store, conversation, 0);
  instead = store_rig_ask_words (rig, conversation, "spelt", "whole");
  askg_answer_stop (askg_turn_get_answer (turn));
  (void) store_rig_end (rig, turn, &error);
  g_assert_no_error (error);

  loaded = store_rig_load (rig, askg_conversation_get_id (conversation), NULL);
  g_assert_cmpuint (askg_conversation_get_n_turns (loaded), ==, 1);
  g_assert_cmpstr (askg_conversation_get_title (loaded), ==, "spelt");
}

static void
keep_result (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_two_first_questions_share_their_conversation (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgQuestion) question = askg_question_new ("one", NULL);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgTurn) first = askg_turn_new (question, answer);
  g_autoptr(AskgTurn) second = askg_turn_new (question, answer);
  g_autoptr(GAsyncResult) result_1 = NULL;
  g_autoptr(GAsyncResult) result_2 = NULL;
  g_autoptr(GPtrArray) list = NULL;

  store_rig_reopen (rig);
  askg_store_begin_turn_async (rig->store, conversation, first, NULL, keep_result, &result_1);
  askg_store_begin_turn_async (rig->store, conversation, second, NULL, keep_result, &result_2);
  wait_for (&result_2);
  wait_for (&result_1);
  g_assert_true (askg_store_begin_turn_finish (rig->store, result_1, NULL));
  g_assert_true (askg_store_begin_turn_finish (rig->store, result_2, NULL));
  list = store_rig_list (rig);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_cmpuint (((const AskgConversationSummary *) g_ptr_array_index (list, 0))->n_turns, ==, 2);
}

static void
test_what_is_cancelled_is_not_done (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgQuestion) question = askg_question_new ("one", NULL);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) begun = NULL;
  g_autoptr(GAsyncResult) searched = NULL;
  g_autoptr(AskgSearch) search = askg_search_new ("one", 5);
  g_autoptr(GAsyncResult) loaded = NULL;
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GError) error = NULL;

  store_rig_reopen (rig);
  g_cancellable_cancel (cancellable);
  askg_store_begin_turn_async (rig->store, conversation, turn, cancellable, keep_result, &begun);
  askg_store_search_async (rig->store, search, cancellable, keep_result, &searched);
  askg_store_load_async (rig->store, 1, cancellable, keep_result, &loaded);
  wait_for (&begun);
  wait_for (&searched);
  wait_for (&loaded);

  g_assert_false (askg_store_begin_turn_finish (rig->store, begun, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (askg_store_search_finish (rig->store, searched, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (askg_store_load_finish (rig->store, loaded, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (askg_conversation_get_id (conversation), ==, 0);
  list = store_rig_list (rig);
  g_assert_cmpuint (list->len, ==, 0);
}

/* Cancelled when it was done already: it is told as done, because it is. */
static void
test_cancelled_too_late_is_done (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgQuestion) question = askg_question_new ("one", NULL);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) begun = NULL;
  g_autoptr(GError) error = NULL;

  store_rig_reopen (rig);
  askg_store_begin_turn_async (rig->store, conversation, turn, cancellable, keep_result, &begun);
  g_usleep (100 * 1000); /* the main loop stands, the store's thread does not */
  g_cancellable_cancel (cancellable);
  wait_for (&begun);
  (void) askg_store_begin_turn_finish (rig->store, begun, &error);
  g_assert_no_error (error);
  g_assert_cmpint (askg_turn_get_id (turn), >, 0);
}

static gboolean
contains (GBytes *bytes, const char *word)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), word, strlen (word)) != NULL;
}

static gboolean
is_in_any_file (StoreRig *rig, const char *word)
{
  g_autoptr(GDir) dir = g_dir_open (rig->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (rig->folder, name, NULL);
      g_autoptr(GBytes) bytes = store_rig_read_file (path);

      if (contains (bytes, word))
        return TRUE;
    }

  return FALSE;
}

/* Whatever form it had on the disk, log and index included: after the deletion there is none of it. */
static void
test_what_is_deleted_is_on_no_page (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) kept = askg_conversation_new ();
  g_autoptr(AskgConversation) gone = askg_conversation_new ();
  g_autoptr(GBytes) before = NULL;
  g_autoptr(GBytes) after = NULL;

  store_rig_reopen (rig);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *words = g_strdup_printf ("canarium%u is secret", i);
      g_autoptr(AskgAttachment) attachment = askg_attachment_new_text (ASKG_ATTACHMENT_CLIPBOARD, "canarybird text", "canarytitle");
      g_autoptr(AskgQuestion) question = store_rig_question (words, attachment);
      g_autoptr(AskgTurn) turn = store_rig_ask (rig, gone, question, "canaryanswer is secret");
      g_autoptr(AskgTurn) other = store_rig_ask_words (rig, kept, "this stays", "and this");
    }
  (void) store_rig_close (rig, NULL);
  before = store_rig_read_file (rig->path);
  g_assert_true (is_in_any_file (rig, "canar"));
  store_rig_reopen (rig);
  g_assert_true (store_rig_delete (rig, askg_conversation_get_id (gone), NULL));
  (void) store_rig_close (rig, NULL);

  after = store_rig_read_file (rig->path);
  g_assert_false (is_in_any_file (rig, "canar"));
  g_assert_true (is_in_any_file (rig, "this stays"));
  g_assert_cmpuint (g_bytes_get_size (after), <, g_bytes_get_size (before));
  store_rig_reopen (rig);
}

/* Eleven seconds: run with -m slow. */
static void
test_the_undo_is_over_after_ten_seconds (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_test_slow ())
    {
      g_test_skip ("takes eleven seconds");
      return;
    }
  store_rig_reopen (rig);
  turn = store_rig_ask_words (rig, conversation, "canarium", "!");
  g_assert_true (store_rig_delete (rig, askg_conversation_get_id (conversation), NULL));
  let_pass (11500);
  g_assert_false (store_rig_undelete (rig, askg_conversation_get_id (conversation), &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
  g_assert_false (is_in_any_file (rig, "canarium")); /* while it is open: the log was emptied */
}

static void
test_a_store_that_is_not_open_says_so (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgQuestion) question = askg_question_new ("one", NULL);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (store_rig_begin (rig, conversation, turn, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE);
  g_clear_error (&error);
  loaded = store_rig_load (rig, 1, &error);
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE);
  g_clear_error (&error);
  store_rig_reopen (rig);
  (void) store_rig_close (rig, NULL);
  loaded = store_rig_load (rig, 1, &error);
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE);
  g_clear_error (&error);
  askg_answer_finish (answer, NULL);
  g_assert_false (store_rig_end (rig, turn, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/store-life/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("an-unfinished-answer-keeps-its-text", test_an_unfinished_answer_keeps_its_text);
  ADD ("text-is-saved-while-it-streams", test_text_is_saved_while_it_streams);
  ADD ("words-read-late-are-saved-with-the-text", test_words_read_late_are_saved_with_the_text);
  ADD ("a-turn-dropped-in-mid-stream-stays-dropped", test_a_turn_dropped_in_mid_stream_stays_dropped);
  ADD ("two-first-questions-share-their-conversation", test_two_first_questions_share_their_conversation);
  ADD ("what-is-cancelled-is-not-done", test_what_is_cancelled_is_not_done);
  ADD ("cancelled-too-late-is-done", test_cancelled_too_late_is_done);
  ADD ("what-is-deleted-is-on-no-page", test_what_is_deleted_is_on_no_page);
  ADD ("the-undo-is-over-after-ten-seconds", test_the_undo_is_over_after_ten_seconds);
  ADD ("a-store-that-is-not-open-says-so", test_a_store_that_is_not_open_says_so);

  return g_test_run ();
}
