/* askg-command-diagnosis.h: what was understood of a command that ran. Pure; any thread. */
#pragma once

#include "engine/debug/askg-command-record.h"
#include "engine/debug/askg-diagnosis.h"

G_BEGIN_DECLS

AskgDiagnosis *askg_command_diagnosis_new (const AskgCommandRecord *record);

G_END_DECLS
