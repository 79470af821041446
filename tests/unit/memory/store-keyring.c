/* store-keyring.c */
#include "tests/unit/memory/store-keyring.h"

#include "engine/base/askg-error.h"
#include "engine/memory/askg-seal.h"

struct _StoreKeyring
{
  GObject     parent_instance;

  GHashTable *keys; /* owned; names to secrets */
  gboolean    is_locked;
};

static void
return_secret (StoreKeyring        *self,
               const char          *secret,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, NULL, callback, user_data);

  if (self->is_locked || secret == NULL)
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_NO_KEYRING, "The keyring is locked or has no such key.");
  else
    g_task_return_pointer (task, g_strdup (secret), g_free);
}

static void
keep_async (AskgKeyring *keyring, const char *key_id, const char *secret, GAsyncReadyCallback callback, gpointer user_data)
{
  StoreKeyring *self = STORE_KEYRING (keyring);

  if (!self->is_locked)
    g_hash_table_replace (self->keys, g_strdup (key_id), g_strdup (secret));
  return_secret (self, secret, callback, user_data);
}

static gboolean
keep_finish (AskgKeyring *keyring, GAsyncResult *result, GError **error)
{
  g_autofree char *secret = g_task_propagate_pointer (G_TASK (result), error);

  return secret != NULL;
}

static void
lookup_async (AskgKeyring *keyring, const char *key_id, GAsyncReadyCallback callback, gpointer user_data)
{
  StoreKeyring *self = STORE_KEYRING (keyring);

  return_secret (self, g_hash_table_lookup (self->keys, key_id), callback, user_data);
}

static char *
lookup_finish (AskgKeyring *keyring, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
forget_async (AskgKeyring *keyring, const char *key_id, GAsyncReadyCallback callback, gpointer user_data)
{
  g_hash_table_remove (STORE_KEYRING (keyring)->keys, key_id);
}

static void
iface_init (AskgKeyringInterface *iface)
{
  iface->keep_async = keep_async;
  iface->keep_finish = keep_finish;
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
  iface->forget_async = forget_async;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (StoreKeyring, store_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_KEYRING, iface_init))

static void
store_keyring_finalize (GObject *object)
{
  g_hash_table_unref (STORE_KEYRING (object)->keys);

  G_OBJECT_CLASS (store_keyring_parent_class)->finalize (object);
}

static void
store_keyring_class_init (StoreKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = store_keyring_finalize;
}

static void
store_keyring_init (StoreKeyring *self)
{
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

StoreKeyring *
store_keyring_new (void)
{
  return g_object_new (STORE_TYPE_KEYRING, NULL);
}

void
store_keyring_lock (StoreKeyring *self,
                    gboolean      is_locked)
{
  self->is_locked = is_locked;
}

void
store_keyring_lose (StoreKeyring *self)
{
  g_hash_table_remove_all (self->keys);
}

/* Each name has another's key. */
void
store_keyring_mix_up (StoreKeyring *self)
{
  GHashTableIter iter;

  g_hash_table_iter_init (&iter, self->keys);
  while (g_hash_table_iter_next (&iter, NULL, NULL))
    g_hash_table_iter_replace (&iter, askg_seal_make_secret ());
}

guint
store_keyring_get_n_keys (StoreKeyring *self)
{
  return g_hash_table_size (self->keys);
}

/* Of the only key, or any. */
const char *
store_keyring_get_secret (StoreKeyring *self)
{
  GHashTableIter iter;
  gpointer secret = NULL;

  g_hash_table_iter_init (&iter, self->keys);
  (void) g_hash_table_iter_next (&iter, NULL, &secret);

  return secret;
}
