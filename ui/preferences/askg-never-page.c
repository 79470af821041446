/* askg-never-page.c: main thread. */
#include "ui/preferences/askg-never-page.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#define KEY "never-capture"

struct _AskgNeverPage
{
  GtkBox       parent_instance;

  /* Template children */
  GtkWidget   *back_button;
  AdwEntryRow *entry;
  GtkWidget   *reset_button;
  GtkListBox  *list;

  /* Owned */
  GSettings   *settings;
};

static guint back_signal;

G_DEFINE_FINAL_TYPE (AskgNeverPage, askg_never_page, GTK_TYPE_BOX)

static void
back_clicked (AskgNeverPage *self)
{
  g_signal_emit (self, back_signal, 0);
}

static void
write_without (AskgNeverPage *self,
               const char    *removed,
               const char    *added)
{
  g_auto(GStrv) entries = g_settings_get_strv (self->settings, KEY);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) changed = NULL;

  if (added != NULL)
    g_strv_builder_add (builder, added);
  for (gsize i = 0; entries[i] != NULL; i++)
    if (g_strcmp0 (entries[i], removed) != 0 && g_strcmp0 (entries[i], added) != 0)
      g_strv_builder_add (builder, entries[i]);
  changed = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, KEY, (const char *const *) changed);
}

static void
remove_clicked (AskgNeverPage *self,
                GtkWidget     *button)
{
  write_without (self, g_object_get_data (G_OBJECT (button), "askg-entry"), NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
add_entry (AskgNeverPage *self)
{
  g_autofree char *words = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (*words == '\0')
    return;
  write_without (self, NULL, words);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
reset_clicked (AskgNeverPage *self)
{
  g_settings_reset (self->settings, KEY);
}

static GtkWidget *
new_row (AskgNeverPage *self,
         const char    *entry)
{
  const gboolean is_title = g_str_has_prefix (entry, "title:");
  const char *words = is_title ? entry + strlen ("title:") : entry;
  g_autofree char *label = g_strdup_printf (_("Remove %s"), words);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), is_title ? _("Windows with this title") : _("Application"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Remove"));
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (button), "askg-entry", g_strdup (entry), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
show_entries (AskgNeverPage *self)
{
  g_auto(GStrv) entries = g_settings_get_strv (self->settings, KEY);
  g_autoptr(GVariant) own = g_settings_get_user_value (self->settings, KEY);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (gsize i = 0; entries[i] != NULL; i++)
    gtk_list_box_append (self->list, new_row (self, entries[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->list), entries[0] != NULL);
  gtk_widget_set_sensitive (self->reset_button, own != NULL);
}

static void
askg_never_page_dispose (GObject *object)
{
  g_clear_object (&ASKG_NEVER_PAGE (object)->settings);

  G_OBJECT_CLASS (askg_never_page_parent_class)->dispose (object);
}

static void
askg_never_page_class_init (AskgNeverPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_never_page_dispose;

  back_signal = g_signal_new ("back", ASKG_TYPE_NEVER_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-never-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgNeverPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, AskgNeverPage, entry);
  gtk_widget_class_bind_template_child (widget_class, AskgNeverPage, reset_button);
  gtk_widget_class_bind_template_child (widget_class, AskgNeverPage, list);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, add_entry);
  gtk_widget_class_bind_template_callback (widget_class, reset_clicked);
}

static void
askg_never_page_init (AskgNeverPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* (transfer none): floating */
GtkWidget *
askg_never_page_new (GSettings *settings)
{
  AskgNeverPage *self = g_object_new (ASKG_TYPE_NEVER_PAGE, NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (show_entries), self, G_CONNECT_SWAPPED);
  show_entries (self);

  return GTK_WIDGET (self);
}
