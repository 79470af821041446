/* askg-first-run-engine.c: main thread. */
#include "ui/first-run/askg-first-run-engine.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ui/preferences/askg-engine-item.h"
#include "ui/preferences/askg-engine-words.h"

struct _AskgFirstRunEngine
{
  GtkBox          parent_instance;

  /* Owned by GTK */
  GtkListBox     *rows;

  /* Owned */
  GListModel     *engines; /* of AskgEngineItem */
  GListModel     *found;   /* of AskgProfile */
  GtkCheckButton *radios;  /* whose group all rows are in; never shown */
  char           *chosen;  /* (nullable): an id, once the person chose or added one */
  GObject        *choice;  /* (nullable): an AskgEngineItem, or an AskgProfile that was found */

  gboolean        is_filling;
};

static guint add_signal;

G_DEFINE_FINAL_TYPE (AskgFirstRunEngine, askg_first_run_engine, GTK_TYPE_BOX)

static const char *
id_of (GObject *object)
{
  return ASKG_IS_PROFILE (object) ? askg_profile_get_id (ASKG_PROFILE (object))
                                  : askg_engine_item_get_id (ASKG_ENGINE_ITEM (object));
}

/* -- Which is marked ------------------------------------------------------------ */

static gboolean
is_reader (GObject *object)
{
  return ASKG_IS_ENGINE_ITEM (object) && askg_engine_item_get_profile (ASKG_ENGINE_ITEM (object)) == NULL;
}

/* (nullable) (transfer full): the one the person chose; else the one that is asked first, or something found that is
 * better than the reader */
static GObject *
find_choice (AskgFirstRunEngine *self)
{
  GListModel *const lists[] = { self->engines, self->found };
  g_autoptr(GObject) first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < g_list_model_get_n_items (lists[i]); j++)
      {
        g_autoptr(GObject) object = g_list_model_get_item (lists[i], j);

        if (self->chosen != NULL && g_str_equal (id_of (object), self->chosen))
          return g_steal_pointer (&object);
        if (ASKG_IS_PROFILE (object) ? first != NULL && is_reader (first)
                                     : askg_engine_item_is_first (ASKG_ENGINE_ITEM (object)))
          g_set_object (&first, object);
      }

  return g_steal_pointer (&first);
}

static void
radio_toggled (AskgFirstRunEngine *self,
               GtkCheckButton     *radio)
{
  GObject *object = g_object_get_data (G_OBJECT (radio), "askg-choice");

  if (self->is_filling || !gtk_check_button_get_active (radio))
    return;

  g_set_object (&self->choice, object);
  g_free (self->chosen);
  self->chosen = g_strdup (id_of (object));
}

/* -- Rows ----------------------------------------------------------------------- */

static GtkWidget *
add_row (AskgFirstRunEngine *self,
         const char         *title,
         const char         *subtitle,
         GtkWidget          *prefix)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), prefix);
  gtk_list_box_append (self->rows, row);

  return row;
}

static void
add_choice (AskgFirstRunEngine *self,
            GObject            *object,
            const char         *title,
            const char         *subtitle)
{
  GtkWidget *radio = gtk_check_button_new ();

  gtk_widget_set_valign (radio, GTK_ALIGN_CENTER);
  gtk_check_button_set_group (GTK_CHECK_BUTTON (radio), self->radios);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (radio), object == self->choice);
  g_object_set_data_full (G_OBJECT (radio), "askg-choice", g_object_ref (object), g_object_unref);
  g_signal_connect_object (radio, "toggled", G_CALLBACK (radio_toggled), self, G_CONNECT_SWAPPED);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (add_row (self, title, subtitle, radio)), radio);
}

static void
add_found (AskgFirstRunEngine *self,
           AskgProfile        *profile)
{
  g_autofree char *title = g_strdup_printf (_("%s, found on this machine"), askg_profile_get_name (profile));
  g_autofree char *kind = askg_engine_words_for_kind (profile);
  g_autofree char *subtitle = g_strdup_printf ("%s · %s", kind, _("nothing leaves"));

  add_choice (self, G_OBJECT (profile), title, subtitle);
}

