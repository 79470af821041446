/* askg-find-named.c: what stands behind its name: "password = ...", "the token is ...", 비밀번호는 ... One thread at a time. */
#include "engine/privacy/askg-find-private.h"
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

/* Words that may have others between them and their value. */
#define FAR_KINDS (ASKG_WORD_BARE | ASKG_WORD_PASSWORD | ASKG_WORD_SECRET | ASKG_WORD_KEY | ASKG_WORD_PIN | ASKG_WORD_CODE | \
                   ASKG_WORD_AWS | ASKG_WORD_CLOUD | ASKG_WORD_SESSION | ASKG_WORD_PRODUCT)

#define VALUE_KINDS (FAR_KINDS | ASKG_WORD_HINT | ASKG_WORD_BARE)

/* 2816# at a door: a number with its signs. */
static void
look_past_door_signs (AskgValue *value)
{
  const gsize n_digits = askg_value_count (value->text, value->n, ASKG_BYTE_DIGIT);

  if (value->quote == '\0' && n_digits >= 4 && value->n - n_digits <= 2 && strspn (value->text, "0123456789") >= n_digits &&
      memchr ("#*", value->text[value->n - 1], 2) != NULL)
    value->n = n_digits;
}

/* ${NAME:-...}: a name, not its value. */
static gboolean
is_expanded (const AskgScan *scan,
             const AskgWord *word)
{
  gsize at = word->start;

  while (at > 0 && word->start - at < 48 && askg_byte_is (scan->text[at - 1], ASKG_BYTES_WORD))
    at--;

  return at >= 2 && scan->text[at - 1] == '{' && scan->text[at - 2] == '$';
}

/* ${NAME:-X}, ${name:X}: what stands there when nothing else is given. */
static void
try_fallback (AskgScan       *scan,
              const AskgWord *word)
{
  gsize at = word->end, end;

  while (askg_scan_is (scan, at, ASKG_BYTES_DOTTED) && at - word->end < 24)
    at++;
  if (!askg_scan_starts_with (scan, at, ":"))
    return;
  at += 1 + (at + 1 < scan->n && strchr ("-=", scan->text[at + 1]) != NULL);
  for (end = at; end < scan->n && end - at < 96 && !askg_scan_is (scan, end, ASKG_BYTE_SPACE) && scan->text[end] != '}'; end++)
    ;
  if (end < scan->n &&
      scan->text[end] == '}' &&
      (askg_value_is_password (scan->text + at, end - at) ||
       (end - at >= 16 &&
        askg_value_is_random (scan->text + at, end - at) &&
        !askg_value_is_stand_in (scan->text + at, end - at))))
    askg_scan_add (scan, at, end,
                   (word->kind & ASKG_WORD_PASSWORD) != 0 ? ASKG_SECRET_PASSWORD_CONFIG : ASKG_SECRET_GENERIC_API_KEY);
}

/* arn:...:secret:name: which secret, not what it is. */
static gboolean
is_in_resource_name (const AskgScan *scan,
                     const AskgWord *word)
{
  gsize at = word->start;

  while (at > 0 && word->start - at < 96 && askg_byte_is (scan->text[at - 1], ASKG_BYTES_DOTTED | ASKG_BYTE_COLON | ASKG_BYTE_PLUS))
    at--;

  return askg_scan_starts_with (scan, at, "arn:") || askg_scan_starts_with (scan, at, "projects/");
}

