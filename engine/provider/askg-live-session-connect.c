/* askg-live-session-connect.c: the connection of a live session: made, lost, made again. Main thread. */
#include "engine/provider/askg-live-session-private.h"

#include "engine/base/askg-error.h"
#include "engine/base/askg-timer.h"
#include "engine/transport/askg-back-off.h"

#define UPGRADE_WAIT_MS      15000u
#define UPGRADE_WAIT_HERE_MS 60000u /* a model may be loaded for it */
#define QUIET_MS             30000u /* while a reply is made, or waited for */
#define STEADY_US            (60 * G_USEC_PER_SEC) /* one that stood for so long may be tried as often as at first */

static void
clear_connection (AskgLiveSession *self)
{
  askg_timer_clear (&self->timer);
  askg_timer_clear (&self->greeting);
  askg_timer_clear (&self->renewal);
  g_clear_object (&self->socket);
  g_clear_pointer (&self->reader, askg_live_reader_free);
  g_clear_pointer (&self->resampler, askg_pcm_stream_free);
  g_clear_object (&self->cancellable);
  self->is_greeted = FALSE;
  self->is_awaited = FALSE;
  self->is_speaking = FALSE;
  self->wants_renewal = FALSE;
  self->mutes_all = FALSE;
  self->rate_hz = 0;
  self->n_turn_bytes = 0;
  g_hash_table_remove_all (self->gone);
}

