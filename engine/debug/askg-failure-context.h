/* askg-failure-context.h: what of the project belongs to a failing command: the lines around its error with their function, the
 * declarations of what it names, what was changed there. Reads files; any thread. */
#pragma once

#include "engine/debug/askg-failure.h"
#include "engine/debug/askg-source-finder.h"

G_BEGIN_DECLS

/* Of an engine, about, at four bytes each. */
#define ASKG_FAILURE_CONTEXT_TOKENS 4000u

void askg_failure_context_read (AskgFailure      *failure,
                                AskgSourceFinder *finder);

G_END_DECLS
