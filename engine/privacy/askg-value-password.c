/* askg-value-password.c: what nobody writes for another reason than to keep somebody out. Pure; any thread. */
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define UPPER (ASKG_BYTE_HEX_UP | ASKG_BYTE_UP)
#define LOWER (ASKG_BYTE_HEX_LOW | ASKG_BYTE_LOW)

/* web-front02, node-pool-3, feature-login12: what machines, pieces of work and files are called. */
static gboolean
is_numbered_thing (const char *value,
                   gsize       n_bytes)
{
  static const char * const things[] = {
    "access", "api", "app", "arm", "auth", "aws", "backup", "batch", "beta", "block", "branch", "bucket", "bug", "build",
    "bundle", "cache", "cam", "camera", "case", "cell", "channel", "chapter", "chunk", "ci", "class", "client", "cluster",
    "column", "component", "config", "container", "core", "cpu", "cron", "data", "dataset", "day", "db", "debug", "demo",
    "deploy", "deployment", "desktop", "dev", "device", "disk", "dns", "doc", "draft", "east", "edge", "env", "error", "eth",
    "eu", "event", "example", "feature", "field", "file", "final", "fix", "frame", "front", "gpu", "group", "gw", "handler",
    "host", "hotfix", "id", "image", "img", "index", "instance", "issue", "item", "job", "key", "kube", "lab", "label", "laptop",
    "layer", "level", "lib", "line", "list", "log", "mail", "main", "master", "method", "mod", "model", "module", "mysql", "name",
    "nas", "net", "network", "node", "north", "ns", "object", "option", "order", "page", "param", "part", "patch", "path", "pc",
    "pg", "phase", "phone", "photo", "pod", "pool", "port", "printer", "prod", "profile", "project", "proxy", "public", "queue",
    "rack", "redis", "region", "release", "replica", "report", "rev", "revision", "role", "room", "route", "row", "run", "runner",
    "sample", "scan", "scene", "screenshot", "script", "section", "sensor", "server", "service", "session", "shard", "site",
    "slot", "snapshot", "south", "sprint", "srv", "stage", "staging", "state", "step", "storage", "store", "subnet", "suite",
    "svc", "switch", "system", "tab", "table", "task", "team", "temp", "test", "tests", "thread", "ticket", "tmp", "token",
    "topic", "tty", "type", "unit", "update", "us", "usb", "user", "value", "var", "version", "video", "vlan", "vm", "vol",
    "volume", "vpn", "web", "week", "west", "window", "wlan", "worker", "zone",
  };
  gsize start = 0;

  for (gsize i = 0; i <= n_bytes; i++)
    if (i == n_bytes || !g_ascii_isalpha (value[i]))
      {
        for (gsize k = 0; i > start && k < G_N_ELEMENTS (things); k++)
          if (strlen (things[k]) == i - start && g_ascii_strncasecmp (things[k], value + start, i - start) == 0)
            return TRUE;
        start = i + 1;
      }

  return FALSE;
}

/* Two such rows with a joint between: QryX765el6.Lq147G0u. */
static gboolean
is_joined_lot (const char *value,
               gsize       n_bytes)
{
  gsize joint = 0;

  while (joint < n_bytes && g_ascii_isalnum (value[joint]))
    joint++;

  return joint >= 5 && n_bytes - joint >= 6 &&
         strchr ("._-", value[joint]) != NULL &&
         askg_value_count (value, n_bytes, UPPER) > 2 &&
         askg_value_count (value, n_bytes, LOWER) > 2 &&
         (askg_value_count (value, n_bytes, ASKG_BYTE_DIGIT) > 1 || askg_value_is_unspeakable (value, n_bytes));
}

