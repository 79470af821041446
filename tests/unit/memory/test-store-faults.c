/* test-store-faults.c: memory that runs out at the first allocation, the second, and so on until the
 * whole operation succeeds: every failure is told, and none half-writes. */
#include "engine/base/askg-error.h"
#include "engine/memory/askg-aside.h"
#include "engine/memory/askg-history-sql.h"
#include "engine/memory/askg-index-sql.h"
#include "engine/memory/askg-list-sql.h"
#include "engine/memory/askg-schema.h"
#include "engine/memory/askg-search-sql.h"
#include "engine/memory/askg-store.h"
#include "engine/memory/askg-turn-sql.h"
#include "tests/unit/memory/store-rig.h"

#include <unistd.h>

#include <glib/gstdio.h>

static int allocations_left = -1; /* -1: never fail */
static sqlite3_mem_methods real_memory;

static void *
failing_malloc (int n_bytes)
{
  if (allocations_left == 0)
    return NULL;
  if (allocations_left > 0)
    allocations_left--;

  return real_memory.xMalloc (n_bytes);
}

static void *
failing_realloc (void *old, int n_bytes)
{
  if (allocations_left == 0)
    return NULL;
  if (allocations_left > 0)
    allocations_left--;

  return real_memory.xRealloc (old, n_bytes);
}

static AskgDb *
new_db (void)
{
  g_autofree char *folder = g_dir_make_tmp ("askg-faults-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "askglass.db", NULL);
  g_autoptr(GError) error = NULL;
  AskgDb *db = askg_db_open (path, ASKG_DB_OWN, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (askg_schema_upgrade (db, path, askg_schema_steps, askg_schema_n_steps, &error));
  g_assert_true (askg_index_sql_open (db, &error));

  return db;
}

static void
drop_db (AskgDb *db)
{
  g_autofree char *path = g_strdup (sqlite3_db_filename (askg_db_get_handle (db), "main"));
  g_autofree char *folder = g_path_get_dirname (path);

  askg_db_close (db);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_remove (folder), ==, 0);
}

static AskgTurnRecord *
new_record (const char *words, const char *reply)
{
  g_autoptr(AskgFrame) frame = store_rig_frame (0x00FF00);
  g_autoptr(AskgAttachment) attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, "title", "app");
  g_autoptr(AskgQuestion) question = store_rig_question (words, attachment);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);

  store_rig_give_parts (answer);
  askg_answer_append (answer, reply);
  askg_answer_point (answer, 0, &(AskgRect) { 1, 2, 3, 4 }, "there");
  askg_answer_finish (answer, NULL);

  return askg_turn_record_take (turn, NULL);
}

static AskgTurnRecord *
save (AskgDb *db, gint64 conversation_id, const char *words, const char *reply)
{
  AskgTurnRecord *record = new_record (words, reply);
  g_autofree char *title = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (askg_turn_sql_begin (db, conversation_id, record, &title, &error));
  g_assert_true (askg_turn_sql_end (db, record, &error));

  return record;
}

static gint64
count (AskgDb *db, const char *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 number;

  (void) askg_db_get_number (db, &number, &error, sql, "");
  g_assert_no_error (error);

  return number;
}

/* The sum of all rows: what a failed operation must leave as it was. */
static gint64
count_all (AskgDb *db)
{
  return count (db, "SELECT (SELECT count(*) FROM conversation) * 1000000 + (SELECT count(*) FROM turn) * 10000 +"
                    " (SELECT count(*) FROM attachment) * 1000 + (SELECT count(*) FROM pointer) * 100 +"
                    " (SELECT count(*) FROM picture) * 10 + (SELECT count(*) FROM piece)") +
         1000003 * count (db, "SELECT (SELECT count(*) FROM reply) + (SELECT count(*) FROM thought) * 10 +"
                              " (SELECT count(*) FROM note) * 100 + (SELECT count(*) FROM tool_call) * 1000 +"
                              " (SELECT count(*) FROM span) * 10000 + (SELECT count(*) FROM given_picture) * 100000 +"
                              " (SELECT count(*) FROM sound) * 1000000 + (SELECT count(*) FROM usage) * 10000000");
}

