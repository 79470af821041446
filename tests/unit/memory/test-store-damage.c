/* test-store-damage.c: whatever lies where the history should be, it opens, it keeps what was
 * there, and it says so. */
#include "engine/base/askg-error.h"
#include "engine/memory/askg-db-header.h"
#include "engine/memory/askg-db.h"
#include "tests/unit/memory/damage-rig.h"

#include <string.h>

#include <glib/gstdio.h>

#define PAGE_BYTES 4096

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
  ADD ("a-log-alone-does-no-harm", test_a_log_alone_does_no_harm);
  ADD ("a-newer-history-is-not-touched", test_a_newer_history_is_not_touched);
  g_test_add_func ("/engine/damage/header-cut-anywhere", test_header_cut_anywhere);

  return g_test_run ();
}
