/* askg-keyring.c: main thread. */
#include "engine/model/askg-keyring.h"

G_DEFINE_INTERFACE (AskgKeyring, askg_keyring, G_TYPE_OBJECT)

static void
askg_keyring_default_init (AskgKeyringInterface *iface)
{
}

/**
 * askg_keyring_keep_async:
 * @key_id: what it is to be found by
 *
 * Takes the place of an earlier one of that name.
 */
void
askg_keyring_keep_async (AskgKeyring         *self,
                         const char          *key_id,
                         const char          *secret,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_KEYRING (self));

  ASKG_KEYRING_GET_IFACE (self)->keep_async (self, key_id, secret, callback, user_data);
}

/**
 * askg_keyring_keep_finish:
 *
 * Errors: %ASKG_ERROR_NO_KEYRING when there is none, or it stays locked
 */
gboolean
askg_keyring_keep_finish (AskgKeyring   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return ASKG_KEYRING_GET_IFACE (self)->keep_finish (self, result, error);
}

/* The keyring may ask the person to unlock it, and takes as long as they do. */
void
askg_keyring_lookup_async (AskgKeyring         *self,
                           const char          *key_id,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_KEYRING (self));

  ASKG_KEYRING_GET_IFACE (self)->lookup_async (self, key_id, callback, user_data);
}

/**
 * askg_keyring_lookup_finish:
 *
 * Errors: as askg_keyring_keep_finish(), also when it holds no such key
 *
 * Returns: (transfer full): to be overwritten before it is freed
 */
char *
askg_keyring_lookup_finish (AskgKeyring   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  return ASKG_KEYRING_GET_IFACE (self)->lookup_finish (self, result, error);
}

/* Nothing is encrypted with it any more; that it could not be removed does no harm. */
void
askg_keyring_forget_async (AskgKeyring         *self,
                           const char          *key_id,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_KEYRING (self));

  ASKG_KEYRING_GET_IFACE (self)->forget_async (self, key_id, callback, user_data);
}
