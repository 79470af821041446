/* askg-recall-sql.c: the store's thread. */
#include "engine/memory/askg-recall-sql.h"

#include <string.h>

#include "engine/memory/askg-recall-keep.h"
#include "engine/memory/askg-recall.h"
#include "engine/memory/askg-search-sql.h"
#include "engine/memory/askg-vector-sql.h"

#define HITS_A_LIST 8
#define RANKED      100 /* a question does not wait for more */

typedef gboolean (*IsRelated) (const AskgRecallWords  *words,
                               const AskgHit          *hit,
                               const AskgSearchRarity *rarity);

/* What was found, by the id of its turn. */
typedef struct
{
  AskgDb               *db;
  const AskgRecallWish *wish;
  GHashTable           *seen; /* owned: a line of its picture or text, by its turn (gint64) */
} Run;

static gboolean
is_left_out (const AskgRecallWish *wish,
             gint64                turn_id)
{
  for (guint i = 0; wish->left_out != NULL && i < wish->left_out->len; i++)
    if (g_array_index (wish->left_out, gint64, i) == turn_id)
      return TRUE;

  return FALSE;
}

/* What the person saw then, which neither the question nor the answer need repeat. */
static void
keep_seen (Run           *run,
           const AskgHit *hit)
{
  if ((hit->kind & (ASKG_SEARCH_PICTURE | ASKG_SEARCH_TEXT | ASKG_SEARCH_SOUND)) != 0 && *hit->snippet != '\0')
    g_hash_table_insert (run->seen, g_memdup2 (&hit->turn_id, sizeof hit->turn_id), g_strdup (hit->snippet));
}

/* (transfer full) (element-type gint64): turns found by @words, the best first */
static GArray *
look_for (Run                    *run,
          const AskgRecallWords  *words,
          IsRelated               is_related,
          GError                **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(AskgSearch) search = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  AskgSearchRarity rarity;

  if (askg_recall_words_is_empty (words))
    return g_steal_pointer (&ids);
  search = askg_search_new (words->text, HITS_A_LIST);
  search->now_us = run->wish->now_us;
  search->but_conversation_id = run->wish->conversation_id;
  search->until_monotonic_us = run->wish->until_monotonic_us;
  search->n_ranked = RANKED;
  hits = askg_search_sql_run (run->db, search, &rarity, error);
  if (hits == NULL)
    return NULL;
  for (guint i = 0; i < hits->len; i++)
    {
      const AskgHit *hit = g_ptr_array_index (hits, i);

      if (is_left_out (run->wish, hit->turn_id) || !is_related (words, hit, &rarity))
        continue;
      g_array_append_val (ids, hit->turn_id);
      keep_seen (run, hit);
    }

  return g_steal_pointer (&ids);
}

/* (transfer full) (element-type gint64): turns that are about the same, in whatever words */
static GArray *
look_alike (Run     *run,
            GError **error)
{
  g_autoptr(GArray) ids = run->wish->vector != NULL ? askg_vector_sql_find (run->db, run->wish->vector, HITS_A_LIST, error)
                                                    : g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = ids != NULL ? ids->len : 0; i-- > 0;)
    if (is_left_out (run->wish, g_array_index (ids, gint64, i)))
      g_array_remove_index (ids, i);

  return g_steal_pointer (&ids);
}

static gboolean
is_told (GPtrArray  *recalled,
         const char *text)
{
  for (guint i = 0; i < recalled->len; i++)
    if (strcmp (((const AskgRecalled *) g_ptr_array_index (recalled, i))->text, text) == 0)
      return TRUE;

  return FALSE;
}

