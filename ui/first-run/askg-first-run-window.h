/* askg-first-run-window.h: what a new person is shown once: a few steps, each of which can be skipped. Main thread.
 *
 * Signals: "done" (AskgFirstRunStep *step): the person goes on from it; "skipped" (AskgFirstRunStep *step);
 * after the last step, and on Esc, the window closes. */
#pragma once

#include "ui/first-run/askg-first-run-step.h"

G_BEGIN_DECLS

#define ASKG_TYPE_FIRST_RUN_WINDOW (askg_first_run_window_get_type ())
G_DECLARE_FINAL_TYPE (AskgFirstRunWindow, askg_first_run_window, ASKG, FIRST_RUN_WINDOW, AdwWindow)

AskgFirstRunWindow *askg_first_run_window_new      (GtkApplication     *application);
void                askg_first_run_window_add_step (AskgFirstRunWindow *self,
                                                    AskgFirstRunStep   *step);
AskgFirstRunStep   *askg_first_run_window_get_step (AskgFirstRunWindow *self);

G_END_DECLS
