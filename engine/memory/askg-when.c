/* askg-when.c: any thread. Days are those of the person's time zone, which may have 23 or 25 hours. */
#include "engine/memory/askg-when.h"

#include <stdlib.h>
#include <string.h>

#define MAX_TEXT_BYTES 64
#define MAX_BACK 100000 /* of any unit: what is more is nothing a person remembers */

typedef struct
{
  const char *word;
  int         days;   /* back from today's beginning to the first day */
  int         length; /* in days */
} Day;

static const Day days[] = {
  { "today", 0, 1 }, { "yesterday", 1, 1 },
  { "오늘", 0, 1 }, { "어제", 1, 1 }, { "그제", 2, 1 }, { "그저께", 2, 1 }, { "엊그제", 2, 2 },
};

/* Monday is 1, as GLib counts. */
static const struct { const char *word; int weekday; } weekdays[] = {
  { "monday", 1 }, { "tuesday", 2 }, { "wednesday", 3 }, { "thursday", 4 }, { "friday", 5 }, { "saturday", 6 },
  { "sunday", 7 },
  { "월요일", 1 }, { "화요일", 2 }, { "수요일", 3 }, { "목요일", 4 }, { "금요일", 5 }, { "토요일", 6 }, { "일요일", 7 },
};

/* Only where a time and nothing else is expected: "sun" may be a company. */
static const struct { const char *word; int weekday; } short_weekdays[] = {
  { "mon", 1 }, { "tue", 2 }, { "wed", 3 }, { "thu", 4 }, { "fri", 5 }, { "sat", 6 }, { "sun", 7 },
};

static const struct { const char *word; char unit; } units[] = {
  { "h", 'h' }, { "hour", 'h' }, { "hours", 'h' }, { "시간", 'h' },
  { "d", 'd' }, { "day", 'd' }, { "days", 'd' }, { "일", 'd' },
  { "w", 'w' }, { "week", 'w' }, { "weeks", 'w' }, { "주", 'w' }, { "주일", 'w' },
  { "m", 'm' }, { "month", 'm' }, { "months", 'm' }, { "개월", 'm' }, { "달", 'm' },
  { "y", 'y' }, { "year", 'y' }, { "years", 'y' }, { "년", 'y' },
};

static gint64
to_us (GDateTime *at)
{
  return g_date_time_to_unix (at) * G_USEC_PER_SEC + g_date_time_get_microsecond (at);
}

static GDateTime *
day_begins (GDateTime *at)
{
  int year, month, day;

  g_date_time_get_ymd (at, &year, &month, &day);

  return g_date_time_new_local (year, month, day, 0, 0, 0);
}

/* The days from @n_back days before today, @n of them. */
static gboolean
set_days (GDateTime *now,
          int        n_back,
          int        n,
          AskgWhen  *out)
{
  g_autoptr(GDateTime) today = day_begins (now);
  g_autoptr(GDateTime) from = today != NULL ? g_date_time_add_days (today, -n_back) : NULL;
  g_autoptr(GDateTime) until = from != NULL ? g_date_time_add_days (from, n) : NULL;

  if (until == NULL)
    return FALSE;
  *out = (AskgWhen) { to_us (from), to_us (until) };

  return TRUE;
}

/* The last one that is over or is today. */
static gboolean
set_weekday (GDateTime *now,
             int        weekday,
             AskgWhen  *out)
{
  return set_days (now, (g_date_time_get_day_of_week (now) - weekday + 7) % 7, 1, out);
}

static gboolean
find_day (const char *word,
          GDateTime  *now,
          AskgWhen   *out)
{
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    if (strcmp (days[i].word, word) == 0)
      return set_days (now, days[i].days, days[i].length, out);
  for (gsize i = 0; i < G_N_ELEMENTS (weekdays); i++)
    if (strcmp (weekdays[i].word, word) == 0)
      return set_weekday (now, weekdays[i].weekday, out);

  return FALSE;
}

