/* askg-page-readings.c: any thread. */
#include "engine/privacy/askg-page-readings.h"

#include <string.h>

/* A gap within a word is narrower than this part of its letters; a space is wider. */
#define GAP_PART        0.45
/* So long at the end of a line, it may go on in the next one. */
#define MIN_BROKEN_CHARS 10

typedef enum
{
  AS_READ  = 0,
  MENDED   = 1 << 0, /* what eyes confuse is put right */
  CLOSED   = 1 << 1, /* narrow gaps are none, and long words go on in the next line */
  RUN_ON   = 1 << 2, /* no gap is one */
} Ways;

static void
reading_free (gpointer data)
{
  AskgPageReading *self = data;

  g_string_free (self->text, TRUE);
  g_array_unref (self->words);
  g_free (self);
}

static void
append (AskgPageReading *self,
        const char      *text,
        guint32          word)
{
  const gsize n_bytes = strlen (text);

  g_string_append_len (self->text, text, (gssize) n_bytes);
  for (gsize i = 0; i < n_bytes; i++)
    g_array_append_val (self->words, word);
}

/* -- What eyes confuse ------------------------------------------------------- */

static const char *
plain_mark (gunichar c)
{
  switch (c)
    {
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2212: return "-";
    case 0x2018: case 0x2019: case 0x201a: case 0x2032: return "'";
    case 0x201c: case 0x201d: case 0x201e: case 0x2033: return "\"";
    case 0x2026: return "...";
    case 0xff1a: return ":";
    case 0xff1d: return "=";
    case 0xff20: return "@";
    default: return NULL;
    }
}

static GString *
mend_marks (const char *word)
{
  GString *mended = g_string_new (NULL);

  for (const char *at = word; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *mark = plain_mark (g_utf8_get_char (at));

      if (mark != NULL)
        g_string_append (mended, mark);
      else
        g_string_append_unichar (mended, g_utf8_get_char (at));
    }

  return mended;
}

/* What a letter stands for among digits; 0 for itself. */
static char
digit_for (char c)
{
  static const char letters[] = "OoQDlI|iSsBZz";
  static const char digits[] = "0000111155822";
  const char *at = c != '\0' ? strchr (letters, c) : NULL;

  return at != NULL ? digits[at - letters] : 0;
}

/* A number in which a few digits were taken for letters. */
static void
mend_digits (GString *word)
{
  gsize n_digits = 0, n_alike = 0, n_other = 0;

  for (gsize i = 0; i < word->len; i++)
    {
      n_digits += g_ascii_isdigit (word->str[i]);
      n_alike += digit_for (word->str[i]) != 0;
      n_other += g_ascii_isalpha (word->str[i]) && digit_for (word->str[i]) == 0;
    }
  if (n_other > 0 || n_digits < 4 || n_alike * 3 > n_digits)
    return;
  for (gsize i = 0; i < word->len; i++)
    if (digit_for (word->str[i]) != 0)
      word->str[i] = digit_for (word->str[i]);
}

/* NL47TESTO763776942: letters among the digits of an IBAN. Its check digits tell whether that is one then. */
static void
mend_account (GString *word)
{
  if (word->len < 15 || word->len > 34 || !g_ascii_isupper (word->str[0]) || !g_ascii_isupper (word->str[1]) ||
      !g_ascii_isdigit (word->str[2]) || !g_ascii_isdigit (word->str[3]))
    return;
  for (gsize i = 4; i < word->len; i++)
    if (digit_for (word->str[i]) != 0 && (g_ascii_isdigit (word->str[i - 1]) || g_ascii_isdigit (word->str[i + 1])))
      word->str[i] = digit_for (word->str[i]);
}

