/* askg-fold-plan.h: how many of the first turns of a conversation are told by their summary, so that all of it fits
 * what an engine can take in. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In tokens, about. */
#define ASKG_FOLD_SUMMARY_TOKENS 700 /* what a summary is given room for */

double askg_fold_plan_room (gint64        context,
                            gint64        output,
                            double        rest);
guint  askg_fold_plan      (const double *turns,
                            guint         n_turns,
                            guint         n_folded,
                            double        summary,
                            double        room);

G_END_DECLS
