/* askg-ledger-rows.h: rows of the ledger on standard output: for a person, a script, a spreadsheet. Main thread. */
#pragma once

#include "app/askg-json.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_LEDGER_AS_TEXT,
  ASKG_LEDGER_AS_JSON,
  ASKG_LEDGER_AS_CSV,
} AskgLedgerForm;

typedef struct _AskgLedgerPrinter AskgLedgerPrinter;

AskgLedgerPrinter *askg_ledger_printer_new     (AskgLedgerForm      form);
void               askg_ledger_printer_free    (AskgLedgerPrinter  *self);
void               askg_ledger_printer_add     (AskgLedgerPrinter  *self,
                                                json_t             *row);
void               askg_ledger_printer_set_sum (AskgLedgerPrinter  *self,
                                                json_t             *sum);
void               askg_ledger_printer_end     (AskgLedgerPrinter  *self);
char              *askg_ledger_csv_quote       (const char         *text);
char              *askg_ledger_csv_head        (void);
char              *askg_ledger_csv_row         (json_t             *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgLedgerPrinter, askg_ledger_printer_free)

G_END_DECLS