/* key = bytes.fromhex ("X"): what a function is given, if it is drawn by lot. */
static gboolean
try_argument (AskgScan        *scan,
              const AskgWord  *word,
              const AskgGap   *gap,
              const AskgValue *value)
{
  AskgGap inner = *gap;
  AskgValue argument;

  if (gap->kind < ASKG_GAP_COLON ||
      value->quote != '\0' ||
      (word->kind & (ASKG_WORD_SECRET | ASKG_WORD_KEY | ASKG_WORD_PASSWORD)) == 0 ||
      value->n < 2 ||
      value->text[value->n - 1] != '(' ||
      value->end >= scan->n ||
      strchr ("\"'", scan->text[value->end]) == NULL)
    return FALSE;
  inner.quote = scan->text[value->end];
  inner.at = value->end + 1;
  askg_value_read (scan, &inner, &argument);
  if ((word->kind & ASKG_WORD_PASSWORD) != 0 &&
      (askg_value_is_password (argument.text, argument.n) ||
       askg_value_look (argument.text, argument.n) == ASKG_PASSWORD_LIKELY) &&
      !askg_value_is_stand_in (argument.text, argument.n))
    {
      askg_scan_add (scan, argument.start, argument.end, ASKG_SECRET_PASSWORD_CONFIG); /* password = MD5 ('X') */
      return TRUE;
    }
  if (argument.n < 20 ||
      memchr (argument.text, ' ', argument.n) != NULL ||
      !askg_value_is_random (argument.text, argument.n) ||
      askg_value_is_stand_in (argument.text, argument.n))
    return FALSE;
  askg_scan_add (scan, argument.start, argument.end, ASKG_SECRET_GENERIC_API_KEY);

  return TRUE;
}

/* pw = options.pw || "X", a ? b : "X": what stands there when nothing else is given, the last thing in its line. */
static gboolean
try_otherwise (AskgScan        *scan,
               const AskgWord  *word,
               const AskgGap   *gap,
               const AskgValue *value)
{
  static const char * const signs[] = { "|| ", "?? ", " : ", " or " };
  const char *line = scan->text + value->end;
  const gsize n = MIN (scan->n - value->end, 96);

  if (gap->kind < ASKG_GAP_COLON || value->quote != '\0' || (word->kind & ASKG_WORD_PASSWORD) == 0 || !askg_value_is_code (value))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    {
      const char *sign = memmem (line, n, signs[i], strlen (signs[i]));
      const char *start = sign != NULL ? sign + strlen (signs[i]) : NULL, *end;

      if (start == NULL || start >= line + n || strchr ("\"'", *start) == NULL || memchr (line, '\n', sign - line) != NULL)
        continue;
      end = memchr (start + 1, *start, line + n - start - 1);
      if (end == NULL || !askg_value_is_password (start + 1, end - start - 1))
        continue;
      askg_scan_add (scan, start + 1 - scan->text, end - scan->text, ASKG_SECRET_PASSWORD_CONFIG);
      return TRUE;
    }

  return FALSE;
}

/* password: String = "X": what stands behind the type of what is declared. */
static gboolean
read_declared (AskgScan        *scan,
               const AskgGap   *gap,
               const AskgValue *type,
               AskgGap         *out_gap)
{
  gsize at = type->end;

  if (gap->kind != ASKG_GAP_COLON || type->quote != '\0' || type->n < 2 || type->n > 24 ||
      askg_value_count (type->text, type->n, ASKG_BYTES_WORD | ASKG_BYTE_COLON | ASKG_BYTE_DOT | ASKG_BYTE_MARK) != type->n)
    return FALSE;
  for (; at < scan->n && at - type->end < 8 && strchr ("<>[]?| =", scan->text[at]) != NULL && scan->text[at] != '\0'; at++)
    ;
  if (at < 2 ||
      at >= scan->n ||
      memchr (scan->text + type->end, '=', at - type->end) == NULL ||
      strchr ("\"'`", scan->text[at]) == NULL)
    return FALSE;
  *out_gap = (AskgGap) { .kind = ASKG_GAP_EQUALS, .at = at + 1, .quote = scan->text[at] };

  return TRUE;
}

