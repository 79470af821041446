/* askg-desk-engine-models.h: the models to choose from on an engine's page. Main thread. */
#pragma once

#include "app/askg-engine-room.h"
#include "ui/preferences/askg-engine-page.h"

G_BEGIN_DECLS

void askg_desk_engine_models_offer (AskgEnginePage *page,
                                    AskgEngineRoom *room);

G_END_DECLS
