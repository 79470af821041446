/* askg-command-text.h: a command that ran, as a text to ask about: what was typed, where, how it ended, and what it wrote as a
 * person would have read it. Pure; any thread. */
#pragma once

#include "engine/debug/askg-command-record.h"
#include "engine/debug/askg-diagnosis.h"

G_BEGIN_DECLS

/* Of a longer output the lines around the root of the trouble, and the last ones. */
#define ASKG_COMMAND_TEXT_MAX_BYTES (48u * 1024)
#define ASKG_COMMAND_TEXT_LAST_BYTES (8u * 1024)

char *askg_command_text           (const AskgCommandRecord *record,
                                   AskgDiagnosis           *diagnosis);
char *askg_command_text_dup_line  (const AskgCommandRecord *record);
char *askg_command_text_read_line (const char              *line);

G_END_DECLS
