/* test-store-damage.c: whatever lies where the history should be, it opens, it keeps what was
 * there, and it says so. */
#include "engine/base/askg-error.h"
#include "engine/memory/askg-db-header.h"
#include "engine/memory/askg-db.h"
#include "tests/unit/memory/store-rig.h"

#include <string.h>

#include <glib/gstdio.h>

#define N_TURNS 80
#define PAGE_BYTES 4096
#define SECTOR_BYTES G_GINT64_CONSTANT (512)

/* Closed, with N_TURNS questions in four conversations, one of them with a picture. */
static void
fill (StoreRig *rig)
{
  g_autoptr(AskgFrame) frame = store_rig_frame (0x123456);
  g_autoptr(AskgAttachment) attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, "title", "app");
  g_autoptr(GPtrArray) conversations = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 4; i++)
    g_ptr_array_add (conversations, askg_conversation_new ());
  store_rig_reopen (rig);
  for (guint i = 0; i < N_TURNS; i++)
    {
      g_autofree char *words = g_strdup_printf ("question number%u of many", i);
      g_autofree char *reply = g_strnfill (700, 'a' + i % 26);
      g_autoptr(AskgQuestion) question = i == 40 ? store_rig_question (words, attachment) : askg_question_new (words, NULL);
      g_autoptr(AskgTurn) turn = store_rig_ask (rig, g_ptr_array_index (conversations, i % 4), question, reply);
    }
  (void) store_rig_close (rig, NULL);
}

/* The file that was put aside; NULL when none was. */
static char *
find_aside (StoreRig *rig)
{
  g_autoptr(GDir) dir = g_dir_open (rig->folder, 0, NULL);
  char *found = NULL;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "askglass.db.corrupt-") && !g_str_has_suffix (name, "-wal"))
      {
        g_assert_null (found);
        found = g_build_filename (rig->folder, name, NULL);
      }

  return found;
}

static guint
count_found (StoreRig *rig)
{
  g_autoptr(GPtrArray) list = store_rig_list (rig);
  guint n = 0;

  for (guint i = 0; i < list->len; i++)
    {
      g_autoptr(AskgConversation) conversation =
        store_rig_load (rig, ((const AskgConversationSummary *) g_ptr_array_index (list, i))->id, NULL);

      n += conversation != NULL ? askg_conversation_get_n_turns (conversation) : 0;
    }

  return n;
}

static void
check_works (StoreRig *rig)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = store_rig_ask_words (rig, conversation, "afterwards", "yes");
  g_autoptr(GPtrArray) hits = store_rig_search (rig, "afterwards");

  g_assert_cmpuint (hits->len, ==, 1);
}

static void
write_over (StoreRig *rig, GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr(GError) error = NULL;

  (void) g_file_set_contents_full (rig->path, data, size, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error);
  g_assert_no_error (error);
}

/* Opens what was written; checks that it was kept aside as it was. */
static void
check_put_aside (StoreRig *rig, GBytes *bytes)
{
  g_autofree char *aside = NULL;
  g_autoptr(GBytes) kept = NULL;
  g_autoptr(GError) error = NULL;

  (void) store_rig_open (rig, &error);
  g_assert_no_error (error);
  aside = find_aside (rig);
  g_assert_nonnull (aside);
  kept = store_rig_read_file (aside);
  g_assert_true (g_bytes_equal (kept, bytes));
  g_assert_nonnull (strstr (askg_store_get_notice (rig->store), aside));
  g_assert_cmpint (g_utf8_strlen (askg_store_get_notice (rig->store), -1), <=, 400);
  check_works (rig);
}

static const struct
{
  const char *what;
  const char *content;
  gsize       n_bytes;
} strangers[] = {
  { "empty", "", 0 },
  { "text", "Dear diary, today I learned about file formats.\n", 48 },
  { "magic-alone", "SQLite format 3", 16 },
};

static void
test_no_history (StoreRig *rig, gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  g_autoptr(GBytes) bytes = g_bytes_new_static (strangers[i].content, strangers[i].n_bytes);

  write_over (rig, bytes);
  check_put_aside (rig, bytes);
}

