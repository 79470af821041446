/* askg-when.h: a time as a person says it. Pure but for the time zone; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Wall clock, microseconds since 1970: from the first to before the second. */
typedef struct
{
  gint64 from_us;
  gint64 until_us;
} AskgWhen;

gboolean askg_when_parse    (const char *text,
                             gint64      now_us,
                             AskgWhen   *out_when);
gboolean askg_when_find_day (const char *word,
                             gint64      now_us,
                             AskgWhen   *out_when);

G_END_DECLS
