/* askg-overlay-debug.c: failing commands in the questions of the overlay, and patches in its answers. Main thread. */
#include "ui/debug/askg-debug-host.h"
#include "ui/debug/askg-failure-card.h"
#include "ui/overlay/askg-overlay-private.h"
#include "ui/overlay/askg-turn-view.h"

/* The card that was shown last is the one that keys mean. */
static void
patch_shown (AskgDebugHost    *host,
             GtkWidget        *card,
             AskgOfferedPatch *patch)
{
  AskgOverlay *self = ASKG_OVERLAY (host);
  GtkWidget *view = gtk_widget_get_ancestor (card, ASKG_TYPE_TURN_VIEW);

  if (view == NULL)
    return;
  g_set_weak_pointer (&self->patch, patch);
  g_signal_emit (self, askg_overlay_signals[ASKG_OVERLAY_PATCH], 0, askg_turn_view_get_turn (ASKG_TURN_VIEW (view)), patch);
}

static void
failure_meant (AskgDebugHost *host,
               GtkWidget     *card)
{
  g_set_weak_pointer (&ASKG_OVERLAY (host)->failure_card, card);
}

static void
failure_shown (AskgDebugHost     *host,
               GtkWidget         *card,
               const AskgFailure *failure)
{
  GtkWidget *view = gtk_widget_get_ancestor (card, ASKG_TYPE_TURN_VIEW);

  failure_meant (host, card);
  gtk_widget_action_set_enabled (GTK_WIDGET (host), "overlay.open-mention", TRUE);
  if (view != NULL)
    g_signal_emit (host, askg_overlay_signals[ASKG_OVERLAY_FAILURE], 0, askg_turn_view_get_turn (ASKG_TURN_VIEW (view)), card, failure);
}

void
askg_overlay_debug_host_init (AskgDebugHostInterface *iface)
{
  iface->patch_shown = patch_shown;
  iface->failure_shown = failure_shown;
  iface->failure_meant = failure_meant;
}

static void
apply_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  AskgOverlay *self = ASKG_OVERLAY (widget);

  if (self->patch != NULL)
    askg_offered_patch_wish (self->patch, ASKG_OFFERED_APPLY);
}

/* The controller knows the command, whether or not a patch stands before it. */
static void
run_action (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  g_signal_emit (widget, askg_overlay_signals[ASKG_OVERLAY_RUN_AGAIN], 0);
}

static void
open_place_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  const char *path;
  guint line;

  g_variant_get (parameter, "(&su)", &path, &line);
  g_signal_emit (widget, askg_overlay_signals[ASKG_OVERLAY_OPEN_PLACE], 0, path, line);
  askg_composer_focus (ASKG_OVERLAY (widget)->composer); /* whoever comes back types the next question */
}

static void
open_mention_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  g_signal_emit (widget, askg_overlay_signals[ASKG_OVERLAY_OPEN_MENTION], 0, g_variant_get_string (parameter, NULL));
  askg_composer_focus (ASKG_OVERLAY (widget)->composer); /* as above */
}

static void
ask_failure_action (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  g_signal_emit (widget, askg_overlay_signals[ASKG_OVERLAY_ASK_FAILURE], 0, g_variant_get_string (parameter, NULL));
  askg_composer_focus (ASKG_OVERLAY (widget)->composer); /* its card is gone, and the focus with it */
}

static void
include_outside_action (GtkWidget  *widget,
                        const char *action_name,
                        GVariant   *parameter)
{
  const char *text, *path;
  guint line;

  g_variant_get (parameter, "(&s&su)", &text, &path, &line);
  g_signal_emit (widget, askg_overlay_signals[ASKG_OVERLAY_INCLUDE_OUTSIDE], 0, text, path, line);
  askg_composer_focus (ASKG_OVERLAY (widget)->composer); /* as above */
}

/* Returns: (transfer none) (nullable): the one that was shown last */
AskgOfferedPatch *
askg_overlay_get_patch (AskgOverlay *self)
{
  g_return_val_if_fail (ASKG_IS_OVERLAY (self), NULL);

  return self->patch;
}

/* Returns: (transfer none) (nullable): the AskgFailureCard that “run again” means */
GtkWidget *
askg_overlay_get_failure_card (AskgOverlay *self)
{
  g_return_val_if_fail (ASKG_IS_OVERLAY (self), NULL);

  return self->failure_card;
}

void
askg_overlay_install_debug (GtkWidgetClass *widget_class)
{
  const GType type = G_TYPE_FROM_CLASS (widget_class);

  askg_overlay_signals[ASKG_OVERLAY_PATCH] = g_signal_new ("patch", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                                           ASKG_TYPE_TURN, ASKG_TYPE_OFFERED_PATCH);
  askg_overlay_signals[ASKG_OVERLAY_FAILURE] = g_signal_new ("failure", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                                             ASKG_TYPE_TURN, ASKG_TYPE_FAILURE_CARD, G_TYPE_POINTER);
  askg_overlay_signals[ASKG_OVERLAY_RUN_AGAIN] = g_signal_new ("run-again", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  askg_overlay_signals[ASKG_OVERLAY_OPEN_PLACE] = g_signal_new ("open-place", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                                                G_TYPE_STRING, G_TYPE_UINT);
  askg_overlay_signals[ASKG_OVERLAY_OPEN_MENTION] = g_signal_new ("open-mention", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                                                  G_TYPE_STRING);
  askg_overlay_signals[ASKG_OVERLAY_ASK_FAILURE] = g_signal_new ("ask-failure", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                                                 G_TYPE_STRING);
  askg_overlay_signals[ASKG_OVERLAY_INCLUDE_OUTSIDE] = g_signal_new ("include-outside", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                                     G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_UINT);
  gtk_widget_class_install_action (widget_class, "overlay.ask-failure", "s", ask_failure_action);
  gtk_widget_class_install_action (widget_class, "overlay.include-outside", "(ssu)", include_outside_action);
  gtk_widget_class_install_action (widget_class, "overlay.open-place", "(su)", open_place_action);
  gtk_widget_class_install_action (widget_class, "overlay.open-mention", "s", open_mention_action);
  gtk_widget_class_install_action (widget_class, "overlay.apply-patch", NULL, apply_action);
  gtk_widget_class_install_action (widget_class, "overlay.run-again", NULL, run_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "overlay.apply-patch", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "overlay.apply-patch", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "overlay.run-again", NULL);
}
