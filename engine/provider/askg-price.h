/* askg-price.h: what a million tokens cost, and what an answer cost. A plain value; any thread. */
#pragma once

#include "engine/model/askg-usage.h"

G_BEGIN_DECLS

/* USD; NAN where it is not known. */
typedef struct
{
  double in;
  double cached;    /* not known: as @in */
  double out;
  double audio_in;
  double audio_out;
} AskgPrice;

void     askg_price_init     (AskgPrice       *self);
gboolean askg_price_is_known (const AskgPrice *self);
double   askg_price_get_cost (const AskgPrice *self,
                              const AskgUsage *usage);

G_END_DECLS
