/* test-store-parts.c: what an answer has beside its text is remembered, erased, and counted. */
#include "engine/base/askg-error.h"
#include "engine/base/askg-wav.h"
#include "tests/unit/memory/store-rig.h"

#include <string.h>

static AskgTurn *
begin (StoreRig *rig, AskgConversation *conversation, const char *words)
{
  g_autoptr(AskgQuestion) question = store_rig_question (words, NULL);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("chat", "Chat");
  AskgTurn *turn = askg_turn_new (question, answer);
  g_autoptr(GError) error = NULL;

  askg_conversation_append (conversation, turn);
  g_assert_true (store_rig_begin (rig, conversation, turn, &error));

  return turn;
}

static void
end (StoreRig *rig, AskgTurn *turn)
{
  g_autoptr(GError) error = NULL;

  askg_answer_finish (askg_turn_get_answer (turn), NULL);
  g_assert_true (store_rig_end (rig, turn, &error));
}

static AskgAnswer *
first_answer (AskgConversation *conversation)
{
  return askg_turn_get_answer (askg_conversation_get_turn (conversation, 0));
}

static void
test_everything_comes_back (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(AskgTurn) turn = NULL;

  store_rig_reopen (rig);
  turn = begin (rig, conversation, "draw a cat");
  store_rig_give_parts (askg_turn_get_answer (turn));
  askg_answer_set_engine (askg_turn_get_answer (turn), "other", "The other one");
  end (rig, turn);
  store_rig_reopen (rig);

  loaded = store_rig_load (rig, askg_conversation_get_id (conversation), NULL);
  store_rig_check_parts (askg_answer_get_parts (first_answer (loaded)));
  g_assert_cmpint (askg_answer_get_state (first_answer (loaded)), ==, ASKG_ANSWER_DONE);
  g_assert_cmpstr (askg_answer_get_engine_name (first_answer (loaded)), ==, "The other one");
}

static gboolean
ring (gpointer rung)
{
  *(gboolean *) rung = TRUE;

  return G_SOURCE_REMOVE;
}

