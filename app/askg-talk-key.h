/* askg-talk-key.h: pure: what a key means that is held to talk, or only tapped. Main thread.
 *
 * Held, it sends what was said when it is let go. Tapped, it keeps on listening, and the next press sends: as everywhere where
 * nobody tells when a key is let go. Of one that interrupts a reply a tap is no more than that. */
#pragma once

#include "engine/voice/askg-talk-table.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_TALK_KEY_NOTHING,
  ASKG_TALK_KEY_PRESS,   /* what is said from now on is one utterance */
  ASKG_TALK_KEY_RELEASE, /* it is over */
} AskgTalkKeyMeaning;

typedef struct
{
  gint64   pushed_us; /* monotonic; when it went down */
  gboolean is_pushed;
  gboolean may_latch; /* it went down to talk, not to interrupt */
} AskgTalkKey;

/* As it is talked at the moment. */
typedef struct
{
  AskgTalkState state;
  gboolean      is_free; /* hands-free: a pause sends */
  gint64        now_us;  /* monotonic */
} AskgTalkKeyScene;

AskgTalkKeyMeaning askg_talk_key_down       (AskgTalkKey            *self,
                                             const AskgTalkKeyScene *scene);
AskgTalkKeyMeaning askg_talk_key_up         (AskgTalkKey            *self,
                                             const AskgTalkKeyScene *scene);
gboolean           askg_talk_key_is_latched (const AskgTalkKey      *self,
                                             const AskgTalkKeyScene *scene);

G_END_DECLS
