/* askg-index-sql.c: the store's thread. The order is always remove, change, add, in one transaction.
 *
 * The shelves reach from "done_from" to the newest turn. When the index is made again, they grow at
 * both ends: new turns are added above, older ones below until none is left. */
#include "engine/memory/askg-index-sql.h"

#include "engine/memory/askg-shelf-look.h"
#include "engine/memory/askg-shelf-sql.h"

#define TURNS_IN_ONE_GO 32
#define BUDGET_AT_ONCE_US (2 * G_USEC_PER_SEC) /* a small history is found in at once */

static gboolean
get_done_from (AskgDb  *db,
               gint64  *out_turn,
               GError **error)
{
  return askg_db_get_number (db, out_turn, error, "SELECT done_from FROM indexing", "");
}

/* Nothing is indexed, and everything that comes will be. */
static gboolean
start_over (AskgDb  *db,
            GError **error)
{
  gint64 next_turn;
  AskgShelf shelf;

  return askg_shelf_sql_drop_all (db, error) &&
         askg_db_get_number (db, &next_turn, error, "SELECT coalesce (max (id), 0) + 1 FROM turn", "") &&
         askg_shelf_sql_make (db, next_turn, &shelf, error) &&
         askg_db_change (db, error, "INSERT OR REPLACE INTO indexing VALUES (1, ?1, ?2)", "ii",
                         (gint64) ASKG_INDEX_FORMAT, next_turn);
}

/**
 * askg_index_sql_open:
 *
 * For the opening of the history: an index that is missing, or that another Askglass made from other
 * words, is begun again; askg_index_sql_go_on() makes it.
 */
gboolean
askg_index_sql_open (AskgDb  *db,
                     GError **error)
{
  g_auto(AskgDbTx) tx = { NULL, NULL };
  gint64 format;

  if (!askg_db_get_number (db, &format, error, "SELECT format FROM indexing", ""))
    return FALSE;
  if (format == ASKG_INDEX_FORMAT)
    return TRUE;

  return askg_db_tx_begin (&tx, db, error) && start_over (db, error) && askg_db_tx_commit (&tx, error);
}

/* The shelf of a turn; its id is 0 where the turn's time has not come yet. */
static gboolean
find_shelf (AskgDb     *db,
            gint64      turn_id,
            AskgShelf  *out_shelf,
            GError    **error)
{
  gint64 done_from;

  *out_shelf = (AskgShelf) { 0 };
  return get_done_from (db, &done_from, error) &&
         (turn_id < done_from || askg_shelf_sql_find (db, turn_id, out_shelf, error));
}

/* A new turn begins a new shelf when the last one is full. */
static gboolean
find_shelf_to_add (AskgDb     *db,
                   gint64      turn_id,
                   AskgShelf  *out_shelf,
                   GError    **error)
{
  gint64 last_turn;

  if (!find_shelf (db, turn_id, out_shelf, error))
    return FALSE;
  if (out_shelf->id == 0 || !out_shelf->is_full || turn_id == out_shelf->first_turn)
    return TRUE;
  if (!askg_db_get_number (db, &last_turn, error, "SELECT max (id) FROM turn", ""))
    return FALSE;

  return turn_id < last_turn || askg_shelf_sql_make (db, turn_id, out_shelf, error);
}

gboolean
askg_index_sql_add (AskgDb  *db,
                    gint64   turn_id,
                    GError **error)
{
  AskgShelf shelf;

  return find_shelf_to_add (db, turn_id, &shelf, error) &&
         (shelf.id == 0 || askg_shelf_sql_put (db, &shelf, turn_id, error));
}

/* For a turn that is changed and added again. */
gboolean
askg_index_sql_remove (AskgDb  *db,
                       gint64   turn_id,
                       GError **error)
{
  AskgShelf shelf;

  return find_shelf (db, turn_id, &shelf, error) &&
         (shelf.id == 0 || askg_shelf_sql_take (db, &shelf, turn_id, error));
}

/* For a turn that is erased: its words are in the pages of the index until askg_index_sql_squeeze(). */
gboolean
askg_index_sql_forget (AskgDb  *db,
                       gint64   turn_id,
                       GError **error)
{
  AskgShelf shelf;

  return find_shelf (db, turn_id, &shelf, error) &&
         (shelf.id == 0 ||
          (askg_shelf_sql_take (db, &shelf, turn_id, error) &&
           askg_db_change (db, error, "UPDATE shelf SET has_forgotten = 1 WHERE id = ?1", "i", shelf.id)));
}

