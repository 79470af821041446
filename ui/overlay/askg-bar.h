/* askg-bar.h: one bar of a waterfall: a part of a line. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ASKG_TYPE_BAR (askg_bar_get_type ())
G_DECLARE_FINAL_TYPE (AskgBar, askg_bar, ASKG, BAR, GtkWidget)

GtkWidget *askg_bar_new (double start,
                         double end);

G_END_DECLS
