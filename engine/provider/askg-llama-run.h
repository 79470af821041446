/* askg-llama-run.h: one life of a llama-server of ours: from the program's start to its end. Main thread. */
#pragma once

#include "engine/privacy/askg-key.h"
#include "engine/provider/askg-llama-model.h"
#include "engine/transport/askg-http.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_LLAMA_RUN_STARTING,
  ASKG_LLAMA_RUN_LOADING, /* it answers, and says that it loads the model */
  ASKG_LLAMA_RUN_READY,
  ASKG_LLAMA_RUN_ENDED,
} AskgLlamaRunState;

#define ASKG_TYPE_LLAMA_RUN (askg_llama_run_get_type ())
G_DECLARE_FINAL_TYPE (AskgLlamaRun, askg_llama_run, ASKG, LLAMA_RUN, GObject)

AskgLlamaRun      *askg_llama_run_start            (AskgHttp             *http,
                                                    const char           *engine_id,
                                                    const char           *engine_name,
                                                    const AskgLlamaModel *model,
                                                    guint                 start_limit_ms);
AskgLlamaRunState  askg_llama_run_get_state        (AskgLlamaRun         *self);
const GError      *askg_llama_run_get_error        (AskgLlamaRun         *self);
gboolean           askg_llama_run_may_go_better    (AskgLlamaRun         *self);
gboolean           askg_llama_run_is_doubted       (AskgLlamaRun         *self);
GPid               askg_llama_run_get_pid          (AskgLlamaRun         *self);
const char        *askg_llama_run_get_url          (AskgLlamaRun         *self);
const char        *askg_llama_run_get_socket_path  (AskgLlamaRun         *self);
AskgKey           *askg_llama_run_get_key          (AskgLlamaRun         *self);
void               askg_llama_run_doubt            (AskgLlamaRun         *self);
void               askg_llama_run_stop             (AskgLlamaRun         *self);

G_END_DECLS
