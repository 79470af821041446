/* askg-history-keyring.c: main thread. A file is never a place for this key: it would lie beside what it locks. */
#include "engine/provider/askg-history-keyring.h"

#include "engine/provider/askg-keys.h"

#define ORIGIN "askglass:history" /* it is never sent anywhere */

struct _AskgHistoryKeyring
{
  GObject   parent_instance;

  AskgKeys *keys; /* owned */
};

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (askg_keys_store_finish (ASKG_KEYS (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
keep_async (AskgKeyring         *keyring,
            const char          *key_id,
            const char          *secret,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  GTask *task = g_task_new (keyring, NULL, callback, user_data);

  g_task_set_source_tag (task, keep_async);
  askg_keys_store_async (ASKG_HISTORY_KEYRING (keyring)->keys, ASKG_KEY_IN_SERVICE, key_id, ORIGIN, secret, NULL, kept_cb, task);
}

static gboolean
keep_finish (AskgKeyring   *keyring,
             GAsyncResult  *result,
             GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, keep_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  char *secret = askg_keys_lookup_finish (ASKG_KEYS (object), result, &error);

  if (secret != NULL)
    g_task_return_pointer (task, secret, (GDestroyNotify) askg_keys_wipe);
  else
    g_task_return_error (task, error);
}

static void
lookup_async (AskgKeyring         *keyring,
              const char          *key_id,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  GTask *task = g_task_new (keyring, NULL, callback, user_data);

  g_task_set_source_tag (task, lookup_async);
  askg_keys_lookup_async (ASKG_HISTORY_KEYRING (keyring)->keys, ASKG_KEY_IN_SERVICE, key_id, ORIGIN, NULL, looked_up_cb, task);
}

static char *
lookup_finish (AskgKeyring   *keyring,
               GAsyncResult  *result,
               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, lookup_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
forget_async (AskgKeyring         *keyring,
              const char          *key_id,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  askg_keys_remove_async (ASKG_HISTORY_KEYRING (keyring)->keys, ASKG_KEY_IN_SERVICE, key_id, NULL, callback, user_data);
}

static void
keyring_init (AskgKeyringInterface *iface)
{
  iface->keep_async = keep_async;
  iface->keep_finish = keep_finish;
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
  iface->forget_async = forget_async;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgHistoryKeyring, askg_history_keyring, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_KEYRING, keyring_init))

static void
askg_history_keyring_finalize (GObject *object)
{
  g_clear_object (&ASKG_HISTORY_KEYRING (object)->keys);

  G_OBJECT_CLASS (askg_history_keyring_parent_class)->finalize (object);
}

static void
askg_history_keyring_class_init (AskgHistoryKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_history_keyring_finalize;
}

static void
askg_history_keyring_init (AskgHistoryKeyring *self)
{
  self->keys = askg_keys_new (NULL);
}

AskgKeyring *
askg_history_keyring_new (void)
{
  return g_object_new (ASKG_TYPE_HISTORY_KEYRING, NULL);
}
