/* askg-fold-words.h: turns as the text that is summed up, and their summary where no engine makes one. Pure but for the
 * types it reads. Main thread. */
#pragma once

#include "engine/model/askg-conversation.h"

G_BEGIN_DECLS

char *askg_fold_words_ask     (AskgConversation *earlier,
                               guint             n_turns,
                               gsize             most_bytes);
char *askg_fold_words_extract (AskgConversation *earlier,
                               guint             n_turns);

G_END_DECLS
