/* askg-wav-stream.h: samples out of sound that arrives in pieces, with or without a WAV head. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_WAV_STREAM_DEFAULT_HZ 24000

typedef enum
{
  ASKG_WAV_STREAM_BEGIN,
  ASKG_WAV_STREAM_HEAD,
  ASKG_WAV_STREAM_SAMPLES,
  ASKG_WAV_STREAM_FILE,    /* no samples that we know: the bytes are handed on */
  ASKG_WAV_STREAM_AFTER,   /* what follows the samples of a WAV */
} AskgWavStreamState;

typedef struct
{
  AskgWavStreamState  state;
  GByteArray         *head;       /* owned; what is not handed on yet */
  guint               rate_hz;    /* 0 before anything is known, and for a file */
  guint               n_channels;
  gsize               n_left;     /* bytes of samples */
} AskgWavStream;

void    askg_wav_stream_begin_raw  (AskgWavStream *self,
                                    guint          rate_hz,
                                    guint          n_channels);
void    askg_wav_stream_begin_file (AskgWavStream *self);
GBytes *askg_wav_stream_feed       (AskgWavStream *self,
                                    const guint8  *bytes,
                                    gsize          n_bytes);
void    askg_wav_stream_clear      (AskgWavStream *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AskgWavStream, askg_wav_stream_clear)

G_END_DECLS
