/* askg-store-recall.h: the store's call about earlier turns that belong to a question. Main thread. */
#pragma once

#include "engine/memory/askg-store.h"
#include "engine/model/askg-recalled.h"

G_BEGIN_DECLS

/* (element-type utf8) @texts: of one conversation; each is replaced by what of it may be told in another. The store's
 * thread. Returns how many secrets there were. */
typedef guint (*AskgRecallKeepBack) (GPtrArray *texts,
                                     gpointer   data);

#define ASKG_RECALL_SPARE_MS 12 /* to read what was found, and to cover what is secret in it */

/* A value of 0 or %NULL is nothing in particular. */
typedef struct
{
  char   *question;        /* as typed */
  char   *screen;          /* (nullable): what was read in what goes with it, or is attached as text */
  gint64  conversation_id; /* of the question: its own turns go along anyway */
  GArray *left_out;        /* (nullable), of gint64: turns the person does not want */
  GArray *vector;          /* (nullable), of float: what it is about, by the model whose numbers are kept */
  gint64  now_us;          /* wall clock, microseconds since 1970 */
  gint64  until_monotonic_us; /* then what was found so far, the newest, is all; 0: however long it takes */

  AskgRecallKeepBack keep_back; /* (nullable): then nothing is kept back */
  gpointer           keep_back_data;
  GDestroyNotify     keep_back_data_free;
} AskgRecallWish;

AskgRecallWish *askg_recall_wish_new     (AskgQuestion         *question,
                                          gint64                conversation_id);
void            askg_recall_wish_free    (AskgRecallWish       *wish);

void            askg_store_recall_async  (AskgStore            *self,
                                          AskgRecallWish       *wish,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
GPtrArray      *askg_store_recall_finish (AskgStore            *self,
                                          GAsyncResult         *result,
                                          GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgRecallWish, askg_recall_wish_free)

G_END_DECLS
