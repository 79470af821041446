/* askg-reading.c: names and what stands behind them. One thread at a time. Each looks at a bounded number of bytes. */
#include "engine/privacy/askg-reading-private.h"

#include <string.h>

#include "engine/privacy/askg-value-private.h"

#define MAX_GAP_BYTES 48
#define MAX_FAR_BYTES 64

static gboolean
is_one_of (const AskgScan *scan,
           gsize           at,
           const char     *bytes)
{
  return at < scan->n && scan->text[at] != '\0' && strchr (bytes, scan->text[at]) != NULL;
}

/* -- Names --------------------------------------------------------------------------- */

/* What may follow a name without changing what it names: API_KEY_PROD, password_confirmation, token2. */
static gsize
skip_qualifier (const AskgScan *scan,
                gsize           at)
{
  static const char * const qualifiers[] = {
    "value", "prod", "production", "dev", "development", "staging", "stage", "live", "test", "testing", "new", "old", "current",
    "primary", "secondary", "main", "raw", "plain", "plaintext", "text", "str", "string", "base64", "b64", "hex", "local",
    "default", "backup", "data", "admin", "root", "confirm", "confirmation", "again", "env", "no", "number", "num", "id1", "a",
    "b", "temp", "tmp", "next", "prev", "previous", "master", "decrypted", "seed", "key", "base", "override", "fallback",
    "initial", "literal", "txt",
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

      if (start + n <= scan->n &&
          g_ascii_tolower (scan->text[start]) == *qualifiers[i] &&
          g_ascii_strncasecmp (scan->text + start, qualifiers[i], n) == 0 &&
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
                   (at < scan->n &&
                    scan->text[at] == '(' &&
                    askg_scan_is (scan, at - 1, ASKG_BYTES_WORD) &&
                    is_one_of (scan, at + 1, ")\"'") &&
                    !askg_scan_starts_with (scan, at - MIN (at, strlen ("PASSWORD")), "PASSWORD('"));

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

  if (askg_scan_starts_with (scan, at, "\u306f ") || askg_scan_starts_with (scan, at, "\u304c "))
    return at + 3; /* in Japanese */
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
      return askg_value_count (scan->text + i, end - i, ASKG_BYTE_DIGIT) > 2 ||
             (closing == ']' && !is_one_of (scan, end + 1, ":=") && !(end - i < 4 && (askg_scan_starts_with (scan, end + 1, " =") || askg_scan_starts_with (scan, end + 1, "  ="))))
             ? at
             : end + 1;

  return at;
}

static gsize
read_separator (const AskgScan *scan,
                gsize           at,
                AskgGapKind    *out_kind)
{
  static const char * const verbs[] = { "is", "was", "are", "be", "now", "to", "as", "says", "lautet", "est", "es", "still",
                                        "currently", "just", "shows", "reads", "called", "becomes", "ist" };

  if (askg_scan_starts_with (scan, at, "->") ||
      askg_scan_starts_with (scan, at, "\u2192") ||
      askg_scan_starts_with (scan, at, "\u21d2"))
    {
      *out_kind = ASKG_GAP_COLON;
      return at + (scan->text[at] == '-' ? 2 : 3);
    }
  if (askg_scan_starts_with (scan, at, "<<<"))
    {
      *out_kind = ASKG_GAP_EQUALS;
      return at + 3;
    }
  if (askg_scan_starts_with (scan, at, "BY '") || askg_scan_starts_with (scan, at, "BY \""))
    {
      *out_kind = ASKG_GAP_EQUALS; /* IDENTIFIED WITH ..._password BY 'X' */
      return at + 2;
    }
  if (is_one_of (scan, at, "=>"))
    *out_kind = ASKG_GAP_EQUALS;
  else if (is_one_of (scan, at, ":|"))
    *out_kind = ASKG_GAP_COLON;
  else
    {
      for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
        if (askg_scan_is_word_at (scan, at, verbs[i]) && at > 0 && askg_byte_is (scan->text[at - 1], ASKG_BYTE_SPACE))
          {
            *out_kind = ASKG_GAP_IS;
            return at + strlen (verbs[i]);
          }
      return at;
    }

  return at + 1;
}

/* #1234 at a door, not #9Qn! */
static gboolean
is_door_number (const AskgScan *scan,
                gsize           at)
{
  gsize end = at + 1;

  while (askg_scan_is (scan, end, ASKG_BYTE_DIGIT) && end - at < 12)
    end++;

  return is_one_of (scan, at, "#") && end > at + 3 && !askg_scan_is (scan, end, ASKG_BYTES_WORD | ASKG_BYTE_MARK);
}

static void
read_opening (const AskgScan *scan,
              AskgGap        *gap)
{
  if (is_one_of (scan, gap->at, "bfruBFRU@") && is_one_of (scan, gap->at + 1, "\"'"))
    gap->at++;
  gap->at += askg_gap_count_stars (scan, gap->at);
  if (askg_scan_starts_with (scan, gap->at, "!!str "))
    gap->at += strlen ("!!str ");
  if (is_door_number (scan, gap->at) && !gap->is_tight)
    gap->at++;
  if (is_one_of (scan, gap->at, "\\") && is_one_of (scan, gap->at + 1, "\"'"))
    gap->at++;
  if (askg_scan_starts_with (scan, gap->at, "\"\"\"") && !is_one_of (scan, gap->at + 3, "\n\r"))
    gap->at += 2;
  if (is_one_of (scan, gap->at, "\"'`"))
    {
      gap->quote = scan->text[gap->at++];
      if (is_one_of (scan, gap->at, "\"'") && gap->at + 1 < scan->n && !is_one_of (scan, gap->at + 1, " ,;:)]}\"'\n\\"))
        gap->quote = scan->text[gap->at++]; /* "\"X\"", '"X"' */
    }
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

  return scan->text[at] == '-' &&
         (at == 0 || askg_byte_is (scan->text[at - 1], ASKG_BYTE_SPACE) || is_one_of (scan, at - 1, "`\"'(")) &&
         !askg_scan_is (scan, at + 1, ASKG_BYTE_SPACE);
}

/* getenv ("NAME", "X"), define('NAME', 'X'): whether the comma at @at stands behind a quoted name, the first that a function takes. */
static gboolean
is_first_argument (const AskgScan *scan,
                   gsize           word_start,
                   gsize           at)
{
  gsize name = word_start, next = at + 1;

  if (!is_one_of (scan, at, ",") || at == 0 || !is_one_of (scan, at - 1, "\"'"))
    return FALSE;
  while (is_one_of (scan, next, " \\"))
    next++;
  while (name > 0 && word_start - name < 48 && askg_byte_is (scan->text[name - 1], ASKG_BYTES_DOTTED))
    name--;

  if (name > 0 && is_one_of (scan, name - 1, "#"))
    name--; /* fill ('#password', 'X') */
  if (!is_one_of (scan, next, "\"'") || name < 4 || !is_one_of (scan, name - 1, "\"'"))
    return FALSE;
  name -= scan->text[name - 2] == '\\' || scan->text[name - 2] == ' ' ? 3 : 2;

  return scan->text[name] == '(' && askg_byte_is (scan->text[name - 1], ASKG_BYTES_WORD | ASKG_BYTE_SPACE);
}

/* setopt (h, CURLOPT_USERPWD, "X") */
static gboolean
is_constant_argument (const AskgScan *scan,
                      gsize           word_start,
                      gsize           at)
{
  return at > word_start &&
         at - word_start < 16 &&
         is_one_of (scan, at, ",") &&
         askg_scan_starts_with (scan, at + 1, " \"") &&
         askg_byte_is (scan->text[at - 1], ASKG_BYTE_UP | ASKG_BYTE_HEX_UP) &&
         askg_byte_is (scan->text[word_start], ASKG_BYTE_UP | ASKG_BYTE_HEX_UP);
}

/* "password 0 X": how routers say that it stands there plain, or as which hash. */
static gboolean
is_hash_number (const AskgScan *scan,
                gsize           at)
{
  return is_one_of (scan, at, "056789") &&
         is_one_of (scan, at + 1, " ") &&
         askg_scan_is (scan, at + 2, ASKG_BYTES_ALNUM) &&
         !askg_scan_is_word_at (scan, at + 2, "characters");
}

static void
read_from (const AskgScan *scan,
           gsize           word_start,
           gsize           at,
           AskgGap        *gap)
{
  gsize start = at;
  gboolean is_next_line = FALSE;
  gsize n_spaces = 0;

  while (at < scan->n && at - start < MAX_GAP_BYTES)
    {
      AskgGapKind kind = gap->kind;
      gsize next;

      if ((next = askg_gap_skip_value_word (scan, at)) > at)
        {
          if (scan->text[next - 1] == ' ' || scan->text[next - 1] == '>')
            gap->kind = ASKG_GAP_EQUALS; /* --value X, <Value>X */
          at = start = next;
        }
      else if (gap->kind == ASKG_GAP_NONE &&
               (is_first_argument (scan, word_start, at) || is_constant_argument (scan, word_start, at)))
        {
          gap->kind = askg_byte_is (scan->text[word_start], ASKG_BYTE_HEX_UP | ASKG_BYTE_UP) ? ASKG_GAP_EQUALS : ASKG_GAP_IS;
          at++;
        }
      else if (is_one_of (scan, at, " \t"))
        {
          gap->kind = MAX (gap->kind, ASKG_GAP_SPACE);
          n_spaces++;
          at++;
        }
      else if ((next = askg_gap_skip_part_head (scan, word_start, at)) > at)
        {
          gap->kind = ASKG_GAP_EQUALS; /* a form's part: name="password", an empty line, X */
          at = next;
          break;
        }
      else if (gap->kind >= ASKG_GAP_COLON && (next = askg_gap_skip_made (scan, at)) > at)
        at = next;
      else if (is_one_of (scan, at, "\r\n") && (gap->kind >= ASKG_GAP_IS || !gap->is_far) && !is_next_line)
        {
          gap->is_below = gap->kind < ASKG_GAP_COLON;
          gap->kind = MAX (gap->kind, ASKG_GAP_SPACE);
          is_next_line = scan->text[at] == '\n';
          at++;
        }
      else if (gap->kind >= ASKG_GAP_COLON && is_one_of (scan, at, "\\") && is_one_of (scan, at + 1, "nrt"))
        at += 2;
      else if (gap->kind >= ASKG_GAP_IS &&
               at > start &&
               is_one_of (scan, at, "=:>") &&
               is_one_of (scan, at - 1, " ") &&
               !is_one_of (scan, at + 1, " \t\r\n>=\"'"))
        break; /* "is =Xb0F...": its first byte */
      else if (gap->kind == ASKG_GAP_SPACE && askg_scan_starts_with (scan, at, "${") && is_one_of (scan, at + 2, "\"'\\"))
        at += 2; /* Bearer ${"X"} */
      else if (gap->kind == ASKG_GAP_SPACE && is_hash_number (scan, at))
        at += 2;
      else if (gap->kind == ASKG_GAP_NONE &&
               at == start &&
               askg_scan_starts_with (scan, at, ", ") &&
               at > 5 &&
               memcmp (scan->text + at - 5, "earer", 5) == 0)
        at++; /* Sec-WebSocket-Protocol: bearer, X */
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

  if (is_one_of (scan, at, "'") && is_one_of (scan, at + 1, "s") && is_one_of (scan, at + 2, " "))
    {
      gap->kind = ASKG_GAP_IS; /* "the password's X" */
      at += 2;
    }
  at = askg_gap_skip_attributes (scan, word->start, at);
  if (askg_scan_starts_with (scan, at, " 값"))
    at += strlen (" 값");
  else if (askg_scan_starts_with (scan, at, "값"))
    at += strlen ("값");
  next = skip_particle (scan, at, &gap->is_broken);
  if (next > at)
    gap->kind = ASKG_GAP_IS;
  at = skip_bracketed (scan, next);
  if (is_one_of (scan, next, "(") && is_one_of (scan, next + 1, "'"))
    {
      gap->kind = ASKG_GAP_EQUALS; /* PASSWORD('X') of SQL, see skip_name() */
      at = next + 1;
    }
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

      if (is_one_of (scan, at, "\n;!?,\"'`(){}[]<|") ||
          (is_one_of (scan, at, ".") && !askg_scan_is (scan, at + 1, ASKG_BYTES_ALNUM)) ||
          (is_one_of (scan, at, ":=") && !is_one_of (scan, at + 1, " \t\"'>")))
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
