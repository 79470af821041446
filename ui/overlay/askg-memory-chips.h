/* askg-memory-chips.h: earlier turns that go along with a question, or went: a chip each. Main thread.
 *
 * A press on a chip activates "overlay.open-turn", its cross "overlay.leave-out". */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-question.h"

G_BEGIN_DECLS

#define ASKG_TYPE_MEMORY_CHIPS (askg_memory_chips_get_type ())
G_DECLARE_FINAL_TYPE (AskgMemoryChips, askg_memory_chips, ASKG, MEMORY_CHIPS, GtkWidget)

void askg_memory_chips_set      (AskgMemoryChips *self,
                                 GPtrArray       *recalled);
void askg_memory_chips_follow   (AskgMemoryChips *self,
                                 AskgQuestion    *question);

G_END_DECLS
