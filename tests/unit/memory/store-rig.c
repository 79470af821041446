/* store-rig.c */
#include "tests/unit/memory/store-rig.h"

#include <string.h>
#include <sys/wait.h>

#include <glib/gstdio.h>

#include "engine/memory/askg-db.h"

static void
keep_result (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

void
store_rig_set_up (StoreRig      *rig,
                  gconstpointer  unused)
{
  g_autoptr(GError) error = NULL;

  rig->folder = g_dir_make_tmp ("askg-store-XXXXXX", &error);
  g_assert_no_error (error);
  rig->path = g_build_filename (rig->folder, "askglass.db", NULL);
  rig->lock = askg_owner_lock_take (rig->folder, &error);
  g_assert_no_error (error);
  rig->store = askg_store_new (rig->folder);
  rig->keyring = store_keyring_new ();
  askg_store_set_keyring (rig->store, ASKG_KEYRING (rig->keyring));
}

void
store_rig_tear_down (StoreRig      *rig,
                     gconstpointer  unused)
{
  g_autoptr(GDir) dir = g_dir_open (rig->folder, 0, NULL);
  const char *name;

  if (askg_store_is_open (rig->store))
    (void) store_rig_close (rig, NULL);
  g_assert_finalize_object (g_steal_pointer (&rig->store));
  g_clear_object (&rig->keyring);
  g_clear_pointer (&rig->lock, askg_owner_lock_release);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (rig->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (rig->folder), ==, 0);
  g_free (rig->folder);
  g_free (rig->path);
}

gboolean
store_rig_open (StoreRig  *rig,
                GError   **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  askg_store_open_async (rig->store, NULL, keep_result, &result);
  if (!askg_store_open_finish (rig->store, wait_for (&result), error))
    return FALSE;

  /* A whole test can be run on a history that is encrypted from its beginning. */
  return g_getenv ("ASKG_TEST_SEALED") == NULL || askg_store_get_seal_state (rig->store) != ASKG_SEAL_OFF ||
         store_rig_encrypt (rig, error);
}

gboolean
store_rig_encrypt (StoreRig  *rig,
                   GError   **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  askg_store_encrypt_async (rig->store, NULL, NULL, NULL, keep_result, &result);
  return askg_store_sealing_finish (rig->store, wait_for (&result), error);
}

gboolean
store_rig_decrypt (StoreRig  *rig,
                   GError   **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  askg_store_decrypt_async (rig->store, NULL, NULL, NULL, keep_result, &result);
  return askg_store_sealing_finish (rig->store, wait_for (&result), error);
}

gboolean
store_rig_close (StoreRig  *rig,
                 GError   **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  askg_store_close_async (rig->store, keep_result, &result);
  return askg_store_close_finish (rig->store, wait_for (&result), error);
}

void
store_rig_reopen (StoreRig *rig)
{
  g_autoptr(GError) error = NULL;

  if (askg_store_is_open (rig->store))
    (void) store_rig_close (rig, &error);
  g_assert_no_error (error);
  (void) store_rig_open (rig, &error);
  g_assert_no_error (error);
}

gboolean
store_rig_begin (StoreRig          *rig,
                 AskgConversation  *conversation,
                 AskgTurn          *turn,
                 GError           **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  askg_store_begin_turn_async (rig->store, conversation, turn, NULL, keep_result, &result);
  return askg_store_begin_turn_finish (rig->store, wait_for (&result), error);
}

gboolean
store_rig_end (StoreRig  *rig,
               AskgTurn  *turn,
               GError   **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  askg_store_end_turn_async (rig->store, turn, NULL, keep_result, &result);
  return askg_store_end_turn_finish (rig->store, wait_for (&result), error);
}

/* A whole turn; returned for those who want its id (transfer full). */
AskgTurn *
store_rig_ask (StoreRig         *rig,
               AskgConversation *conversation,
               AskgQuestion     *question,
               const char       *reply)
{
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  AskgTurn *turn = askg_turn_new (question, answer);
  g_autoptr(GError) error = NULL;

  askg_conversation_append (conversation, turn);
  (void) store_rig_begin (rig, conversation, turn, &error);
  g_assert_no_error (error);
  askg_answer_append (answer, reply);
  askg_answer_finish (answer, NULL);
  (void) store_rig_end (rig, turn, &error);
  g_assert_no_error (error);

  return turn;
}

AskgTurn *
store_rig_ask_words (StoreRig         *rig,
                     AskgConversation *conversation,
                     const char       *words,
                     const char       *reply)
{
  g_autoptr(AskgQuestion) question = askg_question_new (words, NULL);

  return store_rig_ask (rig, conversation, question, reply);
}

GPtrArray *
store_rig_list (StoreRig *rig)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *list;

  askg_store_list_async (rig->store, 100, NULL, keep_result, &result);
  list = askg_store_list_finish (rig->store, wait_for (&result), &error);
  g_assert_no_error (error);

  return list;
}

