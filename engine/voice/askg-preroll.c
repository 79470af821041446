/* askg-preroll.c: pure. What nobody needs any more is overwritten, not only let go. */
#include "engine/voice/askg-preroll.h"

#include <string.h>

#define NOT_HELD G_MAXINT64
#define SLACK 4 /* it is moved to the front once a fourth of it is to be let go: each sample is moved a few times at most */

struct _AskgPreroll
{
  gint16 *samples;   /* owned */
  gsize   n_samples;
  gsize   n_room;
  gint64  start;     /* position of the first */
  gint64  held_from; /* or NOT_HELD */
  guint   rate_hz;
  gsize   n_keep;
};

AskgPreroll *
askg_preroll_new (guint rate_hz,
                  guint keep_ms)
{
  AskgPreroll *self = g_new0 (AskgPreroll, 1);

  self->rate_hz = rate_hz;
  self->n_keep = (gsize) rate_hz * keep_ms / 1000;
  self->held_from = NOT_HELD;

  return self;
}

static void
wipe (gint16 *samples,
      gsize   n_samples)
{
  explicit_bzero (samples, n_samples * sizeof *samples);
}

void
askg_preroll_free (AskgPreroll *self)
{
  if (self->samples != NULL)
    wipe (self->samples, self->n_room);
  g_free (self->samples);
  g_free (self);
}

/* Nothing of it is to be had any more; what comes next may begin anew. */
void
askg_preroll_clear (AskgPreroll *self)
{
  if (self->samples != NULL)
    wipe (self->samples, self->n_room);
  self->start = 0;
  self->n_samples = 0;
  self->held_from = NOT_HELD;
}

/* Position after the last sample. */
gint64
askg_preroll_get_end (AskgPreroll *self)
{
  return self->start + self->n_samples;
}

static void
let_go (AskgPreroll *self)
{
  const gint64 end = askg_preroll_get_end (self);
  const gint64 keep_from = MIN (self->held_from, end - (gint64) self->n_keep);
  gsize n_over;

  if (keep_from <= self->start)
    return;
  n_over = keep_from - self->start;
  if (n_over < self->n_samples / SLACK)
    return;

  memmove (self->samples, self->samples + n_over, (self->n_samples - n_over) * sizeof *self->samples);
  self->n_samples -= n_over;
  self->start += n_over;
  wipe (self->samples + self->n_samples, n_over);
}

/* Not g_renew(): what is left behind is overwritten. */
static void
make_room (AskgPreroll *self,
           gsize        n_needed)
{
  gsize n_room = MAX (self->n_room, 1024);
  gint16 *samples;

  if (n_needed <= self->n_room)
    return;
  while (n_room < n_needed)
    n_room *= 2;
  samples = g_new (gint16, n_room);
  if (self->n_samples > 0)
    memcpy (samples, self->samples, self->n_samples * sizeof *samples);
  if (self->samples != NULL)
    wipe (self->samples, self->n_room);
  g_free (self->samples);
  self->samples = samples;
  self->n_room = n_room;
}

/* @position: of the first of them; where it does not follow, what came before is forgotten */
void
askg_preroll_add (AskgPreroll  *self,
                  gint64        position,
                  const gint16 *samples,
                  gsize         n_samples)
{
  if (position != askg_preroll_get_end (self))
    {
      const gint64 held_from = self->held_from;

      askg_preroll_clear (self);
      self->start = position;
      self->held_from = held_from;
    }
  make_room (self, self->n_samples + n_samples);
  memcpy (self->samples + self->n_samples, samples, n_samples * sizeof *samples);
  self->n_samples += n_samples;
  let_go (self);
}

/* From there on all is kept, until another place is named or it is released. */
void
askg_preroll_hold (AskgPreroll *self,
                   gint64       from)
{
  self->held_from = from;
}

/* What goes beyond the pre-roll goes with what is added next. */
void
askg_preroll_release (AskgPreroll *self)
{
  self->held_from = NOT_HELD;
}

/* Returns: (transfer full) (nullable): what there is of it between these positions; %NULL for nothing */
AskgPcm *
askg_preroll_copy (AskgPreroll *self,
                   gint64       from,
                   gint64       to)
{
  g_autoptr(GBytes) bytes = NULL;

  from = MAX (from, self->start);
  to = MIN (to, askg_preroll_get_end (self));
  if (from >= to)
    return NULL;
  bytes = g_bytes_new (self->samples + (from - self->start), (to - from) * sizeof *self->samples);

  return askg_pcm_new (bytes, self->rate_hz, 1);
}
