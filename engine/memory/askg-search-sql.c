/* askg-search-sql.c: the store's thread. Shelves are looked through from the newest to the oldest,
 * until there are enough candidates; the best of them are read. */
#include "engine/memory/askg-search-sql.h"

#include "engine/memory/askg-hit-sql.h"
#include "engine/memory/askg-rank.h"
#include "engine/memory/askg-shelf-sql.h"

#define APP_FACTOR 1.3
#define DAY_FACTOR 3
#define SAMPLE 100         /* hits from which it is told how rare a term is */
#define SAMPLE_SHELVES 3

typedef struct
{
  gint64 turn_id;
  gint64 asked_at_us;
  double score;
} Candidate;

/* One search while it runs. */
typedef struct
{
  AskgDb           *db;
  const AskgSearch *search;
  const AskgQuery  *query;
  sqlite3_stmt     *turns;       /* of ask_turns() */
  GArray           *shelves;     /* of AskgShelf, the newest first */
  GArray           *candidates;  /* of Candidate */
  gint64            now_us;
  gint64            first_turn;  /* what lies between these two may be found */
  gint64            last_turn;
  double            rarity[ASKG_QUERY_MAX_TERMS];
  AskgSearchRarity *told;        /* (nullable): who wants to know it */
} Run;

/* Those turns of the time between that have the lowest and the highest number. */
static gboolean
find_turns (AskgDb    *db,
            gint64     since_us,
            gint64     until_us,
            gint64    *out_first,
            gint64    *out_last,
            GError   **error)
{
  *out_first = 0;
  *out_last = G_MAXINT64;
  if (since_us <= 0 && until_us <= 0)
    return TRUE;
  if (until_us <= 0)
    until_us = G_MAXINT64;

  return askg_db_get_number (db, out_first, error,
                             "SELECT min (id) FROM turn WHERE asked_at_us >= ?1 AND asked_at_us < ?2",
                             "ii", since_us, until_us) &&
         askg_db_get_number (db, out_last, error,
                             "SELECT max (id) FROM turn WHERE asked_at_us >= ?1 AND asked_at_us < ?2",
                             "ii", since_us, until_us);
}

#define ON_SHELF " FROM words_%ID WHERE words_%ID MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC"

