/* askg-talk-caption.h: what a spoken conversation does, in one line for people. Main thread. */
#pragma once

#include "capture/audio/askg-microphone.h"
#include "engine/voice/askg-talk-table.h"

G_BEGIN_DECLS

/* Of what is said at one go: see ASKG_TALK_MOST_PIECES. */
typedef enum
{
  ASKG_TALK_LENGTH_USUAL,
  ASKG_TALK_LENGTH_NEAR_END,
  ASKG_TALK_LENGTH_FULL, /* it was sent by itself */
} AskgTalkLength;

/* A key that is stuck, or a television: more than that does not become one question. */
#define ASKG_TALK_PIECE_MS (60u * 1000)
#define ASKG_TALK_MOST_PIECES 5u

typedef struct
{
  const AskgTalkTable *table;
  AskgMicrophone      *microphone; /* (nullable) */
  const GError        *trouble;    /* (nullable): of the last turn */
  const char          *got_to;     /* (nullable): the last words that were heard of what was cut */
  AskgTalkLength       length;
  gboolean             by_space;   /* a press of Space begins and sends, in a terminal: nobody holds a key */
  gboolean             may_interrupt; /* by talking over a reply; else the person chose otherwise */
} AskgTalkScene;

char   *askg_talk_caption             (const AskgTalkScene *scene);
GError *askg_talk_caption_new_waiting (const GError        *error);
GError *askg_talk_caption_new_unheard (void);

G_END_DECLS
