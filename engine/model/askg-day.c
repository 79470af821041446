/* askg-day.c: any thread. */
#include "engine/model/askg-day.h"

#include <glib/gi18n-lib.h>

/* Midnights between two moments, as somebody in @zone lives through them. */
static int
days_between (GDateTime *then,
              GDateTime *now)
{
  GDate from, to;

  g_date_clear (&from, 1);
  g_date_clear (&to, 1);
  g_date_set_dmy (&from, (GDateDay) g_date_time_get_day_of_month (then),
                  (GDateMonth) g_date_time_get_month (then), (GDateYear) g_date_time_get_year (then));
  g_date_set_dmy (&to, (GDateDay) g_date_time_get_day_of_month (now),
                  (GDateMonth) g_date_time_get_month (now), (GDateYear) g_date_time_get_year (now));

  return g_date_days_between (&from, &to);
}

static GDateTime *
at (gint64     wall_us,
    GTimeZone *zone)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
}

/**
 * askg_day_tell:
 * @then_us: microseconds since 1970
 * @now_us: microseconds since 1970
 *
 * Returns: (transfer full): "Today", "Yesterday", a weekday within the last six days, else
 *   a date, with the year when it is not this one
 */
char *
askg_day_tell (gint64     then_us,
                    gint64     now_us,
                    GTimeZone *zone)
{
  g_autoptr(GDateTime) then = at (then_us, zone);
  g_autoptr(GDateTime) now = at (now_us, zone);
  int days;

  if (then == NULL || now == NULL)
    return g_strdup ("");

  days = days_between (then, now);
  if (days <= 0)
    return g_strdup (_("Today"));
  if (days == 1)
    return g_strdup (_("Yesterday"));
  if (days < 7)
    return g_date_time_format (then, "%A");
  if (g_date_time_get_year (then) == g_date_time_get_year (now))
    return g_date_time_format (then, C_("date of this year", "%-e %b"));

  return g_date_time_format (then, C_("date of another year", "%-e %b %Y"));
}

/* The time of day, to the minute. */
char *
askg_day_tell_time (gint64     then_us,
                     GTimeZone *zone)
{
  g_autoptr(GDateTime) then = at (then_us, zone);

  return then != NULL ? g_date_time_format (then, "%H:%M") : g_strdup ("");
}

/**
 * askg_day_tell_met:
 * @then_us: microseconds since 1970
 * @now_us: microseconds since 1970
 *
 * Returns: (transfer full): of an error: that it was seen that day, in this machine's time
 */
char *
askg_day_tell_met (gint64 then_us,
                   gint64 now_us)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr(GDateTime) then = at (then_us, zone);
  g_autoptr(GDateTime) now = at (now_us, zone);
  g_autofree char *day = askg_day_tell (then_us, now_us, zone);
  const int days = then != NULL && now != NULL ? days_between (then, now) : 0;

  if (days <= 0)
    {
      g_autofree char *time = askg_day_tell_time (then_us, zone);

      /* Translators: %s is a time of day, such as 14:02 */
      return g_strdup_printf (_("Seen before today, %s"), time);
    }
  if (days == 1)
    return g_strdup (_("Seen before yesterday"));

  /* Translators: %s is a weekday or a date */
  return g_strdup_printf (_("Seen before on %s"), day);
}
