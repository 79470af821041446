/* askg-run-again.h: one click runs a command again, beside the windows, in a terminal of its own that nobody sees. Main
 * thread. */
#pragma once

#include <gio/gio.h>

#include "engine/debug/askg-command-record.h"

G_BEGIN_DECLS

void               askg_run_again_async  (AskgCommandRecord    *record,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
AskgCommandRecord *askg_run_again_finish (GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
