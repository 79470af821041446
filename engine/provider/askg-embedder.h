/* askg-embedder.h: a model tells in numbers what texts are about. Main thread. */
#pragma once

#include "engine/provider/askg-engine-link.h"

G_BEGIN_DECLS

void       askg_embedder_find_model_async  (AskgEngineLink       *link,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
char      *askg_embedder_find_model_finish (AskgEngineLink       *link,
                                            GAsyncResult         *result,
                                            GError              **error);
void       askg_embedder_embed_async       (AskgEngineLink       *link,
                                            const char           *model,
                                            const char *const    *texts,
                                            GCancellable         *cancellable,
                                            GAsyncReadyCallback   callback,
                                            gpointer              user_data);
GArray    *askg_embedder_embed_finish      (AskgEngineLink       *link,
                                            GAsyncResult         *result,
                                            GError              **error);

G_END_DECLS
