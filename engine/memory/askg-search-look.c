/* askg-search-look.c: shelves are looked through from the newest to the oldest, until there are enough candidates.
 * The store's thread. */
#include "engine/memory/askg-rank.h"
#include "engine/memory/askg-search-private.h"
#include "engine/memory/askg-shelf-sql.h"

#define APP_FACTOR 1.3
#define DAY_FACTOR 3

#define ON_SHELF " FROM words_%ID WHERE words_%ID MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC"

static sqlite3_stmt *
ask_shelf (AskgSearchRun         *run,
           const AskgShelf       *shelf,
           const AskgQueryMatch  *match,
           AskgRank              *rank,
           gint64                 first_turn,
           gint64                 last_turn,
           GError               **error)
{
  const gboolean by_rank = run->search->order == ASKG_SEARCH_BEST_FIRST;
  g_autofree char *sql = askg_shelf_sql_fill (by_rank ? "SELECT rowid, askg_rank (words_%ID, ?4)" ON_SHELF
                                                      : "SELECT rowid, 0" ON_SHELF, shelf->id);
  sqlite3_stmt *stmt = askg_db_query (run->db, error, sql, "sii", match->text, first_turn, last_turn);

  if (stmt != NULL && by_rank)
    (void) sqlite3_bind_pointer (stmt, 4, rank, ASKG_RANK_POINTER, NULL);

  return stmt;
}

/* Whether there can be anything: opening the lists of ten words on thirty shelves takes longer than reading them. */
static gboolean
sift_shelf (AskgSearchRun         *run,
            const AskgShelf       *shelf,
            const AskgQueryMatch  *match,
            gint64                 first_turn,
            gint64                 last_turn,
            gboolean              *out_has_any,
            GError               **error)
{
  g_autofree char *sql = askg_shelf_sql_fill ("SELECT EXISTS (SELECT 1" ON_SHELF ")", shelf->id);
  gint64 has_any = 1;

  if (match->sieve != NULL &&
      !askg_db_get_number (run->db, &has_any, error, sql, "sii", match->sieve, first_turn, last_turn))
    return FALSE;
  *out_has_any = has_any != 0;

  return TRUE;
}

/* What the search asks of a turn beside its words; one statement for all of them. */
gboolean
askg_search_look_prepare (AskgSearchRun  *run,
                          GError        **error)
{
  const AskgSearch *search = run->search;

  run->turns =
    askg_db_query (run->db, error,
                   "SELECT asked_at_us, ?6 IS NOT NULL AND"
                   "   EXISTS (SELECT 1 FROM attachment WHERE turn_id = turn.id AND app = ?6 COLLATE NOCASE)"
                   " FROM turn JOIN conversation ON conversation.id = conversation_id"
                   " WHERE turn.id = ?1 AND deleted_at_us IS NULL AND (NOT ?2 OR pinned_at_us IS NOT NULL)"
                   " AND asked_at_us >= ?3 AND asked_at_us < ?4 AND conversation_id <> ?7 AND (?5 IS NULL OR"
                   "   EXISTS (SELECT 1 FROM attachment WHERE turn_id = turn.id AND app = ?5 COLLATE NOCASE))",
                   "iiiissi", G_GINT64_CONSTANT (0), (gint64) search->pinned_only, search->since_us,
                   search->until_us > 0 ? search->until_us : G_MAXINT64, search->app, search->app_in_front,
                   search->but_conversation_id);

  return run->turns != NULL;
}

gboolean
askg_search_look_is_known (const AskgSearchRun *run,
                           guint                n_known,
                           gint64               turn_id)
{
  for (guint i = 0; i < n_known; i++)
    if (g_array_index (run->candidates, AskgSearchCandidate, i).turn_id == turn_id)
      return TRUE;

  return FALSE;
}

