/* askg-query.c: any thread. */
#include "engine/memory/askg-query-private.h"

#include <string.h>

#include "engine/memory/askg-plain-words.h"
#include "engine/memory/askg-words.h"

#define MAX_QUERY_BYTES 2000
#define MAX_TOKENS_OF_TERM 32   /* a longer path is looked for by its beginning */
#define MAX_TOKENS_OF_QUERY 128
#define MAX_TOKENS_READ 100000  /* of one text; a hit behind them is shown by the text's beginning */
#define QUESTION_WORDS 4        /* so many make a sentence, in which not every word is meant */

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
  AskgQueryToken token = { g_strndup (folded, n_bytes), n_bytes, start, end, 0, (flags & ASKG_WORD_SCRIPT) != 0 };

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

/* Whether a longer word that begins so is meant too. One letter is a word of its own: nearly every
 * text has one that begins with it. */
gboolean
askg_query_token_goes_on (const AskgQueryToken *token)
{
  return token->is_script || g_utf8_strlen (token->folded, token->n_bytes) > 1;
}

static guint
count_tokens (const AskgQuery *self)
{
  guint n = 0;

  for (guint i = 0; i < self->terms->len; i++)
    n += g_array_index (self->terms, AskgQueryTerm, i).tokens->len;

  return n;
}

static void
add_term (AskgQuery  *self,
          const char *word,
          gsize       n_bytes)
{
  const guint room = MAX_TOKENS_OF_QUERY - count_tokens (self);
  AskgQueryTerm term = { askg_query_split (word, n_bytes, TRUE), NULL, FALSE };
  g_autofree char *alone = g_strndup (word, n_bytes);

  if (term.tokens->len > MIN (room, MAX_TOKENS_OF_TERM))
    g_array_set_size (term.tokens, MIN (room, MAX_TOKENS_OF_TERM));
  if (term.tokens->len == 0)
    {
      clear_term (&term);
      return;
    }
  term.is_plain = askg_plain_words_is_plain (alone);
  if (term.tokens->len > 1)
    {
      g_autofree char *lower = g_utf8_strdown (word, n_bytes);
      g_autoptr(GArray) whole = askg_query_split (lower, strlen (lower), TRUE);

      if (whole->len == 1)
        term.whole = g_steal_pointer (&whole);
    }
  g_array_append_val (self->terms, term);
}

static gboolean
is_question (char **words)
{
  guint n = 0;
  const char *last = "";

  for (gsize i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      {
        n++;
        last = words[i];
      }

  return n >= QUESTION_WORDS || g_str_has_suffix (last, "?") || g_str_has_suffix (last, "？");
}

static gboolean
is_meant (const char *word,
          gboolean    in_question)
{
  return *word != '\0' && !(in_question && askg_plain_words_is_plain (word));
}

/* Of a query that names a day and nothing else: what was asked then is meant, and the word itself. */
static void
add_day_words (AskgQuery  *self,
               char      **words,
               gint64      now_us)
{
  AskgWhen day;

  self->is_day_only = TRUE;
  for (gsize i = 0; words[i] != NULL && self->terms->len < ASKG_QUERY_MAX_TERMS; i++)
    if (askg_when_find_day (words[i], now_us, &day))
      add_term (self, words[i], strlen (words[i]));
}

/* @with_all: also what would not have to match */
static void
add_terms (AskgQuery  *self,
           char      **words,
           gint64      now_us,
           gboolean    with_all)
{
  const gboolean in_question = !with_all && is_question (words);

  for (gsize i = 0; words[i] != NULL && self->terms->len < ASKG_QUERY_MAX_TERMS; i++)
    {
      AskgWhen day;

      if (!is_meant (words[i], in_question))
        continue;
      if (!with_all && askg_when_find_day (words[i], now_us, &day))
        {
          self->day = day;
          self->has_day = TRUE;
        }
      else
        add_term (self, words[i], in_question ? askg_plain_words_trim (words[i]) : strlen (words[i]));
    }
}

/**
 * askg_query_parse:
 * @text: anything; there is no syntax in it
 * @now_us: what "yesterday" is counted from
 *
 * Every word is meant, and must be found. But in a question or a sentence of four words and more,
 * those that only make it one are not ("what was that libfoo error on Tuesday?" looks for "libfoo"
 * and "error"), and a day tells when to look first. Where only a day is named, what was asked then is meant; where
 * nothing else is there, each word is meant again.
 */
AskgQuery *
askg_query_parse (const char *text,
                  gint64      now_us)
{
  AskgQuery *self = g_new0 (AskgQuery, 1);
  g_autofree char *start = g_strndup (text, MAX_QUERY_BYTES);
  g_autofree char *valid = g_utf8_make_valid (start, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_auto(GStrv) words = g_strsplit_set (composed, " \t\r\n", -1);

  self->terms = g_array_new (FALSE, FALSE, sizeof (AskgQueryTerm));
  g_array_set_clear_func (self->terms, clear_term);
  add_terms (self, words, now_us, FALSE);
  if (self->terms->len == 0 && self->has_day)
    add_day_words (self, words, now_us);
  if (self->terms->len == 0)
    add_terms (self, words, now_us, TRUE);

  return self;
}

void
askg_query_free (AskgQuery *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->terms);
  g_clear_pointer (&self->app, g_array_unref);
  g_free (self);
}

/* Matches are then looked for only where the application may be this one: its words are in the index,
 * so that nobody has to ask a hundred thousand turns what they were about. */
void
askg_query_set_app (AskgQuery  *self,
                    const char *app)
{
  g_autofree char *valid = g_utf8_make_valid (app, -1);

  g_clear_pointer (&self->app, g_array_unref);
  self->app = askg_query_split (valid, strlen (valid), TRUE);
  if (self->app->len > MAX_TOKENS_OF_TERM)
    g_array_set_size (self->app, MAX_TOKENS_OF_TERM);
}

/* Matches are then looked for only where words of an error message stand. */
void
askg_query_set_with_error (AskgQuery *self)
{
  self->with_error = TRUE;
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

/* Whether nothing is found by this term alone: it is in nearly every text. Not so where there are only such. */
gboolean
askg_query_term_is_plain (const AskgQuery *self,
                          guint            term)
{
  gboolean all_plain = TRUE;

  for (guint i = 0; i < self->terms->len; i++)
    all_plain = all_plain && g_array_index (self->terms, AskgQueryTerm, i).is_plain;

  return !all_plain && g_array_index (self->terms, AskgQueryTerm, term).is_plain;
}

/* Whether what was asked on that day is meant, whatever words it has. */
gboolean
askg_query_is_day_only (const AskgQuery *self)
{
  return self->is_day_only;
}

/* Whether a day is named, which is then looked at first. */
gboolean
askg_query_get_day (const AskgQuery *self,
                    AskgWhen        *out_day)
{
  *out_day = self->day;

  return self->has_day;
}
