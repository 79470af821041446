/* askg-pcm.c: any thread; a piece of sound never changes. */
#include "engine/base/askg-pcm.h"

#define BYTES_PER_SAMPLE 2u

struct _AskgPcm
{
  GObject  parent_instance;

  /* Owned; never written to after construction. Signed 16 bit, little endian on every machine, the
   * channels of a moment beside each other: what engines, files and sound servers take as it is. */
  GBytes  *samples;

  guint    rate_hz;
  guint    n_channels;
};

G_DEFINE_FINAL_TYPE (AskgPcm, askg_pcm, G_TYPE_OBJECT)

static void
askg_pcm_finalize (GObject *object)
{
  AskgPcm *self = ASKG_PCM (object);

  g_clear_pointer (&self->samples, g_bytes_unref);

  G_OBJECT_CLASS (askg_pcm_parent_class)->finalize (object);
}

static void
askg_pcm_class_init (AskgPcmClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_pcm_finalize;
}

static void
askg_pcm_init (AskgPcm *self)
{
}

/**
 * askg_pcm_new:
 * @samples: (transfer none): signed 16 bit little endian, whole moments of @n_channels
 * @rate_hz: moments a second
 *
 * The caller has checked the sizes: a mismatch is a bug in the caller, not a condition to report.
 *
 * Returns: (transfer full): a new piece of sound, which may be of no length
 */
AskgPcm *
askg_pcm_new (GBytes *samples,
              guint   rate_hz,
              guint   n_channels)
{
  AskgPcm *self;

  g_return_val_if_fail (samples != NULL, NULL);
  g_return_val_if_fail (rate_hz >= ASKG_PCM_MIN_RATE_HZ && rate_hz <= ASKG_PCM_MAX_RATE_HZ, NULL);
  g_return_val_if_fail (n_channels >= 1 && n_channels <= ASKG_PCM_MAX_CHANNELS, NULL);
  g_return_val_if_fail (g_bytes_get_size (samples) % (n_channels * BYTES_PER_SAMPLE) == 0, NULL);

  self = g_object_new (ASKG_TYPE_PCM, NULL);
  self->samples = g_bytes_ref (samples);
  self->rate_hz = rate_hz;
  self->n_channels = n_channels;

  return self;
}

/* (transfer none): see askg_pcm_new(). */
GBytes *
askg_pcm_get_samples (AskgPcm *self)
{
  g_return_val_if_fail (ASKG_IS_PCM (self), NULL);

  return self->samples;
}

guint
askg_pcm_get_rate_hz (AskgPcm *self)
{
  g_return_val_if_fail (ASKG_IS_PCM (self), 0);

  return self->rate_hz;
}

guint
askg_pcm_get_n_channels (AskgPcm *self)
{
  g_return_val_if_fail (ASKG_IS_PCM (self), 0);

  return self->n_channels;
}

static gsize
count_moments (AskgPcm *self)
{
  return g_bytes_get_size (self->samples) / (self->n_channels * BYTES_PER_SAMPLE);
}

gint64
askg_pcm_get_duration_us (AskgPcm *self)
{
  g_return_val_if_fail (ASKG_IS_PCM (self), 0);

  return (gint64) ((double) count_moments (self) * G_USEC_PER_SEC / self->rate_hz);
}

static gint
sample_at (const guint8 *bytes)
{
  return (gint16) (bytes[0] | bytes[1] << 8);
}

/**
 * askg_pcm_mix:
 *
 * Returns: (transfer full): the same on one channel, for engines that hear with one ear
 */
AskgPcm *
askg_pcm_mix (AskgPcm *self)
{
  g_autoptr(GBytes) samples = NULL;
  const guint8 *from;
  gsize n_moments;
  guint8 *to;

  g_return_val_if_fail (ASKG_IS_PCM (self), NULL);

  if (self->n_channels == 1)
    return g_object_ref (self);

  n_moments = count_moments (self);
  from = g_bytes_get_data (self->samples, NULL);
  to = g_malloc (MAX (n_moments * BYTES_PER_SAMPLE, 1));
  for (gsize i = 0; i < n_moments; i++)
    {
      gint sum = 0;

      for (guint channel = 0; channel < self->n_channels; channel++, from += BYTES_PER_SAMPLE)
        sum += sample_at (from);
      sum /= (gint) self->n_channels;
      to[2 * i] = (guint8) sum;
      to[2 * i + 1] = (guint8) (sum >> 8);
    }
  samples = g_bytes_new_take (to, n_moments * BYTES_PER_SAMPLE);

  return askg_pcm_new (samples, self->rate_hz, 1);
}
