/* askg-session.c: main thread. */
#define G_LOG_DOMAIN "askg-app"

#include "app/askg-session-private.h"

#include <glib/gi18n-lib.h>

#include "app/askg-catalogue-loader.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/local/askg-reading-process.h"
#include "engine/memory/askg-owner-lock.h"
#include "engine/memory/askg-store-sealing.h"
#include "engine/provider/askg-history-keyring.h"

#define RETRY_MS 150
#define CLOSING_PATIENCE_US (10 * G_TIME_SPAN_SECOND) /* for another owner, when there is something to keep */

G_DEFINE_FINAL_TYPE (AskgSession, askg_session, G_TYPE_OBJECT)

static guint engine_room_made;
static guint history_changed;

static void
askg_session_finalize (GObject *object)
{
  AskgSession *self = ASKG_SESSION (object);

  g_clear_handle_id (&self->retry_source, g_source_remove);
  g_clear_pointer (&self->loader, askg_catalogue_loader_free);
  g_clear_object (&self->engine_room);
  g_clear_object (&self->recogniser);
  g_clear_object (&self->facts);
  g_clear_object (&self->store);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->lock, askg_owner_lock_release);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  askg_session_forget_living (self);
  g_clear_pointer (&self->data_folder, g_free);

  G_OBJECT_CLASS (askg_session_parent_class)->finalize (object);
}

