/* askg-ear-transcriber.h: a connected engine that turns speech into words, as one that hears: /audio/transcriptions,
 * whisper-server's own /inference, or a model file that it serves. Main thread. */
#pragma once

#include "engine/local/askg-transcriber.h"
#include "engine/provider/askg-engine-link.h"

G_BEGIN_DECLS

#define ASKG_TYPE_EAR_TRANSCRIBER (askg_ear_transcriber_get_type ())
G_DECLARE_FINAL_TYPE (AskgEarTranscriber, askg_ear_transcriber, ASKG, EAR_TRANSCRIBER, GObject)

AskgEarTranscriber *askg_ear_transcriber_new         (AskgEngineLink     *link);
AskgProfile        *askg_ear_transcriber_get_profile (AskgEarTranscriber *self);

gboolean            askg_profile_is_ear              (AskgProfile        *profile);

G_END_DECLS
