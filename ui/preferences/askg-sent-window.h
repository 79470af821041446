/* askg-sent-window.h: one request of the ledger, with the very bytes where they are kept. Main thread. */
#pragma once

#include <adwaita.h>

#include "engine/memory/askg-store-ledger.h"

G_BEGIN_DECLS

#define ASKG_TYPE_SENT_WINDOW (askg_sent_window_get_type ())
G_DECLARE_FINAL_TYPE (AskgSentWindow, askg_sent_window, ASKG, SENT_WINDOW, AdwWindow)

AskgSentWindow *askg_sent_window_new (GtkWindow              *over,
                                      const AskgLedgerEntry  *entry);

G_END_DECLS
