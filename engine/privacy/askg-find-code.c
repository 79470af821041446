/* askg-find-code.c: one-time codes, recovery codes and their seeds, product keys. One thread at a time. */
#include "engine/privacy/askg-named-private.h"
#include "engine/privacy/askg-value-private.h"

#include <string.h>

#define MAX_CODES 24
#define MAX_LEAD_BYTES 80

/* 123456, 123 456, 123-456: four to eight digits. Returns its end, or @at. */
static gsize
read_digits (const AskgScan *scan,
             gsize           at)
{
  gsize end = at, n = 0;

  while (askg_scan_is (scan, end, ASKG_BYTE_DIGIT) && n < 10)
    {
      end++;
      n++;
      if ((n == 3 || n == 4) && end + n < scan->n && (scan->text[end] == ' ' || scan->text[end] == '-') &&
          askg_value_count (scan->text + end + 1, n, ASKG_BYTE_DIGIT) == n && !askg_scan_is (scan, end + 1 + n, ASKG_BYTES_ALNUM))
        return end + 1 + n;
    }
  if (n < 4 || n > 8 || askg_scan_is (scan, end, ASKG_BYTES_WORD | ASKG_BYTE_PERCENT))
    return at;
  if (askg_scan_is (scan, end, ASKG_BYTE_DOT | ASKG_BYTE_COLON | ASKG_BYTE_PLUS | ASKG_BYTE_DASH) &&
      askg_scan_is (scan, end + 1, ASKG_BYTE_DIGIT))
    return at;
  if (askg_scan_is (scan, end, ASKG_BYTE_DASH) && askg_scan_is (scan, end + 1, ASKG_BYTES_ALNUM))
    return at; /* the first of its groups */

  return end;
}

static guint
count_capital_letters (const char *text,
                       gsize       n)
{
  return askg_value_count (text, n, ASKG_BYTE_HEX_UP | ASKG_BYTE_UP);
}

/* abcd-efgh, 1a2b3-c4d5e-f6a7b, G-123456: groups of four to eight. Returns its end, or @at. */
static gsize
read_groups (const AskgScan *scan,
             gsize           at,
             guint          *out_n_groups)
{
  gsize end = at, n_digits = 0;
  guint n_groups = 0;

  while (end - at < 80)
    {
      gsize stop = end;

      while (askg_scan_is (scan, stop, ASKG_BYTES_ALNUM) && stop - end < 12)
        stop++;
      if (stop - end < 3 || stop - end > 10 || askg_scan_is (scan, stop, ASKG_BYTES_ALNUM))
        return at;
      n_digits += askg_value_count (scan->text + end, stop - end, ASKG_BYTE_DIGIT);
      n_groups++;
      end = stop;
      if (!askg_scan_is (scan, end, ASKG_BYTE_DASH) || !askg_scan_is (scan, end + 1, ASKG_BYTES_ALNUM))
        break;
      end++;
    }
  *out_n_groups = n_groups;
  if (n_digits == 0 &&
      !(n_groups == 2 && end - at >= 9 && askg_value_is_unspeakable (scan->text + at, end - at)) &&
      !(n_groups >= 2 && count_capital_letters (scan->text + at, end - at) + n_groups - 1 == end - at) &&
      n_groups < 3)
    return at;

  return n_groups >= 2 || (n_digits > 0 && end - at >= 5) ? end : at;
}

