/* askg-ledger.h: the book of what was sent: a row a request, begun before its first byte leaves. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What a request carries of the person's. 0: nothing, such as a question for the list of models. */
typedef enum
{
  ASKG_CONTENT_TEXT    = 1 << 0,
  ASKG_CONTENT_PICTURE = 1 << 1,
  ASKG_CONTENT_SOUND   = 1 << 2,
} AskgContentKinds;

typedef enum
{
  ASKG_SENT_WHOLE,     /* and a reply came, whatever it says */
  ASKG_SENT_FAILED,    /* perhaps a part of it left */
  ASKG_SENT_CANCELLED, /* perhaps a part of it left */
} AskgSentOutcome;

/* One request. Any thread may read it. */
typedef struct
{
  gint64            begun_at_us;     /* wall clock, microseconds since 1970 */
  char             *engine_id;
  char             *engine_name;
  char             *host;            /* "api.example", "127.0.0.1:8080", "/run/…/engine.sock" */
  gboolean          is_this_machine;
  char             *request;         /* "POST /v1/chat/completions" */
  AskgContentKinds  kinds;
  guint             n_pictures;
  gsize             n_bytes;         /* of the body */
  char             *sha256;          /* of the body, hexadecimal */
  char             *window_title;    /* (nullable): where the content is from */
  guint             n_hidden;        /* secrets that were covered in it */
  gboolean          is_off_record;   /* neither window nor body are kept */
  GBytes           *body;            /* (nullable): what leaves, byte for byte, without the key */
} AskgLedgerRow;

AskgLedgerRow *askg_ledger_row_copy (const AskgLedgerRow *row);
void           askg_ledger_row_free (AskgLedgerRow       *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgLedgerRow, askg_ledger_row_free)

#define ASKG_TYPE_LEDGER (askg_ledger_get_type ())
G_DECLARE_INTERFACE (AskgLedger, askg_ledger, ASKG, LEDGER, GObject)

struct _AskgLedgerInterface
{
  GTypeInterface parent_iface;

  void   (*begin_async)  (AskgLedger           *self,
                          const AskgLedgerRow  *row,
                          GCancellable         *cancellable,
                          GAsyncReadyCallback   callback,
                          gpointer              user_data);
  gint64 (*begin_finish) (AskgLedger           *self,
                          GAsyncResult         *result,
                          GError              **error);
  void   (*end)          (AskgLedger           *self,
                          gint64                id,
                          AskgSentOutcome       outcome,
                          guint                 http_status,
                          guint64               n_sent_bytes,
                          guint64               n_received_bytes);
  void   (*end_stream)   (AskgLedger           *self,
                          gint64                id,
                          AskgSentOutcome       outcome,
                          guint64               n_sent_bytes,
                          const char           *sha256);
};

void   askg_ledger_begin_async  (AskgLedger           *self,
                                 const AskgLedgerRow  *row,
                                 GCancellable         *cancellable,
                                 GAsyncReadyCallback   callback,
                                 gpointer              user_data);
gint64 askg_ledger_begin_finish (AskgLedger           *self,
                                 GAsyncResult         *result,
                                 GError              **error);
void   askg_ledger_end          (AskgLedger           *self,
                                 gint64                id,
                                 AskgSentOutcome       outcome,
                                 guint                 http_status,
                                 guint64               n_sent_bytes,
                                 guint64               n_received_bytes);
void   askg_ledger_end_stream   (AskgLedger           *self,
                                 gint64                id,
                                 AskgSentOutcome       outcome,
                                 guint64               n_sent_bytes,
                                 const char           *sha256);

G_END_DECLS
