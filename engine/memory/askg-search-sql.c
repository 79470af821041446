/* askg-search-sql.c: the store's thread. What is looked for and where; of the candidates the best are read. */
#include "engine/memory/askg-search-sql.h"

#include "engine/memory/askg-hit-sql.h"
#include "engine/memory/askg-rank.h"
#include "engine/memory/askg-search-private.h"
#include "engine/memory/askg-shelf-sql.h"

#define SAMPLE 100         /* hits from which it is told how rare a term is */
#define SAMPLE_SHELVES 3
#define MOST_ANCHORS   2
#define MOST_COUNTED   6   /* of a long question: opening the list of a word on a shelf takes longer than reading it */

/* Those turns of the time between that have the lowest and the highest number. */
static gboolean
find_turns (AskgDb  *db,
            gint64   since_us,
            gint64   until_us,
            gint64  *out_first,
            gint64  *out_last,
            GError **error)
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

/* The day that is named first, then everything. */
static gboolean
look_everywhere (AskgSearchRun         *run,
                 const AskgQueryMatch  *match,
                 GError               **error)
{
  const guint n_ranked = run->search->n_ranked > 0 ? run->search->n_ranked : ASKG_RANK_CANDIDATES;
  const guint most = run->search->order == ASKG_SEARCH_NEWEST_FIRST ? run->search->most : MAX (n_ranked, 2 * run->search->most);
  AskgWhen day;
  gint64 first, last;

  if (run->search->order == ASKG_SEARCH_BEST_FIRST && askg_query_get_day (run->query, &day) &&
      (!find_turns (run->db, day.from_us, day.until_us, &first, &last, error) ||
       !askg_search_look (run, match, first, last, most, error)))
    return FALSE;

  return askg_search_look (run, match, 0, G_MAXINT64, most, error);
}

/* From the newest turns that hold it: how many of all do. */
static gboolean
estimate (AskgSearchRun  *run,
          guint           term,
          double         *out_n_all,
          double         *out_n_with,
          GError        **error)
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
learn_rarity (AskgSearchRun  *run,
              GError        **error)
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
is_anywhere (AskgSearchRun  *run,
             guint           term,
             gboolean       *out_is,
             GError        **error)
{
  g_autoptr(AskgQueryMatch) match = askg_query_match_one (run->query, term, run->search->kinds);
  const guint n_before = run->candidates->len;
  const gboolean is_ok = askg_search_look (run, match, 0, G_MAXINT64, 1, error);

  *out_is = run->candidates->len > n_before;
  g_array_set_size (run->candidates, n_before);

  return is_ok;
}

static guint
find_rarest (const AskgSearchRun *run,
             guint32              among)
{
  guint rarest = (guint) __builtin_ctz (among);

  for (guint i = rarest; i < askg_query_get_n_terms (run->query); i++)
    if ((among & 1u << i) != 0 && run->rarity[i] > run->rarity[rarest])
      rarest = i;

  return rarest;
}

static guint32
all_terms (const AskgSearchRun *run)
{
  return (guint32) ((G_GUINT64_CONSTANT (1) << askg_query_get_n_terms (run->query)) - 1);
}

static guint32
rarest_of (const AskgSearchRun *run,
           guint32              among,
           int                  most)
{
  guint32 rarest = 0;

  while (among != 0 && __builtin_popcount (rarest) < most)
    {
      rarest |= 1u << find_rarest (run, among);
      among &= ~rarest;
    }

  return rarest;
}

/* The two rarest of the terms that are there at all: what holds all but one of those holds one of these. None is a
 * word that stands in nearly every text, unless there is nothing else. */
static gboolean
choose_anchors (AskgSearchRun  *run,
                guint32        *out_anchors,
                GError        **error)
{
  guint32 left = 0;

  *out_anchors = 0;
  for (guint i = 0; i < askg_query_get_n_terms (run->query); i++)
    if (!askg_query_term_is_plain (run->query, i))
      left |= 1u << i;
  while (left != 0 && __builtin_popcount (*out_anchors) < MOST_ANCHORS)
    {
      const guint rarest = find_rarest (run, left);
      gboolean is_there;

      left &= ~(1u << rarest);
      if (!is_anywhere (run, rarest, &is_there, error))
        return FALSE;
      if (is_there)
        *out_anchors |= 1u << rarest;
    }

  return TRUE;
}

static gboolean
look_for_all (AskgSearchRun  *run,
              GError        **error)
{
  g_autoptr(AskgQueryMatch) match =
    askg_query_match_all (run->query, rarest_of (run, all_terms (run), MOST_ANCHORS), run->search->kinds);

  return look_everywhere (run, match, error);
}

/* When nothing holds all of the words: what holds most of them. */
static gboolean
look_for_most (AskgSearchRun  *run,
               GError        **error)
{
  g_autoptr(AskgQueryMatch) match = NULL;
  guint32 anchors;

  if (!choose_anchors (run, &anchors, error))
    return FALSE;
  if (anchors == 0)
    return TRUE;
  match = askg_query_match_most (run->query, anchors, anchors | rarest_of (run, all_terms (run), MOST_COUNTED), run->search->kinds);

  return look_everywhere (run, match, error);
}

static int
by_score (gconstpointer a,
          gconstpointer b)
{
  const AskgSearchCandidate *one = a;
  const AskgSearchCandidate *two = b;

  if (one->score != two->score)
    return one->score > two->score ? -1 : 1;

  return one->turn_id > two->turn_id ? -1 : one->turn_id < two->turn_id;
}

