/* askg-back-off.h: whether to try again, and when. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_BACK_OFF_MAX_TRIES   4u
#define ASKG_BACK_OFF_MAX_TOLD_MS 120000

gint64   askg_retry_after_parse_ms   (const char *retry_after_ms,
                                      const char *retry_after,
                                      gint64      now_us);
gboolean askg_back_off_is_worthwhile (guint       http_status,
                                      const char *should_retry);
gint64   askg_back_off_get_wait_ms   (guint       n_tries,
                                      gint64      told_ms,
                                      double      chance);

G_END_DECLS
