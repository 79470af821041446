/* askg-play-converter.h: sound of one rate becomes sound of another, as a stream. */
#pragma once

#include <gst/audio/audio.h>

G_BEGIN_DECLS

GstAudioConverter *askg_play_converter_new (guint from_hz,
                                            guint to_hz);

G_END_DECLS
