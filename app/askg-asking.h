/* askg-asking.h: one question on its way: committed, asked, checkpointed as it is answered, ended.
 * Main thread. */
#pragma once

#include "app/askg-session.h"

G_BEGIN_DECLS

AskgTurn *askg_asking_start (AskgSession       *session,
                             AskgConversation  *conversation,
                             AskgQuestion      *question,
                             const char        *engine_id,
                             GError           **error);
AskgTurn *askg_asking_start_with (AskgSession      *session,
                             AskgConversation  *conversation,
                             AskgQuestion      *question,
                             AskgEngine        *engine,
                             gint64             place);
AskgTurn *askg_asking_again (AskgSession       *session,
                             AskgConversation  *conversation,
                             guint              index,
                             const char        *engine_id,
                             GError           **error);
void      askg_asking_cut   (AskgSession       *session,
                             AskgTurn          *turn,
                             gsize              n_heard_bytes,
                             gsize              n_sound_bytes);
void      askg_asking_keep_words (AskgSession   *session,
                             AskgConversation  *conversation,
                             AskgQuestion      *question);
AskgTurn *askg_asking_fail  (AskgSession       *session,
                             AskgConversation  *conversation,
                             AskgQuestion      *question,
                             const char        *engine_id,
                             const GError      *why);
void      askg_asking_read  (AskgSession       *session,
                             AskgAttachment    *attachment);

G_END_DECLS
