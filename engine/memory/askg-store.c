/* askg-store.c: opened and closed, and what was deleted erased. Main thread, but for what is called work. */
#include "engine/memory/askg-store.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-history-sql.h"
#include "engine/memory/askg-owner-lock.h"
#include "engine/memory/askg-store-private.h"

#define UNDO_SECONDS 10
#define KEEP_SENT_DAYS 7

G_DEFINE_FINAL_TYPE_WITH_CODE (AskgStore, askg_store, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_LEDGER, askg_store_ledger_init))

static void
askg_store_dispose (GObject *object)
{
  AskgStore *self = ASKG_STORE (object);

  g_clear_handle_id (&self->purge_timer, g_source_remove);
  g_clear_handle_id (&self->vectors_timer, g_source_remove);
  g_clear_handle_id (&self->prepare_timer, g_source_remove);
  g_clear_handle_id (&self->expire_timer, g_source_remove);
  g_clear_pointer (&self->checkpoints, askg_checkpoints_free);
  g_clear_pointer (&self->worker, askg_worker_free);
  g_clear_object (&self->keyring);

  G_OBJECT_CLASS (askg_store_parent_class)->dispose (object);
}

static void
askg_store_finalize (GObject *object)
{
  AskgStore *self = ASKG_STORE (object);

  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->notice, g_free);
  g_clear_pointer (&self->key_id, g_free);

  G_OBJECT_CLASS (askg_store_parent_class)->finalize (object);
}

static void
askg_store_class_init (AskgStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_store_dispose;
  G_OBJECT_CLASS (klass)->finalize = askg_store_finalize;

  g_signal_new ("search-share-changed", ASKG_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_store_init (AskgStore *self)
{
  self->search_share = 1;
  self->checkpoints = askg_checkpoints_new (askg_store_save_checkpoint, self);
  self->keep_sent_days = KEEP_SENT_DAYS;
}

/**
 * askg_store_new:
 * @folder: the data folder; this process must hold its askg_owner_lock_take() while the store is open
 *
 * The program must ignore SIGXFSZ, or a limit on the size of files ends it.
 *
 * Returns: (transfer full): a store that is not open yet
 */
AskgStore *
askg_store_new (const char *folder)
{
  AskgStore *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (ASKG_TYPE_STORE, NULL);
  self->folder = g_strdup (folder);

  return self;
}

typedef struct
{
  char          *secret;  /* (nullable): the key of an encrypted history, once it was looked up */
  gint64         last_id; /* of a conversation */
  char          *key_id;  /* (nullable): of the key, had or wanted */
  AskgSealState  seal_state;
} OpenCall;

static void
open_call_free (gpointer data)
{
  OpenCall *call = data;

  if (call->secret != NULL)
    explicit_bzero (call->secret, strlen (call->secret));
  g_free (call->secret);
  g_free (call->key_id);
  g_free (call);
}

static gboolean
open_work (AskgArchive  *archive,
           gpointer      data,
           GError      **error)
{
  OpenCall *call = data;
  AskgSeal *key = askg_archive_get_key (archive);
  gboolean is_open;

  if (call->secret != NULL)
    (void) askg_seal_take_secret (key, call->secret); /* one that is none is told as not found */
  is_open = askg_archive_open (archive, error) &&
            askg_db_get_number (askg_archive_get_db (archive), &call->last_id, error,
                                "SELECT max (id) FROM conversation", "");
  if (is_open)
    call->seal_state = askg_seal_get_state (askg_db_get_seal (askg_archive_get_db (archive)));
  g_free (call->key_id);
  call->key_id = !is_open || call->seal_state != ASKG_SEAL_OFF ? g_strdup (askg_seal_get_key_id (key)) : NULL;

  return is_open;
}

static void open_reply (GTask *task, gpointer data, GError *error);

static void
key_found_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgStore *self = g_task_get_source_object (task);
  OpenCall *call = g_task_get_task_data (task);

  /* Without a key the second opening fails as the first did, with the sentence for that. */
  call->secret = askg_keyring_lookup_finish (ASKG_KEYRING (object), result, NULL);
  if (call->secret == NULL)
    call->secret = g_strdup ("");
  askg_worker_push_archive (self->worker, task, open_work, open_reply);
}

static void
open_reply (GTask    *task,
            gpointer  data,
            GError   *error)
{
  AskgStore *self = g_task_get_source_object (task);
  OpenCall *call = data;

  if (g_error_matches (error, ASKG_ERROR, ASKG_ERROR_NO_KEYRING) && call->secret == NULL &&
      call->key_id != NULL && self->keyring != NULL)
    {
      g_error_free (error);
      askg_keyring_lookup_async (self->keyring, call->key_id, key_found_cb, g_object_ref (task));
      return;
    }

  self->is_open = error == NULL;
  self->next_conversation_id = call->last_id + 1;
  self->seal_state = call->seal_state;
  g_free (self->key_id);
  self->key_id = g_steal_pointer (&call->key_id);
  if (self->is_open)
    {
      askg_store_resume_sealing (self);
      self->look = (AskgIndexLook) ASKG_INDEX_LOOK_INIT;
      self->is_looked = FALSE;
      askg_store_prepare (self);
      askg_store_expire_sent (self);
    }
  askg_store_reply_boolean (task, data, error);
}

/**
 * askg_store_open_async:
 *
 * Makes or opens the history. Answers that were left unfinished are found interrupted; what was
 * deleted is erased; a damaged file is put aside, and askg_store_get_notice() says so. May be
 * called again after it failed.
 */
void
askg_store_open_async (AskgStore           *self,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ASKG_IS_STORE (self));
  g_return_if_fail (!self->is_open);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, askg_store_open_async);
  if (!askg_owner_lock_is_held (self->folder))
    {
      g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_STORAGE_BUSY,
                               _("The history in %s was not locked before it was opened. Start Askglass again."),
                               self->folder);
      return;
    }
  if (self->worker == NULL)
    self->worker = askg_worker_new (self->folder);
  g_task_set_task_data (task, g_new0 (OpenCall, 1), open_call_free);
  g_task_set_check_cancellable (task, FALSE); /* what was done is told as done */
  askg_worker_push_archive (self->worker, task, open_work, open_reply);
}

