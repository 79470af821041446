/* askg-keyring.h: where the key of an encrypted history is kept: never beside the history itself. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASKG_TYPE_KEYRING (askg_keyring_get_type ())
G_DECLARE_INTERFACE (AskgKeyring, askg_keyring, ASKG, KEYRING, GObject)

/* @secret is text; who gets one overwrites it before it is freed. */
struct _AskgKeyringInterface
{
  GTypeInterface parent_iface;

  void     (*keep_async)    (AskgKeyring          *self,
                             const char           *key_id,
                             const char           *secret,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
  gboolean (*keep_finish)   (AskgKeyring          *self,
                             GAsyncResult         *result,
                             GError              **error);
  void     (*lookup_async)  (AskgKeyring          *self,
                             const char           *key_id,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
  char    *(*lookup_finish) (AskgKeyring          *self,
                             GAsyncResult         *result,
                             GError              **error);
  void     (*forget_async)  (AskgKeyring          *self,
                             const char           *key_id,
                             GAsyncReadyCallback   callback,
                             gpointer              user_data);
};

void      askg_keyring_keep_async    (AskgKeyring          *self,
                                      const char           *key_id,
                                      const char           *secret,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean  askg_keyring_keep_finish   (AskgKeyring          *self,
                                      GAsyncResult         *result,
                                      GError              **error);
void      askg_keyring_lookup_async  (AskgKeyring          *self,
                                      const char           *key_id,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
char     *askg_keyring_lookup_finish (AskgKeyring          *self,
                                      GAsyncResult         *result,
                                      GError              **error);
void      askg_keyring_forget_async  (AskgKeyring          *self,
                                      const char           *key_id,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);

G_END_DECLS