/* Erases the words of forgotten turns from the index, on the shelves they stood on. */
gboolean
askg_index_sql_squeeze (AskgDb  *db,
                        GError **error)
{
  gint64 shelf_id;

  while (TRUE)
    {
      if (!askg_db_get_number (db, &shelf_id, error, "SELECT min (id) FROM shelf WHERE has_forgotten", ""))
        return FALSE;
      if (shelf_id == 0)
        return TRUE;
      if (!askg_shelf_sql_squeeze (db, shelf_id, error))
        return FALSE;
    }
}

/**
 * askg_index_sql_rebuild:
 *
 * From the turns, after they were saved out of a damaged file, the index was damaged itself, or its
 * words are written otherwise from now on. Of a large history the newest turns are found at once; the
 * rest is for askg_index_sql_go_on(). In a transaction of the caller all of it is.
 */
gboolean
askg_index_sql_rebuild (AskgDb  *db,
                        GError **error)
{
  const gboolean is_alone = sqlite3_get_autocommit (askg_db_get_handle (db));
  g_auto(AskgDbTx) tx = { NULL, NULL };
  gboolean is_done;

  if (!is_alone)
    return start_over (db, error);

  return askg_db_tx_begin (&tx, db, error) && start_over (db, error) && askg_db_tx_commit (&tx, error) &&
         askg_index_sql_go_on (db, BUDGET_AT_ONCE_US, &is_done, error);
}

/**
 * askg_index_sql_mend:
 *
 * To be called after something failed.
 *
 * Returns: whether it failed because the index was damaged, which it is no longer: do it again. Where
 *   askg_db_take_bad_index() still says so, the index cannot even be removed
 */
gboolean
askg_index_sql_mend (AskgDb *db)
{
  return askg_db_take_bad_index (db) && askg_index_sql_rebuild (db, NULL);
}

/* (element-type gint64): the next turns below @done_from, in the order of asking */
static GArray *
list_next (AskgDb  *db,
           gint64   done_from,
           GError **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (db, error, "SELECT id FROM (SELECT id FROM turn WHERE id < ?1 ORDER BY id DESC LIMIT ?2) ORDER BY id",
                   "ii", done_from, (gint64) TURNS_IN_ONE_GO);
  AskgDbStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = askg_db_step (db, stmt, error)) == ASKG_DB_ROW)
    {
      const gint64 id = sqlite3_column_int64 (stmt, 0);

      g_array_append_val (ids, id);
    }

  return step == ASKG_DB_DONE ? g_steal_pointer (&ids) : NULL;
}

/* The lowest shelf goes down to @first_turn, or a new one is put below it. */
static gboolean
reach_down (AskgDb     *db,
            gint64      first_turn,
            AskgShelf  *out_shelf,
            GError    **error)
{
  g_autoptr(GArray) shelves = askg_shelf_sql_list (db, error);

  if (shelves == NULL)
    return FALSE;
  *out_shelf = shelves->len > 0 ? g_array_index (shelves, AskgShelf, shelves->len - 1) : (AskgShelf) { 0, 0, 0, 0, TRUE };
  if (out_shelf->is_full)
    return askg_shelf_sql_make (db, first_turn, out_shelf, error);

  return askg_db_change (db, error, "UPDATE shelf SET first_turn = ?2 WHERE id = ?1", "ii", out_shelf->id, first_turn);
}

/* The lowest shelf is for whatever comes below it. */
static gboolean
finish (AskgDb  *db,
        GError **error)
{
  return askg_db_exec (db, "UPDATE shelf SET first_turn = 0 WHERE first_turn = (SELECT min (first_turn) FROM shelf);"
                           "UPDATE indexing SET done_from = 0", error);
}

/* Some more of the older turns. A turn is never on two shelves: what reaches down is one transaction
 * with what is put there. */
