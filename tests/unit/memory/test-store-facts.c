/* test-store-facts.c: what a person wants remembered, and what stands for turns that were folded, comes back as it was,
 * goes when it should, and is sealed where all else is. */
#include "engine/base/askg-error.h"
#include "engine/memory/askg-export.h"
#include "engine/memory/askg-import.h"
#include "engine/memory/askg-store-facts.h"
#include "engine/memory/askg-store-life.h"
#include "tests/unit/memory/store-rig.h"

#include <string.h>

static void
set_up (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GError) error = NULL;

  store_rig_set_up (rig, unused);
  g_assert_true (store_rig_open (rig, &error));
}

static void
result_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static GPtrArray *
keep (StoreRig *rig, gint64 id, const char *text, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  askg_store_keep_fact_async (rig->store, id, text, 1000 + id, NULL, result_cb, &result);

  return askg_store_facts_finish (rig->store, wait_for (&result), error);
}

static GPtrArray *
forget (StoreRig *rig, gint64 id, GError **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  askg_store_forget_fact_async (rig->store, id, NULL, result_cb, &result);

  return askg_store_facts_finish (rig->store, wait_for (&result), error);
}

/* As one text. */
static char *
tell_facts (StoreRig *rig)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) facts = NULL;
  GString *text = g_string_new (NULL);

  askg_store_list_facts_async (rig->store, NULL, result_cb, &result);
  facts = askg_store_facts_finish (rig->store, wait_for (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < facts->len; i++)
    g_string_append_printf (text, "%d %s\n", (int) askg_fact_get_id (facts->pdata[i]), askg_fact_get_text (facts->pdata[i]));

  return g_string_free (text, FALSE);
}

static void
assert_facts (StoreRig *rig, const char *expected)
{
  g_autofree char *facts = tell_facts (rig);

  g_assert_cmpstr (facts, ==, expected);
}

static void
must_keep (StoreRig *rig, gint64 id, const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) facts = keep (rig, id, text, &error);

  g_assert_no_error (error);
}

/* -- Facts ------------------------------------------------------------------ */

static void
test_what_was_remembered_comes_back_in_its_order (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GPtrArray) empty = NULL;
  g_autoptr(GError) error = NULL;

  must_keep (rig, 0, "I use Debian 12");
  must_keep (rig, 0, "  My editor\nis Vim\t ");
  must_keep (rig, 0, "나는 서울에 산다");
  must_keep (rig, 0, "I use Debian 12"); /* it knows that already */
  assert_facts (rig, "1 I use Debian 12\n2 My editor is Vim\n3 나는 서울에 산다\n");
  must_keep (rig, 2, "My editor is Emacs");
  assert_facts (rig, "1 I use Debian 12\n2 My editor is Emacs\n3 나는 서울에 산다\n");

  empty = keep (rig, 0, " \n ", &error);
  g_assert_null (empty);
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_USAGE);
  store_rig_reopen (rig);
  assert_facts (rig, "1 I use Debian 12\n2 My editor is Emacs\n3 나는 서울에 산다\n");
}

static void
test_what_is_forgotten_can_be_brought_back_to_its_place (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GPtrArray) facts = NULL, none = NULL;
  g_autoptr(GError) error = NULL;

  must_keep (rig, 0, "one");
  must_keep (rig, 0, "two");
  facts = forget (rig, 1, &error);
  g_assert_no_error (error);
  assert_facts (rig, "2 two\n");
  must_keep (rig, 1, "one");
  assert_facts (rig, "1 one\n2 two\n");

  none = forget (rig, 7, &error);
  g_assert_null (none);
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE);
}

static void
test_a_very_long_sentence_is_cut (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *text = g_strnfill (100000, 'a');
  g_autofree char *facts = NULL;

  must_keep (rig, 0, text);
  facts = tell_facts (rig);
  g_assert_cmpuint (strlen (facts), ==, 2 + ASKG_FACT_MAX_CHARS + 1);
}

/* -- Folds ------------------------------------------------------------------ */

