/* askg-query.c: any thread. */
#include "engine/memory/askg-query.h"

#include <string.h>

#include "engine/memory/askg-words.h"

#define MAX_QUERY_BYTES 2000
#define MAX_TERMS 16
#define MAX_TOKENS_READ 100000 /* of one text; a hit behind them is shown by the text's beginning */
#define CHARS_BEFORE_HIT 50

typedef struct
{
  char  *folded; /* owned */
  gsize  n_bytes;
  gsize  start, end; /* bytes of the text it was found in */
  guint  place;
} Token;

/* What stood between two spaces: words that must follow each other, the last one perhaps only
 * begun. Where it is an identifier, its lower case in one piece will do as well. */
typedef struct
{
  GArray *tokens; /* of Token */
  GArray *whole;  /* (nullable): of one Token */
} Term;

struct _AskgQuery
{
  GArray *terms; /* of Term */
};

static void
clear_token (gpointer data)
{
  g_free (((Token *) data)->folded);
}

static void
clear_term (gpointer data)
{
  Term *term = data;

  g_array_unref (term->tokens);
  g_clear_pointer (&term->whole, g_array_unref);
}

static int
add_token (const char    *folded,
           gsize          n_bytes,
           gsize          start,
           gsize          end,
           AskgWordFlags  flags,
           gpointer       user_data)
{
  GArray *tokens = user_data;
  Token token = { g_strndup (folded, n_bytes), n_bytes, start, end, 0 };

  if (tokens->len > 0)
    token.place = g_array_index (tokens, Token, tokens->len - 1).place + ((flags & ASKG_WORD_BESIDE) != 0 ? 0 : 1);
  g_array_append_val (tokens, token);

  return tokens->len >= MAX_TOKENS_READ;
}

static GArray *
split (const char *text,
       gsize       n_bytes,
       gboolean    as_query)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));

  g_array_set_clear_func (tokens, clear_token);
  (void) askg_words_split (text, n_bytes, as_query, add_token, tokens);

  return tokens;
}

static void
add_term (AskgQuery  *self,
          const char *word)
{
  Term term = { split (word, strlen (word), TRUE), NULL };

  if (term.tokens->len == 0)
    {
      clear_term (&term);
      return;
    }
  if (term.tokens->len > 1)
    {
      g_autofree char *lower = g_utf8_strdown (word, -1);
      g_autoptr(GArray) whole = split (lower, strlen (lower), TRUE);

      if (whole->len == 1)
        term.whole = g_steal_pointer (&whole);
    }
  g_array_append_val (self->terms, term);
}

/**
 * askg_query_parse:
 * @text: anything; there is no syntax in it
 */
AskgQuery *
askg_query_parse (const char *text)
{
  AskgQuery *self = g_new0 (AskgQuery, 1);
  g_autofree char *start = g_strndup (text, MAX_QUERY_BYTES);
  g_autofree char *valid = g_utf8_make_valid (start, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_auto(GStrv) words = g_strsplit_set (composed, " \t\r\n", -1);

  self->terms = g_array_new (FALSE, FALSE, sizeof (Term));
  g_array_set_clear_func (self->terms, clear_term);
  for (gsize i = 0; words[i] != NULL && self->terms->len < MAX_TERMS; i++)
    add_term (self, words[i]);

  return self;
}

void
askg_query_free (AskgQuery *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->terms);
  g_free (self);
}

/* Whether it holds nothing that could be found. */
gboolean
askg_query_is_empty (const AskgQuery *self)
{
  return self->terms->len == 0;
}

/* Tokens are letters and digits only: nothing in them could end the quotes. */
static void
append_phrase (GString      *match,
               const GArray *tokens)
{
  g_string_append_c (match, '"');
  for (guint i = 0; i < tokens->len; i++)
    g_string_append_printf (match, "%s%s", i > 0 ? " " : "", g_array_index (tokens, Token, i).folded);
  g_string_append (match, "\"*");
}

/**
 * askg_query_to_match:
 *
 * Returns: (transfer full): the right side of MATCH
 */
char *
askg_query_to_match (const AskgQuery *self)
{
  GString *match = g_string_new (NULL);

  for (guint i = 0; i < self->terms->len; i++)
    {
      const Term *term = &g_array_index (self->terms, Term, i);

      g_string_append (match, i > 0 ? " AND (" : "(");
      append_phrase (match, term->tokens);
      if (term->whole != NULL)
        {
          g_string_append (match, " OR ");
          append_phrase (match, term->whole);
        }
      g_string_append_c (match, ')');
    }

  return g_string_free (match, FALSE);
}

