/* askg-watch-log.h: what is added to a log file, whatever becomes of the file: rotated, truncated, not there yet. Main
 * thread. */
#pragma once

#include "engine/debug/askg-command-record.h"

G_BEGIN_DECLS

typedef struct _AskgWatchLog AskgWatchLog;

/* @added: its output is what was added since the last call, kept as for a command; once it is quiet again */
typedef void (*AskgWatchLogFunc) (AskgCommandRecord *added,
                                  gpointer           user_data);

AskgWatchLog *askg_watch_log_new  (const char       *path,
                                   AskgWatchLogFunc  func,
                                   gpointer          user_data);
void          askg_watch_log_free (AskgWatchLog     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgWatchLog, askg_watch_log_free)

G_END_DECLS
