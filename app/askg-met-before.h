/* askg-met-before.h: whether an error was asked about before, on another day, in another folder, on another line. Main thread. */
#pragma once

#include "engine/debug/askg-failure.h"
#include "engine/memory/askg-store.h"

G_BEGIN_DECLS

/* The turn in which it was met. */
typedef struct
{
  gint64 conversation_id;
  gint64 turn_id;
  gint64 asked_at_us; /* wall clock, microseconds since 1970 */
} AskgMetBefore;

void     askg_met_before_find_async  (AskgStore            *store,
                                      const AskgFailure    *failure,
                                      gint64                before_us,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean askg_met_before_find_finish (GAsyncResult         *result,
                                      AskgMetBefore        *out_met,
                                      GError              **error);

G_END_DECLS