static gboolean
is_same (const Token *wanted,
         const Token *found,
         gboolean     may_go_on)
{
  return (may_go_on ? found->n_bytes >= wanted->n_bytes : found->n_bytes == wanted->n_bytes) &&
         memcmp (wanted->folded, found->folded, wanted->n_bytes) == 0;
}

/* Whether @phrase stands at the place of token @at of @text, and which bytes it covers. */
static gboolean
stands_at (const GArray *phrase,
           const GArray *text,
           guint         at,
           gsize        *out_start,
           gsize        *out_end)
{
  const guint first_place = g_array_index (text, Token, at).place;
  guint found = at;

  for (guint i = 0; i < phrase->len; i++)
    {
      const Token *wanted = &g_array_index (phrase, Token, i);
      const gboolean is_last = i + 1 == phrase->len;
      const Token *token;

      /* Among the tokens that share a place, any will do. */
      while (found < text->len && g_array_index (text, Token, found).place <= first_place + i &&
             (g_array_index (text, Token, found).place < first_place + i ||
              !is_same (wanted, &g_array_index (text, Token, found), is_last)))
        found++;
      if (found >= text->len || g_array_index (text, Token, found).place != first_place + i)
        return FALSE;
      token = &g_array_index (text, Token, found);
      if (i == 0)
        *out_start = token->start;
      *out_end = token->end;
      /* Of a word that was only begun, what was typed; where the letters take as many bytes. */
      if (is_last && token->end - token->start == token->n_bytes)
        *out_end = token->start + wanted->n_bytes;
    }

  return TRUE;
}

static gboolean
find_term (const Term   *term,
           const GArray *text,
           gsize        *out_start,
           gsize        *out_end)
{
  for (guint at = 0; at < text->len; at++)
    if (stands_at (term->tokens, text, at, out_start, out_end) ||
        (term->whole != NULL && stands_at (term->whole, text, at, out_start, out_end)))
      return TRUE;

  return FALSE;
}

static const char *
go_back (const char *text,
         const char *from,
         guint       n_chars)
{
  while (from > text && n_chars-- > 0)
    from = g_utf8_prev_char (from);

  return from;
}

/* One line of @text around the hit: white space and control characters become single spaces. */
static void
cut (const char  *text,
     gsize        hit_start,
     gsize        hit_end,
     AskgSnippet *out)
{
  GString *line = g_string_new (NULL);
  const char *from = go_back (text, text + hit_start, CHARS_BEFORE_HIT);
  guint n_chars = 0;

  if (from > text)
    {
      g_string_append (line, "…");
      n_chars++;
    }
  out->hit_start = 0;
  out->hit_length = 0;
  for (const char *p = from; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const gboolean is_gap = g_unichar_isspace (c) || g_unichar_iscntrl (c);

      if (p == text + hit_start)
        out->hit_start = line->len;
      if (n_chars + 1 >= ASKG_SNIPPET_MAX_CHARS)
        {
          g_string_append (line, "…");
          break;
        }
      if (is_gap && (line->len == 0 || line->str[line->len - 1] == ' '))
        continue;
      g_string_append_unichar (line, is_gap ? ' ' : c);
      n_chars++;
      if (p >= text + hit_start && p < text + hit_end)
        out->hit_length = line->len - out->hit_start;
    }
  out->text = g_string_free (line, FALSE);
}

/**
 * askg_query_find:
 * @text: valid UTF-8
 * @out_snippet: (out caller-allocates): the line around the first of the words searched for; the
 *   beginning of @text, with nothing marked, where none is found
 */
void
askg_query_find (const AskgQuery *self,
                 const char      *text,
                 AskgSnippet     *out_snippet)
{
  g_autoptr(GArray) tokens = split (text, strlen (text), FALSE);
  gsize best_start = 0, best_end = 0;

  out_snippet->n_terms = 0;
  for (guint i = 0; i < self->terms->len; i++)
    {
      gsize start, end;

      if (!find_term (&g_array_index (self->terms, Term, i), tokens, &start, &end))
        continue;
      if (out_snippet->n_terms++ == 0 || start < best_start)
        {
          best_start = start;
          best_end = end;
        }
    }
  cut (text, best_start, best_end, out_snippet);
}

void
askg_snippet_clear (AskgSnippet *snippet)
{
  g_clear_pointer (&snippet->text, g_free);
}
