/* askg-probe.h: what a server says of itself and of its model, kept with the profile. Nothing is asked that costs
 * anything, and nothing of the person's is sent. Main thread. */
#pragma once

#include "engine/dialect/askg-model-list.h"
#include "engine/provider/askg-engine-link.h"

G_BEGIN_DECLS

void     askg_probe_async  (AskgEngineLink       *link,
                            GCancellable         *cancellable,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data);
gboolean askg_probe_finish (AskgEngineLink       *link,
                            GAsyncResult         *result,
                            GError              **error);

void     askg_probe_learn  (AskgProfile          *profile,
                            const AskgModelInfo  *info);

G_END_DECLS
