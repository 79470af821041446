/* askg-token-rates.h: how an engine counts, against the estimate: learnt from what it said of earlier requests.
 * A plain value; any thread. */
#pragma once

#include "engine/provider/askg-estimate.h"

G_BEGIN_DECLS

#define ASKG_TOKEN_RATES_KEPT 5u

/* The last few figures, newest last. */
typedef struct
{
  double values[ASKG_TOKEN_RATES_KEPT];
  guint  n;
} AskgLastFew;

typedef struct
{
  AskgLastFew ratios[ASKG_N_TOKEN_KINDS]; /* counted by the engine for one that was estimated */
  AskgLastFew errors;                     /* of whole requests: 0.1 is a tenth too much or too little */
} AskgTokenRates;

void     askg_token_rates_read       (AskgTokenRates        *self,
                                      const char *const     *words);
char   **askg_token_rates_write      (const AskgTokenRates  *self);
double   askg_token_rates_get_factor (const AskgTokenRates  *self,
                                      AskgTokenKind          kind);
double   askg_token_rates_get_error  (const AskgTokenRates  *self);
double   askg_token_rates_apply      (const AskgTokenRates  *self,
                                      const AskgEstimate    *estimate);
gboolean askg_token_rates_learn      (AskgTokenRates        *self,
                                      const AskgEstimate    *estimate,
                                      gint64                 n_counted);

G_END_DECLS
