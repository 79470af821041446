/* askg-chat-body.h: turns become the bytes of a request: pictures and sounds encoded, all on a thread of its own. */
#pragma once

#include "engine/dialect/askg-reply-parser.h"
#include "engine/privacy/askg-outbound.h"
#include "engine/provider/askg-estimate.h"
#include "engine/provider/askg-profile.h"

G_BEGIN_DECLS

typedef struct
{
  GBytes       *body;
  GArray       *pieces;     /* of AskgOutboundPiece: what of the person's is in it */
  AskgEstimate  estimate;   /* of the tokens it takes */
  guint         n_pictures;
  guint         n_sounds;
  gint64        began_us;   /* monotonic */
  gint64        ended_us;
} AskgChatBody;

void          askg_chat_body_free        (AskgChatBody         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgChatBody, askg_chat_body_free)

void          askg_chat_body_make_async  (GPtrArray            *turns,
                                          AskgDialect           dialect,
                                          AskgProfile          *profile,
                                          const char           *model,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
AskgChatBody *askg_chat_body_make_finish (GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
