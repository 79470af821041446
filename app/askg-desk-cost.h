/* askg-desk-cost.h: whether the month's limit may be passed, asked in a window. Main thread. */
#pragma once

#include <adwaita.h>

#include "engine/provider/askg-budget.h"

G_BEGIN_DECLS

void askg_desk_cost_ask (GtkWindow  *parent,
                         AskgBudget *budget,
                         const char *why,
                         guint       ticket);

G_END_DECLS