static int
by_time (gconstpointer a,
         gconstpointer b)
{
  const AskgSearchCandidate *one = a;
  const AskgSearchCandidate *two = b;

  if (one->asked_at_us != two->asked_at_us)
    return one->asked_at_us > two->asked_at_us ? -1 : 1;

  return one->turn_id > two->turn_id ? -1 : one->turn_id < two->turn_id;
}

static GPtrArray *
read_hits (AskgSearchRun  *run,
           GError        **error)
{
  g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_hit_free);

  g_array_sort (run->candidates, run->search->order == ASKG_SEARCH_NEWEST_FIRST ? by_time : by_score);
  for (guint i = 0; i < MIN (run->candidates->len, run->search->most); i++)
    {
      const AskgSearchCandidate *candidate = &g_array_index (run->candidates, AskgSearchCandidate, i);
      AskgHit *hit = askg_hit_sql_read (run->db, run->query, run->search->kinds, candidate->turn_id, error);

      if (hit == NULL)
        return NULL;
      hit->score = candidate->score;
      g_ptr_array_add (hits, hit);
    }

  return g_steal_pointer (&hits);
}

/* Those that are pinned are few, and what they hold would be looked for in vain among all the others. */
static gboolean
find_pinned_spans (AskgSearchRun         *run,
                   const AskgSearchSpan  *whole,
                   GError               **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (run->db, error, "SELECT (SELECT min (id) FROM turn WHERE conversation_id = c.id),"
                                   " (SELECT max (id) FROM turn WHERE conversation_id = c.id) AS last"
                                   " FROM conversation AS c WHERE pinned_at_us IS NOT NULL AND deleted_at_us IS NULL"
                                   " AND last IS NOT NULL ORDER BY last DESC", "");
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (run->db, stmt, error)) == ASKG_DB_ROW)
    {
      const AskgSearchSpan span = { MAX (sqlite3_column_int64 (stmt, 0), whole->first),
                                    MIN (sqlite3_column_int64 (stmt, 1), whole->last) };
      AskgSearchSpan *above = run->spans->len > 0 ? &g_array_index (run->spans, AskgSearchSpan, run->spans->len - 1) : NULL;

      /* Conversations that went on beside each other: nothing may be found twice. */
      if (above != NULL && span.last >= above->first)
        above->first = MIN (above->first, span.first);
      else
        g_array_append_val (run->spans, span);
    }

  return step == ASKG_DB_DONE;
}

static gboolean
find_spans (AskgSearchRun  *run,
            GError        **error)
{
  AskgSearchSpan whole;

  if (!find_turns (run->db, run->search->since_us, run->search->until_us, &whole.first, &whole.last, error))
    return FALSE;
  if (run->search->pinned_only)
    return find_pinned_spans (run, &whole, error);
  g_array_append_val (run->spans, whole);

  return TRUE;
}

/* All that was asked on the day, as well as what names it. */
static gboolean
add_day (AskgSearchRun  *run,
         GError        **error)
{
  const guint n_known = run->candidates->len;
  g_autoptr(sqlite3_stmt) stmt = NULL;
  AskgDbStep step;
  AskgWhen day;

  if (!askg_query_is_day_only (run->query) || run->search->needs_all || run->search->kinds != 0 || run->search->with_error ||
      !askg_query_get_day (run->query, &day))
    return TRUE;
  stmt = askg_db_query (run->db, error, "SELECT id FROM turn WHERE asked_at_us >= ?1 AND asked_at_us < ?2"
                                        " ORDER BY asked_at_us DESC", "ii", day.from_us, day.until_us);
  if (stmt == NULL)
    return FALSE;
  while (run->candidates->len < n_known + run->search->most && (step = askg_db_step (run->db, stmt, error)) != ASKG_DB_DONE)
    {
      const gint64 turn_id = step == ASKG_DB_ROW ? sqlite3_column_int64 (stmt, 0) : 0;

      if (step == ASKG_DB_ERROR ||
          (!askg_search_look_is_known (run, n_known, turn_id) && !askg_search_look_consider (run, turn_id, 1, error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
find (AskgSearchRun  *run,
      GError        **error)
{
  return find_spans (run, error) &&
         learn_rarity (run, error) &&
         look_for_all (run, error) &&
         add_day (run, error) &&
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
  g_autoptr(GArray) candidates = g_array_new (FALSE, FALSE, sizeof (AskgSearchCandidate));
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (AskgSearchSpan));
  g_autoptr(sqlite3_stmt) turns = NULL;
  AskgSearchRun run = { .db = db, .search = search, .query = query, .spans = spans, .candidates = candidates, .now_us = now_us };

  if (out_rarity != NULL)
    *out_rarity = (AskgSearchRarity) { .n_terms = askg_query_get_n_terms (query) };
  run.told = out_rarity;
  if (askg_query_is_empty (query) || search->most == 0)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) askg_hit_free);
  if (search->app != NULL)
    askg_query_set_app (query, search->app);
  if (search->with_error)
    askg_query_set_with_error (query);
  if ((run.shelves = shelves = askg_shelf_sql_list (db, error)) == NULL || !askg_search_look_prepare (&run, error))
    return NULL;
  turns = run.turns;

  return find (&run, error) ? read_hits (&run, error) : NULL;
}
