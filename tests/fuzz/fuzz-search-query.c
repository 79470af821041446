/* fuzz-search-query.c: whatever is typed is looked for. SQLite never meets an error, what is found lies
 * inside its text, and what was asked is found by its own words. */
#include "engine/memory/askg-hit.h"
#include "engine/memory/askg-index-sql.h"
#include "engine/memory/askg-query.h"
#include "engine/memory/askg-schema.h"
#include "engine/memory/askg-search-sql.h"
#include "engine/memory/askg-when.h"

#include <string.h>
#include <unistd.h>

#define NOW_US (G_GINT64_CONSTANT (1795156245) * G_USEC_PER_SEC)

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static void
must (gboolean is_done, const GError *error)
{
  if (!is_done)
    g_error ("%s", error != NULL ? error->message : "failed");
}

/* In memory: one history for all inputs, with a turn whose question is the input itself. */
static AskgDb *
open_history (void)
{
  static AskgDb *db;
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  g_autofree char *log = NULL;

  if (db != NULL)
    return db;
  folder = g_dir_make_tmp ("askg-fuzz-XXXXXX", &error);
  path = g_build_filename (folder, "askglass.db", NULL);
  db = askg_db_open (path, ASKG_DB_OWN, NULL, &error);
  must (db != NULL && askg_db_exec (db, "PRAGMA synchronous=OFF", &error) &&
        askg_schema_upgrade (db, path, askg_schema_steps, askg_schema_n_steps, &error) &&
        askg_index_sql_open (db, &error) &&
        askg_db_exec (db, "INSERT INTO conversation (id, title, changed_at_us, uid) VALUES (1, 'fuzz', 1, x'00');"
                          "INSERT INTO turn (id, conversation_id, asked_at_us, question, answer, state)"
                          " VALUES (1, 1, 1, 'std::unordered_map 오류 libfoo.so.3', 'because\n```\ncode (1)\n```\n', 'done');"
                          "INSERT INTO turn (id, conversation_id, asked_at_us, question, answer, state)"
                          " VALUES (2, 1, 2, '', '', 'done')", &error) &&
        askg_index_sql_add (db, 1, &error) && askg_index_sql_add (db, 2, &error), error);
  /* They are open; their names are not needed, and nothing is left behind. */
  log = g_strconcat (path, "-wal", NULL);
  (void) unlink (path);
  (void) unlink (log);
  (void) rmdir (folder);

  return db;
}

static void
check_marks (const AskgHit *hit)
{
  gsize last = 0;

  g_assert_true (g_utf8_validate (hit->snippet, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (hit->snippet, -1), <=, 160);
  for (guint i = 0; hit->marks != NULL && i < hit->marks->len; i++)
    {
      const AskgMark *mark = &g_array_index (hit->marks, AskgMark, i);

      g_assert_cmpuint (mark->length, >, 0);
      g_assert_cmpuint (mark->start, >=, last);
      last = mark->start + mark->length;
      g_assert_cmpuint (last, <=, strlen (hit->snippet));
      g_assert_true (g_utf8_validate (hit->snippet + mark->start, mark->length, NULL));
    }
}

static gboolean
holds (GPtrArray *hits, gint64 turn_id)
{
  for (guint i = 0; i < hits->len; i++)
    if (((const AskgHit *) g_ptr_array_index (hits, i))->turn_id == turn_id)
      return TRUE;

  return FALSE;
}

static GPtrArray *
search (AskgDb *db, const char *text, AskgSearchKinds kinds, AskgSearchOrder order)
{
  g_autoptr(AskgSearch) wanted = askg_search_new (text, 5);
  g_autoptr(GError) error = NULL;
  GPtrArray *hits;

  wanted->now_us = NOW_US;
  wanted->kinds = kinds;
  wanted->order = order;
  hits = askg_search_sql_run (db, wanted, NULL, &error);
  must (hits != NULL, error);
  for (guint i = 0; i < hits->len; i++)
    check_marks (g_ptr_array_index (hits, i));

  return hits;
}

/* The text becomes a question; it is then found by itself, if it holds any word. */
static void
check_finds_itself (AskgDb *db, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);
  g_autoptr(AskgQuery) query = askg_query_parse (text, NOW_US);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hits = NULL;

  must (askg_index_sql_remove (db, 2, &error) &&
        askg_db_change (db, &error, "UPDATE turn SET question = ?1 WHERE id = 2", "s", composed) &&
        askg_index_sql_add (db, 2, &error), error);
  hits = search (db, text, 0, ASKG_SEARCH_BEST_FIRST);
  if (!askg_query_is_empty (query))
    g_assert_true (holds (hits, 2));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  AskgDb *db = open_history ();
  AskgWhen when;

  for (guint kind = 0; kind <= 1; kind++)
    {
      g_autoptr(GPtrArray) best = search (db, text, kind * (size % 127), ASKG_SEARCH_BEST_FIRST);
      g_autoptr(GPtrArray) newest = search (db, text, kind * (size % 127), ASKG_SEARCH_NEWEST_FIRST);
    }
  if (strlen (text) < 500)
    check_finds_itself (db, text);
  if (askg_when_parse (text, NOW_US, &when))
    g_assert_cmpint (when.from_us, <=, when.until_us);

  return 0;
}
