/* askg-find-number.c: numbers that prove themselves. One thread at a time. */
#include "engine/privacy/askg-check-digit-private.h"
#include "engine/privacy/askg-find-private.h"

#include <string.h>

#define MAX_DIGITS 20

/* Digits, each group behind at most one space or dash. */
typedef struct
{
  char  digits[MAX_DIGITS + 1];
  gsize n_digits;
  gsize ends[MAX_DIGITS + 1]; /* behind the n-th digit */
} Digits;

static gboolean
begins_number (AskgScan *scan,
               gsize     at)
{
  return askg_scan_is (scan, at, ASKG_BYTE_DIGIT) && (at == 0 || !askg_byte_is (scan->text[at - 1], ASKG_BYTES_ALNUM));
}

static void
read_digits (AskgScan *scan,
             gsize     at,
             Digits   *read)
{
  read->n_digits = 0;
  while (read->n_digits < MAX_DIGITS && askg_scan_is (scan, at, ASKG_BYTE_DIGIT))
    {
      read->digits[read->n_digits++] = scan->text[at++];
      read->ends[read->n_digits] = at;
      if (!askg_scan_is (scan, at, ASKG_BYTE_DIGIT) && at < scan->n && (scan->text[at] == ' ' || scan->text[at] == '-'))
        at++;
    }
}

static gboolean
try_card (AskgScan     *scan,
          gsize         at,
          const Digits *read)
{
  for (gsize n = MIN (read->n_digits, 19); n >= 13; n--)
    if (!askg_scan_is (scan, read->ends[n], ASKG_BYTES_ALNUM) && askg_digits_are_card (read->digits, n))
      {
        askg_scan_add (scan, at, read->ends[n], ASKG_SECRET_CREDIT_CARD);
        return TRUE;
      }

  return FALSE;
}

void
askg_find_numbers (AskgScan *scan)
{
  for (gsize at = 0; at < scan->n; at++)
    if (begins_number (scan, at) && !askg_scan_is_taken (scan, at))
      {
        Digits read;

        read_digits (scan, at, &read);
        try_card (scan, at, &read);
      }
}
