/* askg-store-vectors.c: main thread. */
#include "engine/memory/askg-store-vectors.h"

#include "engine/memory/askg-store-private.h"
#include "engine/memory/askg-vector-sql.h"

typedef struct
{
  GPtrArray       *texts;     /* first; owned, of AskgVectorText */
  char            *engine_id; /* owned */
  char            *model;     /* owned */
  guint            most;
  AskgVectorAbout *about;     /* owned */
} Call;

void
askg_vector_about_free (AskgVectorAbout *about)
{
  if (about == NULL)
    return;

  g_free (about->engine_id);
  g_free (about->model);
  g_free (about);
}

void
askg_vector_text_free (AskgVectorText *text)
{
  g_free (text->text);
  g_clear_pointer (&text->vector, g_array_unref);
  g_free (text);
}

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->engine_id);
  g_free (call->model);
  g_clear_pointer (&call->texts, g_ptr_array_unref);
  askg_vector_about_free (call->about);
  g_free (call);
}

/* -- Whose they are ---------------------------------------------------------------- */

static gboolean
about_work (AskgDb    *db,
            gpointer   data,
            GError   **error)
{
  Call *call = data;

  g_clear_pointer (&call->about, askg_vector_about_free);
  return (call->about = askg_vector_sql_about (db, error)) != NULL;
}

static void
about_reply (GTask    *task,
             gpointer  data,
             GError   *error)
{
  Call *call = data;

  if (!askg_store_reply_error (task, error))
    g_task_return_pointer (task, g_steal_pointer (&call->about), (GDestroyNotify) askg_vector_about_free);
}

static const AskgStoreCall about_call = { askg_store_vector_about_async, ASKG_WORK_READ, about_work, about_reply,
                                          sizeof (Call), call_free };

void
askg_store_vector_about_async (AskgStore           *self,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &about_call, &(Call) { 0 }, cancellable, callback, user_data);
}

/**
 * askg_store_vector_about_finish:
 *
 * Errors: %ASKG_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full)
 */
AskgVectorAbout *
askg_store_vector_about_finish (AskgStore     *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_vector_about_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* -- Which are wanted ---------------------------------------------------------------- */

static gboolean
wanted_work (AskgDb    *db,
             gpointer   data,
             GError   **error)
{
  Call *call = data;

  g_clear_pointer (&call->texts, g_ptr_array_unref);
  return (call->texts = askg_vector_sql_wanted (db, call->engine_id, call->model, call->most, error)) != NULL;
}

static const AskgStoreCall wanted_call = { askg_store_vector_wanted_async, ASKG_WORK_WRITE, wanted_work,
                                           askg_store_reply_list, sizeof (Call), call_free };

/* What another model made is forgotten first. */
void
askg_store_vector_wanted_async (AskgStore           *self,
                                const char          *engine_id,
                                const char          *model,
                                guint                most,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &wanted_call, &(Call) { .engine_id = g_strdup (engine_id), .model = g_strdup (model), .most = most },
                   cancellable, callback, user_data);
}

/**
 * askg_store_vector_wanted_finish:
 *
 * Errors: %ASKG_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type AskgVectorText): the newest first; empty where all are known
 */
GPtrArray *
askg_store_vector_wanted_finish (AskgStore     *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_vector_wanted_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* -- What was made --------------------------------------------------------------------- */

static gboolean
save_work (AskgDb    *db,
           gpointer   data,
           GError   **error)
{
  Call *call = data;

  return askg_vector_sql_save (db, call->engine_id, call->model, call->texts, error);
}

static const AskgStoreCall save_call = { askg_store_vector_save_async, ASKG_WORK_WRITE, save_work, askg_store_reply_boolean,
                                         sizeof (Call), call_free };

/* @texts: (transfer full) (element-type AskgVectorText): of askg_store_vector_wanted_finish(), with their vectors */
void
askg_store_vector_save_async (AskgStore           *self,
                              const char          *engine_id,
                              const char          *model,
                              GPtrArray           *texts,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &save_call, &(Call) { .texts = texts, .engine_id = g_strdup (engine_id), .model = g_strdup (model) },
                   NULL, callback, user_data);
}

/* Errors: %ASKG_ERROR_STORAGE, %ASKG_ERROR_STORAGE_FULL */
gboolean
askg_store_vector_save_finish (AskgStore     *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_vector_save_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* -- Memory --------------------------------------------------------------------------- */

static gboolean
let_go_work (AskgDb    *db,
             gpointer   data,
             GError   **error)
{
  askg_vector_sql_let_go (db);

  return TRUE;
}

static const AskgStoreCall let_go_call = { askg_store_vector_let_go, ASKG_WORK_READ, let_go_work, askg_store_reply_boolean,
                                           sizeof (Call), call_free };

/* Gives back the memory they take; the next who compares reads them again. */
void
askg_store_vector_let_go (AskgStore *self)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &let_go_call, &(Call) { 0 }, NULL, NULL, NULL);
}
