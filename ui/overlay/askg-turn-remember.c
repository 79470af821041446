/* askg-turn-remember.c: main thread. */
#include "ui/overlay/askg-turn-remember.h"

#include "engine/model/askg-markdown.h"
#include "ui/overlay/askg-turn-view.h"

/* (nullable): what is selected in the words of @widget, or in what it holds */
static char *
dup_selected (GtkWidget *widget)
{
  int start, end;

  if (GTK_IS_LABEL (widget) && gtk_label_get_selection_bounds (GTK_LABEL (widget), &start, &end))
    return g_utf8_substring (gtk_label_get_text (GTK_LABEL (widget)), start, end);
  if (GTK_IS_TEXT_VIEW (widget))
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget));
      GtkTextIter from, to;

      return gtk_text_buffer_get_selection_bounds (buffer, &from, &to) ? gtk_text_buffer_get_text (buffer, &from, &to, FALSE)
                                                                       : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      char *selected = dup_selected (child);

      if (selected != NULL)
        return selected;
    }

  return NULL;
}

/* A fact is words, not their form. */
static char *
dup_answer (AskgTurn *turn)
{
  g_autoptr(AskgMarkdown) markdown = askg_markdown_parse (askg_answer_get_text (askg_turn_get_answer (turn)));

  return askg_markdown_to_plain (markdown);
}

/* @what: "answer", "question", or "selected": the words that are, else the answer */
void
askg_turn_remember_action (GtkWidget  *turn_view,
                           const char *action_name,
                           GVariant   *what)
{
  AskgTurn *turn = askg_turn_view_get_turn (ASKG_TURN_VIEW (turn_view));
  const char *part = g_variant_get_string (what, NULL);
  g_autofree char *text = g_str_equal (part, "selected") ? dup_selected (turn_view) : NULL;

  if (g_str_equal (part, "question"))
    text = g_strdup (askg_question_get_text (askg_turn_get_question (turn)));
  if (text == NULL)
    text = dup_answer (turn);
  gtk_widget_activate_action (turn_view, "overlay.remember", "s", text);
}
