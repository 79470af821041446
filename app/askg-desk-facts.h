/* askg-desk-facts.h: what the person wants remembered, and what stands for earlier turns, between the windows and the
 * history. Main thread. */
#pragma once

#include "app/askg-desk-overlay.h"
#include "ui/preferences/askg-preferences-window.h"

G_BEGIN_DECLS

void askg_desk_facts_connect        (AskgDeskOverlay       *self);
void askg_desk_facts_history_opened (AskgDeskOverlay       *self);
void askg_desk_facts_add_page       (AskgPreferencesWindow *window,
                                     AskgSession           *session,
                                     GSettings             *settings);

G_END_DECLS