static void
test_database_of_another_program (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autofree guint8 *changed = NULL;
  g_autoptr(GBytes) foreign = NULL;
  gsize size;

  fill (rig);
  bytes = store_rig_read_file (rig->path);
  changed = g_bytes_unref_to_data (g_steal_pointer (&bytes), &size);
  memset (changed + 68, 0, 4); /* its application id */
  foreign = g_bytes_new (changed, size);
  write_over (rig, foreign);
  check_put_aside (rig, foreign);
}

/* One destroyed page costs at most what stood on it. */
static void
test_most_survives_a_destroyed_page (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GBytes) whole = NULL;
  guint n_pages, n_damaged = 0, n_costly = 0;

  fill (rig);
  whole = store_rig_read_file (rig->path);
  n_pages = g_bytes_get_size (whole) / PAGE_BYTES;
  for (guint page = 1; page < n_pages; page++)
    {
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (whole, NULL), g_bytes_get_size (whole));
      g_autoptr(GBytes) damaged = NULL;
      g_autofree char *aside = NULL;
      g_autoptr(GError) error = NULL;
      guint n_found;

      memset (copy + page * PAGE_BYTES, 0xA5, PAGE_BYTES);
      damaged = g_bytes_new (copy, g_bytes_get_size (whole));
      write_over (rig, damaged);
      (void) store_rig_open (rig, &error);
      g_assert_no_error (error);
      check_works (rig); /* damage that was not seen at the opening is met now, and mended */
      n_found = count_found (rig);
      aside = find_aside (rig);
      g_test_message ("page %u of %u: %u of %u questions, %s", page + 1, n_pages, n_found, N_TURNS + 1,
                      aside != NULL ? "put aside" : "not noticed");
      n_damaged += aside != NULL;
      n_costly += n_found < N_TURNS - 8; /* a page holds five of them; the root of their tree all */
      g_assert_true ((aside != NULL) == (askg_store_get_notice (rig->store) != NULL));
      (void) store_rig_close (rig, &error);
      g_assert_no_error (error);
      if (aside != NULL)
        g_assert_cmpint (g_remove (aside), ==, 0);
    }
  g_assert_cmpuint (n_damaged, >, n_pages / 3);
  g_assert_cmpuint (n_costly, <=, 2); /* that root, and one of the pages on which the tables are named */
}

static void
test_cut_off_file_keeps_its_beginning (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GBytes) whole = NULL;
  guint n_found = 0;

  fill (rig);
  whole = store_rig_read_file (rig->path);
  /* A cut within the last page is met when that page is read, which may be much later. */
  for (gsize size = 1; size < g_bytes_get_size (whole) - PAGE_BYTES; size += 4 * PAGE_BYTES + 777)
    {
      g_autoptr(GBytes) part = g_bytes_new_from_bytes (whole, 0, size);
      g_autofree char *aside = NULL;
      g_autoptr(GError) error = NULL;

      write_over (rig, part);
      (void) store_rig_open (rig, &error);
      g_assert_no_error (error);
      check_works (rig);
      aside = find_aside (rig);
      g_test_message ("%" G_GSIZE_FORMAT " bytes: %u questions, %s", size, count_found (rig),
                      aside != NULL ? "put aside" : "not noticed");
      g_assert_nonnull (aside);
      n_found = count_found (rig);
      (void) store_rig_close (rig, NULL);
      g_assert_cmpint (g_remove (aside), ==, 0);
    }
  g_assert_cmpuint (n_found, >, N_TURNS * 3 / 4); /* nine tenths of the file were there */
}

