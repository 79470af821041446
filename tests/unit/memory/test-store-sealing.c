/* test-store-sealing.c: an encrypted history reads as any other for who has its key, and as nothing for who
 * has not; and it becomes so, and is so no longer, without losing anything. */
#include "engine/base/askg-error.h"
#include "engine/memory/askg-db.h"
#include "engine/memory/askg-sealing-sql.h"
#include "tests/unit/memory/store-rig.h"

#include <string.h>

#include <glib/gstdio.h>

#define N_CANARIES 1000

static char *
canary (guint number)
{
  g_autofree char *text = g_strdup_printf ("askglass canary %u", number);

  return g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1);
}

/* @n canaries, each somewhere else of what a person writes, shows or is told. */
static void
fill (StoreRig *rig, guint n)
{
  g_autoptr(AskgConversation) conversation = NULL;

  for (guint i = 0; i < n; i += 6)
    {
      g_autofree char *title = canary (i);
      g_autofree char *words = canary (i + 1);
      g_autofree char *reply = canary (i + 2);
      g_autofree char *thought = canary (i + 3);
      g_autofree char *note = canary (i + 4);
      g_autofree char *label = canary (i + 5);
      g_autoptr(AskgFrame) frame = i % 60 == 0 ? store_rig_frame (i) : NULL;
      g_autoptr(AskgAttachment) attachment = frame != NULL
        ? askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, title, "app")
        : askg_attachment_new_text (ASKG_ATTACHMENT_PIPE, title, title);
      g_autoptr(AskgQuestion) question = store_rig_question (words, attachment);
      g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
      g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);
      g_autoptr(GError) error = NULL;

      if (i % 30 == 0)
        {
          g_clear_object (&conversation);
          conversation = askg_conversation_new ();
        }
      askg_conversation_append (conversation, turn);
      (void) store_rig_begin (rig, conversation, turn, &error);
      g_assert_no_error (error);
      askg_answer_append (answer, reply);
      askg_answer_reason (answer, thought);
      askg_answer_note (answer, note);
      askg_answer_call_tool (answer, 0, "call", "open", label);
      if (frame != NULL)
        askg_answer_point (answer, 0, &(AskgRect) { 1, 2, 3, 4 }, label);
      askg_answer_finish (answer, NULL);
      (void) store_rig_end (rig, turn, &error);
      g_assert_no_error (error);
    }
}

/* All that can be read of the history, as one text. */
static char *
read_all (StoreRig *rig)
{
  g_autoptr(GPtrArray) list = store_rig_list (rig);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    {
      const AskgConversationSummary *summary = g_ptr_array_index (list, i);
      g_autoptr(GError) error = NULL;
      g_autoptr(AskgConversation) conversation = store_rig_load (rig, summary->id, &error);

      g_assert_no_error (error);
      g_string_append_printf (all, "%s\n", summary->title);
      for (guint j = 0; j < askg_conversation_get_n_turns (conversation); j++)
        {
          AskgTurn *turn = askg_conversation_get_turn (conversation, j);
          AskgQuestion *question = askg_turn_get_question (turn);
          AskgAnswer *answer = askg_turn_get_answer (turn);
          g_autoptr(AskgAttachment) attachment = g_list_model_get_item (askg_question_get_attachments (question), 0);
          AskgFrame *frame = askg_attachment_get_frame (attachment);

          g_string_append_printf (all, "%s %s %s %s %s %d\n", askg_question_get_text (question), askg_answer_get_text (answer),
                                  askg_answer_get_parts (answer)->reasoning->str, askg_attachment_get_title (attachment),
                                  askg_attachment_get_text (attachment), frame != NULL ? askg_frame_get_width_px (frame) : 0);
        }
    }

  return g_string_free (all, FALSE);
}

/* How many of the canaries stand in any file of the folder. */
static guint
count_canaries (StoreRig *rig, guint n)
{
  g_autoptr(GDir) dir = g_dir_open (rig->folder, 0, NULL);
  guint n_found = 0;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (rig->folder, name, NULL);
      g_autoptr(GBytes) bytes = store_rig_read_file (path);
      gsize size;
      const char *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

      for (guint i = 0; data != NULL && i < n; i++)
        {
          g_autofree char *text = canary (i);

          n_found += memmem (data, size, text, strlen (text)) != NULL;
        }
    }

  return n_found;
}

