/* askg-voice-net.h: from what is told of each 10 ms, how likely it is that somebody speaks. Pure; one thread at a time. */
#pragma once

#include "engine/voice/askg-voice-features.h"

G_BEGIN_DECLS

typedef struct _AskgVoiceNet AskgVoiceNet;

typedef struct
{
  float speaks;   /* 0 to 1: somebody does */
  float goes_on;  /* 0 to 1: somebody does, or is between two words */
} AskgVoiceGuess;

AskgVoiceNet   *askg_voice_net_new   (void);
void            askg_voice_net_free  (AskgVoiceNet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgVoiceNet, askg_voice_net_free)

AskgVoiceGuess  askg_voice_net_take  (AskgVoiceNet *self,
                                      const float  *features);
void            askg_voice_net_reset (AskgVoiceNet *self);

G_END_DECLS