/* "week", "month", "year", this one or the last: from its first day. Weeks begin on Monday. */
static gboolean
find_span (const char *word,
           gboolean    is_last,
           GDateTime  *now,
           AskgWhen   *out)
{
  g_autoptr(GDateTime) today = day_begins (now);
  const int back = is_last ? -1 : 0;
  g_autoptr(GDateTime) first = NULL;
  g_autoptr(GDateTime) from = NULL;
  g_autoptr(GDateTime) until = NULL;

  if (today == NULL)
    return FALSE;
  if (strcmp (word, "week") == 0 || strcmp (word, "주") == 0)
    {
      first = g_date_time_add_days (today, 1 - g_date_time_get_day_of_week (today));
      from = first != NULL ? g_date_time_add_weeks (first, back) : NULL;
      until = from != NULL ? g_date_time_add_weeks (from, 1) : NULL;
    }
  else if (strcmp (word, "month") == 0 || strcmp (word, "달") == 0)
    {
      first = g_date_time_add_days (today, 1 - g_date_time_get_day_of_month (today));
      from = first != NULL ? g_date_time_add_months (first, back) : NULL;
      until = from != NULL ? g_date_time_add_months (from, 1) : NULL;
    }
  else if (strcmp (word, "year") == 0 || strcmp (word, "해") == 0)
    {
      from = g_date_time_new_local (g_date_time_get_year (today) + back, 1, 1, 0, 0, 0);
      until = from != NULL ? g_date_time_add_years (from, 1) : NULL;
    }
  if (until == NULL)
    return FALSE;
  *out = (AskgWhen) { to_us (from), to_us (until) };

  return TRUE;
}

/* "last week", "지난주", "this month", "last tuesday": the one before today's, also where today is one. */
static gboolean
find_last (const char *text,
           GDateTime  *now,
           AskgWhen   *out)
{
  static const struct { const char *word; gboolean is_last; } starts[] = {
    { "last ", TRUE }, { "this ", FALSE }, { "지난 ", TRUE }, { "지난", TRUE }, { "이번 ", FALSE }, { "이번", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      const char *rest = text + strlen (starts[i].word);

      if (!g_str_has_prefix (text, starts[i].word))
        continue;
      if (find_span (rest, starts[i].is_last, now, out))
        return TRUE;
      for (gsize day = 0; day < G_N_ELEMENTS (weekdays); day++)
        if (strcmp (weekdays[day].word, rest) == 0)
          return starts[i].is_last && g_date_time_get_day_of_week (now) == weekdays[day].weekday
                 ? set_days (now, 7, 1, out)
                 : set_weekday (now, weekdays[day].weekday, out);
    }

  return FALSE;
}

/* "3d", "2 weeks", "3일", "5 hours ago": the moment that long ago. */
static gboolean
find_back (const char *text,
           GDateTime  *now,
           AskgWhen   *out)
{
  char *rest;
  const guint64 n = g_ascii_strtoull (text, &rest, 10);
  g_autoptr(GDateTime) from = NULL;
  g_autofree char *unit = NULL;
  gsize i;

  if (rest == text || !g_ascii_isdigit (*text) || n > MAX_BACK)
    return FALSE;
  unit = g_strstrip (g_strdup (rest));
  if (g_str_has_suffix (unit, " ago"))
    unit[strlen (unit) - strlen (" ago")] = '\0';
  else if (g_str_has_suffix (unit, "전"))
    unit[strlen (unit) - strlen ("전")] = '\0';
  (void) g_strstrip (unit);
  for (i = 0; i < G_N_ELEMENTS (units) && strcmp (units[i].word, unit) != 0; i++)
    ;
  if (i == G_N_ELEMENTS (units))
    return FALSE;

  from = units[i].unit == 'h' ? g_date_time_add_hours (now, -(int) n)
         : units[i].unit == 'd' ? g_date_time_add_days (now, -(int) n)
         : units[i].unit == 'w' ? g_date_time_add_weeks (now, -(int) n)
         : units[i].unit == 'm' ? g_date_time_add_months (now, -(int) n)
         : g_date_time_add_years (now, -(int) n);
  if (from == NULL)
    return FALSE;
  *out = (AskgWhen) { to_us (from), to_us (from) };

  return TRUE;
}

/* At most @most digits, at least one. */
static gboolean
take_number (const char **at,
             guint        most,
             int         *out)
{
  guint n = 0;

  *out = 0;
  for (; n < most && g_ascii_isdigit (**at); n++, (*at)++)
    *out = *out * 10 + (**at - '0');

  return n > 0;
}

static gboolean
take_sign (const char **at,
           char         sign)
{
  if (**at != sign)
    return FALSE;
  (*at)++;

  return TRUE;
}

/* "2026", "2026-11", "2026-11-17", "2026-11-17 14:30": all of that year, month, day or minute. */
static gboolean
find_date (const char *text,
           AskgWhen   *out)
{
  int year, month = 1, day = 1, hour = 0, minute = 0;
  gboolean has_month, has_day = FALSE, has_time = FALSE;
  const char *at = text;
  g_autoptr(GDateTime) from = NULL;
  g_autoptr(GDateTime) until = NULL;

  if (!take_number (&at, 4, &year) || at - text != 4)
    return FALSE;
  has_month = take_sign (&at, '-');
  if (has_month && !take_number (&at, 2, &month))
    return FALSE;
  if (has_month && (has_day = take_sign (&at, '-')) && !take_number (&at, 2, &day))
    return FALSE;
  if (has_day && (has_time = take_sign (&at, ' ') || take_sign (&at, 't')) &&
      (!take_number (&at, 2, &hour) || !take_sign (&at, ':') || !take_number (&at, 2, &minute)))
    return FALSE;
  if (*at != '\0' || (from = g_date_time_new_local (year, month, day, hour, minute, 0)) == NULL)
    return FALSE;

  until = has_time ? g_date_time_add_minutes (from, 1)
          : has_day ? g_date_time_add_days (from, 1)
          : has_month ? g_date_time_add_months (from, 1)
          : g_date_time_add_years (from, 1);
  if (until == NULL)
    return FALSE;
  *out = (AskgWhen) { to_us (from), to_us (until) };

  return TRUE;
}

static GDateTime *
time_of (gint64 now_us)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (now_us / G_USEC_PER_SEC);

  return utc != NULL ? g_date_time_to_local (utc) : NULL;
}

