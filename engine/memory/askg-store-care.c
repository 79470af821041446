/* askg-store-care.c: the calls of askg-store-life.h about the history as a whole. Main thread, but for what is
 * called work. What takes long is done in pieces: questions come between them. */
#include "engine/memory/askg-aside.h"
#include "engine/memory/askg-care-sql.h"
#include "engine/memory/askg-fact-sql.h"
#include "engine/memory/askg-history-sql.h"
#include "engine/memory/askg-life-sql.h"
#include "engine/memory/askg-store-life.h"
#include "engine/memory/askg-store-private.h"

/* -- Erasing ---------------------------------------------------------------- */

typedef struct
{
  gint64   conversation_id; /* 0: all that fit */
  gint64   before_us;
  gboolean with_pinned;
  gboolean is_marked;
  gboolean more;
  gint64   n;
} Erasing;

static void
remove_copies (AskgDb *db)
{
  askg_aside_keep_newest (askg_db_get_path (db), "before", 0);
  askg_aside_keep_newest (askg_db_get_path (db), "corrupt", 0);
}

static gboolean
erase_work (AskgDb    *db,
            gpointer   data,
            GError   **error)
{
  Erasing *erasing = data;

  if (!erasing->is_marked && erasing->conversation_id != 0 &&
      !askg_life_sql_erase_one (db, erasing->conversation_id, &erasing->n, error))
    return FALSE;
  if (!erasing->is_marked && erasing->conversation_id == 0 &&
      !askg_life_sql_erase (db, erasing->before_us, erasing->with_pinned, &erasing->n, error))
    return FALSE;
  erasing->is_marked = TRUE;
  if (!askg_history_sql_purge_some (db, 0, &erasing->more, error))
    return FALSE;
  if (erasing->more || erasing->before_us != G_MAXINT64 || !erasing->with_pinned)
    return TRUE;

  /* All is all. */
  remove_copies (db);

  return askg_fact_sql_forget_all (db, error);
}

static void
erase_reply (GTask    *task,
             gpointer  data,
             GError   *error)
{
  AskgStore *self = g_task_get_source_object (task);
  Erasing *erasing = data;

  if (error == NULL && erasing->more && self->is_open)
    askg_worker_push (self->worker, task, ASKG_WORK_WRITE, erase_work, erase_reply);
  else if (!askg_store_reply_error (task, error))
    g_task_return_int (task, (gssize) erasing->n);
}

static const AskgStoreCall erase_call = { askg_store_erase_async, ASKG_WORK_WRITE, erase_work, erase_reply,
                                          sizeof (Erasing), g_free };

/**
 * askg_store_erase_async:
 * @before_us: conversations last changed before; wall clock, microseconds since 1970; %G_MAXINT64 for all
 * @with_pinned: also those that are pinned
 *
 * There is no undo. With all of them the copies beside the database go too, which hold what was
 * there before a change of its format or a damage.
 */
void
askg_store_erase_async (AskgStore           *self,
                        gint64               before_us,
                        gboolean             with_pinned,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &erase_call, &(Erasing) { .before_us = before_us, .with_pinned = with_pinned },
                   cancellable, callback, user_data);
}

/* One, without an undo. Finish it with askg_store_erase_finish(). */
void
askg_store_erase_one_async (AskgStore           *self,
                            gint64               conversation_id,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &erase_call, &(Erasing) { .conversation_id = conversation_id }, cancellable, callback, user_data);
}

/**
 * askg_store_erase_finish:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when the one that was named is gone; %ASKG_ERROR_STORAGE,
 * %ASKG_ERROR_STORAGE_FULL: what was begun is hidden, and erased with the next start
 *
 * Returns: how many conversations; -1 with @error set
 */
gssize
askg_store_erase_finish (AskgStore     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_erase_async), -1);

  return g_task_propagate_int (G_TASK (result), error);
}

/* -- Retention -------------------------------------------------------------- */

typedef struct
{
  AskgRetention rule;
  AskgRetained  retained;
  gint64        now_us;
  gboolean      only_plan;
  gboolean      more;
} Retaining;