static void
damage_index (StoreRig *rig, const char *sql)
{
  g_autoptr(sqlite3) other = NULL;

  g_assert_cmpint (sqlite3_open (rig->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

/* The question that meets the damage is saved all the same. */
static void
test_damage_while_working_is_mended (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new (), another = askg_conversation_new ();
  g_autoptr(AskgTurn) logged = NULL, turn = NULL, last = NULL;
  g_autoptr(GBytes) whole = NULL, kept = NULL;
  g_autofree guint8 *copy = NULL;
  g_autofree char *aside = NULL;

  fill (rig);
  store_rig_reopen (rig);
  logged = store_rig_ask_words (rig, conversation, "before", "yes"); /* it stands in the log alone */
  whole = store_rig_read_file (rig->path);
  copy = g_memdup2 (g_bytes_get_data (whole, NULL), g_bytes_get_size (whole));
  memset (copy + 2 * PAGE_BYTES, 0xA5, g_bytes_get_size (whole) - 2 * PAGE_BYTES);
  {
    FILE *file = g_fopen (rig->path, "r+e"); /* in place: the store has it open */

    g_assert_cmpuint (fwrite (copy, 1, g_bytes_get_size (whole), file), ==, g_bytes_get_size (whole));
    g_assert_cmpint (fclose (file), ==, 0);
  }
  turn = store_rig_ask_words (rig, conversation, "afterwards", "yes");
  (void) count_found (rig);
  aside = find_aside (rig);

  g_assert_nonnull (aside);
  kept = store_rig_read_file (aside); /* nothing of the log was put into it */
  g_assert_cmpmem (g_bytes_get_data (kept, NULL), g_bytes_get_size (kept), copy, g_bytes_get_size (whole));
  last = store_rig_ask_words (rig, another, "at last", "yes");
  store_rig_reopen (rig);
  g_assert_cmpuint (count_found (rig), >=, 1);
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

/* Left by the crash of a newer Askglass or by a person: it belongs to no file here. */
static void
test_a_log_alone_does_no_harm (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *log = g_strconcat (rig->path, "-wal", NULL);
  g_autoptr(GError) error = NULL;

  (void) g_file_set_contents (log, "not the log of anything", -1, &error);
  g_assert_no_error (error);
  (void) store_rig_open (rig, &error);
  g_assert_no_error (error);
  check_works (rig);
}

static void
test_a_newer_history_is_not_touched (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) newer = NULL;
  g_autoptr(GBytes) after = NULL;
  g_autofree guint8 *changed = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *aside = NULL;
  gsize size;

  fill (rig);
  bytes = store_rig_read_file (rig->path);
  changed = g_bytes_unref_to_data (g_steal_pointer (&bytes), &size);
  changed[63] = 99; /* user_version */
  newer = g_bytes_new (changed, size);
  write_over (rig, newer);

  g_assert_false (store_rig_open (rig, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE);
  g_assert_nonnull (strstr (error->message, "99"));
  after = store_rig_read_file (rig->path);
  aside = find_aside (rig);
  g_assert_true (g_bytes_equal (after, newer));
  g_assert_null (aside);
}

static void
test_header_cut_anywhere (void)
{
  guint8 bytes[ASKG_DB_HEADER_BYTES] = "SQLite format 3";
  guint version;

  memcpy (bytes + 68, "ASKG", 4);
  bytes[63] = 7;
  for (gsize cut = 0; cut < sizeof bytes; cut++)
    {
      g_autofree guint8 *exact = g_memdup2 (bytes, cut);

      g_assert_cmpint (askg_db_header_parse (exact, cut, &version), ==, cut == 0 ? ASKG_DB_EMPTY : ASKG_DB_UNKNOWN);
    }
  g_assert_cmpint (askg_db_header_parse (bytes, sizeof bytes, &version), ==, ASKG_DB_OURS);
  g_assert_cmpuint (version, ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/damage/no-history/%s", strangers[i].what);

      g_test_add (path, StoreRig, GSIZE_TO_POINTER (i), store_rig_set_up, test_no_history, store_rig_tear_down);
    }
#define ADD(name, func) g_test_add ("/engine/damage/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("database-of-another-program", test_database_of_another_program);
  ADD ("most-survives-a-destroyed-page", test_most_survives_a_destroyed_page);
  ADD ("cut-off-file-keeps-its-beginning", test_cut_off_file_keeps_its_beginning);
  ADD ("damage-while-working-is-mended", test_damage_while_working_is_mended);
  ADD ("a-damaged-index-is-built-again", test_a_damaged_index_is_built_again);
  ADD ("no-question-is-refused-for-its-index", test_no_question_is_refused_for_its_index);
  ADD ("an-index-with-holes-is-built-again", test_an_index_with_holes_is_built_again);
  ADD ("an-index-that-cannot-be-removed-is-left-behind", test_an_index_that_cannot_be_removed_is_left_behind);
  ADD ("an-unfinished-answer-is-kept-without-its-index", test_an_unfinished_answer_is_kept_without_its_index);
  ADD ("a-log-alone-does-no-harm", test_a_log_alone_does_no_harm);
  ADD ("a-newer-history-is-not-touched", test_a_newer_history_is_not_touched);
  g_test_add_func ("/engine/damage/header-cut-anywhere", test_header_cut_anywhere);

  return g_test_run ();
}
