/* askg-timer.h: a timeout of the current main context that is set, set anew and cleared. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void askg_timer_set   (GSource    **timer,
                       guint        wait_ms,
                       const char  *name,
                       GSourceFunc  callback,
                       gpointer     user_data);
void askg_timer_clear (GSource    **timer);

G_END_DECLS
