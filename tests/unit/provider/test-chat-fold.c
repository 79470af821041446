/* test-chat-fold.c: a conversation that outgrows its engine goes on: its first turns are summed up, by the engine or
 * without it, and what is sent begins the same from question to question. */
#include <string.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-chat-rehearsal.h"
#include "tests/unit/provider/chat-rig.h"

#define SUMMARY WHOLE /* "Good day." */

static WireRig wire;

static void
remember (AskgConversation *earlier, const char *question_text, const char *answer_text)
{
  g_autoptr(AskgQuestion) question = rig_question (question_text, NULL);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("wired", "Wired");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);

  askg_answer_append (answer, answer_text);
  askg_answer_finish (answer, NULL);
  askg_conversation_append (earlier, turn);
}

/* Turns of about 500 tokens. */
static void
remember_long (AskgConversation *earlier, guint n)
{
  g_autoptr(GString) long_text = g_string_new (NULL);

  while (long_text->len < 1900)
    g_string_append (long_text, "The harbour pilot waits for the evening tide. ");
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *question = g_strdup_printf ("What of ship %u?", i);

      remember (earlier, question, long_text->str);
    }
}

static void
rehearsed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  AskgOutbound **out = user_data;
  g_autoptr(GError) error = NULL;

  *out = askg_chat_rehearse_finish (ASKG_ENGINE_LINK (object), result, &error);
  g_assert_no_error (error);
}

/* What would be sent. */
static char *
rehearse (Asked *asked, AskgQuestion *question)
{
  AskgOutbound *outbound = NULL;
  gsize n_bytes;
  const char *bytes;
  char *body;

  askg_chat_rehearse_async (asked->link, ASKG_RECOGNISER (asked->recogniser), asked->earlier, question, NULL, rehearsed_cb,
                            &outbound);
  while (outbound == NULL)
    g_main_context_iteration (NULL, TRUE);
  bytes = g_bytes_get_data (askg_outbound_get_body (outbound), &n_bytes);
  body = g_strndup (bytes, n_bytes);
  askg_outbound_unref (outbound);

  return body;
}

/* -- Folding ---------------------------------------------------------------- */

static void
test_a_long_conversation_is_summed_up_and_goes_on (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, SUMMARY "\nnext\n" WHOLE);
  g_autoptr(AskgQuestion) next = rig_question ("and now?", NULL);
  g_autofree char *sent = NULL;
  const guint n_before = wire.ledger->n_begun;
  AskgFold *fold;

  g_object_set (asked->profile, "context-tokens", (gint64) 4096, NULL);
  remember_long (asked->earlier, 10);
  asked_ask (asked);

  g_assert_no_error (asked->error);
  g_assert_cmpstr (askg_answer_get_text (asked->answer), ==, "Good day.");
  g_assert_cmpuint (wire.ledger->n_begun - n_before, ==, 2); /* both are in the book of what was sent */
  fold = askg_conversation_get_fold (asked->earlier);
  g_assert_nonnull (fold);
  g_assert_cmpstr (askg_fold_get_text (fold), ==, "Good day.");
  g_assert_cmpuint (askg_fold_get_n_turns (fold), >=, 5);
  g_assert_cmpuint (askg_fold_get_n_turns (fold), <, 10);
  g_assert_cmpint (askg_fold_get_flags (fold), ==, 0);

  sent = rehearse (asked, next);
  g_assert_nonnull (strstr (sent, "Good day."));
  g_assert_nonnull (strstr (sent, "What of ship 9?"));
  g_assert_null (strstr (sent, "What of ship 0?"));
}

static void
test_what_fits_is_sent_whole (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, WHOLE);
  const guint n_before = wire.ledger->n_begun;

  g_object_set (asked->profile, "context-tokens", (gint64) 16384, NULL);
  remember_long (asked->earlier, 10);
  asked_ask (asked);

  g_assert_no_error (asked->error);
  g_assert_cmpuint (wire.ledger->n_begun - n_before, ==, 1);
  g_assert_null (askg_conversation_get_fold (asked->earlier));
}