/**
 * askg_store_open_finish:
 *
 * Errors: %ASKG_ERROR_STORAGE (also for a history of a newer Askglass, which is not touched),
 * %ASKG_ERROR_STORAGE_FULL, %ASKG_ERROR_STORAGE_BUSY, %G_IO_ERROR_CANCELLED; %ASKG_ERROR_NO_KEYRING for
 * an encrypted one whose key is not to be had: it stays as it is
 */
gboolean
askg_store_open_finish (AskgStore     *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
askg_store_is_open (AskgStore *self)
{
  g_return_val_if_fail (ASKG_IS_STORE (self), FALSE);

  return self->is_open;
}

/**
 * askg_store_get_notice:
 *
 * Returns: (transfer none) (nullable): one sentence the person should see, such as that the history
 *   was damaged and what became of it; it may come while the store is open
 */
const char *
askg_store_get_notice (AskgStore *self)
{
  g_return_val_if_fail (ASKG_IS_STORE (self), NULL);

  return self->notice;
}

static gboolean
close_work (AskgArchive  *archive,
            gpointer      data,
            GError      **error)
{
  return askg_archive_close (archive, error);
}

/**
 * askg_store_close_async:
 *
 * Saves what waits, erases what was deleted, and writes the log into the file. The store is closed
 * also when that failed; it may be opened again.
 */
void
askg_store_close_async (AskgStore           *self,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ASKG_IS_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, askg_store_close_async);
  g_clear_handle_id (&self->purge_timer, g_source_remove);
  g_clear_handle_id (&self->vectors_timer, g_source_remove);
  g_clear_handle_id (&self->prepare_timer, g_source_remove);
  g_clear_handle_id (&self->expire_timer, g_source_remove);
  if (self->worker == NULL)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  askg_checkpoints_flush (self->checkpoints);
  self->is_open = FALSE;
  askg_worker_push_archive (self->worker, task, close_work, askg_store_reply_boolean);
}

/**
 * askg_store_close_finish:
 *
 * Errors: as askg_store_begin_turn_finish()
 */
gboolean
askg_store_close_finish (AskgStore     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_close_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
purge_work (AskgDb    *db,
            gpointer   data,
            GError   **error)
{
  return askg_history_sql_purge_some (db, g_get_real_time () - UNDO_SECONDS * G_USEC_PER_SEC, data, error);
}

static void purge (AskgStore *self);

/* Whatever waits meanwhile comes between two pieces. */
static void
purge_reply (GTask    *task,
             gpointer  data,
             GError   *error)
{
  AskgStore *self = g_task_get_source_object (task);
  const gboolean more = error == NULL && *(const gboolean *) data;

  askg_store_reply_boolean (task, data, error);
  if (more && self->is_open)
    purge (self);
}

static const AskgStoreCall purge_call = { NULL, ASKG_WORK_WRITE, purge_work, purge_reply, sizeof (gboolean), g_free };

static void
purge (AskgStore *self)
{
  askg_store_send (self, &purge_call, &(gboolean) { FALSE }, NULL, NULL, NULL);
}

static gboolean
on_undo_over (gpointer user_data)
{
  AskgStore *self = user_data;

  self->purge_timer = 0;
  purge (self);

  return G_SOURCE_REMOVE;
}

/* One that no conversation has, nor will have but the caller's. */
gint64
askg_store_new_conversation_id (AskgStore *self)
{
  return self->next_conversation_id++;
}

/* After a deletion: when it can be undone no longer, erases what was deleted. */
void
askg_store_erase_later (AskgStore *self)
{
  g_clear_handle_id (&self->purge_timer, g_source_remove);
  self->purge_timer = g_timeout_add_seconds (UNDO_SECONDS + 1, on_undo_over, self);
}
