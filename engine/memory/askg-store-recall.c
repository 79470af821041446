/* askg-store-recall.c: main thread. */
#include "engine/memory/askg-store-recall.h"

#include "engine/memory/askg-recall-sql.h"
#include "engine/memory/askg-store-private.h"
#include "engine/memory/askg-store-vectors.h"

#define KEEP_VECTORS_SECONDS 60 /* in memory, after somebody compared them */

typedef struct
{
  GPtrArray      *recalled; /* first; owned */
  AskgRecallWish *wish;     /* owned */
} Call;

/* -- The wish -------------------------------------------------------------------- */

static void
add_words (GString        *screen,
           AskgAttachment *attachment)
{
  AskgPageText *page = askg_attachment_get_page (attachment);
  const char *text = page != NULL ? askg_page_text_get_text (page) : askg_attachment_get_text (attachment);

  if (text != NULL)
    g_string_append_printf (screen, "%s\n", text);
}

/**
 * askg_recall_wish_new:
 * @question: its words, what was read so far of what goes with it, and what is left out; not kept
 * @conversation_id: whose turns go along anyway; 0 for none
 *
 * Returns: (transfer full)
 */
AskgRecallWish *
askg_recall_wish_new (AskgQuestion *question,
                      gint64        conversation_id)
{
  AskgRecallWish *self = g_new0 (AskgRecallWish, 1);
  GString *screen = g_string_new (NULL);

  for (guint i = 0; i < askg_question_get_n_attachments (question); i++)
    add_words (screen, askg_question_get_attachment (question, i));
  self->question = g_strdup (askg_question_get_text (question));
  self->screen = g_string_free (screen, FALSE);
  self->conversation_id = conversation_id;
  self->left_out = askg_question_dup_left_out (question);
  self->now_us = g_get_real_time ();

  return self;
}

void
askg_recall_wish_free (AskgRecallWish *wish)
{
  if (wish == NULL)
    return;

  g_free (wish->question);
  g_free (wish->screen);
  g_clear_pointer (&wish->left_out, g_array_unref);
  g_clear_pointer (&wish->vector, g_array_unref);
  if (wish->keep_back_data_free != NULL)
    wish->keep_back_data_free (wish->keep_back_data);
  g_free (wish);
}

/* -- The call -------------------------------------------------------------------- */

static void
call_free (gpointer data)
{
  Call *call = data;

  askg_recall_wish_free (call->wish);
  g_clear_pointer (&call->recalled, g_ptr_array_unref);
  g_free (call);
}

static gboolean
recall_work (AskgDb    *db,
             gpointer   data,
             GError   **error)
{
  Call *call = data;

  g_clear_pointer (&call->recalled, g_ptr_array_unref);
  return (call->recalled = askg_recall_sql_run (db, call->wish, error)) != NULL;
}

static const AskgStoreCall recall_call = { askg_store_recall_async, ASKG_WORK_READ, recall_work, askg_store_reply_list,
                                           sizeof (Call), call_free };

static gboolean
nobody_compares_cb (gpointer user_data)
{
  AskgStore *self = user_data;

  self->vectors_timer = 0;
  askg_store_vector_let_go (self);

  return G_SOURCE_REMOVE;
}

/**
 * askg_store_recall_async:
 * @wish: (transfer full)
 * @cancellable: (nullable): ends also one that runs, within a millisecond or two
 */
void
askg_store_recall_async (AskgStore           *self,
                         AskgRecallWish      *wish,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));
  g_return_if_fail (wish != NULL);

  if (wish->vector != NULL)
    {
      g_clear_handle_id (&self->vectors_timer, g_source_remove);
      self->vectors_timer = g_timeout_add_seconds (KEEP_VECTORS_SECONDS, nobody_compares_cb, self);
    }
  askg_store_send (self, &recall_call, &(Call) { .wish = wish }, cancellable, callback, user_data);
}

/**
 * askg_store_recall_finish:
 *
 * Errors: %ASKG_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type AskgRecalled): the best first; empty where nothing belongs to it
 */
GPtrArray *
askg_store_recall_finish (AskgStore     *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_recall_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
