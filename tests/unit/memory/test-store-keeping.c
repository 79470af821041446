/* test-store-keeping.c: what a person makes of conversations they had: names, pins, branches. */
#include "engine/base/askg-error.h"
#include "engine/memory/askg-db.h"
#include "tests/unit/memory/life-rig.h"

#include <glib/gstdio.h>

static void
test_the_pinned_stand_first (StoreRig *rig, gconstpointer unused)
{
  const AskgHistoryFilter all = { 0 };
  const AskgHistoryFilter only = { .pinned_only = TRUE };
  g_autoptr(AskgConversation) seen = askg_conversation_new ();
  g_autofree char *plain = NULL;
  g_autofree char *pinned = NULL;
  g_autofree char *pinned_only = NULL;
  g_autofree char *pictures = NULL;
  g_autofree char *from_app = NULL;
  g_autofree char *unpinned = NULL;
  gint64 old;

  store_rig_reopen (rig);
  old = life_rig_ask (rig, "old");
  (void) life_rig_ask (rig, "middle");
  (void) life_rig_ask_about_picture (rig, seen, "seen", 0x112233);
  plain = life_rig_titles (rig, &all);
  g_assert_cmpstr (plain, ==, "seen middle old");
  life_rig_pin (rig, old, TRUE);
  pinned = life_rig_titles (rig, &all);
  g_assert_cmpstr (pinned, ==, "old seen middle");
  pinned_only = life_rig_titles (rig, &only);
  g_assert_cmpstr (pinned_only, ==, "old");
  pictures = life_rig_titles (rig, &(AskgHistoryFilter) { .with_picture = TRUE });
  g_assert_cmpstr (pictures, ==, "seen");
  from_app = life_rig_titles (rig, &(AskgHistoryFilter) { .app = (char *) "XTerm" });
  g_assert_cmpstr (from_app, ==, "seen");
  life_rig_pin (rig, old, FALSE);
  unpinned = life_rig_titles (rig, &all);
  g_assert_cmpstr (unpinned, ==, "seen middle old");
}

static void
test_a_row_says_what_was_answered (StoreRig *rig, gconstpointer unused)
{
  const AskgHistoryFilter all = { 0 };
  g_autoptr(GPtrArray) rows = NULL;
  const AskgConversationSummary *row;

  store_rig_reopen (rig);
  (void) life_rig_ask (rig, "why");
  rows = life_rig_list (rig, &all);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->preview, ==, "Heading");
  g_assert_cmpint (row->first_kind, ==, -1);
  g_assert_null (row->branched_from);
}

