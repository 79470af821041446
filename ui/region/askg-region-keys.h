/* askg-region-keys.h: what a key means to the picker. Pure, any thread. */
#pragma once

#include <gdk/gdk.h>

#include "ui/region/askg-region-drag.h"

G_BEGIN_DECLS

gboolean askg_region_keys_translate (guint            keyval,
                                     GdkModifierType  modifiers,
                                     gboolean         is_down,
                                     AskgRegionEvent *out_event);

G_END_DECLS
