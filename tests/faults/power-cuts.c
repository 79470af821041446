/* power-cuts.c: the power goes at any moment while three conversations stream: what was acknowledged is
 * there at the next start, and the history is whole. In the last third of it the history is encrypted
 * meanwhile.
 *
 *   power-cuts N    N cuts (20,000 with ASKGLASS_TESTS_ALL set), and a third as many of a history that
 *                   does not wait for the disk: its losses must be seen, or the whole proves nothing
 *
 * One run of the store is recorded; each cut makes the files of a moment of it, and the store opens
 * them as at any start. A question is "NONCE what is this", an answer "0 1 2 3 …". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "engine/memory/askg-archive.h"
#include "engine/memory/askg-history-sql.h"
#include "engine/memory/askg-list-sql.h"
#include "engine/memory/askg-owner-lock.h"
#include "engine/memory/askg-record.h"
#include "engine/memory/askg-store-sealing.h"
#include "tests/faults/power-disk.h"
#include "tests/unit/memory/store-keyring.h"

#define N_STREAMS 3
#define N_SESSIONS 3
#define N_QUESTIONS 24 /* a session */
#define WORDS_LEAST 5
#define WORDS_MOST 60
#define BETWEEN_WORDS_MS 4
#define PICTURE_SIDE_PX 96
#define ALL_CUTS 20000

typedef struct
{
  PowerDisk *disk;
  AskgStore *store;
  guint      n_asked;
  guint      n_streaming;
  guint      n_wanted;
} Asker;

typedef struct
{
  Asker            *asker;
  AskgConversation *conversation; /* owned */
  AskgTurn         *turn;         /* owned */
  guint             nonce;
  guint             n_words;
  guint             n_written;
} Stream;

static void ask (Asker *asker);

static void
stream_free (Stream *stream)
{
  g_object_unref (stream->conversation);
  g_object_unref (stream->turn);
  g_free (stream);
}

static void
tell (Stream     *stream,
      const char *what)
{
  g_autofree char *line = g_strdup_printf ("%s %u %" G_GSIZE_FORMAT, what, stream->nonce,
                                           askg_answer_get_length (askg_turn_get_answer (stream->turn)));

  power_disk_acknowledge (stream->asker->disk, line);
}

static void
on_deleted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_assert_true (askg_store_change_finish (ASKG_STORE (object), result, NULL));
}

static void
on_ended (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Stream *stream = user_data;

  g_assert_true (askg_store_end_turn_finish (ASKG_STORE (object), result, NULL));
  tell (stream, stream->nonce % 8 == 7 ? "DELETED" : "ENDED");
  if (stream->nonce % 8 == 7)
    askg_store_delete_async (stream->asker->store, askg_conversation_get_id (stream->conversation), NULL, on_deleted, NULL);
  stream->asker->n_streaming--;
  ask (stream->asker);
  stream_free (stream);
}

static gboolean
write_word (gpointer user_data)
{
  Stream *stream = user_data;
  AskgAnswer *answer = askg_turn_get_answer (stream->turn);
  g_autofree char *word = g_strdup_printf ("%u ", stream->n_written++);

  askg_answer_append (answer, word);
  if (stream->n_written < stream->n_words)
    {
      askg_store_checkpoint_turn (stream->asker->store, stream->turn);
      return G_SOURCE_CONTINUE;
    }
  askg_answer_finish (answer, NULL);
  askg_store_end_turn_async (stream->asker->store, stream->turn, NULL, on_ended, stream);

  return G_SOURCE_REMOVE;
}

static void
on_begun (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Stream *stream = user_data;

  g_assert_true (askg_store_begin_turn_finish (ASKG_STORE (object), result, NULL));
  tell (stream, "BEGUN");
  g_timeout_add (BETWEEN_WORDS_MS, write_word, stream);
}

/* Of noise, so that it takes some pages. */
static AskgAttachment *
new_picture (void)
{
  const gsize n = PICTURE_SIDE_PX * PICTURE_SIDE_PX;
  guint32 *words = g_new (guint32, n);
  g_autoptr(GBytes) pixels = NULL;
  g_autoptr(AskgFrame) frame = NULL;

  for (gsize i = 0; i < n; i++)
    words[i] = g_random_int ();
  pixels = g_bytes_new_take (words, n * sizeof *words);
  frame = askg_frame_new (pixels, PICTURE_SIDE_PX, PICTURE_SIDE_PX, PICTURE_SIDE_PX * sizeof *words, TRUE, 0);

  return askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, "noise", "asker");
}

static void
ask (Asker *asker)
{
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  g_autoptr(AskgAttachment) picture = NULL;
  g_autoptr(AskgQuestion) question = NULL;
  g_autoptr(AskgAnswer) answer = askg_answer_new ("asker", "Asker");
  g_autofree char *words = NULL;
  Stream *stream;

  if (asker->n_asked == asker->n_wanted)
    return;
  stream = g_new0 (Stream, 1);
  stream->asker = asker;
  stream->nonce = asker->n_asked++;
  stream->n_words = g_random_int_range (WORDS_LEAST, WORDS_MOST);
  words = g_strdup_printf ("%u what is this", stream->nonce);
  if (stream->nonce % 3 == 0)
    {
      picture = new_picture ();
      g_list_store_append (attachments, picture);
    }
  question = askg_question_new (words, G_LIST_MODEL (attachments));
  stream->conversation = askg_conversation_new ();
  stream->turn = askg_turn_new (question, answer);
  asker->n_streaming++;
  askg_store_begin_turn_async (asker->store, stream->conversation, stream->turn, NULL, on_begun, stream);
}

