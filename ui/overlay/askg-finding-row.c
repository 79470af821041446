/* askg-finding-row.c: main thread. */
#include "ui/overlay/askg-finding-row.h"

#include <glib/gi18n-lib.h>

struct _AskgFindingRow
{
  AdwActionRow  parent_instance;

  GtkImage     *eye;    /* borrowed: a child */
  GtkButton    *button; /* borrowed: a child */
};

G_DEFINE_FINAL_TYPE (AskgFindingRow, askg_finding_row, ADW_TYPE_ACTION_ROW)

static guint toggled_signal;

static char *
title_of (const AskgFoundSecret *finding)
{
  if (finding->is_unread)
    return g_strdup (_("A picture that was not read"));
  if (finding->name == NULL)
    return g_strdup (askg_secret_category_get_name (finding->category));

  return g_strconcat (askg_secret_category_get_name (finding->category), " · ", finding->name, NULL);
}

static char *
place_of (const AskgFoundSecret *finding)
{
  if (finding->line > 0 && finding->n_pictures > 0)
    return g_strdup_printf (_("Text, line %u, and picture"), finding->line);
  if (finding->line > 0)
    return g_strdup_printf (_("Text, line %u"), finding->line);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u picture", "%u pictures", finding->n_pictures),
                          finding->n_pictures);
}

static char *
state_of (const AskgFoundSecret *finding)
{
  if (finding->is_unread)
    return g_strdup (finding->is_shown ? _("Nobody knows what it shows: you send it as it is")
                                       : _("Nobody knows what it shows: it is covered whole"));

  return finding->is_shown ? g_strdup (_("Shown: you uncovered it")) : place_of (finding);
}

static void
clicked_cb (AskgFindingRow *self)
{
  g_signal_emit (self, toggled_signal, 0);
}

static void
askg_finding_row_class_init (AskgFindingRowClass *klass)
{
  toggled_signal = g_signal_new ("toggled", ASKG_TYPE_FINDING_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_finding_row_init (AskgFindingRow *self)
{
  self->eye = GTK_IMAGE (gtk_image_new ());
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->eye));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), GTK_WIDGET (self->button));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

/* What the person decided about it. */
void
askg_finding_row_refresh (AskgFindingRow    *self,
                          const AskgFoundSecret *finding)
{
  g_autofree char *title = title_of (finding);
  g_autofree char *state = state_of (finding);
  const char *verb = finding->is_shown ? _("Cover") : _("Uncover");
  /* TRANSLATORS: for screen readers: "Uncover: API key · HARBOR_KEY" */
  g_autofree char *spoken = g_strdup_printf (_("%s: %s"), verb, title);

  g_return_if_fail (ASKG_IS_FINDING_ROW (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), state);
  gtk_image_set_from_icon_name (self->eye, finding->is_shown ? "view-reveal-symbolic" : "view-conceal-symbolic");
  gtk_button_set_label (self->button, verb);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/* @can_change: else it only tells */
GtkWidget *
askg_finding_row_new (const AskgFoundSecret *finding,
                      gboolean           can_change)
{
  AskgFindingRow *self = g_object_new (ASKG_TYPE_FINDING_ROW, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->button), can_change);
  askg_finding_row_refresh (self, finding);

  return GTK_WIDGET (self);
}
