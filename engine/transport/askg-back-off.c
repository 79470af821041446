/* askg-back-off.c: any thread. */
#include "engine/transport/askg-back-off.h"

#include <string.h>

#include <curl/curl.h>

#define FIRST_WAIT_MS       500
#define MAX_WAIT_MS         8000
#define MAX_LATENESS_MS     2000
#define MAX_TOLD_SECONDS    1e9 /* thirty years: more is no number of seconds */

/* Seconds or milliseconds, perhaps with a fraction; -1 when it is none. */
static double
parse_amount (const char *text)
{
  char *end = NULL;
  double amount;

  while (g_ascii_isspace (*text))
    text++;
  if (!g_ascii_isdigit (*text)) /* neither signs nor "inf" nor "nan" nor dates */
    return -1;
  amount = g_ascii_strtod (text, &end);
  while (g_ascii_isspace (*end))
    end++;

  return *end == '\0' ? MIN (amount, MAX_TOLD_SECONDS * 1000) : -1;
}

/**
 * askg_retry_after_parse_ms:
 * @retry_after_ms: (nullable): the value of the header of that name, which counts first
 * @retry_after: (nullable): the value of the header of that name: seconds, or a date
 * @now_us: wall clock, microseconds since 1970: what a date is counted from
 *
 * Returns: how long the server asks to wait, 0 for a date that is over; -1 when it says nothing that can be understood
 */
gint64
askg_retry_after_parse_ms (const char *retry_after_ms,
                           const char *retry_after,
                           gint64      now_us)
{
  double amount = retry_after_ms != NULL ? parse_amount (retry_after_ms) : -1;
  time_t date;

  if (amount >= 0)
    return (gint64) amount;
  if (retry_after == NULL)
    return -1;

  amount = parse_amount (retry_after);
  if (amount >= 0)
    return (gint64) (MIN (amount, MAX_TOLD_SECONDS) * 1000);

  /* A date has a month in it; curl_getdate() would also take "-5" for a time zone. */
  date = strpbrk (retry_after, "JFMASONDjfmasond") != NULL ? curl_getdate (retry_after, NULL) : -1;
  if (date < 0)
    return -1;

  return MAX (0, (gint64) date * 1000 - now_us / 1000);
}

/**
 * askg_back_off_is_worthwhile:
 * @http_status: 0 when no reply came at all
 * @should_retry: (nullable): the value of the header x-should-retry, which decides where it is there
 *
 * Knows the number alone. A 429 for want of credit is not worth a second try, and only its words tell.
 *
 * Returns: whether the same request may fare better in a while
 */
gboolean
askg_back_off_is_worthwhile (guint       http_status,
                             const char *should_retry)
{
  if (should_retry != NULL && g_ascii_strcasecmp (should_retry, "true") == 0)
    return TRUE;
  if (should_retry != NULL && g_ascii_strcasecmp (should_retry, "false") == 0)
    return FALSE;

  switch (http_status)
    {
    case 0:
    case 408:
    case 409:
    case 425:
    case 429:
    case 500:
    case 502:
    case 503:
    case 504:
      return TRUE;
    default:
      return http_status >= 520 && http_status <= 529;
    }
}

/**
 * askg_back_off_get_wait_ms:
 * @n_tries: how often it was tried, at least once
 * @told_ms: what the server asked for, or -1
 * @chance: from 0 up to 1, anew each time, so that not all come back at once
 *
 * Never earlier than the server said.
 *
 * Returns: how long to wait before the next try; -1 when there is none: after four, or when the server
 *   wants a longer time than a person would wait
 */
gint64
askg_back_off_get_wait_ms (guint  n_tries,
                           gint64 told_ms,
                           double chance)
{
  gint64 wait_ms;

  g_return_val_if_fail (n_tries > 0, -1);

  if (n_tries >= ASKG_BACK_OFF_MAX_TRIES || told_ms > ASKG_BACK_OFF_MAX_TOLD_MS)
    return -1;

  wait_ms = MIN ((gint64) FIRST_WAIT_MS << (n_tries - 1), MAX_WAIT_MS);
  if (told_ms >= wait_ms)
    return told_ms + (gint64) (MIN (told_ms / 10, MAX_LATENESS_MS) * chance);

  return MAX (told_ms, (gint64) (wait_ms * (1 - 0.25 * chance)));
}
