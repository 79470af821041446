/* askg-ledger-page.h: all that left this machine, page by page, as a subpage of the preferences. Main thread.
 *
 * Signals: "back"; "more" (gint64 before_id): the next page is wanted, see askg_ledger_page_add(); "open-sent"
 * (gint64 id). */
#pragma once

#include <adwaita.h>

#include "engine/memory/askg-store-ledger.h"

G_BEGIN_DECLS

#define ASKG_TYPE_LEDGER_PAGE (askg_ledger_page_get_type ())
G_DECLARE_FINAL_TYPE (AskgLedgerPage, askg_ledger_page, ASKG, LEDGER_PAGE, GtkBox)

GtkWidget *askg_ledger_page_new (void);
void       askg_ledger_page_add (AskgLedgerPage       *self,
                                 GPtrArray            *entries,
                                 const AskgLedgerSum  *sum,
                                 gboolean              has_more);

G_END_DECLS
