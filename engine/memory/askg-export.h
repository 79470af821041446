/* askg-export.h: the history, or one conversation, into a file that another Askglass reads, or into a
 * folder of Markdown that a person reads. Main thread. */
#pragma once

#include "engine/memory/askg-store.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_EXPORT_LINES,    /* one file, a JSON object a line, nothing left out */
  ASKG_EXPORT_MARKDOWN, /* a folder with a file a conversation, and the pictures beside */
} AskgExportForm;

typedef struct
{
  guint n_conversations;
  guint n_turns;
} AskgExported;

/* @done goes from 0 to 1. */
typedef void (*AskgTransferProgress) (double    done,
                                      guint     n_conversations,
                                      gpointer  user_data);

void     askg_export_async  (AskgStore             *store,
                             const char            *path,
                             AskgExportForm         form,
                             gboolean               may_replace,
                             gint64                 conversation_id,
                             AskgTransferProgress   progress,
                             gpointer               progress_data,
                             GCancellable          *cancellable,
                             GAsyncReadyCallback    callback,
                             gpointer               user_data);
gboolean askg_export_finish (GAsyncResult          *result,
                             AskgExported          *out_exported,
                             GError               **error);

G_END_DECLS
