/* askg-engine-page.c: main thread. */
#include "ui/preferences/askg-engine-page.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/provider/askg-engine-url.h"
#include "engine/provider/askg-keys.h"
#include "ui/overlay/askg-notice.h"
#include "ui/preferences/askg-engine-abilities.h"
#include "ui/preferences/askg-engine-fallback.h"
#include "ui/preferences/askg-engine-limits.h"
#include "ui/preferences/askg-engine-serving.h"
#include "ui/preferences/askg-engine-words.h"
#include "ui/preferences/askg-entry-row.h"
#include "ui/preferences/askg-model-chooser.h"

struct _AskgEnginePage
{
  GtkBox              parent_instance;

  /* Template children */
  AdwWindowTitle     *title;
  GtkWidget          *back_button;
  AdwPreferencesPage *page;
  GtkEditable        *name;
  GtkEditable        *address;
  AdwActionRow       *model_file;
  AdwActionRow       *projector_file;
  GtkEditable        *key;
  GtkWidget          *forget_button;
  GtkEditable        *model;
  AskgModelMenu      *model_menu;
  AskgNotice         *trouble;
  AskgTestView       *test;
  GtkWidget          *sending_group;
  AdwComboRow        *preview;

  /* Owned */
  AskgProfile        *profile;
};

enum { BACK, KEY, REMOVE, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgEnginePage, askg_engine_page, GTK_TYPE_BOX)

/* -- What shows ----------------------------------------------------------- */

static void
set_text (GtkEditable *entry,
          const char  *text)
{
  if (g_strcmp0 (gtk_editable_get_text (entry), text != NULL ? text : "") != 0)
    gtk_editable_set_text (entry, text != NULL ? text : "");
}

static void
show_file (AdwActionRow *row,
           const char   *path)
{
  g_autofree char *base = path != NULL ? g_filename_display_basename (path) : NULL;

  adw_action_row_set_subtitle (row, base != NULL ? base : _("None"));
}

static void
fill_key (AskgEnginePage *self)
{
  static const char *const titles[] = {
    [ASKG_KEY_NONE] = N_("Key (none yet)"),
    [ASKG_KEY_IN_SERVICE] = N_("Key (kept in the keyring; type another to replace it)"),
    [ASKG_KEY_IN_FILE] = N_("Key (kept in a file; type another to replace it)"),
  };
  const AskgKeyPlace place = askg_profile_get_key_place (self->profile);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key), _(titles[place]));
  gtk_widget_set_visible (self->forget_button, place != ASKG_KEY_NONE);
}

static void
fill (AskgEnginePage *self)
{
  const gboolean is_child = askg_profile_get_kind (self->profile) == ASKG_PROFILE_CHILD;
  g_autofree char *kind = askg_engine_words_for_kind (self->profile);
  g_autofree char *place = askg_engine_words_for_place (self->profile);

  adw_window_title_set_title (self->title, askg_profile_get_name (self->profile));
  adw_window_title_set_subtitle (self->title, kind);
  gtk_widget_set_visible (GTK_WIDGET (self->address), !is_child);
  gtk_widget_set_visible (GTK_WIDGET (self->key), !is_child);
  gtk_widget_set_visible (GTK_WIDGET (self->model), !is_child);
  gtk_widget_set_visible (GTK_WIDGET (self->model_file), is_child);
  gtk_widget_set_visible (GTK_WIDGET (self->projector_file), is_child);
  gtk_widget_set_visible (self->sending_group, place != NULL);
  show_file (self->model_file, askg_profile_get_text (self->profile, "model-file"));
  show_file (self->projector_file, askg_profile_get_text (self->profile, "projector-file"));
  fill_key (self);
}

/* -- What the person changes ---------------------------------------------- */

static void
back_clicked (AskgEnginePage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
name_applied (AskgEnginePage *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name)));

  if (*name != '\0')
    g_object_set (self->profile, "name", name, NULL);
  else
    set_text (self->name, askg_profile_get_name (self->profile));
}

