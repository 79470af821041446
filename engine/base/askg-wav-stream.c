/* askg-wav-stream.c: sizes in a streamed WAV are 0 or 0xFFFFFFFF, and mean "until the end". */
#include "engine/base/askg-wav-stream.h"

#include <string.h>

#define MAX_HEAD_BYTES (64 * 1024) /* a head with pictures and words in it; beyond it is no head */
#define N_SAMPLE_BYTES 2

static guint32
read_le (const guint8 *at,
         gsize         n_bytes)
{
  guint32 value = 0;

  for (gsize i = n_bytes; i > 0; i--)
    value = value << 8 | at[i - 1];

  return value;
}

/* The bytes that follow are 16-bit samples, little endian. */
void
askg_wav_stream_begin_raw (AskgWavStream *self,
                           guint          rate_hz,
                           guint          n_channels)
{
  self->state = ASKG_WAV_STREAM_SAMPLES;
  self->rate_hz = rate_hz;
  self->n_channels = n_channels;
  self->n_left = G_MAXSIZE;
}

/* The bytes that follow are a file of some kind. */
void
askg_wav_stream_begin_file (AskgWavStream *self)
{
  self->state = ASKG_WAV_STREAM_FILE;
  self->rate_hz = 0;
}

static void
take_format (AskgWavStream *self,
             const guint8  *format,
             gsize          n_bytes)
{
  const guint kind = n_bytes >= 16 ? read_le (format, 2) : 0;
  const guint n_channels = n_bytes >= 16 ? read_le (format + 2, 2) : 0;
  const guint rate_hz = n_bytes >= 16 ? read_le (format + 4, 4) : 0;

  if ((kind != 1 && kind != 0xfffe) || read_le (format + 14, 2) != 8 * N_SAMPLE_BYTES)
    return;
  if (n_channels < 1 || n_channels > 8 || rate_hz < 1000 || rate_hz > 384000)
    return;
  self->rate_hz = rate_hz;
  self->n_channels = n_channels;
}

/* MP3 with its title, FLAC, Ogg: whatever it was called, these are no samples. */
static gboolean
is_packed (const guint8 *first)
{
  static const char *const marks[] = { "ID3", "fLaC", "OggS" };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (memcmp (first, marks[i], strlen (marks[i])) == 0)
      return TRUE;

  return FALSE;
}

/* Leaves the samples that came already in the head. */
static void
read_head (AskgWavStream *self)
{
  gsize at = 12;

  while (at + 8 <= self->head->len)
    {
      const guint8 *chunk = self->head->data + at;
      const guint32 n_bytes = read_le (chunk + 4, 4);

      if (memcmp (chunk, "data", 4) == 0)
        {
          if (self->rate_hz == 0)
            {
              askg_wav_stream_begin_file (self);
              return;
            }
          self->state = ASKG_WAV_STREAM_SAMPLES;
          self->n_left = n_bytes == 0 || n_bytes == G_MAXUINT32 ? G_MAXSIZE : n_bytes;
          g_byte_array_remove_range (self->head, 0, at + 8);
          return;
        }
      if (n_bytes > self->head->len - at - 8)
        break;
      if (memcmp (chunk, "fmt ", 4) == 0)
        take_format (self, chunk + 8, n_bytes);
      at += 8 + (gsize) n_bytes + (n_bytes & 1);
    }
  if (self->head->len > MAX_HEAD_BYTES)
    askg_wav_stream_begin_file (self);
}

/* Whole samples of what is pending; an odd byte waits for its other half. */
static GBytes *
take_samples (AskgWavStream *self)
{
  const gsize n_frame = (gsize) N_SAMPLE_BYTES * MAX (self->n_channels, 1);
  const gsize n_taken = MIN (self->head->len, self->n_left) / n_frame * n_frame;
  GBytes *samples = n_taken > 0 ? g_bytes_new (self->head->data, n_taken) : NULL;

  if (n_taken > 0)
    g_byte_array_remove_range (self->head, 0, n_taken);
  if (self->n_left != G_MAXSIZE)
    self->n_left -= n_taken;
  if (self->n_left < n_frame)
    {
      self->state = ASKG_WAV_STREAM_AFTER;
      g_byte_array_set_size (self->head, 0);
    }

  return samples;
}

/**
 * askg_wav_stream_feed:
 *
 * Returns: (transfer full) (nullable): whole samples, at @rate_hz; or bytes of a file where that is 0;
 *   %NULL when more is needed
 */
GBytes *
askg_wav_stream_feed (AskgWavStream *self,
                      const guint8  *bytes,
                      gsize          n_bytes)
{
  GBytes *file;

  if (self->state == ASKG_WAV_STREAM_AFTER)
    return NULL;
  if (self->head == NULL)
    self->head = g_byte_array_new ();
  g_byte_array_append (self->head, bytes, n_bytes);
  if (self->state == ASKG_WAV_STREAM_BEGIN && self->head->len >= 12)
    {
      if (memcmp (self->head->data, "RIFF", 4) == 0 && memcmp (self->head->data + 8, "WAVE", 4) == 0)
        self->state = ASKG_WAV_STREAM_HEAD;
      else if (is_packed (self->head->data))
        askg_wav_stream_begin_file (self);
      else
        askg_wav_stream_begin_raw (self, ASKG_WAV_STREAM_DEFAULT_HZ, 1);
    }
  if (self->state == ASKG_WAV_STREAM_HEAD)
    read_head (self);

  if (self->state == ASKG_WAV_STREAM_SAMPLES)
    return take_samples (self);
  if (self->state != ASKG_WAV_STREAM_FILE || self->head->len == 0)
    return NULL;
  file = g_bytes_new (self->head->data, self->head->len);
  g_byte_array_set_size (self->head, 0);

  return file;
}

void
askg_wav_stream_clear (AskgWavStream *self)
{
  if (self->head != NULL)
    g_byte_array_unref (self->head);
  *self = (AskgWavStream) { ASKG_WAV_STREAM_BEGIN };
}
