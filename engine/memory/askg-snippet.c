/* askg-snippet.c: any thread. */
#include "engine/memory/askg-snippet.h"

#include <string.h>

#include "engine/memory/askg-query-private.h"

#define MAX_MARKS 2000      /* of one text */
#define CHARS_BEFORE_HIT 50
#define BYTES_IN_VIEW 100   /* from the first mark on: what is sure to be shown with it */

/* A hit, before those that touch each other become one mark. */
typedef struct
{
  gsize start, end; /* bytes of the text */
  guint term;
} Found;

static gboolean
is_same (const AskgQueryToken *wanted,
         const AskgQueryToken *found,
         gboolean              may_go_on)
{
  return (may_go_on ? found->n_bytes >= wanted->n_bytes : found->n_bytes == wanted->n_bytes) &&
         memcmp (wanted->folded, found->folded, wanted->n_bytes) == 0;
}

/* Whether @phrase stands at the place of token @at of @text, and which bytes it covers. */
static gboolean
stands_at (const GArray *phrase,
           const GArray *text,
           guint         at,
           Found        *out_found)
{
  const guint first_place = g_array_index (text, AskgQueryToken, at).place;
  guint found = at;

  for (guint i = 0; i < phrase->len; i++)
    {
      const AskgQueryToken *wanted = &g_array_index (phrase, AskgQueryToken, i);
      const gboolean is_last = i + 1 == phrase->len;
      const gboolean may_go_on = is_last && askg_query_token_goes_on (wanted);
      const AskgQueryToken *token;

      /* Among the tokens that share a place, any will do. */
      while (found < text->len && g_array_index (text, AskgQueryToken, found).place <= first_place + i &&
             (g_array_index (text, AskgQueryToken, found).place < first_place + i ||
              !is_same (wanted, &g_array_index (text, AskgQueryToken, found), may_go_on)))
        found++;
      if (found >= text->len || g_array_index (text, AskgQueryToken, found).place != first_place + i)
        return FALSE;
      token = &g_array_index (text, AskgQueryToken, found);
      if (i == 0)
        out_found->start = token->start;
      out_found->end = token->end;
      /* Of a word that was only begun, what was typed; where the letters take as many bytes. */
      if (is_last && token->end - token->start == token->n_bytes)
        out_found->end = token->start + wanted->n_bytes;
    }

  return TRUE;
}

/* (element-type Found): sorted by where they begin */
static GArray *
find_all (const AskgQuery *query,
          const GArray    *text)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Found));

  for (guint at = 0; at < text->len && all->len < MAX_MARKS; at++)
    for (guint i = 0; i < query->terms->len; i++)
      {
        const AskgQueryTerm *term = &g_array_index (query->terms, AskgQueryTerm, i);
        Found found = { 0, 0, i };

        if (stands_at (term->tokens, text, at, &found) ||
            (term->whole != NULL && stands_at (term->whole, text, at, &found)))
          g_array_append_val (all, found);
      }

  return all;
}

/* Hits that overlap or touch become one. */
static GArray *
join (const GArray *all,
      guint32      *out_terms)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (AskgMark));

  *out_terms = 0;
  for (guint i = 0; i < all->len; i++)
    {
      const Found *found = &g_array_index (all, Found, i);
      AskgMark *last = marks->len > 0 ? &g_array_index (marks, AskgMark, marks->len - 1) : NULL;
      const AskgMark mark = { found->start, found->end - found->start };

      *out_terms |= 1u << found->term;
      if (last == NULL || found->start > last->start + last->length)
        g_array_append_val (marks, mark);
      else if (found->end > last->start + last->length)
        last->length = found->end - last->start;
    }

  return marks;
}

/**
 * askg_query_mark:
 * @text: valid UTF-8
 * @out_terms: (out): a bit for each of the query's terms that @text holds
 *
 * Returns: (transfer full) (element-type AskgMark): where the words stand, bytes of @text, in order
 *   and apart from each other
 */