static void
askg_session_class_init (AskgSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_session_finalize;

  askg_session_install_answer_signals (klass);
  /* AskgSession::engine-room-made: whoever can ask the person may tell its gate and its meter so */
  engine_room_made = g_signal_new ("engine-room-made", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  /* AskgSession::history-changed: by a command or by the settings, not by the windows: what shows it looks again */
  history_changed = g_signal_new ("history-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);
}

static void
askg_session_init (AskgSession *self)
{
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->answers = g_ptr_array_new_with_free_func (g_object_unref);
  self->living = g_ptr_array_new ();
}

/**
 * askg_session_new:
 * @data_folder: where the history is, or will be; see askg_program_data_folder()
 *
 * Opens nothing yet. Pictures, questions and answers of @data_folder belong to one process at a
 * time: take the ownership before anything else.
 */
AskgSession *
askg_session_new (const char *data_folder)
{
  AskgSession *self = g_object_new (ASKG_TYPE_SESSION, NULL);
  g_autoptr(AskgKeyring) keyring = askg_history_keyring_new ();

  self->data_folder = g_strdup (data_folder);
  self->store = askg_store_new (data_folder);
  askg_store_set_keyring (self->store, keyring);
  askg_session_follow_keep_sent (self);
  self->facts = askg_facts_new (self->store, self->settings);

  return self;
}

/* How long opening waits for another owner to end, in milliseconds; 0, the default, for not at all. */
void
askg_session_set_patience_ms (AskgSession *self,
                              guint        patience_ms)
{
  g_return_if_fail (ASKG_IS_SESSION (self));

  self->patience_ms = patience_ms;
}

const char *
askg_session_get_data_folder (AskgSession *self)
{
  g_return_val_if_fail (ASKG_IS_SESSION (self), NULL);

  return self->data_folder;
}

/**
 * askg_session_take_ownership:
 *
 * Errors: %ASKG_ERROR_STORAGE_BUSY when another process owns the history; %ASKG_ERROR_STORAGE.
 */
gboolean
askg_session_take_ownership (AskgSession  *self,
                             GError      **error)
{
  g_return_val_if_fail (ASKG_IS_SESSION (self), FALSE);

  if (self->lock == NULL)
    self->lock = askg_owner_lock_take (self->data_folder, error);

  return self->lock != NULL;
}

static void
tell_waiting (AskgSession  *self,
              const GError *error)
{
  g_autoptr(GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->state = error == NULL ? ASKG_SESSION_OPEN : ASKG_SESSION_CLOSED;
  for (guint i = 0; i < waiting->len; i++)
    {
      if (error == NULL)
        g_task_return_boolean (g_ptr_array_index (waiting, i), TRUE);
      else
        g_task_return_error (g_ptr_array_index (waiting, i), g_error_copy (error));
    }
  askg_session_close_when_idle (self);
}

static void
store_open_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(AskgSession) self = user_data;
  g_autoptr(GError) error = NULL;

  if (askg_store_open_finish (self->store, result, &error))
    askg_session_load_facts (self, tell_waiting);
  else
    tell_waiting (self, error);
}

static gboolean
try_to_open (gpointer user_data)
{
  AskgSession *self = user_data;
  g_autoptr(GError) error = NULL;

  self->retry_source = 0;
  if (askg_session_take_ownership (self, &error))
    askg_store_open_async (self->store, NULL, store_open_cb, g_object_ref (self));
  else if (g_error_matches (error, ASKG_ERROR, ASKG_ERROR_STORAGE_BUSY) &&
           g_get_monotonic_time () < self->give_up_at_us)
    self->retry_source = g_timeout_add (RETRY_MS, try_to_open, self);
  else
    tell_waiting (self, error);

  return G_SOURCE_REMOVE;
}

/**
 * askg_session_open_async:
 *
 * Opens the history, once, whoever asks first; @callback always runs later.
 */
void
askg_session_open_async (AskgSession         *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (ASKG_IS_SESSION (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, askg_session_open_async);
  if (self->state == ASKG_SESSION_OPEN)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  g_ptr_array_add (self->waiting, task);
  if (self->state == ASKG_SESSION_OPENING)
    return;

  self->state = ASKG_SESSION_OPENING;
  if (self->engine_room == NULL && self->loader == NULL)
    self->loader = askg_catalogue_loader_start (); /* the frame of the first question has no time for files */
  self->give_up_at_us = g_get_monotonic_time () + self->patience_ms * G_TIME_SPAN_MILLISECOND;
  try_to_open (self);
}

/**
 * askg_session_open_finish:
 *
 * Errors: see askg_session_take_ownership() and askg_store_open_finish()
 */
gboolean
askg_session_open_finish (AskgSession   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_session_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
store_close_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgSession *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;

  self->state = ASKG_SESSION_CLOSED;
  if (askg_store_close_finish (self->store, result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Takes @task. */
static void
close_store (AskgSession *self,
             GTask       *task)
{
  if (askg_store_is_open (self->store))
    {
      askg_store_close_async (self->store, store_close_cb, task);
      return;
    }

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/* What was learnt of the engines is on the disk, or told why not. */
static void
profiles_saved_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  GTask *task = user_data;
  AskgSession *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;

  if (!askg_profiles_save_finish (ASKG_PROFILES (object), result, &error))
    askg_session_report (self, error);
  close_store (self, task);
}

/* What was asked is on its way to the disk until the last answer is forgotten. */
void
askg_session_close_when_idle (AskgSession *self)
{
  g_autoptr(GTask) task = NULL;

  if (self->closing == NULL || self->state == ASKG_SESSION_OPENING || self->answers->len > 0)
    return;

  task = g_steal_pointer (&self->closing);
  if (self->engine_room != NULL)
    askg_profiles_save_async (askg_engine_room_get_profiles (self->engine_room), profiles_saved_cb,
                              g_steal_pointer (&task));
  else
    close_store (self, g_steal_pointer (&task));
}

/**
 * askg_session_close_async:
 *
 * Stops what is being written, and waits until the history is whole on the disk. What was asked while
 * the history was still being opened is in it afterwards, if another owner ends within seconds.
 */
void
askg_session_close_async (AskgSession         *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_SESSION (self));
  g_return_if_fail (self->closing == NULL);

  askg_session_stop_all (self);
  self->closing = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->closing, askg_session_close_async);
  if (self->retry_source != 0)
    {
      const gint64 patience_us = self->answers->len > 0 ? CLOSING_PATIENCE_US : 0;

      self->give_up_at_us = MIN (self->give_up_at_us, g_get_monotonic_time () + patience_us);
      g_clear_handle_id (&self->retry_source, g_source_remove);
      try_to_open (self);
    }
  askg_session_close_when_idle (self);
}

gboolean
askg_session_close_finish (AskgSession   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_session_close_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * askg_session_get_store:
 *
 * Returns: (transfer none): usable once askg_session_open_async() has ended well
 */
AskgStore *
askg_session_get_store (AskgSession *self)
{
  g_return_val_if_fail (ASKG_IS_SESSION (self), NULL);

  return self->store;
}

/**
 * askg_session_get_recogniser:
 *
 * Returns: (transfer none): made when it is first wanted; starts its process when it first reads
 */
AskgRecogniser *
askg_session_get_recogniser (AskgSession *self)
{
  g_return_val_if_fail (ASKG_IS_SESSION (self), NULL);

  if (self->recogniser == NULL)
    {
      g_autofree char *helper = askg_program_find_helper ("askglass-read");

      self->recogniser = ASKG_RECOGNISER (askg_reading_process_new (helper));
    }

  return self->recogniser;
}

/**
 * askg_session_get_engine_room:
 *
 * Errors: when the error catalogue cannot be read
 *
 * Returns: (transfer none): made when it is first wanted
 */
AskgEngineRoom *
askg_session_get_engine_room (AskgSession  *self,
                              GError      **error)
{
  g_autoptr(AskgCatalogue) catalogue = NULL;

  g_return_val_if_fail (ASKG_IS_SESSION (self), NULL);

  if (self->engine_room != NULL)
    return self->engine_room;

  if (self->loader == NULL)
    self->loader = askg_catalogue_loader_start ();
  catalogue = askg_catalogue_loader_end (g_steal_pointer (&self->loader), error);
  if (catalogue == NULL)
    return NULL;

  self->engine_room = askg_engine_room_new (askg_session_get_recogniser (self), catalogue, self->store);
  g_signal_emit (self, engine_room_made, 0);

  return self->engine_room;
}

/* (transfer none) (nullable): if anybody has wanted it yet */
AskgEngineRoom *
askg_session_peek_engine_room (AskgSession *self)
{
  g_return_val_if_fail (ASKG_IS_SESSION (self), NULL);

  return self->engine_room;
}

/* A question is likely soon. Before the first one there is nothing to warm: opening must not wait for it. */
void
askg_session_warm_up_engine (AskgSession *self)
{
  g_return_if_fail (ASKG_IS_SESSION (self));

  if (self->engine_room != NULL && self->state == ASKG_SESSION_OPEN)
    askg_engine_room_warm_up (self->engine_room);
}

/**
 * askg_session_find_engine:
 * @id: (nullable): %NULL for the one that is asked first
 *
 * Errors: %ASKG_ERROR_NO_SUCH_ENGINE, naming those there are
 *
 * Returns: (transfer none)
 */
AskgEngine *
askg_session_find_engine (AskgSession  *self,
                          const char   *id,
                          GError      **error)
{
  AskgEngineRoom *room = askg_session_get_engine_room (self, error);

  if (room == NULL)
    return NULL;

  return id != NULL ? askg_engines_find (askg_engine_room_get_engines (room), id, error)
                    : askg_engine_room_get_first (room);
}

void
askg_session_note_history_changed (AskgSession *self)
{
  g_return_if_fail (ASKG_IS_SESSION (self));

  askg_session_load_facts (self, NULL);
  g_signal_emit (self, history_changed, 0);
}

/* For failures that no caller waits for: the one place that logs them. Never with captured text. */
void
askg_session_report (AskgSession  *self,
                     const GError *error)
{
  g_return_if_fail (ASKG_IS_SESSION (self));

  if (!askg_error_is_cancelled (error))
    g_message ("%s", error->message);
}
