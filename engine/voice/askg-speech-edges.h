/* askg-speech-edges.h: where speech begins and where it has ended, from the verdicts on its frames. Pure; any thread. */
#pragma once

#include "engine/voice/askg-voice-detector.h"

G_BEGIN_DECLS

#define ASKG_SPEECH_PATIENCE_MS 700u       /* mid-sentence pauses up to 500 ms are not cut, nor most up to 600 */
#define ASKG_SPEECH_QUICK_PATIENCE_MS 500u /* where the person wants it quicker */
#define ASKG_SPEECH_MAX_WINDOW 64u         /* frames */

typedef struct
{
  guint begin_need; /* so many frames that may begin … */
  guint begin_of;   /* … of the last so many; at most ASKG_SPEECH_MAX_WINDOW */
  guint patience_ms;
} AskgSpeechRule;

typedef enum
{
  ASKG_SPEECH_NONE,
  ASKG_SPEECH_BEGAN, /* as long ago as the rule's frames */
  ASKG_SPEECH_ENDED, /* the patience ago */
} AskgSpeechEdge;

typedef struct _AskgSpeechEdges AskgSpeechEdges;

AskgSpeechEdges *askg_speech_edges_new         (const AskgSpeechRule   *rule);
void             askg_speech_edges_free        (AskgSpeechEdges        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgSpeechEdges, askg_speech_edges_free)

AskgSpeechEdge   askg_speech_edges_take        (AskgSpeechEdges        *self,
                                                const AskgVoiceVerdict *verdict);
gboolean         askg_speech_edges_is_speaking (AskgSpeechEdges        *self);
guint            askg_speech_edges_get_quiet_ms (AskgSpeechEdges       *self);
void             askg_speech_edges_reset       (AskgSpeechEdges        *self);

extern const AskgSpeechRule askg_speech_usual_rule;

G_END_DECLS