/* Letters and digits in a row without sense: cIKGDhJu9J8yyE. */
static gboolean
is_lot (const char *value,
        gsize       n_bytes)
{
  const guint n_digits = askg_value_count (value, n_bytes, ASKG_BYTE_DIGIT), n_upper = askg_value_count (value, n_bytes, UPPER);
  const guint n_lower = askg_value_count (value, n_bytes, LOWER);

  if (n_bytes < 10 || !askg_value_is_random (value, n_bytes))
    return FALSE;
  if (n_digits + n_upper + n_lower + 1 == n_bytes)
    return is_joined_lot (value, n_bytes);
  if (n_digits + n_upper + n_lower != n_bytes)
    return FALSE;
  if (n_digits == 0)
    return n_bytes >= 12 && n_upper > 2 && n_lower > 2 && askg_value_is_unspeakable (value, n_bytes);

  return (n_upper > 1 && n_lower > 1 && (n_digits > 1 || askg_value_is_unspeakable (value, n_bytes))) ||
         (n_upper == 0 && n_digits > 1 && n_bytes >= 12 &&
          (askg_value_count (value, n_bytes, ASKG_BYTES_HEX) < n_bytes || (n_bytes == 16 && n_lower > 2)));
}

/* user=X, user.id=X */
static gboolean
is_named (const char *value,
          gsize       n_bytes)
{
  const char *equals = memchr (value, '=', n_bytes);
  const gsize n = equals != NULL ? equals - value : 0;

  return n >= 3 &&
         n + 1 < n_bytes &&
         askg_value_count (value, n, ASKG_BYTES_LETTERS | ASKG_BYTE_UNDER | ASKG_BYTE_DOT | ASKG_BYTE_DASH) == n;
}

/* sprout~~2024; or TgtD*x*OuILKq: two signs and no digit, but letters that make no word. */
static gboolean
is_spiced_otherwise (const char *value,
                     gsize       n_bytes,
                     gsize       n_spice)
{
  if (askg_value_look (value, n_bytes) != ASKG_PASSWORD_MAYBE)
    return FALSE;
  if (askg_value_count (value, n_bytes, ASKG_BYTE_DIGIT) > 1)
    return memchr (value, '~', n_bytes) != NULL && (*value != '~' || g_ascii_isalpha (value[1]));

  return n_spice > 1 &&
         n_bytes >= 12 &&
         memchr (value, '=', n_bytes) == NULL &&
         memchr (value, '+', n_bytes) == NULL &&
         askg_value_count (value, n_bytes, UPPER) > 2 &&
         askg_value_count (value, n_bytes, LOWER) > 2 &&
         askg_value_is_unspeakable (value, n_bytes);
}

/* Iris..2019, 00echo~, *rocket25: a word, a number and a sign once or twice, in any order. HEAD~10 and file.2024 are something else. */
static gboolean
is_habit (const char *value,
          gsize       n_bytes)
{
  gsize n_letters = 0, n_digits = 0, n_marks = 0, at = 0, mark = 0;
  guint n_runs = 0;

  for (; at < n_bytes; n_runs++)
    {
      const gsize start = at;

      if (n_letters == 0 && g_ascii_isalpha (value[at]))
        for (; at < n_bytes && g_ascii_isalpha (value[at]); n_letters++)
          at++;
      else if (n_digits == 0 && g_ascii_isdigit (value[at]))
        for (; at < n_bytes && g_ascii_isdigit (value[at]); n_digits++)
          at++;
      else if (n_marks == 0 && strchr ("!@#*~.", value[at]) != NULL)
        for (mark = start; at < n_bytes && value[at] == value[mark]; n_marks++)
          at++;
      else
        return FALSE;
    }
  if (n_runs != 3 || n_letters < 4 || n_letters > 12 || n_digits < 2 || n_digits > 4 || n_marks == 0 || n_marks > 2)
    return FALSE;

  return mark == 0 || mark + n_marks == n_bytes || n_marks == 2;
}

