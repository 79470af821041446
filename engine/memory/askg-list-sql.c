/* askg-list-sql.c: the store's thread. */
#include "engine/memory/askg-list-sql.h"

#include <string.h>

#include "engine/memory/askg-nick.h"
#include "engine/model/askg-markdown.h"

#define PREVIEW_BYTES "600" /* of an answer: its first line is shown */

/* What a row shows is looked up for the rows that are wanted alone, each by an index. */
#define SUMMARY \
  "SELECT c.id, unseal ('conversation.title', c.id, c.title), c.changed_at_us," \
  " (SELECT count(*) FROM turn WHERE conversation_id = c.id)," \
  " EXISTS (SELECT 1 FROM turn JOIN attachment ON turn_id = turn.id WHERE conversation_id = c.id AND picture_id IS NOT NULL)," \
  " EXISTS (SELECT 1 FROM turn JOIN sound ON turn_id = turn.id WHERE conversation_id = c.id)," \
  " c.pinned_at_us IS NOT NULL," \
  " (SELECT kind FROM turn JOIN attachment ON turn_id = turn.id WHERE conversation_id = c.id" \
  "   ORDER BY turn.id, position LIMIT 1)," \
  " (SELECT substr (unseal ('turn.answer', id, answer), 1, " PREVIEW_BYTES ") FROM turn WHERE conversation_id = c.id ORDER BY id DESC LIMIT 1)," \
  " (SELECT unseal ('conversation.title', id, title) FROM conversation AS origin WHERE origin.id = c.branched_from_id AND origin.deleted_at_us IS NULL)" \
  " FROM conversation AS c WHERE c.deleted_at_us IS NULL"

#define FITS \
  " AND (?2 = 0 OR EXISTS (SELECT 1 FROM turn JOIN attachment ON turn_id = turn.id" \
  "   WHERE conversation_id = c.id AND picture_id IS NOT NULL))" \
  " AND (?3 = 0 OR EXISTS (SELECT 1 FROM turn JOIN sound ON turn_id = turn.id WHERE conversation_id = c.id))" \
  " AND (?4 = 0 OR EXISTS (SELECT 1 FROM" \
  "   (SELECT turn.error_id AS failure, unseal ('attachment.text', turn_id, position, text) AS text" \
  "      FROM turn LEFT JOIN attachment ON turn_id = turn.id WHERE conversation_id = c.id)" \
  "   WHERE (failure IS NOT NULL OR text LIKE '%error%' OR text LIKE '%traceback%' OR text LIKE '%exception%'" \
  "     OR text LIKE '%failed%' OR text LIKE '%panic%')))" \
  " AND (?5 IS NULL OR EXISTS (SELECT 1 FROM turn JOIN attachment ON turn_id = turn.id" \
  "   WHERE conversation_id = c.id AND app = ?5 COLLATE NOCASE))" \
  " AND c.changed_at_us >= ?6"

void
askg_conversation_summary_free (AskgConversationSummary *summary)
{
  if (summary == NULL)
    return;

  g_free (summary->title);
  g_free (summary->preview);
  g_free (summary->branched_from);
  g_free (summary);
}

AskgHistoryFilter *
askg_history_filter_copy (const AskgHistoryFilter *filter)
{
  AskgHistoryFilter *copy = g_memdup2 (filter, sizeof *filter);

  copy->app = g_strdup (filter->app);

  return copy;
}

void
askg_history_filter_free (AskgHistoryFilter *filter)
{
  if (filter == NULL)
    return;

  g_free (filter->app);
  g_free (filter);
}

/* The first line with words in it, as it is read, not as it is written: without marks of Markdown. */
static char *
first_line (const char *answer)
{
  g_autofree char *valid = g_utf8_make_valid (answer != NULL ? answer : "", -1);
  g_autofree char *plain = askg_markdown_make_plain (valid);
  const char *line = plain + strspn (plain, " \t\r\n");

  return g_strndup (line, strcspn (line, "\r\n"));
}

