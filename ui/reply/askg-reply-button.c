/* askg-reply-button.c: main thread. */
#include "ui/reply/askg-reply-button.h"

#include <glib/gi18n-lib.h>

/**
 * askg_reply_button_new_link:
 * @label: the words of the link
 *
 * Returns: (transfer floating): what lies over them; it activates "reply.open-link" with target and label
 */
GtkWidget *
askg_reply_button_new_link (const AskgMarkdownLink *link,
                            const char             *label)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_LINK, NULL);
  /* Translators: the words of a link, then the host it leads to */
  g_autofree char *name = g_strdup_printf (_("%s, leads to %s"), label, link->host);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "askg-link");
  gtk_widget_set_cursor_from_name (button, "pointer");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "reply.open-link");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "(ss)", link->target, label);

  return button;
}

/**
 * askg_reply_button_new_place:
 * @place: "src/main.c:12"
 *
 * Returns: (transfer floating): what lies over it; it activates "overlay.open-mention", where somebody knows the project
 */
GtkWidget *
askg_reply_button_new_place (const char *place)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "accessible-role", GTK_ACCESSIBLE_ROLE_LINK, NULL);
  /* Translators: a file and a line, such as src/main.c:12 */
  g_autofree char *name = g_strdup_printf (_("%s, opens in the editor"), place);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "askg-place");
  gtk_widget_set_cursor_from_name (button, "pointer");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "overlay.open-mention");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", place);

  return button;
}

/* Returns: (transfer floating): the number of a place in the picture; it activates "reply.point" with it */
GtkWidget *
askg_reply_button_new_badge (guint number)
{
  g_autofree char *digits = g_strdup_printf ("%u", number);
  g_autofree char *name = g_strdup_printf (_("Show place %u in the picture"), number);
  GtkWidget *button = gtk_button_new_with_label (digits);

  gtk_widget_add_css_class (button, "askg-badge");
  gtk_widget_add_css_class (button, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "reply.point");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", number);
  g_object_set_data (G_OBJECT (button), "askg-number", GUINT_TO_POINTER (number));

  return button;
}

/* Only the one in focus is blue. */
void
askg_reply_button_mark (GtkWidget *badge,
                        guint      current)
{
  if (GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (badge), "askg-number")) == current)
    gtk_widget_remove_css_class (badge, "quiet");
  else
    gtk_widget_add_css_class (badge, "quiet");
}
