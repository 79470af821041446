/* askg-engine-fetch.h: one small request to an engine and its whole reply. Main thread. */
#pragma once

#include "engine/dialect/askg-wire-error.h"
#include "engine/provider/askg-engine-link.h"

G_BEGIN_DECLS

#define ASKG_FETCH_MAX_BYTES (8u * 1024 * 1024)

typedef struct
{
  guint          http_status;
  GBytes        *body;
  AskgWireError *error; /* (nullable): what a status of 300 or more means */
} AskgFetched;

void         askg_fetched_free         (AskgFetched            *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgFetched, askg_fetched_free)

void         askg_engine_fetch_async   (AskgEngineLink         *link,
                                        const AskgLinkRequest  *request,
                                        guint                   time_limit_ms,
                                        GCancellable           *cancellable,
                                        GAsyncReadyCallback     callback,
                                        gpointer                user_data);
AskgFetched *askg_engine_fetch_finish  (AskgEngineLink         *link,
                                        GAsyncResult           *result,
                                        GError                **error);
void         askg_engine_fetch_get_timings (GAsyncResult       *result,
                                        AskgExchangeTimings    *out_timings);

G_END_DECLS
