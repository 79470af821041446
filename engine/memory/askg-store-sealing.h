/* askg-store-sealing.h: the store encrypts what it keeps, or no longer does. Main thread. */
#pragma once

#include "engine/memory/askg-seal.h"
#include "engine/memory/askg-store.h"
#include "engine/model/askg-keyring.h"

G_BEGIN_DECLS

void          askg_store_set_keyring    (AskgStore             *self,
                                         AskgKeyring           *keyring);
AskgSealState askg_store_get_seal_state (AskgStore             *self);
const char   *askg_store_get_key_id     (AskgStore             *self);
void          askg_store_encrypt_async  (AskgStore             *self,
                                         GFileProgressCallback  progress,
                                         gpointer               progress_data,
                                         GCancellable          *cancellable,
                                         GAsyncReadyCallback    callback,
                                         gpointer               user_data);
void          askg_store_decrypt_async  (AskgStore             *self,
                                         GFileProgressCallback  progress,
                                         gpointer               progress_data,
                                         GCancellable          *cancellable,
                                         GAsyncReadyCallback    callback,
                                         gpointer               user_data);
gboolean      askg_store_sealing_finish (AskgStore             *self,
                                         GAsyncResult          *result,
                                         GError               **error);

G_END_DECLS
