/* askg-export.c: main thread, but for what is called work (the store's) and what ends in "in_thread". One turn
 * after the other: there is never more than one in memory. */
#include "engine/memory/askg-export.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-export-writer.h"
#include "engine/memory/askg-fact-sql.h"
#include "engine/memory/askg-history-sql.h"
#include "engine/memory/askg-transfer-step.h"

typedef struct
{
  /* Owned */
  char                 *path;
  GArray               *ids;     /* (nullable): of conversations, once they are known */
  GArray               *turns;   /* (nullable): ids of this conversation */
  GPtrArray            *facts;   /* (nullable): to be written first */
  AskgConversationHead *head;    /* (nullable): of this conversation; to be written when it is new */
  AskgTurnRecord       *turn;    /* (nullable): to be written */
  AskgExportWriter     *writer;  /* (nullable): until the first writing */

  AskgTransferProgress  progress;
  gpointer              progress_data;
  AskgExportForm        form;
  gboolean              may_replace;
  gint64                conversation_id;
  guint                 next;       /* of @ids */
  guint                 next_turn;  /* of @turns */
  gboolean              head_is_new;
  gboolean              is_over;
  AskgExported          exported;
} Export;

static void
export_free (gpointer data)
{
  Export *self = data;

  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_pointer (&self->turns, g_array_unref);
  g_clear_pointer (&self->facts, g_ptr_array_unref);
  g_clear_pointer (&self->head, askg_conversation_head_free);
  g_clear_pointer (&self->turn, askg_turn_record_free);
  if (self->writer != NULL)
    self->writer->free (self->writer);
  g_free (self->path);
  g_free (self);
}

/* What somebody deletes meanwhile is not in it. */
static gboolean
pass_over_what_is_gone (GError **error,
                        GError  *local)
{
  if (g_error_matches (local, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE))
    {
      g_error_free (local);
      return TRUE;
    }
  g_propagate_error (error, local);

  return FALSE;
}

static gboolean
fetch_head (Export  *self,
            AskgDb  *db,
            GError **error)
{
  GError *local = NULL;
  const gint64 id = g_array_index (self->ids, gint64, self->next++);

  self->head = askg_transfer_sql_head (db, id, &local);
  if (self->head == NULL)
    return pass_over_what_is_gone (error, local);
  self->head_is_new = TRUE;
  self->next_turn = 0;

  return (self->turns = askg_history_sql_turn_ids (db, id, error)) != NULL;
}

/* What the history begins with: a single conversation has nothing to do with what is remembered. */
static gboolean
fetch_beginning (Export  *self,
                 AskgDb  *db,
                 GError **error)
{
  if (self->conversation_id == 0 && (self->facts = askg_fact_sql_list (db, error)) == NULL)
    return FALSE;
  self->ids = askg_transfer_sql_ids (db, self->conversation_id, error);

  return self->ids != NULL;
}

/* The next thing to be written: a head, or a turn of the conversation that is being written. */
static gboolean
fetch_work (AskgDb    *db,
            gpointer   data,
            GError   **error)
{
  Export *self = data;
  GError *local = NULL;

  if (self->ids == NULL)
    return fetch_beginning (self, db, error);
  if (self->head == NULL)
    return self->next == self->ids->len || fetch_head (self, db, error);
  if (self->next_turn == self->turns->len)
    return TRUE;

  self->turn = askg_history_sql_load_turn (db, g_array_index (self->turns, gint64, self->next_turn++), &local);

  return self->turn != NULL || pass_over_what_is_gone (error, local);
}

static gboolean
open_writer (Export  *self,
             GError **error)
{
  if (self->writer == NULL)
    self->writer = self->form == ASKG_EXPORT_LINES ? askg_export_lines_new (self->path, self->may_replace, error)
                                                   : askg_export_markdown_new (self->path, error);

  return self->writer != NULL;
}