static void
test_nothing_is_read_without_the_key (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;

  store_rig_reopen (rig);
  fill (rig, N_CANARIES / 2 / 6 * 6);
  before = read_all (rig);
  g_assert_cmpuint (count_canaries (rig, N_CANARIES), >, 400);

  (void) store_rig_encrypt (rig, &error);
  g_assert_no_error (error);
  g_assert_cmpint (askg_store_get_seal_state (rig->store), ==, ASKG_SEAL_ON);
  after = read_all (rig);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (count_canaries (rig, N_CANARIES), ==, 0);

  fill (rig, N_CANARIES);
  g_assert_cmpuint (count_canaries (rig, N_CANARIES + 6), ==, 0); /* its log is among the files */
  g_clear_pointer (&before, g_free);
  before = read_all (rig);
  store_rig_reopen (rig);
  again = read_all (rig);
  g_assert_cmpstr (again, ==, before);
  g_assert_cmpuint (count_canaries (rig, N_CANARIES + 6), ==, 0);
  g_test_message ("%u canaries, 0 in the clear", N_CANARIES);
}

static void
test_no_longer_encrypted_it_is_as_it_was (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  g_autofree char *word = canary (1);

  store_rig_reopen (rig);
  (void) store_rig_encrypt (rig, &error);
  g_assert_no_error (error);
  fill (rig, 120);
  before = read_all (rig);
  g_assert_cmpuint (store_keyring_get_n_keys (rig->keyring), ==, 1);
  (void) store_rig_decrypt (rig, &error);
  g_assert_no_error (error);
  g_assert_cmpint (askg_store_get_seal_state (rig->store), ==, ASKG_SEAL_OFF);
  g_assert_cmpuint (store_keyring_get_n_keys (rig->keyring), ==, 0);
  store_rig_reopen (rig);
  after = read_all (rig);
  g_assert_cmpstr (after, ==, before);
  hits = store_rig_search (rig, word);
  g_assert_cmpuint (hits->len, ==, 1);
  (void) store_rig_close (rig, NULL);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM sealing"), ==, 0);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM turn WHERE substr (question, 1, 1) = x'1a'"), ==, 0);
}

/* Whole words are found by their keyed hash; what only begins a word is not, and is told so elsewhere. */
static void
test_whole_words_are_found (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(GPtrArray) word = NULL;
  g_autoptr(GPtrArray) phrase = NULL;
  g_autoptr(GPtrArray) hangul = NULL;
  g_autoptr(GPtrArray) beginning = NULL;

  store_rig_reopen (rig);
  g_assert_true (store_rig_encrypt (rig, NULL));
  turn = store_rig_ask_words (rig, conversation, "undefined reference to umbrella, 공유 라이브러리", "std::unordered_map needs it");
  word = store_rig_search (rig, "Umbrella");
  phrase = store_rig_search (rig, "unordered_map undefined");
  hangul = store_rig_search (rig, "브러리");
  beginning = store_rig_search (rig, "umbr");
  g_assert_cmpuint (word->len, ==, 1);
  g_assert_nonnull (strstr (((const AskgHit *) g_ptr_array_index (word, 0))->snippet, "umbrella"));
  g_assert_cmpuint (phrase->len, ==, 1);
  g_assert_cmpuint (hangul->len, ==, 1);
  g_assert_cmpuint (beginning->len, ==, 0);
}

