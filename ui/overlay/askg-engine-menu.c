/* askg-engine-menu.c: main thread. */
#include "ui/overlay/askg-engine-menu.h"

#include <glib/gi18n-lib.h>

#include "ui/preferences/askg-engine-item.h"

/* A scroll bar wants more height than one row has. */
#define MAX_UNSCROLLED 7

struct _AskgEngineMenu
{
  GtkPopover         parent_instance;

  /* Template children */
  GtkScrolledWindow *scroller;
  GtkBox            *rows;
  GtkSwitch         *local_only;

  /* Owned */
  GtkCheckButton    *radios;  /* whose group all rows are in; never shown */
  GListModel        *engines; /* (nullable): of AskgEngineItem */
};

enum { PROP_0, PROP_LOCAL_ONLY, N_PROPS };

static GParamSpec *props[N_PROPS];
static guint choose_signal;

G_DEFINE_FINAL_TYPE (AskgEngineMenu, askg_engine_menu, GTK_TYPE_POPOVER)

/* -- Rows ----------------------------------------------------------------- */

static AskgEngineItem *
item_of (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "askg-item");
}

static void
row_toggled (AskgEngineMenu *self,
             GtkCheckButton *row)
{
  AskgEngineItem *item = item_of (GTK_WIDGET (row));

  if (!gtk_check_button_get_active (row) || askg_engine_item_is_first (item))
    return;

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, choose_signal, 0, askg_engine_item_get_id (item));
}

/* A grey one says why. */
static void
fill_row (AskgEngineMenu *self,
          GtkWidget      *row)
{
  AskgEngineItem *item = item_of (row);
  const gboolean is_shut = gtk_switch_get_active (self->local_only) && askg_engine_item_get_place (item) != NULL;
  g_autofree char *about = askg_engine_item_dup_short (item);
  g_autofree char *shut = is_shut ? g_strdup_printf (_("at %s · not while local only is on"),
                                                     askg_engine_item_get_place (item))
                                  : NULL;
  const gboolean is_told = !is_shut && askg_engine_item_get_dot (item) != ASKG_DOT_READY; /* its state, in @about */
  g_autofree char *whole = g_strdup_printf (is_told ? "%s, %s" : "%s, %s, %s", askg_engine_item_get_name (item),
                                            is_shut ? shut : about, askg_engine_item_get_state (item));

  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "askg-name"), askg_engine_item_get_name (item));
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), "askg-about"), is_shut ? shut : about);
  askg_dot_apply (g_object_get_data (G_OBJECT (row), "askg-dot"), askg_engine_item_get_dot (item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  gtk_widget_set_tooltip_text (row, askg_engine_item_get_state (item));
  gtk_widget_set_sensitive (row, !is_shut);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row), askg_engine_item_is_first (item));
}

static void
item_changed (AskgEngineItem *item,
              GtkWidget      *row)
{
  fill_row (ASKG_ENGINE_MENU (gtk_widget_get_ancestor (row, ASKG_TYPE_ENGINE_MENU)), row);
}

/* Names, dot and radio are one thing to press. */
static GtkWidget *
new_row (AskgEngineMenu *self,
         AskgEngineItem *item)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/askglass/Askglass/ui/askg-engine-menu-row.ui");
  GtkWidget *row = GTK_WIDGET (gtk_builder_get_object (builder, "row"));

  g_object_set_data_full (G_OBJECT (row), "askg-item", g_object_ref (item), g_object_unref);
  g_object_set_data (G_OBJECT (row), "askg-name", gtk_builder_get_object (builder, "name"));
  g_object_set_data (G_OBJECT (row), "askg-about", gtk_builder_get_object (builder, "about"));
  g_object_set_data (G_OBJECT (row), "askg-dot", gtk_builder_get_object (builder, "dot"));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (row), self->radios);
  gtk_box_append (self->rows, row);
  fill_row (self, row);
  g_signal_connect_object (row, "toggled", G_CALLBACK (row_toggled), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (item, "changed", G_CALLBACK (item_changed), row, G_CONNECT_DEFAULT);

  return row;
}

