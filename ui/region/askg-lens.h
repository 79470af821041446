/* askg-lens.h: the pixels round a point, six times as large. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/base/askg-frame.h"

G_BEGIN_DECLS

#define ASKG_TYPE_LENS (askg_lens_get_type ())
G_DECLARE_FINAL_TYPE (AskgLens, askg_lens, ASKG, LENS, GtkWidget)

void askg_lens_set_frame (AskgLens  *self,
                          AskgFrame *frame);
void askg_lens_set_at    (AskgLens  *self,
                          int        x_px,
                          int        y_px);

G_END_DECLS
