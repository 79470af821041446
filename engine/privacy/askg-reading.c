/* askg-reading.c: one thread at a time. Each looks at a bounded number of bytes. */
#include "engine/privacy/askg-reading-private.h"

#include <string.h>

#include "engine/privacy/askg-value-private.h"

#define MAX_GAP_BYTES 48
#define MAX_FAR_BYTES 64
#define MAX_VALUE_BYTES 1024
#define MAX_BRACKET_BYTES 64

static gboolean
is_one_of (const AskgScan *scan,
           gsize           at,
           const char     *bytes)
{
  return at < scan->n && scan->text[at] != '\0' && strchr (bytes, scan->text[at]) != NULL;
}

static gboolean
is_word_at (const AskgScan *scan,
            gsize           at,
            const char     *word)
{
  const gsize n = strlen (word);

  return at + n <= scan->n && g_ascii_tolower (scan->text[at]) == *word && g_ascii_strncasecmp (scan->text + at, word, n) == 0 && !askg_scan_is (scan, at + n, ASKG_BYTES_WORD);
}

/* -- Names --------------------------------------------------------------------------- */

/* What may follow a name without changing what it names: API_KEY_PROD, password_confirmation, token2. */
static gsize
skip_qualifier (const AskgScan *scan,
                gsize           at)
{
  static const char * const qualifiers[] = {
    "value", "prod", "production", "dev", "development", "staging", "stage", "live", "test", "testing", "new", "old", "current", "primary", "secondary", "main",
    "raw", "plain", "plaintext", "text", "str", "string", "base64", "b64", "hex", "local", "default", "backup", "data", "admin", "root", "confirm", "confirmation",
    "again", "env", "no", "number", "num", "id1", "a", "b", "temp", "tmp", "next", "prev", "previous", "master", "decrypted", "seed",
  };
  gsize start = at;

  if (!askg_scan_is (scan, at, ASKG_BYTES_DOTTED))
    return at;
  if (askg_scan_is (scan, at, ASKG_BYTE_DIGIT))
    {
      while (askg_scan_is (scan, at, ASKG_BYTE_DIGIT))
        at++;
      return askg_scan_is (scan, at, ASKG_BYTES_LETTERS) ? start : at;
    }
  if (askg_scan_is (scan, start, ASKG_BYTE_UNDER | ASKG_BYTE_DASH | ASKG_BYTE_DOT))
    start++;
  for (gsize i = 0; i < G_N_ELEMENTS (qualifiers); i++)
    {
      const gsize n = strlen (qualifiers[i]);

      if (start + n <= scan->n && g_ascii_tolower (scan->text[start]) == *qualifiers[i] && g_ascii_strncasecmp (scan->text + start, qualifiers[i], n) == 0 &&
          !askg_scan_is (scan, start + n, ASKG_BYTES_LETTERS))
        return start + n;
    }
  if (start > at && askg_scan_is (scan, start, ASKG_BYTE_DIGIT))
    return skip_qualifier (scan, start);

  return at;
}

static gsize
skip_name (const AskgScan *scan,
           gsize           at,
           gboolean       *out_is_broken)
{
  if (is_one_of (scan, at, "sS") && !askg_scan_is (scan, at + 1, ASKG_BYTES_LETTERS))
    at++;
  for (guint i = 0; i < 3; i++)
    at = skip_qualifier (scan, at);
  *out_is_broken = askg_scan_is (scan, at, ASKG_BYTES_WORD) ||
                   (askg_scan_is (scan, at, ASKG_BYTE_DASH | ASKG_BYTE_DOT) && askg_scan_is (scan, at + 1, ASKG_BYTES_ALNUM)) ||
                   (at < scan->n && scan->text[at] == '(' && askg_scan_is (scan, at - 1, ASKG_BYTES_WORD) && is_one_of (scan, at + 1, ")\"'"));

  return at;
}

/* -- Gaps ------------------------------------------------------------------------------ */

