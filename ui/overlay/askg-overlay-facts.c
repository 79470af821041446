/* askg-overlay-facts.c: what is to be remembered, and what stands for earlier turns. Main thread. */
#include "ui/overlay/askg-overlay-private.h"

/* overlay.remember: the words that are proposed; the person decides in a window of its own. */
static void
remember_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  g_signal_emit (widget, askg_overlay_signals[ASKG_OVERLAY_REMEMBER], 0, g_variant_get_string (parameter, NULL));
}

static void
keep_fold_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  g_signal_emit (widget, askg_overlay_signals[ASKG_OVERLAY_KEEP_FOLD], 0);
}

static void
undo_remember_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  g_signal_emit (widget, askg_overlay_signals[ASKG_OVERLAY_UNDO_REMEMBER], 0);
}

static void
focus_entry_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  askg_composer_focus (ASKG_OVERLAY (widget)->composer);
}

void
askg_overlay_install_facts (GtkWidgetClass *widget_class)
{
  const GType type = G_TYPE_FROM_CLASS (widget_class);

  askg_overlay_signals[ASKG_OVERLAY_REMEMBER] = g_signal_new ("remember", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                              G_TYPE_NONE, 1, G_TYPE_STRING);
  askg_overlay_signals[ASKG_OVERLAY_KEEP_FOLD] = g_signal_new ("keep-fold", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                               G_TYPE_NONE, 0);
  askg_overlay_signals[ASKG_OVERLAY_UNDO_REMEMBER] = g_signal_new ("undo-remember", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                                   NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "overlay.undo-remember", NULL, undo_remember_action);
  gtk_widget_class_install_action (widget_class, "overlay.remember", "s", remember_action);
  gtk_widget_class_install_action (widget_class, "overlay.keep-fold", NULL, keep_fold_action);
  gtk_widget_class_install_action (widget_class, "overlay.focus-entry", NULL, focus_entry_action);
}

/* @facts: what the engine that is asked first is told of what the person wants remembered */
void
askg_overlay_set_facts (AskgOverlay       *self,
                        const char *const *facts)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  askg_facts_chip_set_facts (self->facts_chip, facts);
}