static AskgConversation *
converse (StoreRig *rig, guint n_turns)
{
  AskgConversation *conversation = askg_conversation_new ();

  for (guint i = 0; i < n_turns; i++)
    {
      g_autofree char *words = g_strdup_printf ("question %u", i);
      g_autoptr(AskgTurn) turn = store_rig_ask_words (rig, conversation, words, "an answer");
    }

  return conversation;
}

static void
fold (StoreRig *rig, AskgConversation *conversation, const char *text, guint n_turns, AskgFoldFlags flags)
{
  g_autoptr(AskgFold) fold = text != NULL ? askg_fold_new (text, n_turns, flags) : NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  askg_conversation_set_fold (conversation, fold);
  askg_store_save_fold_async (rig->store, conversation, NULL, result_cb, &result);
  g_assert_true (askg_store_change_finish (rig->store, wait_for (&result), &error));
}

static void
assert_fold (StoreRig *rig, gint64 id, const char *text, guint n_turns, AskgFoldFlags flags)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgConversation) conversation = store_rig_load (rig, id, &error);
  AskgFold *fold;

  g_assert_no_error (error);
  fold = askg_conversation_get_fold (conversation);
  if (text == NULL)
    {
      g_assert_null (fold);
      return;
    }
  g_assert_nonnull (fold);
  g_assert_cmpstr (askg_fold_get_text (fold), ==, text);
  g_assert_cmpuint (askg_fold_get_n_turns (fold), ==, n_turns);
  g_assert_cmpint (askg_fold_get_flags (fold), ==, flags);
}

static void
test_a_summary_comes_back_with_its_conversation (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = converse (rig, 6);
  const gint64 id = askg_conversation_get_id (conversation);

  assert_fold (rig, id, NULL, 0, 0);
  fold (rig, conversation, "They spoke.", 4, ASKG_FOLD_EXTRACTED);
  store_rig_reopen (rig);
  assert_fold (rig, id, "They spoke.", 4, ASKG_FOLD_EXTRACTED);
  fold (rig, conversation, "They spoke of ships.", 4, ASKG_FOLD_EDITED | ASKG_FOLD_OFF);
  assert_fold (rig, id, "They spoke of ships.", 4, ASKG_FOLD_EDITED | ASKG_FOLD_OFF);
  fold (rig, conversation, NULL, 0, 0);
  assert_fold (rig, id, NULL, 0, 0);
}

/* Also when as many turns are there again afterwards, under the same numbers. */
static void
test_a_summary_of_turns_that_were_edited_is_stale (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = converse (rig, 6);
  const gint64 id = askg_conversation_get_id (conversation);

  fold (rig, conversation, "They spoke.", 4, 0);
  askg_store_drop_turns_after (rig->store, conversation, 4);
  assert_fold (rig, id, "They spoke.", 4, 0);
  askg_store_drop_turns_after (rig->store, conversation, 3);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(AskgTurn) turn = store_rig_ask_words (rig, conversation, "another", "answer");
    }
  assert_fold (rig, id, "They spoke.", 4, ASKG_FOLD_STALE);
}

static gint64
branch (StoreRig *rig, gint64 id, gint64 last_turn)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gint64 branched;

  askg_store_branch_async (rig->store, id, last_turn, NULL, result_cb, &result);
  branched = askg_store_branch_finish (rig->store, wait_for (&result), &error);
  g_assert_no_error (error);

  return branched;
}

static void
test_a_branch_has_the_summary_of_the_turns_it_has (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = converse (rig, 6);
  const gint64 id = askg_conversation_get_id (conversation);

  fold (rig, conversation, "They spoke.", 4, 0);
  assert_fold (rig, branch (rig, id, 0), "They spoke.", 4, 0);
  assert_fold (rig, branch (rig, id, askg_turn_get_id (askg_conversation_get_turn (conversation, 2))), NULL, 0, 0);
}

/* -- With all else ---------------------------------------------------------- */

