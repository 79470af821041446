/* askg-store-facts.h: what a person asked to be remembered, and what stands for turns that are not told whole: more
 * calls of #AskgStore. Main thread. */
#pragma once

#include "engine/memory/askg-store.h"
#include "engine/model/askg-fact.h"

G_BEGIN_DECLS

void       askg_store_list_facts_async  (AskgStore            *self,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
void       askg_store_keep_fact_async   (AskgStore            *self,
                                         gint64                id,
                                         const char           *text,
                                         gint64                kept_at_us,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
void       askg_store_forget_fact_async (AskgStore            *self,
                                         gint64                id,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
GPtrArray *askg_store_facts_finish      (AskgStore            *self,
                                         GAsyncResult         *result,
                                         GError              **error);

void       askg_store_save_fold_async   (AskgStore            *self,
                                         AskgConversation     *conversation,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);

G_END_DECLS
