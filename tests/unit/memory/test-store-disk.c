/* test-store-disk.c: no room, no leave to write, somebody else's: one sentence each, and nothing
 * that was acknowledged is lost. */
#include "engine/base/askg-error.h"
#include "engine/memory/askg-db.h"
#include "tests/unit/memory/store-rig.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define NOBODY 65534

static void
check_sentence (const GError *error, int code)
{
  g_assert_error (error, ASKG_ERROR, code);
  g_assert_cmpint (g_utf8_strlen (error->message, -1), <=, 400);
  g_test_message ("%s", error->message);
}

static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = bytes;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static AskgTurn *
new_turn (const char *words)
{
  g_autoptr(AskgQuestion) question = askg_question_new (words, NULL);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");

  return askg_turn_new (question, answer);
}

/* Asks until the disk is full. What was acknowledged is counted; then there is room again. */
static void
fill_disk (StoreRig *rig, rlim_t bytes)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) loaded = NULL;
  g_autofree char *long_words = g_strnfill (3000, 'w');
  g_autoptr(AskgTurn) last = NULL;
  g_autoptr(GError) error = NULL;
  guint n_saved = 0;

  store_rig_reopen (rig);
  limit_files (bytes);
  while (error == NULL)
    {
      g_autoptr(AskgTurn) turn = new_turn (long_words);

      if (store_rig_begin (rig, conversation, turn, &error))
        n_saved++;
      else
        g_set_object (&last, turn);
    }
  check_sentence (error, ASKG_ERROR_STORAGE_FULL);
  g_clear_error (&error);
  g_assert_cmpint (askg_turn_get_id (last), ==, 0);
  if (n_saved > 0)
    loaded = store_rig_load (rig, askg_conversation_get_id (conversation), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (loaded != NULL ? askg_conversation_get_n_turns (loaded) : 0, ==, n_saved);

  limit_files (RLIM_INFINITY);
  (void) store_rig_begin (rig, conversation, last, &error);
  g_assert_no_error (error);
  g_clear_object (&loaded);
  store_rig_reopen (rig);
  loaded = store_rig_load (rig, askg_conversation_get_id (conversation), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (askg_conversation_get_n_turns (loaded), ==, n_saved + 1);
  (void) store_rig_close (rig, NULL);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), ==, 0);
}

static void
test_full_disk (StoreRig *rig, gconstpointer unused)
{
  static const rlim_t limits[] = { 0, 5000, 60000, 151552, 200001, 400000 };

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }
  (void) signal (SIGXFSZ, SIG_IGN);
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    fill_disk (rig, limits[i]);
}

#define STEP_BYTES 4096
#define MOST_STEPS 1024 /* 4 MiB */
#define SAMPLED 41      /* one of so many steps is tried; all of them with ASKGLASS_TESTS_ALL */

/* A history of its own for each size that a file may have: from none at all on. */
static void
test_full_disk_at_every_size (StoreRig *rig, gconstpointer unused)
{
  const guint every = g_getenv ("ASKGLASS_TESTS_ALL") != NULL ? 1 : SAMPLED;
  guint n = 0, n_refused = 0;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }
  (void) signal (SIGXFSZ, SIG_IGN);
  for (guint step = 0; step < MOST_STEPS; step += every, n++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (g_unlink (rig->path), ==, n == 0 ? -1 : 0);
      limit_files ((rlim_t) step * STEP_BYTES);
      if (!store_rig_open (rig, &error))
        {
          check_sentence (error, ASKG_ERROR_STORAGE_FULL);
          n_refused++;
        }
      limit_files (RLIM_INFINITY);
      fill_disk (rig, (rlim_t) step * STEP_BYTES);
    }
  g_test_message ("%u sizes, %u too small to begin: nothing acknowledged was lost, and all go on when there is room", n, n_refused);
}

