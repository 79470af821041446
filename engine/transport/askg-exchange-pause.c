/* askg-exchange-pause.c: main thread. Who reads slowly makes the server wait, and who reads at once is given pieces that are
 * small enough to keep. */
#include "engine/transport/askg-exchange-private.h"

/**
 * askg_exchange_pause:
 *
 * @body is not called until askg_exchange_resume(); what has arrived is kept, and soon the server has to wait.
 */
void
askg_exchange_pause (AskgExchange *self)
{
  g_return_if_fail (ASKG_IS_EXCHANGE (self));

  self->is_paused = TRUE;
}

static gboolean
go_on_cb (gpointer user_data)
{
  AskgExchange *self = user_data;

  self->is_going_on = FALSE;
  if (self->stage == ASKG_EXCHANGE_ENDED || self->is_paused)
    return G_SOURCE_REMOVE;
  askg_exchange_deliver (self);
  if (self->is_paused || self->stage == ASKG_EXCHANGE_ENDED)
    return G_SOURCE_REMOVE;
  if (self->is_held)
    {
      self->is_held = FALSE;
      askg_exchange_transfer_ended (self, self->held_code);
    }
  else if (self->is_curl_paused && self->loop != NULL)
    {
      self->is_curl_paused = FALSE;
      askg_curl_loop_go_on (self->loop, self->easy);
    }

  return G_SOURCE_REMOVE;
}

/* Lets come what libcurl was told to wait with. Not from inside the handler that has made room. */
void
askg_exchange_go_on (AskgExchange *self)
{
  g_autoptr(GSource) source = NULL;

  if (self->is_going_on)
    return;
  self->is_going_on = TRUE;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, go_on_cb, g_object_ref (self), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

void
askg_exchange_resume (AskgExchange *self)
{
  g_return_if_fail (ASKG_IS_EXCHANGE (self));

  if (!self->is_paused)
    return;
  self->is_paused = FALSE;
  askg_exchange_alive (self);
  if (self->deadline != NULL)
    askg_exchange_watch_time (self);
  askg_exchange_go_on (self);
}
