/* askg-wav.c: any thread. A file comes from a stranger: every length in it is held against what is
 * there. What writes to a pipe cannot go back to fill in lengths, so 0 and 0xFFFFFFFF, and whatever
 * is longer than the file, mean "to the end". */
#include "engine/base/askg-wav.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define CHUNK_HEADER_BYTES 8u

enum { TAG_PCM = 1, TAG_FLOAT = 3, TAG_EXTENSIBLE = 0xFFFE };

typedef struct
{
  guint tag;
  guint n_channels;
  guint rate_hz;
  guint n_bits;
} Format;

static guint
get_16 (const guint8 *at)
{
  return at[0] | at[1] << 8;
}

static guint32
get_32 (const guint8 *at)
{
  return at[0] | at[1] << 8 | at[2] << 16 | (guint32) at[3] << 24;
}

static guint64
get_64 (const guint8 *at)
{
  return get_32 (at) | (guint64) get_32 (at + 4) << 32;
}

/* By its first bytes. */
gboolean
askg_wav_is_one (GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return size >= 12 && (memcmp (data, "RIFF", 4) == 0 || memcmp (data, "RF64", 4) == 0) &&
         memcmp (data + 8, "WAVE", 4) == 0;
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNREADABLE_SOUND,
                       _("The sound is not a WAV file that can be read, or it is damaged. Save it again as WAV (PCM), "
                         "for example with: ffmpeg -i SOUND new.wav."));
  return FALSE;
}

static gboolean
read_format (const guint8  *at,
             gsize          n_bytes,
             Format        *format)
{
  if (n_bytes < 16)
    return FALSE;

  format->tag = get_16 (at);
  format->n_channels = get_16 (at + 2);
  format->rate_hz = get_32 (at + 4);
  format->n_bits = get_16 (at + 14);
  if (format->tag == TAG_EXTENSIBLE && n_bytes >= 40)
    format->tag = get_16 (at + 24);

  return (format->tag == TAG_PCM ? format->n_bits == 8 || format->n_bits == 16 || format->n_bits == 24 ||
                                   format->n_bits == 32
                                 : format->tag == TAG_FLOAT && (format->n_bits == 32 || format->n_bits == 64)) &&
         format->n_channels >= 1 && format->n_channels <= ASKG_PCM_MAX_CHANNELS &&
         format->rate_hz >= ASKG_PCM_MIN_RATE_HZ && format->rate_hz <= ASKG_PCM_MAX_RATE_HZ;
}

/* Finds the samples; the format comes before them. */
static gboolean
find_samples (const guint8  *data,
              gsize          size,
              Format        *format,
              const guint8 **out_samples,
              gsize         *out_n_bytes)
{
  gboolean has_format = FALSE;
  gsize at = 12;

  while (size - at >= CHUNK_HEADER_BYTES)
    {
      const guint8 *body = data + at + CHUNK_HEADER_BYTES;
      const gsize n_left = size - at - CHUNK_HEADER_BYTES;
      const guint32 length = get_32 (data + at + 4);

      if (memcmp (data + at, "data", 4) == 0)
        {
          *out_samples = body;
          *out_n_bytes = length == 0 || length > n_left ? n_left : length;
          return has_format;
        }
      if (length > n_left)
        return FALSE;
      if (memcmp (data + at, "fmt ", 4) == 0)
        {
          has_format = read_format (body, length, format);
          if (!has_format)
            return FALSE;
        }
      at += CHUNK_HEADER_BYTES + MIN (n_left, (gsize) length + length % 2);
    }

  return FALSE;
}

static gint
from_float (double value)
{
  return isnan (value) ? 0 : (gint) (CLAMP (value, -1.0, 1.0) * G_MAXINT16 + (value < 0 ? -0.5 : 0.5));
}

static gint
read_sample (const guint8 *at,
             const Format *format)
{
  union { guint32 bits; float value; } single;
  union { guint64 bits; double value; } twice;

  if (format->tag == TAG_FLOAT && format->n_bits == 32)
    {
      single.bits = get_32 (at);
      return from_float (single.value);
    }
  if (format->tag == TAG_FLOAT)
    {
      twice.bits = get_64 (at);
      return from_float (twice.value);
    }
  if (format->n_bits == 8)
    return (at[0] - 128) * 256;

  /* The upper half of longer ones. */
  return (gint16) get_16 (at + format->n_bits / 8 - 2);
}

