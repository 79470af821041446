/* askg-preview-sound.c: any thread. */
#include "ui/overlay/askg-preview-sound.h"

#include <math.h>
#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-wav.h"

/* An engine that is spoken with is asked about with so much silence, see askg-live-session-greet.c. */
#define SAMPLE_US (G_USEC_PER_SEC / 5)

static int
find_loudest (AskgPcm *sound)
{
  gsize n_bytes;
  const gint16 *samples = g_bytes_get_data (askg_pcm_get_samples (sound), &n_bytes);
  int loudest = 0;

  for (gsize i = 0; i < n_bytes / sizeof *samples; i++)
    loudest = MAX (loudest, abs (samples[i]));

  return loudest;
}

/* Before anything was said: of a minute of talk. */
static char *
dup_words_of_talk (AskgPcm *sound)
{
  const guint64 minute_bytes = (guint64) askg_pcm_get_rate_hz (sound) * sizeof (gint16) * 60 * 4 / 3; /* it is written in letters */
  g_autofree char *size = g_format_size (minute_bytes);

  return g_strdup_printf (_("Your voice, while you talk: %s a minute. Nothing of it has been recorded yet, and nothing goes while you are silent."),
                          size);
}

/**
 * askg_preview_dup_sound_line:
 * @wav: as it would be sent
 *
 * Returns: (transfer full): a sentence: how long and how loud it is; of the moment of silence with which an engine that is spoken
 *   with is asked about, what will go there
 */
char *
askg_preview_dup_sound_line (GBytes *wav)
{
  g_autofree char *size = g_format_size (g_bytes_get_size (wav));
  g_autoptr(AskgPcm) sound = askg_wav_read (wav, NULL);
  const gint64 duration_us = sound != NULL ? askg_pcm_get_duration_us (sound) : 0;
  const int loudest = sound != NULL ? find_loudest (sound) : 0;

  if (sound == NULL)
    return g_strdup_printf (_("A recording of %s"), size);
  if (loudest == 0 && duration_us <= SAMPLE_US)
    return dup_words_of_talk (sound);
  if (loudest == 0)
    return g_strdup_printf (_("A recording of %.1f s, %s: silence"), (double) duration_us / G_USEC_PER_SEC, size);

  return g_strdup_printf (_("A recording of %.1f s, %s, at its loudest %d dB"), (double) duration_us / G_USEC_PER_SEC, size,
                          (int) lround (20 * log10 (loudest / 32768.0)));
}
