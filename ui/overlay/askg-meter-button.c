/* askg-meter-button.c: main thread. */
#include "ui/overlay/askg-meter-button.h"

#include <glib/gi18n-lib.h>

#include "ui/overlay/askg-meter.h"
#include "ui/overlay/askg-waterfall-popover.h"

struct _AskgMeterButton
{
  GtkWidget      parent_instance;

  /* Owned by GTK */
  GtkMenuButton *button;
  GtkLabel      *caption;

  /* Owned */
  AskgTurn      *turn; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (AskgMeterButton, askg_meter_button, GTK_TYPE_WIDGET)

/* The bars are made when somebody looks. */
static void
make_waterfall (GtkMenuButton *button,
                gpointer       user_data)
{
  AskgMeterButton *self = user_data;

  if (gtk_menu_button_get_popover (button) == NULL)
    gtk_menu_button_set_popover (button, askg_waterfall_popover_new (self->turn));
}

/* Usage may come after the end. */
static void
update (AskgMeterButton *self)
{
  AskgAnswer *answer = askg_turn_get_answer (self->turn);
  g_autofree char *caption = askg_answer_is_over (answer) ? askg_meter_dup_caption (answer) : g_strdup ("");
  g_autofree char *name = g_strdup_printf ("%s, %s", caption, _("Where the time went"));

  gtk_label_set_text (self->caption, caption);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (GTK_WIDGET (self), *caption != '\0');
  gtk_menu_button_set_popover (self->button, NULL);
}

static void
askg_meter_button_dispose (GObject *object)
{
  AskgMeterButton *self = ASKG_METER_BUTTON (object);

  if (self->button != NULL)
    gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->button)));
  g_clear_object (&self->turn);

  G_OBJECT_CLASS (askg_meter_button_parent_class)->dispose (object);
}

static void
askg_meter_button_class_init (AskgMeterButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_meter_button_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
askg_meter_button_init (AskgMeterButton *self)
{
  self->caption = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->caption, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "numeric");

  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, GTK_WIDGET (self->caption));
  gtk_menu_button_set_direction (self->button, GTK_ARROW_UP);
  gtk_menu_button_set_create_popup_func (self->button, make_waterfall, self, NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _("Where the time went"));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "askg-meter");
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
}

/* Once. */
void
askg_meter_button_set_turn (AskgMeterButton *self,
                            AskgTurn        *turn)
{
  g_return_if_fail (ASKG_IS_METER_BUTTON (self));
  g_return_if_fail (self->turn == NULL);

  self->turn = g_object_ref (turn);
  g_signal_connect_object (askg_turn_get_answer (turn), "gained", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (askg_turn_get_answer (turn), "notify::state", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
