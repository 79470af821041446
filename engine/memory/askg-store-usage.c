/* askg-store-usage.c: the store's call about what answers took. Main thread. */
#include "engine/memory/askg-store-private.h"
#include "engine/memory/askg-usage-sql.h"

typedef struct
{
  gint64       conversation_id;
  gint64       from_us;
  gint64       until_us;
  AskgUsageSum sum;
} UsageCall;

static gboolean
usage_work (AskgDb    *db,
            gpointer   data,
            GError   **error)
{
  UsageCall *call = data;

  return askg_usage_sql_sum (db, call->conversation_id, call->from_us, call->until_us, &call->sum, error);
}

static const AskgStoreCall usage_call = { askg_store_usage_async, ASKG_WORK_READ, usage_work,
                                          askg_store_reply_boolean, sizeof (UsageCall), g_free };

/**
 * askg_store_usage_async:
 * @conversation_id: 0 for all there ever were; what belonged to an erased one counts there still
 * @from_us: of the questions, by the wall clock, microseconds since 1970
 * @until_us: the first moment that does not count; %G_MAXINT64 for no end
 *
 * Adds up what the answers took, those of one conversation or of a month. An answer counts when it is over.
 */
void
askg_store_usage_async (AskgStore           *self,
                        gint64               conversation_id,
                        gint64               from_us,
                        gint64               until_us,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_STORE (self));

  askg_store_send (self, &usage_call,
                   &(UsageCall) { .conversation_id = conversation_id, .from_us = from_us, .until_us = until_us },
                   cancellable, callback, user_data);
}

/**
 * askg_store_usage_finish:
 *
 * Errors: %ASKG_ERROR_STORAGE, %G_IO_ERROR_CANCELLED
 */
gboolean
askg_store_usage_finish (AskgStore     *self,
                         GAsyncResult  *result,
                         AskgUsageSum  *out_sum,
                         GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_store_usage_async), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  *out_sum = ((const UsageCall *) g_task_get_task_data (G_TASK (result)))->sum;
  return TRUE;
}
