/* askg-voice-detector.h: whether somebody speaks, judged frame by frame: the seam behind which a neural detector can
 * stand. Pure; one thread at a time. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ASKG_VOICE_FRAME_MS 10u
#define ASKG_VOICE_FRAME_SAMPLES(rate_hz) ((rate_hz) / (1000u / ASKG_VOICE_FRAME_MS))

/* Of one frame. */
typedef struct
{
  gboolean may_begin;  /* somebody may be beginning to speak */
  gboolean goes_on;    /* somebody who speaks already has not ended */
  float    level_dbfs; /* for meters */
  float    surety;     /* 0 to 1: that it is a voice */
} AskgVoiceVerdict;

#define ASKG_TYPE_VOICE_DETECTOR (askg_voice_detector_get_type ())
G_DECLARE_INTERFACE (AskgVoiceDetector, askg_voice_detector, ASKG, VOICE_DETECTOR, GObject)

struct _AskgVoiceDetectorInterface
{
  GTypeInterface g_iface;

  void (*judge) (AskgVoiceDetector *self,
                 const gint16      *frame,
                 AskgVoiceVerdict  *out_verdict);
  void (*reset) (AskgVoiceDetector *self);
};

void askg_voice_detector_judge (AskgVoiceDetector *self,
                                const gint16      *frame,
                                AskgVoiceVerdict  *out_verdict);
void askg_voice_detector_reset (AskgVoiceDetector *self);

G_END_DECLS
