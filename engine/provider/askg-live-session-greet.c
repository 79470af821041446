/* askg-live-session-greet.c: the beginning of a connection: what kind of session it is, whether the voice may go there, what
 * is wished, and how long it will last. Main thread. */
#include "engine/provider/askg-live-session-private.h"

#include "engine/base/askg-timer.h"

#define SPEAK_FIRST_MS    2000u   /* some servers wait for us */
#define USUAL_LIFE_S      3600    /* of a session that does not say */
#define EARLIER_S         300     /* so long before its end a pause is looked for */
#define LATEST_S          20      /* and so long before it there is no more waiting */
#define SILENCE_BYTES     4800u   /* a tenth of a second */
#define TRANSCRIBER       "gpt-4o-mini-transcribe"

static void
send_wishes (AskgLiveSession *self,
             gboolean         transcribes)
{
  const gboolean is_here = askg_engine_link_is_here (self->link);
  const AskgLiveDialect dialect = askg_live_reader_get_dialect (self->reader);
  const AskgLiveWishes wishes = {
    .model = askg_engine_link_get_model (self->link),
    .instructions = self->instructions,
    .voice = self->voice,
    /* Servers at home have their own, under names of their own. */
    .transcriber = !transcribes && !is_here && dialect == ASKG_LIVE_GA ? TRANSCRIBER : NULL,
    .language = self->language,
    .in_words = self->is_typed,
    .engine_takes_turns = self->engine_takes_turns,
    .patience_ms = self->patience_ms,
    .rate_hz = self->rate_hz != 0 ? self->rate_hz : ASKG_LIVE_RATE_HZ,
  };
  g_autoptr(GString) json = g_string_new (NULL);

  askg_live_write_wishes (json, dialect, &wishes);
  askg_live_session_send_ours (self, json);
  self->is_greeted = TRUE;
}

static gboolean
speak_first_cb (gpointer user_data)
{
  AskgLiveSession *self = user_data;

  askg_timer_clear (&self->greeting);
  if (!self->is_greeted)
    send_wishes (self, TRUE);

  return G_SOURCE_REMOVE;
}

/* Mostly the server says first what kind of session it is. */
void
askg_live_session_greet_later (AskgLiveSession *self)
{
  askg_timer_set (&self->greeting, SPEAK_FIRST_MS, "[askg] live session speaks first", speak_first_cb, self);
}

/* -- How long it lasts ------------------------------------------------------------ */

static gboolean
latest_cb (gpointer user_data)
{
  AskgLiveSession *self = user_data;

  askg_timer_clear (&self->renewal);
  self->is_awaited = FALSE; /* it would be cut off in any case */
  self->is_speaking = FALSE;
  if (self->reply.is_going)
    askg_live_session_tell_trouble (self, askg_live_session_new_limit_error (self));
  askg_live_session_cut_reply (self, G_MAXINT64);
  askg_live_session_renew_if_idle (self);

  return G_SOURCE_REMOVE;
}

static gboolean
earlier_cb (gpointer user_data)
{
  AskgLiveSession *self = user_data;

  askg_timer_clear (&self->renewal);
  self->wants_renewal = TRUE;
  askg_timer_set (&self->renewal, (EARLIER_S - LATEST_S) * 1000u, "[askg] live session is renewed", latest_cb, self);
  askg_live_session_renew_if_idle (self);

  return G_SOURCE_REMOVE;
}

static void
foresee_end (AskgLiveSession *self,
             gint64           expires_at_s)
{
  const gint64 now_s = g_get_real_time () / G_USEC_PER_SEC;
  const gint64 life_s = expires_at_s > now_s && expires_at_s - now_s < 24 * 3600 ? expires_at_s - now_s : USUAL_LIFE_S;

  /* A short life is renewed at its half. */
  askg_timer_set (&self->renewal, (guint) (life_s > 2 * EARLIER_S ? life_s - EARLIER_S : life_s / 2) * 1000u,
                  "[askg] live session is to be renewed", earlier_cb, self);
}

/* -- The voice ----------------------------------------------------------------------- */

static void
begin (AskgLiveSession *self)
{
  AskgLiveTodo *earlier, *shown;
  g_autoptr(GTask) opening = g_steal_pointer (&self->opening);
  g_autoptr(GArray) turns = askg_live_memory_get_turns (self->memory, G_MAXSIZE);

  if (self->has_begun && self->shown_frame != NULL)
    {
      shown = g_new0 (AskgLiveTodo, 1);
      shown->what = ASKG_LIVE_DO_PICTURE;
      shown->frame = g_object_ref (self->shown_frame);
      g_set_object (&shown->page, self->shown_page);
      g_queue_push_head (&self->todo, shown);
    }
  self->has_begun = TRUE;
  self->began_us = g_get_monotonic_time ();
  if (turns->len > 0)
    {
      earlier = g_new0 (AskgLiveTodo, 1);
      earlier->what = ASKG_LIVE_DO_EARLIER;
      g_queue_push_head (&self->todo, earlier);
    }
  askg_live_session_set_state (self, ASKG_LIVE_OPEN);
  if (opening != NULL)
    g_task_return_boolean (opening, TRUE);
  askg_live_session_tell_began (self);
  askg_live_session_go_on (self);
}

static void
consented_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AskgLiveSession) self = user_data;
  AskgWebSocket *socket = ASKG_WEB_SOCKET (object);
  GError *error = NULL;
  const gboolean has_agreed = askg_web_socket_agree_finish (socket, result, &error);

  if (socket != self->socket || self->is_over)
    {
      g_clear_error (&error);
      return;
    }
  if (has_agreed)
    {
      self->has_agreed = TRUE;
      begin (self);
      return;
    }
  g_clear_error (&self->trouble);
  self->trouble = error; /* it is why the session ends */
  g_cancellable_cancel (self->cancellable);
}

/* With a moment of silence, as a question needs something to ask about. */
static void
ask_for_the_voice (AskgLiveSession *self)
{
  g_autoptr(GBytes) silence = g_bytes_new_take (g_malloc0 (SILENCE_BYTES), SILENCE_BYTES);
  GError *error = NULL;
  g_autoptr(AskgOutbound) outbound = askg_live_session_make_sound (self, silence, &error);

  if (outbound == NULL)
    {
      g_clear_error (&self->trouble);
      self->trouble = error;
      g_cancellable_cancel (self->cancellable);
      return;
    }
  if (!self->has_begun)
    askg_live_session_set_state (self, ASKG_LIVE_ASKING);
  askg_web_socket_agree_async (self->socket, outbound, consented_cb, g_object_ref (self));
}

/* @event: the session says that it is there */
void
askg_live_session_greet (AskgLiveSession     *self,
                         const AskgLiveEvent *event)
{
  const AskgLiveDialect dialect = askg_live_reader_get_dialect (self->reader);

  if (self->rate_hz != 0) /* said twice */
    return;
  askg_timer_clear (&self->timer);
  askg_timer_clear (&self->greeting);
  self->rate_hz = askg_live_dialect_rate_hz (dialect, event->rate_hz);
  if (self->rate_hz != ASKG_LIVE_RATE_HZ)
    self->resampler = askg_pcm_stream_new (ASKG_LIVE_RATE_HZ, self->rate_hz);
  send_wishes (self, event->is_transcribed);
  foresee_end (self, event->expires_at_s);
  if (self->has_agreed || self->is_typed)
    begin (self);
  else
    ask_for_the_voice (self);
}
