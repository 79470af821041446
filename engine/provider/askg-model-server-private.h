/* askg-model-server-private.h: a served model from inside, for its two files. */
#pragma once

#include "engine/provider/askg-model-server.h"
#include "engine/provider/askg-restarts.h"

G_BEGIN_DECLS

struct _AskgModelServer
{
  GObject         parent_instance;

  /* Owned */
  AskgHttp       *http;
  char           *id;
  char           *name;
  AskgServedModel *model;
  AskgServerRun   *run;            /* (nullable) */
  GSource        *timer;          /* (nullable): the next start, or the end of idleness */
  GQueue          waiting;        /* of GTask: holds that want it ready */
  GQueue          stopping;       /* of GTask: who waits for it to be gone */
  GError         *error;          /* (nullable): why it waits or has failed */

  AskgServerState  state;
  AskgRestarts    restarts;
  guint           start_limit_ms;
  guint           idle_ms;
  guint           n_holds;
};

void askg_model_server_start              (AskgModelServer *self);
void askg_model_server_become_ready       (AskgModelServer *self);
void askg_model_server_tell_waiting       (AskgModelServer *self,
                                           const GError    *error);
void askg_model_server_wait_for_idleness  (AskgModelServer *self);

G_END_DECLS