static void
on_open (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gboolean *is_open = user_data;
  g_autoptr(GError) error = NULL;

  (void) askg_store_open_finish (ASKG_STORE (object), result, &error);
  g_assert_no_error (error);
  *is_open = TRUE;
}

static void
on_encrypted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gboolean *is_encrypted = user_data;
  g_autoptr(GError) error = NULL;

  (void) askg_store_sealing_finish (ASKG_STORE (object), result, &error);
  g_assert_no_error (error);
  *is_encrypted = TRUE;
}

static void
on_closed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  gboolean *is_closed = user_data;

  g_assert_true (askg_store_close_finish (ASKG_STORE (object), result, NULL));
  *is_closed = TRUE;
}

/* From nothing: asks, closes, opens again and asks more, so that the log is also written into the file; and
 * once more, while all of it is encrypted. */
static PowerDisk *
record (const char   *folder,
        StoreKeyring *keyring)
{
  g_autoptr(AskgOwnerLock) lock = askg_owner_lock_take (folder, NULL);
  g_autoptr(AskgStore) store = askg_store_new (folder);
  PowerDisk *disk = power_disk_new (folder);
  Asker asker = { disk, store, 0, 0, 0 };

  askg_store_set_keyring (store, ASKG_KEYRING (keyring));
  for (guint session = 1; session <= N_SESSIONS; session++)
    {
      gboolean is_open = FALSE, is_closed = FALSE, is_encrypted = session < N_SESSIONS;

      askg_store_open_async (store, NULL, on_open, &is_open);
      while (!is_open)
        g_main_context_iteration (NULL, TRUE);
      asker.n_wanted += N_QUESTIONS;
      if (!is_encrypted)
        askg_store_encrypt_async (store, NULL, NULL, NULL, on_encrypted, &is_encrypted);
      for (guint i = 0; i < N_STREAMS; i++)
        ask (&asker);
      while (asker.n_streaming > 0 || asker.n_asked < asker.n_wanted || !is_encrypted)
        g_main_context_iteration (NULL, TRUE);
      askg_store_close_async (store, on_closed, &is_closed);
      while (!is_closed)
        g_main_context_iteration (NULL, TRUE);
    }
  power_disk_stop (disk);

  return disk;
}

typedef struct
{
  guint n_cuts;
  guint n_corrupt;
  guint n_with_losses;
  guint n_acknowledged; /* added up over the cuts */
} Tally;

/* What was read back of a question: -1 none, or the length of its answer. */
static void
take_turn (GArray                *found,
           const AskgTurnRecord  *turn,
           gboolean              *is_bad)
{
  const guint nonce = (guint) g_ascii_strtoull (turn->question, NULL, 10);
  g_autoptr(GString) expected = g_string_new (NULL);
  gint64 length = strlen (turn->answer);

  for (guint i = 0; (gint64) expected->len < length; i++)
    g_string_append_printf (expected, "%u ", i);
  *is_bad |= nonce >= found->len || strncmp (expected->str, turn->answer, length) != 0 ||
             (nonce % 3 == 0) != (turn->attachments->len == 1);
  for (guint i = 0; i < turn->attachments->len; i++)
    *is_bad |= ((const AskgAttachmentRecord *) g_ptr_array_index (turn->attachments, i))->frame == NULL;
  if (nonce < found->len)
    g_array_index (found, gint64, nonce) = length;
}

/* All turns, loaded as the history is. */
static gboolean
read_back (AskgDb *db,
           GArray *found)
{
  g_autoptr(GPtrArray) list = askg_list_sql_recent (db, G_MAXINT, NULL);
  gboolean is_bad = list == NULL;
  gint64 n_faults = 1;

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const AskgConversationSummary *summary = g_ptr_array_index (list, i);
      g_autoptr(AskgConversationRecord) conversation = askg_history_sql_load (db, summary->id, NULL);

      is_bad |= conversation == NULL || conversation->turns->len != 1;
      for (guint j = 0; conversation != NULL && j < conversation->turns->len; j++)
        take_turn (found, g_ptr_array_index (conversation->turns, j), &is_bad);
    }

  return !is_bad &&
         askg_db_get_number (db, &n_faults, NULL, "SELECT (SELECT count(*) FROM pragma_integrity_check"
                                                  " WHERE integrity_check <> 'ok') + (SELECT count(*) FROM pragma_foreign_key_check)", "") &&
         n_faults == 0;
}