/* How the marks that well known secrets begin with come out wrong. */
static void
mend_heads (GString *word)
{
  static const struct { const char *read, *meant; } heads[] = {
    { "AK1A", "AKIA" }, { "AKlA", "AKIA" }, { "AK|A", "AKIA" }, { "AS1A", "ASIA" }, { "ASlA", "ASIA" },
    { "A1za", "AIza" }, { "Alza", "AIza" }, { "eyj", "eyJ" }, { "eyl", "eyJ" }, { "ey]", "eyJ" }, { "eyI", "eyJ" },
    { "5k-", "sk-" }, { "Sk-", "sk-" }, { "sk_Iive", "sk_live" }, { "sk_1ive", "sk_live" }, { "g1pat", "glpat" },
    { "gIpat", "glpat" }, { "gh0_", "gho_" }, { "x0x", "xox" }, { "X0X", "xox" }, { "GOC5PX", "GOCSPX" },
    { "GOCSPX_", "GOCSPX-" }, { "dop_vl", "dop_v1" }, { "whsec-", "whsec_" }, { "-----BEGlN", "-----BEGIN" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    for (char *at = word->str; (at = strstr (at, heads[i].read)) != NULL; at++)
      if (at == word->str || !g_ascii_isalnum (at[-1]))
        memcpy (at, heads[i].meant, strlen (heads[i].meant)); /* as long as what was read */
}

static char *
mend (const char *word)
{
  GString *mended = mend_marks (word);

  mend_digits (mended);
  mend_account (mended);
  mend_heads (mended);

  return g_string_free (mended, FALSE);
}

/* -- Gaps ---------------------------------------------------------------------- */

static gboolean
is_narrow_gap (const AskgWord *word,
               const AskgWord *next)
{
  const glong n_chars = MAX (1, g_utf8_strlen (word->text, -1) + g_utf8_strlen (next->text, -1));
  const double advance = (double) (word->box.width + next->box.width) / n_chars;

  return next->box.x - (word->box.x + word->box.width) < advance * GAP_PART;
}

/* Words end with a line; what is longer than most words may not. */
static gboolean
goes_on (const AskgWord *last,
         const AskgWord *next)
{
  const gsize n_bytes = strlen (last->text);

  return n_bytes >= MIN_BROKEN_CHARS && g_ascii_isalnum (next->text[0]) &&
         (g_ascii_isalnum (last->text[n_bytes - 1]) || strchr ("-_/+=.", last->text[n_bytes - 1]) != NULL);
}

static const char *
gap_before (AskgPageText *page,
            Ways          ways,
            guint         index,
            gboolean      is_new_line)
{
  const AskgWord *word = askg_page_text_get_word (page, index);
  const AskgWord *before = index > 0 ? askg_page_text_get_word (page, index - 1) : NULL;

  if (before == NULL)
    return "";
  if (is_new_line)
    return (ways & CLOSED) != 0 && goes_on (before, word) ? "" : "\n";
  if ((ways & RUN_ON) != 0 || ((ways & CLOSED) != 0 && is_narrow_gap (before, word)))
    return "";

  return " ";
}

static AskgPageReading *
read_page (AskgPageText *page,
           Ways          ways)
{
  AskgPageReading *self = g_new0 (AskgPageReading, 1);

  self->text = g_string_new (NULL);
  self->words = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->is_guess = (ways & RUN_ON) != 0;
  for (guint i = 0; i < askg_page_text_get_n_lines (page); i++)
    {
      const AskgTextLine *line = askg_page_text_get_line (page, i);

      for (guint j = 0; j < line->n_words; j++)
        {
          const guint index = line->first_word + j;
          const char *read = askg_page_text_get_word (page, index)->text;
          g_autofree char *mended = (ways & MENDED) != 0 ? mend (read) : NULL;

          append (self, gap_before (page, ways, index, j == 0), ASKG_NO_WORD);
          append (self, mended != NULL ? mended : read, index);
        }
    }

  return self;
}

/**
 * askg_page_readings_new:
 *
 * Returns: (transfer full) (element-type AskgPageReading): the same page in several ways; what one of them shows to
 *   be a secret is one. None for a page without words
 */
GPtrArray *
askg_page_readings_new (AskgPageText *page)
{
  GPtrArray *readings = g_ptr_array_new_with_free_func (reading_free);

  if (askg_page_text_get_n_words (page) == 0)
    return readings;
  g_ptr_array_add (readings, read_page (page, AS_READ));
  g_ptr_array_add (readings, read_page (page, MENDED | CLOSED));
  g_ptr_array_add (readings, read_page (page, MENDED | CLOSED | RUN_ON));

  return readings;
}
