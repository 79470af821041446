/* askg-run-relay.h: carries keys to a command and what it writes to where it would have gone, byte for byte, until it ends; and
 * keeps some of it. Nothing that passes through is understood. One a process; main thread, which waits in it. */
#pragma once

#include "app/askg-run-child.h"
#include "engine/debug/askg-output-keep.h"

G_BEGIN_DECLS

typedef struct
{
  int    status;      /* as of waitpid() */
  int    refused;     /* errno when it could not be started; else 0 */
  gint64 started_us;  /* monotonic */
  gint64 ended_us;
} AskgRunEnd;

void askg_run_relay_mind_signals (void);
void askg_run_relay              (AskgRunChild    *child,
                                  AskgOwnTerminal *own,
                                  AskgOutputKeep  *keep,
                                  AskgRunEnd      *out_end);

G_END_DECLS
