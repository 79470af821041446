/* askg-model-servers.h: what this process serves: a program for each engine that is a model file. They end with it. Main thread. */
#pragma once

#include "engine/provider/askg-model-server.h"
#include "engine/provider/askg-profile.h"

G_BEGIN_DECLS

#define ASKG_TYPE_MODEL_SERVERS (askg_model_servers_get_type ())
G_DECLARE_FINAL_TYPE (AskgModelServers, askg_model_servers, ASKG, MODEL_SERVERS, GObject)

AskgModelServers *askg_model_servers_new  (AskgHttp         *http);
AskgModelServer  *askg_model_servers_get  (AskgModelServers *self,
                                           AskgProfile      *profile);
void              askg_model_servers_describe (AskgModelServers *self,
                                           AskgProfile      *profile,
                                           AskgServedModel  *model);
AskgModelServer  *askg_model_servers_peek (AskgModelServers *self,
                                           const char       *engine_id);
void              askg_model_servers_drop (AskgModelServers *self,
                                           const char       *engine_id);

G_END_DECLS
