/* askg-report.h: what a tool reports for other programs, in JSON, told as it would have told people. Pure; any thread. */
#pragma once

#include "engine/debug/askg-terminal-screen.h"

G_BEGIN_DECLS

gboolean askg_report_tell (const char           *json,
                           gsize                 n_bytes,
                           AskgTerminalLineFunc  func,
                           gpointer              user_data);

G_END_DECLS
