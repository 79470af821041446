/* test-store.c: what was asked is there again, as it was. */
#include "engine/base/askg-error.h"
#include "tests/unit/memory/store-rig.h"

#include <string.h>

static AskgPageText *
new_page (void)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();

  askg_page_text_builder_add_word (builder, "main.c:3:", &(AskgRect) { 1, 2, 9, 4 }, 95);
  askg_page_text_builder_add_word (builder, "segfault", &(AskgRect) { 11, 2, 8, 4 }, 85);
  askg_page_text_builder_end_line (builder, 0, 0);
  askg_page_text_builder_add_word (builder, "한글", &(AskgRect) { 3, 10, 4, 4 }, 90);
  askg_page_text_builder_end_line (builder, 1, 2);

  return askg_page_text_builder_finish (builder);
}

static void
check_picture (AskgAttachment *was,
               AskgAttachment *is)
{
  AskgFrame *old_frame = askg_attachment_get_frame (was);
  AskgFrame *new_frame = askg_attachment_get_frame (is);
  AskgPageText *page = askg_attachment_get_page (is);
  const AskgWord *word;

  g_assert_cmpint (askg_attachment_get_kind (is), ==, askg_attachment_get_kind (was));
  g_assert_cmpstr (askg_attachment_get_title (is), ==, askg_attachment_get_title (was));
  g_assert_cmpstr (askg_attachment_get_app (is), ==, askg_attachment_get_app (was));
  g_assert_cmpmem (askg_frame_get_place (new_frame), sizeof (AskgRect),
                   askg_frame_get_place (old_frame), sizeof (AskgRect));
  g_assert_cmpstr (askg_frame_get_output (new_frame), ==, "DP-1");
  g_assert_cmpfloat (askg_frame_get_scale (new_frame), ==, 2);
  for (guint y = 0; y < 24; y++)
    g_assert_cmpmem ((const guint8 *) g_bytes_get_data (askg_frame_get_pixels (new_frame), NULL) +
                     y * askg_frame_get_stride_bytes (new_frame), 32 * 4,
                     (const guint8 *) g_bytes_get_data (askg_frame_get_pixels (old_frame), NULL) + y * 32 * 4, 32 * 4);

  g_assert_cmpint (askg_attachment_get_reading (is), ==, ASKG_READING_DONE);
  g_assert_cmpstr (askg_page_text_get_text (page), ==, "main.c:3: segfault\n  한글");
  word = askg_page_text_get_word (page, 1);
  g_assert_cmpint (word->box.x, ==, 11);
  g_assert_cmpuint (word->confidence, ==, 85);
  g_assert_cmpuint (askg_page_text_get_line (page, 1)->paragraph, ==, 1);
}

/* The words of the picture arrive after the question was saved. */
static void
test_everything_comes_back (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(AskgFrame) frame = store_rig_frame (0x336699);
  g_autoptr(AskgAttachment) attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, "make", "xterm");
  g_autoptr(AskgQuestion) question = store_rig_question ("what does this mean?", attachment);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);
  g_autoptr(AskgPageText) page = new_page ();
  g_autoptr(GError) error = NULL;
  const AskgPointer *pointer;
  AskgTurn *again;

  store_rig_reopen (rig);
  askg_conversation_append (conversation, turn);
  (void) store_rig_begin (rig, conversation, turn, &error);
  g_assert_no_error (error);
  g_assert_cmpint (askg_turn_get_id (turn), >, 0);
  g_assert_cmpstr (askg_conversation_get_title (conversation), ==, "what does this mean?");

  askg_attachment_set_reading (attachment, ASKG_READING_DONE, page, NULL);
  askg_answer_append (answer, "It **crashed**.");
  askg_answer_point (answer, 0, &(AskgRect) { 11, 2, 8, 4 }, "segfault");
  askg_answer_finish (answer, NULL);
  (void) store_rig_end (rig, turn, &error);
  g_assert_no_error (error);
  store_rig_reopen (rig);

  loaded = store_rig_load (rig, askg_conversation_get_id (conversation), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (askg_conversation_get_n_turns (loaded), ==, 1);
  g_assert_cmpstr (askg_conversation_get_title (loaded), ==, "what does this mean?");
  again = askg_conversation_get_turn (loaded, 0);
  g_assert_cmpint (askg_turn_get_id (again), ==, askg_turn_get_id (turn));
  g_assert_cmpint (askg_question_get_asked_at_us (askg_turn_get_question (again)), ==,
                   askg_question_get_asked_at_us (question));
  check_picture (attachment, askg_question_get_attachment (askg_turn_get_question (again), 0));

  g_assert_cmpstr (askg_answer_get_text (askg_turn_get_answer (again)), ==, "It **crashed**.");
  g_assert_cmpint (askg_answer_get_state (askg_turn_get_answer (again)), ==, ASKG_ANSWER_DONE);
  g_assert_cmpstr (askg_answer_get_engine_name (askg_turn_get_answer (again)), ==, "Reader");
  g_assert_cmpint (askg_answer_get_duration_us (askg_turn_get_answer (again)), ==, askg_answer_get_duration_us (answer));
  g_assert_cmpint (askg_answer_get_first_text_us (askg_turn_get_answer (again)), ==,
                   askg_answer_get_first_text_us (answer));
  pointer = g_ptr_array_index (askg_answer_get_pointers (askg_turn_get_answer (again)), 0);
  g_assert_cmpstr (pointer->label, ==, "segfault");
  g_assert_cmpint (pointer->box.x, ==, 11);
}

