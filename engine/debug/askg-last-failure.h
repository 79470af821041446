/* askg-last-failure.h: the command that failed last, for the key that asks why. Reads small files of this session alone: the
 * records of `askglass run` and of the hook in the person's shell. */
#pragma once

#include <gio/gio.h>

#include "engine/debug/askg-command-record.h"

G_BEGIN_DECLS

/* Whose terminal comes first. Zeros: whichever failed last. */
typedef struct
{
  guint64 window_id; /* of the focused window, on X11; else 0 */
  int     pid;       /* of the program whose window it is; else 0 */
} AskgTerminalHint;

/* Any thread; reads at most a few MB from memory (a tmpfs). */
AskgCommandRecord *askg_last_failure_find        (const char             *folder,
                                                  const AskgTerminalHint *hint);

AskgCommandRecord *askg_last_failure_find_command (const char            *folder,
                                                   const char            *command,
                                                   const char            *where);

/* The same beside the main loop. Main thread. Errors: none but being cancelled; no failing command is NULL without one. */
void               askg_last_failure_find_async  (const char             *folder,
                                                  const AskgTerminalHint *hint,
                                                  GCancellable           *cancellable,
                                                  GAsyncReadyCallback     callback,
                                                  gpointer                user_data);
void               askg_last_failure_find_command_async (const char      *command,
                                                  const char             *where,
                                                  GAsyncReadyCallback     callback,
                                                  gpointer                user_data);
AskgCommandRecord *askg_last_failure_find_finish (GAsyncResult           *result,
                                                  GError                **error);

G_END_DECLS
