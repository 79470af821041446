/* askg-wire-json.c: jansson refuses a whole document for one lone surrogate, one raw control character or one
 * number beyond 64 bits. Servers send these, and the words beside them are good; so such documents are
 * rewritten first. All others are only looked over. */
#include "engine/dialect/askg-wire-json.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/dialect/askg-wire-json-long-private.h"
#include "engine/dialect/askg-wire-utf8.h"

#define MAX_PLAIN_DIGITS 18 /* more may be beyond 64 bits */

typedef enum
{
  LOOKS_FINE,
  NEEDS_REPAIR,
  TOO_DEEP,
} Look;

static gboolean
is_number_byte (char byte)
{
  return g_ascii_isdigit (byte) || byte == '-' || byte == '+' || byte == '.' || byte == 'e' || byte == 'E';
}

/* "\u0000", and the halves of surrogate pairs: "\ud800" to "\udfff". */
static gboolean
is_odd_escape (const char *at,
               const char *end)
{
  if (end - at < 6 || at[1] != 'u')
    return FALSE;

  return memcmp (at + 2, "0000", 4) == 0 || ((at[2] == 'd' || at[2] == 'D') && strchr ("89abcdefABCDEF", at[3]) != NULL);
}

static gsize
length_of_number (const char *at,
                  const char *end,
                  gboolean   *needs_repair)
{
  const char *start = at;

  while (at < end && g_ascii_isdigit (*at))
    at++;
  *needs_repair |= at - start > MAX_PLAIN_DIGITS;
  for (; at < end && is_number_byte (*at); at++)
    *needs_repair |= *at == 'e' || *at == 'E';

  return at - start;
}

/* One pass that knows strings; @at is behind the opening quote. Returns the place of the closing one. */
static const char *
look_over_string (const char  *at,
                  const char  *end,
                  gboolean    *needs_repair,
                  GArray     **longs)
{
  const char *start = at;
  gboolean has_escapes = FALSE;

  while (at < end && *at != '"')
    {
      if (*at == '\\')
        {
          has_escapes = TRUE;
          *needs_repair |= is_odd_escape (at, end);
          at++;
        }
      else if ((guint8) *at < 0x20)
        *needs_repair = TRUE;
      at++;
    }
  if (at - start >= ASKG_WIRE_JSON_LONG_BYTES && at < end && !has_escapes)
    {
      const AskgWireJsonLong content = { start, at - start };

      if (*longs == NULL)
        *longs = g_array_new (FALSE, FALSE, sizeof (AskgWireJsonLong));
      g_array_append_val (*longs, content);
    }

  return at;
}

static Look
look_over (const char  *text,
           gsize        n_bytes,
           GArray     **longs)
{
  const char *end = text + n_bytes;
  gboolean needs_repair = FALSE;
  int depth = 0;

  for (const char *at = text; at < end; at++)
    switch (*at)
      {
      case '"':
        at = look_over_string (at + 1, end, &needs_repair, longs);
        break;
      case '{':
      case '[':
        if (++depth > ASKG_WIRE_JSON_MAX_DEPTH)
          return TOO_DEEP;
        break;
      case '}':
      case ']':
        depth--;
        break;
      case 'N': /* Python writes NaN and Infinity */
      case 'I':
        needs_repair = TRUE;
        break;
      default:
        if (g_ascii_isdigit (*at))
          {
            const gsize n = length_of_number (at, end, &needs_repair);

            at += n - 1;
          }
      }

  return needs_repair ? NEEDS_REPAIR : LOOKS_FINE;
}

