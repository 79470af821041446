/* askg-code-scroller.h: lines of code that may be wider than there is room: as high as they are, scrolled sideways. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ASKG_TYPE_CODE_SCROLLER (askg_code_scroller_get_type ())
G_DECLARE_FINAL_TYPE (AskgCodeScroller, askg_code_scroller, ASKG, CODE_SCROLLER, GtkWidget)

void askg_code_scroller_set_child (AskgCodeScroller *self,
                                   GtkTextView      *child);

G_END_DECLS
