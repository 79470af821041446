/* askg-exchange-row.c: main thread; hashing a large body on a worker.
 *
 * A row that was begun is ended, also when the exchange is over before the ledger has answered. */
#include "engine/transport/askg-exchange-private.h"

#define SMALL_BYTES 65536u /* hashed in less than half a millisecond */
#define OWED_MS 2u         /* the first words of an engine that is quick do not wait for the ledger */

void
askg_exchange_end_row (AskgExchange *self)
{
  askg_exchange_pay_row (self); /* also of one that could not be sent */
  if (self->row == 0)
    return;
  askg_ledger_end (self->ledger, self->row, self->outcome, self->status, self->timings.n_sent_bytes,
                   self->timings.n_received_bytes);
  self->row = 0;
}

static void
begun_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgExchange *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->row = askg_ledger_begin_finish (ASKG_LEDGER (object), result, &error);
  if (self->stage == ASKG_EXCHANGE_ENDED)
    askg_exchange_end_row (self);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void
begin_row (GTask               *task,
           const AskgLedgerRow *row)
{
  AskgExchange *self = g_task_get_source_object (task);

  askg_ledger_begin_async (self->ledger, row, g_task_get_cancellable (task), begun_cb, g_object_ref (task));
}

static void
hash_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  g_task_return_pointer (task, askg_outbound_dup_row (task_data), (GDestroyNotify) askg_ledger_row_free);
}

static void
hashed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(AskgLedgerRow) row = g_task_propagate_pointer (G_TASK (result), NULL);

  if (!g_task_return_error_if_cancelled (task))
    begin_row (task, row);
}

/**
 * askg_exchange_write_row:
 * @written: (nullable): runs when the row is on the disk, or cannot be
 *
 * On this machine nobody waits for the row, and a reply that is quicker does not take it back.
 */
void
askg_exchange_write_row (AskgExchange        *self,
                         GAsyncReadyCallback  written,
                         gpointer             user_data)
{
  const gboolean is_here = askg_origin_is_this_machine (askg_outbound_get_origin (self->outbound));
  g_autoptr(GTask) task = g_task_new (self, is_here ? NULL : self->inner, written, user_data);
  GBytes *body = askg_outbound_get_body (self->outbound);

  g_task_set_source_tag (task, askg_exchange_write_row);
  g_task_set_check_cancellable (task, FALSE); /* the ledger says whether there is a row */
  if (body != NULL && g_bytes_get_size (body) > SMALL_BYTES)
    {
      g_autoptr(GTask) hashing = g_task_new (self, NULL, hashed_cb, g_object_ref (task));

      g_task_set_task_data (hashing, askg_outbound_ref (self->outbound), (GDestroyNotify) askg_outbound_unref);
      g_task_run_in_thread (hashing, hash_in_thread);
    }
  else
    {
      g_autoptr(AskgLedgerRow) row = askg_outbound_dup_row (self->outbound);

      begin_row (task, row);
    }
}

/* The row of what stays on this machine, where it is owed. */
void
askg_exchange_pay_row (AskgExchange *self)
{
  if (self->paying != NULL)
    g_source_destroy (self->paying);
  g_clear_pointer (&self->paying, g_source_unref);
  if (self->row >= 0 || self->stage < ASKG_EXCHANGE_SENDING)
    return;
  self->row = 0;
  askg_exchange_write_row (self, NULL, NULL);
}

static gboolean
owed_cb (gpointer user_data)
{
  askg_exchange_pay_row (user_data);

  return G_SOURCE_REMOVE;
}

/* The request is with the engine: the row is written in a moment, while the engine works. What the ledger does, on this
 * thread and on its own, then takes nothing from the time to the first words. */
void
askg_exchange_owe_row (AskgExchange *self)
{
  if (self->row >= 0 || self->stage < ASKG_EXCHANGE_SENDING || self->paying != NULL)
    return;
  self->paying = g_timeout_source_new (OWED_MS);
  g_source_set_static_name (self->paying, "[askg] ledger row");
  g_source_set_callback (self->paying, owed_cb, self, NULL);
  g_source_attach (self->paying, g_main_context_get_thread_default ());
}

/**
 * askg_exchange_row_written:
 *
 * Errors: what the ledger says: then nothing may be sent to another machine; %G_IO_ERROR_CANCELLED
 */
gboolean
askg_exchange_row_written (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
