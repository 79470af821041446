/* askg-fact-sql.c: the store's thread. */
#include "engine/memory/askg-fact-sql.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

/**
 * askg_fact_sql_list:
 *
 * Returns: (transfer full) (element-type AskgFact): in the order they are told in
 */
GPtrArray *
askg_fact_sql_list (AskgDb  *db,
                    GError **error)
{
  g_autoptr(GPtrArray) facts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error, "SELECT id, unseal ('fact.text', id, text), kept_at_us FROM fact ORDER BY id", "");
  AskgDbStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      g_autofree char *text = askg_db_column_text (stmt, 1);

      if (text != NULL)
        g_ptr_array_add (facts, askg_fact_new (sqlite3_column_int64 (stmt, 0), text, sqlite3_column_int64 (stmt, 2)));
    }

  return step == ASKG_DB_DONE ? g_steal_pointer (&facts) : NULL;
}

/**
 * askg_fact_sql_keep:
 * @id: 0 for one that follows all others; else the one it has: it is changed, or comes back
 *
 * A sentence that is remembered already is not kept twice.
 */
gboolean
askg_fact_sql_keep (AskgDb      *db,
                    gint64       id,
                    const char  *text,
                    gint64       kept_at_us,
                    GError     **error)
{
  g_auto(AskgDbTx) tx = { NULL, NULL };

  return askg_db_tx_begin (&tx, db, error) &&
         (id != 0 || askg_db_get_number (db, &id, error, "SELECT coalesce (max (id), 0) + 1 FROM fact", "")) &&
         askg_db_change (db, error,
                         "INSERT OR REPLACE INTO fact (id, text, kept_at_us) SELECT ?1, seal ('fact.text', ?1, ?2), ?3"
                         " WHERE NOT EXISTS (SELECT 1 FROM fact WHERE unseal ('fact.text', id, text) = ?2)",
                         "isi", id, text, kept_at_us) &&
         askg_db_tx_commit (&tx, error);
}

/* Errors: %ASKG_ERROR_NOTHING_THERE when there is no such one; else as askg_db_fail() */
gboolean
askg_fact_sql_forget (AskgDb  *db,
                      gint64   id,
                      GError **error)
{
  if (!askg_db_change (db, error, "DELETE FROM fact WHERE id = ?1", "i", id))
    return FALSE;
  if (sqlite3_changes (askg_db_get_handle (db)) > 0)
    return TRUE;

  g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                       _("No such fact is remembered. “askglass facts” lists what is."));
  return FALSE;
}

gboolean
askg_fact_sql_forget_all (AskgDb  *db,
                          GError **error)
{
  return askg_db_change (db, error, "DELETE FROM fact", "");
}
