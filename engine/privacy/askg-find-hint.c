/* askg-find-hint.c: what stands somewhere near a word that speaks of it: "unlock the laptop with X", "X is your code".
 * One thread at a time. */
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define MAX_NEAR_BYTES 80
#define MAX_HINT_BYTES 48

/* Whether another word that speaks against it stands between. */
static gboolean
is_disowned (const AskgScan *scan,
             guint           i_word,
             gsize           at)
{
  for (guint i = i_word + 1; i < scan->words->len; i++)
    {
      const AskgWord *word = &g_array_index (scan->words, AskgWord, i);

      if (word->end > at)
        return FALSE;
      if (at - word->end < 24 && (word->kind & (ASKG_WORD_DECOY | ASKG_WORD_NUMBER | ASKG_WORD_PHONE)) != 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_four_to_eight_digits (const AskgScan *scan,
                         gsize           at,
                         gsize           n)
{
  return n >= 4 && n <= 8 && askg_value_count (scan->text + at, n, ASKG_BYTE_DIGIT) == n;
}

/* A key at any distance: long, and no hash. */
static gboolean
is_long_lot (const char *text,
             gsize       n)
{
  return n >= 24 && askg_value_is_random (text, n) && !askg_value_is_stand_in (text, n) &&
         askg_value_count (text, n, ASKG_BYTES_URL64) == MIN (n, ASKG_VALUE_MAX_BYTES) &&
         askg_value_count (text, n, ASKG_BYTES_HEX | ASKG_BYTE_DASH) < MIN (n, ASKG_VALUE_MAX_BYTES) &&
         askg_value_count (text, n, ASKG_BYTE_HEX_UP | ASKG_BYTE_UP) > 0;
}

/* Summer2024, Ubuntu2404: a word and a number are a password only where one is spoken of. */
static gboolean
is_word_and_number (const char *text,
                    gsize       n)
{
  gsize i = g_ascii_isupper (text[0]) ? 1 : 0;

  while (i < n && g_ascii_islower (text[i]))
    i++;
  while (i < n && g_ascii_isdigit (text[i]))
    i++;

  return i == n;
}

/* "guest / hunter22": behind a slash that stands alone. */
static gboolean
is_paired (const AskgScan *scan,
           gsize           at,
           gsize           n)
{
  const char *text = scan->text + at;
  const gboolean is_behind_slash = at > 3 && askg_scan_starts_with (scan, at - 3, " / ");

  if (!is_behind_slash || n < 6 || askg_word_is_product (text, n) || askg_value_look (text, n) == ASKG_PASSWORD_NO)
    return FALSE;

  return askg_value_count (text, n, ASKG_BYTE_PLUS | ASKG_BYTE_COLON) == 0 &&
         askg_value_count (text, n, ASKG_BYTE_DIGIT) >= (askg_value_count (text, n, ASKG_BYTE_MARK | ASKG_BYTE_EQUALS) > 0 ? 1 : 2);
}

/* monkey9546: a small word and three digits or more, as people make passwords and hardly anything else. */
static gboolean
is_small_word_and_number (const char *text,
                          gsize       n)
{
  gsize i = 0, digits = 0;

  while (i < n && g_ascii_islower (text[i]))
    i++;
  while (i + digits < n && g_ascii_isdigit (text[i + digits]))
    digits++;

  return i >= 4 && digits >= 3 && digits <= 4 && i + digits == n && askg_value_count (text, n, ASKG_BYTES_HEX) < n && !askg_word_is_product (text, n) && memcmp (text, "tty", 3) != 0;
}

/* "user web-admin01", "from host-22": whose it is, not what it is. */
static gboolean
is_named_by_what_stands_before (const AskgScan *scan,
                                gsize           at)
{
  static const char * const words[] = { "user ", "for ", "from ", "on ", "host ", "at ", "in ", "port ", "file ", "name ",
                                        "called ", "version ", "id ", "of ", "login ", "SSID ", "ssid " };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const gsize n = strlen (words[i]);

      if (at >= n && memcmp (scan->text + at - n, words[i], n) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_made_up (const AskgScan *scan,
            gsize           at,
            gsize           n)
{
  return (askg_value_is_made_up (scan->text + at, n) ||
          (n >= 10 && askg_value_count (scan->text + at, n, ASKG_BYTES_LOWER36) == n && askg_value_is_random (scan->text + at, n) &&
           askg_value_count (scan->text + at, n, ASKG_BYTES_HEX) < n)) &&
         !is_named_by_what_stands_before (scan, at);
}

/* "opens with X", "set it to X": no word of many meanings, such as "admin". */
static gboolean
is_strong_hint (const AskgScan *scan,
                guint           i_word)
{
  const AskgWord *word = &g_array_index (scan->words, AskgWord, i_word);

  return (word->kind & ASKG_WORD_HINT) != 0 &&
         (memchr (scan->text + word->start, ' ', word->end - word->start) != NULL ||
          g_ascii_strncasecmp (scan->text + word->start, "tr", 2) == 0);
}

/* kestrel_5G: a network's name. */
static gboolean
is_network_name (const AskgScan *scan,
                 guint           i_word,
                 gsize           at,
                 gsize           n)
{
  return (g_array_index (scan->words, AskgWord, i_word).kind & ASKG_WORD_NETWORK) != 0 &&
         n > 2 && scan->text[at + n - 1] == 'G' && g_ascii_isdigit (scan->text[at + n - 2]);
}

/* "wandb login X": a key right behind the command. */
static gboolean
is_logged_in_with (const AskgScan *scan,
                   guint           i_word,
                   gsize           at,
                   gsize           n)
{
  const AskgWord *word = &g_array_index (scan->words, AskgWord, i_word);

  return n >= 32 && at == word->end + 1 && word->end - word->start == 5 && memcmp (scan->text + word->start, "login", 5) == 0 &&
         askg_value_is_random (scan->text + at, n) && !askg_value_is_uuid (scan->text + at, n);
}

static gboolean
try_token (AskgScan *scan,
           guint     i_word,
           gsize     at,
           gsize     end)
{
  const guint kind = g_array_index (scan->words, AskgWord, i_word).kind;
  const gboolean is_named = (kind & ASKG_WORD_PASSWORD) != 0;
  const gsize word_end = g_array_index (scan->words, AskgWord, i_word).end;
  const char *text = scan->text + at;
  const gsize n = end - at;
  const char *slash = memchr (text, '/', n);
  const char *equals = memchr (text, '=', n);

  if (equals != NULL && equals > text &&
      askg_value_count (text, equals - text, ASKG_BYTES_LETTERS | ASKG_BYTE_UNDER) == equals - text)
    return try_token (scan, i_word, equals + 1 - scan->text, end); /* password=X */
  if (n < 4 || memchr (text, ';', n) != NULL || askg_scan_is_taken (scan, at) ||
      is_network_name (scan, i_word, at, n) || is_disowned (scan, i_word, at))
    return FALSE;
  if (slash != NULL && slash > text && slash < text + n - 1 && g_ascii_isalpha (*text) &&
      memchr (slash + 1, '/', text + n - slash - 1) == NULL)
    return try_token (scan, i_word, slash + 1 - scan->text, end); /* admin/X */

  if (askg_word_is_named (scan, at, n) || askg_word_is_plain (text, n))
    return FALSE;
  if ((kind & (ASKG_WORD_PASSWORD | ASKG_WORD_HINT)) != 0 &&
      ((is_strong_hint (scan, i_word) && askg_value_count (text, n, ASKG_BYTE_DIGIT) == 0 && askg_value_is_password (text, n)) ||
       is_paired (scan, at, n) ||
       (is_named &&
        n >= 10 && n <= 24 &&
        askg_value_count (text, n, ASKG_BYTE_HEX_LOW | ASKG_BYTE_LOW) == n &&
        askg_value_is_unspeakable (text, n) &&
        !askg_scan_is (scan, end, ASKG_BYTE_HIGH) &&
        askg_byte_is (scan->text[word_end - 1], ASKG_BYTE_HIGH)) ||
       is_small_word_and_number (text, n) ||
       ((is_named || (at > 0 && scan->text[at - 1] == '/') || is_strong_hint (scan, i_word)) &&
        is_made_up (scan, at, n) &&
        !(is_word_and_number (text, n) && g_ascii_isupper (*text) && (kind & ASKG_WORD_HINT) != 0 && scan->text[at - 1] != '/')) ||
       (askg_value_look (text, n) == ASKG_PASSWORD_LIKELY && (is_named || !is_word_and_number (text, n)))) &&
      !askg_value_is_stand_in (text, n) && !askg_value_is_uuid (text, n) &&
      (memchr (text, '=', MIN (n, 3)) == NULL || (*text == '=' && g_ascii_isalnum (text[1]))) &&
      slash == NULL)
    askg_scan_add (scan, at, end, ASKG_SECRET_PASSWORD_PROSE);
  else if ((kind & ASKG_WORD_PIN) != 0 &&
           is_four_to_eight_digits (scan, at, n) &&
           !askg_scan_is (scan, end, ASKG_BYTE_PERCENT | ASKG_BYTES_ALNUM))
    askg_scan_add (scan, at, end, ASKG_SECRET_PASSWORD_PROSE);
  else if (((kind & (ASKG_WORD_SECRET | ASKG_WORD_KEY)) != 0 && is_long_lot (text, n)) || is_logged_in_with (scan, i_word, at, n))
    askg_scan_add (scan, at, end, ASKG_SECRET_GENERIC_API_KEY);
  else
    return FALSE;

  return TRUE;
}

static gboolean
ends_token (const AskgScan *scan,
            gsize           at)
{
  return askg_scan_is (scan, at, ASKG_BYTE_SPACE | ASKG_BYTE_HIGH) || strchr ("\"'`()[]{}<>,", scan->text[at]) != NULL;
}

/* name(, get_name (: a function, not a value. */
static gboolean
is_called (const AskgScan *scan,
           gsize           at,
           gsize           end)
{
  return askg_scan_starts_with (scan, end, "(") ||
         (askg_scan_starts_with (scan, end, " (") && memchr (scan->text + at, '_', end - at) != NULL);
}

static void
look_ahead (AskgScan *scan,
            guint     i_word)
{
  const AskgWord *word = &g_array_index (scan->words, AskgWord, i_word);
  const gsize limit = askg_words_next (scan, word, word->kind,
                                       word->end + ((word->kind & ASKG_WORD_HINT) != 0 ? MAX_HINT_BYTES : MAX_NEAR_BYTES));

  for (gsize at = word->end; at < scan->n && at < limit && scan->text[at] != '\n';)
    {
      gsize end = at, stop;

      while (end < scan->n && end - at < ASKG_VALUE_MAX_BYTES && !ends_token (scan, end))
        end++;
      stop = end;
      while (stop > at &&
             strchr (".,;:?", scan->text[stop - 1]) != NULL && !(scan->text[stop - 1] == '.' && askg_scan_starts_with (scan, end, "\"")) &&
             !(scan->text[stop - 1] == '?' && stop > at + 1 && g_ascii_isdigit (scan->text[stop - 2])))
        stop--;
      if (stop > at && at > word->end && !is_called (scan, at, end) && try_token (scan, i_word, at, stop))
        return;
      if (stop > at + 1 && at == word->end && scan->text[at] == '/' &&
          (word->kind & ASKG_WORD_HINT) != 0 &&
          try_token (scan, i_word, at + 1, stop))
        return; /* admin/X */
      at = end < scan->n && scan->text[end] == '\n' ? end : end + 1;
    }
}

/* "hunter22 (the admin password)": where what stands before the bracket ends, or 0. */
static gsize
find_bracket_before (const AskgScan *scan,
                     gsize           at,
                     gsize           floor)
{
  for (; at > floor + 2; at--)
    if (scan->text[at - 1] == '(' && scan->text[at - 2] == ' ')
      return at - 2;
    else if (!askg_byte_is (scan->text[at - 1], ASKG_BYTES_LETTERS | ASKG_BYTE_SPACE | ASKG_BYTE_HIGH) ||
             scan->text[at - 1] == '\n')
      return 0;

  return 0;
}

/* "482913 is your verification code", "Winter2024! is the password", 482913 인증번호입니다 */
static gboolean
look_back (AskgScan *scan,
           guint     i_word)
{
  const AskgWord *word = &g_array_index (scan->words, AskgWord, i_word);
  const gsize floor = askg_words_before (scan, word, word->kind, word->start > MAX_HINT_BYTES ? word->start - MAX_HINT_BYTES : 0);
  const char *is = NULL;
  gsize at, end;

  for (at = word->start; at > floor && scan->text[at - 1] != '\n'; at--)
    if (askg_scan_starts_with (scan, at, " is "))
      is = scan->text + at;
  if ((end = find_bracket_before (scan, word->start, floor)) > 0)
    is = NULL;
  else if (is == NULL)
    return FALSE;
  else
    end = is - scan->text;
  while (end > floor && strchr ("\"'`)]", scan->text[end - 1]) != NULL)
    end--;
  for (at = end; at > floor && !ends_token (scan, at - 1); at--)
    ;
  if (at == end)
    return FALSE;
  if ((word->kind & ASKG_WORD_CODE) != 0)
    {
      const gsize dash = askg_scan_starts_with (scan, at, "G-") ? 2 : 0;

      if (!is_four_to_eight_digits (scan, at + dash, end - at - dash))
        return FALSE;
      askg_scan_add (scan, at, end, ASKG_SECRET_OTP_RECOVERY);
      return TRUE;
    }
  if ((word->kind & ASKG_WORD_PASSWORD) == 0 || end - at < 5 || (at > 1 && scan->text[at - 2] == '@') ||
      (is == NULL && askg_value_count (scan->text + at, end - at, ASKG_BYTES_LOW_HEX) == end - at) ||
      askg_value_look (scan->text + at, end - at) < (is != NULL ? ASKG_PASSWORD_LIKELY : ASKG_PASSWORD_MAYBE) ||
      askg_value_count (scan->text + at, end - at, ASKG_BYTE_DIGIT) == 0 ||
      askg_value_is_stand_in (scan->text + at, end - at))
    return FALSE;
  askg_scan_add (scan, at, end, ASKG_SECRET_PASSWORD_PROSE);

  return TRUE;
}

/* Tempest_pine~486, Topaz99=: words, a number, and a sign that names have none of. */
static gboolean
is_spiced_word (const char *text,
                gsize       n)
{
  gsize n_signs = 0;

  for (gsize i = 0; i < n; i++)
    n_signs += strchr ("~!@#$%^&*?+=", text[i]) != NULL;

  return n_signs == 1 && *text != '-' && *text != '=' && memchr (text, '/', n) == NULL && g_ascii_isalpha (*text) &&
         (askg_value_is_made_up (text, n) || (strchr ("~!@#$%^&*?+=", text[n - 1]) != NULL && askg_value_is_made_up (text, n - 1)));
}

/* Whether " as the " and the like are all that stands between @end and the word at @start: nothing but a password can be meant. */
static gboolean
is_said_to_be (const AskgScan *scan,
               gsize           end,
               gsize           start)
{
  static const char * const links[] = { " as the ", " as a ", " as my ", " as your ", " as our ", " as ", " for the ",
                                        "\" as the ", "' as the ", "` as the ", "\" as ", "' as ", "` as ", " a good ",
                                        " a strong ", " a valid ", " the right ", " the correct ", " 이게 ", "가 ", "이 ", " 이 ",
                                        " 이에요 ", " 입니다 ", " 이야 ", " 예요 ", "` 이게 ", " <- ", " \u2190 " };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    if (start - end == strlen (links[i]) && memcmp (scan->text + end, links[i], start - end) == 0)
      return TRUE;

  return FALSE;
}

/* "use X as the password", "X, the new password is Y": only what is likely one. The word that tells begins at @word_start. */
static gboolean
may_be_told_behind (const AskgScan *scan,
                    gsize           at,
                    gsize           end,
                    gsize           word_start)
{
  const char *text = scan->text + at;
  const gsize n = end - at;

  return n >= 6 &&
         !(end < scan->n && scan->text[end] == '(') && !(at > 1 && scan->text[at - 2] == '@') &&
         !askg_scan_is_taken (scan, at) &&
         !askg_value_is_stand_in (text, n) && !askg_word_is_plain (text, n) && !askg_value_is_uuid (text, n) &&
         (askg_value_count (text, n, ASKG_BYTE_PLUS | ASKG_BYTE_EQUALS | ASKG_BYTE_UNDER) == 0 ||
          is_spiced_word (text, n) ||
          is_said_to_be (scan, end, word_start));
}

static gboolean
is_password_told_behind (const AskgScan *scan,
                         gsize           at,
                         gsize           end,
                         gsize           word_start)
{
  const char *text = scan->text + at;
  const gsize n = end - at;

  return askg_value_look (text, n) == ASKG_PASSWORD_LIKELY || is_small_word_and_number (text, n) || is_made_up (scan, at, n) ||
         (is_said_to_be (scan, end, word_start) &&
          askg_value_look (text, n) != ASKG_PASSWORD_NO &&
          askg_value_count (text, n, ASKG_BYTE_DIGIT | ASKG_BYTE_MARK | ASKG_BYTE_PERCENT) > 1);
}

static void
look_behind (AskgScan *scan,
             guint     i_word)
{
  const AskgWord *word = &g_array_index (scan->words, AskgWord, i_word);
  const gsize floor = askg_words_before (scan, word, word->kind, word->start > MAX_NEAR_BYTES ? word->start - MAX_NEAR_BYTES : 0);
  gsize end = word->start;

  while (end > floor)
    {
      gsize at, stop;

      while (end > floor && ends_token (scan, end - 1))
        if (scan->text[--end] == '\n')
          return;
      for (at = end; at > floor && !ends_token (scan, at - 1); at--)
        ;
      stop = end;
      while (stop > at && strchr (".,;:?", scan->text[stop - 1]) != NULL)
        stop--;
      if ((at == 0 || at > floor) && may_be_told_behind (scan, at, stop, word->start))
        {
          if ((word->kind & ASKG_WORD_PASSWORD) != 0 && is_password_told_behind (scan, at, stop, word->start))
            {
              askg_scan_add (scan, at, stop, ASKG_SECRET_PASSWORD_PROSE);
              return;
            }
          if (((word->kind & ASKG_WORD_KEY) != 0 && word->start - stop < 12 && is_long_lot (scan->text + at, stop - at)) ||
              ((word->kind & ASKG_WORD_SECRET) != 0 && word->start - stop < 16 && stop - at >= 32 &&
               askg_value_is_random (scan->text + at, stop - at) && !askg_words_near (scan, at, stop, ASKG_WORD_DECOY, 16, 0)))
            {
              askg_scan_add (scan, at, stop, ASKG_SECRET_GENERIC_API_KEY);
              return;
            }
        }
      end = at;
    }
}

/**
 * askg_find_hinted:
 * @i_word: the index of a word behind which nothing stood that could be told by its place
 */
void
askg_find_hinted (AskgScan      *scan,
                  guint          i_word,
                  const AskgGap *gap)
{
  const guint kind = g_array_index (scan->words, AskgWord, i_word).kind;

  if ((kind & ASKG_WORD_BARE) != 0 && askg_find_code_before (scan, i_word))
    return;
  if ((kind & (ASKG_WORD_PASSWORD | ASKG_WORD_PIN | ASKG_WORD_HINT | ASKG_WORD_SECRET | ASKG_WORD_KEY | ASKG_WORD_CODE)) == 0 ||
      (kind & ASKG_WORD_DECOY) != 0)
    return;
  if (look_back (scan, i_word) || ((kind & ASKG_WORD_CODE) != 0 && (askg_find_codes_above (scan, i_word) || askg_find_code_near (scan, i_word))))
    return;
  look_ahead (scan, i_word);
  if ((kind & (ASKG_WORD_PASSWORD | ASKG_WORD_SECRET | ASKG_WORD_KEY)) != 0 && (kind & ASKG_WORD_HINT) == 0)
    look_behind (scan, i_word);
}