static void
wait_ms (guint ms)
{
  gboolean rung = FALSE;

  g_timeout_add (ms, ring, &rung);
  while (!rung)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_what_was_shown_outlives_the_process (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(GBytes) bytes = g_bytes_new_static ("a picture", 9);
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(AskgTurn) turn = NULL;
  AskgAnswer *answer;
  const AskgAnswerParts *parts;

  store_rig_reopen (rig);
  turn = begin (rig, conversation, "think");
  answer = askg_turn_get_answer (turn);
  askg_answer_reason (answer, "one ");
  askg_store_checkpoint_turn (rig->store, turn);
  wait_ms (20);
  askg_answer_reason (answer, "two ");
  askg_answer_set_model (answer, "thinker");
  askg_answer_give_picture (answer, 0, "image/png", bytes, FALSE);
  askg_store_checkpoint_turn (rig->store, turn);
  wait_ms (300);
  askg_answer_reason (answer, "three");
  askg_answer_append (answer, "so");
  askg_store_checkpoint_turn (rig->store, turn);
  wait_ms (300);
  (void) store_rig_close (rig, NULL); /* nobody ended it */
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM thought"), ==, 3);
  store_rig_reopen (rig);
  loaded = store_rig_load (rig, askg_conversation_get_id (conversation), NULL);
  parts = askg_answer_get_parts (first_answer (loaded));
  g_assert_cmpint (askg_answer_get_state (first_answer (loaded)), ==, ASKG_ANSWER_INTERRUPTED);
  g_assert_cmpstr (askg_answer_get_text (first_answer (loaded)), ==, "so");
  g_assert_cmpstr (parts->reasoning->str, ==, "one two three");
  g_assert_cmpstr (parts->model, ==, "thinker");
  g_assert_cmpuint (parts->pictures->len, ==, 1);
}

static void
test_a_sound_comes_back_and_is_found_by_its_words (StoreRig *rig, gconstpointer unused)
{
  const guint8 tone[] = { 0x00, 0x10, 0x00, 0xF0, 0x00, 0x10 };
  g_autoptr(GBytes) samples = g_bytes_new_static (tone, sizeof tone);
  g_autoptr(AskgPcm) pcm = askg_pcm_new (samples, 16000, 1);
  g_autoptr(AskgAttachment) heard = askg_attachment_new_sound (ASKG_ATTACHMENT_FILE, pcm, "talk.wav");
  g_autoptr(AskgQuestion) question = store_rig_question ("", heard);
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(AskgConversation) damaged = NULL;
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  AskgAttachment *back;

  askg_attachment_set_transcript (heard, "please restart the gateway");
  store_rig_reopen (rig);
  turn = store_rig_ask (rig, conversation, question, "done");
  g_assert_cmpstr (askg_conversation_get_title (conversation), ==, "talk.wav");
  hits = store_rig_search (rig, "gateway");
  g_assert_cmpuint (hits->len, ==, 1);
  loaded = store_rig_load (rig, askg_conversation_get_id (conversation), NULL);
  back = askg_question_get_attachment (askg_turn_get_question (askg_conversation_get_turn (loaded, 0)), 0);
  g_assert_true (g_bytes_equal (askg_pcm_get_samples (askg_attachment_get_sound (back)), samples));
  g_assert_cmpuint (askg_pcm_get_rate_hz (askg_attachment_get_sound (back)), ==, 16000);
  g_assert_cmpstr (askg_attachment_get_text (back), ==, "please restart the gateway");

  /* What was changed on disk is not given to anybody; its words are. */
  (void) store_rig_close (rig, NULL);
  store_rig_exec (rig, "UPDATE sound SET wav = substr (wav, 1, 45)");
  store_rig_reopen (rig);
  damaged = store_rig_load (rig, askg_conversation_get_id (conversation), NULL);
  back = askg_question_get_attachment (askg_turn_get_question (askg_conversation_get_turn (damaged, 0)), 0);
  g_assert_null (askg_attachment_get_sound (back));
  g_assert_cmpstr (askg_attachment_get_text (back), ==, "please restart the gateway");
}

static void
test_a_picture_that_was_changed_on_disk_is_left_out (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(AskgTurn) turn = NULL;

  store_rig_reopen (rig);
  turn = begin (rig, conversation, "draw");
  store_rig_give_parts (askg_turn_get_answer (turn));
  end (rig, turn);
  (void) store_rig_close (rig, NULL);
  store_rig_exec (rig, "UPDATE given_picture SET bytes = x'00010203'; UPDATE span SET kind = 'of-a-later-version';"
                       " UPDATE reply SET finish = 'whatever'");
  store_rig_reopen (rig);
  loaded = store_rig_load (rig, askg_conversation_get_id (conversation), NULL);
  g_assert_cmpuint (askg_answer_get_parts (first_answer (loaded))->pictures->len, ==, 0);
  g_assert_cmpuint (askg_answer_get_parts (first_answer (loaded))->spans->len, ==, 0);
  g_assert_cmpint (askg_answer_get_parts (first_answer (loaded))->finish, ==, ASKG_FINISH_UNKNOWN);
  g_assert_cmpstr (askg_answer_get_parts (first_answer (loaded))->model, ==, "org/model:7b");
}

static void
test_nothing_of_it_stays_when_it_is_erased (StoreRig *rig, gconstpointer unused)
{
  static const char *const traces[] = { "생각 first", "was read as text", "call_3", "\x89PNG" };
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(GBytes) before = NULL;
  g_autoptr(GBytes) after = NULL;

  store_rig_reopen (rig);
  turn = begin (rig, conversation, "secret");
  store_rig_give_parts (askg_turn_get_answer (turn));
  end (rig, turn);
  (void) store_rig_close (rig, NULL);
  before = store_rig_read_file (rig->path);
  g_assert_nonnull (memmem (g_bytes_get_data (before, NULL), g_bytes_get_size (before), traces[0], strlen (traces[0])));
  store_rig_reopen (rig);
  g_assert_true (store_rig_delete (rig, askg_conversation_get_id (conversation), NULL));
  (void) store_rig_close (rig, NULL);
  after = store_rig_read_file (rig->path);
  for (gsize i = 0; i < G_N_ELEMENTS (traces); i++)
    g_assert_null (memmem (g_bytes_get_data (after, NULL), g_bytes_get_size (after), traces[i], strlen (traces[i])));
}

/* -- What it took ---------------------------------------------------------------------------------- */

static void
note_sum (GObject *object, GAsyncResult *result, gpointer user_data)
{
  AskgUsageSum *sum = user_data;
  g_autoptr(GError) error = NULL;

  g_assert_true (askg_store_usage_finish (ASKG_STORE (object), result, sum, &error));
  g_assert_no_error (error);
}

static AskgUsageSum
sum_of (StoreRig *rig, gint64 conversation_id, gint64 from_us, gint64 until_us)
{
  AskgUsageSum sum = { .n_answers = G_MAXUINT };

  askg_store_usage_async (rig->store, conversation_id, from_us, until_us, NULL, note_sum, &sum);
  while (sum.n_answers == G_MAXUINT)
    g_main_context_iteration (NULL, TRUE);

  return sum;
}

static void
ask_for (StoreRig *rig, AskgConversation *conversation, gint64 asked_at_us, gint64 n_tokens, double cost_usd)
{
  g_autoptr(AskgTurn) turn = begin (rig, conversation, "how much?");
  AskgUsage usage;

  askg_usage_init (&usage);
  usage.input = n_tokens;
  usage.output = 1;
  usage.cost_usd = cost_usd;
  askg_question_set_asked_at_us (askg_turn_get_question (turn), asked_at_us);
  askg_answer_set_usage (askg_turn_get_answer (turn), &usage);
  askg_answer_append (askg_turn_get_answer (turn), "much");
  end (rig, turn);
}

static void
test_costs_add_up_by_conversation_and_by_month (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) cheap = askg_conversation_new ();
  g_autoptr(AskgConversation) dear = askg_conversation_new ();
  g_autoptr(AskgTurn) free_of_charge = NULL;
  AskgUsageSum sum;

  store_rig_reopen (rig);
  sum = sum_of (rig, 0, 0, G_MAXINT64);
  g_assert_cmpuint (sum.n_answers, ==, 0);
  g_assert_false (askg_usage_is_known (&sum.usage));

  ask_for (rig, cheap, 1000, 10, __builtin_nan (""));
  ask_for (rig, dear, 1500, 100, 0.25);
  ask_for (rig, dear, 2000, G_MAXINT64, 0.5);
  free_of_charge = store_rig_ask_words (rig, cheap, "and you?", "nothing");

  sum = sum_of (rig, 0, 1000, 2000);
  g_assert_cmpuint (sum.n_answers, ==, 2);
  g_assert_cmpuint (sum.n_unpriced, ==, 1);
  g_assert_cmpint (sum.usage.input, ==, 110);
  g_assert_cmpint (sum.usage.total, ==, 112);
  g_assert_cmpint (sum.usage.cached, ==, -1);
  g_assert_cmpfloat (sum.usage.cost_usd, ==, 0.25);
  sum = sum_of (rig, askg_conversation_get_id (dear), 0, G_MAXINT64);
  g_assert_cmpuint (sum.n_answers, ==, 2);
  g_assert_cmpfloat (sum.usage.cost_usd, ==, 0.75);

  /* Erased, but paid for. */
  g_assert_true (store_rig_delete (rig, askg_conversation_get_id (dear), NULL));
  store_rig_reopen (rig);
  g_assert_cmpfloat (sum_of (rig, 0, 0, G_MAXINT64).usage.cost_usd, ==, 0.75);
  g_assert_cmpuint (sum_of (rig, askg_conversation_get_id (dear), 0, G_MAXINT64).n_answers, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/store-parts/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("everything-comes-back", test_everything_comes_back);
  ADD ("what-was-shown-outlives-the-process", test_what_was_shown_outlives_the_process);
  ADD ("a-sound-comes-back-and-is-found-by-its-words", test_a_sound_comes_back_and_is_found_by_its_words);
  ADD ("a-picture-that-was-changed-on-disk-is-left-out", test_a_picture_that_was_changed_on_disk_is_left_out);
  ADD ("nothing-of-it-stays-when-it-is-erased", test_nothing_of_it_stays_when_it_is_erased);
  ADD ("costs-add-up-by-conversation-and-by-month", test_costs_add_up_by_conversation_and_by_month);
#undef ADD

  return g_test_run ();
}
