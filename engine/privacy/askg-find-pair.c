/* askg-find-pair.c: a name and a password with a slash between them that stands alone. One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

/* Of WPA; a passphrase of digits alone is what makers print on their boxes. */
#define MIN_NETWORK_KEY_BYTES 8
#define MAX_NETWORK_KEY_BYTES 20
#define MAX_NETWORK_NAME_BYTES 40

/* "db01 / kofi / PlBzgbiUtInI": behind a machine and a name, also letters that make no word. */
static gboolean
is_third (const char *value,
          gsize       n)
{
  return askg_value_is_made_up (value, n) ||
         (n >= 8 && askg_value_count (value, n, ASKG_BYTES_ALNUM) == n && askg_value_is_unspeakable (value, n));
}

/* Of machines: who they let in has a password. */
static gboolean
is_common_user (const char *name,
                gsize       n)
{
  static const char * const users[] = { "admin", "root", "deploy", "user", "guest", "test", "backup", "postgres", "oracle", "pi",
                                        "ubuntu", "administrator", "sa", "operator", "support", "service", "sysadmin" };

  for (gsize i = 0; i < G_N_ELEMENTS (users); i++)
    if (strlen (users[i]) == n && memcmp (users[i], name, n) == 0)
      return TRUE;

  return FALSE;
}

/* Behind a name: what is likely a password, and behind one that machines have also what may be one. */
static gboolean
is_of_user (const char *value,
            gsize       n,
            gboolean    is_common)
{
  const AskgPasswordLook look = askg_value_look (value, n);

  return look == ASKG_PASSWORD_LIKELY ||
         (look == ASKG_PASSWORD_MAYBE &&
          is_common &&
          (askg_value_count (value, n, ASKG_BYTE_DIGIT) > 1 || askg_value_is_unspeakable (value, n)));
}

/* "login: dario / sksmsdi~1": where logging in is spoken of, also what has a sign and a digit. */
static gboolean
is_login (const AskgScan *scan,
          gsize           value,
          gsize           n)
{
  return askg_value_look (scan->text + value, n) == ASKG_PASSWORD_MAYBE &&
         askg_value_count (scan->text + value, n, ASKG_BYTE_MARK) > 0 &&
         askg_value_count (scan->text + value, n, ASKG_BYTE_DIGIT) > 0 &&
         askg_words_near (scan, value, value + n, ASKG_WORD_HINT, 40, 0);
}

/* "wifi: kestrel-5G / 4917498738": behind the name of a network, also digits alone. @at is the slash. */
static void
try_network (AskgScan *scan,
             gsize     at)
{
  const gsize value = at + 2;
  gsize end = value;

  if (!askg_words_near (scan, at, at, ASKG_WORD_NETWORK, MAX_NETWORK_NAME_BYTES, 0))
    return;
  while (askg_scan_is (scan, end, ASKG_BYTE_DIGIT) && end - value <= MAX_NETWORK_KEY_BYTES)
    end++;
  if (end - value >= MIN_NETWORK_KEY_BYTES &&
      end - value <= MAX_NETWORK_KEY_BYTES &&
      !askg_scan_starts_with (scan, value, "01") &&
      !askg_scan_is (scan, end, ASKG_BYTES_DOTTED | ASKG_BYTE_PERCENT))
    askg_scan_add (scan, value, end, ASKG_SECRET_PASSWORD_PROSE);
}

/* "kofi / oSr8jI837j2B7Y": a small name, a slash that stands alone, and what is likely a password. @at is the slash. */
static void
try_pair (AskgScan *scan,
          gsize     at)
{
  /* `name` / `X` */
  const gboolean is_quoted = strchr ("`\"'*", scan->text[at - 2]) != NULL && scan->text[at + 2] == scan->text[at - 2];
  gsize name_end = at - 1 - (is_quoted ? 1 : 0), value = at + 2 + (is_quoted ? 1 : 0);
  gsize name = name_end, end = value;
  gboolean is_common;

  while (name > 0 &&
         at - name < 24 &&
         askg_byte_is (scan->text[name - 1], ASKG_BYTES_LOWER36 | ASKG_BYTE_DOT | ASKG_BYTE_DASH | ASKG_BYTE_UNDER))
    name--;
  while (end < scan->n &&
         end - at < 64 &&
         !askg_scan_is (scan, end, ASKG_BYTE_SPACE | ASKG_BYTE_HIGH) &&
         strchr ("\"'<>`/|,;()", scan->text[end]) == NULL)
    end++;
  is_common = is_common_user (scan->text + name, name_end - name);
  if (name_end - name < 2 ||
      !askg_scan_is (scan, name, ASKG_BYTE_LOW | ASKG_BYTE_HEX_LOW) ||
      (name > 0 && askg_byte_is (scan->text[name - 1], ASKG_BYTES_WORD)) ||
      end - value < (is_common ? 6 : 8) ||
      askg_value_count (scan->text + value, end - value, ASKG_BYTE_COLON) > 0)
    return;
  if (!askg_value_is_stand_in (scan->text + value, end - value) &&
      !askg_word_is_product (scan->text + value, end - value) &&
      (is_of_user (scan->text + value, end - value, is_common) ||
       is_login (scan, value, end - value) ||
       (name > 3 && askg_scan_starts_with (scan, name - 3, " / ") && is_third (scan->text + value, end - value))))
    askg_scan_add (scan, value, end, ASKG_SECRET_PASSWORD_PROSE);
}

void
askg_find_pairs (AskgScan *scan)
{
  for (gsize at = 4; at + 8 < scan->n; at++)
    if (scan->text[at] == '/' && scan->text[at - 1] == ' ' && scan->text[at + 1] == ' ')
      {
        try_network (scan, at);
        try_pair (scan, at);
      }
}
