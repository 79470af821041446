/* askg-find-rest.c: the rest of a token that a screen broke: what goes on at the next line's beginning. One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define MIN_BYTES 24      /* nothing shorter is broken */
#define MAX_REST_BYTES 4096
#define LETTERS_OF_TOKEN (ASKG_BYTES_TOKEN | ASKG_BYTE_PERCENT)

/* Only what machines make: a person's password or a number does not go on. */
static gboolean
may_go_on (AskgSecretCategory category)
{
  static const AskgSecretCategory whole[] = {
    ASKG_SECRET_PRIVATE_KEY, ASKG_SECRET_CREDIT_CARD, ASKG_SECRET_IBAN, ASKG_SECRET_KR_RRN, ASKG_SECRET_KR_BANK_ACCOUNT,
    ASKG_SECRET_KR_ID_DOCUMENT, ASKG_SECRET_NATIONAL_ID_OTHER, ASKG_SECRET_OTP_RECOVERY, ASKG_SECRET_EMAIL_ADDRESS,
    ASKG_SECRET_PHONE_NUMBER, ASKG_SECRET_USER_RULE, ASKG_SECRET_AWS_ACCESS_KEY_ID, ASKG_SECRET_PASSWORD_PROSE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (whole); i++)
    if (whole[i] == category)
      return FALSE;

  return TRUE;
}

/* Behind the line break, and what quotes or comments put before each line. Returns @at when there is none. */
static gsize
skip_break (const AskgScan *scan,
            gsize           at)
{
  const gsize start = at;

  if (askg_scan_starts_with (scan, at, "\r"))
    at++;
  if (!askg_scan_starts_with (scan, at, "\n"))
    return start;
  for (at++; at < scan->n && at - start < 10 && strchr (" \t>|#", scan->text[at]) != NULL && scan->text[at] != '\0'; at++)
    ;

  return at;
}

static gboolean
is_hex (const char *text,
        gsize       n)
{
  return askg_value_count (text, n, ASKG_BYTES_HEX) == MIN (n, ASKG_VALUE_MAX_BYTES);
}

/* name=value, 10:30: a line of its own. */
static gboolean
is_named (const AskgScan *scan,
          gsize           at,
          gsize           end)
{
  const char *equals = memchr (scan->text + at, '=', end - at);

  return (equals != NULL && equals + 1 < scan->text + end && equals[1] != '=') ||
         askg_scan_is (scan, end, ASKG_BYTE_COLON | ASKG_BYTE_HIGH) ||
         askg_scan_starts_with (scan, end, "@") ||
         askg_scan_starts_with (scan, end, "(");
}

static gboolean
is_lot (const char *text,
        gsize       n)
{
  if (n >= 8)
    return askg_value_is_random (text, n) || (text[n - 1] == '=' && askg_value_count (text, n, ASKG_BYTE_DIGIT) > 0);

  return askg_value_count (text, n, ASKG_BYTE_DIGIT | ASKG_BYTE_EQUALS) > 0 && askg_value_count (text, n, ASKG_BYTES_LETTERS) > 0;
}

static gboolean
is_rest (const AskgScan *scan,
         gsize           start,
         gsize           n_so_far,
         gsize           at,
         gsize           end)
{
  const char *text = scan->text + at;
  const gsize n = end - at;
  const gboolean ends_line = end == scan->n ||
                             askg_scan_is (scan, end, ASKG_BYTE_SPACE) ||
                             strchr ("\"'`)]};,&<\\", scan->text[end]) != NULL;
  const gboolean is_alone = ends_line && !askg_scan_starts_with (scan, end, " ");

  if (n < 4 || n > MAX_REST_BYTES || !ends_line || is_named (scan, at, end) || askg_value_is_uuid (text, n))
    return FALSE;
  if (is_hex (scan->text + start, n_so_far))
    return is_hex (text, n) && (n_so_far + n) % 8 == 0 && n_so_far + n <= 128;
  if (is_hex (text, n) && n > 6)
    return FALSE;

  return is_lot (text, n) && (is_alone || n >= 10);
}

/* What comes behind the hit @i, and behind that. */
void
askg_find_rests (AskgScan *scan)
{
  AskgSecretCategory category;
  gsize start, end;

  for (guint i = 0; askg_scan_get_hit (scan, i, &start, &end, &category); i++)
    {
      const gsize at = skip_break (scan, end);
      gsize stop = at;

      if (at == end ||
          end - start < MIN_BYTES ||
          !may_go_on (category) ||
          askg_scan_is_taken (scan, at) ||
          !askg_scan_is (scan, at, LETTERS_OF_TOKEN))
        continue;
      if (memchr (scan->text + start, ' ', MIN (end - start, ASKG_VALUE_MAX_BYTES)) != NULL ||
          !askg_value_is_random (scan->text + start, end - start))
        continue;
      while (stop - at <= MAX_REST_BYTES && askg_scan_is (scan, stop, LETTERS_OF_TOKEN))
        stop++;
      while (stop > at && scan->text[stop - 1] == '.')
        stop--;
      if (is_rest (scan, start, end - start, at, stop))
        askg_scan_add (scan, at, stop, category);
    }
}
