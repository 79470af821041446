/* askg-list-page.c: main thread. */
#include "ui/preferences/askg-list-page.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ui/preferences/askg-rule-trial.h"

struct _AskgListPage
{
  GtkBox               parent_instance;

  /* Template children */
  GtkWidget           *back_button;
  AdwWindowTitle      *title;
  AdwPreferencesGroup *group;
  GtkEntry            *entry;
  GtkWidget           *add_button;
  AdwActionRow        *fault;
  GtkWidget           *trial_group;
  AskgRuleTrial       *trial;
  GtkWidget           *reset_row;
  GtkWidget           *reset_button;
  GtkListBox          *list;

  /* Owned */
  GSettings           *settings;

  /* Borrowed */
  const AskgListPageKind *kind; /* static, translated when it is shown */
};

static guint back_signal;

G_DEFINE_FINAL_TYPE (AskgListPage, askg_list_page, GTK_TYPE_BOX)

static void
back_clicked (AskgListPage *self)
{
  g_signal_emit (self, back_signal, 0);
}

static void
write_without (AskgListPage *self,
               const char   *removed,
               const char   *added)
{
  g_auto(GStrv) entries = g_settings_get_strv (self->settings, self->kind->key);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) changed = NULL;

  if (added != NULL)
    g_strv_builder_add (builder, added);
  for (gsize i = 0; entries[i] != NULL; i++)
    if (g_strcmp0 (entries[i], removed) != 0 && g_strcmp0 (entries[i], added) != 0)
      g_strv_builder_add (builder, entries[i]);
  changed = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, self->kind->key, (const char *const *) changed);
}

static void
remove_clicked (AskgListPage *self,
                GtkWidget    *button)
{
  write_without (self, g_object_get_data (G_OBJECT (button), "askg-entry"), NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* (transfer full) */
static char *
typed (AskgListPage *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

/* Each key that is pressed. */
static void
entry_changed (AskgListPage *self)
{
  g_autofree char *words = typed (self);
  const char *fault = *words != '\0' ? askg_rule_trial_tell_fault (self->kind->key, words) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->fault), fault != NULL);
  gtk_widget_set_sensitive (self->add_button, *words != '\0' && fault == NULL);
  if (fault != NULL)
    {
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->fault), fault);
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
    }
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  if (self->kind->is_of_rules)
    askg_rule_trial_set_draft (self->trial, self->kind->key, *words != '\0' && fault == NULL ? words : NULL);
}

/* What would mean nothing stays in the entry, with why. */
static void
add_entry (AskgListPage *self)
{
  g_autofree char *words = typed (self);

  if (*words == '\0' || askg_rule_trial_tell_fault (self->kind->key, words) != NULL)
    return;
  write_without (self, NULL, words);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
reset_clicked (AskgListPage *self)
{
  g_settings_reset (self->settings, self->kind->key);
}

static GtkWidget *
new_row (AskgListPage *self,
         const char   *entry)
{
  const AskgListPageKind *kind = self->kind;
  const gboolean has_prefix = kind->prefix != NULL && g_str_has_prefix (entry, kind->prefix);
  const char *words = has_prefix ? entry + strlen (kind->prefix) : entry;
  const char *fault = askg_rule_trial_tell_fault (kind->key, entry);
  const char *about = has_prefix ? kind->prefix_about : kind->about;
  g_autofree char *label = g_strdup_printf (_("Remove %s"), words);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  if (fault != NULL || about != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), fault != NULL ? fault : _(about));
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
show_entries (AskgListPage *self)
{
  g_auto(GStrv) entries = g_settings_get_strv (self->settings, self->kind->key);
  g_autoptr(GVariant) own = g_settings_get_user_value (self->settings, self->kind->key);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (gsize i = 0; entries[i] != NULL; i++)
    gtk_list_box_append (self->list, new_row (self, entries[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->list), entries[0] != NULL);
  gtk_widget_set_sensitive (self->reset_button, own != NULL);
}

static void
askg_list_page_dispose (GObject *object)
{
  g_clear_object (&ASKG_LIST_PAGE (object)->settings);

  G_OBJECT_CLASS (askg_list_page_parent_class)->dispose (object);
}

static void
askg_list_page_class_init (AskgListPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_list_page_dispose;

  back_signal = g_signal_new ("back", ASKG_TYPE_LIST_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ASKG_TYPE_RULE_TRIAL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgListPage, back_button);
  gtk_widget_class_bind_template_child (widget_class, AskgListPage, title);
  gtk_widget_class_bind_template_child (widget_class, AskgListPage, group);
  gtk_widget_class_bind_template_child (widget_class, AskgListPage, entry);
  gtk_widget_class_bind_template_child (widget_class, AskgListPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, AskgListPage, fault);
  gtk_widget_class_bind_template_child (widget_class, AskgListPage, trial_group);
  gtk_widget_class_bind_template_child (widget_class, AskgListPage, trial);
  gtk_widget_class_bind_template_child (widget_class, AskgListPage, reset_row);
  gtk_widget_class_bind_template_child (widget_class, AskgListPage, reset_button);
  gtk_widget_class_bind_template_child (widget_class, AskgListPage, list);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, add_entry);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed);
  gtk_widget_class_bind_template_callback (widget_class, reset_clicked);
}

static void
askg_list_page_init (AskgListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * askg_list_page_new:
 * @kind: static; its words are marked for translation
 *
 * Returns: (transfer none): floating; what is changed in it is in the settings at once
 */
GtkWidget *
askg_list_page_new (GSettings              *settings,
                    const AskgListPageKind *kind)
{
  AskgListPage *self = g_object_new (ASKG_TYPE_LIST_PAGE, NULL);
  g_autoptr(GVariant) built_in = g_settings_get_default_value (settings, kind->key);
  g_autofree char *changed = g_strconcat ("changed::", kind->key, NULL);

  self->settings = g_object_ref (settings);
  self->kind = kind;
  adw_window_title_set_title (self->title, _(kind->title));
  adw_preferences_group_set_description (self->group, _(kind->description));
  gtk_entry_set_placeholder_text (self->entry, _(kind->entry_title));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _(kind->entry_title), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _(kind->title), -1);
  gtk_widget_set_visible (self->reset_row, g_variant_n_children (built_in) > 0);
  gtk_widget_set_visible (self->trial_group, kind->is_of_rules);
  askg_rule_trial_set_settings (self->trial, settings);
  g_signal_connect_object (settings, changed, G_CALLBACK (show_entries), self, G_CONNECT_SWAPPED);
  show_entries (self);

  return GTK_WIDGET (self);
}
