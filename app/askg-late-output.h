/* askg-late-output.h: what a command wrote that nobody read along, out of its terminal. Any thread; waits, 3 s at most. */
#pragma once

#include <gio/gio.h>

#include "engine/debug/askg-command-record.h"

G_BEGIN_DECLS

AskgCommandRecord *askg_late_output_find (AskgCommandRecord *record,
                                          GCancellable      *cancellable);
const char        *askg_late_output_tell_why (const AskgCommandRecord *record);

G_END_DECLS
