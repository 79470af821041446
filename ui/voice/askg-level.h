/* askg-level.h: how loud it was in the last second and a half, newest at the end. Flat when nothing is heard. Main thread.
 *
 * It is drawn when it is told something, and never by itself. Where the desktop wants no animations it is three steps. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ASKG_TYPE_LEVEL (askg_level_get_type ())
G_DECLARE_FINAL_TYPE (AskgLevel, askg_level, ASKG, LEVEL, GtkWidget)

void  askg_level_push     (AskgLevel *self,
                           float      dbfs,
                           gint64     now_us);
void  askg_level_clear    (AskgLevel *self);
guint askg_level_get_step (AskgLevel *self);

G_END_DECLS
