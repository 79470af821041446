/* askg-add-engine-window.c: main thread; model files are looked into on another. */
#include "ui/preferences/askg-add-engine-window.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/provider/askg-engine-url.h"
#include "engine/provider/askg-keys.h"
#include "engine/provider/askg-profile-name.h"
#include "ui/preferences/askg-entry-row.h"
#include "ui/preferences/askg-model-chooser.h"
#include "ui/reply/askg-whole-words.h"

struct _AskgAddEngineWindow
{
  AdwWindow        parent_instance;

  /* Template children */
  GtkWidget       *add_button;
  GtkToggleButton *server_button;
  GtkEditable     *address;
  AdwActionRow    *model_file;
  AdwActionRow    *projector_file;
  GtkEditable     *name;
  GtkWidget       *model;
  GtkEditable     *key;
  GtkImage        *hint_icon;
  GtkLabel        *hint;

  /* Owned */
  AskgProfiles    *profiles;
  char            *model_path;     /* (nullable) */
  char            *projector_path; /* (nullable) */

  gboolean         is_name_own;    /* the person typed it: it is not suggested any more */
  gboolean         is_suggesting;
  gboolean         is_busy;
};

static guint add_signal;

G_DEFINE_FINAL_TYPE (AskgAddEngineWindow, askg_add_engine_window, ADW_TYPE_WINDOW)

/* -- Checking ------------------------------------------------------------- */

static gboolean
is_server (AskgAddEngineWindow *self)
{
  return gtk_toggle_button_get_active (self->server_button);
}

static gboolean
is_empty (GtkEditable *entry)
{
  return *gtk_editable_get_text (entry) == '\0';
}

/* What is still missing, is wrong, or will happen: the button is never grey without its cause. */
static void
show_hint (AskgAddEngineWindow *self,
           const char          *icon_name,
           const char          *sentence)
{
  gtk_image_set_from_icon_name (self->hint_icon, icon_name);
  gtk_label_set_text (self->hint, sentence);
  askg_whole_words_apply (self->hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->hint), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static gboolean
check_field (GtkWidget    *row,
             gboolean      is_fine)
{
  if (is_fine)
    gtk_widget_remove_css_class (row, "error");
  else
    gtk_widget_add_css_class (row, "error");

  return is_fine;
}

static gboolean
check_name (AskgAddEngineWindow  *self,
            GError              **error)
{
  g_autofree char *id = is_empty (self->name) ? NULL
                                              : askg_profile_name_to_id (self->profiles,
                                                                         gtk_editable_get_text (self->name), error);

  return check_field (GTK_WIDGET (self->name), id != NULL || is_empty (self->name));
}

static gboolean
check_key (AskgAddEngineWindow  *self,
           GError              **error)
{
  const char *typed = gtk_editable_get_text (self->key);
  char *key = *typed != '\0' ? askg_keys_clean (typed, strlen (typed), error) : NULL;
  const gboolean is_fine = check_field (GTK_WIDGET (self->key), key != NULL || *typed == '\0');

  askg_keys_wipe (key);

  return is_fine;
}

static void
hint_at_place (AskgAddEngineWindow *self,
               const AskgEngineUrl *url)
{
  g_autofree char *place = url != NULL ? askg_engine_url_get_place (url) : NULL;
  g_autofree char *sentence = NULL;

  if (url == NULL || url->is_here)
    {
      show_hint (self, "channel-secure-symbolic", _("Nothing of what you ask will leave this machine."));
      return;
    }
  if (g_str_equal (url->scheme, "http"))
    sentence = g_strdup_printf (_("What you ask will go to %s, not encrypted: whoever is on the way can read it, and the key. "
                                  "Give an address with https:// if it has one."), place);
  else
    sentence = g_strdup_printf (_("What you ask will go to %s, encrypted. You see it before it is sent the first time."), place);
  show_hint (self, g_str_equal (url->scheme, "http") ? "dialog-warning-symbolic" : "network-transmit-symbolic", sentence);
}

static void
check (AskgAddEngineWindow *self)
{
  const gboolean wants_address = is_server (self) && is_empty (self->address);
  const gboolean wants_file = !is_server (self) && self->model_path == NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgEngineUrl) url = is_server (self) && !wants_address
                                   ? askg_engine_url_parse (gtk_editable_get_text (self->address), &error)
                                   : NULL;
  gboolean is_fine = check_field (GTK_WIDGET (self->address), error == NULL);

  is_fine = check_name (self, error == NULL ? &error : NULL) && is_fine;
  if (is_server (self))
    is_fine = check_key (self, error == NULL ? &error : NULL) && is_fine;

  if (error != NULL)
    show_hint (self, "dialog-error-symbolic", error->message);
  else if (wants_address)
    show_hint (self, "dialog-information-symbolic",
               _("Give the address of a server that speaks like llama.cpp, Ollama, vLLM or an online service."));
  else if (wants_file)
    show_hint (self, "dialog-information-symbolic", _("Choose a model file. Askglass serves it with llama-server."));
  else if (is_empty (self->name))
    show_hint (self, "dialog-information-symbolic", _("Give it a name."));
  else
    hint_at_place (self, url);
  gtk_widget_set_sensitive (self->add_button, is_fine && !wants_address && !wants_file && !is_empty (self->name) &&
                                                !self->is_busy);
}

