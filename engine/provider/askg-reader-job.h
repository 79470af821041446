/* askg-reader-job.h: one question to the reader, from start to end. Main thread. */
#pragma once

#include "engine/debug/askg-catalogue.h"
#include "engine/local/askg-recogniser.h"
#include "engine/memory/askg-store.h"

G_BEGIN_DECLS

void askg_reader_job_start (AskgRecogniser   *recogniser,
                            AskgCatalogue    *catalogue,
                            AskgStore        *store,
                            AskgConversation *earlier,
                            AskgQuestion     *question,
                            AskgAnswer       *answer,
                            GCancellable     *cancellable);

G_END_DECLS
