/* askg-engines-page.c: main thread. */
#include "ui/preferences/askg-engines-page.h"

#include <glib/gi18n-lib.h>

#include "ui/preferences/askg-engine-row.h"
#include "ui/preferences/askg-engine-words.h"

struct _AskgEnginesPage
{
  AdwPreferencesPage  parent_instance;

  /* Template children */
  GtkListBox         *here;
  GtkListBox         *elsewhere;
  GtkWidget          *elsewhere_group;
  GtkWidget          *find_button;
  GtkSpinButton      *monthly_cap;
  GtkSwitch          *local_only;

  /* Owned */
  GtkCheckButton     *radios;           /* whose group all rows are in; never shown */
  GtkFilterListModel *local_engines;    /* of AskgEngineItem */
  GtkFilterListModel *remote_engines;   /* of AskgEngineItem */
  GListStore         *local_lists;      /* of GListModel: local engines, and what was found */
};

enum { CHOOSE, OPEN, RESTART, ADD, ADD_FOUND, FIND, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgEnginesPage, askg_engines_page, ADW_TYPE_PREFERENCES_PAGE)

/* -- what the person does ------------------------------------------------ */

static void
find_clicked (AskgEnginesPage *self)
{
  g_signal_emit (self, signals[FIND], 0);
}

static void
add_clicked (AskgEnginesPage *self)
{
  g_signal_emit (self, signals[ADD], 0);
}

static void
row_activated (AskgEnginesPage *self,
               GtkListBoxRow   *row)
{
  AskgEngineItem *item = ASKG_IS_ENGINE_ROW (row) ? askg_engine_row_get_item (ASKG_ENGINE_ROW (row)) : NULL;

  if (item != NULL && askg_engine_item_get_profile (item) != NULL)
    g_signal_emit (self, signals[OPEN], 0, item);
}

static void
row_chosen (AskgEnginesPage *self,
            AskgEngineRow   *row)
{
  g_signal_emit (self, signals[CHOOSE], 0, askg_engine_row_get_item (row));
}

static void
row_restart (AskgEnginesPage *self,
             AskgEngineRow   *row)
{
  g_signal_emit (self, signals[RESTART], 0, askg_engine_row_get_item (row));
}

static void
add_found_clicked (AskgEnginesPage *self,
                   GtkWidget       *button)
{
  g_signal_emit (self, signals[ADD_FOUND], 0, g_object_get_data (G_OBJECT (button), "askg-profile"));
}

/* -- rows ---------------------------------------------------------------- */

static gboolean
is_here (gpointer item,
         gpointer user_data)
{
  return askg_engine_item_get_place (item) == NULL;
}

static gboolean
is_elsewhere (gpointer item,
              gpointer user_data)
{
  return askg_engine_item_get_place (item) != NULL;
}

/* An address that was changed may be on another machine. */
static gboolean
sort_again (gpointer user_data)
{
  AskgEnginesPage *self = user_data;

  gtk_filter_changed (gtk_filter_list_model_get_filter (self->local_engines), GTK_FILTER_CHANGE_DIFFERENT);
  gtk_filter_changed (gtk_filter_list_model_get_filter (self->remote_engines), GTK_FILTER_CHANGE_DIFFERENT);

  return G_SOURCE_REMOVE;
}

static void
item_changed (AskgEngineItem *item,
              GtkWidget      *row)
{
  AskgEnginesPage *self = ASKG_ENGINES_PAGE (gtk_widget_get_ancestor (row, ASKG_TYPE_ENGINES_PAGE));
  const gboolean was_here = self != NULL && gtk_widget_get_parent (row) == GTK_WIDGET (self->here);

  if (self != NULL && was_here != is_here (item, NULL))
    g_idle_add_full (G_PRIORITY_DEFAULT, sort_again, g_object_ref (self), g_object_unref);
}

static GtkWidget *
new_found_row (AskgEnginesPage *self,
               AskgProfile     *profile)
{
  g_autofree char *kind = askg_engine_words_for_kind (profile);
  g_autofree char *about = g_strdup_printf (_("Found: %s"), kind);
  g_autofree char *label = g_strdup_printf (_("Add %s"), askg_profile_get_name (profile));
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Add"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), askg_profile_get_name (profile));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "askg-profile", g_object_ref (profile), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_found_clicked), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY); /* it says the name itself */

  return row;
}

