/* askg-curl-loop.c: one thread: that of the context it was made in.
 *
 * libcurl says which sockets and which one timer to watch, and is called when they are due. What it
 * tells in its callbacks is only noted there: nothing of libcurl may be called from inside them. */
#include "engine/transport/askg-curl-loop-private.h"

#include <glib-unix.h>

#define MAX_IDLE_CONNECTIONS 8L

struct _AskgCurlLoop
{
  GMainContext      *context;
  CURLM             *multi;
  GSource           *timer;
  gint64             due_us;  /* when libcurl wants to be called, monotonic; -1: not at all */
  GHashTable        *sockets; /* fd -> GSource */
  AskgCurlLoopFuncs  funcs;
  gpointer           user_data;
  guint              depth;   /* libcurl functions on the stack */
  gboolean           is_closing;
};

static void
drop_source (gpointer data)
{
  g_source_destroy (data);
  g_source_unref (data);
}

/* What came in first, then what ended: nobody hears of an end before all that led to it. Who hears of one may begin another,
 * which may be over as quickly. */
static void
settle (AskgCurlLoop *self)
{
  while (self->depth == 0 && !self->is_closing)
    {
      CURLMsg *message;
      CURLcode code;
      CURL *easy;
      int n_left;

      self->funcs.settled (self->user_data);
      message = self->is_closing ? NULL : curl_multi_info_read (self->multi, &n_left);
      if (message == NULL)
        return;
      easy = message->easy_handle; /* the message itself dies with the removal */
      code = message->data.result;

      if (message->msg != CURLMSG_DONE)
        continue;
      if (!self->funcs.keeps (easy, code, self->user_data))
        askg_curl_loop_stop (self, easy);
      self->funcs.ended (easy, code, self->user_data);
    }
}

static void
enter (AskgCurlLoop *self)
{
  self->depth++;
}

/* libcurl sets its timer before and after every read. Moving a source wakes the loop once more, so it is moved only to
 * an earlier time; one that comes too early looks again. */
static void
leave (AskgCurlLoop *self)
{
  gint64 set_us;

  if (--self->depth > 0 || self->is_closing || self->due_us < 0)
    return;
  set_us = g_source_get_ready_time (self->timer);
  if (set_us < 0 || self->due_us < set_us)
    g_source_set_ready_time (self->timer, self->due_us);
}

static void
act (AskgCurlLoop  *self,
     curl_socket_t  fd,
     int            events)
{
  int n_running;

  g_rc_box_acquire (self); /* whoever hears of the end may be done with all of it */
  enter (self);
  curl_multi_socket_action (self->multi, fd, events, &n_running);
  leave (self);
  settle (self);
  g_rc_box_release (self);
}

static gboolean
socket_ready_cb (int           fd,
                 GIOCondition  condition,
                 gpointer      user_data)
{
  act (user_data, fd, ((condition & (G_IO_IN | G_IO_HUP)) ? CURL_CSELECT_IN : 0) | /* so that an end is read */
                      ((condition & G_IO_OUT) ? CURL_CSELECT_OUT : 0) |
                      ((condition & (G_IO_ERR | G_IO_NVAL)) ? CURL_CSELECT_ERR : 0));

  return G_SOURCE_CONTINUE; /* libcurl removes it through watch_socket_cb(); a destroyed source stays so */
}

static int
watch_socket_cb (CURL          *easy,
                 curl_socket_t  fd,
                 int            what,
                 void          *user_data,
                 void          *socket_data)
{
  AskgCurlLoop *self = user_data;
  const GIOCondition condition = ((what == CURL_POLL_IN || what == CURL_POLL_INOUT) ? G_IO_IN | G_IO_HUP : 0) |
                                 ((what == CURL_POLL_OUT || what == CURL_POLL_INOUT) ? G_IO_OUT : 0);
  GSource *source;

  /* A source cannot change what it watches: replace it. */
  g_hash_table_remove (self->sockets, GINT_TO_POINTER (fd));
  if (condition == 0 || self->is_closing)
    return 0;

  source = g_unix_fd_source_new (fd, condition | G_IO_ERR);
  g_source_set_static_name (source, "[askg] http socket");
  g_source_set_callback (source, G_SOURCE_FUNC (socket_ready_cb), self, NULL);
  g_source_set_can_recurse (source, TRUE); /* else GLib takes it out of the poll and back, with two wake-ups an event */
  g_source_attach (source, self->context);
  g_hash_table_insert (self->sockets, GINT_TO_POINTER (fd), source);

  return 0;
}

