/* askg-search-sql.c: the store's thread. */
#include "engine/memory/askg-search-sql.h"

#include "engine/memory/askg-query.h"
#include "engine/memory/askg-store.h"
#include "engine/model/askg-markdown.h"

void
askg_hit_free (AskgHit *hit)
{
  if (hit == NULL)
    return;

  g_free (hit->conversation_title);
  g_free (hit->question);
  g_free (hit->where);
  g_free (hit->snippet);
  g_free (hit);
}

/* Shows the hit in @text if that holds more of the words than what is shown so far. */
static void
consider (AskgHit         *hit,
          const AskgQuery *query,
          const char      *where,
          const char      *text,
          guint           *n_terms)
{
  g_auto(AskgSnippet) snippet = { NULL };

  if (text == NULL)
    return;
  askg_query_find (query, text, &snippet);
  if (hit->where != NULL && snippet.n_terms <= *n_terms)
    return;

  *n_terms = snippet.n_terms;
  g_free (hit->where);
  g_free (hit->snippet);
  hit->where = g_strdup (where);
  hit->snippet = g_steal_pointer (&snippet.text);
  hit->hit_start = snippet.hit_start;
  hit->hit_length = snippet.hit_length;
}

/* As it is read, not as it is written: the line around a hit has no marks in it. */
static char *
plain_of (const char *answer)
{
  g_autoptr(AskgMarkdown) markdown = answer != NULL ? askg_markdown_parse (answer) : NULL;
  AskgMarkdownChange change;

  if (markdown == NULL)
    return NULL;
  while (askg_markdown_has_more (markdown))
    askg_markdown_show_more (markdown, &change);

  return askg_markdown_to_plain (markdown);
}

static gboolean
consider_attachments (AskgDb           *db,
                      AskgHit          *hit,
                      const AskgQuery  *query,
                      guint            *n_terms,
                      GError          **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error, "SELECT picture_id IS NOT NULL, text, title, app FROM attachment"
                              " WHERE turn_id = ?1 ORDER BY position", "i", hit->turn_id);
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    for (int column = 1; column <= 3; column++)
      {
        g_autofree char *text = askg_db_column_text (stmt, column);

        consider (hit, query, sqlite3_column_int (stmt, 0) ? "picture" : "text", text, n_terms);
      }

  return step == ASKG_DB_DONE;
}

static AskgHit *
read_hit (AskgDb           *db,
          sqlite3_stmt     *stmt,
          const AskgQuery  *query,
          GError          **error)
{
  g_autoptr(AskgHit) hit = g_new0 (AskgHit, 1);
  g_autofree char *answer = askg_db_column_text (stmt, 5);
  g_autofree char *plain = plain_of (answer);
  guint n_terms = 0;

  hit->conversation_id = sqlite3_column_int64 (stmt, 0);
  hit->turn_id = sqlite3_column_int64 (stmt, 1);
  hit->asked_at_us = sqlite3_column_int64 (stmt, 2);
  hit->conversation_title = askg_db_column_text (stmt, 3);
  hit->question = askg_db_column_text (stmt, 4);
  consider (hit, query, "question", hit->question, &n_terms);
  consider (hit, query, "answer", plain, &n_terms);
  consider (hit, query, "answer", answer, &n_terms); /* where a link leads */

  return consider_attachments (db, hit, query, &n_terms, error) ? g_steal_pointer (&hit) : NULL;
}

/**
 * askg_search_sql_run:
 * @text: what the person typed; data, not a query language
 *
 * Finds the turns that hold all words of @text, or words that begin with them, anywhere: in the
 * question, the answer, the words of its pictures.
 *
 * Returns: (transfer full) (element-type AskgHit): the last asked first
 */
GPtrArray *
askg_search_sql_run (AskgDb      *db,
                     const char  *text,
                     guint        most,
                     GError     **error)
{
  g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_hit_free);
  g_autoptr(AskgQuery) query = askg_query_parse (text);
  g_autofree char *match = askg_query_to_match (query);
  g_autoptr(sqlite3_stmt) stmt = NULL;
  AskgDbStep step;

  if (askg_query_is_empty (query))
    return g_steal_pointer (&hits);

  stmt = askg_db_query (db, error,
                        "SELECT conversation_id, turn.id, asked_at_us, title, turn.question, turn.answer"
                        " FROM words CROSS JOIN turn ON turn.id = words.rowid"
                        " CROSS JOIN conversation ON conversation.id = conversation_id"
                        " WHERE words MATCH ?1 AND deleted_at_us IS NULL"
                        " ORDER BY words.rowid DESC LIMIT ?2", "si", match, (gint64) most);
  if (stmt == NULL)
    return NULL;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      AskgHit *hit = read_hit (db, stmt, query, error);

      if (hit == NULL)
        return NULL;
      g_ptr_array_add (hits, hit);
    }

  return step == ASKG_DB_DONE ? g_steal_pointer (&hits) : NULL;
}
