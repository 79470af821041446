/* askg-search-sql.c: the store's thread. */
#include "engine/memory/askg-search-sql.h"

#include "engine/memory/askg-hit-sql.h"
#include "engine/memory/askg-query.h"

/**
 * askg_search_sql_run:
 *
 * Finds the turns that hold all words of the search, or words that begin with them, anywhere: in
 * the question, the answer, the words of its pictures.
 *
 * Returns: (transfer full) (element-type AskgHit): the last asked first
 */
GPtrArray *
askg_search_sql_run (AskgDb            *db,
                     const AskgSearch  *search,
                     GError           **error)
{
  g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_hit_free);
  g_autoptr(AskgQuery) query = askg_query_parse (search->text);
  g_autofree char *match = askg_query_to_match (query);
  g_autoptr(sqlite3_stmt) stmt = NULL;
  AskgDbStep step;

  if (askg_query_is_empty (query))
    return g_steal_pointer (&hits);

  stmt = askg_db_query (db, error,
                        "SELECT turn.id FROM words CROSS JOIN turn ON turn.id = words.rowid"
                        " CROSS JOIN conversation ON conversation.id = conversation_id"
                        " WHERE words MATCH ?1 AND deleted_at_us IS NULL"
                        " ORDER BY words.rowid DESC LIMIT ?2", "si", match, (gint64) search->most);
  if (stmt == NULL)
    return NULL;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      AskgHit *hit = askg_hit_sql_read (db, query, search->kinds, sqlite3_column_int64 (stmt, 0), error);

      if (hit == NULL)
        return NULL;
      g_ptr_array_add (hits, hit);
    }

  return step == ASKG_DB_DONE ? g_steal_pointer (&hits) : NULL;
}
