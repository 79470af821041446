/* askg-query.c: any thread. */
#include "engine/memory/askg-query-private.h"

#include <string.h>

#include "engine/memory/askg-words.h"

#define MAX_QUERY_BYTES 2000
#define MAX_TOKENS_READ 100000 /* of one text; a hit behind them is shown by the text's beginning */

static void
clear_token (gpointer data)
{
  g_free (((AskgQueryToken *) data)->folded);
}

static void
clear_term (gpointer data)
{
  AskgQueryTerm *term = data;

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
  AskgQueryToken token = { g_strndup (folded, n_bytes), n_bytes, start, end, 0 };

  if (tokens->len > 0)
    token.place = g_array_index (tokens, AskgQueryToken, tokens->len - 1).place + ((flags & ASKG_WORD_BESIDE) != 0 ? 0 : 1);
  g_array_append_val (tokens, token);

  return tokens->len >= MAX_TOKENS_READ;
}

/* (transfer full) (element-type AskgQueryToken): the words of @text, at most the first hundred thousand */
GArray *
askg_query_split (const char *text,
                  gsize       n_bytes,
                  gboolean    as_query)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (AskgQueryToken));

  g_array_set_clear_func (tokens, clear_token);
  (void) askg_words_split (text, n_bytes, as_query, add_token, tokens);

  return tokens;
}

static void
add_term (AskgQuery  *self,
          const char *word)
{
  AskgQueryTerm term = { askg_query_split (word, strlen (word), TRUE), NULL };

  if (term.tokens->len == 0)
    {
      clear_term (&term);
      return;
    }
  if (term.tokens->len > 1)
    {
      g_autofree char *lower = g_utf8_strdown (word, -1);
      g_autoptr(GArray) whole = askg_query_split (lower, strlen (lower), TRUE);

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

  self->terms = g_array_new (FALSE, FALSE, sizeof (AskgQueryTerm));
  g_array_set_clear_func (self->terms, clear_term);
  for (gsize i = 0; words[i] != NULL && self->terms->len < ASKG_QUERY_MAX_TERMS; i++)
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

guint
askg_query_get_n_terms (const AskgQuery *self)
{
  return self->terms->len;
}

/* Tokens are letters and digits only: nothing in them could end the quotes. */
static void
append_phrase (GString      *match,
               const GArray *tokens)
{
  g_string_append_c (match, '"');
  for (guint i = 0; i < tokens->len; i++)
    g_string_append_printf (match, "%s%s", i > 0 ? " " : "", g_array_index (tokens, AskgQueryToken, i).folded);
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
      const AskgQueryTerm *term = &g_array_index (self->terms, AskgQueryTerm, i);

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
