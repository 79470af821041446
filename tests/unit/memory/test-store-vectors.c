/* test-store-vectors.c: what a model said turns are about is kept with them, finds them, and goes with them. */
#include "engine/memory/askg-store-recall.h"
#include "engine/memory/askg-store-vectors.h"
#include "tests/unit/memory/life-rig.h"

#include <string.h>

#define N 8

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

static GPtrArray *
wanted (StoreRig *rig, const char *model, guint most)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *texts;

  askg_store_vector_wanted_async (rig->store, "mill", model, most, NULL, keep_result, &result);
  wait_for (&result);
  texts = askg_store_vector_wanted_finish (rig->store, result, &error);
  g_assert_no_error (error);

  return texts;
}

/* The model of this test: a direction for each of some things. */
static GArray *
embed (const char *text)
{
  static const char *const things[N] = { "harbour", "pasta", "linker", "wifi", "river", "printer", "letter", "python" };
  GArray *vector = g_array_new (FALSE, FALSE, sizeof (float));

  for (guint i = 0; i < N; i++)
    {
      const float number = strstr (text, things[i]) != NULL ? 1 : 0.01f;

      g_array_append_val (vector, number);
    }

  return vector;
}

static void
save (StoreRig *rig, const char *model, GPtrArray *texts)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < texts->len; i++)
    {
      AskgVectorText *text = g_ptr_array_index (texts, i);

      text->vector = embed (text->text);
    }
  askg_store_vector_save_async (rig->store, "mill", model, g_ptr_array_ref (texts), keep_result, &result);
  wait_for (&result);
  g_assert_true (askg_store_vector_save_finish (rig->store, result, &error));
}

static AskgVectorAbout *
about (StoreRig *rig)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  AskgVectorAbout *told;

  askg_store_vector_about_async (rig->store, NULL, keep_result, &result);
  wait_for (&result);
  told = askg_store_vector_about_finish (rig->store, result, &error);
  g_assert_no_error (error);

  return told;
}

/* A question that shares no word with what it means. */
static GPtrArray *
recall (StoreRig *rig, const char *meaning)
{
  g_autoptr(AskgQuestion) question = askg_question_new ("zanzibarite?", NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  AskgRecallWish *wish = askg_recall_wish_new (question, 0);
  GPtrArray *recalled;

  wish->vector = embed (meaning);
  askg_store_recall_async (rig->store, wish, NULL, keep_result, &result);
  wait_for (&result);
  recalled = askg_store_recall_finish (rig->store, result, &error);
  g_assert_no_error (error);

  return recalled;
}

static gint64
tell (StoreRig *rig, const char *words, const char *reply)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = store_rig_ask_words (rig, conversation, words, reply);

  return askg_conversation_get_id (conversation);
}

static gint64
fill (StoreRig *rig)
{
  gint64 id;

  store_rig_reopen (rig);
  id = tell (rig, "when does the harbour open?", "At six.");
  (void) tell (rig, "how long is pasta boiled?", "Eight minutes.");
  (void) tell (rig, "what says the linker?", "Nothing.");
  (void) tell (rig, "never answered", "");

  return id;
}

static void
test_turns_are_found_by_what_they_mean (StoreRig *rig, gconstpointer unused)
{
  const gint64 id = fill (rig);
  g_autoptr(GPtrArray) texts = wanted (rig, "m", 10);
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GPtrArray) recalled = NULL;
  g_autoptr(GPtrArray) nothing = NULL;
  g_autoptr(AskgVectorAbout) told = NULL;

  g_assert_cmpuint (texts->len, ==, 3);
  g_assert_true (g_str_has_prefix (((AskgVectorText *) g_ptr_array_index (texts, 0))->text, "what says the linker?\nNothing."));
  save (rig, "m", texts);
  none = wanted (rig, "m", 10);
  recalled = recall (rig, "harbour");
  nothing = recall (rig, "river");
  told = about (rig);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (recalled->len, ==, 1);
  g_assert_cmpint (((AskgRecalled *) g_ptr_array_index (recalled, 0))->conversation_id, ==, id);
  g_assert_cmpuint (nothing->len, ==, 0);
  g_assert_cmpstr (told->model, ==, "m");
  g_assert_true (told->has_vectors);
}