static void
suggest_name (AskgAddEngineWindow *self,
              const char          *name)
{
  if (self->is_name_own)
    return;

  self->is_suggesting = TRUE;
  gtk_editable_set_text (self->name, name);
  self->is_suggesting = FALSE;
}

static void
address_changed (AskgAddEngineWindow *self)
{
  g_autoptr(AskgEngineUrl) url = askg_engine_url_parse (gtk_editable_get_text (self->address), NULL);
  g_autofree char *place = url != NULL ? askg_engine_url_get_place (url) : NULL;

  suggest_name (self, place != NULL ? place : "");
  check (self);
}

static void
name_changed (AskgAddEngineWindow *self)
{
  if (!self->is_suggesting)
    self->is_name_own = !is_empty (self->name);
  check (self);
}

static void
kind_changed (AskgAddEngineWindow *self)
{
  const gboolean server = is_server (self);

  gtk_widget_set_visible (GTK_WIDGET (self->address), server);
  gtk_widget_set_visible (self->model, server);
  gtk_widget_set_visible (GTK_WIDGET (self->key), server);
  gtk_widget_set_visible (GTK_WIDGET (self->model_file), !server);
  gtk_widget_set_visible (GTK_WIDGET (self->projector_file), !server);
  check (self);
}

/* -- Files ---------------------------------------------------------------- */

static void
model_chosen_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(AskgAddEngineWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *name = NULL;
  g_autofree char *about = NULL;
  char *path = askg_model_chooser_choose_finish (result, &name, &about, &error);

  if (path == NULL)
    {
      if (error != NULL)
        show_hint (self, "dialog-error-symbolic", error->message);
      return;
    }

  g_free (self->model_path);
  self->model_path = path;
  adw_action_row_set_subtitle (self->model_file, about);
  suggest_name (self, name);
  check (self);
}

static void
projector_chosen_cb (GObject      *object,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(AskgAddEngineWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *about = NULL;
  char *path = askg_model_chooser_choose_finish (result, NULL, &about, &error);

  if (path == NULL)
    {
      if (error != NULL)
        show_hint (self, "dialog-error-symbolic", error->message);
      return;
    }

  g_free (self->projector_path);
  self->projector_path = path;
  adw_action_row_set_subtitle (self->projector_file, about);
  check (self);
}

static void
choose_model_file (AskgAddEngineWindow *self)
{
  askg_model_chooser_choose_async (GTK_WINDOW (self), FALSE, model_chosen_cb, g_object_ref (self));
}

static void
choose_projector_file (AskgAddEngineWindow *self)
{
  askg_model_chooser_choose_async (GTK_WINDOW (self), TRUE, projector_chosen_cb, g_object_ref (self));
}

/* -- The key -------------------------------------------------------------- */

static void
pasted_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgAddEngineWindow) self = user_data;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);

  if (text == NULL)
    {
      show_hint (self, "dialog-information-symbolic", _("There is no text in the clipboard. Copy the key first."));
      return;
    }

  gtk_editable_set_text (self->key, g_strstrip (text));
  askg_keys_wipe (text);
}

static void
paste_clicked (AskgAddEngineWindow *self)
{
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL, pasted_cb, g_object_ref (self));
}

/* -- Adding --------------------------------------------------------------- */

