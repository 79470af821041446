/* askg-waterfall.h: pure: where the time of an answer went, as bars one below the other. Main thread. */
#pragma once

#include "engine/model/askg-answer.h"

G_BEGIN_DECLS

typedef struct
{
  const char *name;        /* translated */
  double      start;       /* of the whole width, 0 to 1 */
  double      end;
  gint64      duration_us; /* without the gaps between its parts */
  gboolean    is_reused;   /* of a connection that was open already */
  gboolean    is_engines;
} AskgWaterfallBar;

typedef struct
{
  GArray *bars;       /* of AskgWaterfallBar, as it went */
  gint64  ours_us;    /* sums of the bars */
  gint64  engines_us;
} AskgWaterfall;

AskgWaterfall *askg_waterfall_new          (AskgAnswer          *answer);
void           askg_waterfall_free         (AskgWaterfall       *self);
char          *askg_waterfall_dup_verdict  (const AskgWaterfall *self);
char          *askg_waterfall_dup_time     (gint64               duration_us);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgWaterfall, askg_waterfall_free)

G_END_DECLS
