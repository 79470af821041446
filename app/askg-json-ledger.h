/* askg-json-ledger.h: a row of the ledger, as programs say it to each other and to scripts. Main thread. */
#pragma once

#include "app/askg-json.h"
#include "engine/memory/askg-store-ledger.h"

G_BEGIN_DECLS

json_t *askg_json_for_ledger_entry (const AskgLedgerEntry *entry);
json_t *askg_json_for_ledger       (GPtrArray             *entries,
                                    const AskgLedgerSum   *sum);

G_END_DECLS
