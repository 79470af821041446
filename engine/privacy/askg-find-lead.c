/* askg-find-lead.c: passwords that scripts type, that a question names two of, and those that certain words of a language lead to:
 * "xdotool type X", "was it X or Y?", ATTACH ... KEY 'X'. One thread at a time. */
#include "engine/privacy/askg-argument-private.h"
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"
#include "engine/privacy/askg-word-private.h"

#include <string.h>

#define MAX_NEAR_BYTES 120

/* What may be a password where one is expected. */
static gboolean
is_expected (const char *value,
             gsize       n)
{
  return n >= 6 && n <= 128 &&
         memchr (value, ' ', n) == NULL &&
         strchr ("-/<", *value) == NULL &&
         !askg_value_is_stand_in (value, n) &&
         !askg_argument_is_variable (value, n) &&
         !askg_word_is_plain (value, n) &&
         (askg_value_look (value, n) != ASKG_PASSWORD_NO || askg_value_is_made_up (value, n) || askg_value_is_random (value, n) ||
          (n >= 8 && askg_value_is_unspeakable (value, n)));
}

/* Who types a text, whatever it is for: only what nobody would type for another reason. The others are words of a language or
 * of a device, behind which nothing else can stand. */
static const struct
{
  const char *lead;
  const char *before; /* (nullable): what must stand in the line before it */
  gboolean    is_sure;
} leads[] = {
  { "xdotool type ", NULL, FALSE }, { "ydotool type ", NULL, FALSE }, { "wtype ", NULL, FALSE }, { "typewrite(", NULL, FALSE },
  { "keyboard.write(", NULL, FALSE }, { "keyboard.type(", NULL, FALSE }, { "SendInput, ", NULL, FALSE }, { "SendInput ", NULL, FALSE },
  { "SendKeys(", NULL, FALSE }, { "SendKeys ", NULL, FALSE }, { " KEY ", "ATTACH", TRUE }, { "rclone obscure ", NULL, TRUE },
  { ", , , , ", "Open", FALSE }, { "as [VARCHAR] - [", NULL, FALSE }, { "openssl passwd ", NULL, FALSE }, { "ascii-text ", NULL, TRUE }, { " sha1 ", "security ", FALSE },
};

static void
try_lead (AskgScan *scan,
          gsize     i,
          gsize     at)
{
  gsize end, from;

  if (leads[i].before != NULL)
    {
      from = at - MIN (at, MAX_NEAR_BYTES);
      if (memmem (scan->text + from, at - from, leads[i].before, strlen (leads[i].before)) == NULL)
        return;
    }
  at += strlen (leads[i].lead);
  for (guint k = 0; k < 3 && askg_scan_starts_with (scan, at, "-"); k++)
    {
      askg_argument_read (scan, at, &end); /* --delay 20 */
      at = MIN (end + 1, scan->n);
    }
  at = askg_argument_read (scan, at, &end);
  for (gsize stop = at; stop < end; stop++)
    if (strchr ("{]\\", scan->text[stop]) != NULL)
      end = stop; /* X{Enter}, X], X\n */
  if (end <= at || askg_scan_is_taken (scan, at))
    return;
  if (leads[i].is_sure ? is_expected (scan->text + at, end - at) : askg_value_is_password (scan->text + at, end - at))
    askg_scan_add (scan, at, end, ASKG_SECRET_PASSWORD_CONFIG);
}

/* -- One of two ------------------------------------------------------------------------ */

/* Where the word that begins at @at ends, without the marks of a sentence behind it. */
static gsize
find_word_end (const AskgScan *scan,
               gsize           at)
{
  gsize end = at;

  while (end < scan->n && end - at < 64 && !askg_scan_is (scan, end, ASKG_BYTE_SPACE) && strchr ("\"'`)", scan->text[end]) == NULL)
    end++;
  while (end > at && strchr (".,;:?", scan->text[end - 1]) != NULL)
    end--;

  return end;
}

