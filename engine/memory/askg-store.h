/* askg-store.h: conversations on disk, and the #AskgLedger of what was sent. Every call is from the
 * main thread; the work is done on the store's own thread, in the order of the calls, by the one
 * connection there is. */
#pragma once

#include "engine/memory/askg-hit.h"
#include "engine/memory/askg-summary.h"
#include "engine/model/askg-conversation.h"

G_BEGIN_DECLS

/* What many answers took together. */
typedef struct
{
  AskgUsage usage;      /* of those whose figures are known */
  guint     n_answers;
  guint     n_unpriced; /* of them, whose cost nobody knows */
} AskgUsageSum;

#define ASKG_TYPE_STORE (askg_store_get_type ())
G_DECLARE_FINAL_TYPE (AskgStore, askg_store, ASKG, STORE, GObject)

AskgStore  *askg_store_new              (const char           *folder);
void        askg_store_open_async       (AskgStore            *self,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean    askg_store_open_finish      (AskgStore            *self,
                                         GAsyncResult         *result,
                                         GError              **error);
gboolean    askg_store_is_open          (AskgStore            *self);
const char *askg_store_get_notice       (AskgStore            *self);
double      askg_store_get_search_share (AskgStore            *self);
gboolean    askg_store_is_preparing     (AskgStore            *self);

void        askg_store_begin_turn_async (AskgStore            *self,
                                         AskgConversation     *conversation,
                                         AskgTurn             *turn,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean    askg_store_begin_turn_finish (AskgStore           *self,
                                         GAsyncResult         *result,
                                         GError              **error);
void        askg_store_withdraw_turn    (AskgStore            *self,
                                         AskgConversation     *conversation,
                                         gint64                turn_id);
void        askg_store_checkpoint_turn  (AskgStore            *self,
                                         AskgTurn             *turn);
void        askg_store_end_turn_async   (AskgStore            *self,
                                         AskgTurn             *turn,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean    askg_store_end_turn_finish  (AskgStore            *self,
                                         GAsyncResult         *result,
                                         GError              **error);
void        askg_store_drop_turns_after (AskgStore            *self,
                                         AskgConversation     *conversation,
                                         guint                 n_turns);

void        askg_store_list_async       (AskgStore            *self,
                                         guint                 most,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GPtrArray  *askg_store_list_finish      (AskgStore            *self,
                                         GAsyncResult         *result,
                                         GError              **error);
void        askg_store_load_async       (AskgStore            *self,
                                         gint64                conversation_id,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
AskgConversation *askg_store_load_finish (AskgStore           *self,
                                         GAsyncResult         *result,
                                         GError              **error);
void        askg_store_load_thumbnail_async (AskgStore        *self,
                                         gint64                conversation_id,
                                         gint64                turn_id,
                                         guint                 longest_side_px,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
AskgFrame  *askg_store_load_thumbnail_finish (AskgStore       *self,
                                         GAsyncResult         *result,
                                         GError              **error);
void        askg_store_search_async     (AskgStore            *self,
                                         const AskgSearch     *search,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GPtrArray  *askg_store_search_finish    (AskgStore            *self,
                                         GAsyncResult         *result,
                                         GError              **error);
void        askg_store_delete_async     (AskgStore            *self,
                                         gint64                conversation_id,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
void        askg_store_undelete_async   (AskgStore            *self,
                                         gint64                conversation_id,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean    askg_store_change_finish    (AskgStore            *self,
                                         GAsyncResult         *result,
                                         GError              **error);
void        askg_store_usage_async      (AskgStore            *self,
                                         gint64                conversation_id,
                                         gint64                from_us,
                                         gint64                until_us,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean    askg_store_usage_finish     (AskgStore            *self,
                                         GAsyncResult         *result,
                                         AskgUsageSum         *out_sum,
                                         GError              **error);
void        askg_store_close_async      (AskgStore            *self,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean    askg_store_close_finish     (AskgStore            *self,
                                         GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
