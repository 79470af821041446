/* askg-played-tap.c: pure. */
#include "capture/audio/askg-played-tap.h"

#include <string.h>

#define HELD_MS 1000u
#define LEAD_MS 30u   /* behind what was added last: it comes in bursts, and so does what is heard */
#define STRAY_MS 150u /* from there: one of both stood still, and they are put together anew */
#define LATE_MS 15u   /* the same, where it was never less … */
#define WATCHED_MS 200u /* … for so long: an echo that comes before what is played cannot be known for one */

struct _AskgPlayedTap
{
  gint16  *samples; /* (owned): a ring */
  gsize    n_held;
  gint64   lead, stray, late, watched;
  gint64   added;   /* ever */
  gint64   at;      /* to be read next */
  gint64   least_late; /* since … */
  gint64   n_watched;  /* … so many samples */
  gboolean is_running;
};

AskgPlayedTap *
askg_played_tap_new (guint rate_hz)
{
  AskgPlayedTap *self = g_new0 (AskgPlayedTap, 1);

  self->n_held = (gsize) rate_hz * HELD_MS / 1000;
  self->samples = g_new0 (gint16, self->n_held);
  self->lead = (gint64) rate_hz * LEAD_MS / 1000;
  self->stray = (gint64) rate_hz * STRAY_MS / 1000;
  self->late = (gint64) rate_hz * LATE_MS / 1000;
  self->watched = (gint64) rate_hz * WATCHED_MS / 1000;

  return self;
}

void
askg_played_tap_free (AskgPlayedTap *self)
{
  g_free (self->samples);
  g_free (self);
}

void
askg_played_tap_add (AskgPlayedTap *self,
                     const gint16  *samples,
                     gsize          n_samples)
{
  for (gsize i = 0; i < n_samples; i++)
    self->samples[self->added++ % self->n_held] = samples[i];
}

/* What follows is not from the same beginning. */
void
askg_played_tap_stop (AskgPlayedTap *self)
{
  self->is_running = FALSE;
}

/* Returns: how much too late it reads, always; 0 while that may be the bursts in which it comes */
static gint64
find_lateness (AskgPlayedTap *self,
               gint64         right,
               gsize          n_samples)
{
  gint64 late;

  self->least_late = self->n_watched == 0 ? right - self->at : MIN (self->least_late, right - self->at);
  self->n_watched += n_samples;
  if (self->n_watched < self->watched)
    return 0;
  late = self->least_late;
  self->n_watched = 0;

  return late > self->late ? late : 0;
}

/**
 * askg_played_tap_read:
 * @samples: (out caller-allocates): silence where nothing was added yet
 *
 * Returns: whether it was put together anew: what is read now is another time after what was read before
 */
gboolean
askg_played_tap_read (AskgPlayedTap *self,
                      gint16        *samples,
                      gsize          n_samples)
{
  const gint64 right = MAX (self->added - self->lead, 0) - (gint64) n_samples;
  gboolean is_anew = !self->is_running || ABS (self->at - right) > self->stray;

  if (is_anew)
    {
      self->at = right;
      self->n_watched = 0;
    }
  else
    {
      const gint64 late = find_lateness (self, right, n_samples);

      self->at += late;
      is_anew = late > 0;
    }
  self->is_running = TRUE;
  for (gsize i = 0; i < n_samples; i++, self->at++)
    samples[i] = self->at >= 0 && self->at < self->added ? self->samples[self->at % self->n_held] : 0;

  return is_anew;
}