static void
engines_changed (AskgEngineMenu *self)
{
  const guint n_engines = g_list_model_get_n_items (self->engines);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, row);
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER,
                                  n_engines > MAX_UNSCROLLED ? GTK_POLICY_AUTOMATIC : GTK_POLICY_NEVER);
  for (guint i = 0; i < n_engines; i++)
    {
      g_autoptr(AskgEngineItem) item = g_list_model_get_item (self->engines, i);

      new_row (self, item);
    }
}

/* -- The switch ----------------------------------------------------------- */

static void
local_only_changed (AskgEngineMenu *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    fill_row (self, row);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOCAL_ONLY]);
}

static void
askg_engine_menu_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  g_value_set_boolean (value, gtk_switch_get_active (ASKG_ENGINE_MENU (object)->local_only));
}

static void
askg_engine_menu_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  gtk_switch_set_active (ASKG_ENGINE_MENU (object)->local_only, g_value_get_boolean (value));
}

/* A popover, unlike a window, has no key that presses what has the focus; buttons have their own. */
static gboolean
press_switch (GtkWidget *widget,
              GVariant  *arguments,
              gpointer   user_data)
{
  AskgEngineMenu *self = ASKG_ENGINE_MENU (widget);

  return gtk_widget_has_focus (GTK_WIDGET (self->local_only)) && gtk_widget_activate (GTK_WIDGET (self->local_only));
}

/* -- Life ----------------------------------------------------------------- */

/* The keyboard begins at the one that is asked now. */
static void
askg_engine_menu_map (GtkWidget *widget)
{
  AskgEngineMenu *self = ASKG_ENGINE_MENU (widget);

  GTK_WIDGET_CLASS (askg_engine_menu_parent_class)->map (widget);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (row)))
      gtk_widget_grab_focus (row);
}

static void
button_clicked (AskgEngineMenu *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
askg_engine_menu_dispose (GObject *object)
{
  AskgEngineMenu *self = ASKG_ENGINE_MENU (object);

  g_clear_object (&self->engines);
  g_clear_object (&self->radios);

  G_OBJECT_CLASS (askg_engine_menu_parent_class)->dispose (object);
}

static void
askg_engine_menu_class_init (AskgEngineMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = askg_engine_menu_dispose;
  object_class->get_property = askg_engine_menu_get_property;
  object_class->set_property = askg_engine_menu_set_property;
  widget_class->map = askg_engine_menu_map;

  props[PROP_LOCAL_ONLY] = g_param_spec_boolean ("local-only", NULL, NULL, FALSE,
                                                 G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  choose_signal = g_signal_new ("choose", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_space, 0, press_switch, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, press_switch, NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-engine-menu.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgEngineMenu, scroller);
  gtk_widget_class_bind_template_child (widget_class, AskgEngineMenu, rows);
  gtk_widget_class_bind_template_child (widget_class, AskgEngineMenu, local_only);
  gtk_widget_class_bind_template_callback (widget_class, local_only_changed);
  gtk_widget_class_bind_template_callback (widget_class, button_clicked);
}

static void
askg_engine_menu_init (AskgEngineMenu *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->radios = g_object_ref_sink (GTK_CHECK_BUTTON (gtk_check_button_new ()));
}

/* @engines: (transfer none): of AskgEngineItem, in the order in which they are shown; followed from now on */
void
askg_engine_menu_set_engines (AskgEngineMenu *self,
                              GListModel     *engines)
{
  g_return_if_fail (ASKG_IS_ENGINE_MENU (self));
  g_return_if_fail (G_IS_LIST_MODEL (engines));

  if (self->engines != NULL)
    g_signal_handlers_disconnect_by_func (self->engines, engines_changed, self);
  g_set_object (&self->engines, engines);
  g_signal_connect_object (engines, "items-changed", G_CALLBACK (engines_changed), self, G_CONNECT_SWAPPED);
  engines_changed (self);
}
