/* askg-failure-change.h: a command that was run again and failed again: what is new about it. Pure; any thread. */
#pragma once

#include "engine/debug/askg-failure.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean is_same;    /* the error that leads is the one that led before, wherever it stands now */
  gboolean is_as_was;  /* and so is everything else that is shown of it */
  guint    n_before;   /* errors; 0 where none was understood */
  guint    n_after;
} AskgFailureChange;

AskgFailureChange askg_failure_compare (const AskgFailure *before,
                                        const AskgFailure *after);

G_END_DECLS
