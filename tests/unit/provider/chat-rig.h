/* chat-rig.h: a question to an engine on a wire, asked to its end. */
#pragma once

#include "engine/provider/askg-chat-engine.h"
#include "tests/unit/provider/reader-rig.h"
#include "tests/unit/transport/wire-rig.h"

G_BEGIN_DECLS

/* Lines of a script for the server. */
#define HEAD "send HTTP/1.1 200 OK\\r\\nContent-Type: text/event-stream\\r\\nConnection: close\\r\\n\\r\\n\n"
#define DELTA(text) "send data: {\"model\":\"m1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" text "\"}}]}\\n\\n\n"
#define FINISH "send data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\\n\\ndata: [DONE]\\n\\n\n"
#define WHOLE HEAD DELTA ("Good") DELTA (" day.") FINISH "close"
#define REFUSE(status, extra, message) \
  "send HTTP/1.1 " status "\\r\\nContent-Type: application/json\\r\\nConnection: close\\r\\n" extra "\\r\\n" \
  "{\"error\":{\"message\":\"" message "\"}}\nclose"

/* One question. */
typedef struct
{
  AskgProfile      *profile;
  AskgHttp         *http;
  AskgEngineLink   *link;
  AskgChatEngine   *engine;
  FakeRecogniser   *recogniser;
  AskgConversation *earlier;
  AskgAnswer       *answer;
  GCancellable     *cancellable;

  guint             n_done;
  guint             n_heard;    /* signals of the answer */
  gboolean          has_output;
  GError           *error;
} Asked;

Asked   *asked_new             (WireRig      *wire,
                                const char   *url,
                                gboolean      has_agreed);
Asked   *asked_new_for_script  (WireRig      *wire,
                                const char   *script);
void     asked_free            (Asked        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

void     asked_begin           (Asked        *self,
                                AskgQuestion *question);
void     asked_finish          (Asked        *self);
void     asked_ask             (Asked        *self);

GSocket *listen_and_do_nothing (guint        *out_port);

G_END_DECLS
