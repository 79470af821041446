/* askg-engine-room.h: the engines of this history's owner: those there are, those that were connected,
 * their keys, and which is asked first. Main thread. */
#pragma once

#include "engine/debug/askg-catalogue.h"
#include "engine/local/askg-recogniser.h"
#include "engine/memory/askg-store.h"
#include "engine/provider/askg-ear.h"
#include "engine/provider/askg-engine-link.h"
#include "engine/provider/askg-engines.h"
#include "engine/provider/askg-finder.h"
#include "engine/provider/askg-keys.h"
#include "engine/provider/askg-budget.h"
#include "engine/provider/askg-profiles.h"
#include "engine/transport/askg-http.h"

G_BEGIN_DECLS

#define ASKG_TYPE_ENGINE_ROOM (askg_engine_room_get_type ())
G_DECLARE_FINAL_TYPE (AskgEngineRoom, askg_engine_room, ASKG, ENGINE_ROOM, GObject)

AskgEngineRoom *askg_engine_room_new         (AskgRecogniser  *recogniser,
                                              AskgCatalogue   *catalogue,
                                              AskgStore       *store);
AskgEngines    *askg_engine_room_get_engines (AskgEngineRoom  *self);
AskgEngine     *askg_engine_room_get_first   (AskgEngineRoom  *self);
AskgProfiles   *askg_engine_room_get_profiles (AskgEngineRoom *self);
AskgEngineLink *askg_engine_room_new_link    (AskgEngineRoom  *self,
                                              AskgProfile     *profile);
AskgEar        *askg_engine_room_get_ear     (AskgEngineRoom  *self);
AskgFinder     *askg_engine_room_get_finder  (AskgEngineRoom  *self);
AskgModelServers *askg_engine_room_get_servers (AskgEngineRoom *self);
void            askg_engine_room_start_server (AskgEngineRoom *self,
                                              AskgProfile     *profile);
AskgKeys       *askg_engine_room_get_keys    (AskgEngineRoom  *self);
AskgPolicy     *askg_engine_room_get_policy  (AskgEngineRoom  *self);
AskgGate       *askg_engine_room_get_gate    (AskgEngineRoom  *self);
AskgBudget     *askg_engine_room_get_budget  (AskgEngineRoom  *self);
AskgHttp       *askg_engine_room_get_http    (AskgEngineRoom  *self);
const GError   *askg_engine_room_get_trouble (AskgEngineRoom  *self);
void            askg_engine_room_warm_up     (AskgEngineRoom  *self);
char           *askg_engine_room_get_default (AskgEngineRoom  *self);
gboolean        askg_engine_room_set_default (AskgEngineRoom  *self,
                                              const char      *id_or_name,
                                              GError         **error);

G_END_DECLS