/* "Use the whole turns again" is kept to. */
static void
test_the_person_may_want_it_whole (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, WHOLE);
  g_autoptr(AskgFold) fold = askg_fold_new ("short", 5, ASKG_FOLD_OFF);
  const guint n_before = wire.ledger->n_begun;

  g_object_set (asked->profile, "context-tokens", (gint64) 4096, NULL);
  remember_long (asked->earlier, 10);
  askg_conversation_set_fold (asked->earlier, fold);
  asked_ask (asked);

  g_assert_no_error (asked->error);
  g_assert_cmpuint (wire.ledger->n_begun - n_before, ==, 1);
  g_assert_true (askg_conversation_get_fold (asked->earlier) == fold);
}

/* An answer without a word is none. */
static void
test_sentences_are_picked_where_the_engine_makes_no_summary (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, REFUSE ("400 No", "", "no summaries here") "\nnext\n" WHOLE);
  AskgFold *fold;

  g_object_set (asked->profile, "context-tokens", (gint64) 4096, NULL);
  remember_long (asked->earlier, 10);
  asked_ask (asked);

  g_assert_no_error (asked->error);
  g_assert_cmpstr (askg_answer_get_text (asked->answer), ==, "Good day.");
  fold = askg_conversation_get_fold (asked->earlier);
  g_assert_cmpint (askg_fold_get_flags (fold), ==, ASKG_FOLD_EXTRACTED);
  g_assert_nonnull (strstr (askg_fold_get_text (fold), "What of ship 0?"));
  g_assert_nonnull (strstr (askg_fold_get_text (fold), "harbour pilot"));
  g_assert_cmpuint (strlen (askg_fold_get_text (fold)), <, 4000);
  g_assert_cmpuint (askg_answer_get_parts (asked->answer)->notes->len, ==, 1);
}

/* One that never said how much it takes in says it when it is too much. */
static void
test_what_it_takes_in_is_learnt_from_its_refusal (void)
{
  g_autoptr(Asked) asked =
    asked_new_for_script (&wire, REFUSE ("400 No", "", "This model's maximum context length is 4096 tokens, you asked for 5200")
                                 "\nnext\n" SUMMARY "\nnext\n" WHOLE);
  const guint n_before = wire.ledger->n_begun;

  remember_long (asked->earlier, 10);
  asked_ask (asked);

  g_assert_no_error (asked->error);
  g_assert_cmpstr (askg_answer_get_text (asked->answer), ==, "Good day.");
  g_assert_cmpuint (wire.ledger->n_begun - n_before, ==, 3);
  g_assert_cmpint (askg_profile_get_number (asked->profile, "context-tokens"), ==, 4096);
  g_assert_nonnull (askg_conversation_get_fold (asked->earlier));
}

/* An engine that is not there is told as that: no summary is made up for it. */
static void
test_an_engine_that_fails_is_not_folded_for (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, REFUSE ("401 No", "", "bad key"));

  g_object_set (asked->profile, "context-tokens", (gint64) 4096, NULL);
  remember_long (asked->earlier, 10);
  asked_ask (asked);

  g_assert_error (asked->error, ASKG_ERROR, ASKG_ERROR_KEY_REFUSED);
  g_assert_false (asked->has_output);
  g_assert_null (askg_conversation_get_fold (asked->earlier));
}

static void
test_summing_up_can_be_stopped (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, HEAD DELTA ("Go") "wait 20000\nclose");

  g_object_set (asked->profile, "context-tokens", (gint64) 4096, NULL);
  remember_long (asked->earlier, 10);
  asked_begin (asked, rig_question ("hello?", NULL));
  while (askg_answer_get_stage (asked->answer) != ASKG_STAGE_FOLDING)
    g_main_context_iteration (NULL, TRUE);
  wire_rig_turn_loop (50);
  askg_answer_stop (asked->answer);
  asked_finish (asked);

  g_assert_true (askg_error_is_cancelled (asked->error));
  g_assert_cmpint (askg_answer_get_state (asked->answer), ==, ASKG_ANSWER_STOPPED);
  g_assert_null (askg_conversation_get_fold (asked->earlier));
}

