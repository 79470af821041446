/* askg-vector-sql.c: the store's thread. The numbers lie in the file as what is written there does, sealed where it is
 * sealed; to be compared they are read into memory once, and let go when nobody asks any more. */
#include "engine/memory/askg-vector-sql.h"

#include "engine/memory/askg-recall.h"
#include "engine/memory/askg-vector.h"

#define TEXT_TOKENS 500 /* of a turn: what it is about stands at its beginning */

/* -- In memory -------------------------------------------------------------------- */

/* Whoever erases a turn erases what is known of it here, however it goes. */
static void
row_changed_cb (void          *data,
                int            operation,
                const char    *database,
                const char    *table,
                sqlite3_int64  row)
{
  if (operation == SQLITE_DELETE && g_str_equal (table, "vector"))
    askg_vectors_remove (data, row);
}

void
askg_vector_sql_let_go (AskgDb *db)
{
  sqlite3_update_hook (askg_db_get_handle (db), NULL, NULL);
  askg_db_set_kept (db, NULL, NULL);
}

/* (transfer none) (nullable): none, without an error, where there are no vectors */
static AskgVectors *
open_kept (AskgDb  *db,
           GError **error)
{
  AskgVectors *kept = askg_db_get_kept (db);
  gint64 n_numbers;

  if (kept != NULL)
    return kept;
  if (!askg_db_get_number (db, &n_numbers, error, "SELECT coalesce ((SELECT n_numbers FROM vector_model), 0)", ""))
    return NULL;
  if (n_numbers <= 0 || n_numbers > ASKG_VECTOR_MAX_NUMBERS)
    return NULL;
  kept = askg_vectors_new ((guint) n_numbers);
  askg_db_set_kept (db, kept, (GDestroyNotify) askg_vectors_free);
  sqlite3_update_hook (askg_db_get_handle (db), row_changed_cb, kept);

  return kept;
}

/* Those that were not read yet. Whoever is interrupted goes on from there the next time. */
static gboolean
read_more (AskgDb       *db,
           AskgVectors  *kept,
           GError      **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error, "SELECT turn_id, scale, unseal ('vector.bytes', turn_id, bytes) FROM vector"
                              " WHERE turn_id > ?1 ORDER BY turn_id", "i", askg_vectors_get_last_id (kept));
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      g_autoptr(GBytes) bytes = askg_db_column_bytes (stmt, 2);

      if (bytes != NULL)
        askg_vectors_add (kept, sqlite3_column_int64 (stmt, 0), sqlite3_column_double (stmt, 1), bytes);
    }

  return step == ASKG_DB_DONE;
}

/**
 * askg_vector_sql_find:
 * @vector: (element-type float): of the model whose numbers are kept; of another length it finds nothing
 *
 * Errors: as askg_db_fail()
 *
 * Returns: (transfer full) (element-type gint64): turns that stand out by how alike they are, the most alike first
 */
GArray *
askg_vector_sql_find (AskgDb        *db,
                      const GArray  *vector,
                      guint          most,
                      GError       **error)
{
  g_autoptr(GError) trouble = NULL;
  g_autoptr(GArray) best = NULL;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  AskgVectors *kept = open_kept (db, &trouble);
  AskgVectorSpread spread;

  if (kept != NULL && vector->len == askg_vectors_get_n_numbers (kept) && read_more (db, kept, &trouble))
    {
      best = askg_vectors_find_best (kept, (const float *) (const void *) vector->data, most, &spread);
      for (guint i = 0; i < best->len; i++)
        if (askg_vector_stands_out (g_array_index (best, AskgVectorHit, i).likeness, &spread))
          g_array_append_val (ids, g_array_index (best, AskgVectorHit, i).id);
    }
  if (trouble == NULL)
    return ids;

  g_array_unref (ids);
  g_propagate_error (error, g_steal_pointer (&trouble));
  return NULL;
}

/* -- In the file -------------------------------------------------------------------- */

/* Errors: as askg_db_fail() */
AskgVectorAbout *
askg_vector_sql_about (AskgDb  *db,
                       GError **error)
{
  g_autoptr(AskgVectorAbout) about = g_new0 (AskgVectorAbout, 1);
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error, "SELECT engine_id, model, EXISTS (SELECT 1 FROM vector) FROM vector_model", "");
  AskgDbStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW && about->engine_id == NULL)
    {
      about->engine_id = askg_db_column_text (stmt, 0);
      about->model = askg_db_column_text (stmt, 1);
      about->has_vectors = sqlite3_column_int (stmt, 2);
    }

  return step != ASKG_DB_ERROR ? g_steal_pointer (&about) : NULL;
}

