/* askg-history-filters.h: which conversations the history shows. Main thread.
 *
 * Signals: "changed". */
#pragma once

#include <gtk/gtk.h>

#include "engine/memory/askg-summary.h"

G_BEGIN_DECLS

#define ASKG_TYPE_HISTORY_FILTERS (askg_history_filters_get_type ())
G_DECLARE_FINAL_TYPE (AskgHistoryFilters, askg_history_filters, ASKG, HISTORY_FILTERS, GtkWidget)

const AskgHistoryFilter *askg_history_filters_get           (AskgHistoryFilters *self);
gboolean                 askg_history_filters_are_set       (AskgHistoryFilters *self);
void                     askg_history_filters_set_apps      (AskgHistoryFilters *self,
                                                             GPtrArray          *apps);

G_END_DECLS