/* A Korean particle that makes the noun before it the sentence's subject; not one that makes it another word. */
static gsize
skip_particle (const AskgScan *scan,
               gsize           at,
               gboolean       *out_is_broken)
{
  static const char * const particles[] = { "는요", "은요", "는", "은", "이", "가", "를", "을", "란", "도", "로", "의" };

  if (!askg_scan_is (scan, at, ASKG_BYTE_HIGH) || (guint8) scan->text[at] < 0xea || (guint8) scan->text[at] > 0xed)
    return at;
  for (gsize i = 0; i < G_N_ELEMENTS (particles); i++)
    {
      const gsize n = strlen (particles[i]);

      if (askg_scan_starts_with (scan, at, particles[i]) && !((guint8) (at + n < scan->n ? scan->text[at + n] : 0) >= 0xea))
        return at + n;
    }
  *out_is_broken = TRUE;

  return at;
}

static gsize
skip_bracketed (const AskgScan *scan,
                gsize           at)
{
  gsize i = at;

  char closing;

  if (is_one_of (scan, i, " "))
    i++;
  if (!is_one_of (scan, i, "(["))
    return at;
  closing = scan->text[i] == '(' ? ')' : ']';
  for (gsize end = i + 1; end < scan->n && end - i < 40 && scan->text[end] != '\n'; end++)
    if (scan->text[end] == closing)
      return askg_value_count (scan->text + i, end - i, ASKG_BYTE_DIGIT) > 2 || (closing == ']' && !is_one_of (scan, end + 1, ":=")) ? at : end + 1;

  return at;
}

/* name="password" value="X", {"name": "PASSWORD", "value": "X"} */
static gsize
skip_value_word (const AskgScan *scan,
                 gsize           at)
{
  gsize i = at;

  while (is_one_of (scan, i, ", \t\n\"'") && i - at < 24)
    i++;
  if (!is_word_at (scan, i, "value") && !is_word_at (scan, i, "content"))
    return at;
  i += scan->text[i] == 'v' || scan->text[i] == 'V' ? 5 : 7;
  while (is_one_of (scan, i, "\"' "))
    i++;

  return is_one_of (scan, i, ":=") ? i : at;
}

static gsize
read_separator (const AskgScan *scan,
                gsize           at,
                AskgGapKind    *out_kind)
{
  static const char * const verbs[] = { "is", "was", "are", "be", "now", "to", "as", "says", "lautet", "est", "es" };

  if (askg_scan_starts_with (scan, at, "->") || askg_scan_starts_with (scan, at, "\u2192") || askg_scan_starts_with (scan, at, "\u21d2"))
    {
      *out_kind = ASKG_GAP_COLON;
      return at + (scan->text[at] == '-' ? 2 : 3);
    }
  if (is_one_of (scan, at, "=>"))
    *out_kind = ASKG_GAP_EQUALS;
  else if (is_one_of (scan, at, ":|"))
    *out_kind = ASKG_GAP_COLON;
  else
    {
      for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
        if (is_word_at (scan, at, verbs[i]) && at > 0 && askg_byte_is (scan->text[at - 1], ASKG_BYTE_SPACE))
          {
            *out_kind = ASKG_GAP_IS;
            return at + strlen (verbs[i]);
          }
      return at;
    }

  return at + 1;
}

static void
read_opening (const AskgScan *scan,
              AskgGap        *gap)
{
  if (is_one_of (scan, gap->at, "bfruBFRU@") && is_one_of (scan, gap->at + 1, "\"'"))
    gap->at++;
  while (is_one_of (scan, gap->at, "*") && is_one_of (scan, gap->at + 1, "*"))
    gap->at++;
  if (is_one_of (scan, gap->at, "#") && askg_scan_is (scan, gap->at + 1, ASKG_BYTE_DIGIT) && !gap->is_tight)
    gap->at++; /* #1234 at a door */
  if (is_one_of (scan, gap->at, "\\") && is_one_of (scan, gap->at + 1, "\"'"))
    gap->at++;
  if (is_one_of (scan, gap->at, "\"'`"))
    gap->quote = scan->text[gap->at++];
  else if (is_one_of (scan, gap->at, "[("))
    gap->quote = scan->text[gap->at++] == '[' ? ']' : ')';
}

