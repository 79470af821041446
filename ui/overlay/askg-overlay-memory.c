/* askg-overlay-memory.c: earlier turns that go along with a question. Main thread. */
#include "ui/overlay/askg-overlay-private.h"

/**
 * askg_overlay_set_recalled:
 * @recalled: (nullable) (element-type AskgRecalled): what goes along with the draft, as far as is known
 */
void
askg_overlay_set_recalled (AskgOverlay *self,
                           GPtrArray   *recalled)
{
  g_return_if_fail (ASKG_IS_OVERLAY (self));

  askg_composer_set_recalled (self->composer, recalled);
}

/* overlay.open-turn: its conversation and the turn */
void
askg_overlay_open_turn_action (GtkWidget  *widget,
                               const char *action_name,
                               GVariant   *parameter)
{
  gint64 conversation_id, turn_id;

  g_variant_get (parameter, "(xx)", &conversation_id, &turn_id);
  g_signal_emit (widget, askg_overlay_signals[ASKG_OVERLAY_OPEN_TURN], 0, conversation_id, turn_id);
}

/* overlay.leave-out: the turn. The focus would go with its chip, and the next key nowhere. */
void
askg_overlay_leave_out_action (GtkWidget  *widget,
                               const char *action_name,
                               GVariant   *parameter)
{
  askg_composer_focus (ASKG_OVERLAY (widget)->composer);
  g_signal_emit (widget, askg_overlay_signals[ASKG_OVERLAY_LEAVE_OUT], 0, g_variant_get_int64 (parameter));
}
