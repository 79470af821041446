/* askg-store-ledger.h: the book of what was sent, read: what left this machine, when, where to, and the very bytes
 * for as long as they are kept. Main thread. */
#pragma once

#include "engine/memory/askg-store.h"
#include "engine/model/askg-ledger.h"

G_BEGIN_DECLS

/* One request as the book has it. */
typedef struct
{
  gint64           id;
  AskgLedgerRow   *row;              /* owned; without its body */
  gboolean         has_ended;        /* else it is on its way, or a crash cut it off */
  AskgSentOutcome  outcome;          /* when it has ended, as all below */
  guint            http_status;      /* 0: no reply came */
  guint64          n_sent_bytes;     /* of the body */
  guint64          n_received_bytes;
  gint64           ended_at_us;      /* wall clock, microseconds since 1970 */
  gboolean         has_bytes;        /* what was sent can be opened */
} AskgLedgerEntry;

void askg_ledger_entry_free (AskgLedgerEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgLedgerEntry, askg_ledger_entry_free)

/* Which of them. All zero: all there are. */
typedef struct
{
  const char *host;      /* (nullable): with its port or without; letters count as the same in both cases */
  const char *engine;    /* (nullable): id or name */
  gint64      since_us;  /* begun then or later */
  gint64      until_us;  /* begun before; 0: no end */
  gboolean    only_left; /* not those that stayed on this machine */
  gint64      before_id; /* only older ones than that, for the next page; 0: from the newest on */
} AskgLedgerFilter;

typedef struct
{
  guint64 n_requests;
  guint64 n_bytes;  /* of their bodies */
  guint64 n_hidden; /* secrets that were covered in them */
} AskgLedgerSum;

void             askg_store_set_keep_sent_days  (AskgStore               *self,
                                                 guint                    days);
void             askg_store_list_sent_async     (AskgStore               *self,
                                                 const AskgLedgerFilter  *filter,
                                                 guint                    most,
                                                 GCancellable            *cancellable,
                                                 GAsyncReadyCallback      callback,
                                                 gpointer                 user_data);
GPtrArray       *askg_store_list_sent_finish    (AskgStore               *self,
                                                 GAsyncResult            *result,
                                                 AskgLedgerSum           *out_sum,
                                                 GError                 **error);
void             askg_store_load_sent_async     (AskgStore               *self,
                                                 gint64                   id,
                                                 GCancellable            *cancellable,
                                                 GAsyncReadyCallback      callback,
                                                 gpointer                 user_data);
AskgLedgerEntry *askg_store_load_sent_finish    (AskgStore               *self,
                                                 GAsyncResult            *result,
                                                 GError                 **error);
void             askg_store_purge_sent_async    (AskgStore               *self,
                                                 gint64                   before_us,
                                                 GCancellable            *cancellable,
                                                 GAsyncReadyCallback      callback,
                                                 gpointer                 user_data);
gboolean         askg_store_purge_sent_finish   (AskgStore               *self,
                                                 GAsyncResult            *result,
                                                 guint                   *out_n_rows,
                                                 GError                 **error);

G_END_DECLS
