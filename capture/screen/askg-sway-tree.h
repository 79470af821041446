/* askg-sway-tree.h: the windows in what sway (and i3) tells of its tree. Pure; any thread. */
#pragma once

#include "engine/base/askg-window-place.h"

G_BEGIN_DECLS

GPtrArray *askg_sway_tree_read (const char *text,
                                gsize       n_bytes);

G_END_DECLS
