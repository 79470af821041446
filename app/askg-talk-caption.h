/* askg-talk-caption.h: what a spoken conversation does, in one line for people. Main thread. */
#pragma once

#include "capture/audio/askg-microphone.h"
#include "engine/voice/askg-talk-table.h"

G_BEGIN_DECLS

typedef struct
{
  const AskgTalkTable *table;
  AskgMicrophone      *microphone; /* (nullable) */
  const GError        *trouble;    /* (nullable): of the last turn */
  const char          *got_to;     /* (nullable): the last words that were heard of what was cut */
  gboolean             is_silent;  /* captions only */
  gboolean             may_interrupt; /* by talking over a reply; else the person chose otherwise */
} AskgTalkScene;

char *askg_talk_caption (const AskgTalkScene *scene);

G_END_DECLS
