/* askg-desk-first-run.h: what a new person is shown once, and when. Main thread.
 *
 * Signal: "closed": it was gone through, or skipped. */
#pragma once

#include "app/askg-desk-keys.h"
#include "app/askg-desk-preferences.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESK_FIRST_RUN (askg_desk_first_run_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskFirstRun, askg_desk_first_run, ASKG, DESK_FIRST_RUN, GObject)

AskgDeskFirstRun *askg_desk_first_run_new       (GtkApplication      *application,
                                                 GSettings           *settings,
                                                 AskgDeskKeys        *keys,
                                                 AskgOverlay         *overlay,
                                                 AskgDeskPreferences *preferences,
                                                 AskgDeskRegion      *region);
gboolean          askg_desk_first_run_is_due    (AskgDeskFirstRun    *self);
gboolean          askg_desk_first_run_is_open   (AskgDeskFirstRun    *self);
void              askg_desk_first_run_show      (AskgDeskFirstRun    *self);
gboolean          askg_desk_first_run_take_key  (AskgDeskFirstRun    *self,
                                                 const char          *id);

G_END_DECLS
