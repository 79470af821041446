/* askg-failure-card.h: the failing command: what ran, how it ended, the first error with its lines, the rest folded; and what became
 * of it since. Main thread. What is pressed on it are actions of the overlay. */
#pragma once

#include <gtk/gtk.h>

#include "engine/debug/askg-failure-change.h"
#include "ui/debug/askg-failure-again.h"

G_BEGIN_DECLS

#define ASKG_TYPE_FAILURE_CARD (askg_failure_card_get_type ())
G_DECLARE_FINAL_TYPE (AskgFailureCard, askg_failure_card, ASKG, FAILURE_CARD, GtkWidget)

GtkWidget *askg_failure_card_new     (AskgFailure     *failure);
void       askg_failure_card_set_met (AskgFailureCard *self,
                                      gint64           conversation_id,
                                      gint64           turn_id,
                                      gint64           asked_at_us);
void       askg_failure_card_set_again   (AskgFailureCard         *self,
                                          AskgAgain                again,
                                          gint64                   took_us);
void       askg_failure_card_set_change  (AskgFailureCard         *self,
                                          const AskgFailureChange *change);
void       askg_failure_card_set_outside (AskgFailureCard         *self,
                                          const char              *path);
const AskgFailure *askg_failure_card_get_failure (AskgFailureCard *self);

G_END_DECLS