/* Nothing can be made at all. */
static void
test_full_disk_at_first_start (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }
  (void) signal (SIGXFSZ, SIG_IGN);
  limit_files (0);
  g_assert_false (store_rig_open (rig, &error));
  check_sentence (error, ASKG_ERROR_STORAGE_FULL);
  limit_files (RLIM_INFINITY);
  store_rig_reopen (rig);
  g_assert_null (askg_store_get_notice (rig->store));
}

/* An answer that could not be saved is saved when there is room, whole. */
static void
test_full_disk_while_streaming (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(AskgTurn) turn = new_turn ("why");
  g_autofree char *words = g_strnfill (20000, 'a');
  g_autoptr(GError) error = NULL;
  AskgAnswer *answer = askg_turn_get_answer (turn);

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }
  (void) signal (SIGXFSZ, SIG_IGN);
  store_rig_reopen (rig);
  g_assert_true (store_rig_begin (rig, conversation, turn, NULL));
  limit_files (0);
  askg_answer_append (answer, words);
  askg_store_checkpoint_turn (rig->store, turn);
  askg_answer_append (answer, " end");
  askg_answer_finish (answer, NULL);
  g_assert_false (store_rig_end (rig, turn, &error));
  check_sentence (error, ASKG_ERROR_STORAGE_FULL);
  g_clear_error (&error);

  limit_files (RLIM_INFINITY);
  (void) store_rig_end (rig, turn, &error);
  g_assert_no_error (error);
  loaded = store_rig_load (rig, askg_conversation_get_id (conversation), NULL);
  g_assert_cmpstr (askg_answer_get_text (askg_turn_get_answer (askg_conversation_get_turn (loaded, 0))), ==,
                   askg_answer_get_text (answer));
}

/* Root may write anywhere: give the folder to nobody and be nobody. */
static void
become_nobody (StoreRig *rig)
{
  g_autoptr(GDir) dir = g_dir_open (rig->folder, 0, NULL);
  const char *name;

  if (geteuid () != 0)
    return;
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (rig->folder, name, NULL);

      g_assert_cmpint (chown (path, NOBODY, NOBODY), ==, 0);
    }
  g_assert_cmpint (chown (rig->folder, NOBODY, NOBODY), ==, 0);
  g_assert_cmpint (setresuid (NOBODY, NOBODY, 0), ==, 0);
}

static void
test_read_only_folder (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(AskgTurn) first = NULL;
  g_autoptr(AskgTurn) turn = new_turn ("more");
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }
  store_rig_reopen (rig);
  first = store_rig_ask_words (rig, conversation, "why", "because");
  (void) store_rig_close (rig, NULL);
  g_clear_pointer (&rig->lock, askg_owner_lock_release);
  g_assert_cmpint (g_chmod (rig->path, 0400), ==, 0);
  g_assert_cmpint (g_chmod (rig->folder, 0500), ==, 0);
  become_nobody (rig);

  /* What is there can be read. */
  rig->lock = askg_owner_lock_take (rig->folder, &error);
  g_assert_no_error (error);
  (void) store_rig_open (rig, &error);
  g_assert_no_error (error);
  g_assert_nonnull (askg_store_get_notice (rig->store));
  loaded = store_rig_load (rig, askg_conversation_get_id (conversation), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (askg_conversation_get_n_turns (loaded), ==, 1);
  hits = store_rig_search (rig, "because");
  g_assert_cmpuint (hits->len, ==, 1);

  g_assert_false (store_rig_begin (rig, loaded, turn, &error));
  check_sentence (error, ASKG_ERROR_STORAGE);
  (void) store_rig_close (rig, NULL);
  if (seteuid (0) == 0)
    g_assert_cmpint (chown (rig->folder, 0, 0), ==, 0);
  g_assert_cmpint (g_chmod (rig->folder, 0700), ==, 0);
}

static void
test_read_only_folder_at_first_start (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *lock = g_build_filename (rig->folder, "lock", NULL);
  g_autoptr(AskgOwnerLock) taken = NULL;
  g_autoptr(GError) error = NULL;

  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }
  g_clear_pointer (&rig->lock, askg_owner_lock_release);
  g_assert_cmpint (g_unlink (lock), ==, 0);
  g_assert_cmpint (g_chmod (rig->folder, 0500), ==, 0);
  become_nobody (rig);
  taken = askg_owner_lock_take (rig->folder, &error);
  g_assert_null (taken);
  check_sentence (error, ASKG_ERROR_STORAGE);
  if (seteuid (0) == 0)
    g_assert_cmpint (chown (rig->folder, 0, 0), ==, 0);
}