static GBytes *
convert (GBytes       *bytes,
         const guint8 *from,
         gsize         n_samples,
         const Format *format)
{
  const gsize step = format->n_bits / 8;
  guint8 *to;

  if (format->tag == TAG_PCM && format->n_bits == 16)
    return g_bytes_new_from_bytes (bytes, from - (const guint8 *) g_bytes_get_data (bytes, NULL), 2 * n_samples);

  to = g_malloc (2 * n_samples);
  for (gsize i = 0; i < n_samples; i++)
    {
      const gint sample = read_sample (from + i * step, format);

      to[2 * i] = (guint8) sample;
      to[2 * i + 1] = (guint8) (sample >> 8);
    }

  return g_bytes_new_take (to, 2 * n_samples);
}

/**
 * askg_wav_read:
 * @bytes: a file, or what came of one
 *
 * Whole numbers of 8 to 32 bits and floats become 16 bits; a moment that is cut at the end is left out.
 *
 * Errors: %ASKG_ERROR_UNREADABLE_SOUND, %ASKG_ERROR_NOTHING_THERE when it is silent because there
 * is nothing in it, %ASKG_ERROR_TOO_LARGE
 *
 * Returns: (transfer full): the sound; 16 bit ones share the memory of @bytes
 */
AskgPcm *
askg_wav_read (GBytes  *bytes,
               GError **error)
{
  gsize size, n_bytes, n_moments;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  const guint8 *from;
  Format format;
  g_autoptr(GBytes) samples = NULL;

  if (size > ASKG_WAV_MAX_BYTES)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_TOO_LARGE,
                           _("The sound is larger than 64 MB. Give the part that matters."));
      return NULL;
    }
  if (!askg_wav_is_one (bytes) || !find_samples (data, size, &format, &from, &n_bytes))
    {
      refuse (error);
      return NULL;
    }
  n_moments = n_bytes / (format.n_channels * (format.n_bits / 8));
  if (n_moments == 0)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                           _("There is no sound in this WAV file. Give another one, or record it again."));
      return NULL;
    }

  samples = convert (bytes, from, n_moments * format.n_channels, &format);
  return askg_pcm_new (samples, format.rate_hz, format.n_channels);
}

static guint8 *
put_tag (guint8     *at,
         const char *tag)
{
  memcpy (at, tag, 4);
  return at + 4;
}

static guint8 *
put_number (guint8  *at,
            guint32  number,
            guint    n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    at[i] = (guint8) (number >> (8 * i));

  return at + n_bytes;
}

/* @head: (out) (array fixed-size=44): what stands before @n_bytes of 16-bit samples */
void
askg_wav_put_head (guint8  *head,
                   guint    rate_hz,
                   guint    n_channels,
                   guint32  n_bytes)
{
  guint8 *at = put_tag (head, "RIFF");

  at = put_number (at, ASKG_WAV_HEAD_BYTES - 8 + n_bytes, 4);
  at = put_tag (at, "WAVE");
  at = put_tag (at, "fmt ");
  at = put_number (at, 16, 4);
  at = put_number (at, TAG_PCM, 2);
  at = put_number (at, n_channels, 2);
  at = put_number (at, rate_hz, 4);
  at = put_number (at, rate_hz * n_channels * 2, 4);
  at = put_number (at, n_channels * 2, 2);
  at = put_number (at, 16, 2);
  at = put_tag (at, "data");
  put_number (at, n_bytes, 4);
}

/**
 * askg_wav_write:
 *
 * Returns: (transfer full): a WAV file with all lengths filled in
 */
GBytes *
askg_wav_write (AskgPcm *pcm)
{
  const guint n_channels = askg_pcm_get_n_channels (pcm);
  const guint rate_hz = askg_pcm_get_rate_hz (pcm);
  gsize size;
  const guint8 *samples = g_bytes_get_data (askg_pcm_get_samples (pcm), &size);
  guint8 *file;

  g_return_val_if_fail (size <= G_MAXUINT32 - ASKG_WAV_HEAD_BYTES, NULL);

  file = g_malloc (ASKG_WAV_HEAD_BYTES + size);
  askg_wav_put_head (file, rate_hz, n_channels, (guint32) size);
  if (size > 0)
    memcpy (file + ASKG_WAV_HEAD_BYTES, samples, size);

  return g_bytes_new_take (file, ASKG_WAV_HEAD_BYTES + size);
}