/* An operation on a history of two conversations; @turn is an unfinished one of a third. */
typedef gboolean (*Operation) (AskgDb *db, AskgTurnRecord *turn, GError **error);

static gboolean
do_begin (AskgDb *db, AskgTurnRecord *turn, GError **error)
{
  g_autoptr(AskgTurnRecord) fresh = new_record ("fresh", "");
  g_autofree char *title = NULL;

  return askg_turn_sql_begin (db, 9, fresh, &title, error);
}

static gboolean
do_checkpoint (AskgDb *db, AskgTurnRecord *turn, GError **error)
{
  return askg_turn_sql_checkpoint (db, turn, error);
}

static gboolean
do_end (AskgDb *db, AskgTurnRecord *turn, GError **error)
{
  return askg_turn_sql_end (db, turn, error);
}

static gboolean
do_interrupt (AskgDb *db, AskgTurnRecord *turn, GError **error)
{
  return askg_turn_sql_interrupt (db, error);
}

static gboolean
do_drop (AskgDb *db, AskgTurnRecord *turn, GError **error)
{
  return askg_turn_sql_drop_after (db, 1, 1, error);
}

static gboolean
do_delete (AskgDb *db, AskgTurnRecord *turn, GError **error)
{
  return askg_history_sql_delete (db, 1, 5, error);
}

static gboolean
do_undelete (AskgDb *db, AskgTurnRecord *turn, GError **error)
{
  return askg_history_sql_undelete (db, 2, error);
}

static gboolean
do_list (AskgDb *db, AskgTurnRecord *turn, GError **error)
{
  g_autoptr(GPtrArray) list = askg_list_sql_recent (db, 10, error);

  g_assert_true (list == NULL || list->len == 2);
  for (guint i = 0; list != NULL && i < list->len; i++)
    g_assert_nonnull (((const AskgConversationSummary *) g_ptr_array_index (list, i))->title);
  return list != NULL;
}

static gboolean
do_load (AskgDb *db, AskgTurnRecord *turn, GError **error)
{
  g_autoptr(AskgConversationRecord) conversation = askg_history_sql_load (db, 1, error);
  const AskgTurnRecord *first;
  const AskgAttachmentRecord *attachment;

  if (conversation == NULL)
    return FALSE;
  first = g_ptr_array_index (conversation->turns, 0);
  attachment = g_ptr_array_index (first->attachments, 0);
  g_assert_cmpuint (conversation->turns->len, ==, 2);
  g_assert_cmpstr (first->question, ==, "one");
  g_assert_cmpstr (first->answer, ==, "first");
  g_assert_nonnull (attachment->frame);
  g_assert_cmpstr (attachment->title, ==, "title");
  g_assert_cmpuint (first->pointers->len, ==, 1);
  store_rig_check_parts (first->parts);

  return TRUE;
}

static gboolean
do_search (AskgDb *db, AskgTurnRecord *turn, GError **error)
{
  g_autoptr(AskgSearch) search = askg_search_new ("first", 10);
  g_autoptr(GPtrArray) hits = askg_search_sql_run (db, search, NULL, error);

  g_assert_true (hits == NULL || hits->len == 1);
  g_assert_true (hits == NULL || ((const AskgHit *) g_ptr_array_index (hits, 0))->snippet != NULL);
  return hits != NULL;
}

static gboolean
do_purge (AskgDb *db, AskgTurnRecord *turn, GError **error)
{
  return askg_history_sql_purge (db, G_MAXINT64, error);
}

