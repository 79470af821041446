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
  return askg_store_open_finish (rig->store, wait_for (&result), error);
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
  g_autoptr(GError) error = NULL;
  GPtrArray *hits;

  askg_store_search_async (rig->store, text, 50, NULL, keep_result, &result);
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

AskgQuestion *
store_rig_question (const char     *words,
                    AskgAttachment *attachment)
{
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);

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
