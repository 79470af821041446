/* askg-waterfall-popover.h: where the time of an answer went, and what it took. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/model/askg-conversation.h"

G_BEGIN_DECLS

#define ASKG_TYPE_WATERFALL_POPOVER (askg_waterfall_popover_get_type ())
G_DECLARE_FINAL_TYPE (AskgWaterfallPopover, askg_waterfall_popover, ASKG, WATERFALL_POPOVER, GtkPopover)

GtkWidget *askg_waterfall_popover_new (AskgTurn *turn);

G_END_DECLS
