/* askg-first-run-engine.h: who answers: what was found on this machine, what was added, or the reader. Main thread.
 *
 * Signal: "add": another one. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ASKG_TYPE_FIRST_RUN_ENGINE (askg_first_run_engine_get_type ())
G_DECLARE_FINAL_TYPE (AskgFirstRunEngine, askg_first_run_engine, ASKG, FIRST_RUN_ENGINE, GtkBox)

GtkWidget *askg_first_run_engine_new        (GListModel         *engines,
                                             GListModel         *found);
GObject   *askg_first_run_engine_get_choice (AskgFirstRunEngine *self);
void       askg_first_run_engine_choose     (AskgFirstRunEngine *self,
                                             const char         *id);

G_END_DECLS