GArray *
askg_query_mark (const AskgQuery *query,
                 const char      *text,
                 guint32         *out_terms)
{
  g_autoptr(GArray) tokens = askg_query_split (text, strlen (text), FALSE);
  g_autoptr(GArray) all = find_all (query, tokens);

  return join (all, out_terms);
}

/* The hit from which on most of the terms stand close together; the first of equals. */
static guint
choose_first (const GArray *all)
{
  guint best = 0;
  int most = 0;

  for (guint i = 0; i < all->len; i++)
    {
      const gsize end = g_array_index (all, Found, i).start + BYTES_IN_VIEW;
      guint32 terms = 0;

      for (guint j = i; j < all->len && g_array_index (all, Found, j).end <= end; j++)
        terms |= 1u << g_array_index (all, Found, j).term;
      if (__builtin_popcount (terms) > most)
        {
          most = __builtin_popcount (terms);
          best = i;
        }
    }

  return best;
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

/* Moves along the marks of the text while the line is written, and tells where they are in the line. */
typedef struct
{
  const GArray *marks;  /* of the text */
  guint         next;
  GArray       *shown;  /* of the line */
  gboolean      is_open;
} Pen;

/* Before the character at @offset of the text is written at the end of @line. */
static void
pen_arrive (Pen           *pen,
            gsize          offset,
            const GString *line)
{
  const AskgMark *mark;

  while (pen->next < pen->marks->len)
    {
      mark = &g_array_index (pen->marks, AskgMark, pen->next);
      if (offset < mark->start + mark->length)
        break;
      pen->next++;
      pen->is_open = FALSE;
    }
  if (pen->next >= pen->marks->len || offset < mark->start || pen->is_open)
    return;

  g_array_append_val (pen->shown, ((AskgMark) { line->len, 0 }));
  pen->is_open = TRUE;
}

static void
pen_leave (Pen           *pen,
           const GString *line)
{
  AskgMark *mark;

  if (!pen->is_open)
    return;
  mark = &g_array_index (pen->shown, AskgMark, pen->shown->len - 1);
  mark->length = line->len - mark->start;
}

/* One line of @text from a little before @hit_start on: white space and control characters become
 * single spaces. */
static void
cut (const char   *text,
     gsize         hit_start,
     const GArray *marks,
     AskgSnippet  *out)
{
  GString *line = g_string_new (NULL);
  const char *from = go_back (text, text + hit_start, CHARS_BEFORE_HIT);
  Pen pen = { marks, 0, g_array_new (FALSE, FALSE, sizeof (AskgMark)), FALSE };
  guint n_chars = 0;

  if (from > text)
    {
      g_string_append (line, "…");
      n_chars++;
    }
  for (const char *p = from; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const gboolean is_gap = g_unichar_isspace (c) || g_unichar_iscntrl (c);

      if (n_chars + 1 >= ASKG_SNIPPET_MAX_CHARS)
        {
          g_string_append (line, "…");
          break;
        }
      if (is_gap && (line->len == 0 || line->str[line->len - 1] == ' '))
        continue;
      pen_arrive (&pen, p - text, line);
      g_string_append_unichar (line, is_gap ? ' ' : c);
      pen_leave (&pen, line);
      n_chars++;
    }
  out->text = g_string_free (line, FALSE);
  out->marks = pen.shown;
}

/**
 * askg_query_find:
 * @text: valid UTF-8
 * @out_snippet: (out caller-allocates): the line around the place where most of the words searched
 *   for stand together; the beginning of @text, with nothing marked, where none is found
 */
void
askg_query_find (const AskgQuery *query,
                 const char      *text,
                 AskgSnippet     *out_snippet)
{
  g_autoptr(GArray) tokens = askg_query_split (text, strlen (text), FALSE);
  g_autoptr(GArray) all = find_all (query, tokens);
  g_autoptr(GArray) marks = join (all, &out_snippet->terms);

  cut (text, all->len > 0 ? g_array_index (all, Found, choose_first (all)).start : 0, marks, out_snippet);
}

void
askg_snippet_clear (AskgSnippet *snippet)
{
  g_clear_pointer (&snippet->text, g_free);
  g_clear_pointer (&snippet->marks, g_array_unref);
}
