/* askg-blackening.h: what may not be seen becomes black. Pure; any thread. */
#pragma once

#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

GArray    *askg_blackening_find  (GPtrArray      *windows,
                                  const gboolean *is_hidden);
AskgFrame *askg_blackening_apply (AskgFrame      *frame,
                                  GArray         *places);

G_END_DECLS