/* Whether the word at @at is an option of a command: "-pass", "--db-password". */
static gboolean
is_option (const AskgScan *scan,
           gsize           at)
{
  const gsize start = at;

  while (at > 0 && start - at < 32 && askg_byte_is (scan->text[at - 1], ASKG_BYTES_URL64))
    at--;

  return scan->text[at] == '-' && (at == 0 || askg_byte_is (scan->text[at - 1], ASKG_BYTE_SPACE)) && !askg_scan_is (scan, at + 1, ASKG_BYTE_SPACE);
}

static void
read_from (const AskgScan *scan,
           gsize           word_start,
           gsize           at,
           AskgGap        *gap)
{
  const gsize start = at;
  gboolean is_next_line = FALSE;
  gsize n_spaces = 0;

  while (at < scan->n && at - start < MAX_GAP_BYTES)
    {
      AskgGapKind kind = gap->kind;
      gsize next;

      if ((next = skip_value_word (scan, at)) > at)
        at = next;
      else if (is_one_of (scan, at, " \t"))
        {
          gap->kind = MAX (gap->kind, ASKG_GAP_SPACE);
          n_spaces++;
          at++;
        }
      else if (is_one_of (scan, at, "\r\n") && (gap->kind >= ASKG_GAP_COLON || (gap->kind <= ASKG_GAP_SPACE && !gap->is_far)) && !is_next_line)
        {
          gap->is_below = gap->kind < ASKG_GAP_COLON;
          gap->kind = MAX (gap->kind, ASKG_GAP_SPACE);
          is_next_line = scan->text[at] == '\n';
          at++;
        }
      else if (gap->kind >= ASKG_GAP_COLON && is_one_of (scan, at, "\\") && is_one_of (scan, at + 1, "nrt"))
        at += 2;
      else if ((next = read_separator (scan, at, &kind)) > at)
        {
          gap->kind = MAX (gap->kind, kind);
          at = next;
        }
      else
        break;
    }
  if (gap->kind == ASKG_GAP_SPACE && is_option (scan, word_start) && is_one_of (scan, at - 1, " "))
    {
      gap->kind = ASKG_GAP_EQUALS; /* --password X, -storepass X */
      gap->is_option = TRUE;
      n_spaces = 0;
    }
  gap->at = at;
  gap->is_tight = gap->kind == ASKG_GAP_EQUALS && n_spaces == 0;
  if (gap->kind == ASKG_GAP_NONE && is_one_of (scan, at, "[(") && askg_scan_is (scan, at + 1, ASKG_BYTES_ALNUM))
    gap->kind = ASKG_GAP_COLON; /* [123456] */
  if (gap->kind != ASKG_GAP_NONE)
    read_opening (scan, gap);
}

/**
 * askg_gap_read:
 * @word: a name
 * @gap: (out): what stands right behind it
 */
void
askg_gap_read (const AskgScan *scan,
               const AskgWord *word,
               AskgGap        *gap)
{
  gsize at, next;

  *gap = (AskgGap) { ASKG_GAP_NONE };
  at = skip_name (scan, word->end, &gap->is_broken);
  if (gap->is_broken)
    return;

  next = skip_particle (scan, at, &gap->is_broken);
  if (next > at)
    gap->kind = ASKG_GAP_IS;
  at = skip_bracketed (scan, next);
  for (guint i = 0; i < 4; i++)
    {
      if (is_one_of (scan, at, "\"'`)]*") && !is_one_of (scan, at - 1, " "))
        at++;
      else if (is_one_of (scan, at, "\\") && is_one_of (scan, at + 1, "\"'"))
        at += 2;
    }
  read_from (scan, word->start, at, gap);
}