static const struct
{
  const char *what;
  Operation   run;
} operations[] = {
  { "begin", do_begin }, { "checkpoint", do_checkpoint }, { "end", do_end }, { "interrupt", do_interrupt },
  { "drop", do_drop }, { "delete", do_delete }, { "undelete", do_undelete }, { "list", do_list },
  { "load", do_load }, { "search", do_search }, { "purge", do_purge },
};

static void
test_every_allocation_failure (gconstpointer user_data)
{
  const gsize i = GPOINTER_TO_SIZE (user_data);
  AskgDb *db = new_db ();
  g_autoptr(AskgTurnRecord) one = save (db, 1, "one", "first");
  g_autoptr(AskgTurnRecord) two = save (db, 1, "two", "second");
  g_autoptr(AskgTurnRecord) deleted = save (db, 2, "three", "third");
  g_autoptr(AskgTurnRecord) unfinished = new_record ("four", "more and more");
  g_autofree char *title = NULL;
  gboolean is_done = FALSE;
  guint n_failures = 0;
  gint64 before;

  g_assert_true (askg_turn_sql_begin (db, 3, unfinished, &title, NULL));
  g_assert_true (askg_history_sql_delete (db, 2, 5, NULL));
  before = count_all (db);
  for (int n = 0; !is_done; n++)
    {
      g_autoptr(GError) error = NULL;

      allocations_left = n;
      is_done = operations[i].run (db, unfinished, &error);
      allocations_left = -1;

      g_assert_true (is_done == (error == NULL));
      g_assert_true (sqlite3_get_autocommit (askg_db_get_handle (db)));
      n_failures += !is_done;
      /* Erasing is done with its commit; giving the room back may fail after it. */
      if (!is_done && operations[i].run != do_purge)
        g_assert_cmpint (count_all (db), ==, before);
      g_assert_false (askg_db_met_damage (db));
    }

  g_assert_cmpuint (n_failures, >, 3);
  g_assert_cmpint (count (db, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), ==, 0);
  g_assert_true (askg_db_exec (db, "INSERT INTO words_1 (words_1) VALUES ('integrity-check')", NULL));
  g_test_message ("%u ways to run out of memory, all clean", n_failures);
  drop_db (db);
}

static void
test_opening_survives_every_allocation_failure (void)
{
  g_autofree char *folder = g_dir_make_tmp ("askg-faults-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "askglass.db", NULL);
  gboolean is_done = FALSE;
  guint n_failures = 0;

  for (int n = 0; !is_done; n++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(AskgDb) db = NULL;

      allocations_left = n;
      db = askg_db_open (path, ASKG_DB_OWN, NULL, &error);
      is_done = db != NULL && askg_schema_upgrade (db, path, askg_schema_steps, askg_schema_n_steps, &error);
      allocations_left = -1;

      g_assert_true (is_done == (error == NULL));
      n_failures += !is_done;
      askg_aside_keep_newest (path, "before", 0); /* of a file that got as far as version 1 */
      if (is_done)
        drop_db (g_steal_pointer (&db));
    }
  g_assert_cmpuint (n_failures, >, 3);
  g_test_message ("%u ways to run out of memory, all clean", n_failures);
}

int
main (int argc, char **argv)
{
  sqlite3_mem_methods methods;

  /* Thousands of commits: not each has to wait for a disk. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", TRUE);
  g_test_init (&argc, &argv, NULL);

  sqlite3_config (SQLITE_CONFIG_GETMALLOC, &real_memory);
  methods = real_memory;
  methods.xMalloc = failing_malloc;
  methods.xRealloc = failing_realloc;
  sqlite3_config (SQLITE_CONFIG_MALLOC, &methods);
  sqlite3_config (SQLITE_CONFIG_LOOKASIDE, 0, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/faults/out-of-memory/%s", operations[i].what);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_every_allocation_failure);
    }
  g_test_add_func ("/engine/faults/out-of-memory/open", test_opening_survives_every_allocation_failure);

  return g_test_run ();
}