static void
test_few_at_a_time_they_are_all_found (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GPtrArray) early = NULL;
  g_autoptr(GPtrArray) late = NULL;

  (void) fill (rig);
  for (guint step = 0; step < 3; step++)
    {
      g_autoptr(GPtrArray) texts = wanted (rig, "m", 1);

      g_assert_cmpuint (texts->len, ==, 1);
      save (rig, "m", texts);
      if (step == 0)
        early = recall (rig, "harbour"); /* those that are known by now are in memory from here on */
    }
  late = recall (rig, "harbour");

  g_assert_cmpuint (early->len, ==, 0);
  g_assert_cmpuint (late->len, ==, 1);
}

static void
test_what_is_erased_is_forgotten (StoreRig *rig, gconstpointer unused)
{
  const gint64 id = fill (rig);
  g_autoptr(GPtrArray) texts = wanted (rig, "m", 10);
  g_autoptr(GPtrArray) before = NULL;
  g_autoptr(GPtrArray) after = NULL;
  g_autoptr(AskgConversation) conversation = NULL;
  g_autoptr(GError) error = NULL;

  save (rig, "m", texts);
  before = recall (rig, "harbour");
  conversation = store_rig_load (rig, id, &error);
  askg_store_drop_turns_after (rig->store, conversation, 0);
  after = recall (rig, "harbour");
  (void) store_rig_close (rig, NULL);

  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM vector"), ==, 2);
}

static void
test_another_model_begins_anew (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GPtrArray) texts = NULL;
  g_autoptr(GPtrArray) again = NULL;
  g_autoptr(GPtrArray) recalled = NULL;

  (void) fill (rig);
  texts = wanted (rig, "m", 10);
  save (rig, "m", texts);
  again = wanted (rig, "other", 10);
  recalled = recall (rig, "harbour");

  g_assert_cmpuint (again->len, ==, 3);
  g_assert_cmpuint (recalled->len, ==, 0);
}

static void
test_what_it_has_nothing_for_is_not_asked_again (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GPtrArray) texts = NULL;
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  (void) fill (rig);
  texts = wanted (rig, "m", 10);
  ((AskgVectorText *) g_ptr_array_index (texts, 0))->vector = embed ("pasta");
  askg_store_vector_save_async (rig->store, "mill", "m", g_ptr_array_ref (texts), keep_result, &result);
  wait_for (&result);
  g_assert_true (askg_store_vector_save_finish (rig->store, result, &error));
  none = wanted (rig, "m", 10);

  g_assert_cmpuint (none->len, ==, 0);
}

/* Numbers tell what was written: they are locked away with it. */
static void
test_in_an_encrypted_history_they_are_sealed (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GPtrArray) texts = NULL;
  g_autoptr(GPtrArray) recalled = NULL;
  g_autoptr(GError) error = NULL;

  (void) fill (rig);
  g_assert_true (store_rig_encrypt (rig, &error));
  texts = wanted (rig, "m", 10);
  save (rig, "m", texts);
  askg_store_vector_let_go (rig->store);
  recalled = recall (rig, "harbour");
  (void) store_rig_close (rig, NULL);

  g_assert_cmpuint (recalled->len, ==, 1);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM vector WHERE length (bytes) <= 8"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add ("/engine/vectors/" name, StoreRig, NULL, store_rig_set_up, test, store_rig_tear_down)
  ADD ("turns-are-found-by-what-they-mean", test_turns_are_found_by_what_they_mean);
  ADD ("few-at-a-time-they-are-all-found", test_few_at_a_time_they_are_all_found);
  ADD ("what-is-erased-is-forgotten", test_what_is_erased_is_forgotten);
  ADD ("another-model-begins-anew", test_another_model_begins_anew);
  ADD ("what-it-has-nothing-for-is-not-asked-again", test_what_it_has_nothing_for_is_not_asked_again);
  ADD ("in-an-encrypted-history-they-are-sealed", test_in_an_encrypted_history_they_are_sealed);
#undef ADD

  return g_test_run ();
}
