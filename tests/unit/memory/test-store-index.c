/* test-store-index.c: whatever became of the full text index, questions are saved, and soon all of them are found. */
#include "engine/memory/askg-db.h"
#include "tests/unit/memory/damage-rig.h"

#define SECTOR_BYTES G_GINT64_CONSTANT (512)

static void
damage_index (StoreRig *rig, const char *sql)
{
  g_autoptr(sqlite3) other = NULL;

  g_assert_cmpint (sqlite3_open (rig->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* The index can be built again from the text: no file is put aside for it. */
static void
test_a_damaged_index_is_built_again (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GPtrArray) after = NULL;
  g_autofree char *aside = NULL;

  fill (rig);
  damage_index (rig, "UPDATE words_1_data SET block = x'ffffffffffffffffffffffffffffffff' WHERE id > 10");
  store_rig_reopen (rig);
  hits = store_rig_search (rig, "number40");
  g_assert_cmpuint (hits->len, ==, 1);
  turn = store_rig_ask_words (rig, conversation, "afterwards", "yes");
  after = store_rig_search (rig, "afterwards");
  g_assert_cmpuint (after->len, ==, 1);
  aside = find_aside (rig);
  g_assert_null (aside);
  g_assert_cmpuint (count_found (rig), ==, N_TURNS + 1);
}

/* What makes SQLite refuse even to remove the index: its contents, its format, a table of it. */
static const char *const index_damages[] = {
  "UPDATE words_1_data SET block = x'ffffffffffffffffff' WHERE id = 10",
  "UPDATE words_1_data SET block = x'00' WHERE id = 10",
  "UPDATE words_1_data SET block = x'ffffffffffffffffff'",
  "DELETE FROM words_1_data",
  "UPDATE words_1_config SET v = 5",
  "DELETE FROM words_1_config",
  "DROP TABLE words_1_data",
  "DROP TABLE words_1_idx",
  "DROP TABLE words_1_docsize",
  "DROP TABLE words_1_config",
};

static void
check_all_is_found (StoreRig *rig, guint n_more)
{
  g_autoptr(GPtrArray) before = store_rig_search (rig, "number40");
  g_autofree char *aside = find_aside (rig);

  g_assert_cmpuint (before->len, ==, 1);
  g_assert_cmpuint (count_found (rig), ==, N_TURNS + n_more);
  g_assert_null (aside);
  g_assert_null (askg_store_get_notice (rig->store));
}

/* Only the index is damaged: the question is saved, and soon found as all others are. */
static void
test_no_question_is_refused_for_its_index (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GBytes) whole = NULL;

  fill (rig);
  whole = store_rig_read_file (rig->path);
  for (gsize i = 0; i < G_N_ELEMENTS (index_damages); i++)
    {
      g_test_message ("%s", index_damages[i]);
      write_over (rig, whole);
      damage_index (rig, index_damages[i]);
      store_rig_reopen (rig);
      check_works (rig);
      check_all_is_found (rig, 1);
      (void) store_rig_close (rig, NULL);
      write_over (rig, whole);
      damage_index (rig, index_damages[i]);
      store_rig_reopen (rig);
      check_all_is_found (rig, 0); /* only looked for */
      (void) store_rig_close (rig, NULL);
    }
}

/* Of those that no other begins with. */
static guint
count_words_not_found (StoreRig *rig)
{
  guint n = 0;

  for (guint i = 8; i < N_TURNS; i++)
    {
      g_autofree char *word = g_strdup_printf ("number%u", i);
      g_autoptr(GPtrArray) hits = store_rig_search (rig, word);

      n += hits->len != 1;
    }

  return n;
}

static void
check_nothing_is_missed (StoreRig *rig, GBytes *whole, const char *damage)
{
  guint n_missed;

  write_over (rig, whole);
  damage_index (rig, damage);
  store_rig_reopen (rig);
  n_missed = count_words_not_found (rig);
  if (n_missed > 0)
    g_test_message ("%u not found after: %s", n_missed, damage);
  g_assert_cmpuint (n_missed, ==, 0);
  (void) store_rig_close (rig, NULL);
}

/* A sector that a disk gave back empty is no mistake to SQLite, and still nothing that was asked is missed. */
static void
test_an_index_with_holes_is_built_again (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GBytes) whole = NULL;
  gint64 n_pages, n_bytes;

  fill (rig);
  n_pages = store_rig_count (rig, "SELECT count(*) FROM words_1_data");
  whole = store_rig_read_file (rig->path);
  for (gint64 page = 1; page < n_pages; page++)
    {
      g_autofree char *measure = g_strdup_printf ("SELECT length (block) FROM words_1_data ORDER BY id LIMIT 1 OFFSET %" G_GINT64_FORMAT, page);

      write_over (rig, whole);
      n_bytes = store_rig_count (rig, measure);
      for (gint64 at = 0; at < n_bytes; at += SECTOR_BYTES)
        {
          g_autofree char *damage =
            g_strdup_printf ("UPDATE words_1_data SET block = substr (block, 1, %" G_GINT64_FORMAT ") ||"
                             " zeroblob (%" G_GINT64_FORMAT ") || substr (block, 1 + %" G_GINT64_FORMAT ")"
                             " WHERE id = (SELECT id FROM words_1_data ORDER BY id LIMIT 1 OFFSET %" G_GINT64_FORMAT ")",
                             at, MIN (SECTOR_BYTES, n_bytes - at), at + SECTOR_BYTES, page);

          check_nothing_is_missed (rig, whole, damage);
        }
    }
  check_nothing_is_missed (rig, whole, "UPDATE words_1_idx SET term = zeroblob (length (term)) WHERE length (term) > 0");
  check_nothing_is_missed (rig, whole, "UPDATE words_1_idx SET pgno = 0");
}

/* Its name is gone and its tables are in the way of a new one: the texts move to a new file. */
static void
test_an_index_that_cannot_be_removed_is_left_behind (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *aside = NULL;

  fill (rig);
  damage_index (rig, "PRAGMA writable_schema=ON; DELETE FROM sqlite_schema WHERE name = 'words_1'");
  store_rig_reopen (rig);
  check_works (rig);
  aside = find_aside (rig);
  g_assert_nonnull (aside);
  g_assert_cmpuint (count_found (rig), ==, N_TURNS + 1);
}

/* An answer that the crash left unfinished is over at the opening as ever. */
static void
test_an_unfinished_answer_is_kept_without_its_index (StoreRig *rig, gconstpointer unused)
{
  fill (rig);
  store_rig_exec (rig, "UPDATE turn SET state = 'streaming' WHERE id = 3");
  damage_index (rig, index_damages[0]);
  store_rig_reopen (rig);
  check_works (rig);
  check_all_is_found (rig, 1);
  (void) store_rig_close (rig, NULL);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM turn WHERE id = 3 AND state = 'interrupted'"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/index/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("a-damaged-index-is-built-again", test_a_damaged_index_is_built_again);
  ADD ("no-question-is-refused-for-its-index", test_no_question_is_refused_for_its_index);
  ADD ("an-index-with-holes-is-built-again", test_an_index_with_holes_is_built_again);
  ADD ("an-index-that-cannot-be-removed-is-left-behind", test_an_index_that_cannot_be_removed_is_left_behind);
  ADD ("an-unfinished-answer-is-kept-without-its-index", test_an_unfinished_answer_is_kept_without_its_index);

  return g_test_run ();
}
