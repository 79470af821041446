/* askg-window-place.h: the life of an AskgWindowPlace. Any thread. */
#pragma once

#include "engine/base/askg-types.h"

G_BEGIN_DECLS

AskgWindowPlace *askg_window_place_copy (const AskgWindowPlace *self);
void             askg_window_place_free (AskgWindowPlace       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgWindowPlace, askg_window_place_free)

G_END_DECLS
