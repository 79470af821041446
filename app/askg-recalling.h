/* askg-recalling.h: earlier turns that go along with a question, looked up before it is asked. Main thread. */
#pragma once

#include "app/askg-session.h"

G_BEGIN_DECLS

/* A question never waits longer for them; what is late is left out, and the answer says so. */
#define ASKG_RECALLING_MS 40

gboolean askg_recalling_is_wanted (AskgSession         *session,
                                   AskgConversation    *conversation,
                                   AskgEngine          *engine);
void     askg_recalling_async     (AskgSession         *session,
                                   AskgConversation    *conversation,
                                   AskgQuestion        *question,
                                   AskgEngine          *engine,
                                   guint                most_ms,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
gboolean askg_recalling_finish    (AskgSession         *session,
                                   GAsyncResult        *result,
                                   gboolean            *out_is_late,
                                   GError             **error);
void     askg_recalling_forgo     (AskgQuestion        *question);

G_END_DECLS
