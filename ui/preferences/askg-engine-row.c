/* askg-engine-row.c: main thread. */
#include "ui/preferences/askg-engine-row.h"

#include <glib/gi18n-lib.h>

struct _AskgEngineRow
{
  AdwActionRow    parent_instance;

  /* Template children */
  GtkCheckButton *radio;
  GtkWidget      *state_box;
  GtkWidget      *dot;
  GtkLabel       *state;
  GtkWidget      *restart_button;
  GtkWidget      *arrow;

  /* Owned */
  AskgEngineItem *item;
};

enum { CHOOSE, RESTART, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgEngineRow, askg_engine_row, ADW_TYPE_ACTION_ROW)

static void
radio_toggled (AskgEngineRow *self)
{
  if (gtk_check_button_get_active (self->radio) && self->item != NULL && !askg_engine_item_is_first (self->item))
    g_signal_emit (self, signals[CHOOSE], 0);
}

static void
restart_clicked (AskgEngineRow *self)
{
  g_signal_emit (self, signals[RESTART], 0);
}

static void
fill (AskgEngineRow *self)
{
  g_autofree char *about = askg_engine_item_dup_long (self->item);
  g_autofree char *radio_name = g_strdup_printf (_("Ask %s first"), askg_engine_item_get_name (self->item));
  g_autofree char *restart_name = g_strdup_printf (_("Restart %s"), askg_engine_item_get_name (self->item));
  const char *cause = askg_engine_item_get_cause (self->item);
  const gboolean can_restart = askg_engine_item_can_restart (self->item);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), askg_engine_item_get_name (self->item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), can_restart && cause != NULL ? cause : about);
  gtk_widget_set_tooltip_text (self->state_box, cause);
  gtk_widget_set_visible (self->restart_button, can_restart);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->restart_button), GTK_ACCESSIBLE_PROPERTY_LABEL, restart_name, -1);
  askg_dot_apply (self->dot, askg_engine_item_get_dot (self->item));
  gtk_label_set_text (self->state, askg_engine_item_get_state (self->item));
  gtk_check_button_set_active (self->radio, askg_engine_item_is_first (self->item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->radio), GTK_ACCESSIBLE_PROPERTY_LABEL, radio_name, -1);
}

static void
askg_engine_row_dispose (GObject *object)
{
  g_clear_object (&ASKG_ENGINE_ROW (object)->item);

  G_OBJECT_CLASS (askg_engine_row_parent_class)->dispose (object);
}

static void
askg_engine_row_class_init (AskgEngineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_engine_row_dispose;

  signals[CHOOSE] = g_signal_new ("choose", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  signals[RESTART] = g_signal_new ("restart", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-engine-row.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgEngineRow, radio);
  gtk_widget_class_bind_template_child (widget_class, AskgEngineRow, dot);
  gtk_widget_class_bind_template_child (widget_class, AskgEngineRow, state);
  gtk_widget_class_bind_template_child (widget_class, AskgEngineRow, state_box);
  gtk_widget_class_bind_template_child (widget_class, AskgEngineRow, restart_button);
  gtk_widget_class_bind_template_child (widget_class, AskgEngineRow, arrow);
  gtk_widget_class_bind_template_callback (widget_class, restart_clicked);
  gtk_widget_class_bind_template_callback (widget_class, radio_toggled);
}

static void
askg_engine_row_init (AskgEngineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * askg_engine_row_new:
 * @group: whose radios exclude each other
 *
 * What comes with Askglass has no page of its own: its row presses the radio.
 */
GtkWidget *
askg_engine_row_new (AskgEngineItem *item,
                     GtkCheckButton *group)
{
  AskgEngineRow *self = g_object_new (ASKG_TYPE_ENGINE_ROW, NULL);
  const gboolean has_page = askg_engine_item_get_profile (item) != NULL;

  gtk_check_button_set_group (self->radio, group);
  self->item = g_object_ref (item);
  g_signal_connect_object (item, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->arrow, has_page);
  if (has_page)
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  else
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), GTK_WIDGET (self->radio));
  fill (self);

  return GTK_WIDGET (self);
}

/* (transfer none) */
AskgEngineItem *
askg_engine_row_get_item (AskgEngineRow *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_ROW (self), NULL);

  return self->item;
}
