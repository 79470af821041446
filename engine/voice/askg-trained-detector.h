/* askg-trained-detector.h: a voice detector that learnt from sounds what a voice is. One thread at a time. */
#pragma once

#include "engine/voice/askg-voice-detector.h"

G_BEGIN_DECLS

#define ASKG_TYPE_TRAINED_DETECTOR (askg_trained_detector_get_type ())
G_DECLARE_FINAL_TYPE (AskgTrainedDetector, askg_trained_detector, ASKG, TRAINED_DETECTOR, GObject)

AskgTrainedDetector *askg_trained_detector_new (guint rate_hz);

G_END_DECLS
