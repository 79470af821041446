/* askg-telling.h: what an engine is told before a question: the turns there were, what stands for the first of them,
 * and what the person wants remembered. Main thread. */
#pragma once

#include "app/askg-session.h"

G_BEGIN_DECLS

AskgConversation *askg_telling_new       (AskgConversation *conversation,
                                          guint             n_earlier);
void              askg_telling_add_facts (AskgConversation *earlier,
                                          AskgSession      *session,
                                          AskgQuestion     *question);

G_END_DECLS