static gboolean
retain_work (AskgDb    *db,
             gpointer   data,
             GError   **error)
{
  Retaining *retaining = data;

  if (retaining->only_plan)
    return askg_life_sql_plan (db, &retaining->rule, retaining->now_us, &retaining->retained, error);

  return askg_life_sql_retain (db, &retaining->rule, retaining->now_us, &retaining->retained, &retaining->more, error);
}

static void
retain_reply (GTask    *task,
              gpointer  data,
              GError   *error)
{
  AskgStore *self = g_task_get_source_object (task);
  Retaining *retaining = data;

  if (error == NULL && retaining->more && self->is_open)
    askg_worker_push (self->worker, task, ASKG_WORK_WRITE, retain_work, retain_reply);
  else if (!askg_store_reply_error (task, error))
    g_task_return_boolean (task, TRUE);
}

static const AskgStoreCall retain_call = { askg_store_retain_async, ASKG_WORK_WRITE, retain_work, retain_reply,
                                           sizeof (Retaining), g_free };

/**
 * askg_store_retain_async:
 * @rule: copied
 * @only_plan: tells what @rule would end, and ends nothing
 */
void
askg_store_retain_async (AskgStore           *self,
                         const AskgRetention *rule,
                         gboolean             only_plan,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &retain_call,
                   &(Retaining) { .rule = *rule, .only_plan = only_plan, .now_us = g_get_real_time () },
                   cancellable, callback, user_data);
}

/**
 * askg_store_retain_finish:
 *
 * Errors: as askg_store_erase_finish()
 */
gboolean
askg_store_retain_finish (AskgStore     *self,
                          GAsyncResult  *result,
                          AskgRetained  *out_retained,
                          GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_retain_async), FALSE);

  *out_retained = ((const Retaining *) g_task_get_task_data (G_TASK (result)))->retained;

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* -- Checking and shrinking ------------------------------------------------- */

static gboolean
check_work (AskgDb    *db,
            gpointer   data,
            GError   **error)
{
  return askg_care_sql_check (db, data, error);
}

static void
check_reply (GTask    *task,
             gpointer  data,
             GError   *error)
{
  AskgHistoryCheck *copy;

  if (askg_store_reply_error (task, error))
    return;
  copy = g_memdup2 (data, sizeof *copy);
  copy->damage = g_strdup (copy->damage);
  g_task_return_pointer (task, copy, (GDestroyNotify) askg_history_check_free);
}

static const AskgStoreCall check_call = { askg_store_check_async, ASKG_WORK_READ, check_work, check_reply,
                                          0, (GDestroyNotify) askg_history_check_free };

void
askg_store_check_async (AskgStore           *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &check_call, askg_history_check_new (), cancellable, callback, user_data);
}

/**
 * askg_store_check_finish:
 *
 * Errors: when it could not be looked through; what was found wrong is no error
 *
 * Returns: (transfer full)
 */
AskgHistoryCheck *
askg_store_check_finish (AskgStore     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_check_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  gint64 before_bytes;
  gint64 after_bytes;
} Vacuuming;

static gboolean
vacuum_work (AskgDb    *db,
             gpointer   data,
             GError   **error)
{
  Vacuuming *sizes = data;

  return askg_care_sql_vacuum (db, &sizes->before_bytes, &sizes->after_bytes, error);
}

static const AskgStoreCall vacuum_call = { askg_store_vacuum_async, ASKG_WORK_READ, vacuum_work,
                                           askg_store_reply_boolean, sizeof (Vacuuming), g_free };

/* Cancelled in its middle it has changed nothing. */
void
askg_store_vacuum_async (AskgStore           *self,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &vacuum_call, &(Vacuuming) { 0 }, cancellable, callback, user_data);
}

gboolean
askg_store_vacuum_finish (AskgStore     *self,
                          GAsyncResult  *result,
                          gint64        *out_before_bytes,
                          gint64        *out_after_bytes,
                          GError       **error)
{
  const Vacuuming *sizes;

  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_vacuum_async), FALSE);

  sizes = g_task_get_task_data (G_TASK (result));
  *out_before_bytes = sizes->before_bytes;
  *out_after_bytes = sizes->after_bytes;

  return g_task_propagate_boolean (G_TASK (result), error);
}
