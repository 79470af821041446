/* test-session.c: whatever was asked is in the history when the session has closed, however early that is. */
#include <glib/gstdio.h>

#include "app/askg-asking.h"
#include "engine/base/askg-error.h"

#define PATIENCE_US (20 * G_TIME_SPAN_SECOND)

static char *
new_folder (void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("askg-session-XXXXXX", &error);

  g_assert_no_error (error);

  return folder;
}

static void
remove_folder (const char *folder)
{
  g_autofree char *command = g_strdup_printf ("rm -r '%s'", folder);

  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
}

static void
keep_result (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  const gint64 until_us = g_get_monotonic_time () + PATIENCE_US;

  while (*result == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time (), <, until_us);
    }
}

static void
close_session (AskgSession *session)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  askg_session_close_async (session, keep_result, &result);
  wait_for (&result);
  askg_session_close_finish (session, result, &error);
  g_assert_no_error (error);
}

static guint
count_hits (const char *folder, const char *words)
{
  g_autoptr(AskgSession) session = askg_session_new (folder);
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) found = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgSearch) search = askg_search_new (words, 10);
  guint n_hits;

  askg_session_open_async (session, NULL, keep_result, &opened);
  wait_for (&opened);
  askg_session_open_finish (session, opened, &error);
  g_assert_no_error (error);
  askg_store_search_async (askg_session_get_store (session), search, NULL, keep_result, &found);
  wait_for (&found);
  hits = askg_store_search_finish (askg_session_get_store (session), found, &error);
  g_assert_no_error (error);
  n_hits = hits->len;
  close_session (session);

  return n_hits;
}

static AskgTurn *
ask (AskgSession *session, const char *text)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgQuestion) question = askg_question_new (text, NULL);
  g_autoptr(GError) error = NULL;
  AskgTurn *turn = askg_asking_start (session, conversation, question, NULL, &error);

  g_assert_no_error (error);

  return turn;
}

static void
test_asked_while_opening_and_closed_at_once (void)
{
  g_autofree char *folder = new_folder ();
  g_autoptr(AskgSession) session = askg_session_new (folder);
  g_autoptr(AskgTurn) turn = ask (session, "where is my umbrella?");

  close_session (session);
  g_assert_false (askg_session_is_busy (session));
  g_assert_cmpint (askg_answer_get_state (askg_turn_get_answer (turn)), ==, ASKG_ANSWER_STOPPED);
  g_assert_cmpint (askg_turn_get_id (turn), >, 0);
  g_clear_object (&session);

  g_assert_cmpuint (count_hits (folder, "umbrella"), ==, 1);
  remove_folder (folder);
}

static gboolean
release_cb (gpointer user_data)
{
  g_clear_object ((AskgSession **) user_data);

  return G_SOURCE_REMOVE;
}

/* A command holds the history for a moment longer than the program wants to live. */
static void
test_asked_while_another_owner_is_ending (void)
{
  g_autofree char *folder = new_folder ();
  g_autoptr(AskgSession) other = askg_session_new (folder);
  g_autoptr(AskgSession) session = askg_session_new (folder);
  g_autoptr(AskgTurn) turn = NULL;

  g_assert_true (askg_session_take_ownership (other, NULL));
  askg_session_set_patience_ms (session, 60000);
  turn = ask (session, "where is my parasol?");
  g_timeout_add (500, release_cb, &other);
  close_session (session);
  g_assert_cmpint (askg_turn_get_id (turn), >, 0);
  g_clear_object (&session);

  g_assert_cmpuint (count_hits (folder, "parasol"), ==, 1);
  remove_folder (folder);
}

static void
test_nothing_asked_waits_for_nobody (void)
{
  g_autofree char *folder = new_folder ();
  g_autoptr(AskgSession) other = askg_session_new (folder);
  g_autoptr(AskgSession) session = askg_session_new (folder);
  g_autoptr(GAsyncResult) opened = NULL;
  const gint64 began_us = g_get_monotonic_time ();

  g_assert_true (askg_session_take_ownership (other, NULL));
  askg_session_set_patience_ms (session, 60000);
  askg_session_open_async (session, NULL, keep_result, &opened);
  close_session (session);
  wait_for (&opened);
  g_assert_false (askg_session_open_finish (session, opened, NULL));
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, 5 * G_TIME_SPAN_SECOND);
  remove_folder (folder);
}

static AskgConversation *
load (AskgSession *session, gint64 id)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  AskgConversation *loaded;

  askg_store_load_async (askg_session_get_store (session), id, NULL, keep_result, &result);
  wait_for (&result);
  loaded = askg_store_load_finish (askg_session_get_store (session), result, &error);
  g_assert_no_error (error);

  return askg_session_share_conversation (session, loaded);
}

/* A command goes on with the conversation a window shows: the window sees it. */
static void
test_a_conversation_in_use_is_the_same_for_everybody (void)
{
  g_autofree char *folder = new_folder ();
  g_autoptr(AskgSession) session = askg_session_new (folder);
  g_autoptr(AskgConversation) asked = askg_conversation_new ();
  g_autoptr(AskgQuestion) question = askg_question_new ("where is my raincoat?", NULL);
  g_autoptr(AskgTurn) turn = askg_asking_start (session, asked, question, NULL, NULL);
  g_autoptr(AskgConversation) shown = NULL;
  g_autoptr(AskgConversation) alone = NULL;
  gint64 id;

  while (askg_session_is_busy (session))
    g_main_context_iteration (NULL, TRUE);
  id = askg_conversation_get_id (asked);
  shown = load (session, id);
  g_assert_true (shown == asked);
  g_clear_object (&shown);
  g_clear_object (&asked);

  alone = load (session, id);
  g_assert_cmpuint (askg_conversation_get_n_turns (alone), ==, 1);
  shown = load (session, id);
  g_assert_true (shown == alone);
  close_session (session);
  g_clear_object (&session);
  remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/session/asked-while-opening-and-closed-at-once", test_asked_while_opening_and_closed_at_once);
  g_test_add_func ("/app/session/asked-while-another-owner-is-ending", test_asked_while_another_owner_is_ending);
  g_test_add_func ("/app/session/nothing-asked-waits-for-nobody", test_nothing_asked_waits_for_nobody);
  g_test_add_func ("/app/session/a-conversation-in-use-is-the-same-for-everybody",
                   test_a_conversation_in_use_is_the_same_for_everybody);

  return g_test_run ();
}