/* As when somebody looks into it with a database tool. */
static void
test_locked_by_another_program (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(sqlite3) other = NULL;
  g_autoptr(GError) error = NULL;

  store_rig_reopen (rig);
  (void) store_rig_close (rig, NULL);
  g_assert_cmpint (sqlite3_open (rig->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (store_rig_open (rig, &error));
  check_sentence (error, ASKG_ERROR_STORAGE_BUSY);
  g_clear_error (&error);
  g_clear_pointer (&other, sqlite3_close);
  store_rig_reopen (rig);

  /* And while Askglass has it, nobody else writes or checkpoints. */
  g_assert_cmpint (sqlite3_open (rig->path, &other), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (other, "SELECT count(*) FROM turn", NULL, NULL, NULL), ==, SQLITE_BUSY);
  g_assert_cmpint (sqlite3_exec (other, "PRAGMA wal_checkpoint", NULL, NULL, NULL), ==, SQLITE_BUSY);
}

static void
test_one_owner (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *pid = g_strdup_printf ("%ld", (long) getpid ());
  g_autoptr(AskgOwnerLock) second = NULL;
  g_autoptr(GError) error = NULL;

  second = askg_owner_lock_take (rig->folder, &error);
  g_assert_null (second);
  check_sentence (error, ASKG_ERROR_STORAGE_BUSY);
  g_assert_nonnull (strstr (error->message, pid));
  g_clear_error (&error);

  g_clear_pointer (&rig->lock, askg_owner_lock_release);
  g_assert_false (store_rig_open (rig, &error)); /* nobody holds it: the store does not open */
  check_sentence (error, ASKG_ERROR_STORAGE_BUSY);
  g_clear_error (&error);
  second = askg_owner_lock_take (rig->folder, &error);
  g_assert_no_error (error);
  g_assert_true (askg_owner_lock_is_held (rig->folder));
}

static void
test_files_are_for_this_person_alone (StoreRig *rig, gconstpointer unused)
{
  static const mode_t masks[] = { 0, 077 };

  for (gsize i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      const mode_t before = umask (masks[i]);
      g_autoptr(GDir) dir = NULL;
      const char *name;
      struct stat info;

      g_assert_cmpint (g_unlink (rig->path), ==, i == 0 ? -1 : 0);
      store_rig_reopen (rig);
      dir = g_dir_open (rig->folder, 0, NULL);
      while ((name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *path = g_build_filename (rig->folder, name, NULL);

          g_assert_cmpint (g_stat (path, &info), ==, 0);
          g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
        }
      g_assert_cmpint (g_stat (rig->folder, &info), ==, 0);
      g_assert_cmpuint (info.st_mode & 0777, ==, 0700);
      (void) store_rig_close (rig, NULL);
      umask (before);
    }
}

static void
test_a_link_is_not_followed (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (symlink ("/etc/hostname", rig->path), ==, 0);
  g_assert_false (store_rig_open (rig, &error));
  check_sentence (error, ASKG_ERROR_STORAGE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/disk/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("full", test_full_disk);
  ADD ("full-at-first-start", test_full_disk_at_first_start);
  ADD ("full-at-every-size", test_full_disk_at_every_size);
  ADD ("full-while-streaming", test_full_disk_while_streaming);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("read-only-folder-at-first-start", test_read_only_folder_at_first_start);
  ADD ("locked-by-another-program", test_locked_by_another_program);
  ADD ("one-owner", test_one_owner);
  ADD ("files-are-for-this-person-alone", test_files_are_for_this_person_alone);
  ADD ("a-link-is-not-followed", test_a_link_is_not_followed);

  return g_test_run ();
}
