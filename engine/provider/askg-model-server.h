/* askg-model-server.h: a model file served by a program of our own: started when it is needed, watched,
 * started again when it dies, stopped when nobody asks. Main thread. */
#pragma once

#include "engine/provider/askg-server-run.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_SERVER_STOPPED,
  ASKG_SERVER_STARTING,
  ASKG_SERVER_LOADING, /* it answers, and says that it loads the model */
  ASKG_SERVER_READY,
  ASKG_SERVER_WAITING, /* it ended by itself, and is started again in a while */
  ASKG_SERVER_FAILED,  /* and is not started again before somebody asks for it */
} AskgServerState;

#define ASKG_TYPE_MODEL_SERVER (askg_model_server_get_type ())
G_DECLARE_FINAL_TYPE (AskgModelServer, askg_model_server, ASKG, MODEL_SERVER, GObject)

AskgModelServer *askg_model_server_new           (AskgHttp               *http,
                                                  const char             *engine_id,
                                                  const char             *engine_name,
                                                  const AskgServedModel  *model);
AskgServerState  askg_model_server_get_state     (AskgModelServer        *self);
const GError    *askg_model_server_get_error     (AskgModelServer        *self);
AskgServerRun   *askg_model_server_get_run       (AskgModelServer        *self);
void             askg_model_server_set_limits_ms (AskgModelServer        *self,
                                                  guint                   start_ms,
                                                  guint                   idle_ms);
void             askg_model_server_hold_async    (AskgModelServer        *self,
                                                  GCancellable           *cancellable,
                                                  GAsyncReadyCallback     callback,
                                                  gpointer                user_data);
gboolean         askg_model_server_hold_finish   (AskgModelServer        *self,
                                                  GAsyncResult           *result,
                                                  GError                **error);
void             askg_model_server_hold_on       (AskgModelServer        *self);
void             askg_model_server_release       (AskgModelServer        *self);
void             askg_model_server_doubt         (AskgModelServer        *self);
void             askg_model_server_stop_async    (AskgModelServer        *self,
                                                  GAsyncReadyCallback     callback,
                                                  gpointer                user_data);
gboolean         askg_model_server_stop_finish   (AskgModelServer        *self,
                                                  GAsyncResult           *result,
                                                  GError                **error);

G_END_DECLS
