/* askg-desk-ledger-export.h: what left this machine, as a table in a file that the person names. Main thread. */
#pragma once

#include "engine/memory/askg-store.h"
#include "ui/preferences/askg-preferences-window.h"

G_BEGIN_DECLS

void askg_desk_ledger_export (AskgPreferencesWindow *window,
                              AskgStore             *store);

G_END_DECLS
