/* askg-engines.h: the engines there are, by id. Main thread. */
#pragma once

#include "engine/provider/askg-engine.h"

G_BEGIN_DECLS

#define ASKG_TYPE_ENGINES (askg_engines_get_type ())
G_DECLARE_FINAL_TYPE (AskgEngines, askg_engines, ASKG, ENGINES, GObject)

AskgEngines *askg_engines_new         (void);
void         askg_engines_add         (AskgEngines  *self,
                                       AskgEngine   *engine);
void         askg_engines_remove      (AskgEngines  *self,
                                       const char   *id);
void         askg_engines_set_default (AskgEngines  *self,
                                       const char   *id);
AskgEngine  *askg_engines_get_default (AskgEngines  *self);
AskgEngine  *askg_engines_find        (AskgEngines  *self,
                                       const char   *id,
                                       GError      **error);

G_END_DECLS