/* (transfer full) (nullable): lower case, without space around it */
static char *
tidy (const char *text)
{
  g_autofree char *lower = NULL;

  if (strlen (text) > MAX_TEXT_BYTES || !g_utf8_validate (text, -1, NULL))
    return NULL;
  lower = g_utf8_strdown (text, -1);

  return g_strdup (g_strstrip (lower));
}

/**
 * askg_when_parse:
 * @text: a day ("2026-11-17", "yesterday", "tuesday", "어제", "화요일"), a longer or shorter time
 *   ("2026-11", "last week", "지난주", "2026-11-17 14:30"), or how long ago ("3d", "2 weeks", "3일 전")
 * @now_us: what is counted from
 * @out_when: (out): from its beginning to its end; how long ago is a moment, and ends where it begins
 *
 * Returns: whether it is a time
 */
gboolean
askg_when_parse (const char *text,
                 gint64      now_us,
                 AskgWhen   *out_when)
{
  g_autofree char *tidied = tidy (text);
  g_autoptr(GDateTime) now = time_of (now_us);

  if (tidied == NULL || now == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (short_weekdays); i++)
    if (strcmp (short_weekdays[i].word, tidied) == 0)
      return set_weekday (now, short_weekdays[i].weekday, out_when);

  return find_day (tidied, now, out_when) || find_last (tidied, now, out_when) ||
         find_back (tidied, now, out_when) || find_date (tidied, out_when);
}

/**
 * askg_when_find_day:
 * @word: one word of a sentence, perhaps with signs or a Korean particle at its end
 *
 * Returns: whether it names a day, and nothing else
 */
gboolean
askg_when_find_day (const char *word,
                    gint64      now_us,
                    AskgWhen   *out_when)
{
  static const char *const ends[] = { "에는", "에", "은", "는", "의", "" };
  g_autofree char *tidied = tidy (word);
  g_autoptr(GDateTime) now = time_of (now_us);
  gsize length;

  if (tidied == NULL || now == NULL)
    return FALSE;
  length = strlen (tidied);
  while (length > 0 && strchr ("?!.,;:", tidied[length - 1]) != NULL)
    tidied[--length] = '\0';
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *day = g_str_has_suffix (tidied, ends[i]) ? g_strndup (tidied, length - strlen (ends[i])) : NULL;

      if (day != NULL && find_day (day, now, out_when))
        return TRUE;
    }

  return FALSE;
}
