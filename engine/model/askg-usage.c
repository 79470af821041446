/* askg-usage.c: any thread. Figures come from strangers: none is below -1, and sums do not overflow. */
#include "engine/model/askg-usage.h"

#include <math.h>

#define N_COUNTS 8

/* The counts in one order, so that no function below can forget one. */
static void
list_counts (const AskgUsage *self,
             gint64           counts[N_COUNTS])
{
  const gint64 all[N_COUNTS] = { self->input, self->output, self->total, self->cached, self->reasoning,
                                 self->audio_in, self->audio_out, self->image_in };

  for (guint i = 0; i < N_COUNTS; i++)
    counts[i] = MAX (all[i], -1);
}

static void
set_counts (AskgUsage    *self,
            const gint64  counts[N_COUNTS])
{
  self->input = counts[0];
  self->output = counts[1];
  self->total = counts[2];
  self->cached = counts[3];
  self->reasoning = counts[4];
  self->audio_in = counts[5];
  self->audio_out = counts[6];
  self->image_in = counts[7];
}

static gboolean
is_cost (double cost_usd)
{
  return isfinite (cost_usd) && cost_usd >= 0;
}

/* Nothing is known. */
void
askg_usage_init (AskgUsage *self)
{
  const gint64 unknown[N_COUNTS] = { -1, -1, -1, -1, -1, -1, -1, -1 };

  set_counts (self, unknown);
  self->cost_usd = NAN;
}

/* Whether there is any figure at all. */
gboolean
askg_usage_is_known (const AskgUsage *self)
{
  gint64 counts[N_COUNTS];

  list_counts (self, counts);
  for (guint i = 0; i < N_COUNTS; i++)
    if (counts[i] >= 0)
      return TRUE;

  return is_cost (self->cost_usd);
}

gboolean
askg_usage_equal (const AskgUsage *self,
                  const AskgUsage *other)
{
  gint64 counts[N_COUNTS], others[N_COUNTS];

  list_counts (self, counts);
  list_counts (other, others);
  for (guint i = 0; i < N_COUNTS; i++)
    if (counts[i] != others[i])
      return FALSE;

  /* Both are the same number, or neither is one. */
  return is_cost (self->cost_usd) ? self->cost_usd == other->cost_usd : !is_cost (other->cost_usd);
}

/* The same answer counted again, as streams do: what @newer knows replaces what was known. */
void
askg_usage_update (AskgUsage       *self,
                   const AskgUsage *newer)
{
  gint64 counts[N_COUNTS], others[N_COUNTS];

  list_counts (self, counts);
  list_counts (newer, others);
  for (guint i = 0; i < N_COUNTS; i++)
    if (others[i] >= 0)
      counts[i] = others[i];
  set_counts (self, counts);
  if (is_cost (newer->cost_usd))
    self->cost_usd = newer->cost_usd;
}

/* Another request on top: a figure that only one of them knows stands for both. */
void
askg_usage_add (AskgUsage       *self,
                const AskgUsage *other)
{
  gint64 counts[N_COUNTS], others[N_COUNTS];

  list_counts (self, counts);
  list_counts (other, others);
  counts[2] = askg_usage_get_total (self);
  others[2] = askg_usage_get_total (other);
  for (guint i = 0; i < N_COUNTS; i++)
    if (others[i] >= 0)
      counts[i] = counts[i] < 0 ? others[i] : others[i] > G_MAXINT64 - counts[i] ? G_MAXINT64 : counts[i] + others[i];
  set_counts (self, counts);
  if (is_cost (other->cost_usd))
    self->cost_usd = is_cost (self->cost_usd) ? self->cost_usd + other->cost_usd : other->cost_usd;
}

/* Tokens in all: as the engine said, else the sum of both ways; -1 where neither is known. */
gint64
askg_usage_get_total (const AskgUsage *self)
{
  const gint64 input = MAX (self->input, 0);
  const gint64 output = MAX (self->output, 0);

  if (self->total >= 0)
    return self->total;
  if (self->input < 0 && self->output < 0)
    return -1;

  return output > G_MAXINT64 - input ? G_MAXINT64 : input + output;
}
