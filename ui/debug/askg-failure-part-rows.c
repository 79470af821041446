/* askg-failure-part-rows.c: main thread. */
#include "ui/debug/askg-failure-part-rows.h"

#include <glib/gi18n-lib.h>

#include "engine/debug/askg-failure-part.h"
#include "engine/model/askg-inert-text.h"

/* (transfer full): what it is, in the person's language */
static char *
words_for_part (const AskgFailurePart *part)
{
  g_autofree char *place = askg_text_make_inert (part->place, ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);

  switch (part->kind)
    {
    case ASKG_FAILURE_PART_DECLARED:
      return g_strdup_printf (_("Declared in %s"), place);
    case ASKG_FAILURE_PART_NOT_INCLUDED:
      return g_strdup_printf (_("Declared in %s, which is not included"), place);
    case ASKG_FAILURE_PART_COMMITTED:
      return g_strdup_printf (_("Changes of %s in the last commit"), place);
    case ASKG_FAILURE_PART_OUTSIDE:
      return g_strdup_printf (_("Lines of %s, outside the project"), place);
    case ASKG_FAILURE_PART_CHANGES:
    default:
      return g_strdup_printf (_("Changes of %s since the last commit"), place);
    }
}

static GtkWidget *
make_part_head (const char *words,
                guint       index)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label = gtk_label_new (words);
  GtkWidget *cross = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *told = g_strdup_printf (_("Leave out: %s"), words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (cross, "flat");
  gtk_widget_add_css_class (cross, "circular");
  gtk_widget_set_tooltip_text (cross, _("Ask without this"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cross), "failure.leave-out");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (cross), "u", index);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cross), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), cross);

  return head;
}

/**
 * askg_failure_part_rows_add:
 * @parts: (element-type AskgFailurePart):
 *
 * Each with a cross, which activates "failure.leave-out" with its number.
 */
void
askg_failure_part_rows_add (GtkBox          *box,
                            const GPtrArray *parts)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const AskgFailurePart *part = g_ptr_array_index (parts, i);
      g_autofree char *words = words_for_part (part), *text = g_strdup (part->text), *inert = NULL;
      GtkWidget *shown = gtk_label_new (NULL);

      inert = askg_text_make_inert (g_strchomp (text), ASKG_INERT_SHOW_HIDDEN);
      gtk_label_set_text (GTK_LABEL (shown), inert);
      gtk_label_set_xalign (GTK_LABEL (shown), 0);
      gtk_label_set_wrap (GTK_LABEL (shown), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (shown), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_selectable (GTK_LABEL (shown), TRUE);
      gtk_widget_add_css_class (shown, "caption");
      gtk_widget_add_css_class (shown, "monospace");
      gtk_widget_add_css_class (shown, "dim-label");
      gtk_box_append (box, make_part_head (words, i));
      gtk_box_append (box, shown);
    }
}
