/* askg-query-match.c: a query in the words of SQLite's full text index. Any thread. */
#include <string.h>

#include "engine/memory/askg-query-private.h"
#include "engine/memory/askg-tokenizer.h"

/* A word that only begins as typed is not what was typed. */
#define WHOLE_WEIGHT 1.0
#define BEGUN_WEIGHT 0.6

/* One of them is in nearly every error message. */
static const char *const error_words[] = {
  "error", "errors", "failed", "failure", "fatal", "exception", "traceback", "panic", "오류", "에러", "실패",
};

static AskgQueryMatch *
match_new (const AskgQuery *query)
{
  AskgQueryMatch *self = g_new0 (AskgQueryMatch, 1);

  self->phrases = g_array_new (FALSE, FALSE, sizeof (AskgQueryPhrase));
  self->n_terms = query->terms->len;

  return self;
}

void
askg_query_match_free (AskgQueryMatch *match)
{
  if (match == NULL)
    return;

  g_free (match->text);
  g_free (match->sieve);
  g_array_unref (match->phrases);
  g_free (match);
}

typedef enum { WHOLE, BEGUN, BEGUN_INDEXED } Form;

/* Tokens are letters and digits only: nothing in them could end the quotes. */
static void
append_phrase (GString      *text,
               const GArray *tokens,
               Form          form)
{
  g_string_append_c (text, '"');
  for (guint i = 0; i < tokens->len; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      if (form == BEGUN_INDEXED && i + 1 == tokens->len)
        g_string_append_c (text, ASKG_TOKEN_BEGINNING);
      g_string_append (text, g_array_index (tokens, AskgQueryToken, i).folded);
    }
  g_string_append_c (text, '"');
  if (form == BEGUN)
    g_string_append_c (text, '*');
}

static void
add_phrase (AskgQueryMatch *match,
            GString        *text,
            guint           term,
            const GArray   *tokens,
            Form            form,
            double          weight)
{
  const AskgQueryPhrase phrase = { term, weight };

  if (text->len > 0 && strchr ("\"*", text->str[text->len - 1]) != NULL)
    g_string_append (text, " OR "); /* after another phrase, not after a parenthesis */
  append_phrase (text, tokens, form);
  g_array_append_val (match->phrases, phrase);
}

/* The words in their order, the last one whole or only begun. */
static void
add_forms (AskgQueryMatch *match,
           GString        *text,
           guint           term,
           const GArray   *tokens,
           double          factor)
{
  const AskgQueryToken *last = &g_array_index (tokens, AskgQueryToken, tokens->len - 1);
  const glong n_chars = g_utf8_strlen (last->folded, last->n_bytes);

  if (last->is_script || !askg_query_token_goes_on (last))
    add_phrase (match, text, term, tokens, WHOLE, factor * WHOLE_WEIGHT);
  else if (n_chars <= ASKG_TOKEN_MAX_BEGINNING)
    {
      add_phrase (match, text, term, tokens, WHOLE, factor * WHOLE_WEIGHT);
      add_phrase (match, text, term, tokens, BEGUN_INDEXED, factor * BEGUN_WEIGHT);
    }
  else
    {
      /* What is found as begun are the whole ones too. */
      add_phrase (match, text, term, tokens, WHOLE, factor * (WHOLE_WEIGHT - BEGUN_WEIGHT));
      add_phrase (match, text, term, tokens, BEGUN, factor * BEGUN_WEIGHT);
    }
}

static void
add_term (AskgQueryMatch  *match,
          GString         *text,
          const AskgQuery *query,
          guint            i,
          double           factor)
{
  const AskgQueryTerm *term = &g_array_index (query->terms, AskgQueryTerm, i);

  add_forms (match, text, i, term->tokens, factor);
  if (term->whole != NULL)
    add_forms (match, text, i, term->whole, factor);
}

/* What stands in blocks of code is part of the answer. */
static char *
columns (AskgSearchKinds kinds)
{
  GString *list;

  if (kinds == 0)
    return g_strdup ("");
  if ((kinds & ASKG_SEARCH_ANSWER) != 0)
    kinds |= ASKG_SEARCH_CODE;
  list = g_string_new ("{");
  for (guint i = 0; i < ASKG_SEARCH_N_KINDS; i++)
    if ((kinds & 1u << i) != 0)
      g_string_append_printf (list, " %s", askg_search_kind_get_name (1u << i));
  g_string_append (list, " } : ");

  return g_string_free (list, FALSE);
}

