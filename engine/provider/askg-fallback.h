/* askg-fallback.h: the engine that is asked first, and behind it those that may step in when it cannot answer. Main
 * thread. */
#pragma once

#include "engine/provider/askg-engines.h"
#include "engine/provider/askg-profiles.h"

G_BEGIN_DECLS

#define ASKG_TYPE_FALLBACK (askg_fallback_get_type ())
G_DECLARE_FINAL_TYPE (AskgFallback, askg_fallback, ASKG, FALLBACK, GObject)

AskgFallback *askg_fallback_new             (AskgEngines  *engines,
                                             AskgProfiles *profiles);
gboolean      askg_fallback_is_worthwhile   (const GError *error);

G_END_DECLS
