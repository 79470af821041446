/* reply-fixture.h: an answer in a window, and what is shown of it. For the tests of ui/reply. */
#pragma once

#include <adwaita.h>

#include "ui/reply/askg-reply-text.h"
#include "ui/reply/askg-reply-view.h"

typedef struct
{
  GtkWidget  *window;
  GtkWidget  *view;
  AskgAnswer *answer;
} Fixture;

static G_GNUC_UNUSED void
settle (void)
{
  const gint64 end = g_get_monotonic_time () + 150 * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static G_GNUC_UNUSED void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  fixture->window = gtk_window_new ();
  fixture->view = askg_reply_view_new ();
  fixture->answer = askg_answer_new ("test", "Test");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), fixture->view);
  gtk_window_set_child (GTK_WINDOW (fixture->window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 500, 400);
  gtk_window_present (GTK_WINDOW (fixture->window));
  askg_reply_view_set_answer (ASKG_REPLY_VIEW (fixture->view), fixture->answer);
  settle ();
}

static G_GNUC_UNUSED void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->answer);
  settle ();
}

/* All of one type below WIDGET, from top to bottom. */
static G_GNUC_UNUSED void
collect (GtkWidget *widget,
         GType      type,
         GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child))
      collect (child, type, found);
}

static G_GNUC_UNUSED GPtrArray *
find (GtkWidget *widget,
      GType      type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (widget, type, found);

  return found;
}

static G_GNUC_UNUSED const char *
text_at (GPtrArray *texts,
         guint      index)
{
  g_assert_cmpuint (index, <, texts->len);

  return gtk_label_get_text (askg_reply_text_get_label (texts->pdata[index]));
}
