/* askg-chat-body.h: turns become the bytes of a request: what must be covered is, pictures and sounds are encoded, all
 * on a thread of its own. Main thread. */
#pragma once

#include "engine/dialect/askg-reply-parser.h"
#include "engine/provider/askg-engine-link.h"
#include "engine/provider/askg-estimate.h"

G_BEGIN_DECLS

typedef struct
{
  AskgCovered  *content;    /* what leaves */
  AskgEstimate  estimate;   /* of the tokens it takes */
  guint         n_pictures;
  guint         n_sounds;
  gint64        began_us;   /* monotonic */
  gint64        ended_us;
} AskgChatBody;

/* What one is made of. All of it is referenced. */
typedef struct
{
  AskgEngineLink *link;
  GPtrArray      *turns;    /* (element-type AskgChatTurn): the question is the last */
  AskgConversation *earlier; /* (nullable): its folded turns are told as their summary */
  AskgCover      *cover;    /* of the conversation */
  AskgDialect     dialect;
  const char     *model;    /* (nullable): %NULL for the server's only one */
  const char     *facts;    /* (nullable): what the person wants remembered; goes before all turns */
  gboolean        is_ours;  /* nothing in it is the person's */
  gboolean        is_summary; /* words are wanted, and nothing else */
} AskgChatBodyParts;

void          askg_chat_body_free        (AskgChatBody            *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgChatBody, askg_chat_body_free)

AskgChatBody *askg_chat_body_make_now    (const AskgChatBodyParts *parts);
void          askg_chat_body_make_async  (const AskgChatBodyParts *parts,
                                          GCancellable            *cancellable,
                                          GAsyncReadyCallback      callback,
                                          gpointer                 user_data);
AskgChatBody *askg_chat_body_make_finish (GAsyncResult            *result,
                                          GError                 **error);

G_END_DECLS
