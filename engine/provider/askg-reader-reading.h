/* askg-reader-reading.h: sees to it that the words of pictures are read, by whomever. Main thread. */
#pragma once

#include "engine/local/askg-recogniser.h"
#include "engine/model/askg-attachment.h"

G_BEGIN_DECLS

gboolean askg_reader_must_read       (GPtrArray           *attachments);
void     askg_reader_read_all_async  (AskgRecogniser      *recogniser,
                                      GPtrArray           *attachments,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data);
gboolean askg_reader_read_all_finish (AskgRecogniser      *recogniser,
                                      GAsyncResult        *result,
                                      GError             **error);

G_END_DECLS
