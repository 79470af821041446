/* askg-engine-model.h: a model file becomes an engine: fetched where it is not here yet, looked at, connected.
 * Main thread. */
#pragma once

#include "app/askg-engine-room.h"
#include "engine/transport/askg-download.h"

G_BEGIN_DECLS

/* Of each part one is set, or neither. */
typedef struct
{
  const char *model_path;      /* absolute */
  const char *model_url;
  const char *model_sha256;    /* (nullable): of what is fetched */
  const char *projector_path;  /* (nullable) absolute: eyes and ears (mmproj) */
  const char *projector_url;   /* (nullable) */
} AskgModelSource;

void     askg_engine_add_model_async  (AskgEngineRoom         *room,
                                       AskgProfile            *profile,
                                       const AskgModelSource  *source,
                                       const char             *folder,
                                       AskgDownloadFunc        progress,
                                       gpointer                progress_data,
                                       GCancellable           *cancellable,
                                       GAsyncReadyCallback     callback,
                                       gpointer                user_data);
gboolean askg_engine_add_model_finish (AskgEngineRoom         *room,
                                       GAsyncResult           *result,
                                       GError                **error);

G_END_DECLS
