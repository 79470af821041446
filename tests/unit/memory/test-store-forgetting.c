/* test-store-forgetting.c: what is forgotten is gone, what is kept is whole. */
#include "engine/memory/askg-history-sql.h"
#include "engine/memory/askg-life-sql.h"
#include "tests/unit/memory/life-rig.h"

static void
test_erasing_all_leaves_no_byte (StoreRig *rig, gconstpointer unused)
{
  const AskgHistoryFilter all = { 0 };
  g_autofree char *copy = g_strconcat (rig->path, ".before-20260101-000000", NULL);
  g_autofree char *none = NULL;
  g_autofree char *words = NULL;
  struct { gint64 before, after; } size = { 0 };
  g_autoptr(GBytes) before = NULL;
  g_autoptr(GBytes) after = NULL;
  gint64 id;

  store_rig_reopen (rig);
  words = g_strnfill (200000, 'x');
  id = life_rig_ask (rig, "canarybird 카나리아");
  (void) life_rig_ask (rig, words);
  life_rig_pin (rig, id, TRUE);
  (void) store_rig_close (rig, NULL);
  before = store_rig_read_file (rig->path);
  size.before = g_bytes_get_size (before);
  g_assert_true (g_file_set_contents (copy, "canarybird", -1, NULL));
  store_rig_reopen (rig);

  g_assert_cmpint (life_rig_erase (rig, G_MAXINT64, FALSE), ==, 1);
  g_assert_true (life_rig_is_on_disk (rig, "canarybird")); /* pinned */
  g_assert_cmpint (life_rig_erase (rig, G_MAXINT64, TRUE), ==, 1);
  g_assert_false (life_rig_is_on_disk (rig, "canarybird")); /* while it is open: database, log and copies */
  g_assert_false (life_rig_is_on_disk (rig, "카나리아"));
  none = life_rig_titles (rig, &all);
  g_assert_cmpstr (none, ==, "");
  (void) store_rig_close (rig, NULL);
  after = store_rig_read_file (rig->path);
  size.after = g_bytes_get_size (after);
  g_assert_cmpint (size.after, <, size.before);
  g_assert_false (g_file_test (copy, G_FILE_TEST_EXISTS));
}

static void
test_erasing_by_age_keeps_the_young_and_the_pinned (StoreRig *rig, gconstpointer unused)
{
  const AskgHistoryFilter all = { 0 };
  g_autofree char *left = NULL;
  gint64 pinned, old;

  store_rig_reopen (rig);
  pinned = life_rig_ask (rig, "pinned");
  old = life_rig_ask (rig, "old");
  (void) life_rig_ask (rig, "young");
  life_rig_pin (rig, pinned, TRUE);
  life_rig_make_older (rig, pinned, 400);
  life_rig_make_older (rig, old, 400);
  g_assert_cmpint (life_rig_erase (rig, g_get_real_time () - 30 * G_TIME_SPAN_DAY, FALSE), ==, 1);
  left = life_rig_titles (rig, &all);
  g_assert_cmpstr (left, ==, "pinned young");
}

static void
test_a_rule_tells_what_it_would_end_and_ends_that (StoreRig *rig, gconstpointer unused)
{
  const AskgHistoryFilter all = { 0 };
  const AskgRetention rule = { .longest_us = 90 * G_TIME_SPAN_DAY };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gint64 pinned, old;

  store_rig_reopen (rig);
  pinned = life_rig_ask (rig, "pinned");
  old = life_rig_ask (rig, "old");
  (void) life_rig_ask (rig, "young");
  life_rig_pin (rig, pinned, TRUE);
  life_rig_make_older (rig, pinned, 400);
  life_rig_make_older (rig, old, 91);
  g_assert_cmpuint (life_rig_retain (rig, rule, TRUE).n_too_old, ==, 1);
  before = life_rig_titles (rig, &all);
  g_assert_cmpstr (before, ==, "pinned young old");
  g_assert_cmpuint (life_rig_retain (rig, rule, FALSE).n_too_old, ==, 1);
  after = life_rig_titles (rig, &all);
  g_assert_cmpstr (after, ==, "pinned young");
  g_assert_cmpuint (life_rig_retain (rig, (AskgRetention) { 0 }, FALSE).n_too_old, ==, 0);
}

static void
test_a_history_that_is_too_large_loses_its_oldest (StoreRig *rig, gconstpointer unused)
{
  const AskgHistoryFilter all = { 0 };
  g_autofree char *words = g_strnfill (40000, 'w');
  g_autoptr(GPtrArray) rows = NULL;
  AskgRetention rule = { 0 };
  AskgRetained plan, done;
  gint64 pinned;

  store_rig_reopen (rig);
  pinned = life_rig_ask (rig, words);
  life_rig_pin (rig, pinned, TRUE);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *longer = g_strdup_printf ("%u %s", i, words);

      (void) life_rig_ask (rig, longer);
    }
  (void) store_rig_close (rig, NULL);
  store_rig_exec (rig, "UPDATE conversation SET changed_at_us = changed_at_us - 1000000 * (200000 - id)");
  store_rig_reopen (rig);
  plan = life_rig_retain (rig, rule, TRUE);
  rule.most_bytes = plan.used_bytes / 2;
  plan = life_rig_retain (rig, rule, TRUE);
  g_assert_cmpuint (plan.n_too_large, >=, 10);
  done = life_rig_retain (rig, rule, FALSE);
  g_assert_cmpuint (done.n_too_large, >=, 20);
  g_assert_cmpint (done.used_bytes, <=, rule.most_bytes);
  g_assert_cmpint (done.n_bytes, >, 0);
  rows = life_rig_list (rig, &all);
  g_assert_cmpuint (rows->len, ==, 61 - done.n_too_large);
  g_assert_cmpint (((const AskgConversationSummary *) g_ptr_array_index (rows, 0))->id, ==, pinned);
  g_assert_cmpint (((const AskgConversationSummary *) g_ptr_array_index (rows, 1))->id, ==, pinned + 60);
}

