/* askg-engine-models.h: the models that an engine offers, for a person to choose from. Main thread. */
#pragma once

#include "engine/dialect/askg-model-list.h"
#include "engine/provider/askg-engine-link.h"

G_BEGIN_DECLS

void           askg_engine_models_async  (AskgEngineLink       *link,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
AskgModelList *askg_engine_models_finish (AskgEngineLink       *link,
                                          GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
