/* askg-hit-sql.c: the store's thread. */
#include "engine/memory/askg-hit-sql.h"

#include <string.h>

#include "engine/memory/askg-page-blob.h"
#include "engine/memory/askg-snippet.h"
#include "engine/memory/askg-turn-text.h"
#include "engine/model/askg-markdown.h"

#define MAX_BOXES 64

/* An answer often only repeats what was on the picture, where the words can be pointed at. */
static gboolean
is_better (const AskgHit      *hit,
           guint32             shown,
           const AskgTurnPart *part,
           guint32             terms)
{
  const int more = __builtin_popcount (terms) - __builtin_popcount (shown);

  if (hit->snippet == NULL || more != 0)
    return hit->snippet == NULL || more > 0;

  return terms != 0 && part->kind == ASKG_SEARCH_PICTURE && (hit->kind & (ASKG_SEARCH_ANSWER | ASKG_SEARCH_CODE)) != 0;
}

/* Shows the hit in @text if that holds more of the words than what is shown so far. Returns which
 * words it holds. */
static guint32
consider (AskgHit             *hit,
          const AskgQuery     *query,
          const AskgTurnPart  *part,
          const char          *text,
          guint32             *shown)
{
  g_auto(AskgSnippet) snippet = { NULL };

  askg_query_find (query, text, &snippet);
  if (!is_better (hit, *shown, part, snippet.terms))
    return snippet.terms;

  *shown = snippet.terms;
  g_free (hit->snippet);
  g_clear_pointer (&hit->marks, g_array_unref);
  hit->kind = part->kind;
  hit->where = askg_search_kind_get_name (part->kind);
  hit->attachment = part->attachment;
  hit->snippet = g_steal_pointer (&snippet.text);
  hit->marks = g_steal_pointer (&snippet.marks);
  hit->hit_start = hit->marks->len > 0 ? g_array_index (hit->marks, AskgMark, 0).start : 0;
  hit->hit_length = hit->marks->len > 0 ? g_array_index (hit->marks, AskgMark, 0).length : 0;

  return snippet.terms;
}

/* Of an answer the text as it is shown, and only then where its links lead. */
static guint32
consider_part (AskgHit             *hit,
               const AskgQuery     *query,
               const AskgTurnPart  *part,
               guint32             *shown)
{
  g_autofree char *plain = part->kind == ASKG_SEARCH_ANSWER ? askg_markdown_make_plain (part->text) : NULL;
  guint32 terms = plain != NULL ? consider (hit, query, part, plain, shown) : 0;

  return terms | consider (hit, query, part, part->text, shown);
}

/* The words of a page stand in its text in their order. */
static void
add_boxes (AskgHit          *hit,
           const AskgQuery  *query,
           AskgPageText     *page)
{
  const char *text = askg_page_text_get_text (page);
  const char *at = text;
  guint32 terms;
  g_autoptr(GArray) marks = askg_query_mark (query, text, &terms);
  guint next = 0;

  hit->boxes = g_array_new (FALSE, FALSE, sizeof (AskgRect));
  for (guint i = 0; i < askg_page_text_get_n_words (page) && next < marks->len && hit->boxes->len < MAX_BOXES; i++)
    {
      const AskgWord *word = askg_page_text_get_word (page, i);
      const char *start = strstr (at, word->text);
      const AskgMark *mark;

      if (start == NULL)
        break;
      at = start + strlen (word->text);
      while (next < marks->len &&
             (mark = &g_array_index (marks, AskgMark, next), mark->start + mark->length <= (gsize) (start - text)))
        next++;
      if (next < marks->len && g_array_index (marks, AskgMark, next).start < (gsize) (at - text))
        g_array_append_val (hit->boxes, word->box);
    }
}

static void
point_at_picture (AskgHit             *hit,
                  const AskgQuery     *query,
                  const AskgTurnText  *turn)
{
  for (guint i = 0; i < turn->parts->len; i++)
    {
      const AskgTurnPart *part = g_ptr_array_index (turn->parts, i);
      g_autoptr(AskgPageText) page = NULL;

      if (part->kind != ASKG_SEARCH_PICTURE || part->attachment != hit->attachment || part->page == NULL)
        continue;
      page = askg_page_blob_read (part->page);
      if (page != NULL)
        add_boxes (hit, query, page);
      return;
    }
}

/**
 * askg_hit_sql_read:
 * @kinds: where the words are to be shown; 0 for anywhere
 *
 * Errors: as askg_db_fail()
 *
 * Returns: (transfer full): the turn with the part of it that holds most of the words
 */
AskgHit *
askg_hit_sql_read (AskgDb           *db,
                   const AskgQuery  *query,
                   AskgSearchKinds   kinds,
                   gint64            turn_id,
                   GError          **error)
{
  g_autoptr(AskgTurnText) turn = askg_turn_text_read (db, turn_id, error);
  g_autoptr(AskgHit) hit = askg_hit_new ();
  guint32 terms = 0, shown = 0;

  if (turn == NULL)
    return NULL;
  hit->turn_id = turn_id;
  hit->conversation_id = turn->conversation_id;
  hit->asked_at_us = turn->asked_at_us;
  hit->conversation_title = g_strdup (turn->conversation_title != NULL ? turn->conversation_title : "");
  hit->question = g_strdup (turn->question != NULL ? turn->question : "");
  hit->app = g_strdup (turn->app);
  for (guint i = 0; i < turn->parts->len; i++)
    {
      const AskgTurnPart *part = g_ptr_array_index (turn->parts, i);

      if (kinds == 0 || (kinds & part->kind) != 0)
        terms |= consider_part (hit, query, part, &shown);
    }
  if (hit->snippet == NULL)
    {
      hit->kind = ASKG_SEARCH_QUESTION;
      hit->where = askg_search_kind_get_name (hit->kind);
      hit->snippet = g_strdup ("");
    }
  if (hit->kind == ASKG_SEARCH_PICTURE)
    point_at_picture (hit, query, turn);
  hit->found = terms;
  hit->n_found = __builtin_popcount (terms);
  hit->n_wanted = askg_query_get_n_terms (query);

  return g_steal_pointer (&hit);
}
