/* askg-picker-view.h: the frozen screen with what is chosen on it. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/base/askg-frame.h"
#include "ui/region/askg-picker-tiles.h"

G_BEGIN_DECLS

#define ASKG_TYPE_PICKER_VIEW (askg_picker_view_get_type ())
G_DECLARE_FINAL_TYPE (AskgPickerView, askg_picker_view, ASKG, PICKER_VIEW, GtkWidget)

void     askg_picker_view_set_frame  (AskgPickerView        *self,
                                      AskgFrame             *frame,
                                      const AskgRect        *part);
void     askg_picker_view_set_marks  (AskgPickerView        *self,
                                      const AskgPickerMarks *marks);
double   askg_picker_view_get_px_x   (AskgPickerView        *self);
double   askg_picker_view_get_px_y   (AskgPickerView        *self);

G_END_DECLS
