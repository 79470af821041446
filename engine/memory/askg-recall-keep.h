/* askg-recall-keep.h: the secrets of an earlier turn stay behind when it is told again. The store's thread. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-store-recall.h"

G_BEGIN_DECLS

#define ASKG_RECALL_MAX_READ_BYTES (64 * 1024) /* of a conversation, to know its secrets */

gboolean askg_recall_keep_back (AskgDb                *db,
                                const AskgRecallWish  *wish,
                                gint64                 turn_id,
                                char                 **question,
                                char                 **seen,
                                char                 **answer,
                                gboolean              *out_can_be_told,
                                GError               **error);

G_END_DECLS