static void
address_changed (AskgEnginePage *self)
{
  g_autoptr(AskgEngineUrl) url = askg_engine_url_parse (gtk_editable_get_text (self->address), NULL);

  if (url != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->address), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->address), "error");
}

/* Its key was given for the address it had, and for no other. */
static void
address_applied (AskgEnginePage *self)
{
  const char *typed = gtk_editable_get_text (self->address);
  const char *before = askg_profile_get_url (self->profile);
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgEngineUrl) url = askg_engine_url_parse (typed, &error);
  g_autoptr(AskgEngineUrl) old = before != NULL ? askg_engine_url_parse (before, NULL) : NULL;
  g_autofree char *origin = url != NULL ? askg_engine_url_get_origin (url) : NULL;
  g_autofree char *old_origin = old != NULL ? askg_engine_url_get_origin (old) : NULL;

  if (url == NULL)
    {
      askg_engine_page_show_trouble (self, _("The address was not changed"), error->message);
      return;
    }

  askg_notice_put_away (self->trouble);
  g_object_set (self->profile, "url", typed, "base-path", NULL, NULL);
  if (askg_profile_get_key_place (self->profile) == ASKG_KEY_NONE || g_strcmp0 (origin, old_origin) == 0)
    return;
  askg_notice_show (self->trouble, ASKG_NOTICE_INFO, _("Give its key again"),
                    _("The key was given for the old address, and is not sent to another one. It is forgotten now."), NULL,
                    NULL, NULL, NULL);
  g_signal_emit (self, signals[KEY], 0, NULL);
}

static void
model_applied (AskgEnginePage *self)
{
  const char *typed = gtk_editable_get_text (self->model);

  g_object_set (self->profile, "model", *typed != '\0' ? typed : NULL, NULL);
}

static void
model_chosen (AskgEnginePage *self,
              const char     *id)
{
  set_text (self->model, id);
  g_object_set (self->profile, "model", id, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->model));
}

static void
key_applied (AskgEnginePage *self)
{
  const char *typed = gtk_editable_get_text (self->key);
  g_autoptr(GError) error = NULL;
  char *secret = askg_keys_clean (typed, strlen (typed), &error);

  if (secret == NULL)
    {
      askg_engine_page_show_trouble (self, _("The key was not kept"), error->message);
      return;
    }

  askg_notice_put_away (self->trouble);
  gtk_editable_set_text (self->key, "");
  g_signal_emit (self, signals[KEY], 0, secret);
  askg_keys_wipe (secret);
}

static void
forget_clicked (AskgEnginePage *self)
{
  g_signal_emit (self, signals[KEY], 0, NULL);
}

static void
preview_selected (AskgEnginePage *self)
{
  if (self->profile != NULL)
    g_object_set (self->profile, "preview", (int) adw_combo_row_get_selected (self->preview), NULL);
}

static void
file_chosen (AskgEnginePage *self,
             const char     *property,
             GAsyncResult   *result)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *about = NULL;
  g_autofree char *path = askg_model_chooser_choose_finish (result, NULL, &about, &error);

  if (path != NULL)
    g_object_set (self->profile, property, path, NULL);
  else if (error != NULL)
    askg_engine_page_show_trouble (self, _("That file was not taken"), error->message);
}

static void
model_chosen_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(AskgEnginePage) self = user_data;

  file_chosen (self, "model-file", result);
}

static void
projector_chosen_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(AskgEnginePage) self = user_data;

  file_chosen (self, "projector-file", result);
}

static void
choose_model_file (AskgEnginePage *self)
{
  askg_model_chooser_choose_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), FALSE, model_chosen_cb,
                                   g_object_ref (self));
}

static void
choose_projector_file (AskgEnginePage *self)
{
  askg_model_chooser_choose_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), TRUE, projector_chosen_cb,
                                   g_object_ref (self));
}