static void
test_a_stale_summary_is_told_and_made_again (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, SUMMARY "\nnext\n" WHOLE);
  g_autoptr(AskgFold) fold = askg_fold_new ("of other turns", 9, 0);
  const AskgAnswerParts *parts = askg_answer_get_parts (asked->answer);

  g_object_set (asked->profile, "context-tokens", (gint64) 4096, NULL);
  remember_long (asked->earlier, 12);
  askg_conversation_set_fold (asked->earlier, fold);
  askg_conversation_truncate (asked->earlier, 8); /* as when the ninth question is edited */
  g_assert_cmpint (askg_fold_get_flags (askg_conversation_get_fold (asked->earlier)), ==, ASKG_FOLD_STALE);
  g_assert_cmpuint (askg_conversation_get_n_folded (asked->earlier), ==, 0);
  asked_ask (asked);

  g_assert_no_error (asked->error);
  g_assert_cmpstr (askg_fold_get_text (askg_conversation_get_fold (asked->earlier)), ==, "Good day.");
  g_assert_cmpuint (parts->notes->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (parts->notes, 0), "made again"));
}

static void
test_off_the_record_the_summary_is_so_too (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, SUMMARY "\nnext\n" WHOLE);
  AskgQuestion *question = rig_question ("hello?", NULL);
  const guint n_before = wire.ledger->rows->len;

  g_object_set (asked->profile, "context-tokens", (gint64) 4096, NULL);
  remember_long (asked->earlier, 10);
  askg_question_set_off_record (question);
  asked_begin (asked, question);
  asked_finish (asked);

  g_assert_cmpuint (wire.ledger->rows->len - n_before, ==, 2);
  for (guint i = n_before; i < wire.ledger->rows->len; i++)
    g_assert_true (((const AskgLedgerRow *) g_ptr_array_index (wire.ledger->rows, i))->is_off_record);
}

/* -- The beginning stays the same ------------------------------------------- */

static gsize
count_shared (const char *a, const char *b)
{
  gsize n = 0;

  while (a[n] != '\0' && a[n] == b[n])
    n++;

  return n;
}

/* All that was sent for a question stands at the beginning of what is sent for the next one, byte for byte: up to where
 * its messages end. */
static void
assert_goes_on (const char *before, const char *after, const char *question)
{
  g_autofree char *asked = g_strdup_printf ("%s\"}", question);
  const char *end = g_strrstr (before, asked);

  g_assert_nonnull (end);
  g_assert_cmpuint (count_shared (before, after), >=, (end - before) + strlen (asked));
}

static void
test_each_request_begins_as_the_one_before (void)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, WHOLE);
  g_autofree char *before = NULL;
  g_autoptr(AskgFold) fold = askg_fold_new ("They spoke of ships.", 2, 0);

  askg_conversation_set_facts (asked->earlier, (const char *const []) { "I sail a ketch.", "My harbour is Sokcho.", NULL });
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *words = g_strdup_printf ("Question number %u stands here", i);
      g_autoptr(AskgQuestion) question = rig_question (words, NULL);
      g_autofree char *sent = rehearse (asked, question);

      if (before != NULL && i != 6)
        {
          g_autofree char *last = g_strdup_printf ("Question number %u stands here", i - 1);

          assert_goes_on (before, sent, last);
        }
      g_free (before);
      before = g_steal_pointer (&sent);
      remember (asked->earlier, words, "An answer.");
      if (i == 5)
        askg_conversation_set_fold (asked->earlier, fold);
    }
  g_assert_nonnull (strstr (before, "They spoke of ships."));
  g_assert_nonnull (strstr (before, "- I sail a ketch.\\n- My harbour is Sokcho."));
  g_assert_null (strstr (before, "Question number 0 stands here"));
}

