/* askg-reader-writer.h: a finished reply streams into an answer. Main thread. */
#pragma once

#include "engine/model/askg-answer.h"
#include "engine/provider/askg-reader-reply.h"

G_BEGIN_DECLS

void     askg_reader_write_async  (AskgReaderReply     *reply,
                                   AskgAnswer          *answer,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
gboolean askg_reader_write_finish (AskgAnswer          *answer,
                                   GAsyncResult        *result,
                                   GError             **error);

G_END_DECLS
