/* askg-store-life.h: what a person does with conversations they had: more calls of #AskgStore. Main thread. */
#pragma once

#include "engine/memory/askg-check.h"
#include "engine/memory/askg-retention.h"
#include "engine/memory/askg-store.h"

G_BEGIN_DECLS

void       askg_store_list_history_async (AskgStore               *self,
                                          const AskgHistoryFilter *filter,
                                          guint                    most,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
void       askg_store_list_apps_async    (AskgStore               *self,
                                          guint                    most,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
void       askg_store_rename_async       (AskgStore               *self,
                                          gint64                   conversation_id,
                                          const char              *title,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
void       askg_store_pin_async          (AskgStore               *self,
                                          gint64                   conversation_id,
                                          gboolean                 pinned,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
void       askg_store_branch_async       (AskgStore               *self,
                                          gint64                   conversation_id,
                                          gint64                   last_turn_id,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
gint64     askg_store_branch_finish      (AskgStore               *self,
                                          GAsyncResult            *result,
                                          GError                 **error);
void       askg_store_erase_async        (AskgStore               *self,
                                          gint64                   before_us,
                                          gboolean                 with_pinned,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
void       askg_store_erase_one_async    (AskgStore               *self,
                                          gint64                   conversation_id,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
gssize     askg_store_erase_finish       (AskgStore               *self,
                                          GAsyncResult            *result,
                                          GError                 **error);
void       askg_store_retain_async       (AskgStore               *self,
                                          const AskgRetention     *rule,
                                          gboolean                 only_plan,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
gboolean   askg_store_retain_finish      (AskgStore               *self,
                                          GAsyncResult            *result,
                                          AskgRetained            *out_retained,
                                          GError                 **error);
void       askg_store_check_async        (AskgStore               *self,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
AskgHistoryCheck *askg_store_check_finish (AskgStore              *self,
                                          GAsyncResult            *result,
                                          GError                 **error);
void       askg_store_vacuum_async       (AskgStore               *self,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
gboolean   askg_store_vacuum_finish      (AskgStore               *self,
                                          GAsyncResult            *result,
                                          gint64                  *out_before_bytes,
                                          gint64                  *out_after_bytes,
                                          GError                 **error);

G_END_DECLS
