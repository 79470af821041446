/* askg-first-paint.h: tells when a full-screen window is really to be seen. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _AskgFirstPaint AskgFirstPaint;

typedef void (*AskgFirstPaintFunc) (gpointer user_data);

AskgFirstPaint *askg_first_paint_new  (GtkWidget          *window,
                                       GdkMonitor         *monitor,
                                       AskgFirstPaintFunc  func,
                                       gpointer            user_data);
void            askg_first_paint_free (AskgFirstPaint     *self);

G_END_DECLS
