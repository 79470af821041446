/* askg-import.c: main thread, but for what is called work (the store's) and what ends in "in_thread". One turn
 * after the other; between two of them others have their turn on the store's thread. */
#include "engine/memory/askg-import.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-picture.h"
#include "engine/memory/askg-fact-sql.h"
#include "engine/memory/askg-import-reader.h"
#include "engine/memory/askg-transfer-step.h"
#include "engine/memory/askg-turn-json.h"

typedef struct
{
  /* Owned */
  char                 *path;
  AskgImportReader     *reader;  /* (nullable): until the file is open */
  AskgImportItem       *item;    /* (nullable): on its way into the history */
  AskgConversationHead *head;    /* (nullable): of the conversation that comes in */
  GError               *error;   /* (nullable): told when what was begun is gone */

  AskgTransferProgress  progress;
  gpointer              progress_data;
  guint64               size_bytes;
  guint                 n_decoded;  /* pictures of the item */
  guint                 n_turns;    /* of this conversation */
  gboolean              is_there;   /* already: its turns are passed over */
  AskgImported          imported;
} Import;

static void
import_free (gpointer data)
{
  Import *self = data;

  g_clear_pointer (&self->reader, askg_import_reader_free);
  g_clear_pointer (&self->item, askg_import_item_free);
  g_clear_pointer (&self->head, askg_conversation_head_free);
  g_clear_error (&self->error);
  g_free (self->path);
  g_free (self);
}

static void read_next (GTask *task);

/* -- Into the history ------------------------------------------------------- */

static gboolean
drop_work (AskgDb    *db,
           gpointer   data,
           GError   **error)
{
  Import *self = data;

  return askg_transfer_sql_drop (db, self->head->id, error);
}

static const AskgStoreCall drop_call = { NULL, ASKG_WORK_WRITE, drop_work, askg_store_reply_boolean, 0, NULL };

static void
dropped_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Import *self = g_task_get_task_data (task);

  (void) g_task_propagate_boolean (G_TASK (result), NULL); /* hidden it stays; the next start erases it */
  g_task_return_error (task, g_steal_pointer (&self->error));
}

/* Takes @error. The conversation that was coming in goes again; those before it stay. */
static void
give_up (GTask  *task,
         GError *error)
{
  Import *self = g_task_get_task_data (task);

  if (self->head == NULL || self->is_there)
    {
      g_task_return_error (task, error);
      return;
    }
  self->error = error;
  askg_transfer_step_on_store (task, &drop_call, NULL, dropped_cb);
}

static gboolean
save_facts (Import  *self,
            AskgDb  *db,
            GError **error)
{
  for (guint i = 0; i < self->item->facts->len; i++)
    {
      AskgFact *fact = g_ptr_array_index (self->item->facts, i);

      if (!askg_fact_sql_keep (db, 0, askg_fact_get_text (fact), askg_fact_get_kept_at_us (fact), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
save_work (AskgDb    *db,
           gpointer   data,
           GError   **error)
{
  Import *self = data;

  if (self->item->kind == ASKG_IMPORT_FACTS)
    return save_facts (self, db, error);
  if (self->item->kind == ASKG_IMPORT_CONVERSATION)
    return askg_transfer_sql_begin (db, self->head, &self->is_there, error);
  if (self->is_there)
    return TRUE;
  if (self->item->kind == ASKG_IMPORT_TURN)
    return askg_transfer_sql_add (db, self->head->id, self->item->turn, error);

  return self->n_turns > 0 ? askg_transfer_sql_end (db, self->head, error)
                           : askg_transfer_sql_drop (db, self->head->id, error);
}

static const AskgStoreCall save_call = { NULL, ASKG_WORK_WRITE, save_work, askg_store_reply_boolean, 0, NULL };

static void
count (Import *self)
{
  if (self->item->kind == ASKG_IMPORT_TURN && !self->is_there)
    self->n_turns++;
  if (self->item->kind == ASKG_IMPORT_FACTS)
    self->imported.n_facts += self->item->facts->len;
  if (self->item->kind != ASKG_IMPORT_END)
    return;

  self->imported.n_already_there += self->is_there;
  self->imported.n_conversations += !self->is_there && self->n_turns > 0;
  self->imported.n_turns += self->n_turns;
  g_clear_pointer (&self->head, askg_conversation_head_free);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Import *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      give_up (task, error);
      return;
    }
  count (self);
  g_clear_pointer (&self->item, askg_import_item_free);
  if (self->progress != NULL && self->size_bytes > 0)
    self->progress (MIN ((double) askg_import_reader_get_place (self->reader) / (double) self->size_bytes, 1),
                    self->imported.n_conversations, self->progress_data);
  read_next (task);
}

/* -- Pictures --------------------------------------------------------------- */

static void decode_next (GTask *task);

static void
put_frame (Import    *self,
           AskgFrame *frame)
{
  const AskgTurnPicture *picture = g_ptr_array_index (self->item->pictures, self->n_decoded);
  AskgAttachmentRecord *attachment = g_ptr_array_index (self->item->turn->attachments, picture->attachment);

  if (picture->place.width > 0 && picture->place.height > 0)
    attachment->frame = askg_frame_place (frame, picture->output, &picture->place);
  else
    attachment->frame = g_object_ref (frame);
}

static void
decoded_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Import *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgFrame) frame = askg_picture_finish (result, &error);

  if (frame == NULL && askg_error_is_cancelled (error))
    {
      give_up (task, g_steal_pointer (&error));
      return;
    }
  if (frame != NULL)
    put_frame (self, frame);
  else
    self->imported.n_pictures_lost++;
  self->n_decoded++;
  decode_next (task);
}

/* One after the other: each decoder may take half a gigabyte. Then the item goes into the history. */
static void
decode_next (GTask *task)
{
  Import *self = g_task_get_task_data (task);
  GPtrArray *pictures = self->item->pictures;

  if (!self->is_there && pictures != NULL && self->n_decoded < pictures->len)
    askg_picture_decode_async (((const AskgTurnPicture *) g_ptr_array_index (pictures, self->n_decoded))->png,
                               g_task_get_cancellable (task), decoded_cb, g_object_ref (task));
  else
    askg_transfer_step_on_store (task, &save_call, NULL, saved_cb);
}

/* -- From the file ---------------------------------------------------------- */

static gboolean
open_file (Import        *self,
           GCancellable  *cancellable,
           GError       **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (self->path);
  g_autoptr(GFileInfo) info = NULL;
  g_autoptr(GFileInputStream) input = NULL;
  g_autoptr(GError) local = NULL;

  /* A pipe or a device would be waited for. */
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, &local);
  if (info != NULL && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                   _("%s is not a file. Choose a file made by “askglass history export”."), self->path);
      return FALSE;
    }
  if (info != NULL)
    input = g_file_read (file, cancellable, &local);
  if (input == NULL && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE,
                   _("There is no file %s. Choose one made by “askglass history export”."), self->path);
      return FALSE;
    }
  if (input == NULL)
    {
      g_autofree char *why = askg_error_quote (local->message);

      g_set_error (error, ASKG_ERROR, ASKG_ERROR_NOTHING_THERE, _("%s cannot be read: %s. Choose another file."), self->path, why);
      return FALSE;
    }
  self->size_bytes = (guint64) g_file_info_get_size (info);
  self->reader = askg_import_reader_new (G_INPUT_STREAM (input));

  return TRUE;
}

