/* askg-desk-engines.h: the engines as the windows list them: what was connected, then the reader; how each
 * is, and which is asked first. Main thread.
 *
 * Signal: "first-changed": another one is asked first, or something about it is different. */
#pragma once

#include "app/askg-session.h"
#include "ui/preferences/askg-engine-item.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESK_ENGINES (askg_desk_engines_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskEngines, askg_desk_engines, ASKG, DESK_ENGINES, GObject)

AskgDeskEngines *askg_desk_engines_new       (AskgSession     *session,
                                              AskgEngineRoom  *room);
GListModel      *askg_desk_engines_get_list  (AskgDeskEngines *self);
AskgEngineItem  *askg_desk_engines_get_first (AskgDeskEngines *self);
AskgEngineItem  *askg_desk_engines_find      (AskgDeskEngines *self,
                                              const char      *id);
void             askg_desk_engines_note      (AskgDeskEngines *self,
                                              const char      *id,
                                              const GError    *error);

G_END_DECLS
