/* test-reader-recall.c: earlier questions are found again, in a real history. */
#include "tests/unit/memory/store-rig.h"
#include "tests/unit/provider/reader-rig.h"

#include <locale.h>
#include <string.h>

#define LOG "main.c:1:2: error: implicit declaration of function 'libfoo_open'\nmore"

typedef struct
{
  StoreRig  store;
  Rig      *rig;
} Both;

static void
set_up (Both *both, gconstpointer unused)
{
  store_rig_set_up (&both->store, NULL);
  g_assert_true (store_rig_open (&both->store, NULL));
  both->rig = rig_new (both->store.store);
}

static void
tear_down (Both *both, gconstpointer unused)
{
  rig_free (both->rig);
  store_rig_tear_down (&both->store, NULL);
}

/* Asks in a conversation of its own, days ago, and keeps it as the program would. */
static void
ask_and_store (Both       *both,
               const char *words,
               guint       days_ago)
{
  g_autoptr(AskgQuestion) question = rig_question (words, rig_text (LOG), NULL);
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = NULL;

  rig_ask (both->rig, question);
  askg_question_set_asked_at_us (question, g_get_real_time () - days_ago * G_TIME_SPAN_DAY - G_USEC_PER_SEC);
  turn = askg_turn_new (question, both->rig->answer);
  g_assert_true (store_rig_begin (&both->store, conversation, turn, NULL));
  g_assert_true (store_rig_end (&both->store, turn, NULL));
}

static void
test_the_same_error_is_remembered (Both *both, gconstpointer unused)
{
  g_autoptr(AskgQuestion) again = rig_question ("what is this?", rig_text ("other.c:7:1: error: implicit declaration of function 'libfoo_open'"), NULL);
  g_autoptr(AskgQuestion) other = rig_question ("what is this?", rig_text ("other.c:7:1: error: implicit declaration of function 'bar'"), NULL);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) then = g_date_time_add_days (now, -3);
  g_autofree char *day = g_date_time_format (then, "You asked about this on %A: “");

  ask_and_store (both, "why does my build fail?", 3);
  rig_ask (both->rig, again);
  g_assert_nonnull (strstr (askg_answer_get_text (both->rig->answer), day));

  rig_ask (both->rig, other);
  g_assert_null (strstr (askg_answer_get_text (both->rig->answer), "You asked about this"));
}

static void
test_what_was_asked_about_is_found (Both *both, gconstpointer unused)
{
  g_autoptr(AskgQuestion) question = rig_question ("what did I ask about libfoo_open?", NULL);
  g_autoptr(AskgQuestion) nothing = rig_question ("what did I ask about kangaroos?", NULL);

  ask_and_store (both, "why does my build fail?", 1);
  rig_ask (both->rig, question);
  g_assert_true (g_str_has_prefix (askg_answer_get_text (both->rig->answer),
                                   "About “libfoo\\_open” you asked:\n\n- yesterday at "));
  g_assert_nonnull (strstr (askg_answer_get_text (both->rig->answer), ": “why does my build fail?”"));

  rig_ask (both->rig, nothing);
  g_assert_cmpstr (askg_answer_get_text (both->rig->answer), ==, "You have not asked about “kangaroos” before.");
}

static void
test_the_last_questions_are_listed (Both *both, gconstpointer unused)
{
  g_autoptr(AskgQuestion) question = rig_question ("what did I ask last time?", NULL);
  g_autoptr(AskgQuestion) none = rig_question ("지난번", NULL);

  rig_ask (both->rig, none);
  g_assert_cmpstr (askg_answer_get_text (both->rig->answer), ==, "There is no earlier question.");
  ask_and_store (both, "why does my build fail?", 2);
  rig_ask (both->rig, question);
  g_assert_true (g_str_has_prefix (askg_answer_get_text (both->rig->answer), "You asked:\n\n- "));
}

static void
test_this_error_is_looked_up_when_asked (Both *both, gconstpointer unused)
{
  g_autoptr(AskgQuestion) question = rig_question ("have I seen this before?", rig_text (LOG), NULL);

  ask_and_store (both, "why does my build fail?", 0);
  rig_ask (both->rig, question);
  g_assert_nonnull (strstr (askg_answer_get_text (both->rig->answer), "- today at "));
}

static void
test_a_history_that_is_closed_spoils_nothing (Both *both, gconstpointer unused)
{
  g_autoptr(AskgQuestion) question = rig_question ("what is this?", rig_text (LOG), NULL);

  g_assert_true (store_rig_close (&both->store, NULL));
  rig_ask (both->rig, question);
  g_assert_cmpint (askg_answer_get_state (both->rig->answer), ==, ASKG_ANSWER_DONE);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/reader/recall/the-same-error-is-remembered", Both, NULL, set_up, test_the_same_error_is_remembered, tear_down);
  g_test_add ("/reader/recall/what-was-asked-about-is-found", Both, NULL, set_up, test_what_was_asked_about_is_found, tear_down);
  g_test_add ("/reader/recall/the-last-questions-are-listed", Both, NULL, set_up, test_the_last_questions_are_listed, tear_down);
  g_test_add ("/reader/recall/this-error-is-looked-up-when-asked", Both, NULL, set_up, test_this_error_is_looked_up_when_asked, tear_down);
  g_test_add ("/reader/recall/a-history-that-is-closed-spoils-nothing", Both, NULL, set_up, test_a_history_that_is_closed_spoils_nothing, tear_down);

  return g_test_run ();
}
