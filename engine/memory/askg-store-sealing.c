/* askg-store-sealing.c: the key is in the keyring before the first row is sealed, and leaves it after the last
 * one is opened. Rows are written again in many small calls between those of others. Main thread. */
#include "engine/memory/askg-store-sealing.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-sealing-sql.h"
#include "engine/memory/askg-store-private.h"

typedef struct
{
  gboolean               is_closing;
  char                  *key_id;    /* (nullable): of a key that is new, or no longer needed */
  char                  *secret;    /* (nullable): of a key that is new */
  GFileProgressCallback  progress;  /* (nullable) */
  gpointer               progress_data;
  guint                  percent;
} SealingCall;

static void
wipe (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static void
sealing_call_free (gpointer data)
{
  SealingCall *call = data;

  g_free (call->key_id);
  wipe (call->secret);
  g_free (call);
}

/**
 * askg_store_set_keyring:
 *
 * Before the store is opened: where the key of an encrypted history is. Without one such a history
 * cannot be opened, and none can be encrypted.
 */
void
askg_store_set_keyring (AskgStore   *self,
                        AskgKeyring *keyring)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  g_set_object (&self->keyring, keyring);
}

/* As of the last call that changed it; %ASKG_SEAL_OFF before the store is open. */
AskgSealState
askg_store_get_seal_state (AskgStore *self)
{
  g_return_val_if_fail (ASKG_IS_STORE (self), ASKG_SEAL_OFF);

  return self->seal_state;
}

/* (nullable): what the keyring knows the key of the history by */
const char *
askg_store_get_key_id (AskgStore *self)
{
  g_return_val_if_fail (ASKG_IS_STORE (self), NULL);

  return self->key_id;
}

static void
end (GTask  *task,
     GError *error)
{
  AskgStore *self = g_task_get_source_object (task);

  self->is_sealing = FALSE;
  if (!askg_store_reply_error (task, error))
    g_task_return_boolean (task, TRUE);
}

static gboolean
finish_work (AskgArchive  *archive,
             gpointer      data,
             GError      **error)
{
  const SealingCall *call = data;
  AskgDb *db = askg_archive_require_db (archive, error);

  if (db == NULL || !askg_sealing_sql_finish (db, error))
    return FALSE;
  if (call->is_closing)
    askg_archive_forget_former (archive);
  else
    askg_seal_forget (askg_archive_get_key (archive));

  return TRUE;
}

static void
finish_reply (GTask    *task,
              gpointer  data,
              GError   *error)
{
  AskgStore *self = g_task_get_source_object (task);
  const SealingCall *call = data;

  if (error == NULL)
    {
      self->seal_state = call->is_closing ? ASKG_SEAL_ON : ASKG_SEAL_OFF;
      if (!call->is_closing)
        {
          if (self->keyring != NULL && self->key_id != NULL)
            askg_keyring_forget_async (self->keyring, self->key_id, NULL, NULL);
          g_clear_pointer (&self->key_id, g_free);
        }
      if (call->progress != NULL)
        call->progress (100, 100, call->progress_data);
    }
  end (task, error);
}

static gboolean
step_work (AskgDb    *db,
           gpointer   data,
           GError   **error)
{
  SealingCall *call = data;

  return askg_sealing_sql_step (db, &call->percent, error);
}

/* What was stopped goes on with the next opening, or when it is asked for again. */
static void
step_reply (GTask    *task,
            gpointer  data,
            GError   *error)
{
  AskgStore *self = g_task_get_source_object (task);
  const SealingCall *call = data;

  if (error != NULL || g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      end (task, error);
      return;
    }
  if (call->progress != NULL && call->percent < 100)
    call->progress (call->percent, 100, call->progress_data);
  if (call->percent < 100)
    askg_worker_push (self->worker, task, ASKG_WORK_WRITE, step_work, step_reply);
  else
    askg_worker_push_archive (self->worker, task, finish_work, finish_reply);
}

static gboolean
begin_work (AskgArchive  *archive,
            gpointer      data,
            GError      **error)
{
  SealingCall *call = data;
  AskgSeal *key = askg_archive_get_key (archive);
  AskgDb *db = askg_archive_require_db (archive, error);

  if (db == NULL)
    return FALSE;
  if (!call->is_closing)
    return askg_sealing_sql_open (db, error);

  if (call->secret != NULL)
    {
      if (!askg_seal_take_secret (key, call->secret))
        {
          g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                               _("The history was not encrypted because no memory could be locked for its key. Close something, then try again."));
          return FALSE;
        }
      askg_seal_set_key_id (key, call->key_id);
    }

  return askg_sealing_sql_close (db, key, error);
}

static void
begin_reply (GTask    *task,
             gpointer  data,
             GError   *error)
{
  AskgStore *self = g_task_get_source_object (task);
  SealingCall *call = data;

  g_clear_pointer (&call->secret, wipe);
  if (error != NULL)
    {
      if (call->key_id != NULL)
        askg_keyring_forget_async (self->keyring, call->key_id, NULL, NULL);
      end (task, error);
      return;
    }
  if (call->key_id != NULL)
    {
      g_free (self->key_id);
      self->key_id = g_strdup (call->key_id);
    }
  self->seal_state = call->is_closing ? ASKG_SEAL_CLOSING : ASKG_SEAL_OPENING;
  askg_store_prepare (self);
  askg_worker_push (self->worker, task, ASKG_WORK_WRITE, step_work, step_reply);
}

