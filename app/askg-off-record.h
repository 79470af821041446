/* askg-off-record.h: how many conversations were off the record today. It is nowhere but in memory: a number, gone with the
 * program. Main thread. */
#pragma once

#include "app/askg-session.h"

G_BEGIN_DECLS

void  askg_off_record_note  (AskgSession      *session,
                             AskgConversation *conversation);
guint askg_off_record_count (AskgSession      *session);

G_END_DECLS
