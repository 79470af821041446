/* test-met-before.c: an error that was asked about is known again: in another folder, on another line, after months. */
#include "app/askg-met-before.h"
#include "tests/unit/memory/store-rig.h"

#include <string.h>

#define ERROR_LINE ": error: implicit declaration of function ‘session_resume’ [-Werror=implicit-function-declaration]\n"
#define MONDAY_US  (G_GINT64_CONSTANT (1795000000) * G_USEC_PER_SEC)
#define DAY_US     (24 * G_TIME_SPAN_HOUR)

static char *
failing (const char *folder,
         const char *line,
         const char *error)
{
  return g_strdup_printf ("%s$ make -j8\ncc -c session.c\nsrc/session.c:%s:3%s[exit status 2]\n", folder, line, error);
}

static AskgTurn *
ask_about (StoreRig   *rig,
           const char *text,
           gint64      asked_at_us)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgAttachment) attachment = askg_attachment_new_text (ASKG_ATTACHMENT_COMMAND, text, "make -j8");
  g_autoptr(AskgQuestion) question = store_rig_question ("", attachment);

  askg_question_set_asked_at_us (question, asked_at_us);

  return store_rig_ask (rig, conversation, question, "Its header is session-io.h.");
}

static void
keep_result (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Returns: the turn; 0 for none */
static gint64
look_up (StoreRig   *rig,
         const char *text,
         gint64      before_us)
{
  g_autoptr(AskgFailure) failure = askg_failure_new_for_text (text);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  AskgMetBefore met = { 0 };

  g_assert_nonnull (failure);
  askg_met_before_find_async (rig->store, failure, before_us, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  askg_met_before_find_finish (result, &met, &error);
  g_assert_no_error (error);

  return met.turn_id;
}

static void
test_on_another_day_in_another_folder_on_another_line (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *then = failing ("/home/a/harbor", "87", ERROR_LINE), *now = failing ("/srv/build", "92", ERROR_LINE);
  g_autoptr(AskgTurn) first = NULL, second = NULL;

  store_rig_reopen (rig);
  g_assert_cmpint (look_up (rig, now, MONDAY_US), ==, 0);
  first = ask_about (rig, then, MONDAY_US);
  g_assert_cmpint (look_up (rig, now, MONDAY_US), ==, 0); /* only what was before */
  g_assert_cmpint (look_up (rig, now, MONDAY_US + 1), ==, askg_turn_get_id (first));
  second = ask_about (rig, then, MONDAY_US + DAY_US);
  g_assert_cmpint (look_up (rig, now, MONDAY_US + 2 * DAY_US), ==, askg_turn_get_id (second)); /* the last time */
}

static void
test_another_error_is_not_taken_for_it (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *then = failing ("/home/a/harbor", "87", ERROR_LINE);
  g_autofree char *other = failing ("/home/a/harbor", "87", ": error: unused variable ‘session_resume’ [-Werror=unused-variable]\n");
  g_autofree char *without = failing ("/home/a/harbor", "87", " is fine\n");
  g_autoptr(AskgTurn) turn = NULL;

  store_rig_reopen (rig);
  turn = ask_about (rig, then, MONDAY_US);
  g_assert_cmpint (look_up (rig, other, MONDAY_US + DAY_US), ==, 0);
  g_assert_cmpint (look_up (rig, without, MONDAY_US + DAY_US), ==, 0);
}

static void
test_a_key_pressed_twice_is_one_meeting (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *then = failing ("/home/a/harbor", "87", ERROR_LINE);
  g_autoptr(AskgTurn) turn = NULL;

  store_rig_reopen (rig);
  turn = ask_about (rig, then, MONDAY_US);
  g_assert_cmpint (look_up (rig, then, MONDAY_US + G_TIME_SPAN_MINUTE), ==, 0);
  g_assert_cmpint (look_up (rig, then, MONDAY_US + DAY_US), ==, askg_turn_get_id (turn));
}

/* What is kept of a long output is enough, and the words are found behind its megabyte. */
static void
test_a_long_output_is_known_by_its_error (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgCommandRecord) record = askg_command_record_new ();
  g_autoptr(GString) output = g_string_new (NULL);
  g_autoptr(AskgFailure) failure = NULL;
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(AskgTurn) turn = NULL;
  g_autofree char *later = failing ("/srv/build", "92", ERROR_LINE);

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (output, "[%u/20000] Compiling part-%u.c\n", i, i);
  g_string_append (output, "src/session.c:87:3" ERROR_LINE);
  bytes = g_string_free_to_bytes (g_steal_pointer (&output));
  record->command = g_strdup ("make -j8");
  record->folder = g_strdup ("/home/a/harbor");
  record->status = 2;
  record->n_total_bytes = g_bytes_get_size (bytes);
  askg_command_record_add_part (record, 0, bytes);
  failure = askg_failure_new_for_record (record);
  g_assert_cmpuint (strlen (failure->text), <, 100000);

  store_rig_reopen (rig);
  turn = ask_about (rig, failure->text, MONDAY_US);
  g_assert_cmpint (look_up (rig, later, MONDAY_US + DAY_US), ==, askg_turn_get_id (turn));
}

static void
test_its_conversation_is_called_by_where_it_failed (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *there = g_strconcat (g_get_home_dir (), "/src/harbor$ make\n[exit status 2]\n", NULL);
  static const struct { const char *text, *title; } cases[] = {
    { "/srv/build$ make\n[exit status 2]\n", "Last error in /srv/build" },
    { "\nno head$ here", "make -j8" },
    { NULL, "Last error in ~/src/harbor" },
  };

  store_rig_reopen (rig);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AskgTurn) turn = ask_about (rig, cases[i].text != NULL ? cases[i].text : there, MONDAY_US);
      g_autoptr(GPtrArray) list = store_rig_list (rig);

      g_assert_cmpstr (((AskgConversationSummary *) g_ptr_array_index (list, 0))->title, ==, cases[i].title);
    }
}

#define ADD(name, func) g_test_add ("/met-before/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("on-another-day-in-another-folder-on-another-line", test_on_another_day_in_another_folder_on_another_line);
  ADD ("another-error-is-not-taken-for-it", test_another_error_is_not_taken_for_it);
  ADD ("a-key-pressed-twice-is-one-meeting", test_a_key_pressed_twice_is_one_meeting);
  ADD ("a-long-output-is-known-by-its-error", test_a_long_output_is_known_by_its_error);
  ADD ("its-conversation-is-called-by-where-it-failed", test_its_conversation_is_called_by_where_it_failed);

  return g_test_run ();
}
