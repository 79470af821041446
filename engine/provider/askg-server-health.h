/* askg-server-health.h: whether a program of ours has its model loaded. Main thread. */
#pragma once

#include "engine/privacy/askg-key.h"
#include "engine/transport/askg-http.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_HEALTH_SILENT, /* it does not listen yet, or no longer */
  ASKG_HEALTH_LOADING,
  ASKG_HEALTH_READY,
} AskgHealth;

void       askg_server_health_ask_async  (AskgHttp             *http,
                                          const char           *engine_id,
                                          const char           *engine_name,
                                          const char           *url,
                                          const char           *socket_path,
                                          AskgKey              *key,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
AskgHealth askg_server_health_ask_finish (GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
