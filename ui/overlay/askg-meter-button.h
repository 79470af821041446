/* askg-meter-button.h: what an answer took, in a line; pressed, where the time went. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-conversation.h"

G_BEGIN_DECLS

#define ASKG_TYPE_METER_BUTTON (askg_meter_button_get_type ())
G_DECLARE_FINAL_TYPE (AskgMeterButton, askg_meter_button, ASKG, METER_BUTTON, GtkWidget)

void askg_meter_button_set_turn (AskgMeterButton *self,
                                 AskgTurn        *turn);

G_END_DECLS
