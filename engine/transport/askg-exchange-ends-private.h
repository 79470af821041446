/* askg-exchange-ends-private.h: what is kept of an exchange in the ledger, and how one that went wrong is told. */
#pragma once

#include <curl/curl.h>

#include "engine/transport/askg-exchange.h"

G_BEGIN_DECLS

/* askg-exchange-row.c: its row in the ledger. */
void          askg_exchange_write_row       (AskgExchange               *self,
                                             GAsyncReadyCallback         written,
                                             gpointer                    user_data);
gboolean      askg_exchange_row_written     (GAsyncResult               *result,
                                             GError                    **error);
void          askg_exchange_owe_row         (AskgExchange               *self);
void          askg_exchange_pay_row         (AskgExchange               *self);
void          askg_exchange_end_row         (AskgExchange               *self);

/* askg-exchange-sentences.c */
GError       *askg_exchange_new_error       (AskgExchange               *self,
                                             CURLcode                    code);
GError       *askg_exchange_new_late_error  (AskgExchange               *self);
GError       *askg_exchange_new_redirect_error (AskgExchange            *self);
GError       *askg_exchange_new_headers_error (AskgExchange             *self);
GError       *askg_exchange_new_size_error  (AskgExchange               *self);

G_END_DECLS
