/* askg-first-run-key.c: main thread. */
#include "ui/first-run/askg-first-run-key.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "ui/reply/askg-whole-words.h"

struct _AskgFirstRunKey
{
  GtkBox        parent_instance;

  /* Template children */
  GtkBox       *caps;
  AdwActionRow *asked;
  GtkImage     *asked_icon;
  AdwActionRow *bound;
  GtkImage     *bound_icon;
  AdwActionRow *fired;
  GtkImage     *fired_icon;
  GtkLabel     *note;
  GtkWidget    *set_up_button;

  /* Owned */
  char         *key; /* (nullable) */
};

static guint set_up_signal;

G_DEFINE_FINAL_TYPE (AskgFirstRunKey, askg_first_run_key, GTK_TYPE_BOX)

static void
set_up_clicked (AskgFirstRunKey *self)
{
  g_signal_emit (self, set_up_signal, 0);
}

static void
askg_first_run_key_finalize (GObject *object)
{
  g_free (ASKG_FIRST_RUN_KEY (object)->key);

  G_OBJECT_CLASS (askg_first_run_key_parent_class)->finalize (object);
}

static void
askg_first_run_key_class_init (AskgFirstRunKeyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = askg_first_run_key_finalize;

  set_up_signal = g_signal_new ("set-up", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-first-run-key.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunKey, caps);
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunKey, asked);
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunKey, asked_icon);
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunKey, bound);
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunKey, bound_icon);
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunKey, fired);
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunKey, fired_icon);
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunKey, note);
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunKey, set_up_button);
  gtk_widget_class_bind_template_callback (widget_class, set_up_clicked);
}

static void
askg_first_run_key_init (AskgFirstRunKey *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
askg_first_run_key_new (void)
{
  return g_object_new (ASKG_TYPE_FIRST_RUN_KEY, NULL);
}

static void
show_caps (AskgFirstRunKey *self,
           const char      *key)
{
  g_auto(GStrv) parts = g_strsplit (key, "+", -1);
  GtkWidget *cap;

  if (g_strcmp0 (key, self->key) == 0)
    return;

  g_free (self->key);
  self->key = g_strdup (key);
  while ((cap = gtk_widget_get_first_child (GTK_WIDGET (self->caps))) != NULL)
    gtk_box_remove (self->caps, cap);
  for (gsize i = 0; parts[i] != NULL; i++)
    {
      cap = gtk_label_new (parts[i]);
      gtk_widget_add_css_class (cap, "askg-key");
      gtk_box_append (self->caps, cap);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->caps), GTK_ACCESSIBLE_PROPERTY_LABEL, key, -1);
}

/* The icon never says it alone: a screen reader hears the word, then the line. */
static void
show_row (AdwActionRow *row,
          GtkImage     *icon,
          AskgKeyStep   step,
          const char   *how)
{
  static const struct
  {
    const char *icon;
    const char *style; /* (nullable) */
    const char *word;
  } steps[] = {
    [ASKG_KEY_STEP_TO_COME] = { "content-loading-symbolic", NULL, N_("not yet") },
    [ASKG_KEY_STEP_DONE] = { "object-select-symbolic", "success", N_("yes") },
    [ASKG_KEY_STEP_FAILED] = { "dialog-warning-symbolic", "warning", N_("no") },
  };
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  g_autofree char *name = g_strdup_printf ("%s: %s. %s", title, _(steps[step].word), how);

  gtk_image_set_from_icon_name (icon, steps[step].icon);
  gtk_widget_remove_css_class (GTK_WIDGET (icon), "success");
  gtk_widget_remove_css_class (GTK_WIDGET (icon), "warning");
  if (steps[step].style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (icon), steps[step].style);
  adw_action_row_set_subtitle (row, how);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
askg_first_run_key_tell (AskgFirstRunKey    *self,
                         const AskgKeyFacts *facts)
{
  g_return_if_fail (ASKG_IS_FIRST_RUN_KEY (self));

  show_caps (self, facts->key);
  show_row (self->asked, self->asked_icon, facts->asked, facts->asked_how);
  show_row (self->bound, self->bound_icon, facts->bound, facts->bound_how);
  show_row (self->fired, self->fired_icon, facts->fired, facts->fired_how);
  gtk_label_set_text (self->note, facts->note != NULL ? facts->note : "");
  askg_whole_words_apply (self->note);
  gtk_widget_set_visible (GTK_WIDGET (self->note), facts->note != NULL);
  gtk_widget_set_visible (self->set_up_button, facts->can_set_up);
}
