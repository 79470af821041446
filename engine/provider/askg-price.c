/* askg-price.c: any thread. What is not known stays so: it is never taken for nothing. */
#include "engine/provider/askg-price.h"

#include <math.h>

#define TOKENS_PER_PRICE 1e6

/* Nothing is known. */
void
askg_price_init (AskgPrice *self)
{
  *self = (AskgPrice) { NAN, NAN, NAN, NAN, NAN };
}

gboolean
askg_price_is_known (const AskgPrice *self)
{
  return isfinite (self->in) && isfinite (self->out);
}

/* Of @whole; strangers may count more parts than the whole has. */
static double
part_of (gint64 part,
         gint64 whole)
{
  return CLAMP (part, 0, whole);
}

static double
times (double n_tokens,
       double price)
{
  return n_tokens > 0 ? n_tokens * price : 0; /* what was not used may have any price */
}

/**
 * askg_price_get_cost:
 *
 * What was read from a cache is part of what was sent, and thinking is part of what was written: neither is counted
 * twice.
 *
 * Returns: USD; NAN where the price, or how much of it, is not known
 */
double
askg_price_get_cost (const AskgPrice *self,
                     const AskgUsage *usage)
{
  double cached, sound_in, sound_out, cost;

  if (!askg_price_is_known (self) || usage->input < 0 || usage->output < 0)
    return NAN;

  cached = part_of (usage->cached, usage->input);
  sound_in = part_of (usage->audio_in, usage->input - (gint64) cached);
  sound_out = part_of (usage->audio_out, usage->output);
  cost = times (usage->input - cached - sound_in, self->in) +
         times (cached, isfinite (self->cached) ? self->cached : self->in) + times (sound_in, self->audio_in) +
         times (usage->output - sound_out, self->out) + times (sound_out, self->audio_out);

  return cost / TOKENS_PER_PRICE;
}
