/* askg-trained-detector.c: pure.
 *
 * The net guesses of each frame whether somebody speaks, and whether they have not ended. Both limits were chosen with the
 * table that tests/voice prints. */
#include "engine/voice/askg-trained-detector.h"

#include "engine/voice/askg-voice-features.h"
#include "engine/voice/askg-voice-net.h"

#define BEGIN 0.6f
#define GO_ON 0.5f
#define GATE_DBFS (-60.0f) /* below this nothing is speech */

struct _AskgTrainedDetector
{
  GObject            parent_instance;

  AskgVoiceFeatures *features; /* owned */
  AskgVoiceNet      *net;      /* owned */
};

static void askg_trained_detector_iface_init (AskgVoiceDetectorInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgTrainedDetector, askg_trained_detector, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_VOICE_DETECTOR, askg_trained_detector_iface_init))

static void
askg_trained_detector_judge (AskgVoiceDetector *detector,
                             const gint16      *frame,
                             AskgVoiceVerdict  *out_verdict)
{
  AskgTrainedDetector *self = ASKG_TRAINED_DETECTOR (detector);
  float features[ASKG_VOICE_N_FEATURES];
  const float level_dbfs = askg_voice_features_take (self->features, frame, features);
  const AskgVoiceGuess guess = askg_voice_net_take (self->net, features);

  out_verdict->may_begin = guess.speaks > BEGIN && level_dbfs > GATE_DBFS;
  out_verdict->goes_on = guess.goes_on > GO_ON;
  out_verdict->level_dbfs = level_dbfs;
  out_verdict->surety = guess.speaks;
}

static void
askg_trained_detector_reset (AskgVoiceDetector *detector)
{
  AskgTrainedDetector *self = ASKG_TRAINED_DETECTOR (detector);

  askg_voice_features_reset (self->features);
  askg_voice_net_reset (self->net);
}

static void
askg_trained_detector_finalize (GObject *object)
{
  AskgTrainedDetector *self = ASKG_TRAINED_DETECTOR (object);

  g_clear_pointer (&self->features, askg_voice_features_free);
  g_clear_pointer (&self->net, askg_voice_net_free);

  G_OBJECT_CLASS (askg_trained_detector_parent_class)->finalize (object);
}

static void
askg_trained_detector_iface_init (AskgVoiceDetectorInterface *iface)
{
  iface->judge = askg_trained_detector_judge;
  iface->reset = askg_trained_detector_reset;
}

static void
askg_trained_detector_class_init (AskgTrainedDetectorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_trained_detector_finalize;
}

static void
askg_trained_detector_init (AskgTrainedDetector *self)
{
}

/* @rate_hz: of the sound: 8000 to 48000, whole frames of 10 ms */
AskgTrainedDetector *
askg_trained_detector_new (guint rate_hz)
{
  AskgTrainedDetector *self = g_object_new (ASKG_TYPE_TRAINED_DETECTOR, NULL);

  self->features = askg_voice_features_new (rate_hz);
  self->net = askg_voice_net_new ();

  return self;
}
