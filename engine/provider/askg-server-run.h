/* askg-server-run.h: one life of a program of ours that serves a model: from the program's start to its end. Main thread. */
#pragma once

#include "engine/privacy/askg-key.h"
#include "engine/provider/askg-served-model.h"
#include "engine/transport/askg-http.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_SERVER_RUN_STARTING,
  ASKG_SERVER_RUN_LOADING, /* it answers, and says that it loads the model */
  ASKG_SERVER_RUN_READY,
  ASKG_SERVER_RUN_ENDED,
} AskgServerRunState;

#define ASKG_TYPE_SERVER_RUN (askg_server_run_get_type ())
G_DECLARE_FINAL_TYPE (AskgServerRun, askg_server_run, ASKG, SERVER_RUN, GObject)

AskgServerRun     *askg_server_run_start           (AskgHttp              *http,
                                                    const char            *engine_id,
                                                    const char            *engine_name,
                                                    const AskgServedModel *model,
                                                    guint                  start_limit_ms);
AskgServerRunState askg_server_run_get_state       (AskgServerRun         *self);
const GError      *askg_server_run_get_error       (AskgServerRun         *self);
gboolean           askg_server_run_may_go_better   (AskgServerRun         *self);
gboolean           askg_server_run_is_doubted      (AskgServerRun         *self);
GPid               askg_server_run_get_pid         (AskgServerRun         *self);
const char        *askg_server_run_get_url         (AskgServerRun         *self);
const char        *askg_server_run_get_socket_path (AskgServerRun         *self);
AskgKey           *askg_server_run_get_key         (AskgServerRun         *self);
void               askg_server_run_doubt           (AskgServerRun         *self);
void               askg_server_run_stop            (AskgServerRun         *self);

G_END_DECLS
