/* askg-first-run-window.c: main thread. */
#include "ui/first-run/askg-first-run-window.h"

#include <glib/gi18n-lib.h>

struct _AskgFirstRunWindow
{
  AdwWindow    parent_instance;

  /* Template children */
  GtkWidget   *back_button;
  AdwCarousel *carousel;
  GtkWidget   *skip_button;
  GtkButton   *next_button;

  guint        current; /* the step that shows, or is being turned to */
};

enum { DONE, SKIPPED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgFirstRunWindow, askg_first_run_window, ADW_TYPE_WINDOW)

static AskgFirstRunStep *
current_step (AskgFirstRunWindow *self)
{
  return ASKG_FIRST_RUN_STEP (adw_carousel_get_nth_page (self->carousel, self->current));
}

/* -- What shows ------------------------------------------------------------- */

/* What cannot be gone on from yet, can be skipped; where all is done, there is nothing to skip. */
static void
update (AskgFirstRunWindow *self)
{
  const guint n_steps = adw_carousel_get_n_pages (self->carousel);
  const gboolean is_last = self->current + 1 == n_steps;
  gboolean is_ready;

  if (n_steps == 0)
    return;

  is_ready = askg_first_run_step_is_ready (current_step (self));
  gtk_button_set_label (self->next_button, is_last ? _("Start") : _("Next"));
  gtk_widget_set_visible (GTK_WIDGET (self->next_button), is_ready);
  gtk_widget_set_visible (self->skip_button, is_last || !is_ready);
  gtk_widget_set_visible (self->back_button, self->current > 0);
  /* The keyboard and screen readers meet the step that is seen, and no other. */
  for (guint i = 0; i < n_steps; i++)
    {
      GtkWidget *step = adw_carousel_get_nth_page (self->carousel, i);

      gtk_widget_set_can_focus (step, i == self->current);
      gtk_accessible_update_state (GTK_ACCESSIBLE (step), GTK_ACCESSIBLE_STATE_HIDDEN, i != self->current, -1);
    }
}

static void
focus (AskgFirstRunWindow *self)
{
  if (!gtk_widget_child_focus (GTK_WIDGET (current_step (self)), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (gtk_widget_get_visible (GTK_WIDGET (self->next_button)) ? GTK_WIDGET (self->next_button)
                                                                                    : self->skip_button);
}

static void
ready_changed (AskgFirstRunWindow *self,
               GParamSpec         *pspec,
               AskgFirstRunStep   *step)
{
  const gboolean is_shown = step == current_step (self);

  update (self);
  if (is_shown && askg_first_run_step_is_ready (step))
    gtk_widget_grab_focus (GTK_WIDGET (self->next_button));
}

static void
page_changed (AskgFirstRunWindow *self)
{
  focus (self);
}

/* -- What the person does ---------------------------------------------------- */

static void
turn_to (AskgFirstRunWindow *self,
         guint               index)
{
  if (index >= adw_carousel_get_n_pages (self->carousel))
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }

  self->current = index;
  update (self);
  adw_carousel_scroll_to (self->carousel, GTK_WIDGET (current_step (self)), TRUE);
}

static void
back_clicked (AskgFirstRunWindow *self)
{
  if (self->current > 0)
    turn_to (self, self->current - 1);
}

static void
skip_clicked (AskgFirstRunWindow *self)
{
  g_signal_emit (self, signals[SKIPPED], 0, current_step (self));
  turn_to (self, self->current + 1);
}

static void
next_clicked (AskgFirstRunWindow *self)
{
  g_signal_emit (self, signals[DONE], 0, current_step (self));
  turn_to (self, self->current + 1);
}

/* Enter on a choice takes it and goes on; Space takes it alone. */
static gboolean
key_pressed (AskgFirstRunWindow *self,
             guint               keyval,
             guint               keycode,
             GdkModifierType     modifiers)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) ||
      (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0 || !ADW_IS_ACTION_ROW (focus) ||
      adw_action_row_get_activatable_widget (ADW_ACTION_ROW (focus)) == NULL ||
      !gtk_widget_get_visible (GTK_WIDGET (self->next_button)))
    return FALSE;

  adw_action_row_activate (ADW_ACTION_ROW (focus));
  next_clicked (self);

  return TRUE;
}

/* -- Life --------------------------------------------------------------------- */

static void
askg_first_run_window_class_init (AskgFirstRunWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, ASKG_TYPE_FIRST_RUN_STEP);
  signals[SKIPPED] = g_signal_new ("skipped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, ASKG_TYPE_FIRST_RUN_STEP);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/askglass/Askglass/ui/askg-first-run-window.ui");
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunWindow, carousel);
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunWindow, skip_button);
  gtk_widget_class_bind_template_child (widget_class, AskgFirstRunWindow, next_button);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, page_changed);
  gtk_widget_class_bind_template_callback (widget_class, skip_clicked);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
askg_first_run_window_init (AskgFirstRunWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/* Returns: (transfer none): not shown yet; GTK owns it */
AskgFirstRunWindow *
askg_first_run_window_new (GtkApplication *application)
{
  return g_object_new (ASKG_TYPE_FIRST_RUN_WINDOW, "application", application, NULL);
}

/* @step: (transfer floating): behind those there are */
void
askg_first_run_window_add_step (AskgFirstRunWindow *self,
                                AskgFirstRunStep   *step)
{
  g_return_if_fail (ASKG_IS_FIRST_RUN_WINDOW (self));

  adw_carousel_append (self->carousel, GTK_WIDGET (step));
  g_signal_connect_object (step, "notify::ready", G_CALLBACK (ready_changed), self, G_CONNECT_SWAPPED);
  update (self);
}

/* (transfer none): the one that shows */
AskgFirstRunStep *
askg_first_run_window_get_step (AskgFirstRunWindow *self)
{
  g_return_val_if_fail (ASKG_IS_FIRST_RUN_WINDOW (self), NULL);

  return current_step (self);
}