/**
 * askg_gap_read_far:
 * @gap: (out): what comes after a few words: "passphrase for the disk is X", "key for the router: X"
 *
 * Returns: whether there is such a place
 */
gboolean
askg_gap_read_far (const AskgScan *scan,
                   const AskgWord *word,
                   AskgGap        *gap)
{
  const gsize limit = askg_words_next (scan, word, word->kind, word->end + MAX_FAR_BYTES);

  for (gsize at = word->end; at < limit; at++)
    {
      AskgGapKind kind = ASKG_GAP_NONE;

      if (is_one_of (scan, at, "\n.;!?,\"'`(){}[]<|") || (is_one_of (scan, at, ":=") && !is_one_of (scan, at + 1, " \t\"'>")))
        return FALSE;
      if (!is_one_of (scan, at, ":=-\u2192") && !askg_byte_is (scan->text[at - 1], ASKG_BYTE_SPACE))
        continue;
      if (read_separator (scan, at, &kind) > at)
        {
          *gap = (AskgGap) { ASKG_GAP_NONE, .is_far = TRUE };
          read_from (scan, word->start, at, gap);
          gap->is_tight = FALSE;
          return TRUE;
        }
    }

  return FALSE;
}

/* -- Values ---------------------------------------------------------------------------- */

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
  while (end < scan->n && !askg_byte_is (scan->text[end], ASKG_BYTE_SPACE | ASKG_BYTE_HIGH) && !is_one_of (scan, end, "\"'`<") && !ends_value (scan, end))
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
      if (end > gap->at && !gap->is_tight && is_one_of (scan, end - 1, "?"))
        end--;
    }
  value->end = end;
  value->n = MIN (end - gap->at, MAX_VALUE_BYTES);
  value->text = scan->text + gap->at;
  if (value->quote != '\0')
    end++;
  while (is_one_of (scan, end, ".,;)}] \t\r"))
    end++;
  value->is_last = end >= scan->n || scan->text[end] == '\n' || is_one_of (scan, end - 1, ".,;)");
}

/* A call, a member, a variable: what a program will put there. */
gboolean
askg_value_is_code (const AskgValue *value)
{
  gsize n_names = 0;
  guint dots = 0;

  if (value->quote != '\0' && value->quote != ']' && value->quote != ')')
    return FALSE;
  for (gsize i = 0; i < MIN (value->n, ASKG_VALUE_MAX_BYTES); i++)
    {
      if (value->text[i] == '(' || (value->text[i] == ':' && i + 1 < value->n && value->text[i + 1] == ':') ||
          (value->text[i] == '-' && i + 1 < value->n && value->text[i + 1] == '>'))
        return TRUE;
      n_names += askg_byte_is (value->text[i], ASKG_BYTES_LETTERS | ASKG_BYTE_UNDER | ASKG_BYTE_DOT);
      dots += value->text[i] == '.';
    }

  return (dots > 0 && n_names == value->n) || (value->n > 1 && strchr ("$@&*", value->text[0]) != NULL && n_names + 1 == value->n);
}

/* Whether what ends at @end is a number with what it counts: 40us, 5회, 76일, 12 % */
gboolean
askg_value_is_counted (const AskgScan *scan,
                       gsize           end)
{
  static const char * const units[] = { "회", "일", "분", "초", "개", "원", "년", "자", "명", "번", "시", "강", "층", "호", "점", "퍼", "건", "줄", "권", "장", "쪽", "만" };

  if (askg_scan_is (scan, end, ASKG_BYTE_PERCENT | ASKG_BYTES_LETTERS))
    return TRUE;
  if (end < scan->n && scan->text[end] == ' ')
    end++;
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (askg_scan_starts_with (scan, end, units[i]))
      return TRUE;

  return FALSE;
}
