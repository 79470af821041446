/* askg-llama-servers.h: the llama-servers of this process: one for each engine that is a model file. They end with
 * it. Main thread. */
#pragma once

#include "engine/provider/askg-llama-server.h"
#include "engine/provider/askg-profile.h"

G_BEGIN_DECLS

#define ASKG_TYPE_LLAMA_SERVERS (askg_llama_servers_get_type ())
G_DECLARE_FINAL_TYPE (AskgLlamaServers, askg_llama_servers, ASKG, LLAMA_SERVERS, GObject)

AskgLlamaServers *askg_llama_servers_new  (AskgHttp         *http);
AskgLlamaServer  *askg_llama_servers_get  (AskgLlamaServers *self,
                                           AskgProfile      *profile);
AskgLlamaServer  *askg_llama_servers_peek (AskgLlamaServers *self,
                                           const char       *engine_id);
void              askg_llama_servers_drop (AskgLlamaServers *self,
                                           const char       *engine_id);

G_END_DECLS