static sqlite3_stmt *
ask_shelf (Run                   *run,
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

/* What the search asks of a turn beside its words; one statement for all of them. */
static sqlite3_stmt *
ask_turns (AskgDb            *db,
           const AskgSearch  *search,
           GError           **error)
{
  return askg_db_query (db, error,
                        "SELECT asked_at_us, ?6 IS NOT NULL AND"
                        "   EXISTS (SELECT 1 FROM attachment WHERE turn_id = turn.id AND app = ?6 COLLATE NOCASE)"
                        " FROM turn JOIN conversation ON conversation.id = conversation_id"
                        " WHERE turn.id = ?1 AND deleted_at_us IS NULL AND (NOT ?2 OR pinned_at_us IS NOT NULL)"
                        " AND asked_at_us >= ?3 AND asked_at_us < ?4 AND conversation_id <> ?7 AND (?5 IS NULL OR"
                        "   EXISTS (SELECT 1 FROM attachment WHERE turn_id = turn.id AND app = ?5 COLLATE NOCASE))",
                        "iiiissi", G_GINT64_CONSTANT (0), (gint64) search->pinned_only, search->since_us,
                        search->until_us > 0 ? search->until_us : G_MAXINT64, search->app, search->app_in_front,
                        search->but_conversation_id);
}

static gboolean
is_known (const GArray *candidates,
          guint         n_known,
          gint64        turn_id)
{
  for (guint i = 0; i < n_known; i++)
    if (g_array_index (candidates, Candidate, i).turn_id == turn_id)
      return TRUE;

  return FALSE;
}

/* Takes the turn if it is wanted, with what its words are worth. */
static gboolean
consider (Run      *run,
          gint64    turn_id,
          double    words,
          GError  **error)
{
  Candidate candidate = { turn_id, 0, words };
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
look_on_shelf (Run                   *run,
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

  for (guint i = 0; i < ASKG_QUERY_MAX_TERMS; i++)
    rank.rarity[i] = run->rarity[i];
  stmt = ask_shelf (run, shelf, match, &rank, first_turn, last_turn, error);
  if (stmt == NULL)
    return FALSE;
  while (run->candidates->len < most && (step = askg_db_step (run->db, stmt, error)) == ASKG_DB_ROW)
    {
      const gint64 turn_id = sqlite3_column_int64 (stmt, 0);

      if (!is_known (run->candidates, n_known, turn_id) &&
          !consider (run, turn_id, sqlite3_column_double (stmt, 1), error))
        return FALSE;
    }

  return step != ASKG_DB_ERROR;
}

/* Adds up to @most candidates between the two turns. */
static gboolean
look (Run                   *run,
      const AskgQueryMatch  *match,
      gint64                 first_turn,
      gint64                 last_turn,
      guint                  most,
      GError               **error)
{
  const guint n_known = run->candidates->len;
  gint64 above = G_MAXINT64;

  most += n_known;
  for (guint i = 0; i < run->shelves->len && run->candidates->len < most; i++)
    {
      const AskgShelf *shelf = &g_array_index (run->shelves, AskgShelf, i);

      if (shelf->n_turns > 0 && shelf->first_turn <= last_turn && above > first_turn &&
          !look_on_shelf (run, shelf, match, first_turn, last_turn, n_known, most, error))
        return FALSE;
      above = shelf->first_turn;
    }

  return TRUE;
}

/* The day that is named first, then everything. */
static gboolean
look_everywhere (Run                   *run,
                 const AskgQueryMatch  *match,
                 GError               **error)
{
  const guint most = run->search->order == ASKG_SEARCH_NEWEST_FIRST ? run->search->most
                     : MAX (ASKG_RANK_CANDIDATES, 2 * run->search->most);
  AskgWhen day;
  gint64 first, last;

  if (run->search->order == ASKG_SEARCH_BEST_FIRST && askg_query_get_day (run->query, &day) &&
      (!find_turns (run->db, day.from_us, day.until_us, &first, &last, error) ||
       !look (run, match, MAX (first, run->first_turn), MIN (last, run->last_turn), most, error)))
    return FALSE;

  return look (run, match, run->first_turn, run->last_turn, most, error);
}

/* From the newest turns that hold it: how many of all do. */
static gboolean
estimate (Run       *run,
          guint      term,
          double    *out_n_all,
          double    *out_n_with,
          GError   **error)
{
  g_autoptr(AskgQueryMatch) match = askg_query_match_one (run->query, term, run->search->kinds);
  gint64 n_seen = 0, n_hits = 0;

  *out_n_all = 0;
  for (guint i = 0; i < run->shelves->len; i++)
    *out_n_all += g_array_index (run->shelves, AskgShelf, i).n_turns;
  for (guint i = 0; i < MIN (run->shelves->len, SAMPLE_SHELVES) && n_hits < SAMPLE; i++)
    {
      const AskgShelf *shelf = &g_array_index (run->shelves, AskgShelf, i);
      g_autofree char *sql =
        askg_shelf_sql_fill ("SELECT count(*), min (id) FROM (SELECT rowid AS id FROM words_%ID WHERE words_%ID MATCH ?1"
                             " ORDER BY rowid DESC LIMIT ?2)", shelf->id);
      g_autoptr(sqlite3_stmt) stmt = askg_db_query (run->db, error, sql, "si", match->text, (gint64) SAMPLE - n_hits);
      AskgDbStep step;

      if (stmt == NULL)
        return FALSE;
      while ((step = askg_db_step (run->db, stmt, error)) == ASKG_DB_ROW)
        {
          const gint64 n = sqlite3_column_int64 (stmt, 0);

          n_hits += n;
          /* Where it stopped in the middle of a shelf it saw only the upper part of it. */
          n_seen += n_hits >= SAMPLE ? MAX (shelf->first_turn + shelf->n_turns - sqlite3_column_int64 (stmt, 1), n)
                                     : shelf->n_turns;
        }
      if (step != ASKG_DB_DONE)
        return FALSE;
    }
  *out_n_with = n_seen > 0 ? *out_n_all * MIN (n_hits, n_seen) / n_seen : 0;

  return TRUE;
}

static gboolean
learn_rarity (Run      *run,
              GError  **error)
{
  const guint n_terms = askg_query_get_n_terms (run->query);

  run->rarity[0] = 1;
  for (guint i = 0; i < n_terms && (n_terms > 1 || run->told != NULL); i++)
    {
      double n_all, n_with;

      if (!estimate (run, i, &n_all, &n_with, error))
        return FALSE;
      run->rarity[i] = askg_rank_rarity (n_all, n_with);
      if (run->told != NULL)
        {
          run->told->rarity[i] = run->rarity[i];
          run->told->n_turns[i] = n_with;
          run->told->n_all = n_all;
        }
    }

  return TRUE;
}

/* Whether any turn there is holds this term. */
static gboolean
is_anywhere (Run       *run,
             guint      term,
             gboolean  *out_is,
             GError   **error)
{
  g_autoptr(AskgQueryMatch) match = askg_query_match_one (run->query, term, run->search->kinds);
  const guint n_before = run->candidates->len;
  const gboolean is_ok = look (run, match, run->first_turn, run->last_turn, 1, error);

  *out_is = run->candidates->len > n_before;
  g_array_set_size (run->candidates, n_before);

  return is_ok;
}

/* The two rarest of the terms that are there at all: what holds all but one of those holds one of these. */
static gboolean
choose_anchors (Run       *run,
                guint32   *out_anchors,
                GError   **error)
{
  guint32 tried = 0;

  *out_anchors = 0;
  for (guint n = 0; n < askg_query_get_n_terms (run->query) && __builtin_popcount (*out_anchors) < 2; n++)
    {
      guint rarest = 0;
      gboolean is_there;

      for (guint i = 0; i < askg_query_get_n_terms (run->query); i++)
        if ((tried & 1u << i) == 0 && ((tried & 1u << rarest) != 0 || run->rarity[i] > run->rarity[rarest]))
          rarest = i;
      tried |= 1u << rarest;
      if (!is_anywhere (run, rarest, &is_there, error))
        return FALSE;
      if (is_there)
        *out_anchors |= 1u << rarest;
    }

  return TRUE;
}

/* When nothing holds all of the words: what holds most of them. */
static gboolean
look_for_most (Run      *run,
               GError  **error)
{
  g_autoptr(AskgQueryMatch) match = NULL;
  guint32 anchors;

  if (!choose_anchors (run, &anchors, error))
    return FALSE;
  if (anchors == 0)
    return TRUE;
  match = askg_query_match_most (run->query, anchors, run->search->kinds);

  return look_everywhere (run, match, error);
}

static int
by_score (gconstpointer a,
          gconstpointer b)
{
  const Candidate *one = a;
  const Candidate *two = b;

  if (one->score != two->score)
    return one->score > two->score ? -1 : 1;

  return one->turn_id > two->turn_id ? -1 : one->turn_id < two->turn_id;
}

static int
by_time (gconstpointer a,
         gconstpointer b)
{
  const Candidate *one = a;
  const Candidate *two = b;

  if (one->asked_at_us != two->asked_at_us)
    return one->asked_at_us > two->asked_at_us ? -1 : 1;

  return one->turn_id > two->turn_id ? -1 : one->turn_id < two->turn_id;
}

static GPtrArray *
read_hits (Run      *run,
           GError  **error)
{
  g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_hit_free);

  g_array_sort (run->candidates, run->search->order == ASKG_SEARCH_NEWEST_FIRST ? by_time : by_score);
  for (guint i = 0; i < MIN (run->candidates->len, run->search->most); i++)
    {
      const Candidate *candidate = &g_array_index (run->candidates, Candidate, i);
      AskgHit *hit = askg_hit_sql_read (run->db, run->query, run->search->kinds, candidate->turn_id, error);

      if (hit == NULL)
        return NULL;
      hit->score = candidate->score;
      g_ptr_array_add (hits, hit);
    }

  return g_steal_pointer (&hits);
}

static gboolean
find (Run      *run,
      GError  **error)
{
  g_autoptr(AskgQueryMatch) match = askg_query_match_all (run->query, run->search->kinds);

  return find_turns (run->db, run->search->since_us, run->search->until_us, &run->first_turn, &run->last_turn, error) &&
         learn_rarity (run, error) &&
         look_everywhere (run, match, error) &&
         (run->candidates->len > 0 || run->search->needs_all || askg_query_get_n_terms (run->query) < 2 ||
          look_for_most (run, error));
}

/**
 * askg_search_sql_run:
 * @out_rarity: (out) (optional): of the words searched for
 *
 * Finds the turns that hold all words of the search, or words that begin with them, anywhere: in
 * the question, the answer, the words of its pictures. Where no turn holds all of them, those that
 * hold most.
 *
 * Errors: as askg_db_fail()
 *
 * Returns: (transfer full) (element-type AskgHit): as askg-rank.h orders them, or the last asked first
 */
GPtrArray *
askg_search_sql_run (AskgDb            *db,
                     const AskgSearch  *search,
                     AskgSearchRarity  *out_rarity,
                     GError           **error)
{
  const gint64 now_us = search->now_us > 0 ? search->now_us : g_get_real_time ();
  g_autoptr(AskgQuery) query = askg_query_parse (search->text, now_us);
  g_autoptr(GArray) shelves = NULL;
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr(sqlite3_stmt) turns = NULL;
  Run run = { db, search, query, NULL, NULL, candidates, now_us };

  if (out_rarity != NULL)
    *out_rarity = (AskgSearchRarity) { .n_terms = askg_query_get_n_terms (query) };
  run.told = out_rarity;
  if (askg_query_is_empty (query) || search->most == 0)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) askg_hit_free);
  if (search->app != NULL)
    askg_query_set_app (query, search->app);
  if ((shelves = askg_shelf_sql_list (db, error)) == NULL || (turns = ask_turns (db, search, error)) == NULL)
    return NULL;
  run.shelves = shelves;
  run.turns = turns;

  return find (&run, error) ? read_hits (&run, error) : NULL;
}
