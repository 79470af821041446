/* askg-application-sound.c: the helper askglass-hear when it was told to hear one application.
 *
 * An application is known by its name: a browser plays every film through a stream of its own, and whoever reads captions
 * chose the browser. One of its streams is heard, the newest when several play; when that ends, the next one is.
 *
 * As with microphones a sound server may move the record stream elsewhere when what it hears is gone, so what came is
 * vouched for only when the application's stream was still there VOUCH_MS later. GStreamer cannot ask for one stream, so
 * this speaks to the sound server itself; all of it is of the one thread. */
#include "capture/audio/askg-application-sound.h"

#include <string.h>
#include <unistd.h>

#include <glib-unix.h>
#include <pulse/glib-mainloop.h>
#include <pulse/pulseaudio.h>

#include "capture/audio/askg-hear-teller.h"
#include "capture/audio/askg-hear-trouble.h"

#define VOUCH_MS 80
#define ASK_EVERY_MS 20
#define N_ASKED (VOUCH_MS / ASK_EVERY_MS)
#define MOST_WAIT_MS 2000 /* until it plays anything */
#define OWN_NAME "Askglass"
#define PIECE_MS 20u

typedef struct
{
  GMainLoop       *loop;
  pa_glib_mainloop *pulse_loop;
  pa_context      *context;
  pa_stream       *stream;      /* (nullable): while it is heard */
  const char      *application; /* (nullable): when they are listed */
  GHashTable      *listed;      /* (nullable): names that were printed */
  guint            rate_hz;
  guint32          chosen;      /* of its streams, while @stream is; the newest one meanwhile */
  gboolean         was_heard;   /* ever */
  gint64           began_us;
  gint64           position;    /* of the next sample */
  gint64           vouched;
  gint64           past[N_ASKED]; /* positions when it was asked; a ring */
  guint            n_asked;
  int              status;
} Sound;

static void look (Sound *self);

static void
end (Sound           *self,
     AskgHearTrouble  trouble)
{
  if (self->application != NULL)
    askg_hear_tell_trouble (self->was_heard ? ASKG_HEAR_LOST : ASKG_HEAR_FAILED, self->vouched, trouble);
  self->status = 1;
  g_main_loop_quit (self->loop);
}

/* It is not heard any more; nobody vouches for the rest. */
static void
drop_stream (Sound *self)
{
  if (self->stream == NULL)
    return;
  pa_stream_set_read_callback (self->stream, NULL, NULL);
  pa_stream_set_state_callback (self->stream, NULL, NULL);
  pa_stream_disconnect (self->stream);
  g_clear_pointer (&self->stream, pa_stream_unref);
  askg_hear_tell_trouble (ASKG_HEAR_LOST, self->vouched, ASKG_HEAR_NOT_PLAYING);
}

static void
read_cb (pa_stream *stream,
         size_t     n_bytes,
         void      *user_data)
{
  Sound *self = user_data;
  const void *data;

  while (pa_stream_readable_size (stream) > 0 && pa_stream_peek (stream, &data, &n_bytes) == 0 && n_bytes > 0)
    {
      for (gsize at = 0; data != NULL && at + 1 < n_bytes; at += ASKG_HEAR_MAX_BYTES)
        {
          const gsize n = MIN (n_bytes - at, ASKG_HEAR_MAX_BYTES) & ~(gsize) 1;

          askg_hear_tell (ASKG_HEAR_SAMPLES, self->position, (const guint8 *) data + at, n);
          self->position += (gint64) (n / sizeof (gint16));
        }
      pa_stream_drop (stream);
    }
}

static void
stream_state_cb (pa_stream *stream,
                 void      *user_data)
{
  Sound *self = user_data;

  if (pa_stream_get_state (stream) == PA_STREAM_READY)
    {
      self->was_heard = TRUE;
      self->vouched = self->position;
      for (guint i = 0; i < N_ASKED; i++)
        self->past[i] = self->position;
      askg_hear_tell (ASKG_HEAR_DEVICE, self->position, self->application, strlen (self->application));
    }
  else if (!PA_STREAM_IS_GOOD (pa_stream_get_state (stream)))
    drop_stream (self);
}

static void
hear_stream (Sound   *self,
             guint32  index)
{
  const pa_sample_spec spec = { .format = PA_SAMPLE_S16NE, .rate = self->rate_hz, .channels = 1 };
  const guint piece_bytes = self->rate_hz * PIECE_MS / 1000 * sizeof (gint16);
  const pa_buffer_attr buffer = { .maxlength = (guint32) -1, .fragsize = piece_bytes };

  drop_stream (self);
  self->chosen = index;
  self->stream = pa_stream_new (self->context, "captions", &spec, NULL);
  if (self->stream == NULL)
    return;
  pa_stream_set_monitor_stream (self->stream, index);
  pa_stream_set_read_callback (self->stream, read_cb, self);
  pa_stream_set_state_callback (self->stream, stream_state_cb, self);
  if (pa_stream_connect_record (self->stream, NULL, &buffer, PA_STREAM_DONT_MOVE | PA_STREAM_ADJUST_LATENCY) != 0)
    g_clear_pointer (&self->stream, pa_stream_unref);
}

/* -- Which streams there are ------------------------------------------------------------ */

static const char *
name_of (const pa_sink_input_info *info)
{
  const char *name = pa_proplist_gets (info->proplist, PA_PROP_APPLICATION_NAME);

  return name != NULL && *name != '\0' && !g_str_has_prefix (name, OWN_NAME) ? name : NULL;
}