AskgConversation *
store_rig_load (StoreRig  *rig,
                gint64     id,
                GError   **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  askg_store_load_async (rig->store, id, NULL, keep_result, &result);
  return askg_store_load_finish (rig->store, wait_for (&result), error);
}

GPtrArray *
store_rig_search (StoreRig   *rig,
                  const char *text)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(AskgSearch) search = askg_search_new (text, 50);
  g_autoptr(GError) error = NULL;
  GPtrArray *hits;

  askg_store_search_async (rig->store, search, NULL, keep_result, &result);
  hits = askg_store_search_finish (rig->store, wait_for (&result), &error);
  g_assert_no_error (error);

  return hits;
}

gboolean
store_rig_delete (StoreRig  *rig,
                  gint64     id,
                  GError   **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  askg_store_delete_async (rig->store, id, NULL, keep_result, &result);
  return askg_store_change_finish (rig->store, wait_for (&result), error);
}

gboolean
store_rig_undelete (StoreRig  *rig,
                    gint64     id,
                    GError   **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  askg_store_undelete_async (rig->store, id, NULL, keep_result, &result);
  return askg_store_change_finish (rig->store, wait_for (&result), error);
}

#define SAMPLES "\x01\x00\x02\x00\x03"

/* One of everything that an answer can have beside its text. */
void
store_rig_give_parts (AskgAnswer *answer)
{
  g_autoptr(GBytes) sketch = g_bytes_new_static ("sketch", 6);
  g_autoptr(GBytes) picture = g_bytes_new_static ("\x89PNG", 4);
  g_autoptr(GBytes) samples = g_bytes_new_static (SAMPLES, 5);
  AskgUsage usage;

  askg_usage_init (&usage);
  usage.input = 1117;
  usage.output = 46;
  usage.cached = 0;
  usage.cost_usd = 0.0025;
  askg_answer_set_model (answer, "org/model:7b");
  askg_answer_set_finish (answer, ASKG_FINISH_LENGTH);
  askg_answer_set_usage (answer, &usage);
  askg_answer_reason (answer, "생각 first, ");
  askg_answer_reason (answer, "then more");
  askg_answer_note (answer, "The picture was read as text.");
  askg_answer_call_tool (answer, 3, "call_3", "open", "{\"line\":7}");
  askg_answer_give_picture (answer, 0, "image/png", picture, FALSE);
  askg_answer_give_picture (answer, 1, "image/png", sketch, TRUE);
  askg_answer_give_sound (answer, 24000, samples);
  askg_answer_add_span (answer, &(AskgAnswerSpan) { ASKG_SPAN_CAPTURE, -900, 40, FALSE, FALSE });
  askg_answer_add_span (answer, &(AskgAnswerSpan) { ASKG_SPAN_WAIT, 10, 30, TRUE, TRUE });
}

