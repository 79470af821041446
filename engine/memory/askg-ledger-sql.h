/* askg-ledger-sql.h: the book of what was sent, in the database. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/model/askg-ledger.h"

G_BEGIN_DECLS

/* How a request ended. */
typedef struct
{
  gint64          id;
  gint64          ended_at_us; /* wall clock, microseconds since 1970 */
  AskgSentOutcome outcome;
  guint           http_status;
  guint64         n_sent_bytes;
  guint64         n_received_bytes;
  char            sha256[65]; /* of a stream: "" for the hash that the row began with */
} AskgLedgerEnd;

AskgSentOutcome askg_ledger_sql_read_outcome (const char *word);

gboolean askg_ledger_sql_begin (AskgDb               *db,
                                const AskgLedgerRow  *row,
                                gint64               *out_id,
                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean askg_ledger_sql_end   (AskgDb               *db,
                                const AskgLedgerEnd  *end,
                                GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
