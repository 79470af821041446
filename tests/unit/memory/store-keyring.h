/* store-keyring.h: a keyring in memory, which can be locked and lose its keys. */
#pragma once

#include "engine/model/askg-keyring.h"

G_BEGIN_DECLS

#define STORE_TYPE_KEYRING (store_keyring_get_type ())
G_DECLARE_FINAL_TYPE (StoreKeyring, store_keyring, STORE, KEYRING, GObject)

StoreKeyring *store_keyring_new       (void);
void          store_keyring_lock      (StoreKeyring *self,
                                       gboolean      is_locked);
void          store_keyring_lose      (StoreKeyring *self);
void          store_keyring_mix_up    (StoreKeyring *self);
guint         store_keyring_get_n_keys (StoreKeyring *self);
const char   *store_keyring_get_secret (StoreKeyring *self);

G_END_DECLS