/* "was it X or Y?": @at is behind "it ". */
static void
try_question (AskgScan *scan,
              gsize     at)
{
  gsize start, end, other, other_end;

  start = at + (at < scan->n && strchr ("\"'`", scan->text[at]) != NULL);
  end = find_word_end (scan, start);
  other = end + (end < scan->n && strchr ("\"'`", scan->text[end]) != NULL);
  if (!askg_scan_starts_with (scan, other, " or "))
    return;
  other += strlen (" or ");
  other += other < scan->n && strchr ("\"'`", scan->text[other]) != NULL;
  other_end = find_word_end (scan, other);
  if (!askg_value_is_password (scan->text + start, end - start) && !askg_value_is_password (scan->text + other, other_end - other))
    return;
  if (is_expected (scan->text + start, end - start) && is_expected (scan->text + other, other_end - other))
    {
      askg_scan_add (scan, start, end, ASKG_SECRET_PASSWORD_PROSE);
      askg_scan_add (scan, other, other_end, ASKG_SECRET_PASSWORD_PROSE);
    }
}

static void
take_password_at (AskgScan *scan,
                  gsize     start)
{
  const gsize end = find_word_end (scan, start);

  if (!askg_scan_is_taken (scan, start) && askg_value_is_password (scan->text + start, end - start))
    askg_scan_add (scan, start, end, ASKG_SECRET_PASSWORD_PROSE);
}

/* "log in with name and X": @at is behind "ith ". */
static void
try_name_and (AskgScan *scan,
              gsize     at)
{
  const gsize end = find_word_end (scan, at);

  if (end < at + 2 || !askg_scan_starts_with (scan, end, " and ") ||
      askg_value_count (scan->text + at, end - at, ASKG_BYTES_DOTTED) != end - at ||
      !askg_words_near (scan, at, end, ASKG_WORD_HINT | ASKG_WORD_PASSWORD, 32, 0))
    return;
  take_password_at (scan, end + strlen (" and "));
}

/* "logs in as name with X": @at is behind " as ". */
static void
try_as_with (AskgScan *scan,
             gsize     at)
{
  const gsize end = find_word_end (scan, at);

  if (end < at + 2 || !askg_scan_starts_with (scan, end, " with "))
    return;
  take_password_at (scan, end + strlen (" with "));
}

/* SMTP_AUTH=name:X, register => 1234:X@host: @at is where the name begins. */
static void
try_name_colon (AskgScan *scan,
                gsize     at)
{
  gsize start, end;

  at += at < scan->n && strchr ("\"'", scan->text[at]) != NULL;
  for (start = at; start - at < 48 && askg_scan_is (scan, start, ASKG_BYTES_DOTTED); start++)
    ;
  if (start < at + 2 || !askg_scan_starts_with (scan, start, ":"))
    return;
  start++;
  for (end = start; end < scan->n && end - start < 64 && !askg_scan_is (scan, end, ASKG_BYTE_SPACE) && strchr ("\"'`@)", scan->text[end]) == NULL; end++)
    ;
  if (!askg_scan_is_taken (scan, start) && askg_value_is_password (scan->text + start, end - start))
    askg_scan_add (scan, start, end, ASKG_SECRET_PASSWORD_CONFIG);
}

static void
find_all (AskgScan   *scan,
          const char *lead,
          void      (*found) (AskgScan *scan,
                              gsize     at))
{
  const gsize n = strlen (lead);

  for (const char *at = scan->text; (at = memmem (at, scan->text + scan->n - at, lead, n)) != NULL; at += n)
    found (scan, at - scan->text + n);
}

void
askg_find_leads (AskgScan *scan)
{
  for (gsize i = 0; i < G_N_ELEMENTS (leads); i++)
    for (const char *at = scan->text; (at = memmem (at, scan->text + scan->n - at, leads[i].lead, strlen (leads[i].lead))) != NULL; at++)
      try_lead (scan, i, at - scan->text);
  find_all (scan, "as it ", try_question);
  find_all (scan, "is it ", try_question);
  find_all (scan, "ither ", try_question);
  find_all (scan, "ith ", try_name_and);
  find_all (scan, " as ", try_as_with);
  find_all (scan, "AUTH=", try_name_colon);
  find_all (scan, "register => ", try_name_colon);
}
