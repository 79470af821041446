/* askg-usage-sql.c: the store's thread. */
#include "engine/memory/askg-usage-sql.h"

#include <math.h>

/* A server may say anything: millions of answers like this one can still be added up in 64 bits. */
#define MAX_TOKENS G_GINT64_CONSTANT (1000000000000)

static gint64
limit (gint64 count)
{
  return CLAMP (count, -1, MAX_TOKENS);
}

/**
 * askg_usage_sql_save:
 * @turn: at its end. If it was dropped meanwhile, what it took is saved all the same: it was paid for.
 */
gboolean
askg_usage_sql_save (AskgDb                *db,
                     const AskgTurnRecord  *turn,
                     GError               **error)
{
  const AskgUsage *usage = turn->parts != NULL ? &turn->parts->usage : NULL;

  if (usage == NULL || !askg_usage_is_known (usage))
    return TRUE;

  return askg_db_change (db, error,
                         "INSERT OR REPLACE INTO usage (turn_id, at_us, engine_id, model, input, output, total, cached,"
                         " reasoning, audio_in, audio_out, image_in, cost_usd)"
                         " VALUES ((SELECT id FROM turn WHERE id = ?1), ?2, ?3, ?4, nullif (?5, -1), nullif (?6, -1),"
                         " nullif (?7, -1), nullif (?8, -1), nullif (?9, -1), nullif (?10, -1), nullif (?11, -1),"
                         " nullif (?12, -1), ?13)",
                         "iissiiiiiiiid", turn->id, turn->asked_at_us, turn->engine_id, turn->parts->model,
                         limit (usage->input), limit (usage->output), limit (usage->total),
                         limit (usage->cached), limit (usage->reasoning), limit (usage->audio_in),
                         limit (usage->audio_out), limit (usage->image_in),
                         isfinite (usage->cost_usd) && usage->cost_usd >= 0 ? usage->cost_usd : NAN);
}

static gint64
column_count (sqlite3_stmt *stmt,
              int           column)
{
  return sqlite3_column_type (stmt, column) == SQLITE_INTEGER ? MAX (sqlite3_column_int64 (stmt, column), 0) : -1;
}

/* Nine columns from the first on. */
static void
take_usage (sqlite3_stmt *stmt,
            AskgUsage    *usage)
{
  usage->input = column_count (stmt, 0);
  usage->output = column_count (stmt, 1);
  usage->total = column_count (stmt, 2);
  usage->cached = column_count (stmt, 3);
  usage->reasoning = column_count (stmt, 4);
  usage->audio_in = column_count (stmt, 5);
  usage->audio_out = column_count (stmt, 6);
  usage->image_in = column_count (stmt, 7);
  usage->cost_usd = sqlite3_column_type (stmt, 8) == SQLITE_FLOAT ? sqlite3_column_double (stmt, 8) : NAN;
}

gboolean
askg_usage_sql_read (AskgDb     *db,
                     gint64      turn_id,
                     AskgUsage  *out_usage,
                     GError    **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error,
                   "SELECT input, output, total, cached, reasoning, audio_in, audio_out, image_in, cost_usd"
                   " FROM usage WHERE turn_id = ?1", "i", turn_id);
  AskgDbStep step;

  askg_usage_init (out_usage);
  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    take_usage (stmt, out_usage);

  return step == ASKG_DB_DONE;
}

/**
 * askg_usage_sql_sum:
 * @conversation_id: 0 for all, also what belonged to erased ones
 * @from_us: wall clock, microseconds since 1970
 * @until_us: the first moment that does not count
 */
gboolean
askg_usage_sql_sum (AskgDb        *db,
                    gint64         conversation_id,
                    gint64         from_us,
                    gint64         until_us,
                    AskgUsageSum  *out_sum,
                    GError       **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error,
                   "SELECT sum (input), sum (output),"
                   " sum (coalesce (total, coalesce (input, 0) + coalesce (output, 0))), sum (cached), sum (reasoning),"
                   " sum (audio_in), sum (audio_out), sum (image_in), sum (cost_usd), count(*), count(*) - count (cost_usd)"
                   " FROM usage WHERE at_us >= ?2 AND at_us < ?3 AND"
                   " (?1 = 0 OR turn_id IN (SELECT id FROM turn WHERE conversation_id = ?1))",
                   "iii", conversation_id, from_us, until_us);
  AskgDbStep step;

  *out_sum = (AskgUsageSum) { 0 };
  askg_usage_init (&out_sum->usage);
  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      take_usage (stmt, &out_sum->usage);
      out_sum->n_answers = (guint) sqlite3_column_int64 (stmt, 9);
      out_sum->n_unpriced = (guint) sqlite3_column_int64 (stmt, 10);
    }

  return step == ASKG_DB_DONE;
}
