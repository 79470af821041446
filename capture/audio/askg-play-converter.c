/* askg-play-converter.c: one thread at a time. */
#include "capture/audio/askg-play-converter.h"

/* Of signed 16-bit samples, one channel. Returns: (transfer full) */
GstAudioConverter *
askg_play_converter_new (guint from_hz,
                         guint to_hz)
{
  GstAudioInfo from, to;

  gst_audio_info_set_format (&from, GST_AUDIO_FORMAT_S16LE, from_hz, 1, NULL);
  gst_audio_info_set_format (&to, GST_AUDIO_FORMAT_S16LE, to_hz, 1, NULL);

  return gst_audio_converter_new (GST_AUDIO_CONVERTER_FLAG_NONE, &from, &to, NULL);
}
