/* askg-pcm-stream.c: one thread at a time. As askg_pcm_resample(), but what lies before a piece is remembered, and what
 * lies behind it is waited for: a millisecond or so. */
#include "engine/base/askg-pcm-stream.h"

#include <math.h>

#include "engine/base/askg-pcm-sinc-private.h"

struct _AskgPcmStream
{
  guint    from_hz;
  guint    to_hz;
  double   step;   /* old samples a new one */
  double   scale;
  double   reach;  /* old samples to each side that a new one is made of */
  GArray  *floats; /* old samples, from the first that still matters on */
  guint64  n_gone; /* old samples before those */
  guint64  n_made; /* new samples */
  int      half;   /* the first byte of a sample whose second has not come; -1: none */
};

AskgPcmStream *
askg_pcm_stream_new (guint from_hz,
                     guint to_hz)
{
  AskgPcmStream *self = g_new0 (AskgPcmStream, 1);

  self->from_hz = from_hz;
  self->to_hz = to_hz;
  self->step = (double) from_hz / to_hz;
  self->scale = MIN (1.0, 1.0 / self->step);
  self->reach = ASKG_PCM_SINC_N_ZEROS / self->scale;
  self->floats = g_array_new (FALSE, FALSE, sizeof (float));
  self->half = -1;

  return self;
}

void
askg_pcm_stream_free (AskgPcmStream *self)
{
  g_array_unref (self->floats);
  g_free (self);
}

static void
take_samples (AskgPcmStream *self,
              const guint8  *bytes,
              gsize          n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    {
      if (self->half < 0)
        self->half = bytes[i];
      else
        {
          const float sample = (gint16) (self->half | bytes[i] << 8);

          g_array_append_val (self->floats, sample);
          self->half = -1;
        }
    }
}

/* @n_until: of all old samples: a new one beyond is not made */
static GBytes *
make (AskgPcmStream *self,
      double         n_until)
{
  GByteArray *made = g_byte_array_new ();
  double moment = (double) self->n_made * self->step - (double) self->n_gone;
  gssize n_done;

  for (; moment < n_until - (double) self->n_gone; moment = (double) ++self->n_made * self->step - (double) self->n_gone)
    {
      const float value = askg_pcm_sinc_at ((const float *) (gpointer) self->floats->data, self->floats->len, moment, self->scale);
      const gint16 sample = (gint16) CLAMP (value, G_MININT16, G_MAXINT16);
      const guint8 bytes[2] = { (guint8) sample, (guint8) (sample >> 8) };

      g_byte_array_append (made, bytes, 2);
    }
  n_done = MIN ((gssize) floor (moment - self->reach), (gssize) self->floats->len);
  if (n_done > 0)
    {
      g_array_remove_range (self->floats, 0, (guint) n_done);
      self->n_gone += (guint64) n_done;
    }

  return g_byte_array_free_to_bytes (made);
}

/**
 * askg_pcm_stream_feed:
 * @samples: s16 mono, little-endian; may end in the middle of a sample
 *
 * Returns: (transfer full): what can be made by now, perhaps nothing
 */
GBytes *
askg_pcm_stream_feed (AskgPcmStream *self,
                      const guint8  *samples,
                      gsize          n_bytes)
{
  take_samples (self, samples, n_bytes);

  return make (self, self->from_hz == self->to_hz ? (double) (self->n_gone + self->floats->len)
                                                  : (double) (self->n_gone + self->floats->len) - self->reach);
}

/* Returns: (transfer full): the rest; nothing may come behind it */
GBytes *
askg_pcm_stream_end (AskgPcmStream *self)
{
  return make (self, (double) (self->n_gone + self->floats->len));
}