/* "cwjd ba4b nrvg 4hgl", "JBSWY3DPEHPK3PXP": the seed of a code generator. Returns its end, or @at. */
static gsize
read_seed (const AskgScan *scan,
           gsize           at)
{
  gsize end = at, n = 0, n_digits = 0;

  while (end < scan->n && end - at < 140)
    {
      const char c = g_ascii_toupper (scan->text[end]);

      if ((c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7'))
        {
          n++;
          n_digits += g_ascii_isdigit (c);
          end++;
        }
      else if ((c == ' ' || c == '-') && n > 0 && n % 4 == 0 && askg_scan_is (scan, end + 1, ASKG_BYTES_ALNUM))
        end++;
      else
        break;
    }
  while (end > at && (scan->text[end - 1] == ' ' || scan->text[end - 1] == '-'))
    end--;

  return n >= 16 && n_digits > 0 && !askg_scan_is (scan, end, ASKG_BYTES_WORD) ? end : at;
}

static gsize
skip_between_codes (const AskgScan *scan,
                    gsize           at)
{
  const gsize start = at;
  gsize i;

  while (at < scan->n && at - start < 16 && strchr (" \t\r\n,;|/*->\"'[]", scan->text[at]) != NULL && scan->text[at] != '\0')
    at++;
  for (i = at; askg_scan_is (scan, i, ASKG_BYTE_DIGIT) && i - at < 2; i++)
    ;
  if (i > at && i + 1 < scan->n && (scan->text[i] == '.' || scan->text[i] == ')') && scan->text[i + 1] == ' ')
    at = i + 2;

  return at;
}

/* A list of codes of one make: the others are found by the first. */
static void
add_like_it (AskgScan *scan,
             gsize     at,
             gsize     end)
{
  const gsize n = end - at;

  for (guint i = 0; i < MAX_CODES; i++)
    {
      const gsize next = skip_between_codes (scan, end);

      if (next == end || next + n > scan->n || askg_scan_is (scan, next + n, ASKG_BYTES_ALNUM))
        return;
      for (gsize k = 0; k < n; k++)
        if (askg_byte_is (scan->text[at + k], ASKG_BYTES_ALNUM) != askg_byte_is (scan->text[next + k], ASKG_BYTES_ALNUM))
          return;
      if (askg_value_count (scan->text + at, n, ASKG_BYTE_DIGIT) > 0 &&
          askg_value_count (scan->text + next, n, ASKG_BYTE_DIGIT) == 0 &&
          askg_value_count (scan->text + at, n, ASKG_BYTE_DASH) == 0)
        return;
      askg_scan_add (scan, next, next + n, ASKG_SECRET_OTP_RECOVERY);
      end = next + n;
    }
}

/* "1. " and "2) " before the codes of a list. */
static gsize
skip_numbering (const AskgScan *scan,
                gsize           at)
{
  return askg_scan_is (scan, at, ASKG_BYTE_DIGIT) &&
         at + 2 < scan->n &&
         (scan->text[at + 1] == '.' || scan->text[at + 1] == ')') &&
         scan->text[at + 2] == ' '
         ? at + 3
         : at;
}

static gboolean
try_code (AskgScan       *scan,
          const AskgGap  *gap)
{
  const gsize start = skip_numbering (scan, gap->at), at = askg_scan_starts_with (scan, start, "G-") ? start + 2 : start;
  gsize end;
  guint n_groups = 0;

  if ((end = read_seed (scan, at)) > at)
    {
      askg_scan_add (scan, at, end, ASKG_SECRET_OTP_RECOVERY);
      return TRUE;
    }
  if ((end = read_digits (scan, at)) > at || (end = read_groups (scan, at, &n_groups)) > at)
    {
      if (n_groups == 1 &&
          gap->kind < ASKG_GAP_IS &&
          !(end - at >= 8 && askg_value_count (scan->text + at, end - at, ASKG_BYTE_DIGIT) > 2))
        return FALSE;
      askg_scan_add (scan, start, end, ASKG_SECRET_OTP_RECOVERY);
      add_like_it (scan, at, end);
      return TRUE;
    }

  return FALSE;
}

/* "Your Kestrel code: 123456": a maker's name between, written as one or no word that codes of other kinds have. */
static gboolean
is_of_brand (const AskgScan *scan,
             const AskgWord *word)
{
  static const char * const others[] = { "area", "booking", "color", "colour", "country", "coupon", "course", "currency", "customer",
                                         "dial", "discount", "dress", "error", "exit", "fault", "invite", "item", "order", "part",
                                         "postal", "post", "product", "promo", "qr", "referral", "room", "sort", "source",
                                         "status", "store", "swift", "tax", "voucher", "zip" };
  gsize end = word->start - 1, start;

  if (word->start < 8 || scan->text[end] != ' ')
    return FALSE;
  for (start = end; start > 0 && end - start < 24 && askg_byte_is (scan->text[start - 1], ASKG_BYTES_ALNUM); start--)
    ;
  if (start < 5 || end - start < 3 || (memcmp (scan->text + start - 5, "Your ", 5) != 0 && memcmp (scan->text + start - 5, "your ", 5) != 0))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (strlen (others[i]) == end - start && g_ascii_strncasecmp (others[i], scan->text + start, end - start) == 0)
      return FALSE;

  return TRUE;
}

/* "Code: 123456", not "error code: 123456". */
static gboolean
stands_alone (const AskgScan *scan,
              const AskgWord *word)
{
  static const char * const others[] = { "your ", "the ", "Your ", "The ", "my ", ". ", ": ", "] ", "> " };

  if (word->start == 0 || scan->text[word->start - 1] == '\n' || is_of_brand (scan, word))
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (word->start >= strlen (others[i]) &&
        memcmp (scan->text + word->start - strlen (others[i]), others[i], strlen (others[i])) == 0)
      return TRUE;

  return FALSE;
}

/* "code for the gate: 9890" */
static gboolean
names_a_door (const AskgScan *scan,
              gsize           at,
              gsize           end)
{
  static const char * const doors[] = { "door", "gate", "garage", "safe", "alarm", "lock", "building", "entrance", "lobby",
                                        "elevator", "storage", "parking", "bike", "gym", "office", "cabinet" };

  for (gsize i = 0; i < G_N_ELEMENTS (doors); i++)
    if (memmem (scan->text + at, end - at, doors[i], strlen (doors[i])) != NULL)
      return TRUE;

  return FALSE;
}

/* "Use code 123456 to sign in": a bare "code" and what such a message says besides. */
static gboolean
try_message (AskgScan       *scan,
             const AskgWord *word,
             const AskgGap  *gap)
{
  gsize at = gap->at, end;

  if (askg_scan_starts_with (scan, at, "G-"))
    at += 2;
  end = read_digits (scan, at);
  if (end > at && gap->is_far && gap->kind >= ASKG_GAP_IS && names_a_door (scan, word->end, gap->at))
    {
      askg_scan_add (scan, at, end, ASKG_SECRET_PASSWORD_PROSE);
      return TRUE;
    }
  if (end == at ||
      end - at < 4 ||
      !(askg_words_near (scan, word->start, end, ASKG_WORD_PROOF, 80, 80) ||
        ((end - at == 6 || (end - at == 7 && !askg_scan_is (scan, at + 3, ASKG_BYTE_DIGIT))) &&
         gap->kind >= ASKG_GAP_COLON &&
         stands_alone (scan, word))))
    return FALSE;
  askg_scan_add (scan, at, end, ASKG_SECRET_OTP_RECOVERY);

  return TRUE;
}

static gboolean
try_spaced_seed (AskgScan *scan,
                 gsize     at)
{
  gsize end = at;

  if (at < scan->n && askg_value_count (scan->text + at, MIN (scan->n - at, 32), ASKG_BYTE_DIGIT) > 0)
    end = read_seed (scan, at);
  if (end - at < 19 || askg_value_count (scan->text + at, end - at, ASKG_BYTE_SPACE) < 3)
    return FALSE;
  askg_scan_add (scan, at, end, ASKG_SECRET_OTP_RECOVERY);

  return TRUE;
}

/* Four to six groups of four to six capitals and digits. */
static gboolean
try_product_key (AskgScan *scan,
                 gsize     at)
{
  guint n_groups;
  const gsize end = read_groups (scan, at, &n_groups);

  if (end == at ||
      n_groups < 3 ||
      memmem (scan->text + at, end - at, "-token-", 7) != NULL ||
      memmem (scan->text + at, end - at, "-secret-", 8) != NULL ||
      askg_value_is_stand_in (scan->text + at, end - at) ||
      (askg_value_count (scan->text + at, end - at, ASKG_BYTE_DIGIT) == 0 &&
       count_capital_letters (scan->text + at, end - at) + n_groups - 1 < end - at))
    return FALSE;
  askg_scan_add (scan, at, end, ASKG_SECRET_GENERIC_API_KEY);

  return TRUE;
}

/* "Here are your backup codes. Each works once.": they stand in the lines below. */
static gboolean
try_list_below (AskgScan       *scan,
                const AskgWord *word)
{
  const char *end = memchr (scan->text + word->end, '\n', MIN (scan->n - word->end, MAX_LEAD_BYTES));
  AskgGap gap = { ASKG_GAP_IS };
  guint n_groups;

  if (end == NULL || g_ascii_tolower (scan->text[word->end - 1]) != 's')
    return FALSE;
  for (gap.at = end - scan->text; gap.at < scan->n && askg_byte_is (scan->text[gap.at], ASKG_BYTE_SPACE); gap.at++)
    ;
  gap.at = skip_numbering (scan, gap.at);

  return (read_digits (scan, gap.at) > gap.at || read_groups (scan, gap.at, &n_groups) > gap.at) && try_code (scan, &gap);
}

/* "card approved, auth code 904899", 카드사 승인번호: what a till prints. */
static gboolean
is_of_payment (const AskgScan *scan,
               const AskgWord *word)
{
  const gsize n = word->end - word->start;

  return (askg_scan_starts_with (scan, word->start, "승인") ||
          ((n == 8 || n == 9) && g_ascii_strncasecmp (scan->text + word->start, "auth", 4) == 0)) &&
         askg_words_near (scan, word->start, word->end, ASKG_WORD_CARD, 24, 0);
}

/* 승인번호 12345678: a card company's are of eight digits, those that are typed in of six. */
static gboolean
is_approval (const AskgScan *scan,
             const AskgWord *word,
             const AskgGap  *gap)
{
  gsize end = gap->at;

  while (askg_scan_is (scan, end, ASKG_BYTE_DIGIT))
    end++;

  return end - gap->at == 8 && askg_scan_starts_with (scan, word->start, "승인");
}

/**
 * askg_find_code:
 *
 * Returns: whether it is clear what @word announced: a code where @gap ends, or none
 */
gboolean
askg_find_code (AskgScan       *scan,
                const AskgWord *word,
                const AskgGap  *gap)
{
  gsize end;

  if ((word->kind & ASKG_WORD_CODE) != 0 && (is_of_payment (scan, word) || is_approval (scan, word, gap)))
    return TRUE; /* what follows is none */
  if ((word->kind & ASKG_WORD_CODE) != 0 && gap->kind <= ASKG_GAP_SPACE && try_list_below (scan, word))
    return TRUE;
  if (gap->kind == ASKG_GAP_NONE)
    return FALSE;
  if ((word->kind & ASKG_WORD_CODE) != 0 && try_code (scan, gap))
    return TRUE;
  if ((word->kind & ASKG_WORD_BARE) != 0 && try_message (scan, word, gap))
    return TRUE;
  if ((word->kind & ASKG_WORD_BARE) != 0 &&
      gap->at < scan->n &&
      word->start > 4 &&
      (end = read_seed (scan, gap->at)) > gap->at + 15 &&
      memmem (scan->text + word->start - MIN (word->start, 48), MIN (word->start, 48), "QR", 2) != NULL)
    {
      askg_scan_add (scan, gap->at, end, ASKG_SECRET_OTP_RECOVERY); /* "Scan the QR code or enter X" */
      return TRUE;
    }
  if (((word->kind & ASKG_WORD_BARE) != 0 ||
       ((word->kind & (ASKG_WORD_SECRET | ASKG_WORD_KEY)) != 0 && gap->kind >= ASKG_GAP_COLON)) &&
      try_spaced_seed (scan, gap->at))
    return TRUE;

  return (word->kind & (ASKG_WORD_PRODUCT | ASKG_WORD_SECRET)) != 0 &&
         gap->kind >= ASKG_GAP_SPACE &&
         try_product_key (scan, gap->at);
}