static gboolean
index_some (AskgDb    *db,
            gboolean  *out_is_done,
            GError   **error)
{
  g_autoptr(GArray) ids = NULL;
  AskgShelf shelf;
  gint64 done_from;

  if (!get_done_from (db, &done_from, error) || (ids = list_next (db, done_from, error)) == NULL)
    return FALSE;
  *out_is_done = ids->len == 0;
  if (ids->len == 0)
    return done_from == 0 || finish (db, error);
  done_from = g_array_index (ids, gint64, 0);
  if (!reach_down (db, done_from, &shelf, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!askg_shelf_sql_put (db, &shelf, g_array_index (ids, gint64, i), error))
      return FALSE;

  return askg_db_change (db, error, "UPDATE indexing SET done_from = ?1", "i", done_from);
}

/* A shelf that nothing is added to any more becomes one piece. */
static gboolean
settle_some (AskgDb    *db,
             gboolean  *out_is_done,
             GError   **error)
{
  gint64 shelf_id;
  gboolean is_settled;

  if (!askg_db_get_number (db, &shelf_id, error, "SELECT min (id) FROM shelf WHERE is_full AND NOT is_settled", ""))
    return FALSE;
  *out_is_done = shelf_id == 0;

  return shelf_id == 0 || askg_shelf_sql_merge (db, shelf_id, &is_settled, error);
}

/**
 * askg_index_sql_go_on:
 * @budget_us: about how long it may take
 * @out_is_done: (out): whether nothing is left to be done
 *
 * Makes some more of an index that is not whole. What was done is kept.
 */
gboolean
askg_index_sql_go_on (AskgDb    *db,
                      gint64     budget_us,
                      gboolean  *out_is_done,
                      GError   **error)
{
  const gint64 deadline_us = g_get_monotonic_time () + budget_us;
  g_auto(AskgDbTx) tx = { NULL, NULL };

  *out_is_done = FALSE;
  if (!askg_db_tx_begin (&tx, db, error))
    return FALSE;
  do
    {
      gboolean all_settled;

      if (!settle_some (db, &all_settled, error))
        return FALSE;
      if (all_settled && !index_some (db, out_is_done, error))
        return FALSE;
    }
  while (!*out_is_done && g_get_monotonic_time () < deadline_us);

  return askg_db_tx_commit (&tx, error);
}

/* Which part of the turns can be found, from 0 to 1; 1 also where that cannot be told. Turns are
 * counted by their numbers: counting them one by one would take as long as looking for them. */
double
askg_index_sql_get_share (AskgDb *db)
{
  gint64 done_from, n_below, last_turn;

  if (!get_done_from (db, &done_from, NULL) ||
      !askg_db_get_number (db, &last_turn, NULL, "SELECT max (id) FROM turn", "") ||
      !askg_db_get_number (db, &n_below, NULL, "SELECT EXISTS (SELECT 1 FROM turn WHERE id < ?1)", "i", done_from) ||
      n_below == 0 || last_turn < done_from - 1)
    return 1;

  return 1 - CLAMP ((done_from - 1.0) / last_turn, 0, 1);
}

/* Fails where the index does not agree with itself or with the turns: then askg_db_take_bad_index() says so. */
gboolean
askg_index_sql_check (AskgDb  *db,
                      GError **error)
{
  g_autoptr(GArray) shelves = askg_shelf_sql_list (db, error);
  gint64 above = G_MAXINT64;
  gint64 done_from;

  if (shelves == NULL || !get_done_from (db, &done_from, error))
    return FALSE;
  for (guint i = 0; i < shelves->len; i++)
    {
      const AskgShelf *shelf = &g_array_index (shelves, AskgShelf, i);

      if (!askg_shelf_sql_check (db, shelf, MAX (shelf->first_turn, done_from), above, error))
        return FALSE;
      above = shelf->first_turn;
    }

  return TRUE;
}

/**
 * askg_index_sql_look_on:
 * @look: (inout): how far it got; %ASKG_INDEX_LOOK_INIT to begin with the newest turns
 * @budget_us: about how long it may take
 * @out_is_done: (out): whether all of it was looked at
 *
 * Looks for pages that a search would not notice to be damaged. Between two calls the index may be written to.
 *
 * Fails where there is one; then askg_db_take_bad_index() says so.
 */
gboolean
askg_index_sql_look_on (AskgDb         *db,
                        AskgIndexLook  *look,
                        gint64          budget_us,
                        gboolean       *out_is_done,
                        GError        **error)
{
  const gint64 deadline_us = g_get_monotonic_time () + budget_us;
  g_autoptr(GArray) shelves = askg_shelf_sql_list (db, error);

  *out_is_done = FALSE;
  if (shelves == NULL)
    return FALSE;
  for (guint i = 0; i < shelves->len; i++)
    {
      const AskgShelf *shelf = &g_array_index (shelves, AskgShelf, i);
      gboolean is_done;

      if (shelf->first_turn >= look->above)
        continue;
      if (g_get_monotonic_time () > deadline_us)
        return TRUE;
      if (!askg_shelf_look_on (db, shelf, deadline_us, &look->page, &is_done, error))
        return FALSE;
      if (!is_done)
        return TRUE;
      *look = (AskgIndexLook) { shelf->first_turn, 0 };
    }
  *out_is_done = TRUE;

  return TRUE;
}