static AskgProfile *
make_profile (AskgAddEngineWindow *self)
{
  const char *name = gtk_editable_get_text (self->name);
  const char *model = gtk_editable_get_text (GTK_EDITABLE (self->model));
  g_autofree char *id = askg_profile_name_to_id (self->profiles, name, NULL);
  AskgProfile *profile;

  if (id == NULL)
    return NULL;

  profile = askg_profile_new (id, name, is_server (self) ? gtk_editable_get_text (self->address) : NULL);
  if (is_server (self))
    g_object_set (profile, "model", *model != '\0' ? model : NULL, NULL);
  else
    g_object_set (profile, "kind", ASKG_PROFILE_CHILD, "model-file", self->model_path, "projector-file",
                  self->projector_path, NULL);

  return profile;
}

static void
set_busy (AskgAddEngineWindow *self,
          gboolean             is_busy)
{
  self->is_busy = is_busy;
  check (self);
}

static void
add_clicked (AskgAddEngineWindow *self)
{
  const char *typed = gtk_editable_get_text (self->key);
  g_autoptr(AskgProfile) profile = make_profile (self);
  char *secret = is_server (self) && *typed != '\0' ? askg_keys_clean (typed, strlen (typed), NULL) : NULL;

  if (profile != NULL)
    {
      set_busy (self, TRUE);
      g_signal_emit (self, add_signal, 0, profile, secret);
    }
  askg_keys_wipe (secret);
}

/* -- Life ----------------------------------------------------------------- */

static void
askg_add_engine_window_finalize (GObject *object)
{
  AskgAddEngineWindow *self = ASKG_ADD_ENGINE_WINDOW (object);

  g_clear_object (&self->profiles);
  g_free (self->model_path);
  g_free (self->projector_path);

  G_OBJECT_CLASS (askg_add_engine_window_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ASKG_TYPE_ENTRY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-add-engine-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgAddEngineWindow, add_button);
  gtk_widget_class_bind_template_child (widget_class, AskgAddEngineWindow, server_button);
  gtk_widget_class_bind_template_child (widget_class, AskgAddEngineWindow, address);
  gtk_widget_class_bind_template_child (widget_class, AskgAddEngineWindow, model_file);
  gtk_widget_class_bind_template_child (widget_class, AskgAddEngineWindow, projector_file);
  gtk_widget_class_bind_template_child (widget_class, AskgAddEngineWindow, name);
  gtk_widget_class_bind_template_child (widget_class, AskgAddEngineWindow, model);
  gtk_widget_class_bind_template_child (widget_class, AskgAddEngineWindow, key);
  gtk_widget_class_bind_template_child (widget_class, AskgAddEngineWindow, hint_icon);
  gtk_widget_class_bind_template_child (widget_class, AskgAddEngineWindow, hint);
  gtk_widget_class_bind_template_callback (widget_class, check);
  gtk_widget_class_bind_template_callback (widget_class, address_changed);
  gtk_widget_class_bind_template_callback (widget_class, name_changed);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed);
  gtk_widget_class_bind_template_callback (widget_class, choose_model_file);
  gtk_widget_class_bind_template_callback (widget_class, choose_projector_file);
  gtk_widget_class_bind_template_callback (widget_class, paste_clicked);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked);
}

static void
askg_add_engine_window_class_init (AskgAddEngineWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = askg_add_engine_window_finalize;

  add_signal = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                             G_TYPE_NONE, 2, ASKG_TYPE_PROFILE, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);
  bind_template (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
askg_add_engine_window_init (AskgAddEngineWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * askg_add_engine_window_new:
 * @profiles: the engines there are: none of their names can be taken again
 *
 * Returns: (transfer none): not shown yet; GTK owns it
 */
AskgAddEngineWindow *
askg_add_engine_window_new (GtkWindow    *parent,
                            AskgProfiles *profiles)
{
  AskgAddEngineWindow *self = g_object_new (ASKG_TYPE_ADD_ENGINE_WINDOW, "transient-for", parent, NULL);

  self->profiles = g_object_ref (profiles);
  check (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->address));

  return self;
}

/* It was not added: what is typed stays, and @sentence (nullable) says why. */
void
askg_add_engine_window_fail (AskgAddEngineWindow *self,
                             const char          *sentence)
{
  g_return_if_fail (ASKG_IS_ADD_ENGINE_WINDOW (self));

  set_busy (self, FALSE);
  if (sentence != NULL)
    show_hint (self, "dialog-error-symbolic", sentence);
}
