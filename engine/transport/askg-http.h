/* askg-http.h: the only way out of the program: takes AskgOutbound, asks policy, gate and ledger, then sends. Main thread. */
#pragma once

#include "engine/model/askg-ledger.h"
#include "engine/privacy/askg-gate.h"
#include "engine/transport/askg-exchange.h"

G_BEGIN_DECLS

#define ASKG_TYPE_HTTP (askg_http_get_type ())
G_DECLARE_FINAL_TYPE (AskgHttp, askg_http, ASKG, HTTP, GObject)

AskgHttp     *askg_http_new            (AskgPolicy                 *policy,
                                        AskgGate                   *gate,
                                        AskgLedger                 *ledger);
AskgPolicy   *askg_http_get_policy     (AskgHttp                   *self);
void          askg_http_set_ca_file    (AskgHttp                   *self,
                                        const char                 *path);
void          askg_http_set_http2      (AskgHttp                   *self,
                                        gboolean                    wanted);
AskgExchange *askg_http_send           (AskgHttp                   *self,
                                        AskgOutbound               *outbound,
                                        const AskgExchangeLimits   *limits,
                                        const AskgExchangeHandlers *handlers,
                                        gpointer                    user_data,
                                        GCancellable               *cancellable);
gboolean      askg_http_has_agreed     (AskgHttp                   *self,
                                        AskgOutbound               *outbound);
gboolean      askg_http_prewarm        (AskgHttp                   *self,
                                        AskgOutbound               *outbound);

G_END_DECLS
