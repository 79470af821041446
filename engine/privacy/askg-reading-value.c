/* askg-reading-value.c: where a value that says itself that it is one begins, and where any ends.
 * One thread at a time. Each looks at a bounded number of bytes. */
#include "engine/privacy/askg-reading-private.h"

#include <string.h>

#include "engine/privacy/askg-value-private.h"

#define MAX_VALUE_BYTES 1024
#define MAX_BRACKET_BYTES 64

static gboolean
is_one_of (const AskgScan *scan,
           gsize           at,
           const char     *bytes)
{
  return at < scan->n && scan->text[at] != '\0' && strchr (bytes, scan->text[at]) != NULL;
}

/* Whether @word stands at @at and ends there, in small or capital letters. */
gboolean
askg_scan_is_word_at (const AskgScan *scan,
                      gsize           at,
                      const char     *word)
{
  const gsize n = strlen (word);

  return at + n <= scan->n &&
         g_ascii_tolower (scan->text[at]) == *word &&
         g_ascii_strncasecmp (scan->text + at, word, n) == 0 &&
         !askg_scan_is (scan, at + n, ASKG_BYTES_WORD);
}

/* -- Where it begins ------------------------------------------------------------- */

/* variable "name" { type = string, default = X }: where "default" stands, or @at. */
static gsize
find_default (const AskgScan *scan,
              gsize           at)
{
  for (gsize i = at; i < scan->n && i - at < 200 && !is_one_of (scan, i, "{}"); i++)
    if (((is_one_of (scan, i, "d") && askg_scan_is_word_at (scan, i, "default")) ||
         (is_one_of (scan, i, "v") && askg_scan_is_word_at (scan, i, "value"))) &&
        !askg_scan_is (scan, i - 1, ASKG_BYTES_WORD))
      return i;
  while (is_one_of (scan, at, " \t\n"))
    at++;

  return at;
}

/* name="password" value="X", {"name": "PASSWORD", "value": "X"} */
gsize
askg_gap_skip_value_word (const AskgScan *scan,
                          gsize           at)
{
  gboolean is_option;
  gsize i = at;

  while (is_one_of (scan, i, ", \t\n\"'>") && i - at < 48)
    i++;
  if (askg_scan_starts_with (scan, i, "<Value>"))
    return i + strlen ("<Value>");
  if (askg_scan_starts_with (scan, at, "</key>"))
    {
      for (i = at + strlen ("</key>"); askg_scan_is (scan, i, ASKG_BYTE_SPACE) && i - at < 48; i++)
        ;
      return askg_scan_starts_with (scan, i, "<string>") ? i + strlen ("<string>") : at;
    }
  while (is_one_of (scan, i, "-") && i - at < 24)
    i++; /* --body X */
  is_option = i > at && scan->text[i - 1] == '-';
  if (!is_option && is_one_of (scan, i, "{"))
    i = find_default (scan, i + 1);
  if (askg_scan_is_word_at (scan, i, "default"))
    {
      for (i += 7; is_one_of (scan, i, " ");)
        i++;
      return is_one_of (scan, i, "=:") && i > at + 8 ? i : at;
    }
  if (!askg_scan_is_word_at (scan, i, "value") &&
      !askg_scan_is_word_at (scan, i, "content") &&
      !(is_option && askg_scan_is_word_at (scan, i, "body")))
    return at;
  i += scan->text[i] == 'v' || scan->text[i] == 'V' ? 5 : scan->text[i] == 'b' ? 4 : 7;
  if (is_option && is_one_of (scan, i, " "))
    return i + 1;
  while (is_one_of (scan, i, "\"' "))
    i++;

  return is_one_of (scan, i, ":=") ? i : at;
}

/* Behind name="password" and an empty line, as the parts of a form are sent. */
gsize
askg_gap_skip_part_head (const AskgScan *scan,
                         gsize           word_start,
                         gsize           at)
{
  static const char * const breaks[] = { "\r\n\r\n", "\n\n", "\\r\\n\\r\\n", "\\n\\n" };
  gsize name = word_start;

  while (name > 0 && word_start - name < 32 && askg_byte_is (scan->text[name - 1], ASKG_BYTES_DOTTED))
    name--;
  if (name < 6 || at == 0 || scan->text[at - 1] != '"' || memcmp (scan->text + name - 6, "name=\"", 6) != 0)
    return at;
  for (gsize i = 0; i < G_N_ELEMENTS (breaks); i++)
    if (askg_scan_starts_with (scan, at, breaks[i]))
      return at + strlen (breaks[i]);

  return at;
}

