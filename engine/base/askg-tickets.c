/* askg-tickets.c: main thread. */
#include "engine/base/askg-tickets.h"

struct _AskgTickets
{
  GHashTable          *waiting; /* ticket -> Waiting */
  AskgTicketWithdrawn  withdrawn;
  gpointer             owner;   /* borrowed: it owns this */
  guint                last_ticket;
};

typedef struct
{
  AskgTickets *tickets; /* borrowed */
  GTask       *task;    /* owned */
  GSource     *watch;   /* owned (nullable): hears of the cancel */
  guint        ticket;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  if (waiting->watch != NULL)
    g_source_destroy (waiting->watch);
  g_clear_pointer (&waiting->watch, g_source_unref);
  g_clear_object (&waiting->task);
  g_free (waiting);
}

/**
 * askg_tickets_new:
 * @owner: given to @withdrawn; every task holds a reference to it as its source, so that it is there as long as one waits
 */
AskgTickets *
askg_tickets_new (AskgTicketWithdrawn withdrawn,
                  gpointer            owner)
{
  AskgTickets *self = g_new0 (AskgTickets, 1);

  self->waiting = g_hash_table_new_full (NULL, NULL, NULL, waiting_free);
  self->withdrawn = withdrawn;
  self->owner = owner;

  return self;
}

void
askg_tickets_free (AskgTickets *self)
{
  g_hash_table_unref (self->waiting);
  g_free (self);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  const Waiting *waiting = user_data;
  AskgTickets *self = waiting->tickets;
  const guint ticket = waiting->ticket;
  g_autoptr(GTask) task = askg_tickets_take (self, ticket);

  g_task_return_error_if_cancelled (task);
  self->withdrawn (ticket, self->owner);

  return G_SOURCE_REMOVE;
}

/**
 * askg_tickets_add:
 * @task: waits from now on; a cancel of its cancellable ends that
 *
 * Returns: its number, never 0
 */
guint
askg_tickets_add (AskgTickets *self,
                  GTask       *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->tickets = self;
  waiting->task = g_object_ref (task);
  waiting->ticket = ++self->last_ticket;
  if (cancellable != NULL)
    {
      waiting->watch = g_cancellable_source_new (cancellable);
      g_source_set_callback (waiting->watch, G_SOURCE_FUNC (cancelled_cb), waiting, NULL);
      g_source_attach (waiting->watch, g_task_get_context (task));
    }
  g_hash_table_insert (self->waiting, GUINT_TO_POINTER (waiting->ticket), waiting);

  return waiting->ticket;
}

/* Returns: (transfer full) (nullable): what waited, and waits no more; %NULL for one that did not */
GTask *
askg_tickets_take (AskgTickets *self,
                   guint        ticket)
{
  const Waiting *waiting = g_hash_table_lookup (self->waiting, GUINT_TO_POINTER (ticket));
  GTask *task = waiting != NULL ? g_object_ref (waiting->task) : NULL;

  g_hash_table_remove (self->waiting, GUINT_TO_POINTER (ticket));

  return task;
}