static void
read_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Import *self = task_data;
  GError *error = NULL;

  if (self->reader != NULL || open_file (self, cancellable, &error))
    self->item = askg_import_reader_next (self->reader, cancellable, &error);
  if (self->item != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Import *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      give_up (task, error);
      return;
    }
  if (self->item->kind == ASKG_IMPORT_DONE)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (self->item->kind == ASKG_IMPORT_CONVERSATION)
    {
      self->head = g_steal_pointer (&self->item->head);
      self->head->id = askg_store_new_conversation_id (g_task_get_source_object (task));
      self->is_there = TRUE; /* until it is begun there is nothing to drop */
      self->n_turns = 0;
    }
  self->n_decoded = 0;
  decode_next (task);
}

static void
read_next (GTask *task)
{
  askg_transfer_step_in_thread (task, read_in_thread, g_task_get_cancellable (task), read_cb);
}

/**
 * askg_import_async:
 * @path: absolute
 * @progress: (nullable): called on the main thread now and then
 *
 * See the head of askg-import.h. When it fails or is cancelled, conversations that came in whole stay.
 */
void
askg_import_async (AskgStore            *store,
                   const char           *path,
                   AskgTransferProgress  progress,
                   gpointer              progress_data,
                   GCancellable         *cancellable,
                   GAsyncReadyCallback   callback,
                   gpointer              user_data)
{
  g_autoptr(GTask) task = NULL;
  Import *self;

  g_return_if_fail (ASKG_IS_STORE (store));
  g_return_if_fail (path != NULL);

  self = g_new0 (Import, 1);
  self->path = g_strdup (path);
  self->progress = progress;
  self->progress_data = progress_data;
  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_source_tag (task, askg_import_async);
  g_task_set_check_cancellable (task, FALSE); /* what was done is told as done */
  g_task_set_task_data (task, self, import_free);
  read_next (task);
}

/**
 * askg_import_finish:
 * @out_imported: (out): what came in, also when it failed
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when it is no export of Askglass, or a damaged one;
 * %ASKG_ERROR_UNAVAILABLE when a newer one made it; %ASKG_ERROR_STORAGE, %ASKG_ERROR_STORAGE_FULL,
 * %G_IO_ERROR_CANCELLED
 */
gboolean
askg_import_finish (GAsyncResult  *result,
                    AskgImported  *out_imported,
                    GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_import_async), FALSE);

  *out_imported = ((const Import *) g_task_get_task_data (G_TASK (result)))->imported;

  return g_task_propagate_boolean (G_TASK (result), error);
}
