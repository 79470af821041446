/* test-store-recall.c: of a real history what belongs to a question is found, and nothing else. */
#include "engine/memory/askg-store-recall.h"
#include "tests/unit/memory/life-rig.h"

#include <string.h>

static void
keep_result (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GPtrArray *
recall_for (StoreRig *rig, AskgQuestion *question, gint64 conversation_id)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *recalled;

  askg_store_recall_async (rig->store, askg_recall_wish_new (question, conversation_id), NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  recalled = askg_store_recall_finish (rig->store, result, &error);
  g_assert_no_error (error);

  return recalled;
}

static GPtrArray *
recall (StoreRig *rig, const char *words)
{
  g_autoptr(AskgQuestion) question = askg_question_new (words, NULL);

  return recall_for (rig, question, 0);
}

static const AskgRecalled *
one (GPtrArray *recalled, guint index)
{
  g_assert_cmpuint (recalled->len, >, index);

  return g_ptr_array_index (recalled, index);
}

static gint64
tell (StoreRig *rig, const char *words, const char *reply)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = store_rig_ask_words (rig, conversation, words, reply);

  return askg_turn_get_id (turn);
}

/* What a person asks in some weeks. */
static void
fill (StoreRig *rig)
{
  static const char *const pairs[][2] = {
    { "how do I sort a Python list by the second item?", "Use sorted with a key." },
    { "what does KeyError mean in Python?", "A dictionary has no such key." },
    { "translate this letter from the bank", "Dear customer, the interest changes." },
    { "why is the wifi slow today?", "The channel is crowded." },
    { "파스타는 몇 분 삶나요?", "여덟 분입니다." },
    { "git rebase 충돌은 어떻게 푸나요?", "파일을 고치고 git add 하세요." },
    { "summarize this page about rivers", "Rivers carry sediment." },
    { "which error is this?", "The disk is full." },
    { "what is the capital of Chile?", "Santiago." },
    { "explain the error in this window", "The printer is offline." },
  };

  store_rig_reopen (rig);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    (void) tell (rig, pairs[i][0], pairs[i][1]);
}

static void
test_the_same_trouble_is_remembered (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GPtrArray) english = NULL;
  g_autoptr(GPtrArray) korean = NULL;
  gint64 id;

  fill (rig);
  id = tell (rig, "what does undefined reference to libfoo_open mean?", "Link with -lfoo.");
  english = recall (rig, "Is this the libfoo error again?");
  korean = recall (rig, "이거 또 libfoo 오류야?");

  g_assert_cmpuint (english->len, ==, 1);
  g_assert_cmpint (one (english, 0)->turn_id, ==, id);
  g_assert_nonnull (strstr (one (english, 0)->text, "Link with -lfoo."));
  g_assert_nonnull (strstr (one (english, 0)->title, "libfoo_open"));
  g_assert_cmpuint (korean->len, ==, 1);
}

static void
test_a_history_about_other_things_says_nothing (StoreRig *rig, gconstpointer unused)
{
  static const char *const questions[] = {
    "Is this the libfoo error again?", "what is this?", "explain this error", "이 오류는 무슨 뜻인가요?", "이거 왜 안돼요?",
    "how do I boil an egg?", "translate this", "what is the capital of Peru?", "which file is this?", "why?", "",
    "is the harbour open on Sunday?", "화면이 왜 검은가요?", "fix this code please",
  };

  fill (rig);
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr(GPtrArray) recalled = recall (rig, questions[i]);

      if (recalled->len > 0)
        g_error ("“%s” remembers “%s”", questions[i], one (recalled, 0)->text);
    }
}

static void
test_its_own_conversation_and_what_was_crossed_out_are_not_told (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(AskgQuestion) question = askg_question_new ("and zanzibarite once more?", NULL);
  g_autoptr(GPtrArray) elsewhere = NULL;
  g_autoptr(GPtrArray) here = NULL;
  g_autoptr(GPtrArray) without = NULL;

  fill (rig);
  turn = store_rig_ask_words (rig, conversation, "what is zanzibarite?", "A stone.");
  elsewhere = recall_for (rig, question, 0);
  here = recall_for (rig, question, askg_conversation_get_id (conversation));
  askg_question_leave_out (question, askg_turn_get_id (turn));
  without = recall_for (rig, question, 0);

  g_assert_cmpuint (elsewhere->len, ==, 1);
  g_assert_cmpuint (here->len, ==, 0);
  g_assert_cmpuint (without->len, ==, 0);
}

