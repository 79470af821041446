/* askg-llama-server-private.h: a served model from inside, for its two files. */
#pragma once

#include "engine/provider/askg-llama-server.h"
#include "engine/provider/askg-restarts.h"

G_BEGIN_DECLS

struct _AskgLlamaServer
{
  GObject         parent_instance;

  /* Owned */
  AskgHttp       *http;
  char           *id;
  char           *name;
  AskgLlamaModel *model;
  AskgLlamaRun   *run;            /* (nullable) */
  GSource        *timer;          /* (nullable): the next start, or the end of idleness */
  GQueue          waiting;        /* of GTask: holds that want it ready */
  GQueue          stopping;       /* of GTask: who waits for it to be gone */
  GError         *error;          /* (nullable): why it waits or has failed */

  AskgLlamaState  state;
  AskgRestarts    restarts;
  guint           start_limit_ms;
  guint           idle_ms;
  guint           n_holds;
};

void askg_llama_server_start              (AskgLlamaServer *self);
void askg_llama_server_become_ready       (AskgLlamaServer *self);
void askg_llama_server_tell_waiting       (AskgLlamaServer *self,
                                           const GError    *error);
void askg_llama_server_wait_for_idleness  (AskgLlamaServer *self);

G_END_DECLS
