/* test-transcript.c: what is in sight of a conversation that was opened. */
#include <adwaita.h>

#include "engine/base/askg-error.h"
#include "ui/overlay/askg-transcript.h"

static void
settle (guint ms)
{
  const gint64 end = g_get_monotonic_time () + ms * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
append_turn (AskgConversation *conversation,
             gint64            id)
{
  g_autofree char *text = g_strdup_printf ("Question %" G_GINT64_FORMAT, id);
  g_autoptr(AskgQuestion) question = askg_question_new (text, NULL);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("test", "Test");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);

  askg_answer_append (answer, "One line.\n\nAnother one.\n\nA third one.\n");
  askg_answer_finish (answer, NULL);
  askg_turn_set_id (turn, id);
  askg_conversation_append (conversation, turn);
}

static GtkWidget *
find_found (GtkWidget *widget)
{
  GtkWidget *found = gtk_widget_has_css_class (widget, "askg-found") ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_found (child);

  return found;
}

static void
test_a_hit_is_in_sight_and_stands_out (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *transcript = g_object_new (ASKG_TYPE_TRANSCRIPT, NULL);
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  GtkWidget *found;
  double x, y;

  for (gint64 id = 1; id <= 9; id++)
    append_turn (conversation, id);
  gtk_window_set_child (GTK_WINDOW (window), transcript);
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 300);
  askg_transcript_set_conversation (ASKG_TRANSCRIPT (transcript), conversation);
  gtk_window_present (GTK_WINDOW (window));
  askg_transcript_show_turn (ASKG_TRANSCRIPT (transcript), 4);
  settle (500);

  found = find_found (transcript);
  g_assert_nonnull (found);
  g_assert_cmpint (askg_turn_get_id (askg_turn_view_get_turn (ASKG_TURN_VIEW (found))), ==, 4);
  g_assert_true (gtk_widget_translate_coordinates (found, transcript, 0, 0, &x, &y));
  g_assert_cmpfloat (y, >=, -1);
  g_assert_cmpfloat (y, <, 40);

  settle (2000);
  g_assert_null (find_found (transcript));

  askg_transcript_show_turn (ASKG_TRANSCRIPT (transcript), 1000);
  g_assert_null (find_found (transcript));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The words of any label in sight below @widget that begins with @beginning. */
static const char *
find_words (GtkWidget  *widget,
            const char *beginning)
{
  const char *found = GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
                      g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), beginning)
                      ? gtk_label_get_text (GTK_LABEL (widget)) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_words (child, beginning);

  return found;
}

/* While it is asked, a notice says why; in a conversation that is opened later, the turn does. */
static void
test_an_old_question_says_why_it_was_not_answered (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *transcript = g_object_new (ASKG_TYPE_TRANSCRIPT, NULL);
  g_autoptr(GError) error = g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL, "This needs a model.");
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) live = askg_conversation_new ();
  g_autoptr(AskgQuestion) question = askg_question_new ("what is 17 * 23?", NULL);
  g_autoptr(AskgAnswer) old_answer = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgAnswer) new_answer = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgTurn) old_turn = askg_turn_new (question, old_answer);
  g_autoptr(AskgTurn) new_turn = askg_turn_new (question, new_answer);

  gtk_window_set_child (GTK_WINDOW (window), transcript);
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 300);
  gtk_window_present (GTK_WINDOW (window));

  askg_answer_finish (old_answer, error);
  askg_conversation_append (conversation, old_turn);
  askg_transcript_set_conversation (ASKG_TRANSCRIPT (transcript), conversation);
  settle (200);
  g_assert_cmpstr (find_words (transcript, "Not answered"), ==, "Not answered\nThis needs a model.");

  askg_conversation_append (live, new_turn);
  askg_transcript_set_conversation (ASKG_TRANSCRIPT (transcript), live);
  settle (200);
  askg_answer_finish (new_answer, error);
  settle (200);
  g_assert_cmpstr (find_words (transcript, "Not answered"), ==, "Not answered");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/transcript/a-hit-is-in-sight-and-stands-out", test_a_hit_is_in_sight_and_stands_out);
  g_test_add_func ("/ui/transcript/an-old-question-says-why-it-was-not-answered",
                   test_an_old_question_says_why_it_was_not_answered);

  return g_test_run ();
}