/* user, password := "X", "Y": how many names stand before the word in what is assigned at once, each with its comma. */
static guint
count_names_before (const AskgScan *scan,
                    gsize           word_start)
{
  gsize at = word_start;
  guint n = 0;

  while (at > 0 && word_start - at < 120)
    {
      while (at > 0 && word_start - at < 120 && askg_byte_is (scan->text[at - 1], ASKG_BYTES_WORD | ASKG_BYTE_DOT))
        at--;
      if (at < 3 || scan->text[at - 1] != ' ' || scan->text[at - 2] != ',' || !askg_scan_is (scan, at - 3, ASKG_BYTES_WORD))
        break;
      at -= 2;
      n++;
    }

  return at == 0 || askg_byte_is (scan->text[at - 1], ASKG_BYTE_SPACE) || strchr ("`({;", scan->text[at - 1]) != NULL ? n : 0;
}

/* The value at the place of the word's name among those of all names; each in quotes, with a comma and a space between them. */
static gboolean
read_at_place (AskgScan       *scan,
               const AskgWord *word,
               const AskgGap  *gap,
               AskgGap        *out_gap)
{
  guint n = gap->kind == ASKG_GAP_EQUALS && gap->quote != '\0' ? count_names_before (scan, word->start) : 0;

  if (n == 0)
    return FALSE;
  *out_gap = *gap;
  for (; n > 0; n--)
    {
      AskgValue before;

      askg_value_read (scan, out_gap, &before);
      if (before.quote == '\0' ||
          !askg_scan_starts_with (scan, before.end + 1, ", ") ||
          before.end + 3 >= scan->n ||
          scan->text[before.end + 3] != gap->quote)
        return FALSE;
      out_gap->at = before.end + 4;
    }

  return TRUE;
}

/* Credential=AKIA...%2F20240611%2F...: what a surer finder took of it was all. */
static gboolean
is_found_already (const AskgScan  *scan,
                  const AskgValue *value)
{
  gsize at = value->start;

  while (at < value->end && askg_scan_is_taken (scan, at))
    at++;

  return at < value->end &&
         ((at >= value->start + 16 && strchr ("%/", scan->text[at]) != NULL) ||
          (at >= value->start + 4 && scan->text[at] == '@')); /* grafana:X@host */
}

/* ENC[...], ENC ...: sealed. https://name:<password>@host: a manual's. secret: app.password=X: has a name of its own. */
static gboolean
is_other_than_value (const AskgScan  *scan,
                     const AskgValue *value)
{
  const char *equals = memchr (value->text, '=', value->n);
  gsize n_name = equals != NULL ? equals - value->text : 0;

  if (value->n > 2 && memcmp (value->text, "ENC", 3) == 0 && (value->n == 3 || value->text[3] == '['))
    return TRUE;
  if (value->n > 4 && value->text[0] == '{' && value->text[1] != '{' && askg_value_is_stand_in (value->text, value->n))
    return TRUE; /* {SSHA}X */
  if (value->n > 0 && value->text[0] == '@' && value->start > 0 && scan->text[value->start - 1] == '>')
    return TRUE;
  if (n_name < 4 || n_name > 48 || value->quote != '\0' || value->n < n_name + 4 ||
      askg_value_count (value->text, n_name, ASKG_BYTES_LETTERS | ASKG_BYTE_DOT | ASKG_BYTE_UNDER) != n_name)
    return FALSE;

  return memchr (value->text, '.', n_name) != NULL &&
         askg_words_near (scan, value->start + n_name, value->start + n_name, ASKG_WORD_PASSWORD | ASKG_WORD_SECRET, n_name, 0);
}

