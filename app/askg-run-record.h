/* askg-run-record.h: what is left of a command that `askglass run` ran. Main thread. */
#pragma once

#include "app/askg-own-terminal.h"
#include "engine/debug/askg-command-record.h"

G_BEGIN_DECLS

AskgCommandRecord *askg_run_record_new  (char                    **words,
                                         const char               *line,
                                         AskgOwnTerminal          *own);
void               askg_run_record_keep (AskgCommandRecord        *record);
void               askg_run_record_tell (const AskgCommandRecord  *record);

G_END_DECLS
