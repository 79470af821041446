/* askg-diff-card.h: a patch in an answer: its lines, whether it applies, and the buttons that apply it and take it back.
 * Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "ui/debug/askg-offered-patch.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DIFF_CARD (askg_diff_card_get_type ())
G_DECLARE_FINAL_TYPE (AskgDiffCard, askg_diff_card, ASKG, DIFF_CARD, GtkWidget)

GtkWidget        *askg_diff_card_new       (void);
void              askg_diff_card_set_text  (AskgDiffCard *self,
                                            const char   *text);
AskgOfferedPatch *askg_diff_card_get_patch (AskgDiffCard *self);

G_END_DECLS
