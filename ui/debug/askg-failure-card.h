/* askg-failure-card.h: the failing command: what ran, how it ended, the first error with its lines, the rest folded. Main thread.
 *
 * Signals: "open-place" (const char *path, guint line): in the person's editor; "run-again" () */
#pragma once

#include <gtk/gtk.h>

#include "engine/debug/askg-failure.h"

G_BEGIN_DECLS

#define ASKG_TYPE_FAILURE_CARD (askg_failure_card_get_type ())
G_DECLARE_FINAL_TYPE (AskgFailureCard, askg_failure_card, ASKG, FAILURE_CARD, GtkWidget)

GtkWidget *askg_failure_card_new     (AskgFailure     *failure);
void       askg_failure_card_set_met (AskgFailureCard *self,
                                      gint64           conversation_id,
                                      gint64           turn_id,
                                      gint64           asked_at_us);

G_END_DECLS
