/* askg-engine-fallback.c: main thread. */
#include "ui/preferences/askg-engine-fallback.h"

#include <glib/gi18n-lib.h>

struct _AskgEngineFallback
{
  AdwPreferencesGroup  parent_instance;

  /* Template children */
  GtkSwitch           *falls_back;
  AdwActionRow        *order;
  GtkWidget           *up_button;
  GtkWidget           *down_button;

  /* Owned */
  AskgProfiles        *profiles;
  AskgProfile         *profile;
};

G_DEFINE_FINAL_TYPE (AskgEngineFallback, askg_engine_fallback, ADW_TYPE_PREFERENCES_GROUP)

static guint
place_in_order (AskgEngineFallback *self)
{
  guint i = 0;
  AskgProfile *profile;

  while ((profile = g_list_model_get_item (G_LIST_MODEL (self->profiles), i)) != NULL)
    {
      g_object_unref (profile);
      if (profile == self->profile)
        break;
      i++;
    }

  return i;
}

static void
fill_order (AskgEngineFallback *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->profiles));
  const guint i = place_in_order (self);
  g_autofree char *words = g_strdup_printf (_("%u of %u"), i + 1, n);

  adw_action_row_set_subtitle (self->order, i < n ? words : NULL);
  gtk_widget_set_sensitive (self->up_button, i > 0 && i < n);
  gtk_widget_set_sensitive (self->down_button, i + 1 < n);
}

static void
up_clicked (AskgEngineFallback *self)
{
  const guint i = place_in_order (self);

  askg_profiles_move (self->profiles, i, i - 1);
}

static void
down_clicked (AskgEngineFallback *self)
{
  const guint i = place_in_order (self);

  askg_profiles_move (self->profiles, i, i + 1);
}

static void
askg_engine_fallback_dispose (GObject *object)
{
  AskgEngineFallback *self = ASKG_ENGINE_FALLBACK (object);

  g_clear_object (&self->profiles);
  g_clear_object (&self->profile);

  G_OBJECT_CLASS (askg_engine_fallback_parent_class)->dispose (object);
}

static void
askg_engine_fallback_class_init (AskgEngineFallbackClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_engine_fallback_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-engine-fallback.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgEngineFallback, falls_back);
  gtk_widget_class_bind_template_child (widget_class, AskgEngineFallback, order);
  gtk_widget_class_bind_template_child (widget_class, AskgEngineFallback, up_button);
  gtk_widget_class_bind_template_child (widget_class, AskgEngineFallback, down_button);
  gtk_widget_class_bind_template_callback (widget_class, up_clicked);
  gtk_widget_class_bind_template_callback (widget_class, down_clicked);
}

static void
askg_engine_fallback_init (AskgEngineFallback *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @profiles: the list that @profile is in: its order is that of stepping in */
GtkWidget *
askg_engine_fallback_new (AskgProfiles *profiles,
                          AskgProfile  *profile)
{
  AskgEngineFallback *self = g_object_new (ASKG_TYPE_ENGINE_FALLBACK, NULL);

  self->profiles = g_object_ref (profiles);
  self->profile = g_object_ref (profile);
  g_object_bind_property (profile, "may-fall-back", self->falls_back, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (profiles, "items-changed", G_CALLBACK (fill_order), self, G_CONNECT_SWAPPED);
  fill_order (self);

  return GTK_WIDGET (self);
}