/* string(14) "X" of a dump, lambda: "X", () => "X": what a program says before a value. */
gsize
askg_gap_skip_made (const AskgScan *scan,
                    gsize           at)
{
  static const char * const heads[] = { "lambda: ", "() => ", "()=>", "new String(", "String.valueOf(", "() -> ", "[]byte(",
                                        "SecretStr(", "Some(", "Secret(", "N'", "_(", "${" };
  gsize end = at;

  if (askg_scan_starts_with (scan, at, "string("))
    {
      for (end += strlen ("string("); askg_scan_is (scan, end, ASKG_BYTE_DIGIT); end++)
        ;
      return askg_scan_starts_with (scan, end, ") ") ? end + 2 : at;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (askg_scan_starts_with (scan, at, heads[i]) &&
        is_one_of (scan, at + strlen (heads[i]) - (heads[i][1] == '\'' ? 1 : 0), "\"'"))
      return at + strlen (heads[i]) - (heads[i][1] == '\'' ? 1 : 0);

  return at;
}

/* <Password Type="text">X: behind what an element is told besides. */
gsize
askg_gap_skip_attributes (const AskgScan *scan,
                          gsize           word_start,
                          gsize           at)
{
  gsize end = at;

  if (!is_one_of (scan, at, " "))
    return at;
  for (guint i = 0; i < 48 && word_start > 0 && askg_byte_is (scan->text[word_start - 1], ASKG_BYTES_DOTTED | ASKG_BYTE_COLON); i++)
    word_start--;
  if (word_start == 0 || scan->text[word_start - 1] != '<')
    return at;
  while (end < scan->n && end - at < 120 && !is_one_of (scan, end, "<>\n"))
    end++;

  return is_one_of (scan, end, ">") && !is_one_of (scan, end - 1, "/") && memmem (scan->text + at, end - at, "alue=", 5) == NULL
         ? end
         : at;
}

/* **X** is bold, and so is X behind "**name:**"; =**X may be all of it. Returns how many stars are not the value's. */
gsize
askg_gap_count_stars (const AskgScan *scan,
                      gsize           at)
{
  gsize n = 0, end;

  while (is_one_of (scan, at + n, "*") && n < 8)
    n++;
  if (n < 2 || !askg_scan_starts_with (scan, at - 1, "="))
    return n < 2 ? 0 : n;
  for (end = at + n; end < scan->n && end - at < 128 && !askg_scan_is (scan, end, ASKG_BYTE_SPACE); end++)
    if (is_one_of (scan, end, "*") && is_one_of (scan, end + 1, "*"))
      return n;

  return 0;
}

/* -- Where it ends ---------------------------------------------------------------- */

static gboolean
is_escaped_break (const AskgScan *scan,
                  gsize           at)
{
  return is_one_of (scan, at, "\\") && is_one_of (scan, at + 1, "nrt");
}

/* Where an unquoted one ends that stands among others: "X;User=...", "X&next=...", "X,vers=3.0". */
static gboolean
ends_value (const AskgScan *scan,
            gsize           at)
{
  gsize i = at + 1;

  if (is_escaped_break (scan, at))
    return TRUE;
  if (!is_one_of (scan, at, ";&,"))
    return FALSE;
  while (askg_scan_is (scan, i, ASKG_BYTES_WORD) && i - at < 32)
    i++;
  if (scan->text[at] == '&')
    return i == at + 1 ? is_one_of (scan, i, "&") : is_one_of (scan, i, "=");

  return i == at + 1 ? !askg_scan_is (scan, i, ASKG_BYTE_MARK) : is_one_of (scan, i, "=:[ ");
}

static gsize
find_quote (const AskgScan *scan,
            const AskgGap  *gap)
{
  const gsize max = gap->quote == ')' || gap->quote == ']' ? MAX_BRACKET_BYTES : MAX_VALUE_BYTES;

  for (gsize at = gap->at; at < scan->n && at - gap->at < max && scan->text[at] != '\n'; at++)
    {
      if (scan->text[at] == gap->quote)
        return at > gap->at && scan->text[at - 1] == '\\' && gap->quote != '\'' ? at - 1 : at;
      if (scan->text[at] == '\\' && at + 1 < scan->n && gap->quote == '"' && scan->text[at + 1] != '"')
        at++;
    }

  return 0;
}

/* Values that stand in each other ("a=b=c=...") end together: their end is looked for once. */
static gsize
find_value_end (AskgScan *scan,
                gsize     at)
{
  gsize end = at;

  if (scan->value.start <= at && at < scan->value.end)
    return scan->value.end;
  while (end < scan->n &&
         !askg_byte_is (scan->text[end], ASKG_BYTE_SPACE | ASKG_BYTE_HIGH) &&
         !is_one_of (scan, end, "\"'`<") &&
         !ends_value (scan, end))
    end++;
  scan->value = (AskgRun) { 0, at, end };

  return end;
}

void
askg_value_read (AskgScan       *scan,
                 const AskgGap  *gap,
                 AskgValue      *value)
{
  gsize end = gap->quote != '\0' ? find_quote (scan, gap) : 0;

  *value = (AskgValue) { .start = gap->at, .quote = end > 0 ? gap->quote : '\0' };
  if (end == 0)
    {
      end = find_value_end (scan, gap->at);
      while (end > gap->at && is_one_of (scan, end - 1, gap->is_tight ? ",;)]}" : ".,;:)]}>*"))
        end--;
      if (end > gap->at + 3 && memcmp (scan->text + end - 3, "]]>", 3) == 0)
        end -= 3; /* CDATA */
      if (end > gap->at + 1 && is_one_of (scan, end - 1, "(") && askg_scan_is (scan, end, ASKG_BYTE_HIGH))
        end--; /* a particle in brackets: (으)로 */
      if (end > gap->at && !gap->is_tight && is_one_of (scan, end - 1, "?"))
        end--;
    }
  value->end = end;
  value->n = MIN (end - gap->at, MAX_VALUE_BYTES);
  value->text = scan->text + gap->at;
  if (value->quote != '\0')
    end++;
  while (is_one_of (scan, end, ".,;)}] \t\r") ||
         (end < scan->n &&
          ((guint8) scan->text[end] >= 0xf0 || (((guint8) scan->text[end] & 0xc0) == 0x80 && end > value->end + 1))))
    end++; /* also small pictures */
  value->is_last = end >= scan->n || scan->text[end] == '\n' || is_one_of (scan, end - 1, ".,;)");
}

/* NAME=/path: what stands behind the name, not a value itself. */
static gboolean
is_assignment (const AskgValue *value)
{
  gsize i = 0;

  while (i < value->n && (g_ascii_isupper (value->text[i]) || value->text[i] == '_'))
    i++;

  return i >= 4 && i + 1 < value->n && value->text[i] == '=' && memchr (value->text, '_', i) != NULL;
}

/* A call, a member, a variable: what a program will put there. */
gboolean
askg_value_is_code (const AskgValue *value)
{
  gsize n_names = 0, n_words = 0;
  guint dots = 0;

  if (value->quote != '\0' && value->quote != ']' && value->quote != ')')
    return FALSE;
  for (gsize i = 0; i < MIN (value->n, ASKG_VALUE_MAX_BYTES); i++)
    {
      if ((value->text[i] == ':' && i + 1 < value->n && value->text[i + 1] == ':') ||
          (value->text[i] == '-' && i + 1 < value->n && value->text[i + 1] == '>'))
        return TRUE;
      n_names += askg_byte_is (value->text[i], ASKG_BYTES_LETTERS | ASKG_BYTE_UNDER | ASKG_BYTE_DOT);
      if (value->text[i] == '(' && n_words == i)
        return memchr (value->text, '#', value->n) == NULL &&
               memchr (value->text, '^', value->n) == NULL &&
               memchr (value->text, '$', value->n) == NULL;
      n_words += askg_byte_is (value->text[i], ASKG_BYTES_WORD | ASKG_BYTE_DOT);
      dots += value->text[i] == '.';
    }

  if (value->n > 4 && value->text[value->n - 1] == '(' && memchr (value->text, '.', value->n) != NULL && value->quote == '\0')
    return TRUE; /* pair[0].toLowerCase( */

  return is_assignment (value) ||
         (dots > 0 && n_names == value->n && !askg_value_is_password (value->text, value->n)) ||
         (value->n > 1 && strchr ("$@&*", value->text[0]) != NULL && n_names + 1 == value->n);
}

/* Whether what ends at @end is a number with what it counts: 40us, 5회, 76일, 12 % */
gboolean
askg_value_is_counted (const AskgScan *scan,
                       gsize           end)
{
  static const char * const units[] = { "회", "일", "분", "초", "개", "원", "년", "자", "명", "번", "시", "강", "층", "호", "점", "퍼", "건", "줄",
                                        "권", "장", "쪽", "만" };

  if (askg_scan_is (scan, end, ASKG_BYTE_PERCENT | ASKG_BYTES_LETTERS))
    return TRUE;
  if (end < scan->n && scan->text[end] == ' ')
    end++;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (askg_scan_starts_with (scan, end, units[i]))
      return TRUE;

  return FALSE;
}
