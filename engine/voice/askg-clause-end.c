/* askg-clause-end.c: pure; any thread. */
#include "engine/voice/askg-clause-end.h"

#include <string.h>

/* In letters; one of Chinese, Japanese and Korean is two. */
#define MIN_SENTENCE     12  /* shorter ones sound chopped */
#define MIN_FIRST        2   /* but the first should sound soon */
#define MIN_PHRASE       64  /* before it ends at a comma */
#define MIN_FIRST_PHRASE 36
#define MAX_AT_SPACE     320 /* nobody waits for more */
#define MAX_LETTERS      640

/* A dot behind one of these ends no sentence, or only before a capital letter. */
static const char *const abbreviations[] = {
  "abb", "approx", "art", "aufl", "bspw", "bzw", "ca", "cf", "ch", "col", "dept", "dr", "ed", "eds", "ex", "fig", "figs", "hr", "inkl",
  "jr", "lt", "max", "mfg", "min", "mme", "mr", "mrs", "ms", "mt", "nr", "pp", "prof", "resp", "rev", "sec", "sog", "sr",
  "st", "tab", "vgl", "vol", "vs", "zb", NULL
};
static const char *const endings[] = { "etc", "inc", "ltd", "corp", "co", "no", "usw", "al", "bzgl", NULL };
static const char *const months[] = { "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September",
                                      "Oktober", "November", "Dezember", NULL };

typedef struct
{
  const char      *text;
  AskgClauseAfter  after;
  gboolean         is_first;
  guint            weight;      /* of the letters so far */
  gboolean         has_letters;
} Search;

static gboolean
is_wide (gunichar c)
{
  return c >= 0x1100 && g_unichar_iswide (c);
}

/* Brackets and quotes that close what the end stands in. */
static gboolean
is_closer (gunichar c)
{
  return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201d || c == 0x2019 || c == 0xbb || c == 0x300d || c == 0x300f ||
         c == 0xff09 || c == 0x3011 || c == 0x300b;
}