static AskgConversationSummary *
take_summary (sqlite3_stmt *stmt)
{
  AskgConversationSummary *summary = g_new0 (AskgConversationSummary, 1);
  g_autofree char *kind = askg_db_column_text (stmt, 7);
  g_autofree char *answer = askg_db_column_text (stmt, 8);

  summary->id = sqlite3_column_int64 (stmt, 0);
  summary->title = askg_db_column_text (stmt, 1);
  summary->changed_at_us = sqlite3_column_int64 (stmt, 2);
  summary->n_turns = sqlite3_column_int (stmt, 3);
  summary->has_picture = sqlite3_column_int (stmt, 4);
  summary->has_sound = sqlite3_column_int (stmt, 5);
  summary->is_pinned = sqlite3_column_int (stmt, 6);
  summary->first_kind = kind != NULL ? askg_nick_read (ASKG_TYPE_ATTACHMENT_KIND, kind, -1) : -1;
  summary->preview = first_line (answer);
  summary->branched_from = askg_db_column_text (stmt, 9);

  return summary;
}

static gboolean
add_rows (GPtrArray     *list,
          AskgDb        *db,
          sqlite3_stmt  *stmt,
          GError       **error)
{
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    g_ptr_array_add (list, take_summary (stmt));

  return step == ASKG_DB_DONE;
}

/**
 * askg_list_sql_recent:
 *
 * Returns: (transfer full) (element-type AskgConversationSummary): the last changed first
 */
GPtrArray *
askg_list_sql_recent (AskgDb  *db,
                      guint    most,
                      GError **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_conversation_summary_free);
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error, SUMMARY " ORDER BY c.changed_at_us DESC, c.id DESC LIMIT ?1", "i", (gint64) most);

  return add_rows (list, db, stmt, error) ? g_steal_pointer (&list) : NULL;
}

static sqlite3_stmt *
query_some (AskgDb                   *db,
            const char               *sql,
            const AskgHistoryFilter  *filter,
            guint                     most,
            GError                  **error)
{
  return askg_db_query (db, error, sql, "iiiisi", (gint64) most, (gint64) filter->with_picture,
                        (gint64) filter->with_sound, (gint64) filter->with_error, filter->app, filter->since_us);
}

/**
 * askg_list_sql_all:
 *
 * Returns: (transfer full) (element-type AskgConversationSummary): those pinned, the last pinned
 *   first; then the others, the last changed first
 */
GPtrArray *
askg_list_sql_all (AskgDb                   *db,
                   const AskgHistoryFilter  *filter,
                   guint                     most,
                   GError                  **error)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_conversation_summary_free);
  g_autoptr(sqlite3_stmt) pinned = NULL;
  g_autoptr(sqlite3_stmt) others = NULL;

  pinned = query_some (db, SUMMARY " AND c.pinned_at_us IS NOT NULL" FITS
                           " ORDER BY c.pinned_at_us DESC, c.id DESC LIMIT ?1", filter, most, error);
  if (!add_rows (list, db, pinned, error))
    return NULL;
  if (filter->pinned_only || list->len >= most)
    return g_steal_pointer (&list);
  others = query_some (db, SUMMARY " AND c.pinned_at_us IS NULL" FITS
                           " ORDER BY c.changed_at_us DESC, c.id DESC LIMIT ?1", filter, most - list->len, error);

  return add_rows (list, db, others, error) ? g_steal_pointer (&list) : NULL;
}

/**
 * askg_list_sql_apps:
 *
 * Returns: (transfer full) (element-type utf8): the applications that were asked about, the most
 *   frequent first
 */
GPtrArray *
askg_list_sql_apps (AskgDb  *db,
                    guint    most,
                    GError **error)
{
  g_autoptr(GPtrArray) apps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error, "SELECT app FROM attachment WHERE app IS NOT NULL AND app <> ''"
                              " GROUP BY lower (app) ORDER BY count(*) DESC, app LIMIT ?1", "i", (gint64) most);
  AskgDbStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    g_ptr_array_add (apps, askg_db_column_text (stmt, 0));

  return step == ASKG_DB_DONE ? g_steal_pointer (&apps) : NULL;
}
