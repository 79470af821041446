/* askg-store-facts.c: main thread, but for what is called work. */
#include "engine/memory/askg-store-facts.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/memory/askg-fact-sql.h"
#include "engine/memory/askg-fold-sql.h"
#include "engine/memory/askg-store-private.h"

/* What one of these calls needs and gets. */
typedef struct
{
  GPtrArray *facts; /* first; owned */
  gint64     id;
  gint64     kept_at_us;
  char      *text;  /* owned */
  AskgFold  *fold;  /* owned (nullable) */
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free (call->text);
  g_clear_object (&call->fold);
  g_clear_pointer (&call->facts, g_ptr_array_unref);
  g_free (call);
}

/* -- Facts ------------------------------------------------------------------ */

static gboolean
list_facts (Call    *call,
            AskgDb  *db,
            GError **error)
{
  g_clear_pointer (&call->facts, g_ptr_array_unref);
  call->facts = askg_fact_sql_list (db, error);

  return call->facts != NULL;
}

static gboolean
list_work (AskgDb    *db,
           gpointer   data,
           GError   **error)
{
  return list_facts (data, db, error);
}

static gboolean
keep_work (AskgDb    *db,
           gpointer   data,
           GError   **error)
{
  Call *call = data;

  return askg_fact_sql_keep (db, call->id, call->text, call->kept_at_us, error) &&
         list_facts (call, db, error);
}

static gboolean
forget_work (AskgDb    *db,
             gpointer   data,
             GError   **error)
{
  Call *call = data;

  return askg_fact_sql_forget (db, call->id, error) && list_facts (call, db, error);
}

static const AskgStoreCall list_call = { askg_store_list_facts_async, ASKG_WORK_READ, list_work, askg_store_reply_list,
                                         sizeof (Call), call_free };
static const AskgStoreCall keep_call = { askg_store_list_facts_async, ASKG_WORK_WRITE, keep_work, askg_store_reply_list,
                                         sizeof (Call), call_free };
static const AskgStoreCall forget_call = { askg_store_list_facts_async, ASKG_WORK_WRITE, forget_work, askg_store_reply_list,
                                           sizeof (Call), call_free };

void
askg_store_list_facts_async (AskgStore           *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &list_call, &(Call) { 0 }, cancellable, callback, user_data);
}

/**
 * askg_store_keep_fact_async:
 * @id: 0 for a new one; else of one that is changed, or that was forgotten a moment ago
 * @text: what the person confirmed: nothing else may call this. Empty words are refused.
 * @kept_at_us: wall clock, microseconds since 1970
 *
 * Finish it, as the others, with askg_store_facts_finish().
 */
void
askg_store_keep_fact_async (AskgStore           *self,
                            gint64               id,
                            const char          *text,
                            gint64               kept_at_us,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autofree char *clean = NULL;

  g_return_if_fail (ASKG_IS_STORE (self));
  g_return_if_fail (text != NULL);

  clean = askg_fact_clean (text);
  if (*clean == '\0')
    {
      g_task_report_new_error (self, callback, user_data, askg_store_keep_fact_async, ASKG_ERROR, ASKG_ERROR_USAGE, "%s",
                               _("There is nothing to remember. Type a sentence."));
      return;
    }
  askg_store_send (self, &keep_call, &(Call) { .id = id, .kept_at_us = kept_at_us, .text = g_steal_pointer (&clean) },
                   cancellable, callback, user_data);
}

void
askg_store_forget_fact_async (AskgStore           *self,
                              gint64               id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &forget_call, &(Call) { .id = id }, cancellable, callback, user_data);
}

/**
 * askg_store_facts_finish:
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE when what should be forgotten is not there; %ASKG_ERROR_USAGE for an empty sentence;
 * %ASKG_ERROR_STORAGE, %ASKG_ERROR_STORAGE_FULL, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (element-type AskgFact): all of them, as they are now
 */
GPtrArray *
askg_store_facts_finish (AskgStore     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* -- Folding ---------------------------------------------------------------- */

static gboolean
save_fold_work (AskgDb    *db,
                gpointer   data,
                GError   **error)
{
  const Call *call = data;

  return askg_fold_sql_save (db, call->id, call->fold, error);
}

static const AskgStoreCall save_fold_call = { askg_store_save_fold_async, ASKG_WORK_WRITE, save_fold_work,
                                              askg_store_reply_boolean, sizeof (Call), call_free };

/* Saves the summary of its first turns as it is now. Finish it with askg_store_change_finish(). */
void
askg_store_save_fold_async (AskgStore           *self,
                            AskgConversation    *conversation,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  AskgFold *fold;

  g_return_if_fail (ASKG_IS_STORE (self));
  g_return_if_fail (!askg_conversation_is_off_record (conversation));

  fold = askg_conversation_get_fold (conversation);
  askg_store_send (self, &save_fold_call,
                   &(Call) { .id = askg_conversation_get_id (conversation), .fold = fold != NULL ? g_object_ref (fold) : NULL },
                   cancellable, callback, user_data);
}
