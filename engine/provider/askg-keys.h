/* askg-keys.h: keys of engines: in the Secret Service, or in a file that the person agreed to. A key is
 * bound to the origin it was given for, and is never logged. Main thread. */
#pragma once

#include <gio/gio.h>

#include "engine/provider/askg-profile-types.h"

G_BEGIN_DECLS

#define ASKG_KEYS_MAX_BYTES 8192

#define ASKG_TYPE_KEYS (askg_keys_get_type ())
G_DECLARE_FINAL_TYPE (AskgKeys, askg_keys, ASKG, KEYS, GObject)

AskgKeys *askg_keys_new           (const char           *folder);
void      askg_keys_store_async   (AskgKeys             *self,
                                   AskgKeyPlace          place,
                                   const char           *engine_id,
                                   const char           *origin,
                                   const char           *secret,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean  askg_keys_store_finish  (AskgKeys             *self,
                                   GAsyncResult         *result,
                                   GError              **error);
void      askg_keys_lookup_async  (AskgKeys             *self,
                                   AskgKeyPlace          place,
                                   const char           *engine_id,
                                   const char           *origin,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
char     *askg_keys_lookup_finish (AskgKeys             *self,
                                   GAsyncResult         *result,
                                   GError              **error);
void      askg_keys_remove_async  (AskgKeys             *self,
                                   AskgKeyPlace          place,
                                   const char           *engine_id,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);
gboolean  askg_keys_remove_finish (AskgKeys             *self,
                                   GAsyncResult         *result,
                                   GError              **error);

char     *askg_keys_clean         (const char           *given,
                                   gsize                 n_bytes,
                                   GError              **error);
void      askg_keys_wipe          (char                 *secret);

G_END_DECLS
