/* askg-find-key-block.c: private keys as blocks of text, whole, torn or in one line. One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define MARK "PRIVATE KEY"
#define MAX_LABEL_BYTES 48

/* -- Bodies ------------------------------------------------------------------------ */

/* Space, line breaks also as \n and \r, quotes and commas of a list of lines. */
static gsize
skip_between (AskgScan *scan,
              gsize     at)
{
  for (;;)
    {
      if (askg_scan_is (scan, at, ASKG_BYTE_SPACE) ||
          (at < scan->n && strchr ("\"',|>", scan->text[at]) != NULL && scan->text[at] != '\0'))
        at++;
      else if (at + 1 < scan->n &&
               scan->text[at] == '\\' &&
               strchr ("nrt\\", scan->text[at + 1]) != NULL &&
               scan->text[at + 1] != '\0')
        at += 2;
      else
        return at;
    }
}

static gboolean
is_dashes (AskgScan *scan,
           gsize     at)
{
  return askg_scan_starts_with (scan, at, "---");
}

/* "Proc-Type: 4,ENCRYPTED", "DEK-Info: ...", "Version: ...", "Comment: ..." */
static gboolean
is_header_line (AskgScan *scan,
                gsize     at)
{
  static const char * const names[] = { "Proc-Type:", "DEK-Info:", "Version:", "Comment:", "Hash:", "Charset:", "MessageID:" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (askg_scan_starts_with (scan, at, names[i]))
      return TRUE;

  return FALSE;
}

/* A line of base64: long, or drawn by lot, or the short one that ends a body. */
static gboolean
is_body (AskgScan *scan,
         gsize     at,
         gsize     end)
{
  return end - at >= 32 || scan->text[at] == '=' || (end > at && scan->text[end - 1] == '=') ||
         (end - at >= 8 && askg_value_is_random (scan->text + at, end - at)) ||
         is_dashes (scan, skip_between (scan, end));
}

/**
 * askg_find_body_end:
 * @at: where base64 may begin
 *
 * Returns: where the last line of base64 from @at on ends; @at when there is none
 */
gsize
askg_find_body_end (AskgScan *scan,
                    gsize     at)
{
  gsize end = at;

  for (;;)
    {
      gsize line = skip_between (scan, end), stop;

      if (line < scan->n && is_header_line (scan, line))
        {
          end = askg_scan_line_end (scan, line);
          continue;
        }
      for (stop = line; askg_scan_is (scan, stop, ASKG_BYTES_BASE64); stop++)
        ;
      if (stop == line || !is_body (scan, line, stop))
        return end;
      end = stop;
    }
}

/* The end of the label's line: behind "KEY BLOCK-----". */
static gsize
skip_label_end (AskgScan *scan,
                gsize     at)
{
  if (askg_scan_starts_with (scan, at, " BLOCK"))
    at += strlen (" BLOCK");
  while (at < scan->n && (scan->text[at] == '-' || (scan->text[at] == ' ' && askg_scan_is (scan, at + 1, ASKG_BYTE_DASH))))
    at++;

  if (askg_scan_starts_with (scan, at, "\\n"))
    at += 2;

  return at;
}

/* Where the dashes before "BEGIN RSA PRIVATE KEY" begin when @mark is at PRIVATE; G_MAXSIZE when @word is not there. */
static gsize
find_label_start (AskgScan   *scan,
                  gsize       mark,
                  const char *word)
{
  const gsize n_word = strlen (word);
  gsize at = mark;

  while (at > 0 && mark - at < MAX_LABEL_BYTES &&
         (askg_byte_is (scan->text[at - 1], ASKG_BYTES_UPPER36) || scan->text[at - 1] == ' '))
    at--;
  for (gsize i = at; i + n_word <= mark; i++)
    if (askg_scan_starts_with (scan, i, word))
      {
        gsize start = i;

        while (start > 0 && i - start < MAX_LABEL_BYTES && (scan->text[start - 1] == '-' || scan->text[start - 1] == ' '))
          start--;
        while (start < i && scan->text[start] == ' ')
          start++;
        return start;
      }

  return G_MAXSIZE;
}

/* The first line of base64 above @end, not above @floor. */
static gsize
find_body_start (AskgScan *scan,
                 gsize     end,
                 gsize     floor)
{
  gsize start = end;

  for (;;)
    {
      gsize stop = start, line;

      while (stop > floor && askg_byte_is (scan->text[stop - 1], ASKG_BYTE_SPACE))
        stop--;
      for (line = stop; line > floor && askg_byte_is (scan->text[line - 1], ASKG_BYTES_BASE64); line--)
        ;
      if (line == stop || !is_body (scan, line, stop))
        return start;
      if (line > 0 && line == floor && askg_byte_is (scan->text[line - 1], ASKG_BYTES_BASE64))
        return start;
      start = line;
    }
}

static void
find_armoured (AskgScan *scan)
{
  gsize floor = 0;

  for (gsize at = 0; at < scan->n; at++)
    {
      const char *found = memmem (scan->text + at, scan->n - at, MARK, strlen (MARK));
      gsize mark, start, end, body;

      if (found == NULL)
        return;
      mark = found - scan->text;
      at = mark + strlen (MARK) - 1;
      end = skip_label_end (scan, at + 1);
      if ((start = find_label_start (scan, mark, "BEGIN")) != G_MAXSIZE)
        {
          body = askg_find_body_end (scan, end);
          if (body == end && !is_dashes (scan, skip_between (scan, end)))
            continue; /* a text about keys */
          end = body;
          body = skip_between (scan, body);
          if (is_dashes (scan, body) || askg_scan_starts_with (scan, body, "END "))
            {
              const char *last = memmem (scan->text + body, MIN (scan->n - body, 64), MARK, strlen (MARK));

              if (last != NULL)
                end = skip_label_end (scan, last - scan->text + strlen (MARK));
            }
        }
      else if ((start = find_label_start (scan, mark, "END")) != G_MAXSIZE && start >= floor)
        {
          body = find_body_start (scan, start, floor);
          if (body == start)
            continue;
          start = body;
        }
      else
        continue;

      askg_scan_add (scan, MAX (start, floor), end, ASKG_SECRET_PRIVATE_KEY);
      floor = end;
      at = end - 1;
    }
}

/* -- Without a label ----------------------------------------------------------------- */

/* What the first bytes of private keys are in base64: their formats say so. */
static const char * const beginnings[] = {
  "b3BlbnNzaC1rZXktdjEA",                 /* openssh-key-v1 */
  "MIICXAIBAAKB", "MIICXQIBAAKB", "MIICXgIBAAKB", "MIIEpAIBAAKC", "MIIEpQIBAAKC", "MIIEowIBAAKC", "MIIEogIBAAKC", "MIIJKAIBAAKC",
  "MIIJKQIBAAKC", "MIIJJwIBAAKC",         /* RSA, PKCS #1 */
  "MIIEvQIBADAN", "MIIEvgIBADAN", "MIIEvwIBADAN", "MIIEvAIBADAN", "MIIJQgIBADAN", "MIIJQwIBADAN", "MIIJRAIBADAN", "MIICdwIBADAN",
  "MIICdgIBADAN", "MIICeAIBADAN",         /* RSA, PKCS #8 */
  "MIGHAgEAMBMG", "MIG2AgEAMBAG", "MIHuAgEAMBAG", "MHcCAQEEI", "MIGkAgEBBD", "MIHcAgEBBE", /* EC */
  "MC4CAQAwBQYDK2V", "MFECAQEwBQYDK2V",   /* Ed25519 */
  "MIIFHDBOBgkqhkiG9w0BBQ0w", "MIIFLTBXBgkqhkiG9w0BBQ0w", "MIIJrTBXBgkqhkiG9w0BBQ0w", /* encrypted */
};

static gboolean
begins_key (AskgScan *scan,
            gsize     at)
{
  for (gsize i = 0; i < G_N_ELEMENTS (beginnings); i++)
    if (askg_scan_starts_with (scan, at, beginnings[i]))
      return TRUE;

  /* "-----BEGIN ... PRIVATE" within base64, as in a kubeconfig. */
  if (askg_scan_starts_with (scan, at, "LS0tLS1CRUdJTi"))
    {
      char head[65] = { 0 };
      gsize n_decoded;

      memcpy (head, scan->text + at, MIN (64, scan->n - at));
      g_base64_decode_inplace (head, &n_decoded);
      return memmem (head, n_decoded, "PRIVATE", strlen ("PRIVATE")) != NULL;
    }

  return FALSE;
}

static void
find_bare (AskgScan *scan)
{
  for (gsize at = 0; at < scan->n; at++)
    if (strchr ("bML", scan->text[at]) != NULL && scan->text[at] != '\0' && askg_scan_is_word_start (scan, at) &&
        !askg_scan_is_taken (scan, at) && begins_key (scan, at))
      {
        const gsize end = askg_find_body_end (scan, at);

        if (end > at)
          {
            askg_scan_add (scan, at, end, ASKG_SECRET_PRIVATE_KEY);
            at = end - 1;
          }
      }
}

/* PuTTY: "Private-Lines: 3" and so many lines. */
static void
find_putty (AskgScan *scan)
{
  static const char head[] = "Private-Lines:";

  for (gsize at = 0; at < scan->n; at++)
    {
      const char *found = memmem (scan->text + at, scan->n - at, head, strlen (head));
      gsize body, end;

      if (found == NULL)
        return;
      at = askg_scan_line_end (scan, found - scan->text);
      body = skip_between (scan, at);
      end = askg_find_body_end (scan, body);
      if (end > body)
        {
          askg_scan_add (scan, body, end, ASKG_SECRET_PRIVATE_KEY);
          at = end - 1;
        }
    }
}

/* "BEGIN OpenVPN Static key V1" and lines of digits. */
static void
find_static (AskgScan *scan)
{
  static const char head[] = "BEGIN OpenVPN Static key";

  for (gsize at = 0; at < scan->n; at++)
    {
      const char *found = memmem (scan->text + at, scan->n - at, head, strlen (head));
      gsize body, end;

      if (found == NULL)
        return;
      for (at = found - scan->text + strlen (head); at < scan->n && strchr (" V12-", scan->text[at]) != NULL; at++)
        ;
      body = skip_between (scan, at);
      end = askg_find_body_end (scan, body);
      if (end > body)
        askg_scan_add (scan, body, end, ASKG_SECRET_PRIVATE_KEY);
      at = MAX (at, end);
    }
}

void
askg_find_key_blocks (AskgScan *scan)
{
  find_armoured (scan);
  find_static (scan);
  find_putty (scan);
  find_bare (scan);
}