/* Takes @error (nullable). The last that is told. */
static void
finish (AskgLiveSession *self,
        GError          *error)
{
  g_autoptr(AskgLiveSession) alive = g_object_ref (self);
  g_autoptr(GError) why = error;
  g_autoptr(GTask) opening = g_steal_pointer (&self->opening);

  self->is_over = TRUE;
  clear_connection (self);
  askg_live_session_set_state (self, ASKG_LIVE_CLOSED);
  if (opening == NULL)
    {
      askg_live_session_end_reply (self, ASKG_LIVE_REPLY_FAILED);
      askg_live_session_tell_ended (self, why);
    }
  else if (why != NULL)
    g_task_return_error (opening, g_steal_pointer (&why));
  else
    g_task_return_new_error (opening, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The conversation was closed");
}

/* -- Coming back ---------------------------------------------------------------- */

/* What was said and not answered is said again, before what waits.
 * @was_awaited: an answer */
static void
say_again (AskgLiveSession *self,
           gboolean         was_awaited)
{
  AskgLiveTodo *todo;

  if (was_awaited && self->said->len == 0)
    {
      todo = g_new0 (AskgLiveTodo, 1);
      todo->what = ASKG_LIVE_DO_RESPOND; /* to what was asked in words, which the memory has */
      g_queue_push_head (&self->todo, todo);
    }
  if (self->is_committed && self->said->len > 0 && !self->engine_takes_turns)
    {
      todo = g_new0 (AskgLiveTodo, 1);
      todo->what = ASKG_LIVE_DO_COMMIT;
      g_queue_push_head (&self->todo, todo);
    }
  if (self->said->len > 0)
    {
      todo = g_new0 (AskgLiveTodo, 1);
      todo->what = ASKG_LIVE_DO_SOUND;
      todo->sound = g_bytes_new (self->said->data, self->said->len);
      self->n_todo_bytes += self->said->len;
      g_queue_push_head (&self->todo, todo);
    }
  g_byte_array_set_size (self->said, 0);
  self->is_committed = FALSE;
}

static gboolean
connect_again_cb (gpointer user_data)
{
  AskgLiveSession *self = user_data;

  askg_timer_clear (&self->timer);
  askg_live_session_connect (self);

  return G_SOURCE_REMOVE;
}

static void
come_back (AskgLiveSession *self,
           guint            wait_ms)
{
  const gboolean was_awaited = self->is_awaited;

  clear_connection (self);
  askg_live_session_set_state (self, ASKG_LIVE_RECONNECTING);
  askg_live_session_end_reply (self, ASKG_LIVE_REPLY_FAILED);
  if (self->is_over)
    return;
  say_again (self, was_awaited);
  askg_timer_set (&self->timer, wait_ms, "[askg] live session comes back", connect_again_cb, self);
}

/* Takes @error: why the connection is gone, which may pass. */
static void
come_back_later (AskgLiveSession *self,
                 GError          *error)
{
  gint64 wait_ms;

  if (g_get_monotonic_time () - self->began_us > STEADY_US)
    self->n_tries = 0;
  wait_ms = askg_back_off_get_wait_ms (++self->n_tries, -1, g_random_double ());
  if (wait_ms < 0)
    {
      finish (self, error);
      return;
    }
  if (self->n_tries == 1) /* once: the others are about the same */
    askg_live_session_tell_trouble (self, g_error_copy (error));
  g_error_free (error);
  if (!self->is_over)
    come_back (self, (guint) wait_ms);
}

/* -- The socket's handlers --------------------------------------------------------- */

static gboolean
nothing_begins_cb (gpointer user_data)
{
  AskgLiveSession *self = user_data;

  askg_timer_clear (&self->timer);
  g_clear_error (&self->trouble);
  self->trouble = askg_live_session_new_silent_error (self);
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

static void
opened_cb (AskgWebSocket *socket,
           gpointer       user_data)
{
  AskgLiveSession *self = user_data;

  askg_engine_link_keep_path (self->link);
  askg_timer_set (&self->timer, UPGRADE_WAIT_MS, "[askg] live session begins", nothing_begins_cb, self);
  askg_live_session_greet_later (self);
}

/* The limits of silence hold while a reply is made. */
void
askg_live_session_expect (AskgLiveSession *self)
{
  if (self->socket != NULL)
    askg_web_socket_expect (self->socket, self->is_awaited || self->reply.is_going);
}

static void
message_cb (AskgWebSocket *socket,
            const guint8  *message,
            gsize          n_bytes,
            gpointer       user_data)
{
  g_autoptr(AskgLiveSession) self = g_object_ref (user_data);

  if (socket != self->socket)
    return;
  askg_live_reader_feed (self->reader, (const char *) message, n_bytes);
  if (socket != self->socket || self->is_over)
    return;
  askg_live_session_expect (self);
  askg_live_session_renew_if_idle (self);
}

/* Another way to write the address, where there is nothing at the first. */
static gboolean
try_other_path (AskgLiveSession        *self,
                const AskgWebSocketEnd *end)
{
  if (end->http_status != 404 || self->has_begun || !askg_engine_link_try_other_path (self->link))
    return FALSE;
  clear_connection (self);
  askg_live_session_connect (self);

  return TRUE;
}

static void
ended_cb (AskgWebSocket          *socket,
          const AskgWebSocketEnd *end,
          gpointer                user_data)
{
  g_autoptr(AskgLiveSession) self = user_data; /* the socket's */
  const gboolean wants_renewal = self->wants_renewal;
  GError *error;

  if (socket != self->socket)
    return;
  if (self->is_over)
    {
      finish (self, NULL);
      return;
    }
  if (try_other_path (self, end))
    return;
  error = self->trouble != NULL && !self->has_begun ? g_steal_pointer (&self->trouble)
                                                    : askg_live_session_new_end_error (self, end);
  g_clear_error (&self->trouble);
  if (self->has_begun && wants_renewal)
    {
      g_clear_error (&error);
      if (self->reply.is_going)
        askg_live_session_tell_trouble (self, askg_live_session_new_limit_error (self));
      come_back (self, 0);
    }
  else if (self->has_begun && askg_live_end_is_passing (end))
    come_back_later (self, error);
  else
    finish (self, error);
}

/* -- Making it ------------------------------------------------------------------------ */

static void
make_endpoint (AskgLiveSession *self)
{
  const char *model = askg_engine_link_get_model (self->link);
  g_autofree char *escaped = model != NULL ? g_uri_escape_string (model, NULL, FALSE) : NULL;

  g_free (self->endpoint);
  self->endpoint = escaped != NULL ? g_strconcat ("realtime?model=", escaped, NULL) : g_strdup ("realtime");
}

static void
link_opened_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  static const AskgWebSocketHandlers handlers = { opened_cb, message_cb, ended_cb };
  g_autoptr(AskgLiveSession) self = user_data;
  AskgEngineLink *link = ASKG_ENGINE_LINK (object);
  AskgLinkRequest request = { .is_off_record = self->is_off_record };
  g_autoptr(AskgOutbound) upgrade = NULL;
  AskgExchangeLimits limits;
  GError *error = NULL;

  if (askg_engine_link_open_finish (link, result, &error) && !self->is_over)
    {
      make_endpoint (self);
      request.endpoint = self->endpoint;
      upgrade = askg_engine_link_make (link, &request, &error);
    }
  if (self->is_over)
    {
      g_clear_error (&error);
      if (self->opening != NULL || self->state != ASKG_LIVE_CLOSED)
        finish (self, NULL);
      return;
    }
  if (upgrade == NULL)
    {
      finish (self, error);
      return;
    }

  askg_engine_link_set_limits (link, upgrade, &limits);
  limits.first_byte_ms = askg_engine_link_is_here (link) ? UPGRADE_WAIT_HERE_MS : UPGRADE_WAIT_MS;
  limits.quiet_ms = QUIET_MS;
  self->reader = askg_live_reader_new (askg_live_session_take, self);
  self->socket = askg_web_socket_open (askg_engine_link_get_http (link), upgrade, &limits, ASKG_LIVE_MAX_MESSAGE_BYTES,
                                       &handlers, g_object_ref (self), self->cancellable);
}

/* To be called when there is no connection. */
void
askg_live_session_connect (AskgLiveSession *self)
{
  self->cancellable = g_cancellable_new ();
  askg_engine_link_open_async (self->link, self->cancellable, link_opened_cb, g_object_ref (self));
}

/* It is over: in order where it stands, at once where it does not. */
void
askg_live_session_drop (AskgLiveSession *self)
{
  if (self->socket != NULL && askg_web_socket_is_open (self->socket) && self->has_begun)
    askg_web_socket_close (self->socket);
  else if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  else if (self->timer != NULL) /* between two connections */
    askg_timer_set (&self->timer, 0, "[askg] live session ends", connect_again_cb, self);
}

/* Its time is nearly over, and nobody speaks: the next one is begun now. */
void
askg_live_session_renew_if_idle (AskgLiveSession *self)
{
  if (!self->wants_renewal || self->reply.is_going || self->is_awaited || self->is_speaking ||
      !g_queue_is_empty (&self->todo) || (self->said->len > 0 && !self->engine_takes_turns) || self->state != ASKG_LIVE_OPEN)
    return;
  g_byte_array_set_size (self->said, 0); /* silence */
  if (self->socket != NULL)
    {
      g_autoptr(AskgWebSocket) old = g_steal_pointer (&self->socket);

      askg_web_socket_close (old); /* its end is nobody's business any more */
    }
  come_back (self, 0);
}
