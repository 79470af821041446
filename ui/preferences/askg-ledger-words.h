/* askg-ledger-words.h: pure: what a row of the ledger says to a person. */
#pragma once

#include <gtk/gtk.h>

#include "engine/memory/askg-store-ledger.h"

G_BEGIN_DECLS

char      *askg_ledger_words_for_title (const AskgLedgerEntry *entry,
                                        gint64                 now_us);
char      *askg_ledger_words_for_kinds (const AskgLedgerEntry *entry);
char      *askg_ledger_words_for_size  (const AskgLedgerEntry *entry);
char      *askg_ledger_words_for_sum   (const AskgLedgerSum   *sum);
char      *askg_ledger_words_for_facts (const AskgLedgerEntry *entry);
GtkWidget *askg_ledger_words_new_row   (const AskgLedgerEntry *entry,
                                        gint64                 now_us);

G_END_DECLS
