/* askg-level-detector.h: a voice detector without a model: louder than the room, and with a pitch. One thread at a time. */
#pragma once

#include "engine/voice/askg-voice-detector.h"

G_BEGIN_DECLS

#define ASKG_TYPE_LEVEL_DETECTOR (askg_level_detector_get_type ())
G_DECLARE_FINAL_TYPE (AskgLevelDetector, askg_level_detector, ASKG, LEVEL_DETECTOR, GObject)

AskgLevelDetector *askg_level_detector_new (guint rate_hz);

G_END_DECLS