static GtkWidget *
new_row (gpointer object,
         gpointer user_data)
{
  AskgEnginesPage *self = user_data;
  GtkWidget *row;

  if (ASKG_IS_PROFILE (object))
    return new_found_row (self, object);

  row = askg_engine_row_new (object, self->radios);
  g_signal_connect_object (row, "choose", G_CALLBACK (row_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "restart", G_CALLBACK (row_restart), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (object, "changed", G_CALLBACK (item_changed), row, G_CONNECT_DEFAULT);

  return row;
}

static void
remote_engines_changed (AskgEnginesPage *self)
{
  gtk_widget_set_visible (self->elsewhere_group, g_list_model_get_n_items (G_LIST_MODEL (self->remote_engines)) > 0);
}

/* -- life ---------------------------------------------------------------- */

static void
askg_engines_page_dispose (GObject *object)
{
  AskgEnginesPage *self = ASKG_ENGINES_PAGE (object);

  g_clear_object (&self->local_engines);
  g_clear_object (&self->remote_engines);
  g_clear_object (&self->local_lists);
  g_clear_object (&self->radios);

  G_OBJECT_CLASS (askg_engines_page_parent_class)->dispose (object);
}

static guint
new_signal (const char *name,
            GType       parameter)
{
  return g_signal_new (name, ASKG_TYPE_ENGINES_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       parameter != G_TYPE_NONE ? 1 : 0, parameter);
}

static void
askg_engines_page_class_init (AskgEnginesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_engines_page_dispose;

  signals[CHOOSE] = new_signal ("choose", ASKG_TYPE_ENGINE_ITEM);
  signals[OPEN] = new_signal ("open", ASKG_TYPE_ENGINE_ITEM);
  signals[RESTART] = new_signal ("restart", ASKG_TYPE_ENGINE_ITEM);
  signals[ADD] = new_signal ("add", G_TYPE_NONE);
  signals[ADD_FOUND] = new_signal ("add-found", ASKG_TYPE_PROFILE);
  signals[FIND] = new_signal ("find", G_TYPE_NONE);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-engines-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgEnginesPage, here);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginesPage, elsewhere);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginesPage, elsewhere_group);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginesPage, find_button);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginesPage, monthly_cap);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginesPage, local_only);
  gtk_widget_class_bind_template_callback (widget_class, find_clicked);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
}

static void
askg_engines_page_init (AskgEnginesPage *self)
{
  GtkFilter *here = GTK_FILTER (gtk_custom_filter_new (is_here, NULL, NULL));
  GtkFilter *elsewhere = GTK_FILTER (gtk_custom_filter_new (is_elsewhere, NULL, NULL));
  g_autoptr(GtkFlattenListModel) local = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->radios = g_object_ref_sink (GTK_CHECK_BUTTON (gtk_check_button_new ()));
  self->local_engines = gtk_filter_list_model_new (NULL, here);
  self->remote_engines = gtk_filter_list_model_new (NULL, elsewhere);
  self->local_lists = g_list_store_new (G_TYPE_LIST_MODEL);
  g_list_store_append (self->local_lists, self->local_engines);
  local = gtk_flatten_list_model_new (g_object_ref (G_LIST_MODEL (self->local_lists)));

  gtk_list_box_bind_model (self->here, G_LIST_MODEL (local), new_row, self, NULL);
  gtk_list_box_bind_model (self->elsewhere, G_LIST_MODEL (self->remote_engines), new_row, self, NULL);
  g_signal_connect_object (self->remote_engines, "items-changed", G_CALLBACK (remote_engines_changed), self,
                           G_CONNECT_SWAPPED);
  remote_engines_changed (self);
}

/* @engines: of AskgEngineItem; followed from now on */
void
askg_engines_page_set_engines (AskgEnginesPage *self,
                               GListModel      *engines)
{
  g_return_if_fail (ASKG_IS_ENGINES_PAGE (self));

  gtk_filter_list_model_set_model (self->local_engines, engines);
  gtk_filter_list_model_set_model (self->remote_engines, engines);
}

/**
 * askg_engines_page_set_found:
 * @found: (nullable): of AskgProfile that nobody has added yet; followed from now on. %NULL where nobody looks
 */
void
askg_engines_page_set_found (AskgEnginesPage *self,
                             GListModel      *found)
{
  g_return_if_fail (ASKG_IS_ENGINES_PAGE (self));

  if (g_list_model_get_n_items (G_LIST_MODEL (self->local_lists)) > 1)
    g_list_store_remove (self->local_lists, 1);
  if (found != NULL)
    g_list_store_append (self->local_lists, found);
  gtk_widget_set_visible (self->find_button, found != NULL);
}

/* (transfer none): its state is for the settings to be bound to */
GtkSwitch *
askg_engines_page_get_local_only (AskgEnginesPage *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINES_PAGE (self), NULL);

  return self->local_only;
}

/* (transfer none): its value, in US dollars, is for the settings to be bound to */
GtkSpinButton *
askg_engines_page_get_monthly_cap (AskgEnginesPage *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINES_PAGE (self), NULL);

  return self->monthly_cap;
}