/* Besides the query: some words, of which one must stand in these columns. */
static void
append_besides (AskgQueryMatch    *match,
                GString           *text,
                const char        *columns,
                const char *const *words,
                guint              n_words)
{
  const AskgQueryPhrase phrase = { 0, 0 };

  g_string_append_printf (text, " AND %s : (", columns);
  for (guint i = 0; i < n_words; i++)
    {
      g_autoptr(GArray) tokens = askg_query_split (words[i], strlen (words[i]), TRUE);

      if (i > 0)
        g_string_append (text, " OR ");
      append_phrase (text, tokens, WHOLE);
      g_array_append_val (match->phrases, phrase);
    }
  g_string_append_c (text, ')');
}

static AskgQueryMatch *
finish (AskgQueryMatch  *match,
        GString         *text,
        const AskgQuery *query,
        AskgSearchKinds  kinds)
{
  g_autofree char *where = columns (kinds);
  GString *whole = g_string_new (NULL);

  g_string_append_printf (whole, "%s(%s)", where, text->str);
  if (query->app != NULL && query->app->len > 0)
    {
      const AskgQueryPhrase phrase = { 0, 0 };

      g_string_append (whole, " AND window : ");
      append_phrase (whole, query->app, WHOLE);
      g_array_append_val (match->phrases, phrase);
    }
  if (query->with_error)
    append_besides (match, whole, "{ question picture text }", error_words, G_N_ELEMENTS (error_words));
  match->text = g_string_free (whole, FALSE);
  g_string_free (text, TRUE);

  return match;
}

static guint32
all_terms (const AskgQuery *self)
{
  return (guint32) ((G_GUINT64_CONSTANT (1) << self->terms->len) - 1);
}

static AskgQueryMatch *
match_each_of (const AskgQuery *self,
               guint32          terms,
               AskgSearchKinds  kinds)
{
  AskgQueryMatch *match = match_new (self);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->terms->len; i++)
    if ((terms & 1u << i) != 0)
      {
        g_string_append (text, text->len > 0 ? " AND (" : "(");
        add_term (match, text, self, i, 1);
        g_string_append_c (text, ')');
      }

  return finish (match, text, self, kinds);
}

/* (transfer full): finds what holds this term */
AskgQueryMatch *
askg_query_match_one (const AskgQuery *self,
                      guint            term,
                      AskgSearchKinds  kinds)
{
  return match_each_of (self, 1u << term, kinds);
}

/* @sieve: (transfer full) */
static void
set_sieve (AskgQueryMatch *match,
           AskgQueryMatch *sieve)
{
  match->sieve = g_steal_pointer (&sieve->text);
  askg_query_match_free (sieve);
}

/**
 * askg_query_match_all:
 * @rarest: a bit a term: where these are not, the others need not be looked for; 0 for none
 * @kinds: where the words must stand; 0 for anywhere
 *
 * Returns: (transfer full): finds what holds every term
 */
AskgQueryMatch *
askg_query_match_all (const AskgQuery *self,
                      guint32          rarest,
                      AskgSearchKinds  kinds)
{
  AskgQueryMatch *match = match_each_of (self, all_terms (self), kinds);

  if (rarest != 0 && rarest != all_terms (self))
    set_sieve (match, match_each_of (self, rarest, kinds));

  return match;
}

static void
add_any_of (AskgQueryMatch  *match,
            GString         *text,
            const AskgQuery *query,
            guint32          terms,
            double           factor)
{
  g_string_append_c (text, '(');
  for (guint i = 0; i < query->terms->len; i++)
    if ((terms & 1u << i) != 0)
      add_term (match, text, query, i, factor);
  g_string_append_c (text, ')');
}

/**
 * askg_query_match_most:
 * @anchors: a bit a term; at least one
 * @counted: the same; the anchors among them
 *
 * Returns: (transfer full): finds what holds one of the anchors; which of the counted terms it holds
 *   tells how good it is. With any two of the terms as anchors all that lacks only one term is found.
 */
AskgQueryMatch *
askg_query_match_most (const AskgQuery *self,
                       guint32          anchors,
                       guint32          counted,
                       AskgSearchKinds  kinds)
{
  AskgQueryMatch *match = match_new (self);
  AskgQueryMatch *sieve = match_new (self);
  GString *text = g_string_new (NULL);
  GString *sieve_text = g_string_new (NULL);

  add_any_of (match, text, self, anchors, 0);
  g_string_append (text, " AND ");
  add_any_of (match, text, self, counted, 1);
  add_any_of (sieve, sieve_text, self, anchors, 0);
  match = finish (match, text, self, kinds);
  set_sieve (match, finish (sieve, sieve_text, self, kinds));

  return match;
}
