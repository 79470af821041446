/* askg-engine-serving.c: main thread. */
#include "ui/preferences/askg-engine-serving.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/provider/askg-llama-arguments.h"
#include "ui/preferences/askg-entry-row.h"

#define MOST_TOKENS 10485760

struct _AskgEngineServing
{
  AdwPreferencesGroup  parent_instance;

  GtkWidget           *options; /* borrowed: a child */
  AskgProfile         *profile; /* owned */
};

G_DEFINE_FINAL_TYPE (AskgEngineServing, askg_engine_serving, ADW_TYPE_PREFERENCES_GROUP)

static void
context_changed (AskgEngineServing *self,
                 GtkSpinButton     *spin)
{
  g_object_set (self->profile, "wanted-context-tokens", (gint64) gtk_spin_button_get_value_as_int (spin), NULL);
}

/* What was not taken stays in the entry, and why stands above it. */
static void
options_applied (AskgEngineServing *self)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->options));
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) options = NULL;
  g_autofree char *words = NULL; /* markup */
  gboolean is_fine = TRUE;

  if (*typed != '\0')
    is_fine = g_shell_parse_argv (typed, NULL, &options, &error) &&
              askg_llama_arguments_check ((const char *const *) options, NULL, &error);
  words = g_markup_escape_text (is_fine ? _("It is started anew for the next question.") : error->message, -1);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self), words);
  if (is_fine)
    {
      gtk_widget_remove_css_class (self->options, "error");
      g_object_set (self->profile, "arguments", options, NULL);
    }
  else
    gtk_widget_add_css_class (self->options, "error");
}

static void
askg_engine_serving_dispose (GObject *object)
{
  g_clear_object (&ASKG_ENGINE_SERVING (object)->profile);

  G_OBJECT_CLASS (askg_engine_serving_parent_class)->dispose (object);
}

static void
askg_engine_serving_class_init (AskgEngineServingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_engine_serving_dispose;
}

static void
askg_engine_serving_init (AskgEngineServing *self)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), _("How it is served"));
}

static void
add_context (AskgEngineServing *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *spin = gtk_spin_button_new_with_range (0, MOST_TOKENS, 1024);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin),
                             (double) askg_profile_get_number (self->profile, "wanted-context-tokens"));
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (context_changed), self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _("Context, tokens"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("0: as usual"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), spin);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), spin);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
}

static void
add_options (AskgEngineServing *self)
{
  g_auto(GStrv) options = askg_profile_dup_list (self->profile, "arguments");
  g_autoptr(GString) line = g_string_new (NULL);

  for (gsize i = 0; options != NULL && options[i] != NULL; i++)
    {
      g_autofree char *quoted = strpbrk (options[i], " '\"\\$") != NULL ? g_shell_quote (options[i]) : g_strdup (options[i]);

      g_string_append_printf (line, "%s%s", i > 0 ? " " : "", quoted);
    }
  self->options = askg_entry_row_new (_("Options of llama-server, for speed and size"));
  g_object_set (self->options, "show-apply-button", TRUE, NULL);
  gtk_editable_set_text (GTK_EDITABLE (self->options), line->str);
  g_signal_connect_object (self->options, "apply", G_CALLBACK (options_applied), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->options);
}

/* @profile: one that is a model file */
GtkWidget *
askg_engine_serving_new (AskgProfile *profile)
{
  AskgEngineServing *self = g_object_new (ASKG_TYPE_ENGINE_SERVING, NULL);

  self->profile = g_object_ref (profile);
  add_context (self);
  add_options (self);

  return GTK_WIDGET (self);
}