static void
test_a_name_of_ones_own_stays (StoreRig *rig, gconstpointer unused)
{
  const AskgHistoryFilter all = { 0 };
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(AskgTurn) later = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *now = NULL;
  gint64 id;

  store_rig_reopen (rig);
  id = life_rig_ask (rig, "what is it");
  g_assert_true (life_rig_rename (rig, id, "  The 링커\nthing ", &error));
  loaded = store_rig_load (rig, id, &error);
  askg_store_drop_turns_after (rig->store, loaded, 0); /* as when its only question is edited */
  askg_conversation_truncate (loaded, 0);
  later = store_rig_ask_words (rig, loaded, "something else", "yes");
  g_assert_cmpstr (askg_conversation_get_title (loaded), ==, "The 링커 thing");
  now = life_rig_titles (rig, &all);
  g_assert_cmpstr (now, ==, "The 링커 thing");
  g_assert_false (life_rig_rename (rig, id, " \n", &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_USAGE);
  g_clear_error (&error);
  g_assert_false (life_rig_rename (rig, 999, "x", &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
}

static void
test_a_branch_goes_on_from_a_turn (StoreRig *rig, gconstpointer unused)
{
  const AskgHistoryFilter all = { 0 };
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(AskgConversation) after = NULL;
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(AskgTurn) third = NULL;
  g_autoptr(GError) error = NULL;
  AskgAttachment *attachment;
  gint64 second, id;

  store_rig_reopen (rig);
  (void) life_rig_ask_about_picture (rig, conversation, "first", 0x445566);
  second = life_rig_ask_about_picture (rig, conversation, "second", 0x778899);
  third = store_rig_ask_words (rig, conversation, "third", "3");
  id = life_rig_branch (rig, askg_conversation_get_id (conversation), second, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, askg_conversation_get_id (conversation));
  rows = life_rig_list (rig, &all);
  g_assert_cmpstr (((const AskgConversationSummary *) g_ptr_array_index (rows, 0))->branched_from, ==, "first");
  hits = store_rig_search (rig, "second");
  g_assert_cmpuint (hits->len, ==, 2);

  /* Either may go. */
  g_assert_true (store_rig_delete (rig, askg_conversation_get_id (conversation), &error));
  (void) store_rig_close (rig, NULL);
  store_rig_reopen (rig);
  loaded = store_rig_load (rig, id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (askg_conversation_get_n_turns (loaded), ==, 2);
  attachment = askg_question_get_attachment (askg_turn_get_question (askg_conversation_get_turn (loaded, 1)), 0);
  g_assert_nonnull (askg_attachment_get_frame (attachment));
  g_assert_cmpstr (askg_attachment_get_app (attachment), ==, "xterm");
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = life_rig_list (rig, &all);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_null (((const AskgConversationSummary *) g_ptr_array_index (rows, 0))->branched_from);
  g_assert_cmpint (life_rig_branch (rig, id, second, &error), ==, -1); /* a turn of another */
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
}

static void
test_what_a_branch_shares_was_paid_once (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(AskgQuestion) question = askg_question_new ("spoken", NULL);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("chat", "Chat");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);
  g_autoptr(GError) error = NULL;
  const AskgAnswerParts *parts;
  gint64 id;

  store_rig_reopen (rig);
  askg_conversation_append (conversation, turn);
  (void) store_rig_begin (rig, conversation, turn, &error);
  store_rig_give_parts (answer);
  askg_answer_append (answer, "x");
  askg_answer_finish (answer, NULL);
  (void) store_rig_end (rig, turn, &error);
  id = life_rig_branch (rig, askg_conversation_get_id (conversation), askg_turn_get_id (turn), &error);
  g_assert_no_error (error);
  loaded = store_rig_load (rig, id, &error);
  parts = askg_answer_get_parts (askg_turn_get_answer (askg_conversation_get_turn (loaded, 0)));
  g_assert_cmpstr (parts->reasoning->str, ==, "생각 first, then more");
  g_assert_cmpuint (parts->sound->len, ==, 4);
  (void) store_rig_close (rig, NULL);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM usage"), ==, 1);
}

/* Not a temporary one, which is gone when it is closed. */
static void
test_a_relative_path_is_the_file_it_names (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *before = g_get_current_dir ();
  gint64 n_turns;

  store_rig_reopen (rig);
  (void) life_rig_ask (rig, "why");
  (void) store_rig_close (rig, NULL);
  g_assert_cmpint (g_chdir (rig->folder), ==, 0);
  {
    g_autofree char *name = g_path_get_basename (rig->path);
    g_autoptr(GError) error = NULL;
    g_autoptr(AskgDb) db = askg_db_open (name, ASKG_DB_OWN, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpstr (askg_db_get_path (db), ==, rig->path);
    g_assert_true (askg_db_get_number (db, &n_turns, &error, "SELECT count(*) FROM turn", ""));
  }
  g_assert_cmpint (g_chdir (before), ==, 0);
  g_assert_cmpint (n_turns, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/keeping/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("the-pinned-stand-first", test_the_pinned_stand_first);
  ADD ("a-row-says-what-was-answered", test_a_row_says_what_was_answered);
  ADD ("a-name-of-ones-own-stays", test_a_name_of_ones_own_stays);
  ADD ("a-branch-goes-on-from-a-turn", test_a_branch_goes_on_from_a_turn);
  ADD ("what-a-branch-shares-was-paid-once", test_what_a_branch_shares_was_paid_once);
  ADD ("a-relative-path-is-the-file-it-names", test_a_relative_path_is_the_file_it_names);

  return g_test_run ();
}