static void
add_engine (AskgFirstRunEngine *self,
            AskgEngineItem     *item)
{
  g_autofree char *about = askg_engine_item_dup_long (item);

  if (is_reader (G_OBJECT (item)))
    add_choice (self, G_OBJECT (item), _("Reader only"), _("Reads the screen and explains errors. No model, no network."));
  else
    add_choice (self, G_OBJECT (item), askg_engine_item_get_name (item), about);
}

static void
fill (AskgFirstRunEngine *self)
{
  GObject *choice = find_choice (self);
  GtkWidget *row;

  self->is_filling = TRUE;
  g_set_object (&self->choice, choice);
  g_clear_object (&choice);
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, row);

  for (guint i = 0; i < g_list_model_get_n_items (self->found); i++)
    {
      g_autoptr(AskgProfile) profile = g_list_model_get_item (self->found, i);

      add_found (self, profile);
    }
  for (guint i = 0; i < g_list_model_get_n_items (self->engines); i++)
    {
      g_autoptr(AskgEngineItem) item = g_list_model_get_item (self->engines, i);

      add_engine (self, item);
    }
  row = add_row (self, _("Add another…"), _("A model file, or an address and a key"),
                 gtk_image_new_from_icon_name ("list-add-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  self->is_filling = FALSE;
}

/* The rows of engines press their radio by themselves. */
static void
row_activated (AskgFirstRunEngine *self,
               GtkListBoxRow      *row)
{
  if (adw_action_row_get_activatable_widget (ADW_ACTION_ROW (row)) == NULL)
    g_signal_emit (self, add_signal, 0);
}

/* -- Life ----------------------------------------------------------------------- */

static void
askg_first_run_engine_dispose (GObject *object)
{
  AskgFirstRunEngine *self = ASKG_FIRST_RUN_ENGINE (object);

  g_clear_object (&self->engines);
  g_clear_object (&self->found);
  g_clear_object (&self->radios);
  g_clear_object (&self->choice);
  g_clear_pointer (&self->chosen, g_free);

  G_OBJECT_CLASS (askg_first_run_engine_parent_class)->dispose (object);
}

static void
askg_first_run_engine_class_init (AskgFirstRunEngineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_first_run_engine_dispose;

  add_signal = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_first_run_engine_init (AskgFirstRunEngine *self)
{
  self->radios = g_object_ref_sink (GTK_CHECK_BUTTON (gtk_check_button_new ()));
  self->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->rows, GTK_SELECTION_NONE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->rows), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rows), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Engines"), -1);
  g_signal_connect_object (self->rows, "row-activated", G_CALLBACK (row_activated), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->rows));
}

/**
 * askg_first_run_engine_new:
 * @engines: of AskgEngineItem, the reader among them; followed
 * @found: of AskgProfile that nobody has added yet; followed
 */
GtkWidget *
askg_first_run_engine_new (GListModel *engines,
                           GListModel *found)
{
  AskgFirstRunEngine *self = g_object_new (ASKG_TYPE_FIRST_RUN_ENGINE, NULL);

  self->engines = g_object_ref (engines);
  self->found = g_object_ref (found);
  g_signal_connect_object (engines, "items-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (found, "items-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);

  return GTK_WIDGET (self);
}

/* (nullable) (transfer none): an AskgEngineItem, or an AskgProfile that was found */
GObject *
askg_first_run_engine_get_choice (AskgFirstRunEngine *self)
{
  g_return_val_if_fail (ASKG_IS_FIRST_RUN_ENGINE (self), NULL);

  return self->choice;
}

/* Marks the engine of that id, also when it comes later. */
void
askg_first_run_engine_choose (AskgFirstRunEngine *self,
                              const char         *id)
{
  g_return_if_fail (ASKG_IS_FIRST_RUN_ENGINE (self));

  g_free (self->chosen);
  self->chosen = g_strdup (id);
  fill (self);
}
