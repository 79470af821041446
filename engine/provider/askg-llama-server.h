/* askg-llama-server.h: a model file served by a llama-server of our own: started when it is needed, watched,
 * started again when it dies, stopped when nobody asks. Main thread. */
#pragma once

#include "engine/provider/askg-llama-run.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_LLAMA_STOPPED,
  ASKG_LLAMA_STARTING,
  ASKG_LLAMA_LOADING, /* it answers, and says that it loads the model */
  ASKG_LLAMA_READY,
  ASKG_LLAMA_WAITING, /* it ended by itself, and is started again in a while */
  ASKG_LLAMA_FAILED,  /* and is not started again before somebody asks for it */
} AskgLlamaState;

#define ASKG_TYPE_LLAMA_SERVER (askg_llama_server_get_type ())
G_DECLARE_FINAL_TYPE (AskgLlamaServer, askg_llama_server, ASKG, LLAMA_SERVER, GObject)

AskgLlamaServer *askg_llama_server_new             (AskgHttp             *http,
                                                    const char           *engine_id,
                                                    const char           *engine_name,
                                                    const AskgLlamaModel *model);
AskgLlamaState   askg_llama_server_get_state       (AskgLlamaServer      *self);
const GError    *askg_llama_server_get_error       (AskgLlamaServer      *self);
AskgLlamaRun    *askg_llama_server_get_run         (AskgLlamaServer      *self);
void             askg_llama_server_set_limits_ms   (AskgLlamaServer      *self,
                                                    guint                 start_ms,
                                                    guint                 idle_ms);
void             askg_llama_server_hold_async      (AskgLlamaServer      *self,
                                                    GCancellable         *cancellable,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean         askg_llama_server_hold_finish     (AskgLlamaServer      *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);
void             askg_llama_server_hold_on         (AskgLlamaServer      *self);
void             askg_llama_server_release         (AskgLlamaServer      *self);
void             askg_llama_server_doubt           (AskgLlamaServer      *self);
void             askg_llama_server_stop_async      (AskgLlamaServer      *self,
                                                    GAsyncReadyCallback   callback,
                                                    gpointer              user_data);
gboolean         askg_llama_server_stop_finish     (AskgLlamaServer      *self,
                                                    GAsyncResult         *result,
                                                    GError              **error);

G_END_DECLS