static gboolean
timer_cb (gpointer user_data)
{
  AskgCurlLoop *self = user_data;
  const gboolean is_due = self->due_us >= 0 && self->due_us <= g_get_monotonic_time ();

  g_source_set_ready_time (self->timer, is_due ? -1 : self->due_us);
  if (is_due)
    {
      self->due_us = -1; /* first: the action may set the next */
      act (self, CURL_SOCKET_TIMEOUT, 0);
    }
  else
    {
      g_rc_box_acquire (self);
      settle (self); /* what askg_curl_loop_start() has left */
      g_rc_box_release (self);
    }

  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_timer (GSource     *source,
                GSourceFunc  callback,
                gpointer     user_data)
{
  return callback (user_data);
}

static GSourceFuncs timer_funcs = { .dispatch = dispatch_timer };

/* There is one timer. A new value replaces it, and -1 means none. */
static int
set_timer_cb (CURLM *multi,
              long   timeout_ms,
              void  *user_data)
{
  AskgCurlLoop *self = user_data;

  self->due_us = timeout_ms < 0 ? -1 : g_get_monotonic_time () + timeout_ms * G_GINT64_CONSTANT (1000);

  return 0;
}

/**
 * askg_curl_loop_new:
 * @funcs: copied
 *
 * Runs in the thread-default context of the caller.
 */
AskgCurlLoop *
askg_curl_loop_new (const AskgCurlLoopFuncs *funcs,
                    gpointer                 user_data)
{
  AskgCurlLoop *self = g_rc_box_new0 (AskgCurlLoop);

  self->context = g_main_context_ref_thread_default ();
  self->sockets = g_hash_table_new_full (NULL, NULL, NULL, drop_source);
  self->funcs = *funcs;
  self->user_data = user_data;
  self->due_us = -1;
  self->timer = g_source_new (&timer_funcs, sizeof (GSource));
  g_source_set_static_name (self->timer, "[askg] http timer");
  g_source_set_callback (self->timer, timer_cb, self, NULL);
  g_source_attach (self->timer, self->context);
  self->multi = curl_multi_init ();
  curl_multi_setopt (self->multi, CURLMOPT_SOCKETFUNCTION, watch_socket_cb);
  curl_multi_setopt (self->multi, CURLMOPT_SOCKETDATA, self);
  curl_multi_setopt (self->multi, CURLMOPT_TIMERFUNCTION, set_timer_cb);
  curl_multi_setopt (self->multi, CURLMOPT_TIMERDATA, self);
  curl_multi_setopt (self->multi, CURLMOPT_MAXCONNECTS, MAX_IDLE_CONNECTIONS);

  return self;
}

/**
 * askg_curl_loop_free:
 *
 * Closes every connection. No transfer may be in it any more, and no libcurl function on the stack.
 */
void
askg_curl_loop_free (AskgCurlLoop *self)
{
  g_assert (self->depth == 0);

  self->is_closing = TRUE;
  curl_multi_cleanup (self->multi); /* still calls watch_socket_cb() and set_timer_cb() */
  drop_source (self->timer);
  g_hash_table_unref (self->sockets);
  g_main_context_unref (self->context);
  g_rc_box_release (self);
}

/* Does at once what needs no waiting: over a connection that stands the request is written when this returns. What came of it
 * is told from the main loop. */
gboolean
askg_curl_loop_start (AskgCurlLoop *self,
                      CURL         *easy)
{
  CURLMcode code;
  int n_running;

  g_assert (self->depth == 0);

  enter (self);
  code = curl_multi_add_handle (self->multi, easy);
  if (code == CURLM_OK)
    curl_multi_socket_action (self->multi, CURL_SOCKET_TIMEOUT, 0, &n_running);
  leave (self);
  g_source_set_ready_time (self->timer, 0);

  return code == CURLM_OK;
}

/* Closes its connection, if it was in the middle of something. */
void
askg_curl_loop_stop (AskgCurlLoop *self,
                     CURL         *easy)
{
  g_assert (self->depth == 0);

  enter (self);
  curl_multi_remove_handle (self->multi, easy);
  leave (self);
}

/* After a write callback has returned CURL_WRITEFUNC_PAUSE. */
void
askg_curl_loop_go_on (AskgCurlLoop *self,
                      CURL         *easy)
{
  g_assert (self->depth == 0);

  enter (self);
  curl_easy_pause (easy, CURLPAUSE_CONT); /* may call the write callback at once */
  leave (self);
  act (self, CURL_SOCKET_TIMEOUT, 0);
}

gboolean
askg_curl_loop_is_inside (AskgCurlLoop *self)
{
  return self->depth > 0;
}
