/* askg-wire-head.c: what of a head matters; when to come back, in the three ways servers say it. */
#include <stdio.h>

#include "engine/dialect/askg-wire-error-private.h"

void
askg_wire_head_copy (const AskgWireHead *self,
                     AskgWireHead       *out_copy)
{
  *out_copy = (AskgWireHead) {
    .content_type = g_strdup (self->content_type),
    .content_encoding = g_strdup (self->content_encoding),
    .retry_after = g_strdup (self->retry_after),
    .retry_after_ms = g_strdup (self->retry_after_ms),
    .should_retry = g_strdup (self->should_retry),
    .date = g_strdup (self->date),
  };
}

void
askg_wire_head_clear (AskgWireHead *copy)
{
  g_free ((char *) copy->content_type);
  g_free ((char *) copy->content_encoding);
  g_free ((char *) copy->retry_after);
  g_free ((char *) copy->retry_after_ms);
  g_free ((char *) copy->should_retry);
  g_free ((char *) copy->date);
  *copy = (AskgWireHead) { NULL };
}

/* "Sun, 06 Nov 1994 08:49:37 GMT", and the two older forms. Returns: (transfer full) (nullable): */
static GDateTime *
parse_date (const char *text)
{
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  char name[4] = "";
  int day, year, hour, minute, second;

  if (sscanf (text, "%*[A-Za-z], %d%*1[ -]%3[A-Za-z]%*1[ -]%d %d:%d:%d", &day, name, &year, &hour, &minute, &second) != 6 &&
      sscanf (text, "%*3[A-Za-z] %3[A-Za-z] %d %d:%d:%d %d", name, &day, &hour, &minute, &second, &year) != 6)
    return NULL;
  if (year < 100)
    year += year < 70 ? 2000 : 1900;
  for (gsize i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_ascii_strcasecmp (name, months[i]) == 0)
      return g_date_time_new_utc (year, i + 1, day, hour, minute, MIN (second, 59));

  return NULL;
}

/* -1 where @text is no number of 0 or more. */
static double
parse_number (const char *text)
{
  char *end;
  const double number = g_ascii_strtod (text, &end);

  while (g_ascii_isspace (*end))
    end++;

  return end != text && *end == '\0' && number >= 0 ? MIN (number, 1e9) : -1; /* longer is as long: nobody waits */
}

/**
 * askg_wire_head_get_retry_after_ms:
 *
 * "retry-after-ms" comes before "retry-after", which holds seconds or a date; a date is measured
 * against the server's own clock where it tells it.
 *
 * Returns: milliseconds from now; -1 where the server did not say, or nothing that can be understood
 */
gint64
askg_wire_head_get_retry_after_ms (const AskgWireHead *self)
{
  g_autoptr(GDateTime) then = NULL;
  g_autoptr(GDateTime) now = NULL;
  double number;

  if (self->retry_after_ms != NULL && (number = parse_number (self->retry_after_ms)) >= 0)
    return number;
  if (self->retry_after == NULL)
    return -1;
  if ((number = parse_number (self->retry_after)) >= 0)
    return number * 1000;
  if ((then = parse_date (self->retry_after)) == NULL)
    return -1;
  now = self->date != NULL ? parse_date (self->date) : NULL;
  if (now == NULL)
    now = g_date_time_new_now_utc ();

  return MAX (g_date_time_difference (then, now) / 1000, 0);
}
