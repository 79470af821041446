/* askg-transfer-sql.h: conversations on their way out of the database and into another. The store's thread.
 *
 * One that comes in is hidden until its last turn is there, as one that was deleted is: whatever ends
 * Askglass before, the next start finds nothing of it. */
#pragma once

#include "engine/memory/askg-db.h"
#include "engine/memory/askg-record.h"

G_BEGIN_DECLS

/* A conversation without its turns. */
typedef struct
{
  gint64    id;
  char     *uid;              /* hexadecimal: the same in every copy of it */
  char     *title;
  gboolean  is_named;         /* by the person */
  gint64    pinned_at_us;     /* 0: it is not */
  gint64    changed_at_us;
  char     *branched_from;    /* (nullable): a uid */
  char     *branched_title;   /* (nullable) */
  gint64    n_branched_turns;
  AskgFold *fold;             /* (nullable): what stands for its first turns */
} AskgConversationHead;

void                  askg_conversation_head_free  (AskgConversationHead        *head);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgConversationHead, askg_conversation_head_free)

GArray               *askg_transfer_sql_ids        (AskgDb                      *db,
                                                    gint64                       conversation_id,
                                                    GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
AskgConversationHead *askg_transfer_sql_head       (AskgDb                      *db,
                                                    gint64                       conversation_id,
                                                    GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean              askg_transfer_sql_begin      (AskgDb                      *db,
                                                    const AskgConversationHead  *head,
                                                    gboolean                    *out_is_there,
                                                    GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean              askg_transfer_sql_add        (AskgDb                      *db,
                                                    gint64                       conversation_id,
                                                    AskgTurnRecord              *turn,
                                                    GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean              askg_transfer_sql_end        (AskgDb                      *db,
                                                    const AskgConversationHead  *head,
                                                    GError                     **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean              askg_transfer_sql_drop       (AskgDb                      *db,
                                                    gint64                       conversation_id,
                                                    GError                     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