/* The newest that plays; of those that wait the newest, where none does. */
static void
found_cb (pa_context               *context,
          const pa_sink_input_info *info,
          int                       is_over,
          void                     *user_data)
{
  Sound *self = user_data;

  if (info != NULL && g_strcmp0 (name_of (info), self->application) == 0 && !info->corked)
    self->chosen = info->index;
  if (is_over != 0 && self->stream == NULL && self->chosen != PA_INVALID_INDEX)
    hear_stream (self, self->chosen);
}

static void
look (Sound *self)
{
  self->chosen = PA_INVALID_INDEX;
  pa_operation_unref (pa_context_get_sink_input_info_list (self->context, found_cb, self));
}

static void
changed_cb (pa_context                   *context,
            pa_subscription_event_type_t  event,
            uint32_t                      index,
            void                         *user_data)
{
  Sound *self = user_data;

  if ((event & PA_SUBSCRIPTION_EVENT_TYPE_MASK) == PA_SUBSCRIPTION_EVENT_REMOVE && self->stream != NULL && index == self->chosen)
    drop_stream (self);
  if (self->stream == NULL)
    look (self);
}

/* What had come at the last but N_ASKED question is the application's when its stream is there still. */
static void
asked_cb (pa_context               *context,
          const pa_sink_input_info *info,
          int                       is_over,
          void                     *user_data)
{
  Sound *self = user_data;
  gint64 *oldest = &self->past[self->n_asked % N_ASKED];

  if (self->stream == NULL || (info != NULL && info->index != self->chosen) || is_over > 0)
    return;
  if (info == NULL || pa_stream_get_monitor_stream (self->stream) != self->chosen)
    {
      drop_stream (self);
      return;
    }
  if (*oldest > self->vouched)
    {
      self->vouched = *oldest;
      askg_hear_tell (ASKG_HEAR_VOUCHED, self->vouched, NULL, 0);
    }
  *oldest = self->position;
  self->n_asked++;
}

static gboolean
ask_cb (gpointer user_data)
{
  Sound *self = user_data;

  if (self->stream != NULL && pa_stream_get_state (self->stream) == PA_STREAM_READY)
    pa_operation_unref (pa_context_get_sink_input_info (self->context, self->chosen, asked_cb, self));
  else if (!self->was_heard && g_get_monotonic_time () - self->began_us > MOST_WAIT_MS * 1000)
    end (self, ASKG_HEAR_NOT_PLAYING);

  return G_SOURCE_CONTINUE;
}

/* -- Listed ------------------------------------------------------------------------------- */

/* A line an application: the id that it is chosen by, and what it plays. */
static void
listed_cb (pa_context               *context,
           const pa_sink_input_info *info,
           int                       is_over,
           void                     *user_data)
{
  Sound *self = user_data;
  const char *name = info != NULL ? name_of (info) : NULL;

  if (name != NULL && strpbrk (name, "\t\n") == NULL && g_hash_table_add (self->listed, g_strdup (name)))
    g_print ("%s\t%s\n", name, name);
  if (is_over != 0)
    g_main_loop_quit (self->loop);
}

/* -- The sound server ------------------------------------------------------------------------ */

static void
context_state_cb (pa_context *context,
                  void       *user_data)
{
  Sound *self = user_data;

  if (pa_context_get_state (context) == PA_CONTEXT_READY && self->application == NULL)
    pa_operation_unref (pa_context_get_sink_input_info_list (context, listed_cb, self));
  else if (pa_context_get_state (context) == PA_CONTEXT_READY)
    {
      pa_context_set_subscribe_callback (context, changed_cb, self);
      pa_operation_unref (pa_context_subscribe (context, PA_SUBSCRIPTION_MASK_SINK_INPUT, NULL, NULL));
      look (self);
    }
  else if (!PA_CONTEXT_IS_GOOD (pa_context_get_state (context)))
    end (self, ASKG_HEAR_NO_SERVER);
}

/* Returns: whether there is something to wait for */
static gboolean
begin (Sound *self)
{
  self->loop = g_main_loop_new (NULL, FALSE);
  self->chosen = PA_INVALID_INDEX;
  self->began_us = g_get_monotonic_time ();
  self->pulse_loop = pa_glib_mainloop_new (NULL);
  self->context = pa_context_new (pa_glib_mainloop_get_api (self->pulse_loop), OWN_NAME);
  pa_context_set_state_callback (self->context, context_state_cb, self);

  return pa_context_connect (self->context, NULL, PA_CONTEXT_NOAUTOSPAWN, NULL) == 0;
}

/* Replies are not played here: it ends with whoever holds the other end. */
static gboolean
input_cb (gint         fd,
          GIOCondition condition,
          gpointer     user_data)
{
  char bytes[4096];

  if (read (fd, bytes, sizeof bytes) <= 0)
    _exit (0);

  return G_SOURCE_CONTINUE;
}

/* Returns: the status of the process */
int
askg_application_sound_main (guint       rate_hz,
                             const char *application)
{
  Sound self = { .rate_hz = rate_hz, .application = application };

  if (!begin (&self))
    {
      askg_hear_tell_trouble (ASKG_HEAR_FAILED, 0, ASKG_HEAR_NO_SERVER);
      return 1;
    }
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, input_cb, NULL);
  g_timeout_add (ASK_EVERY_MS, ask_cb, &self);
  g_main_loop_run (self.loop);

  _exit (1); /* a stream that is taken down orderly would hear until then */
}

/* Prints those that play, a line each, name and description with a tab between. Returns: the status of the process */
int
askg_application_sound_print (void)
{
  Sound self = { .listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  self.status = begin (&self) ? 0 : 1;
  if (self.status == 0)
    g_main_loop_run (self.loop);
  g_hash_table_unref (self.listed);

  return self.status;
}
