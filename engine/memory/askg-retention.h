/* askg-retention.h: how much of the history is kept. A plain value; any thread. What is pinned is always
 * kept, and so is what was changed within the last day when only the size would end it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gint64 longest_us; /* how long a conversation is kept after its last change; 0: for ever */
  gint64 most_bytes; /* of the database; the oldest conversations go first; 0: any size */
} AskgRetention;

/* What a rule ends, or would end. */
typedef struct
{
  guint  n_too_old;
  guint  n_too_large;
  gint64 n_bytes;    /* about: what the database would lose; as a plan only for those too large */
  gint64 used_bytes; /* what the database holds now */
} AskgRetained;

G_END_DECLS