static void
test_last_changed_stands_first (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) older = askg_conversation_new ();
  g_autoptr(AskgConversation) newer = askg_conversation_new ();
  g_autoptr(AskgTurn) first = NULL;
  g_autoptr(AskgTurn) second = NULL;
  g_autoptr(AskgTurn) third = NULL;
  g_autoptr(GPtrArray) list = NULL;
  const AskgConversationSummary *summary;

  store_rig_reopen (rig);
  first = store_rig_ask_words (rig, older, "one", "1");
  second = store_rig_ask_words (rig, newer, "two", "2");
  third = store_rig_ask_words (rig, older, "three", "3");
  list = store_rig_list (rig);

  g_assert_cmpuint (list->len, ==, 2);
  summary = g_ptr_array_index (list, 0);
  g_assert_cmpint (summary->id, ==, askg_conversation_get_id (older));
  g_assert_cmpstr (summary->title, ==, "one");
  g_assert_cmpuint (summary->n_turns, ==, 2);
  g_assert_false (summary->has_picture);
}

static void
test_a_failed_answer_says_why_again (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(AskgQuestion) question = askg_question_new ("why", NULL);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);
  g_autoptr(GError) reason = g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NO_TEXT, "There is no text.");
  g_autoptr(GError) error = NULL;
  AskgAnswer *again;

  store_rig_reopen (rig);
  (void) store_rig_begin (rig, conversation, turn, &error);
  askg_answer_finish (answer, reason);
  (void) store_rig_end (rig, turn, &error);
  g_assert_no_error (error);
  loaded = store_rig_load (rig, askg_conversation_get_id (conversation), &error);
  again = askg_turn_get_answer (askg_conversation_get_turn (loaded, 0));

  g_assert_cmpint (askg_answer_get_state (again), ==, ASKG_ANSWER_FAILED);
  g_assert_error (askg_answer_get_error (again), ASKG_ERROR, ASKG_ERROR_NO_TEXT);
  g_assert_cmpstr (askg_answer_get_error (again)->message, ==, "There is no text.");
}

static void
test_the_same_picture_is_kept_once (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();

  store_rig_reopen (rig);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(AskgFrame) frame = store_rig_frame (i < 2 ? 0x112233 : 0x445566);
      g_autoptr(AskgAttachment) attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, NULL, NULL);
      g_autoptr(AskgQuestion) question = store_rig_question ("?", attachment);
      g_autoptr(AskgTurn) turn = store_rig_ask (rig, conversation, question, "!");
    }
  (void) store_rig_close (rig, NULL);

  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM attachment"), ==, 3);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM picture"), ==, 2);
}

static void
test_an_edited_question_replaces_what_came_after (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(AskgTurn) first = NULL;
  g_autoptr(AskgTurn) second = NULL;
  g_autoptr(AskgTurn) instead = NULL;
  g_autoptr(GPtrArray) hits = NULL;

  store_rig_reopen (rig);
  first = store_rig_ask_words (rig, conversation, "one", "1");
  second = store_rig_ask_words (rig, conversation, "misspelt", "2");
  askg_conversation_truncate (conversation, 1);
  askg_store_drop_turns_after (rig->store, conversation, 1);
  instead = store_rig_ask_words (rig, conversation, "two", "2");

  loaded = store_rig_load (rig, askg_conversation_get_id (conversation), NULL);
  g_assert_cmpuint (askg_conversation_get_n_turns (loaded), ==, 2);
  g_assert_cmpstr (askg_question_get_text (askg_turn_get_question (askg_conversation_get_turn (loaded, 1))), ==, "two");
  hits = store_rig_search (rig, "misspelt");
  g_assert_cmpuint (hits->len, ==, 0);
}

