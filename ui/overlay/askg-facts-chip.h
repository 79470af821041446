/* askg-facts-chip.h: how many facts engines are told with the question: pressed it lists them, its cross leaves them out
 * this once. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-draft.h"

G_BEGIN_DECLS

#define ASKG_TYPE_FACTS_CHIP (askg_facts_chip_get_type ())
G_DECLARE_FINAL_TYPE (AskgFactsChip, askg_facts_chip, ASKG, FACTS_CHIP, GtkWidget)

void askg_facts_chip_set_draft (AskgFactsChip      *self,
                                AskgDraft          *draft);
void askg_facts_chip_set_facts (AskgFactsChip      *self,
                                const char *const  *facts);

G_END_DECLS
