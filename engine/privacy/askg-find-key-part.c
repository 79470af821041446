/* askg-find-key-part.c: private keys that are written as numbers with names: of JSON ("d") and of XML (<D>). One thread at a time. */
#include "engine/privacy/askg-find-private.h"

#include <string.h>

#define MIN_BYTES 40
#define NEAR_BYTES 800

static gsize
skip_to_value (const AskgScan *scan,
               gsize           at)
{
  const gsize start = at;

  while (at < scan->n && at - start < 12 && strchr ("\\\"' :", scan->text[at]) != NULL && scan->text[at] != '\0')
    at++;

  return at;
}

/* "d":"X" beside "kty" in a JSON Web Key; "k":"X" in one of bytes alone. */
static void
try_json (AskgScan   *scan,
          gsize       at,
          const char *beside)
{
  const gsize start = skip_to_value (scan, at + 3), from = at > NEAR_BYTES ? at - NEAR_BYTES : 0;
  gsize end = start;

  while (end - start < 1024 && askg_scan_is (scan, end, ASKG_BYTES_URL64))
    end++;
  if (end - start >= MIN_BYTES && memmem (scan->text + from, MIN (scan->n, end + NEAR_BYTES) - from, beside, 3) != NULL)
    askg_scan_add (scan, start, end, ASKG_SECRET_PRIVATE_KEY);
}

/* <D>X</D> and the primes beside it. */
static void
try_xml (AskgScan *scan,
         gsize     at)
{
  static const char * const tags[] = { "<D>", "<P>", "<Q>", "<DP>", "<DQ>", "<InverseQ>" };

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    if (askg_scan_starts_with (scan, at, tags[i]))
      {
        const gsize start = at + strlen (tags[i]);
        gsize end = start;

        while (end - start < 2048 && askg_scan_is (scan, end, ASKG_BYTES_BASE64 | ASKG_BYTE_SPACE))
          end++;
        if (end - start >= MIN_BYTES && askg_scan_starts_with (scan, end, "</"))
          askg_scan_add (scan, start, end, ASKG_SECRET_PRIVATE_KEY);
        return;
      }
}

void
askg_find_key_parts (AskgScan *scan)
{
  for (gsize at = 0; at + 3 < scan->n; at++)
    if (scan->text[at] == '"' &&
        (scan->text[at + 1] == 'd' || scan->text[at + 1] == 'k') &&
        (scan->text[at + 2] == '"' || scan->text[at + 2] == '\\'))
      try_json (scan, at, scan->text[at + 1] == 'd' ? "kty" : "oct");
    else if (scan->text[at] == ' ' && (askg_scan_starts_with (scan, at, " d: ") || askg_scan_starts_with (scan, at, " k: ")))
      try_json (scan, at, scan->text[at + 1] == 'd' ? "kty" : "oct");
    else if (scan->text[at] == '<')
      try_xml (scan, at);
}
