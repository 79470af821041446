/* askg-meaning.h: what a question is about, by the model on this machine whose numbers the history has. Main thread.
 *
 * Only an engine that runs on this machine is asked, and only a model that is for this: to compare turns by their meaning
 * every one of them is told it. */
#pragma once

#include "app/askg-session.h"
#include "engine/provider/askg-engine-link.h"

G_BEGIN_DECLS

AskgEngineLink *askg_meaning_find_link    (AskgSession         *session);
void            askg_meaning_embed_async  (AskgSession         *session,
                                           const char          *text,
                                           guint                most_ms,
                                           GCancellable        *cancellable,
                                           GAsyncReadyCallback  callback,
                                           gpointer             user_data);
GArray         *askg_meaning_embed_finish (AskgSession         *session,
                                           GAsyncResult        *result,
                                           GError             **error);

G_END_DECLS