static void
test_a_deleted_conversation_can_be_brought_back (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) gone = NULL;
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GPtrArray) list = NULL;
  g_autoptr(GPtrArray) list_after = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  store_rig_reopen (rig);
  turn = store_rig_ask_words (rig, conversation, "secret", "answer");
  id = askg_conversation_get_id (conversation);
  g_assert_true (store_rig_delete (rig, id, NULL));

  list = store_rig_list (rig);
  g_assert_cmpuint (list->len, ==, 0);
  hits = store_rig_search (rig, "secret");
  g_assert_cmpuint (hits->len, ==, 0);
  gone = store_rig_load (rig, id, &error);
  g_assert_null (gone);
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
  g_clear_error (&error);

  g_assert_true (store_rig_undelete (rig, id, NULL));
  list_after = store_rig_list (rig);
  g_assert_cmpuint (list_after->len, ==, 1);

  g_assert_true (store_rig_delete (rig, id, NULL));
  store_rig_reopen (rig);
  g_assert_false (store_rig_undelete (rig, id, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
}

/* What somebody begins to say has a row before its words are known; then its question stands there. */
static void
test_a_question_takes_the_place_of_what_began_it (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgQuestion) nothing = askg_question_new ("", NULL);
  g_autoptr(AskgQuestion) question = askg_question_new ("What did I say?", NULL);
  g_autoptr(AskgAnswer) none = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgTurn) begun = askg_turn_new (nothing, none);
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);
  g_autoptr(GError) error = NULL;

  store_rig_reopen (rig);
  (void) store_rig_begin (rig, conversation, begun, &error);
  g_assert_no_error (error);
  askg_turn_set_id (turn, askg_turn_get_id (begun));
  (void) store_rig_begin (rig, conversation, turn, &error);
  g_assert_no_error (error);
  g_assert_cmpint (askg_turn_get_id (turn), ==, askg_turn_get_id (begun));
  g_assert_cmpstr (askg_conversation_get_title (conversation), ==, "What did I say?");

  /* That is no place any more: the next question does not push it out, nor can it be taken back. */
  askg_answer_append (answer, "This.");
  askg_answer_finish (answer, NULL);
  (void) store_rig_end (rig, turn, &error);
  g_assert_no_error (error);
  (void) store_rig_begin (rig, conversation, begun, &error);
  g_assert_no_error (error);
  g_assert_cmpint (askg_turn_get_id (begun), !=, askg_turn_get_id (turn));
  askg_store_withdraw_turn (rig->store, conversation, askg_turn_get_id (turn));
  askg_store_withdraw_turn (rig->store, conversation, askg_turn_get_id (begun));
  (void) store_rig_close (rig, &error);
  g_assert_no_error (error);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM turn WHERE state = 'done'"), ==, 1);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM turn"), ==, 1);
}

static void
test_nothing_is_left_of_what_was_no_question (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgQuestion) nothing = askg_question_new ("", NULL);
  g_autoptr(AskgAnswer) none = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgTurn) begun = askg_turn_new (nothing, none);
  g_autoptr(GError) error = NULL;

  store_rig_reopen (rig);
  (void) store_rig_begin (rig, conversation, begun, &error);
  g_assert_no_error (error);
  askg_store_withdraw_turn (rig->store, conversation, askg_turn_get_id (begun));
  (void) store_rig_close (rig, &error);
  g_assert_no_error (error);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM turn"), ==, 0);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM conversation"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/store/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("everything-comes-back", test_everything_comes_back);
  ADD ("last-changed-stands-first", test_last_changed_stands_first);
  ADD ("a-failed-answer-says-why-again", test_a_failed_answer_says_why_again);
  ADD ("the-same-picture-is-kept-once", test_the_same_picture_is_kept_once);
  ADD ("an-edited-question-replaces-what-came-after", test_an_edited_question_replaces_what_came_after);
  ADD ("a-question-takes-the-place-of-what-began-it", test_a_question_takes_the_place_of_what_began_it);
  ADD ("nothing-is-left-of-what-was-no-question", test_nothing_is_left_of_what_was_no_question);
  ADD ("a-deleted-conversation-can-be-brought-back", test_a_deleted_conversation_can_be_brought_back);

  return g_test_run ();
}
