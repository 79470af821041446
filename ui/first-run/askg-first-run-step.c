/* askg-first-run-step.c: main thread. */
#include "ui/first-run/askg-first-run-step.h"

#include "ui/reply/askg-whole-words.h"

struct _AskgFirstRunStep
{
  AdwBin     parent_instance;

  /* Template children */
  GtkWidget *scroller;
  GtkLabel  *title;
  GtkLabel  *body;
  AdwBin    *content;

  gboolean   is_ready;
};

enum { PROP_0, PROP_READY, N_PROPS };

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (AskgFirstRunStep, askg_first_run_step, ADW_TYPE_BIN)

static void
askg_first_run_step_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  g_value_set_boolean (value, ASKG_FIRST_RUN_STEP (object)->is_ready);
}

static void
askg_first_run_step_class_init (AskgFirstRunStepClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = askg_first_run_step_get_property;

  /* AskgFirstRunStep:ready: whether there is a next step to be gone to; else it can be skipped alone */
  props[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-first-run-step.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunStep, scroller);
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunStep, title);
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunStep, body);
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunStep, content);
}

static void
askg_first_run_step_init (AskgFirstRunStep *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* @content: (transfer floating) */
AskgFirstRunStep *
askg_first_run_step_new (GtkWidget *content)
{
  AskgFirstRunStep *self = g_object_new (ASKG_TYPE_FIRST_RUN_STEP, NULL);

  adw_bin_set_child (self->content, content);

  return self;
}

void
askg_first_run_step_set_words (AskgFirstRunStep *self,
                               const char       *title,
                               const char       *body)
{
  g_return_if_fail (ASKG_IS_FIRST_RUN_STEP (self));

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->body, body);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scroller), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, body, -1);
  askg_whole_words_apply (self->title);
  askg_whole_words_apply (self->body);
}

void
askg_first_run_step_set_ready (AskgFirstRunStep *self,
                               gboolean          is_ready)
{
  g_return_if_fail (ASKG_IS_FIRST_RUN_STEP (self));

  if (self->is_ready == is_ready)
    return;

  self->is_ready = is_ready;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_READY]);
}

gboolean
askg_first_run_step_is_ready (AskgFirstRunStep *self)
{
  g_return_val_if_fail (ASKG_IS_FIRST_RUN_STEP (self), FALSE);

  return self->is_ready;
}

/* (transfer none): as it was given to askg_first_run_step_new() */
GtkWidget *
askg_first_run_step_get_content (AskgFirstRunStep *self)
{
  g_return_val_if_fail (ASKG_IS_FIRST_RUN_STEP (self), NULL);

  return adw_bin_get_child (self->content);
}