/* Those, as they come back from the disk. */
void
store_rig_check_parts (const AskgAnswerParts *parts)
{
  const AskgToolCall *call;
  const AskgGivenPicture *picture;
  const AskgAnswerSpan *span;

  g_assert_cmpstr (parts->model, ==, "org/model:7b");
  g_assert_cmpint (parts->finish, ==, ASKG_FINISH_LENGTH);
  g_assert_cmpint (parts->usage.input, ==, 1117);
  g_assert_cmpint (parts->usage.cached, ==, 0);
  g_assert_cmpint (parts->usage.reasoning, ==, -1);
  g_assert_cmpfloat (parts->usage.cost_usd, ==, 0.0025);
  g_assert_cmpstr (parts->reasoning->str, ==, "생각 first, then more");
  g_assert_cmpuint (parts->notes->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (parts->notes, 0), ==, "The picture was read as text.");
  g_assert_cmpuint (parts->tool_calls->len, ==, 1);
  call = g_ptr_array_index (parts->tool_calls, 0);
  g_assert_cmpuint (call->index, ==, 3);
  g_assert_cmpstr (call->id, ==, "call_3");
  g_assert_cmpstr (call->name, ==, "open");
  g_assert_cmpstr (call->arguments->str, ==, "{\"line\":7}");
  g_assert_cmpuint (parts->pictures->len, ==, 1); /* the sketch is not kept */
  picture = g_ptr_array_index (parts->pictures, 0);
  g_assert_cmpmem (g_bytes_get_data (picture->bytes, NULL), g_bytes_get_size (picture->bytes), "\x89PNG", 4);
  g_assert_cmpmem (parts->sound->data, parts->sound->len, SAMPLES, 4); /* half a sample is none */
  g_assert_cmpuint (parts->sound_rate_hz, ==, 24000);
  g_assert_cmpuint (parts->spans->len, ==, 2);
  span = &g_array_index (parts->spans, AskgAnswerSpan, 1);
  g_assert_cmpint (span->kind, ==, ASKG_SPAN_WAIT);
  g_assert_cmpint (span->duration_us, ==, 30);
  g_assert_true (span->is_reused && span->is_engines);
}

AskgQuestion *
store_rig_question (const char     *words,
                    AskgAttachment *attachment)
{
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);

  if (attachment != NULL)
    g_list_store_append (attachments, attachment);
  return askg_question_new (words, G_LIST_MODEL (attachments));
}

/* 32 by 24 pixels: one colour, and a dot that is another. */
AskgFrame *
store_rig_frame (guint32 colour)
{
  const gsize n = 32 * 24;
  guint32 *words = g_new (guint32, n);
  g_autoptr(GBytes) pixels = NULL;
  g_autoptr(AskgFrame) frame = NULL;

  for (gsize i = 0; i < n; i++)
    words[i] = 0xFF000000 | (i == 100 ? ~colour : colour);
  pixels = g_bytes_new_take (words, n * sizeof *words);
  frame = askg_frame_new (pixels, 32, 24, 32 * sizeof *words, TRUE, 0);

  return askg_frame_place (frame, "DP-1", &(AskgRect) { -16, 5, 16, 12 });
}

GBytes *
store_rig_read_file (const char *path)
{
  char *data;
  gsize size;

  return g_file_get_contents (path, &data, &size, NULL) ? g_bytes_new_take (data, size) : NULL;
}

/* Asks the closed file itself. */
gint64
store_rig_count (StoreRig   *rig,
                 const char *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgDb) db = NULL;
  gint64 count;

  g_assert_false (askg_store_is_open (rig->store));
  db = askg_db_open (rig->path, ASKG_DB_OWN, NULL, &error);
  g_assert_no_error (error);
  (void) askg_db_get_number (db, &count, &error, sql, "");
  g_assert_no_error (error);

  return count;
}

/* Changes the closed database behind the store's back. */
void
store_rig_exec (StoreRig   *rig,
                const char *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgDb) db = NULL;

  g_assert_false (askg_store_is_open (rig->store));
  db = askg_db_open (rig->path, ASKG_DB_OWN, NULL, &error);
  g_assert_no_error (error);
  (void) askg_db_exec (db, sql, &error);
  g_assert_no_error (error);
}
