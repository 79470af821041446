/* askg-prices.h: the list of prices that Askglass comes with. Immutable; any thread. */
#pragma once

#include "engine/provider/askg-price.h"

G_BEGIN_DECLS

typedef struct _AskgPrices AskgPrices;

AskgPrices *askg_prices_new      (const char    *path,
                                  GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void        askg_prices_free     (AskgPrices    *self);
const char *askg_prices_get_seen (AskgPrices    *self);
gboolean    askg_prices_find     (AskgPrices    *self,
                                  const char    *host,
                                  const char    *model,
                                  const char    *today,
                                  AskgPrice     *out_price);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgPrices, askg_prices_free)

G_END_DECLS
