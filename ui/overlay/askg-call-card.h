/* askg-call-card.h: a tool that an engine would like to be run. Nothing is run; it can be read and copied.
 * Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-answer-parts.h"

G_BEGIN_DECLS

#define ASKG_TYPE_CALL_CARD (askg_call_card_get_type ())
G_DECLARE_FINAL_TYPE (AskgCallCard, askg_call_card, ASKG, CALL_CARD, GtkWidget)

GtkWidget *askg_call_card_new  (void);
void       askg_call_card_show (AskgCallCard       *self,
                                const AskgToolCall *call);

G_END_DECLS