static guint
count_lost (GPtrArray *acknowledged,
            GArray    *found)
{
  guint n_lost = 0;

  for (guint i = 0; i < acknowledged->len; i++)
    {
      g_auto(GStrv) words = g_strsplit (g_ptr_array_index (acknowledged, i), " ", 3);
      const guint nonce = (guint) g_ascii_strtoull (words[1], NULL, 10);
      const gint64 length = g_array_index (found, gint64, nonce);

      if (nonce % 8 == 7)
        continue; /* deleted in the end, or not yet */
      n_lost += length < (g_str_equal (words[0], "ENDED") ? g_ascii_strtoll (words[2], NULL, 10) : 0);
    }

  return n_lost;
}

static void
empty_folder (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      (void) g_remove (path);
    }
}

static void
cut_once (PowerDisk  *disk,
          guint       after_step,
          GRand      *chance,
          const char *secret,
          const char *folder,
          Tally      *tally)
{
  g_autoptr(AskgArchive) archive = askg_archive_new (folder);
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *notice = NULL;
  g_autoptr(GError) error = NULL;
  const gint64 none = -1;
  gboolean is_whole;
  guint n_lost;

  for (guint i = 0; i < N_SESSIONS * N_QUESTIONS; i++)
    g_array_append_val (found, none);
  askg_seal_take_secret (askg_archive_get_key (archive), secret);
  empty_folder (folder);
  power_disk_cut (disk, after_step, chance, folder);
  is_whole = askg_archive_open (archive, &error) && (notice = askg_archive_dup_notice (archive)) == NULL &&
             read_back (askg_archive_get_db (archive), found);
  n_lost = count_lost (power_disk_get_acknowledged (disk), found);
  if (!is_whole && ++tally->n_corrupt < 5)
    g_printerr ("after step %u: not whole: %s\n", after_step,
                error != NULL ? error->message : notice != NULL ? notice : "what was read back is not what was written");
  tally->n_with_losses += n_lost > 0;
  tally->n_acknowledged += power_disk_get_acknowledged (disk)->len;
  tally->n_cuts++;
}

/* Records one run and cuts it at @n_cuts points, from the first step to the last. */
static Tally
cut_often (const char *top,
           guint       n_cuts,
           guint32     seed,
           gboolean    is_weak)
{
  g_autofree char *folder = g_build_filename (top, is_weak ? "weak" : "strong", NULL);
  g_autofree char *scratch = g_build_filename (top, "scratch", NULL);
  g_autoptr(GRand) chance = g_rand_new_with_seed (seed);
  g_autoptr(StoreKeyring) keyring = store_keyring_new ();
  g_autoptr(PowerDisk) disk = NULL;
  Tally tally = { 0 };
  gint64 began_us;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (scratch, 0700), ==, 0);
  power_disk_weaken (is_weak);
  disk = record (folder, keyring);
  power_disk_weaken (FALSE);
  began_us = g_get_monotonic_time ();
  for (guint i = 0; i < n_cuts; i++)
    cut_once (disk, (guint) ((guint64) (i + 1) * power_disk_get_n_steps (disk) / n_cuts), chance,
              store_keyring_get_secret (keyring), scratch, &tally);
  printf ("%s: %u power cuts over %u steps (%u syncs), %u questions asked, %.0f acknowledgements before a cut:"
          " %u corrupt, %u with something acknowledged lost; %.1f s\n",
          is_weak ? "synchronous=NORMAL, to test the test" : "as it is (FULL)", tally.n_cuts, power_disk_get_n_steps (disk),
          power_disk_get_n_syncs (disk), N_SESSIONS * N_QUESTIONS, (double) tally.n_acknowledged / tally.n_cuts, tally.n_corrupt,
          tally.n_with_losses, (g_get_monotonic_time () - began_us) / 1e6);
  empty_folder (folder);
  empty_folder (scratch);
  (void) g_rmdir (folder);
  (void) g_rmdir (scratch);

  return tally;
}

int
main (int argc, char **argv)
{
  const guint n_cuts = g_getenv ("ASKGLASS_TESTS_ALL") != NULL ? ALL_CUTS : argc > 1 ? (guint) atoi (argv[1]) : 600;
  const guint32 seed = argc > 2 ? (guint32) atoll (argv[2]) : g_random_int ();
  g_autofree char *top = NULL;
  Tally strong, weakened;

  /* No disk is needed to know what one was asked to do. */
  if (g_access ("/dev/shm", W_OK) == 0)
    g_setenv ("TMPDIR", "/dev/shm", FALSE);
  top = g_dir_make_tmp ("askg-power-XXXXXX", NULL);
  if (top == NULL || n_cuts == 0)
    {
      g_printerr ("power-cuts N [SEED]\n");
      return 2;
    }
  printf ("seed %u\n", seed);
  strong = cut_often (top, n_cuts, seed, FALSE);
  weakened = cut_often (top, MAX (n_cuts / 3, 1), seed, TRUE);
  (void) g_rmdir (top);
  if (weakened.n_with_losses == 0)
    printf ("a history that does not wait for the disk lost nothing: this test proves nothing\n");

  return strong.n_corrupt > 0 || strong.n_with_losses > 0 || weakened.n_with_losses == 0;
}
