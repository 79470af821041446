/* askg-voices.h: who speaks: an engine, eSpeak NG, a command of the person's, the desktop's own voice. Main thread. */
#pragma once

#include "app/askg-engine-room.h"
#include "engine/local/askg-speaker.h"
#include "engine/model/askg-conversation.h"

G_BEGIN_DECLS

/* What is to be spoken, and what of it is wanted otherwise than the settings say. */
typedef struct
{
  AskgEngineRoom   *room;         /* (nullable): without, no engine speaks */
  const char       *engine_id;    /* (nullable): the engine that is taken if it can: the one that answered */
  AskgConversation *conversation; /* (nullable): that the words are of */
  const char       *words;        /* (nullable): all of them, where they are known */
  const char       *voice;        /* (nullable): "auto", "espeak", "espeak:en-gb", "command", "desktop", an engine's name */
  double            rate;         /* 0: as the settings say */
} AskgVoiceWish;

AskgSpeaker *askg_voices_choose   (const AskgVoiceWish  *wish,
                                   GError              **error);
gboolean     askg_voices_is_there (AskgEngineRoom       *room,
                                   char                **why_not);
gboolean     askg_voices_are_local (const char          *voice);

G_END_DECLS