/* Takes the turn if it is wanted, with what its words are worth. */
gboolean
askg_search_look_consider (AskgSearchRun  *run,
                           gint64          turn_id,
                           double          words,
                           GError        **error)
{
  AskgSearchCandidate candidate = { turn_id, 0, words };
  AskgDbStep step;
  AskgWhen day;

  (void) sqlite3_reset (run->turns);
  (void) sqlite3_bind_int64 (run->turns, 1, turn_id);
  while ((step = askg_db_step (run->db, run->turns, error)) == ASKG_DB_ROW)
    {
      candidate.asked_at_us = sqlite3_column_int64 (run->turns, 0);
      candidate.score *= askg_rank_age (candidate.asked_at_us, run->now_us);
      if (sqlite3_column_int (run->turns, 1))
        candidate.score *= APP_FACTOR;
      if (askg_query_get_day (run->query, &day) &&
          candidate.asked_at_us >= day.from_us && candidate.asked_at_us < day.until_us)
        candidate.score *= DAY_FACTOR;
      g_array_append_val (run->candidates, candidate);
    }

  return step == ASKG_DB_DONE;
}

/* Up to @most candidates of one shelf, the last asked first; those found before are not told again. */
static gboolean
look_on_shelf (AskgSearchRun         *run,
               const AskgShelf       *shelf,
               const AskgQueryMatch  *match,
               gint64                 first_turn,
               gint64                 last_turn,
               guint                  n_known,
               guint                  most,
               GError               **error)
{
  AskgRank rank = { match };
  g_autoptr(sqlite3_stmt) stmt = NULL;
  AskgDbStep step = ASKG_DB_ROW;
  gboolean has_any;

  if (!sift_shelf (run, shelf, match, first_turn, last_turn, &has_any, error))
    return FALSE;
  if (!has_any)
    return TRUE;
  for (guint i = 0; i < ASKG_QUERY_MAX_TERMS; i++)
    rank.rarity[i] = run->rarity[i];
  stmt = ask_shelf (run, shelf, match, &rank, first_turn, last_turn, error);
  if (stmt == NULL)
    return FALSE;
  while (run->candidates->len < most && (step = askg_db_step (run->db, stmt, error)) == ASKG_DB_ROW)
    {
      const gint64 turn_id = sqlite3_column_int64 (stmt, 0);

      if (!askg_search_look_is_known (run, n_known, turn_id) &&
          !askg_search_look_consider (run, turn_id, sqlite3_column_double (stmt, 1), error))
        return FALSE;
    }

  return step != ASKG_DB_ERROR;
}

/* The newest shelf is looked at in any case: on a slow machine something is better than nothing. */
static gboolean
is_too_late (const AskgSearchRun *run,
             guint                n_looked_at)
{
  return n_looked_at > 0 && run->search->until_monotonic_us > 0 && g_get_monotonic_time () > run->search->until_monotonic_us;
}

static gboolean
look_in_span (AskgSearchRun         *run,
              const AskgQueryMatch  *match,
              gint64                 first_turn,
              gint64                 last_turn,
              guint                  n_known,
              guint                  most,
              GError               **error)
{
  gint64 above = G_MAXINT64;

  for (guint i = 0; i < run->shelves->len && run->candidates->len < most && !is_too_late (run, i); i++)
    {
      const AskgShelf *shelf = &g_array_index (run->shelves, AskgShelf, i);

      if (shelf->n_turns > 0 && shelf->first_turn <= last_turn && above > first_turn &&
          !look_on_shelf (run, shelf, match, first_turn, last_turn, n_known, most, error))
        return FALSE;
      above = shelf->first_turn;
    }

  return TRUE;
}

/* Adds up to @most candidates between the two turns. */
gboolean
askg_search_look (AskgSearchRun         *run,
                  const AskgQueryMatch  *match,
                  gint64                 first_turn,
                  gint64                 last_turn,
                  guint                  most,
                  GError               **error)
{
  const guint n_known = run->candidates->len;

  most += n_known;
  for (guint i = 0; i < run->spans->len && run->candidates->len < most; i++)
    {
      const AskgSearchSpan *span = &g_array_index (run->spans, AskgSearchSpan, i);
      const gint64 first = MAX (span->first, first_turn), last = MIN (span->last, last_turn);

      if (first <= last && !look_in_span (run, match, first, last, n_known, most, error))
        return FALSE;
    }

  return TRUE;
}
