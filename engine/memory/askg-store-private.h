/* askg-store-private.h: the store, and how its calls reach its thread. For the askg-store*.c files and what is
 * made of many calls.
 *
 * A call is a struct with what it needs and gets, a function that works on the store's thread, one that returns
 * the task on the main thread, and a constant #AskgStoreCall that names them. */
#pragma once

#include "engine/memory/askg-checkpoints.h"
#include "engine/memory/askg-index-sql.h"
#include "engine/memory/askg-store.h"
#include "engine/memory/askg-worker.h"
#include "engine/model/askg-keyring.h"
#include "engine/model/askg-ledger.h"

G_BEGIN_DECLS

struct _AskgStore
{
  GObject          parent_instance;

  /* Owned */
  char            *folder;
  AskgWorker      *worker;      /* (nullable): from the first opening on */
  AskgCheckpoints *checkpoints;
  char            *notice;      /* (nullable) */
  AskgKeyring     *keyring;     /* (nullable) */
  char            *key_id;      /* (nullable): of the key of an encrypted history */

  gint64           next_conversation_id;
  guint            purge_timer; /* 0: nothing waits to be erased */
  guint            vectors_timer; /* 0: no vectors are in memory */
  guint            prepare_timer; /* 0: nothing waits to be indexed or looked at */
  AskgIndexLook    look;
  gboolean         is_looked;   /* the whole index, since the opening */
  gint64           called_at_us; /* monotonic: the last time somebody waited for an answer */
  double           search_share;
  gboolean         is_preparing;
  guint            expire_timer; /* 0: not opened yet */
  guint            keep_sent_days; /* 0: of what left only the hash is kept */
  gboolean         is_open;
  AskgSealState    seal_state;
  gboolean         is_sealing;  /* rows are being written again */
};

/* What all calls of one function have in common: a constant beside the function. */
typedef struct
{
  gpointer        tag;       /* (nullable): the function; its finish knows the result by it */
  AskgWorkKind    kind;
  AskgWork        work;
  AskgReply       reply;
  gsize           data_size; /* of the struct with what a call needs and gets; 0: see askg_store_send() */
  GDestroyNotify  free_data; /* (nullable) */
} AskgStoreCall;

void     askg_store_send                (AskgStore           *self,
                                         const AskgStoreCall *call,
                                         gconstpointer        data,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
void     askg_store_ledger_init         (AskgLedgerInterface *iface);
void     askg_store_expire_sent         (AskgStore *self);
gboolean askg_store_reply_error         (GTask  *task,
                                         GError *error);
void     askg_store_reply_boolean       (GTask    *task,
                                         gpointer  data,
                                         GError   *error);
void     askg_store_reply_list          (GTask    *task,
                                         gpointer  data,
                                         GError   *error);
gint64   askg_store_new_conversation_id (AskgStore *self);
void     askg_store_prepare             (AskgStore *self);
void     askg_store_erase_later         (AskgStore *self);
void     askg_store_resume_sealing      (AskgStore *self);
void     askg_store_save_checkpoint     (AskgTurn       *turn,
                                         AskgTurnRecord *record,
                                         gpointer        user_data);

G_END_DECLS