static gboolean
write_on (Export  *self,
          GError **error)
{
  if (self->facts != NULL)
    {
      g_autoptr(GPtrArray) facts = g_steal_pointer (&self->facts);

      return facts->len == 0 || self->writer->facts == NULL || self->writer->facts (self->writer, facts, error);
    }
  if (self->head == NULL)
    {
      self->is_over = self->next == self->ids->len;
      return !self->is_over || self->writer->finish (self->writer, error);
    }
  if (self->head_is_new)
    {
      self->head_is_new = FALSE;
      return self->writer->begin (self->writer, self->head, error);
    }
  if (self->turn != NULL)
    {
      self->exported.n_turns++;
      return self->writer->turn (self->writer, self->turn, error);
    }
  if (self->next_turn < self->turns->len)
    return TRUE; /* that turn is gone */

  g_clear_pointer (&self->head, askg_conversation_head_free);
  g_clear_pointer (&self->turns, g_array_unref);
  self->exported.n_conversations++;

  return self->writer->end (self->writer, error);
}

static void
write_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Export *self = task_data;
  GError *error = NULL;

  if (open_writer (self, &error) && write_on (self, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void fetch (GTask *task);

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;

  g_clear_pointer (&self->turn, askg_turn_record_free);
  if (!g_task_propagate_boolean (G_TASK (result), &error) ||
      (!self->is_over && g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error)))
    g_task_return_error (task, error);
  else if (self->is_over)
    g_task_return_boolean (task, TRUE);
  else
    {
      if (self->progress != NULL && self->head == NULL)
        self->progress ((double) self->next / MAX (self->ids->len, 1), self->exported.n_conversations, self->progress_data);
      fetch (task);
    }
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Export *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->ids->len == 0 && self->conversation_id != 0)
    {
      g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE, "%s",
                               _("This conversation is no longer in the history. Choose another one."));
      return;
    }
  askg_transfer_step_in_thread (task, write_in_thread, NULL, written_cb);
}

static const AskgStoreCall fetch_call = { NULL, ASKG_WORK_READ, fetch_work, askg_store_reply_boolean, 0, NULL };

static void
fetch (GTask *task)
{
  askg_transfer_step_on_store (task, &fetch_call, g_task_get_cancellable (task), fetched_cb);
}

/**
 * askg_export_async:
 * @path: absolute: a file that does not exist, or a folder that does not exist or is empty
 * @may_replace: whether an existing file is replaced, at the end, by the whole new one
 * @conversation_id: 0 for all of them
 * @progress: (nullable): called on the main thread after each conversation
 *
 * Conversations that are changed meanwhile are in it as they are when it is their turn. Cancelled or
 * failed it leaves nothing behind.
 */
void
askg_export_async (AskgStore            *store,
                   const char           *path,
                   AskgExportForm        form,
                   gboolean              may_replace,
                   gint64                conversation_id,
                   AskgTransferProgress  progress,
                   gpointer              progress_data,
                   GCancellable         *cancellable,
                   GAsyncReadyCallback   callback,
                   gpointer              user_data)
{
  g_autoptr(GTask) task = NULL;
  Export *self;

  g_return_if_fail (ASKG_IS_STORE (store));
  g_return_if_fail (path != NULL);

  self = g_new0 (Export, 1);
  self->path = g_strdup (path);
  self->form = form;
  self->may_replace = may_replace;
  self->conversation_id = conversation_id;
  self->progress = progress;
  self->progress_data = progress_data;
  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, askg_export_async);
  g_task_set_check_cancellable (task, FALSE); /* what was done is told as done */
  g_task_set_task_data (task, self, export_free);
  fetch (task);
}

/**
 * askg_export_finish:
 *
 * Errors: %ASKG_ERROR_USAGE when @path is taken, %ASKG_ERROR_NOTHING_THERE, %ASKG_ERROR_STORAGE,
 * %ASKG_ERROR_STORAGE_FULL, %G_IO_ERROR_CANCELLED
 */
gboolean
askg_export_finish (GAsyncResult  *result,
                    AskgExported  *out_exported,
                    GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_export_async), FALSE);

  *out_exported = ((const Export *) g_task_get_task_data (G_TASK (result)))->exported;

  return g_task_propagate_boolean (G_TASK (result), error);
}
