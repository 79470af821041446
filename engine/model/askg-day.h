/* askg-day.h: pure: when something was, as a person says it. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *askg_day_tell      (gint64     then_us,
                          gint64     now_us,
                          GTimeZone *zone);
char *askg_day_tell_time (gint64     then_us,
                          GTimeZone *zone);
char *askg_day_tell_met  (gint64     then_us,
                          gint64     now_us);

G_END_DECLS