static gboolean
try_gap (AskgScan       *scan,
         const AskgWord *word,
         const AskgGap  *gap)
{
  AskgSecretCategory category;
  AskgGap declared, placed;
  AskgValue value;

  if (read_at_place (scan, word, gap, &placed))
    gap = &placed;
  askg_value_read (scan, gap, &value);
  if (read_declared (scan, gap, &value, &declared))
    {
      gap = &declared;
      askg_value_read (scan, gap, &value);
    }
  if (is_found_already (scan, &value) || is_other_than_value (scan, &value))
    return TRUE;
  if (value.quote == '\0' &&
      value.n > 3 &&
      value.text[0] == '-' &&
      (gap->kind <= ASKG_GAP_COLON || gap->is_option) &&
      askg_value_count (value.text, value.n, ASKG_BYTES_LOWER36 | ASKG_BYTE_DASH) == value.n &&
      (value.text[1] == '-' || !askg_value_is_random (value.text, value.n)))
    return FALSE; /* the next option */
  look_past_door_signs (&value);
  if (!gap->is_option && askg_find_bare_phrase (scan, word, gap))
    return TRUE;
  if (!askg_value_judge (scan, word, gap, &value, &category))
    return try_argument (scan, word, gap, &value) || try_otherwise (scan, word, gap, &value);
  while (((word->kind & (ASKG_WORD_PASSWORD | ASKG_WORD_PIN)) != 0 ||
          askg_value_count (value.text, value.n, ASKG_BYTE_MARK) > 2) &&
         value.quote == '\0' &&
         value.end < scan->n &&
         memchr ("#*?", scan->text[value.end], 3) != NULL)
    value.end++; /* 2816* at a door; or a password's last sign */
  if ((word->kind & ASKG_WORD_PASSWORD) != 0 &&
      value.quote == '\0' &&
      (gap->kind >= ASKG_GAP_COLON || (gap->kind >= ASKG_GAP_IS && askg_scan_is (scan, value.end + 2, ASKG_BYTE_HIGH))) &&
      askg_scan_starts_with (scan, value.end, ".") &&
      (value.end + 1 >= scan->n || askg_byte_is (scan->text[value.end + 1], ASKG_BYTE_SPACE)))
    value.end++; /* so ends a sentence, and many a password */
  askg_scan_add (scan, value.start, value.end, category);

  return TRUE;
}

/* "키를 복사하세요: X": a particle says that a verb follows, and then X. */
static gboolean
is_korean (const AskgScan *scan,
           const AskgWord *word)
{
  return (guint8) scan->text[word->end - 1] >= 0x80 && askg_scan_is (scan, word->end, ASKG_BYTE_HIGH);
}

/* "pw" in the midst of base64: no word. */
static gboolean
is_in_lot (const AskgScan *scan,
           const AskgWord *word)
{
  gsize start = word->start;

  while (start > 0 && word->start - start < 32 && askg_byte_is (scan->text[start - 1], ASKG_BYTES_ALNUM | ASKG_BYTE_PLUS))
    start--;

  return word->start - start >= 16 && askg_value_is_random (scan->text + start, word->start - start);
}

void
askg_find_named (AskgScan *scan)
{
  for (guint i = 0; i < scan->words->len; i++)
    {
      const AskgWord *word = &g_array_index (scan->words, AskgWord, i);
      AskgGap gap, far;

      if ((word->kind & VALUE_KINDS) != 0 && is_expanded (scan, word))
        {
          try_fallback (scan, word);
          continue;
        }
      if ((word->kind & VALUE_KINDS) == 0 ||
          askg_scan_is_taken (scan, word->start) ||
          is_in_resource_name (scan, word) ||
          is_in_lot (scan, word))
        continue;
      askg_gap_read (scan, word, &gap);
      if (gap.is_broken && !askg_byte_is (scan->text[word->end - 1], ASKG_BYTE_HIGH))
        continue; /* TOKEN_TTL, passwordField */
      if (!gap.is_broken && (try_gap (scan, word, &gap) || askg_find_code (scan, word, &gap)))
        continue;
      if ((gap.kind <= ASKG_GAP_SPACE || is_korean (scan, word)) &&
          (word->kind & FAR_KINDS) != 0 &&
          askg_gap_read_far (scan, word, &far) &&
          (gap.kind <= ASKG_GAP_SPACE || far.kind >= ASKG_GAP_COLON) &&
          (try_gap (scan, word, &far) || askg_find_code (scan, word, &far)))
        continue;
      askg_find_hinted (scan, i, &gap);
    }
}
