/* askg-web-socket-io.c: what is read and written on the connection of a web socket. Main thread. */
#include "engine/transport/askg-web-socket-private.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define READ_BYTES    65536u
#define READS_AT_ONCE 8u     /* then the loop turns once */

/* -- Reading --------------------------------------------------------------- */

/* Of the frames. */
void
askg_web_socket_take_message (const guint8 *message,
                              gsize         n_bytes,
                              gpointer      user_data)
{
  AskgWebSocket *self = user_data;

  /* A handler before may have ended it. */
  if (self->exchange != NULL && !g_cancellable_is_cancelled (self->exchange->cancellable) && self->handlers.message != NULL)
    self->handlers.message (self, message, n_bytes, self->user_data);
}

static void
opened (AskgWebSocket *self)
{
  self->is_open = TRUE;
  self->exchange->status = askg_web_upgrade_get_status (self->upgrade);
  self->exchange->has_head = TRUE;
  askg_exchange_set_stage (self->exchange, ASKG_EXCHANGE_RECEIVING);
  self->exchange->is_idle = TRUE;
  if (self->handlers.opened != NULL)
    self->handlers.opened (self, self->user_data);
}

/* Returns: how many of @bytes belong to the answer */
static gsize
feed_upgrade (AskgWebSocket *self,
              const guint8  *bytes,
              gsize          n_bytes)
{
  gsize n_used = n_bytes;

  switch (askg_web_upgrade_feed (self->upgrade, bytes, n_bytes, &n_used))
    {
    case ASKG_UPGRADE_DONE:
      opened (self);
      break;
    case ASKG_UPGRADE_REFUSED:
      self->exchange->status = askg_web_upgrade_get_status (self->upgrade);
      askg_web_socket_end (self, self->exchange->status / 100 == 3 ? askg_web_socket_new_redirect_error (self) : NULL);
      break;
    case ASKG_UPGRADE_STRANGE:
      askg_web_socket_end (self, askg_web_socket_new_strange_error (self));
      break;
    case ASKG_UPGRADE_MORE:
    default:
      break;
    }

  return n_used;
}

static void
feed (AskgWebSocket *self,
      const guint8  *bytes,
      gsize          n_bytes)
{
  gsize n_used = 0;

  self->exchange->timings.n_received_bytes += n_bytes;
  self->exchange->alive_us = g_get_monotonic_time ();
  if (!self->is_open)
    n_used = feed_upgrade (self, bytes, n_bytes);
  if (self->exchange == NULL || !self->is_open || n_used == n_bytes)
    return;

  self->is_feeding = TRUE;
  askg_web_frames_feed (self->frames, bytes + n_used, n_bytes - n_used);
  self->is_feeding = FALSE;
  if (self->exchange != NULL)
    askg_web_socket_write (self); /* pongs, and the answer to a goodbye */
}

/* Nothing more can be read. */
static void
take_end (AskgWebSocket *self)
{
  if (self->is_open)
    askg_web_socket_end (self,
                         askg_web_frames_was_closed (self->frames) || self->is_closing
                         ? NULL
                         : askg_web_socket_new_lost_error (self));
  else if (askg_web_upgrade_end (self->upgrade) == ASKG_UPGRADE_REFUSED)
    askg_web_socket_end (self, askg_web_upgrade_get_status (self->upgrade) / 100 == 3 ? askg_web_socket_new_redirect_error (self) : NULL);
  else
    askg_web_socket_end (self,
                         askg_web_upgrade_get_status (self->upgrade) == 0
                         ? askg_web_socket_new_lost_error (self)
                         : askg_web_socket_new_strange_error (self));
}

static gboolean
again_cb (gpointer user_data)
{
  AskgWebSocket *self = user_data;

  g_clear_pointer (&self->again, g_source_unref);
  askg_web_socket_read (self);

  return G_SOURCE_REMOVE;
}

static void
read_again_later (AskgWebSocket *self)
{
  if (self->again != NULL)
    return;
  self->again = g_idle_source_new ();
  g_source_set_priority (self->again, G_PRIORITY_DEFAULT);
  g_source_set_callback (self->again, again_cb, self, NULL);
  g_source_attach (self->again, g_main_context_get_thread_default ());
}

/* TLS keeps what it has decrypted: the connection is read until it has nothing, or the loop has to turn. */
void
askg_web_socket_read (AskgWebSocket *self)
{
  g_autoptr(AskgWebSocket) alive = g_object_ref (self);
  static guint8 bytes[READ_BYTES]; /* one thread */

  for (guint i = 0; self->exchange != NULL && !self->is_paused; i++)
    {
      size_t n_bytes = 0;
      CURLcode code;

      if (i == READS_AT_ONCE)
        {
          read_again_later (self);
          return;
        }
      code = curl_easy_recv (self->exchange->easy, bytes, sizeof bytes, &n_bytes);
      if (code == CURLE_AGAIN)
        return;
      if (code != CURLE_OK || n_bytes == 0)
        {
          take_end (self);
          return;
        }
      feed (self, bytes, n_bytes);
    }
}

