/* askg-desk-engine-test.h: the test on an engine's page. Main thread. */
#pragma once

#include "app/askg-desk-engines.h"
#include "ui/preferences/askg-engine-page.h"

G_BEGIN_DECLS

void askg_desk_engine_test_offer (AskgEnginePage  *page,
                                  AskgSession     *session,
                                  AskgEngineRoom  *room,
                                  AskgDeskEngines *engines);

G_END_DECLS
