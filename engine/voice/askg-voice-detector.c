/* askg-voice-detector.c: pure. */
#include "engine/voice/askg-voice-detector.h"

G_DEFINE_INTERFACE (AskgVoiceDetector, askg_voice_detector, G_TYPE_OBJECT)

static void
askg_voice_detector_default_init (AskgVoiceDetectorInterface *iface)
{
}

/* @frame: ASKG_VOICE_FRAME_SAMPLES of the rate the detector was made for, following those before */
void
askg_voice_detector_judge (AskgVoiceDetector *self,
                           const gint16      *frame,
                           AskgVoiceVerdict  *out_verdict)
{
  g_return_if_fail (ASKG_IS_VOICE_DETECTOR (self));

  ASKG_VOICE_DETECTOR_GET_IFACE (self)->judge (self, frame, out_verdict);
}

/* What comes next does not follow what came before: another microphone, or later. */
void
askg_voice_detector_reset (AskgVoiceDetector *self)
{
  g_return_if_fail (ASKG_IS_VOICE_DETECTOR (self));

  ASKG_VOICE_DETECTOR_GET_IFACE (self)->reset (self);
}