/* Numbers of another model, or of another length, are of no use any more. */
static gboolean
forget_others (AskgDb      *db,
               const char  *engine_id,
               const char  *model,
               gint64       n_numbers,
               GError     **error)
{
  gint64 n_others;

  if (!askg_db_get_number (db, &n_others, error,
                           "SELECT count(*) FROM vector_model WHERE engine_id <> ?1 OR model <> ?2 OR (?3 > 0 AND n_numbers <> ?3)",
                           "ssi", engine_id, model, n_numbers))
    return FALSE;
  if (n_others == 0)
    return TRUE;

  askg_vector_sql_let_go (db);
  return askg_db_exec (db, "DELETE FROM vector; DELETE FROM vector_model;", error);
}

static char *
text_of (const char *question,
         const char *answer)
{
  g_autofree char *text = g_strdup_printf ("%s\n%s", question != NULL ? question : "", answer != NULL ? answer : "");

  return askg_recall_cut (text, TEXT_TOKENS);
}

/**
 * askg_vector_sql_wanted:
 *
 * Errors: as askg_db_fail()
 *
 * Returns: (transfer full) (element-type AskgVectorText): the newest turns that this model has not seen
 */
GPtrArray *
askg_vector_sql_wanted (AskgDb      *db,
                        const char  *engine_id,
                        const char  *model,
                        guint        most,
                        GError     **error)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_vector_text_free);
  g_autoptr(sqlite3_stmt) stmt = NULL;
  AskgDbStep step;

  if (!forget_others (db, engine_id, model, 0, error))
    return NULL;
  stmt = askg_db_query (db, error,
                        "SELECT turn.id, unseal ('turn.question', turn.id, question), unseal ('turn.answer', turn.id, answer)"
                        " FROM turn JOIN conversation ON conversation.id = conversation_id"
                        " WHERE answer <> '' AND deleted_at_us IS NULL"
                        " AND NOT EXISTS (SELECT 1 FROM vector WHERE turn_id = turn.id) ORDER BY turn.id DESC LIMIT ?1",
                        "i", (gint64) most);
  if (stmt == NULL)
    return NULL;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      g_autofree char *question = askg_db_column_text (stmt, 1);
      g_autofree char *answer = askg_db_column_text (stmt, 2);
      AskgVectorText *text = g_new0 (AskgVectorText, 1);

      text->turn_id = sqlite3_column_int64 (stmt, 0);
      text->text = text_of (question, answer);
      g_ptr_array_add (texts, text);
    }

  return step == ASKG_DB_DONE ? g_steal_pointer (&texts) : NULL;
}

/* A turn that was erased meanwhile is left erased. What the model had nothing for is not asked of it again. */
static gboolean
save_one (AskgDb                *db,
          const AskgVectorText  *text,
          GError               **error)
{
  AskgVectors *kept = askg_db_get_kept (db);
  float scale = 0;
  g_autoptr(GBytes) bytes = text->vector != NULL
                              ? askg_vector_quantise ((const float *) (const void *) text->vector->data, text->vector->len, &scale)
                              : NULL;

  if (bytes == NULL)
    bytes = g_bytes_new_static ("", 0);
  /* What lies behind the last one that was read is read when it is wanted. */
  if (kept != NULL && text->turn_id <= askg_vectors_get_last_id (kept))
    askg_vectors_add (kept, text->turn_id, scale, bytes);

  return askg_db_change (db, error,
                         "INSERT OR REPLACE INTO vector (turn_id, scale, bytes)"
                         " SELECT id, ?2, seal ('vector.bytes', ?1, ?3) FROM turn WHERE id = ?1", "idb", text->turn_id,
                         (double) scale, bytes);
}

/**
 * askg_vector_sql_save:
 * @texts: (element-type AskgVectorText): with their vectors
 *
 * Errors: as askg_db_fail()
 */
gboolean
askg_vector_sql_save (AskgDb      *db,
                      const char  *engine_id,
                      const char  *model,
                      GPtrArray   *texts,
                      GError     **error)
{
  g_auto(AskgDbTx) tx = { NULL, NULL };
  guint n_numbers = 0;

  for (guint i = 0; i < texts->len && n_numbers == 0; i++)
    {
      const AskgVectorText *text = g_ptr_array_index (texts, i);

      n_numbers = text->vector != NULL ? text->vector->len : 0;
    }
  if (n_numbers == 0)
    return TRUE;
  if (!askg_db_tx_begin (&tx, db, error) || !forget_others (db, engine_id, model, n_numbers, error) ||
      !askg_db_change (db, error, "INSERT OR IGNORE INTO vector_model VALUES (1, ?1, ?2, ?3)", "ssi", engine_id, model,
                       (gint64) n_numbers))
    return FALSE;
  for (guint i = 0; i < texts->len; i++)
    if (!save_one (db, g_ptr_array_index (texts, i), error))
      return FALSE;

  return askg_db_tx_commit (&tx, error);
}