static void
fail_for_keyring (GTask *task)
{
  end (task, g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NO_KEYRING,
                                  _("The history was not encrypted: its key belongs into a keyring, and there is none here that "
                                    "can be used. Unlock it or install one, such as gnome-keyring, then try again.")));
}

/* Kept is what is found again. */
static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgStore *self = g_task_get_source_object (task);
  SealingCall *call = g_task_get_task_data (task);
  char *found = askg_keyring_lookup_finish (ASKG_KEYRING (object), result, NULL);

  if (g_strcmp0 (found, call->secret) == 0)
    askg_worker_push_archive (self->worker, task, begin_work, begin_reply);
  else
    fail_for_keyring (task);
  wipe (found);
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  SealingCall *call = g_task_get_task_data (task);

  if (askg_keyring_keep_finish (ASKG_KEYRING (object), result, NULL))
    askg_keyring_lookup_async (ASKG_KEYRING (object), call->key_id, found_cb, g_object_ref (task));
  else
    fail_for_keyring (task);
}

static void
make_key (AskgStore   *self,
          SealingCall *call,
          GTask       *task)
{
  if (self->keyring == NULL)
    {
      fail_for_keyring (task);
      return;
    }
  call->secret = askg_seal_make_secret ();
  call->key_id = askg_seal_make_key_id ();
  askg_keyring_keep_async (self->keyring, call->key_id, call->secret, kept_cb, g_object_ref (task));
}

/* Returns: (transfer full) (nullable): %NULL where it ended with an error already */
static GTask *
new_task (AskgStore             *self,
          gboolean               is_closing,
          GFileProgressCallback  progress,
          gpointer               progress_data,
          GCancellable          *cancellable,
          GAsyncReadyCallback    callback,
          gpointer               user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  SealingCall *call = g_new0 (SealingCall, 1);

  call->is_closing = is_closing;
  call->progress = progress;
  call->progress_data = progress_data;
  g_task_set_source_tag (task, askg_store_sealing_finish);
  g_task_set_task_data (task, call, sealing_call_free);
  g_task_set_check_cancellable (task, FALSE);
  if (self->is_open && !self->is_sealing)
    {
      self->is_sealing = TRUE;
      return g_steal_pointer (&task);
    }
  if (self->is_open)
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_BUSY, "%s",
                             _("The history is being written anew already. Wait until that is done, then try again."));
  else
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_STORAGE, "%s",
                             _("The history is not open. Start Askglass again."));

  return NULL;
}

/**
 * askg_store_encrypt_async:
 * @progress: (nullable): percent of 100, on the main thread
 * @cancellable: (nullable): stops between two rows; what is left goes on with the next opening
 *
 * Makes a key, has it kept by the keyring, and encrypts everything from then on and everything before. A
 * history that is encrypted already stays so. The store can be used meanwhile.
 */
void
askg_store_encrypt_async (AskgStore             *self,
                          GFileProgressCallback  progress,
                          gpointer               progress_data,
                          GCancellable          *cancellable,
                          GAsyncReadyCallback    callback,
                          gpointer               user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ASKG_IS_STORE (self));

  task = new_task (self, TRUE, progress, progress_data, cancellable, callback, user_data);
  if (task == NULL)
    return;
  if (self->seal_state == ASKG_SEAL_ON)
    end (task, NULL);
  else if (self->seal_state == ASKG_SEAL_OFF)
    make_key (self, g_task_get_task_data (task), task);
  else
    askg_worker_push_archive (self->worker, task, begin_work, begin_reply);
}

/* The reverse of askg_store_encrypt_async(); the key is removed from the keyring in the end. */
void
askg_store_decrypt_async (AskgStore             *self,
                          GFileProgressCallback  progress,
                          gpointer               progress_data,
                          GCancellable          *cancellable,
                          GAsyncReadyCallback    callback,
                          gpointer               user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (ASKG_IS_STORE (self));

  task = new_task (self, FALSE, progress, progress_data, cancellable, callback, user_data);
  if (task == NULL)
    return;
  if (self->seal_state == ASKG_SEAL_OFF)
    end (task, NULL);
  else
    askg_worker_push_archive (self->worker, task, begin_work, begin_reply);
}

/* After an opening: what a crash or a person stopped goes on. */
void
askg_store_resume_sealing (AskgStore *self)
{
  g_autoptr(GTask) task = NULL;

  if (self->seal_state != ASKG_SEAL_CLOSING && self->seal_state != ASKG_SEAL_OPENING)
    return;
  task = new_task (self, self->seal_state == ASKG_SEAL_CLOSING, NULL, NULL, NULL, NULL, NULL);
  if (task != NULL)
    askg_worker_push (self->worker, task, ASKG_WORK_WRITE, step_work, step_reply);
}

/**
 * askg_store_sealing_finish:
 *
 * Errors: %ASKG_ERROR_NO_KEYRING when no keyring keeps the key: nothing has changed; %ASKG_ERROR_BUSY when it is
 *   already under way; %G_IO_ERROR_CANCELLED; else as askg_store_begin_turn_finish()
 */
gboolean
askg_store_sealing_finish (AskgStore     *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_sealing_finish), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
