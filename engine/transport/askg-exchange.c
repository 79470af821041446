/* askg-exchange.c: main thread.
 *
 * libcurl's callbacks only note what came (askg-exchange-curl.c). It is told to the caller from here,
 * when no libcurl function is on the stack, so that a handler may do what it likes. */
#include "engine/transport/askg-exchange-private.h"

#include <string.h>

#include "engine/base/askg-error.h"

G_DEFINE_FINAL_TYPE (AskgExchange, askg_exchange, G_TYPE_OBJECT)

static void
clear_source (GSource **source)
{
  if (*source != NULL)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static gboolean
is_heard (AskgExchange *self)
{
  return self->stage != ASKG_EXCHANGE_ENDED && !g_cancellable_is_cancelled (self->cancellable);
}

void
askg_exchange_set_stage (AskgExchange      *self,
                         AskgExchangeStage  stage)
{
  if (self->stage == stage || self->stage == ASKG_EXCHANGE_ENDED)
    return;
  self->stage = stage;
  self->alive_us = self->sense_us = g_get_monotonic_time ();
  if (self->deadline != NULL)
    askg_exchange_watch_time (self); /* each stage has a limit of its own, perhaps a shorter one */
}

static void
deliver_body (AskgExchange *self)
{
  GByteArray *bytes = self->pending;

  self->pending = self->spare != NULL ? g_steal_pointer (&self->spare) : g_byte_array_new ();
  if (self->handlers.body != NULL)
    self->handlers.body (self, bytes->data, bytes->len, self->user_data);
  if (self->spare == NULL && bytes->len <= ASKG_EXCHANGE_MAX_PENDING_BYTES)
    {
      g_byte_array_set_size (bytes, 0);
      self->spare = bytes;
    }
  else
    g_byte_array_unref (bytes);
}

/* Tells the caller what has come since the last time. */
void
askg_exchange_deliver (AskgExchange *self)
{
  g_autoptr(AskgExchange) alive = g_object_ref (self);

  if (is_heard (self) && self->told_stage != self->stage)
    {
      self->told_stage = self->stage;
      if (self->handlers.stage != NULL)
        self->handlers.stage (self, self->stage, self->user_data);
    }
  if (is_heard (self) && self->n_told_sent != self->timings.n_sent_bytes)
    {
      self->n_told_sent = self->timings.n_sent_bytes;
      if (self->handlers.progress != NULL)
        self->handlers.progress (self, self->n_told_sent, g_bytes_get_size (askg_outbound_get_body (self->outbound)),
                                 self->user_data);
    }
  if (is_heard (self) && self->has_head && !self->has_told_head)
    {
      self->has_told_head = TRUE;
      if (self->handlers.head != NULL)
        self->handlers.head (self, self->status, self->user_data);
    }
  if (is_heard (self) && self->has_told_head && self->pending->len > 0 && !self->is_paused && !self->is_over)
    deliver_body (self);
  if (is_heard (self) && self->is_curl_paused && !self->is_paused)
    askg_exchange_go_on (self);
}

/* End. */

/**
 * askg_exchange_end:
 * @error: (nullable) (transfer full)
 *
 * The one end of every exchange, whoever gets there first. Not inside a callback of libcurl.
 */
void
askg_exchange_end (AskgExchange *self,
                   GError       *error)
{
  g_autoptr(AskgExchange) alive = g_object_ref (self);
  g_autoptr(GError) why = error;
  AskgHttpShared *shared = self->shared;

  if (self->stage == ASKG_EXCHANGE_ENDED)
    return;
  if (why == NULL && !self->is_over)
    g_cancellable_set_error_if_cancelled (self->cancellable, &why);

  self->stage = ASKG_EXCHANGE_ENDED;
  if (self->easy != NULL)
    askg_exchange_read_timings (self);
  if (self->loop != NULL)
    askg_curl_loop_stop (g_steal_pointer (&self->loop), self->easy);
  clear_source (&self->deadline);
  clear_source (&self->cancel_source);
  if (self->is_ripe)
    g_queue_remove (&shared->ripe, self);
  self->is_ripe = FALSE;
  g_cancellable_cancel (self->inner);

  self->outcome = why == NULL ? ASKG_SENT_WHOLE
                              : askg_error_is_cancelled (why) ? ASKG_SENT_CANCELLED : ASKG_SENT_FAILED;
  askg_exchange_end_row (self);
  if (self->handlers.done != NULL)
    self->handlers.done (self, why, &self->timings, self->user_data);
  shared->ended (self, shared->owner);
}

typedef struct
{
  AskgExchange *exchange;
  GError       *error;
} LateEnd;

static gboolean
end_later_cb (gpointer user_data)
{
  LateEnd *late = user_data;

  askg_exchange_end (late->exchange, g_steal_pointer (&late->error));

  return G_SOURCE_REMOVE;
}

static void
late_end_free (LateEnd *late)
{
  g_object_unref (late->exchange);
  g_clear_error (&late->error);
  g_free (late);
}

/* As askg_exchange_end(), but not before the caller has its exchange. */
void
askg_exchange_end_later (AskgExchange *self,
                         GError       *error)
{
  g_autoptr(GSource) source = g_idle_source_new ();
  LateEnd *late = g_new0 (LateEnd, 1);

  late->exchange = g_object_ref (self);
  late->error = error;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, end_later_cb, late, (GDestroyNotify) late_end_free);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/* libcurl is done with it. What came last is told first, even if the caller does not listen just now. */
void
askg_exchange_transfer_ended (AskgExchange *self,
                              CURLcode      code)
{
  if (self->connected != NULL && code == CURLE_OK)
    {
      self->connected (self, self->user_data); /* it stays in the loop until the end */
      return;
    }
  self->loop = NULL;
  self->timings.last_byte_us = g_get_monotonic_time ();
  if (self->is_paused && self->pending->len > 0)
    {
      self->is_held = TRUE;
      self->held_code = code;
      return;
    }
  if (code == CURLE_OK || self->is_over)
    askg_exchange_end (self, NULL);
  else
    askg_exchange_end (self, askg_exchange_new_error (self, code));
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  askg_exchange_end (user_data, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The request was stopped"));

  return G_SOURCE_REMOVE;
}

/* Start. */

AskgExchange *
askg_exchange_new (AskgHttpShared             *shared,
                   AskgOutbound               *outbound,
                   const AskgExchangeLimits   *limits,
                   const AskgExchangeHandlers *handlers,
                   AskgExchangeConnectedFunc   connected,
                   gpointer                    user_data,
                   GCancellable               *cancellable)
{
  AskgExchange *self = g_object_new (ASKG_TYPE_EXCHANGE, NULL);

  self->shared = shared;
  self->outbound = askg_outbound_ref (outbound);
  self->limits = *limits;
  if (handlers != NULL)
    self->handlers = *handlers;
  self->connected = connected;
  self->user_data = user_data;
  self->timings.begun_us = g_get_monotonic_time ();
  if (cancellable != NULL)
    {
      self->cancellable = g_object_ref (cancellable);
      self->cancel_source = g_cancellable_source_new (cancellable);
      g_source_set_priority (self->cancel_source, G_PRIORITY_HIGH); /* before what else comes in */
      g_source_set_callback (self->cancel_source, G_SOURCE_FUNC (cancelled_cb), self, NULL);
      g_source_attach (self->cancel_source, g_main_context_get_thread_default ());
    }

  return self;
}

/* Everybody has agreed and the way is known: go. */
gboolean
askg_exchange_start (AskgExchange *self,
                     AskgCurlLoop *loop)
{
  askg_exchange_make_easy (self);
  self->started_us = g_get_monotonic_time ();
  if (!askg_curl_loop_start (loop, self->easy))
    return FALSE;
  self->loop = loop;

  return TRUE;
}

/* The caller. */

/* (transfer none): what is sent; from the agreement on with what the person made of it */
AskgOutbound *
askg_exchange_get_outbound (AskgExchange *self)
{
  g_return_val_if_fail (ASKG_IS_EXCHANGE (self), NULL);

  return self->outbound;
}

/**
 * askg_exchange_get_header:
 * @name: in any case
 *
 * From the head on.
 *
 * Returns: (transfer none) (nullable): the first value of that name in the reply
 */
const char *
askg_exchange_get_header (AskgExchange *self,
                          const char   *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  g_return_val_if_fail (ASKG_IS_EXCHANGE (self), NULL);

  return self->has_head ? g_hash_table_lookup (self->headers, lower) : NULL;
}

/* 0 before the head. */
guint
askg_exchange_get_status (AskgExchange *self)
{
  g_return_val_if_fail (ASKG_IS_EXCHANGE (self), 0);

  return self->has_head ? self->status : 0;
}

AskgExchangeStage
askg_exchange_get_stage (AskgExchange *self)
{
  g_return_val_if_fail (ASKG_IS_EXCHANGE (self), ASKG_EXCHANGE_ENDED);

  return self->stage;
}

/**
 * askg_exchange_get_timings:
 * @out_timings: (out): as far as it has come; while bytes may still come, none is the last
 */
void
askg_exchange_get_timings (AskgExchange        *self,
                           AskgExchangeTimings *out_timings)
{
  g_return_if_fail (ASKG_IS_EXCHANGE (self));

  if (self->easy != NULL && self->stage != ASKG_EXCHANGE_ENDED)
    askg_exchange_read_timings (self);
  *out_timings = self->timings;
}

/**
 * askg_exchange_alive:
 *
 * What came made sense: an event. Begins the quiet time anew.
 */
void
askg_exchange_alive (AskgExchange *self)
{
  g_return_if_fail (ASKG_IS_EXCHANGE (self));

  self->alive_us = self->sense_us = g_get_monotonic_time ();
  self->n_sense_bytes = self->timings.n_received_bytes;
}

/**
 * askg_exchange_begin:
 *
 * What was waited for has begun: from here on the quiet time counts, which is shorter than that before it.
 */
void
askg_exchange_begin (AskgExchange *self)
{
  g_return_if_fail (ASKG_IS_EXCHANGE (self));

  self->has_begun = TRUE;
}

/**
 * askg_exchange_finish_early:
 *
 * The caller has all it wants, whatever the connection still holds. Nothing but @done comes any more, without an
 * error: at once with the end of the body, so that the connection can be used again, or after two seconds.
 */
void
askg_exchange_finish_early (AskgExchange *self)
{
  g_return_if_fail (ASKG_IS_EXCHANGE (self));

  if (self->is_over || self->stage == ASKG_EXCHANGE_ENDED)
    return;
  self->is_over = TRUE;
  askg_exchange_resume (self);
  self->alive_us = g_get_monotonic_time ();
  if (self->deadline != NULL)
    askg_exchange_watch_time (self);
}

static void
askg_exchange_finalize (GObject *object)
{
  AskgExchange *self = ASKG_EXCHANGE (object);

  clear_source (&self->cancel_source);
  clear_source (&self->deadline);
  g_clear_pointer (&self->easy, curl_easy_cleanup); /* before what it points to */
  for (struct curl_slist *line = self->lines; line != NULL; line = line->next)
    explicit_bzero (line->data, strlen (line->data)); /* one of them is the key */
  g_clear_pointer (&self->lines, curl_slist_free_all);
  g_clear_pointer (&self->addresses, curl_slist_free_all);
  g_clear_pointer (&self->route, askg_route_free);
  g_clear_pointer (&self->outbound, askg_outbound_unref);
  g_clear_pointer (&self->headers, g_hash_table_unref);
  g_clear_pointer (&self->pending, g_byte_array_unref);
  g_clear_pointer (&self->spare, g_byte_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->inner);
  g_clear_object (&self->ledger);
  g_clear_error (&self->trouble);
  g_clear_error (&self->refused);

  G_OBJECT_CLASS (askg_exchange_parent_class)->finalize (object);
}

static void
askg_exchange_class_init (AskgExchangeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_exchange_finalize;
}

static void
askg_exchange_init (AskgExchange *self)
{
  self->inner = g_cancellable_new ();
  self->pending = g_byte_array_new ();
  self->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
