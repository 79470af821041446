/* askg-engine-trial.h: tiny questions with known answers, of our own making. Main thread. */
#pragma once

#include "engine/model/askg-question.h"
#include "engine/provider/askg-engine.h"

G_BEGIN_DECLS

AskgQuestion *askg_engine_trial_new        (AskgCapabilities  capability);
gboolean      askg_engine_trial_is_noticed (AskgCapabilities  capability,
                                            const char       *answer);

G_END_DECLS