/* What is hidden has the same name in the fact, in the summary, and in what follows. */
static void
test_secrets_keep_their_names (void)
{
  g_autoptr(Asked) asked = asked_new (&wire, "https://api.example/v1", FALSE);
  g_autoptr(AskgFold) fold = askg_fold_new ("The key is AKIAQ3EGRV7KD2XJ5MZT and the other AKIAQ3EGRV7KD2XJ5MZU.", 1, 0);
  g_autoptr(AskgQuestion) first = rig_question ("What of AKIAQ3EGRV7KD2XJ5MZU?", NULL);
  g_autoptr(AskgQuestion) second = rig_question ("and AKIAQ3EGRV7KD2XJ5MZT?", NULL);
  g_autofree char *before = NULL, *after = NULL;

  askg_conversation_set_facts (asked->earlier, (const char *const []) { "My key is AKIAQ3EGRV7KD2XJ5MZU", NULL });
  remember (asked->earlier, "begin", "begun");
  askg_conversation_set_fold (asked->earlier, fold);
  before = rehearse (asked, first);
  remember (asked->earlier, "What of AKIAQ3EGRV7KD2XJ5MZU?", "It is fine.");
  after = rehearse (asked, second);

  g_assert_null (strstr (after, "AKIAQ3"));
  assert_goes_on (before, after, "?");
}

/* What says that it is a secret is folded away; only the summary is told. */
static void
test_a_secret_in_the_summary_is_known_by_the_turns_it_sums_up (void)
{
  g_autoptr(Asked) asked = asked_new (&wire, "https://api.example/v1", FALSE);
  g_autoptr(AskgFold) fold = askg_fold_new ("They type tidewater-gull-93x to enter.", 1, 0);
  g_autoptr(AskgQuestion) first = rig_question ("and now?", NULL);
  g_autoptr(AskgQuestion) second = rig_question ("and then?", NULL);
  g_autofree char *once = NULL, *again = NULL;

  remember (asked->earlier, "HARBOR_PASSWORD=tidewater-gull-93x is refused, why?", "Type it anew.");
  remember (asked->earlier, "It works.", "Good.");
  askg_conversation_set_fold (asked->earlier, fold);
  once = rehearse (asked, first);
  again = rehearse (asked, second);

  g_assert_nonnull (strstr (once, "They type [password 1] to enter."));
  g_assert_null (strstr (again, "gull"));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  wire_rig_set_up (&wire, (const char *[]) { "plain", NULL });
  g_test_add_func ("/chat-fold/a-long-conversation-is-summed-up-and-goes-on", test_a_long_conversation_is_summed_up_and_goes_on);
  g_test_add_func ("/chat-fold/what-fits-is-sent-whole", test_what_fits_is_sent_whole);
  g_test_add_func ("/chat-fold/the-person-may-want-it-whole", test_the_person_may_want_it_whole);
  g_test_add_func ("/chat-fold/sentences-are-picked-where-the-engine-makes-no-summary",
                   test_sentences_are_picked_where_the_engine_makes_no_summary);
  g_test_add_func ("/chat-fold/what-it-takes-in-is-learnt-from-its-refusal", test_what_it_takes_in_is_learnt_from_its_refusal);
  g_test_add_func ("/chat-fold/an-engine-that-fails-is-not-folded-for", test_an_engine_that_fails_is_not_folded_for);
  g_test_add_func ("/chat-fold/summing-up-can-be-stopped", test_summing_up_can_be_stopped);
  g_test_add_func ("/chat-fold/a-stale-summary-is-told-and-made-again", test_a_stale_summary_is_told_and_made_again);
  g_test_add_func ("/chat-fold/off-the-record-the-summary-is-so-too", test_off_the_record_the_summary_is_so_too);
  g_test_add_func ("/chat-fold/each-request-begins-as-the-one-before", test_each_request_begins_as_the_one_before);
  g_test_add_func ("/chat-fold/secrets-keep-their-names", test_secrets_keep_their_names);
  g_test_add_func ("/chat-fold/a-secret-in-the-summary-is-known-by-the-turns-it-sums-up",
                   test_a_secret_in_the_summary_is_known_by_the_turns_it_sums_up);
  result = g_test_run ();
  wire_rig_tear_down (&wire);

  return result;
}