static void
remove_clicked (AskgEnginePage *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

/* -- Life ----------------------------------------------------------------- */

static void
askg_engine_page_dispose (GObject *object)
{
  g_clear_object (&ASKG_ENGINE_PAGE (object)->profile);

  G_OBJECT_CLASS (askg_engine_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, AskgEnginePage, title);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginePage, back_button);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginePage, page);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginePage, name);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginePage, address);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginePage, model_file);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginePage, projector_file);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginePage, key);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginePage, forget_button);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginePage, model);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginePage, model_menu);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginePage, trouble);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginePage, test);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginePage, sending_group);
  gtk_widget_class_bind_template_child (widget_class, AskgEnginePage, preview);
}

static void
bind_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, name_applied);
  gtk_widget_class_bind_template_callback (widget_class, address_changed);
  gtk_widget_class_bind_template_callback (widget_class, address_applied);
  gtk_widget_class_bind_template_callback (widget_class, model_applied);
  gtk_widget_class_bind_template_callback (widget_class, model_chosen);
  gtk_widget_class_bind_template_callback (widget_class, key_applied);
  gtk_widget_class_bind_template_callback (widget_class, forget_clicked);
  gtk_widget_class_bind_template_callback (widget_class, preview_selected);
  gtk_widget_class_bind_template_callback (widget_class, choose_model_file);
  gtk_widget_class_bind_template_callback (widget_class, choose_projector_file);
}

static void
askg_engine_page_class_init (AskgEnginePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = askg_engine_page_dispose;

  signals[BACK] = g_signal_new ("back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[KEY] = g_signal_new ("key", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                               G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
  g_type_ensure (ASKG_TYPE_ENTRY_ROW);
  g_type_ensure (ASKG_TYPE_MODEL_MENU);
  g_type_ensure (ASKG_TYPE_NOTICE);
  g_type_ensure (ASKG_TYPE_TEST_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-engine-page.ui");
  bind_children (widget_class);
  bind_callbacks (widget_class);
}

static void
askg_engine_page_init (AskgEnginePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_remove_button (AskgEnginePage *self)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Remove this engine"));

  gtk_widget_add_css_class (button, "destructive-action");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), button);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
}

/**
 * askg_engine_page_new:
 * @profiles: the list that @profile is in
 */
AskgEnginePage *
askg_engine_page_new (AskgProfiles *profiles,
                      AskgProfile  *profile)
{
  AskgEnginePage *self = g_object_new (ASKG_TYPE_ENGINE_PAGE, NULL);
  int preview;

  g_object_get (profile, "preview", &preview, NULL);
  adw_combo_row_set_selected (self->preview, (guint) preview);
  self->profile = g_object_ref (profile);
  set_text (self->name, askg_profile_get_name (profile));
  set_text (self->address, askg_profile_get_url (profile));
  set_text (self->model, askg_profile_get_model (profile));
  if (askg_profile_get_kind (profile) == ASKG_PROFILE_CHILD)
    adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (askg_engine_serving_new (profile)));
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (askg_engine_fallback_new (profiles, profile)));
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (askg_engine_abilities_new (profile)));
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (askg_engine_limits_new (profile)));
  add_remove_button (self);
  g_signal_connect_object (profile, "changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);

  return self;
}

/* (transfer none) */
AskgProfile *
askg_engine_page_get_profile (AskgEnginePage *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_PAGE (self), NULL);

  return self->profile;
}

/* (transfer none) */
AskgTestView *
askg_engine_page_get_test_view (AskgEnginePage *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_PAGE (self), NULL);

  return self->test;
}

/* (transfer none) */
AskgModelMenu *
askg_engine_page_get_model_menu (AskgEnginePage *self)
{
  g_return_val_if_fail (ASKG_IS_ENGINE_PAGE (self), NULL);

  return self->model_menu;
}

void
askg_engine_page_show_trouble (AskgEnginePage *self,
                               const char     *title,
                               const char     *sentence)
{
  g_return_if_fail (ASKG_IS_ENGINE_PAGE (self));

  askg_notice_show (self->trouble, ASKG_NOTICE_FAILED, title, sentence, NULL, NULL, NULL, NULL);
}
