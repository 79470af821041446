/* ask-way.h: what the programs that measure questions share: all that a question goes through beside the engine that
 * answers it, with a history of its own. */
#pragma once

#include "engine/memory/askg-owner-lock.h"
#include "engine/provider/askg-chat-engine.h"

G_BEGIN_DECLS

#define ASK_WARM_UP 3u /* rounds that do not count */

typedef struct
{
  char           *folder;
  AskgOwnerLock  *lock;
  AskgStore      *store;
  AskgPolicy     *policy;
  AskgGate       *gate;
  AskgHttp       *http;
  AskgKeys       *keys;
  AskgBudget     *budget;
  AskgRecogniser *reader; /* reads nothing: for engines that see, on this machine */
} AskWay;

void            ask_way_open       (AskWay         *self);
void            ask_way_close      (AskWay         *self);
void            ask_way_agree      (AskWay         *self,
                                    const char     *url);
AskgChatEngine *ask_way_new_engine (AskWay         *self,
                                    const char     *url,
                                    const char     *model);
AskgAnswer     *ask_way_ask        (AskgChatEngine *engine,
                                    AskgQuestion   *question,
                                    GArray         *values);

G_END_DECLS