/* -- Writing --------------------------------------------------------------- */

static gboolean
ready_cb (int          fd,
          GIOCondition condition,
          gpointer     user_data)
{
  g_autoptr(AskgWebSocket) self = g_object_ref (user_data);

  if ((condition & G_IO_OUT) != 0)
    askg_web_socket_write (self);
  if (self->is_paused && (condition & (G_IO_HUP | G_IO_ERR)) != 0)
    askg_web_socket_clear_source (&self->source); /* it would say so for ever; the resuming reads it */
  if ((condition & (G_IO_IN | G_IO_HUP | G_IO_ERR)) != 0 || self->wants_out)
    askg_web_socket_read (self);

  return G_SOURCE_CONTINUE; /* a destroyed source stays so */
}

/* Also once it is paused, or resumed. */
static void
watch (AskgWebSocket *self,
       gboolean       wants_out)
{
  GIOCondition condition = G_IO_ERR | G_IO_HUP;

  if (self->source != NULL && self->wants_out == wants_out)
    return;
  self->wants_out = wants_out;
  if (!self->is_paused)
    condition |= G_IO_IN;
  if (wants_out)
    condition |= G_IO_OUT;
  askg_web_socket_clear_source (&self->source);
  self->source = g_unix_fd_source_new (self->fd, condition);
  g_source_set_static_name (self->source, "[askg] web socket");
  g_source_set_callback (self->source, G_SOURCE_FUNC (ready_cb), self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
}

/* Returns: how many were taken; what broke is told by the next reading */
static gsize
write_some (AskgWebSocket *self,
            const void    *bytes,
            gsize          n_bytes)
{
  size_t n_written = 0;

  return n_bytes > 0 && curl_easy_send (self->exchange->easy, bytes, n_bytes, &n_written) == CURLE_OK ? n_written : 0;
}

static gboolean
write_asking (AskgWebSocket *self)
{
  const gsize n_written = write_some (self, self->asking->str, self->asking->len);

  g_string_erase (self->asking, 0, (gssize) n_written);
  if (self->asking->len > 0)
    return FALSE;
  askg_web_socket_wipe_asking (self);
  self->exchange->timings.sent_us = g_get_monotonic_time ();
  askg_exchange_set_stage (self->exchange, ASKG_EXCHANGE_WAITING);

  return TRUE;
}

/* Returns: (transfer full) (nullable): what of it was against the rules, when it is over by our own word */
static GError *
rules_error (AskgWebSocket *self)
{
  const guint code = askg_web_frames_get_code (self->frames);

  if (askg_web_frames_was_closed (self->frames) || self->is_closing)
    return NULL;
  if (code == ASKG_WEB_CLOSE_TOO_BIG)
    return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                        _("A message of %s was longer than any may be, so the conversation was ended. Look at the server."),
                        askg_web_socket_get_label (self));

  return g_error_new (ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                      _("What %s sent breaks the rules of WebSocket (code %u), so the conversation was ended. Look at the server, or at a proxy before it."),
                      askg_web_socket_get_label (self), code);
}

/* Returns: whether the connection takes no more for now */
static gboolean
write_frames (AskgWebSocket *self)
{
  const guint8 *bytes;
  gsize n_bytes, n_written;

  for (;;)
    {
      bytes = askg_web_frames_fill (self->frames, &n_bytes);
      if (n_bytes == 0 && self->is_closing && !self->has_said_goodbye)
        {
          self->has_said_goodbye = TRUE; /* behind what had been said */
          askg_web_frames_close (self->frames, ASKG_WEB_CLOSE_NORMAL);
        }
      else if (n_bytes == 0)
        return FALSE;
      else if ((n_written = write_some (self, bytes, n_bytes)) == 0)
        return TRUE;
      else
        askg_web_frames_written (self->frames, n_written);
    }
}

/* Writes what waits, as far as the connection takes it. */
void
askg_web_socket_write (AskgWebSocket *self)
{
  gboolean is_full;

  if (self->exchange == NULL || self->fd < 0 || self->is_feeding)
    return;
  is_full = self->asking != NULL && !write_asking (self);
  if (!is_full && self->is_open)
    is_full = write_frames (self);
  watch (self, is_full);
  if (!is_full && askg_web_frames_is_over (self->frames))
    askg_web_socket_fail_later (self, rules_error (self));
}

/* Begins, or stops, to look at what comes. */
void
askg_web_socket_watch_anew (AskgWebSocket *self)
{
  askg_web_socket_clear_source (&self->source);
  askg_web_socket_clear_source (&self->again);
  if (self->exchange == NULL || self->fd < 0)
    return;
  watch (self, self->wants_out);
  if (!self->is_paused)
    read_again_later (self);
}