/* Killed between two pieces of a large deletion. */
static void
test_a_kill_in_the_middle_of_a_deletion (StoreRig *rig, gconstpointer unused)
{
  const AskgHistoryFilter all = { 0 };
  g_autofree char *none = NULL;
  gboolean more;
  gint64 n;

  store_rig_reopen (rig);
  for (guint i = 0; i < 130; i++)
    (void) life_rig_ask (rig, "canarybird");
  (void) store_rig_close (rig, NULL);
  {
    g_autoptr(GError) error = NULL;
    g_autoptr(AskgDb) db = askg_db_open (rig->path, ASKG_DB_OWN, NULL, &error);

    g_assert_true (askg_life_sql_erase (db, G_MAXINT64, TRUE, &n, &error));
    g_assert_cmpint (n, ==, 130);
    g_assert_true (askg_history_sql_purge_some (db, 0, &more, &error));
    g_assert_true (more);
  }
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM turn"), ==, 30);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM turn WHERE conversation_id NOT IN (SELECT id FROM conversation)"), ==, 0);
  store_rig_reopen (rig);
  none = life_rig_titles (rig, &all);
  g_assert_cmpstr (none, ==, "");
  (void) store_rig_close (rig, NULL);
  g_assert_false (life_rig_is_on_disk (rig, "canarybird"));
}

static void
test_a_check_says_what_is_there (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgHistoryCheck) whole = NULL;
  g_autoptr(AskgHistoryCheck) spoiled = NULL;
  g_autofree char *verdict = NULL;

  store_rig_reopen (rig);
  (void) life_rig_ask_about_picture (rig, conversation, "seen", 0x010203);
  whole = life_rig_check (rig);
  g_assert_true (askg_history_check_is_whole (whole));
  g_assert_cmpint (whole->n_conversations, ==, 1);
  g_assert_cmpint (whole->n_turns, ==, 1);
  g_assert_cmpint (whole->n_pictures, ==, 1);
  g_assert_cmpint (whole->picture_bytes, >, 0);
  g_assert_cmpint (whole->file_bytes, >, 0);
  verdict = askg_history_check_verdict (whole);
  g_assert_cmpstr (verdict, ==, "The history is whole.");

  (void) store_rig_close (rig, NULL);
  store_rig_exec (rig, "UPDATE picture SET png = x'00'; PRAGMA foreign_keys=OFF;"
                       "INSERT INTO picture (sha256, png) VALUES (x'01', x'02')");
  store_rig_reopen (rig);
  spoiled = life_rig_check (rig);
  g_assert_false (askg_history_check_is_whole (spoiled));
  g_assert_cmpint (spoiled->n_spoiled, ==, 2);
  g_assert_cmpint (spoiled->n_orphans, ==, 1);
}

static void
test_a_check_builds_a_bad_index_again (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgHistoryCheck) found = NULL;
  g_autoptr(AskgHistoryCheck) again = NULL;
  g_autoptr(GPtrArray) hits = NULL;

  store_rig_reopen (rig);
  (void) life_rig_ask (rig, "findable");
  (void) store_rig_close (rig, NULL);
  store_rig_exec (rig, "INSERT INTO words_1 (words_1) VALUES ('delete-all')");
  store_rig_reopen (rig);
  found = life_rig_check (rig);
  g_assert_true (found->index_was_rebuilt);
  g_assert_true (askg_history_check_is_whole (found));
  hits = store_rig_search (rig, "findable");
  g_assert_cmpuint (hits->len, ==, 1);
  again = life_rig_check (rig);
  g_assert_false (again->index_was_rebuilt);
}

static void
test_an_emptied_file_is_written_anew (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *words = g_strnfill (300000, 'w');
  gint64 before, after;

  store_rig_reopen (rig);
  (void) life_rig_ask (rig, words);
  (void) store_rig_close (rig, NULL);
  store_rig_exec (rig, "CREATE TABLE ballast (x BLOB); INSERT INTO ballast VALUES (zeroblob (2000000)); DROP TABLE ballast");
  store_rig_reopen (rig);
  (void) life_rig_vacuum (rig, &before, &after);
  g_assert_cmpint (after + 1000000, <, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/keeping/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("erasing-all-leaves-no-byte", test_erasing_all_leaves_no_byte);
  ADD ("erasing-by-age-keeps-the-young-and-the-pinned", test_erasing_by_age_keeps_the_young_and_the_pinned);
  ADD ("a-rule-tells-what-it-would-end-and-ends-that", test_a_rule_tells_what_it_would_end_and_ends_that);
  ADD ("a-history-that-is-too-large-loses-its-oldest", test_a_history_that_is_too_large_loses_its_oldest);
  ADD ("a-kill-in-the-middle-of-a-deletion", test_a_kill_in_the_middle_of_a_deletion);
  ADD ("a-check-says-what-is-there", test_a_check_says_what_is_there);
  ADD ("a-check-builds-a-bad-index-again", test_a_check_builds_a_bad_index_again);
  ADD ("an-emptied-file-is-written-anew", test_an_emptied_file_is_written_anew);

  return g_test_run ();
}