/* -1 where there are not four hexadecimal digits. */
static int
read_unit (const char *at,
           const char *end)
{
  int unit = 0;

  if (end - at < 6 || at[0] != '\\' || at[1] != 'u')
    return -1;
  for (int i = 2; i < 6; i++)
    {
      const int digit = g_ascii_xdigit_value (at[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }

  return unit;
}

/* Whether the document holds characters of the range that halves are mapped to. */
static gboolean
has_own_mapped (const char *text,
                gsize       n_bytes)
{
  const char *at = text, *end = text + n_bytes;

  while ((at = memmem (at, end - at, "\xf4\x8f", 2)) != NULL)
    {
      if (end - at > 2 && (guint8) at[2] >= 0xa0)
        return TRUE;
      at += 2;
    }
  for (at = text; (at = memchr (at, '\\', end - at)) != NULL; at++)
    {
      const int unit = read_unit (at, end);

      if (unit == 0xdbfe || unit == 0xdbff)
        return TRUE;
    }

  return FALSE;
}

typedef struct
{
  GString  *text;
  gboolean  may_map;
  gboolean  has_halves;
} Repair;

/* Copies the escape at @at. Returns what follows it. */
static const char *
repair_escape (Repair     *repair,
               const char *at,
               const char *end)
{
  const int unit = read_unit (at, end);
  const gboolean is_high = unit >= 0xd800 && unit < 0xdc00;
  const int next = is_high ? read_unit (at + 6, end) : -1;
  gsize n = MIN (2, end - at);

  if (next >= 0xdc00 && next < 0xe000)
    n = 12;
  else if (unit >= 0xd800 && unit < 0xe000)
    {
      g_string_append_unichar (repair->text, repair->may_map ? ASKG_WIRE_JSON_FIRST_HALF + (unit - 0xd800) : 0xfffd);
      repair->has_halves |= repair->may_map;
      return at + 6;
    }
  else if (unit == 0)
    {
      g_string_append_unichar (repair->text, 0xfffd);
      return at + 6;
    }
  g_string_append_len (repair->text, at, n);

  return at + n;
}

static const char *
repair_string (Repair     *repair,
               const char *at,
               const char *end)
{
  g_string_append_c (repair->text, *at++);
  while (at < end && *at != '"')
    {
      if (*at == '\\')
        {
          at = repair_escape (repair, at, end);
          continue;
        }
      if (*at == '\0')
        g_string_append_unichar (repair->text, 0xfffd);
      else if ((guint8) *at < 0x20)
        g_string_append_printf (repair->text, "\\u%04x", *at);
      else
        g_string_append_c (repair->text, *at);
      at++;
    }
  if (at < end)
    g_string_append_c (repair->text, *at++);

  return at;
}

static gboolean
is_measurable (const char *number)
{
  errno = 0;
  if (strpbrk (number, ".eE") == NULL)
    {
      (void) g_ascii_strtoll (number, NULL, 10);
      return errno != ERANGE;
    }

  return isfinite (g_ascii_strtod (number, NULL));
}

/* A number that is none becomes null: unknown. */
static const char *
repair_number (Repair     *repair,
               const char *at,
               const char *end)
{
  const char *start = at;
  g_autofree char *number = NULL;

  while (at < end && (is_number_byte (*at) || g_ascii_isalpha (*at)))
    at++;
  number = g_strndup (start, at - start);
  if (g_ascii_isalpha (number[*number == '-']) || !is_measurable (number))
    g_string_append (repair->text, "null");
  else
    g_string_append (repair->text, number);

  return at;
}

static GString *
repair_document (const char *text,
                 gsize       n_bytes,
                 gboolean   *out_has_halves)
{
  const char *at = text, *end = text + n_bytes;
  Repair repair = { g_string_sized_new (n_bytes + 16), !has_own_mapped (text, n_bytes), FALSE };

  while (at < end)
    if (*at == '"')
      at = repair_string (&repair, at, end);
    else if (g_ascii_isdigit (*at) || *at == '-' || *at == 'N' || *at == 'I')
      at = repair_number (&repair, at, end);
    else
      g_string_append_c (repair.text, *at++);
  *out_has_halves = repair.has_halves;

  return repair.text;
}

/**
 * askg_wire_json_load:
 * @text: not necessarily UTF-8, need not end with a NUL
 * @out_traits: (out caller-allocates): what to mind in the document
 *
 * Returns: (transfer full) (nullable): any JSON value; %NULL for what is not JSON, or nested deeper
 *   than %ASKG_WIRE_JSON_MAX_DEPTH
 */
json_t *
askg_wire_json_load (const char         *text,
                     gsize               n_bytes,
                     AskgWireJsonTraits *out_traits)
{
  g_autoptr(GString) utf8 = NULL;
  g_autoptr(GString) repaired = NULL;
  g_autoptr(GArray) longs = NULL;
  json_error_t error;

  *out_traits = (AskgWireJsonTraits) { FALSE, FALSE };
  if (!askg_wire_utf8_is_valid (text, n_bytes))
    {
      utf8 = g_string_sized_new (n_bytes + 16);
      askg_wire_utf8_append_repaired (utf8, text, n_bytes);
      text = utf8->str;
      n_bytes = utf8->len;
      out_traits->was_repaired = TRUE;
    }
  switch (look_over (text, n_bytes, &longs))
    {
    case TOO_DEEP:
      return NULL;
    case NEEDS_REPAIR:
      repaired = repair_document (text, n_bytes, &out_traits->has_halves);
      out_traits->was_repaired = TRUE;
      return json_loadb (repaired->str, repaired->len, JSON_DECODE_ANY, &error);
    case LOOKS_FINE:
    default:
      if (longs != NULL)
        return askg_wire_json_load_with_longs (text, n_bytes, longs);
      return json_loadb (text, n_bytes, JSON_DECODE_ANY, &error);
    }
}

json_t *
askg_wire_json_get_object (json_t     *object,
                           const char *key)
{
  json_t *value = json_object_get (object, key);

  return json_is_object (value) ? value : NULL;
}

json_t *
askg_wire_json_get_array (json_t     *object,
                          const char *key)
{
  json_t *value = json_object_get (object, key);

  return json_is_array (value) ? value : NULL;
}

const char *
askg_wire_json_get_string (json_t     *object,
                           const char *key)
{
  return json_string_value (json_object_get (object, key));
}

/* As askg_wire_json_get_string(), but an empty string is as good as none. */
const char *
askg_wire_json_get_filled (json_t     *object,
                           const char *key)
{
  const char *text = askg_wire_json_get_string (object, key);

  return text != NULL && *text != '\0' ? text : NULL;
}

/* A number that counts something: not negative, rounded down. */
gint64
askg_wire_json_get_count (json_t     *object,
                          const char *key)
{
  const double number = askg_wire_json_get_number (object, key);

  /* Beyond 2^53 nothing is counted. */
  return number >= 0 && number <= 9007199254740992.0 ? (gint64) number : -1;
}

double
askg_wire_json_get_number (json_t     *object,
                           const char *key)
{
  json_t *value = json_object_get (object, key);

  return json_is_number (value) ? json_number_value (value) : NAN;
}