static void
test_what_was_not_answered_and_copies_are_not_told (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GPtrArray) recalled = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = NULL;

  fill (rig);
  (void) tell (rig, "what is zanzibarite?", "");
  turn = store_rig_ask_words (rig, conversation, "where is zanzibarite found?", "In a mine.");
  (void) life_rig_branch (rig, askg_conversation_get_id (conversation), askg_turn_get_id (turn), &error);
  g_assert_no_error (error);
  recalled = recall (rig, "zanzibarite?");

  g_assert_cmpuint (recalled->len, ==, 1);
}

static void
test_no_more_than_the_budget_goes_along (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *lengthy = g_strnfill (20000, 'z');
  g_autoptr(GPtrArray) recalled = NULL;
  gsize n_bytes = 0;

  fill (rig);
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *words = g_strdup_printf ("zanzibarite of mine %u", i);

      (void) tell (rig, words, lengthy);
    }
  recalled = recall (rig, "zanzibarite mine?");
  for (guint i = 0; i < recalled->len; i++)
    n_bytes += strlen (one (recalled, i)->text);

  g_assert_cmpuint (recalled->len, ==, 3);
  g_assert_cmpuint (n_bytes, >, 3000);
  g_assert_cmpuint (n_bytes, <=, 4010);
}

/* What went along is kept with the turn, as it was told; it goes where the turn goes that it came from. */
static void
test_a_turn_shows_what_it_used_until_that_is_erased (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(AskgConversation) after = NULL;
  g_autoptr(AskgQuestion) question = askg_question_new ("zanzibarite again?", NULL);
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(GPtrArray) recalled = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *kept;

  fill (rig);
  (void) tell (rig, "what is zanzibarite?", "A remarkable-canary stone.");
  recalled = recall_for (rig, question, 0);
  askg_question_set_recalled (question, recalled);
  turn = store_rig_ask (rig, conversation, question, "As before.");
  store_rig_reopen (rig);
  loaded = store_rig_load (rig, askg_conversation_get_id (conversation), &error);
  g_assert_no_error (error);
  kept = askg_question_get_recalled (askg_turn_get_question (askg_conversation_get_turn (loaded, 0)));
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpstr (one (kept, 0)->text, ==, one (recalled, 0)->text);
  g_assert_cmpstr (one (kept, 0)->title, ==, "what is zanzibarite?");

  g_assert_true (store_rig_delete (rig, one (kept, 0)->conversation_id, &error));
  after = store_rig_load (rig, askg_conversation_get_id (conversation), &error);
  g_assert_cmpuint (askg_question_get_recalled (askg_turn_get_question (askg_conversation_get_turn (after, 0)))->len, ==, 0);
  g_assert_cmpint (life_rig_erase (rig, 0, TRUE), >=, 0);
  (void) store_rig_close (rig, NULL);
  store_rig_exec (rig, "DELETE FROM conversation WHERE deleted_at_us IS NOT NULL");
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM recalled"), ==, 0);
}

static void
test_one_that_is_cancelled_ends (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgQuestion) question = askg_question_new ("zanzibarite again?", NULL);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  fill (rig);
  askg_store_recall_async (rig->store, askg_recall_wish_new (question, 0), cancellable, keep_result, &result);
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_assert_null (askg_store_recall_finish (rig->store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/engine/recall/" name, StoreRig, NULL, store_rig_set_up, test, store_rig_tear_down)
  ADD ("the-same-trouble-is-remembered", test_the_same_trouble_is_remembered);
  ADD ("a-history-about-other-things-says-nothing", test_a_history_about_other_things_says_nothing);
  ADD ("its-own-conversation-and-what-was-crossed-out-are-not-told", test_its_own_conversation_and_what_was_crossed_out_are_not_told);
  ADD ("what-was-not-answered-and-copies-are-not-told", test_what_was_not_answered_and_copies_are_not_told);
  ADD ("no-more-than-the-budget-goes-along", test_no_more_than_the_budget_goes_along);
  ADD ("a-turn-shows-what-it-used-until-that-is-erased", test_a_turn_shows_what_it_used_until_that_is_erased);
  ADD ("one-that-is-cancelled-ends", test_one_that_is_cancelled_ends);
#undef ADD

  return g_test_run ();
}
