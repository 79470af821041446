/* askg-met-before.c: main thread; what is compared is read by a worker.
 *
 * words of the error -> the newest questions that hold them -> the signature of what was attached there */
#include "app/askg-met-before.h"

#include <string.h>

#include "engine/memory/askg-store-attached.h"

#define MOST_COMPARED 24u
#define SEARCH_MS     400

/* The same output asked about twice in this time is one meeting: a key pressed again. */
#define ONE_SITTING_US (12 * G_TIME_SPAN_HOUR)

typedef struct
{
  char      *signature; /* owned */
  char      *text;      /* owned */
  gint64     before_us;
  GPtrArray *found;     /* (nullable) owned; of AskgAttachedText */
} Looking;

static void
looking_free (gpointer data)
{
  Looking *self = data;

  g_free (self->signature);
  g_free (self->text);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self);
}

static gboolean
is_same_error (const Looking          *self,
               const AskgAttachedText *one)
{
  g_autoptr(AskgFailure) failure = NULL;

  if (strcmp (one->text, self->text) == 0 && self->before_us - one->asked_at_us < ONE_SITTING_US)
    return FALSE;
  failure = askg_failure_new_for_text (one->text);

  return failure != NULL && g_strcmp0 (failure->signature, self->signature) == 0;
}

static void
compare_in_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  const Looking *self = task_data;

  for (guint i = 0; i < self->found->len && !g_cancellable_is_cancelled (cancellable); i++)
    {
      const AskgAttachedText *one = g_ptr_array_index (self->found, i);
      AskgMetBefore *met;

      if (!is_same_error (self, one))
        continue;
      met = g_new0 (AskgMetBefore, 1);
      met->conversation_id = one->conversation_id;
      met->turn_id = one->turn_id;
      met->asked_at_us = one->asked_at_us;
      g_task_return_pointer (task, met, g_free);
      return;
    }
  g_task_return_pointer (task, NULL, NULL);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Looking *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->found = askg_store_find_attached_finish (ASKG_STORE (object), result, &error);
  if (self->found == NULL)
    g_task_return_error (task, error);
  else if (self->found->len == 0)
    g_task_return_pointer (task, NULL, NULL);
  else
    g_task_run_in_thread (task, compare_in_thread);
}

/**
 * askg_met_before_find_async:
 * @store: an open one
 * @before_us: only what was asked before this time; wall clock, microseconds since 1970
 */
void
askg_met_before_find_async (AskgStore           *store,
                            const AskgFailure   *failure,
                            gint64               before_us,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  g_autoptr(AskgSearch) search = NULL;
  Looking *self;

  g_task_set_source_tag (task, askg_met_before_find_async);
  if (failure->signature == NULL || *failure->words == '\0')
    {
      g_task_return_pointer (task, NULL, NULL);
      g_object_unref (task);
      return;
    }
  self = g_new0 (Looking, 1);
  self->signature = g_strdup (failure->signature);
  self->text = g_strdup (failure->text);
  self->before_us = before_us;
  g_task_set_task_data (task, self, looking_free);
  search = askg_search_new (failure->words, MOST_COMPARED);
  search->order = ASKG_SEARCH_NEWEST_FIRST;
  search->kinds = ASKG_SEARCH_TEXT;
  search->needs_all = TRUE;
  search->until_us = before_us;
  search->until_monotonic_us = g_get_monotonic_time () + SEARCH_MS * G_TIME_SPAN_MILLISECOND;
  askg_store_find_attached_async (store, search, cancellable, found_cb, task);
}

/**
 * askg_met_before_find_finish:
 * @out_met: (out): where it was met last, if it was
 *
 * Errors: %ASKG_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it was met before
 */
gboolean
askg_met_before_find_finish (GAsyncResult   *result,
                             AskgMetBefore  *out_met,
                             GError        **error)
{
  g_autofree AskgMetBefore *met = NULL;

  g_return_val_if_fail (g_async_result_is_tagged (result, askg_met_before_find_async), FALSE);

  met = g_task_propagate_pointer (G_TASK (result), error);
  if (met != NULL)
    *out_met = *met;

  return met != NULL;
}