/* Marsh#2024, tkfkdgo!8140, Tempest_pine~486: letters, digits, and one sign or two that names have none of. */
static gboolean
is_spiced (const char *value,
           gsize       n_bytes)
{
  gsize n_spice = 0, n_joints = 0;

  for (gsize i = 0; i < n_bytes; i++)
    if (strchr ("!@#$%^&*?~+=", value[i]) != NULL)
      n_spice++;
    else if (strchr ("-_.", value[i]) != NULL)
      n_joints++;
    else if (!g_ascii_isalnum (value[i]))
      return FALSE;

  if (n_bytes >= 12 && n_bytes % 4 == 0 && value[n_bytes - 1] == '=')
    return FALSE; /* base64 */
  if (is_named (value, n_bytes) &&
      !(n_spice > 1 && askg_value_count (value, n_bytes, UPPER) > 1 && askg_value_is_random (value, n_bytes)))
    return FALSE;

  return n_spice > 0 &&
         n_spice * 3 <= n_bytes &&
         n_joints * 4 <= n_bytes &&
         (n_bytes >= 8 || (n_bytes == 7 && strchr ("!@#$*", value[n_bytes - 1]) != NULL)) &&
         askg_value_count (value, n_bytes, ASKG_BYTES_LETTERS) >= 3 &&
         (askg_value_look (value, n_bytes) == ASKG_PASSWORD_LIKELY ? n_bytes >= 12 || askg_value_count (value, n_bytes, ASKG_BYTE_DIGIT) >= 1
                                                                   : is_spiced_otherwise (value, n_bytes, n_spice));
}

/**
 * askg_value_is_password:
 *
 * Returns: whether @value looks like a password where one may stand and nothing says so: in the last place of a command, behind a
 *   name and a colon, handed to a function that locks or unlocks something
 */
gboolean
askg_value_is_password (const char *value,
                        gsize       n_bytes)
{
  if (n_bytes > 7 && value[n_bytes - 1] == '.')
    n_bytes--;
  if (n_bytes > 8 && n_bytes <= 64 && value[0] == '.' && askg_value_is_made_up (value + 1, n_bytes - 1))
    return memchr (value + 1, '.', n_bytes - 1) == NULL && !is_numbered_thing (value + 1, n_bytes - 1);
  if (n_bytes < 7 || n_bytes > 64 ||
      memchr (value, ' ', n_bytes) != NULL ||
      askg_value_is_stand_in (value, n_bytes) ||
      askg_word_is_product (value, n_bytes) ||
      askg_word_is_cmdlet (value, n_bytes))
    return FALSE;
  if (askg_value_is_made_up (value, n_bytes))
    return !is_numbered_thing (value, n_bytes);

  if (is_habit (value, n_bytes))
    return !is_numbered_thing (value, n_bytes);

  return is_lot (value, n_bytes) || is_spiced (value, n_bytes);
}

/**
 * askg_value_is_keychain:
 *
 * Returns: whether @value is as telephones and browsers of one maker propose it: three groups of six letters, one of them a capital,
 *   and one digit among them
 */
gboolean
askg_value_is_keychain (const char *value,
                        gsize       n_bytes)
{
  return n_bytes == 20 &&
         value[6] == '-' && value[13] == '-' &&
         askg_value_count (value, n_bytes, LOWER) == 16 &&
         askg_value_count (value, n_bytes, UPPER) == 1 &&
         askg_value_count (value, n_bytes, ASKG_BYTE_DIGIT) == 1;
}

/**
 * askg_value_is_key_id:
 *
 * Returns: whether @value is what a public key is called by: 8, 16 or 40 digits of hex in capitals; or an account of Twilio's
 */
gboolean
askg_value_is_key_id (const char *value,
                      gsize       n_bytes)
{
  if (n_bytes == 34 && value[0] == 'A' && value[1] == 'C' && askg_value_count (value + 2, 32, ASKG_BYTES_LOW_HEX) == 32)
    return TRUE;
  if (n_bytes > 2 && value[0] == '0' && value[1] == 'x')
    {
      value += 2;
      n_bytes -= 2;
    }

  return (n_bytes == 8 || n_bytes == 16 || n_bytes == 40) &&
         askg_value_count (value, n_bytes, ASKG_BYTE_DIGIT | ASKG_BYTE_HEX_UP) == n_bytes;
}