static const char *
skip_closers (const char *at)
{
  while (*at != '\0' && is_closer (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);

  return at;
}

static gboolean
has_word (const char *const *words,
          const char        *word)
{
  for (gsize i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (words[i], word) == 0)
      return TRUE;

  return FALSE;
}

/* The word before the dot at @dot, without what opens it. */
static char *
word_before (const Search *self,
             const char   *dot)
{
  const char *start = dot;

  while (start > self->text && !g_ascii_isspace (start[-1]) && strchr ("([{\"'", start[-1]) == NULL)
    start--;

  return g_strndup (start, dot - start);
}

static gboolean
begins_with_month (const char *at)
{
  for (gsize i = 0; months[i] != NULL; i++)
    if (g_str_has_prefix (at, months[i]))
      return TRUE;

  return FALSE;
}

typedef enum { DOT_ENDS, DOT_GOES_ON, DOT_UNKNOWN } Dot;

/* @next: what follows the space behind the dot; "" while it is not known */
static Dot
judge_dot (const Search *self,
           const char   *dot,
           const char   *next)
{
  g_autofree char *word = word_before (self, dot);
  const gsize n_bytes = strlen (word);
  const gunichar follows = g_utf8_get_char (next);
  const gboolean is_number = n_bytes > 0 && g_ascii_isdigit (word[n_bytes - 1]) && strspn (word, "0123456789") == n_bytes;
  const Dot unknown = self->after == ASKG_CLAUSE_NOTHING_MORE ? DOT_ENDS : DOT_UNKNOWN;

  if ((n_bytes == 1 && g_ascii_isalpha (*word)) || has_word (abbreviations, word) ||
      (strchr (word, '.') != NULL && !g_ascii_isdigit (*word) && n_bytes <= 6))
    return *next == '\0' && self->after == ASKG_CLAUSE_NOTHING_MORE ? DOT_ENDS : DOT_GOES_ON;
  if (has_word (endings, word) || is_number)
    {
      if (*next == '\0')
        return unknown;
      if (g_unichar_islower (follows) || g_unichar_isdigit (follows) || (is_number && begins_with_month (next)))
        return DOT_GOES_ON;
      return is_number && !self->has_letters ? DOT_GOES_ON : DOT_ENDS;
    }

  return g_unichar_islower (follows) ? DOT_GOES_ON : DOT_ENDS;
}

/* Whether the end of a sentence at @at is one, @behind it what follows its closing brackets. */
static gboolean
is_sentence_end (const Search *self,
                 const char   *at,
                 const char   *behind,
                 gboolean     *is_unknown)
{
  const char *next = behind;

  if (*behind == '\0')
    {
      *is_unknown = self->after == ASKG_CLAUSE_MAY_GO_ON;
      if (*is_unknown)
        return FALSE;
    }
  else if (!g_unichar_isspace (g_utf8_get_char (behind)))
    return FALSE;
  if (*at != '.')
    return TRUE;

  while (*next != '\0' && g_unichar_isspace (g_utf8_get_char (next)))
    next = g_utf8_next_char (next);
  switch (judge_dot (self, at, next))
    {
    case DOT_UNKNOWN:
      *is_unknown = TRUE;
      return FALSE;
    case DOT_GOES_ON:
      return FALSE;
    case DOT_ENDS:
    default:
      return TRUE;
    }
}

/* Returns: what follows the end at @at; %NULL where there is none */
static const char *
end_at (const Search *self,
        const char   *at,
        gboolean     *is_unknown)
{
  const gunichar c = g_utf8_get_char (at);
  const char *next = g_utf8_next_char (at);
  const guint least = self->is_first ? MIN_FIRST : MIN_SENTENCE;
  const guint phrase = self->is_first ? MIN_FIRST_PHRASE : MIN_PHRASE;

  if (self->weight >= MAX_LETTERS)
    return next;
  switch (c)
    {
    case '\n':
      return self->weight > 0 ? next : NULL;
    case 0x3002: case 0xff01: case 0xff1f: case 0xff61: /* 。！？｡ */
      return self->weight >= least ? skip_closers (next) : NULL;
    case 0x3001: case 0xff0c: case 0xff1b: case 0xff1a: /* 、，；： */
      return self->weight >= phrase ? next : NULL;
    case '.': case '!': case '?': case 0x2026:
      next = skip_closers (next);
      return self->weight >= least && is_sentence_end (self, at, next, is_unknown) ? next : NULL;
    case ':': case ';':
      return self->weight >= MIN_SENTENCE && is_sentence_end (self, at, next, is_unknown) ? next : NULL;
    case ',':
      return self->weight >= phrase && is_sentence_end (self, at, next, is_unknown) ? next : NULL;
    default:
      return self->weight >= MAX_AT_SPACE && g_unichar_isspace (c) ? next : NULL;
    }
}

/**
 * askg_clause_find_end:
 * @text: valid UTF-8
 * @is_first: nothing was said yet: a short one is better than a late one
 *
 * Returns: the bytes of the first clause, its end included; 0 while that may still go on
 */
gsize
askg_clause_find_end (const char      *text,
                      AskgClauseAfter  after,
                      gboolean         is_first)
{
  Search self = { .text = text, .after = after, .is_first = is_first };

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar c = g_utf8_get_char (at);
      gboolean is_unknown = FALSE;
      const char *end;

      if (self.weight > 0 || !g_unichar_isspace (c))
        self.weight += is_wide (c) ? 2 : 1;
      self.has_letters |= g_unichar_isalpha (c);
      end = end_at (&self, at, &is_unknown);
      if (end != NULL)
        return end - text;
      if (is_unknown)
        return 0;
    }

  return after == ASKG_CLAUSE_NOTHING_MORE ? strlen (text) : 0;
}
