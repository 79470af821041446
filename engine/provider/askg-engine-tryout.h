/* askg-engine-tryout.h: whether an engine sees or hears, found out by a tiny question of our own with a known answer.
 * Nothing of the person's is sent. Main thread. */
#pragma once

#include "engine/local/askg-recogniser.h"
#include "engine/provider/askg-engine-link.h"
#include "engine/provider/askg-engine-trial.h"

G_BEGIN_DECLS

void             askg_engine_tryout_async  (AskgEngineLink       *link,
                                            AskgRecogniser       *recogniser,
                                            AskgCapabilities      capability,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
AskgTrialVerdict askg_engine_tryout_finish (AskgEngineLink       *link,
                                            GAsyncResult         *result,
                                            char                **out_said,
                                            GError              **error);

G_END_DECLS
