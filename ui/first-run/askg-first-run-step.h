/* askg-first-run-step.h: one step of the first run: what it is about, and what there is to do. Main thread. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ASKG_TYPE_FIRST_RUN_STEP (askg_first_run_step_get_type ())
G_DECLARE_FINAL_TYPE (AskgFirstRunStep, askg_first_run_step, ASKG, FIRST_RUN_STEP, AdwBin)

AskgFirstRunStep *askg_first_run_step_new        (GtkWidget        *content);
void              askg_first_run_step_set_words  (AskgFirstRunStep *self,
                                                  const char       *title,
                                                  const char       *body);
void              askg_first_run_step_set_ready  (AskgFirstRunStep *self,
                                                  gboolean          is_ready);
gboolean          askg_first_run_step_is_ready   (AskgFirstRunStep *self);
GtkWidget        *askg_first_run_step_get_content (AskgFirstRunStep *self);

G_END_DECLS