static void
check_stays_closed (StoreRig *rig)
{
  g_autoptr(GBytes) before = store_rig_read_file (rig->path);
  g_autoptr(GBytes) after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_false (store_rig_open (rig, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NO_KEYRING);
  g_assert_cmpint (g_utf8_strlen (error->message, -1), <=, 400);
  g_test_message ("%s", error->message);
  after = store_rig_read_file (rig->path);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_a_locked_keyring_leaves_it_closed_and_whole (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_rig_reopen (rig);
  g_assert_true (store_rig_encrypt (rig, NULL));
  fill (rig, 60);
  before = read_all (rig);
  (void) store_rig_close (rig, NULL);
  g_clear_object (&rig->store); /* forgets the key */
  rig->store = askg_store_new (rig->folder);
  check_stays_closed (rig); /* nobody to ask */
  askg_store_set_keyring (rig->store, ASKG_KEYRING (rig->keyring));
  store_keyring_lock (rig->keyring, TRUE);
  check_stays_closed (rig);
  store_keyring_lock (rig->keyring, FALSE);
  store_rig_reopen (rig);
  after = read_all (rig);
  g_assert_cmpstr (after, ==, before);

  (void) store_rig_close (rig, NULL);
  store_keyring_mix_up (rig->keyring);
  g_clear_object (&rig->store);
  rig->store = askg_store_new (rig->folder);
  askg_store_set_keyring (rig->store, ASKG_KEYRING (rig->keyring));
  check_stays_closed (rig);
  store_keyring_lose (rig->keyring);
  check_stays_closed (rig);
}

static void
test_without_a_keyring_it_is_not_switched_on (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GError) error = NULL;

  store_rig_reopen (rig);
  fill (rig, 12);
  store_keyring_lock (rig->keyring, TRUE);
  g_assert_false (store_rig_encrypt (rig, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NO_KEYRING);
  g_test_message ("%s", error->message);
  g_clear_error (&error);
  askg_store_set_keyring (rig->store, NULL);
  g_assert_false (store_rig_encrypt (rig, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_NO_KEYRING);
  g_assert_cmpint (askg_store_get_seal_state (rig->store), ==, ASKG_SEAL_OFF);
  g_assert_cmpuint (count_canaries (rig, 12), >, 0);
  store_rig_reopen (rig);
}

/* Somebody with a database tool gives one question another's answer. */
static void
test_exchanged_rows_are_not_shown (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *all = NULL;
  g_autofree char *first = canary (2);
  g_autofree char *second = canary (8);
  g_autofree char *third = canary (14);

  store_rig_reopen (rig);
  g_assert_true (store_rig_encrypt (rig, NULL));
  fill (rig, 18);
  (void) store_rig_close (rig, NULL);
  store_rig_exec (rig, "UPDATE turn SET answer = (SELECT answer FROM turn WHERE id = 2) WHERE id = 1");
  store_rig_reopen (rig);
  all = read_all (rig);
  g_assert_null (strstr (all, first));
  g_assert_true (strstr (all, second) == g_strrstr (all, second)); /* with its own question alone */
  g_assert_nonnull (strstr (all, third));
  g_assert_nonnull (strstr (all, "\uFFFD"));
}

/* Damage takes the note that it is encrypted: what is left of it says so itself. */
static void
test_that_it_is_encrypted_is_not_lost (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  store_rig_reopen (rig);
  g_assert_true (store_rig_encrypt (rig, NULL));
  fill (rig, 60);
  before = read_all (rig);
  (void) store_rig_close (rig, NULL);
  store_rig_exec (rig, "DELETE FROM sealing");
  g_clear_object (&rig->store);
  rig->store = askg_store_new (rig->folder);
  check_stays_closed (rig);
  askg_store_set_keyring (rig->store, ASKG_KEYRING (rig->keyring));
  store_rig_reopen (rig);
  after = read_all (rig);
  g_assert_cmpstr (after, ==, before);
  while (askg_store_get_seal_state (rig->store) != ASKG_SEAL_ON)
    g_main_context_iteration (NULL, TRUE);
}

typedef struct
{
  GCancellable *cancellable;
  guint         n_calls;
  guint         stop_after;
  gint64        last;
} Progress;

static void
on_progress (goffset done, goffset total, gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_cmpint (done, >=, progress->last);
  progress->last = done;
  if (++progress->n_calls == progress->stop_after)
    g_cancellable_cancel (progress->cancellable);
}

static void
keep_result (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Stopped at each of its steps: both kinds of rows are read and found; with the next start it goes on. */
static void
test_stopped_half_way_it_goes_on_later (StoreRig *rig, gconstpointer unused)
{
  g_autofree char *before = NULL;
  g_autofree char *word = canary (7);

  store_rig_reopen (rig);
  fill (rig, 240);
  before = read_all (rig);
  for (guint stop_after = 1; stop_after < 24; stop_after += 4)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      Progress progress = { cancellable, 0, stop_after, 0 };
      g_autoptr(GAsyncResult) result = NULL;
      g_autofree char *half = NULL;
      g_autofree char *whole = NULL;
      g_autoptr(GPtrArray) hits = NULL;
      g_autoptr(GError) error = NULL;

      askg_store_encrypt_async (rig->store, on_progress, &progress, cancellable, keep_result, &result);
      while (result == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_assert_false (askg_store_sealing_finish (rig->store, result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (askg_store_get_seal_state (rig->store), ==, ASKG_SEAL_CLOSING);
      half = read_all (rig);
      g_assert_cmpstr (half, ==, before);
      hits = store_rig_search (rig, word);
      g_assert_cmpuint (hits->len, ==, 1);

      store_rig_reopen (rig);
      while (askg_store_get_seal_state (rig->store) == ASKG_SEAL_CLOSING)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (askg_store_get_seal_state (rig->store), ==, ASKG_SEAL_ON);
      whole = read_all (rig);
      g_assert_cmpstr (whole, ==, before);
      g_assert_cmpuint (count_canaries (rig, 240), ==, 0);
      g_clear_error (&error);
      (void) store_rig_decrypt (rig, &error);
      g_assert_no_error (error);
    }
}

/* What a person writes or is told is sealed; whoever adds a column decides, here. */
static void
test_no_column_is_forgotten (StoreRig *rig, gconstpointer unused)
{
  static const char *const plain[] = {
    "conversation.uid", "turn.engine_id", "turn.engine_name", "turn.state", "turn.error_id", "picture.sha256",
    "attachment.kind", "attachment.app", "attachment.reading", "attachment.error_id", "attachment.output", "reply.model",
    "reply.finish", "tool_call.call_id", "tool_call.name", "span.kind", "given_picture.mime", "given_picture.sha256",
    "sound.sha256", "usage.engine_id", "usage.model", "ledger.engine_id", "ledger.engine_name", "ledger.host",
    "ledger.request", "ledger.sha256", "ledger.outcome", "sealing.state", "sealing.key_id", "sealing.probe",
    "vector_model.engine_id", "vector_model.model",
  };
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(AskgDb) db = NULL;
  g_autoptr(sqlite3_stmt) stmt = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < askg_n_sealed_tables; i++)
    for (guint j = 0; j < G_N_ELEMENTS (askg_sealed_tables[i].columns) && askg_sealed_tables[i].columns[j] != NULL; j++)
      g_hash_table_add (known, g_strconcat (askg_sealed_tables[i].table, ".", askg_sealed_tables[i].columns[j], NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    g_hash_table_add (known, g_strdup (plain[i]));

  store_rig_reopen (rig);
  (void) store_rig_close (rig, NULL);
  db = askg_db_open (rig->path, ASKG_DB_OWN, NULL, &error);
  g_assert_no_error (error);
  stmt = askg_db_query (db, &error, "SELECT l.name || '.' || c.name FROM pragma_table_list AS l, pragma_table_info (l.name) AS c"
                                    " WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT GLOB 'sqlite_*'"
                                    " AND c.type IN ('TEXT', 'BLOB')", "");
  g_assert_no_error (error);
  while (askg_db_step (db, stmt, NULL) == ASKG_DB_ROW)
    {
      const char *column = (const char *) sqlite3_column_text (stmt, 0);

      if (!g_hash_table_contains (known, column))
        g_error ("%s: is it sealed (askg-sealing-sql.c), or may anybody read it (here)?", column);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/sealing/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("nothing-is-read-without-the-key", test_nothing_is_read_without_the_key);
  ADD ("no-longer-encrypted-it-is-as-it-was", test_no_longer_encrypted_it_is_as_it_was);
  ADD ("whole-words-are-found", test_whole_words_are_found);
  ADD ("a-locked-keyring-leaves-it-closed-and-whole", test_a_locked_keyring_leaves_it_closed_and_whole);
  ADD ("without-a-keyring-it-is-not-switched-on", test_without_a_keyring_it_is_not_switched_on);
  ADD ("exchanged-rows-are-not-shown", test_exchanged_rows_are_not_shown);
  ADD ("that-it-is-encrypted-is-not-lost", test_that_it_is_encrypted_is_not_lost);
  ADD ("stopped-half-way-it-goes-on-later", test_stopped_half_way_it_goes_on_later);
  ADD ("no-column-is-forgotten", test_no_column_is_forgotten);

  return g_test_run ();
}