static void
test_both_are_sealed_with_all_else (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = converse (rig, 3);
  g_autoptr(GError) error = NULL;

  must_keep (rig, 0, "quixotic canary one");
  fold (rig, conversation, "quixotic canary two", 2, 0);
  g_assert_true (store_rig_encrypt (rig, &error));
  must_keep (rig, 0, "quixotic canary three");
  g_assert_true (store_rig_close (rig, &error));
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM fact WHERE text GLOB '*quixotic*'"), ==, 0);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM fold WHERE text GLOB '*quixotic*'"), ==, 0);
  g_assert_true (store_rig_open (rig, &error));
  assert_facts (rig, "1 quixotic canary one\n2 quixotic canary three\n");
  assert_fold (rig, askg_conversation_get_id (conversation), "quixotic canary two", 2, 0);
  g_assert_true (store_rig_decrypt (rig, &error));
  assert_facts (rig, "1 quixotic canary one\n2 quixotic canary three\n");
}

static void
erase_all (StoreRig *rig)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  askg_store_erase_async (rig->store, G_MAXINT64, TRUE, NULL, result_cb, &result);
  g_assert_cmpint (askg_store_erase_finish (rig->store, wait_for (&result), &error), >=, 0);
}

static void
test_deleting_all_deletes_both (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = converse (rig, 3);

  must_keep (rig, 0, "a fact");
  fold (rig, conversation, "They spoke.", 2, 0);
  erase_all (rig);
  assert_facts (rig, "");
  g_assert_true (store_rig_close (rig, NULL));
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM fold"), ==, 0);
}

static void
test_both_come_out_and_in (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = converse (rig, 4);
  g_autofree char *path = g_build_filename (rig->folder, "export.jsonl", NULL);
  g_autoptr(GPtrArray) list = NULL;

  must_keep (rig, 0, "a fact");
  must_keep (rig, 0, "둘째 사실");
  fold (rig, conversation, "They spoke.", 3, ASKG_FOLD_EDITED);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;
      AskgExported exported;
      AskgImported imported;

      if (i == 0)
        {
          askg_export_async (rig->store, path, ASKG_EXPORT_LINES, FALSE, 0, NULL, NULL, NULL, result_cb, &result);
          g_assert_true (askg_export_finish (wait_for (&result), &exported, &error));
          erase_all (rig);
          store_rig_reopen (rig);
          continue;
        }
      /* Twice: what is there is not there twice. */
      askg_import_async (rig->store, path, NULL, NULL, NULL, result_cb, &result);
      g_assert_true (askg_import_finish (wait_for (&result), &imported, &error));
      g_assert_cmpuint (imported.n_facts, ==, 2);
    }
  assert_facts (rig, "1 a fact\n2 둘째 사실\n");
  list = store_rig_list (rig);
  g_assert_cmpuint (list->len, ==, 1);
  assert_fold (rig, ((const AskgConversationSummary *) list->pdata[0])->id, "They spoke.", 3, ASKG_FOLD_EDITED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/store-facts/" name, StoreRig, NULL, set_up, function, store_rig_tear_down)
  ADD ("what-was-remembered-comes-back-in-its-order", test_what_was_remembered_comes_back_in_its_order);
  ADD ("what-is-forgotten-can-be-brought-back-to-its-place", test_what_is_forgotten_can_be_brought_back_to_its_place);
  ADD ("a-very-long-sentence-is-cut", test_a_very_long_sentence_is_cut);
  ADD ("a-summary-comes-back-with-its-conversation", test_a_summary_comes_back_with_its_conversation);
  ADD ("a-summary-of-turns-that-were-edited-is-stale", test_a_summary_of_turns_that_were_edited_is_stale);
  ADD ("a-branch-has-the-summary-of-the-turns-it-has", test_a_branch_has_the_summary_of_the_turns_it_has);
  ADD ("both-are-sealed-with-all-else", test_both_are_sealed_with_all_else);
  ADD ("deleting-all-deletes-both", test_deleting_all_deletes_both);
  ADD ("both-come-out-and-in", test_both_come_out_and_in);

  return g_test_run ();
}
