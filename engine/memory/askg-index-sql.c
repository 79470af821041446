/* askg-index-sql.c: the store's thread. The index holds no text of its own: what is removed from
 * it must be told to it exactly as it was added. So the order is always remove, change, add, in
 * one transaction. */
#include "engine/memory/askg-index-sql.h"

gboolean
askg_index_sql_add (AskgDb  *db,
                    gint64   turn_id,
                    GError **error)
{
  return askg_db_change (db, error,
                         "INSERT INTO words (rowid, question, answer, seen)"
                         " SELECT id, question, answer, seen FROM searchable WHERE id = ?1", "i", turn_id);
}

gboolean
askg_index_sql_remove (AskgDb  *db,
                       gint64   turn_id,
                       GError **error)
{
  return askg_db_change (db, error,
                         "INSERT INTO words (words, rowid, question, answer, seen)"
                         " SELECT 'delete', id, question, answer, seen FROM searchable WHERE id = ?1", "i", turn_id);
}

/* What was removed stays in the index, marked, until its parts are merged: this merges them all. */
gboolean
askg_index_sql_squeeze (AskgDb  *db,
                        GError **error)
{
  return askg_db_change (db, error, "INSERT INTO words (words) VALUES ('optimize')", "");
}

/* From the turns; after they were saved out of a damaged file. */
gboolean
askg_index_sql_rebuild (AskgDb  *db,
                        GError **error)
{
  return askg_db_change (db, error, "INSERT INTO words (words) VALUES ('rebuild')", "");
}

/* Fails where the index does not agree with itself or with the turns: then askg_db_take_bad_index() says so. */
gboolean
askg_index_sql_check (AskgDb  *db,
                      GError **error)
{
  return askg_db_change (db, error, "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)", "");
}