/* @out_text is %NULL when there is nothing to tell of it. */
static gboolean
tell_turn (Run     *run,
           gint64   turn_id,
           gint64   asked_at_us,
           char   **question,
           char   **answer,
           guint   *left_tokens,
           char   **out_text,
           GError **error)
{
  g_autofree char *seen = g_strdup (g_hash_table_lookup (run->seen, &turn_id));
  gboolean can_be_told;

  if (*question == NULL || *answer == NULL)
    return TRUE;
  if (!askg_recall_keep_back (run->db, run->wish, turn_id, question, &seen, answer, &can_be_told, error))
    return FALSE;
  if (can_be_told)
    *out_text = askg_recall_tell (&(AskgRecallSource) { asked_at_us, *question, seen, *answer }, left_tokens);

  return TRUE;
}

/* A question without an answer tells nothing, and the same thing twice not more: a branch holds copies of turns. */
static gboolean
take_turn (Run        *run,
           gint64      turn_id,
           guint      *left_tokens,
           GPtrArray  *recalled,
           GError    **error)
{
  g_autoptr(sqlite3_stmt) stmt =
    askg_db_query (run->db, error,
                   "SELECT conversation_id, asked_at_us, unseal ('conversation.title', conversation_id, title),"
                   " unseal ('turn.question', turn.id, question), unseal ('turn.answer', turn.id, answer)"
                   " FROM turn JOIN conversation ON conversation.id = conversation_id"
                   " WHERE turn.id = ?1 AND deleted_at_us IS NULL AND conversation_id <> ?2 AND answer <> ''",
                   "ii", turn_id, run->wish->conversation_id);
  AskgDbStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = askg_db_step (run->db, stmt, error)) == ASKG_DB_ROW)
    {
      g_autofree char *question = askg_db_column_text (stmt, 3);
      g_autofree char *answer = askg_db_column_text (stmt, 4);
      guint left = *left_tokens;
      g_autofree char *text = NULL;
      AskgRecalled *one;

      if (!tell_turn (run, turn_id, sqlite3_column_int64 (stmt, 1), &question, &answer, &left, &text, error))
        return FALSE;
      if (text == NULL || is_told (recalled, text))
        continue;
      *left_tokens = left;
      one = g_new0 (AskgRecalled, 1);
      one->turn_id = turn_id;
      one->conversation_id = sqlite3_column_int64 (stmt, 0);
      one->asked_at_us = sqlite3_column_int64 (stmt, 1);
      one->title = askg_db_column_text (stmt, 2);
      one->text = g_steal_pointer (&text);
      g_ptr_array_add (recalled, one);
    }

  return step == ASKG_DB_DONE;
}

/**
 * askg_recall_sql_run:
 *
 * Errors: as askg_db_fail()
 *
 * Returns: (transfer full) (element-type AskgRecalled): the best first; empty for none
 */
GPtrArray *
askg_recall_sql_run (AskgDb                *db,
                     const AskgRecallWish  *wish,
                     GError               **error)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  Run run = { db, wish, seen };
  g_autoptr(AskgRecallWords) asked = askg_recall_words_of_question (wish->question, wish->now_us);
  g_autoptr(AskgRecallWords) shown = askg_recall_words_of_screen (wish->screen != NULL ? wish->screen : "");
  g_autoptr(GArray) by_question = look_for (&run, asked, askg_recall_is_by_question, error);
  g_autoptr(GArray) by_screen = by_question != NULL ? look_for (&run, shown, askg_recall_is_by_screen, error) : NULL;
  g_autoptr(GArray) alike = by_screen != NULL ? look_alike (&run, error) : NULL;
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GPtrArray) recalled = askg_recalled_new_list ();
  guint left_tokens = ASKG_RECALL_TOKENS;

  if (alike == NULL)
    return NULL;
  ids = askg_recall_fuse ((const GArray *const[]) { by_question, by_screen, alike }, 3);
  for (guint i = 0; i < ids->len && recalled->len < ASKG_RECALL_MOST; i++)
    if (!take_turn (&run, g_array_index (ids, gint64, i), &left_tokens, recalled, error))
      return NULL;

  return g_steal_pointer (&recalled);
}
