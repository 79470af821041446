/* askg-hearer.c: the helper process askglass-hear, and nothing else.
 *
 *   askglass-hear RATE_HZ [MICROPHONE]
 *                          messages of askg-hear-wire.h on standard output, replies on standard input, until that ends
 *   askglass-hear --playing
 *                          the applications that play something, the same way
 *   askglass-hear --list   the microphones: a line each, name and description with a tab between
 *
 * The process is the light: the microphone's stream exists while it runs, and it ends with whoever started it, however
 * that ends.  GStreamer costs 30 ms and 20 MB, which only those pay who listen.
 *
 * When a microphone vanishes the sound server has the stream record the loudspeaker within 30 ms, without a word. So
 * sound is given out at once only to tell whether somebody speaks; that it is the microphone's is said later, by an
 * answer of the server to a question that was asked VOUCH_MS after the sound had come. */
#include "capture/audio/askg-hearer.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <gst/app/gstappsink.h>
#include <gst/gst.h>

#include "capture/audio/askg-application-sound.h"
#include "capture/audio/askg-echo-path.h"
#include "capture/audio/askg-hear-teller.h"
#include "capture/audio/askg-hear-trouble.h"
#include "capture/audio/askg-overhearing.h"
#include "capture/audio/askg-sound-list.h"
#include "engine/base/askg-pcm.h"

#define VOUCH_MS 80
#define ASK_EVERY_MS 20
#define RETURN_MS 200  /* the right device for so long, before it is listened to again */
#define DEAD_MS 500    /* no buffer for so long */
#define FIRST_MS 1500  /* and so long until the first one of a pipeline, where machine or server are busy */
#define AGAIN_MS 250   /* until a pipeline is built anew */
#define MUTE_EVERY 10  /* so many-th question: whether it is muted is asked, too */
#define N_ARRIVALS 256 /* buffers of 10 ms: more than VOUCH_MS of them */

typedef struct
{
  gint64 came_us;
  gint64 end; /* position after its last sample */
} Arrival;

typedef struct
{
  GMainLoop  *loop;
  GstElement *pipeline; /* (nullable) (owned): main thread */
  GstElement *source;   /* (nullable) (owned): as long as @pipeline */
  AskgEchoPath *path;   /* owned: of the streaming thread */
  const char *wanted;   /* (nullable): the device that was chosen */
  guint       rate_hz;
  gint64      built_us;
  gboolean    was_heard;      /* ever */
  guint       n_ticks;
  gboolean    is_muted;       /* and that was told */

  GMutex      lock;        /* for what follows: the streaming thread writes, too */
  gboolean    is_hearing;  /* sound is given out */
  gint64      right_since_us; /* 0: the device is not right */
  char       *device;      /* (nullable) (owned): that it is from */
  gint64      position;    /* of the next sample */
  gint64      vouched;
  gint64      last_came_us;
  Arrival     arrivals[N_ARRIVALS];
  guint       n_arrivals;  /* ever, since it hears */
} Hearer;

/* -- What is told ------------------------------------------------------------- */

/* Under the lock. What was not vouched for is taken back. */
static void
lose (Hearer          *self,
      AskgHearTrouble  trouble)
{
  self->right_since_us = 0;
  if (!self->is_hearing)
    return;

  self->is_hearing = FALSE;
  askg_hear_tell_trouble (ASKG_HEAR_LOST, self->vouched, trouble);
}

/* Before anything was heard there is no use in waiting: the person is told, and tries again. */
static void
give_up (Hearer          *self,
         AskgHearTrouble  trouble)
{
  g_mutex_lock (&self->lock);
  askg_hear_tell_trouble (ASKG_HEAR_FAILED, 0, trouble);
  g_mutex_unlock (&self->lock);
  g_main_loop_quit (self->loop);
}

/* -- Which device it is ------------------------------------------------------- */

static gboolean
is_right (Hearer     *self,
          const char *device)
{
  return device != NULL && *device != '\0' && !g_str_has_suffix (device, ".monitor") &&
         (self->wanted == NULL || g_str_equal (device, self->wanted));
}

/* Any thread. Asks the server; returns when it has answered. */
static char *
ask_for_device (GstElement *source)
{
  char *device = NULL;

  g_object_get (source, "current-device", &device, NULL);

  return device;
}

/* The streaming thread, before the next sound is read. It comes for other changes of the stream, too. */
static void
device_changed_cb (GstElement *source,
                   GParamSpec *pspec,
                   Hearer     *self)
{
  g_autofree char *device = ask_for_device (source);

  g_mutex_lock (&self->lock);
  if (g_strcmp0 (device, self->device) != 0)
    lose (self, self->wanted != NULL ? ASKG_HEAR_NOT_CHOSEN : ASKG_HEAR_NO_MICROPHONE);
  g_mutex_unlock (&self->lock);
}

/* Under the lock: the end of the sound that had come by then. */
static gint64
find_position (Hearer *self,
               gint64  by_us)
{
  for (guint i = 0; i < MIN (self->n_arrivals, N_ARRIVALS); i++)
    {
      const Arrival *arrival = &self->arrivals[(self->n_arrivals - 1 - i) % N_ARRIVALS];

      if (arrival->came_us <= by_us)
        return arrival->end;
    }

  return -1;
}

/* Under the lock. */
static void
vouch (Hearer *self,
       gint64  asked_us)
{
  const gint64 position = find_position (self, asked_us - VOUCH_MS * 1000);

  if (position <= self->vouched)
    return;

  self->vouched = position;
  askg_hear_tell (ASKG_HEAR_VOUCHED, position, NULL, 0);
}

/* Under the lock. It is the right one, and has been for long enough that no other's sound is still on its way. */
static void
begin_hearing (Hearer     *self,
               const char *device)
{
  g_free (self->device);
  self->device = g_strdup (device);
  self->is_hearing = TRUE;
  self->was_heard = TRUE;
  self->n_arrivals = 0;
  self->vouched = self->position;
  askg_hear_tell (ASKG_HEAR_DEVICE, self->position, device, strlen (device));
}

static void
judge_device (Hearer     *self,
              const char *device,
              gint64      asked_us)
{
  if (!is_right (self, device) || (self->is_hearing && g_strcmp0 (device, self->device) != 0))
    lose (self, self->wanted != NULL ? ASKG_HEAR_NOT_CHOSEN : ASKG_HEAR_NO_MICROPHONE);
  else if (self->is_hearing)
    vouch (self, asked_us);
  else if (self->right_since_us == 0)
    self->right_since_us = asked_us;
  /* A stream that was just opened was never anybody else's. */
  else if (!self->was_heard || asked_us - self->right_since_us >= RETURN_MS * 1000)
    begin_hearing (self, device);
}

/* -- The pipeline -------------------------------------------------------------- */

static void
close_pipeline (Hearer *self)
{
  if (self->pipeline == NULL)
    return;

  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->source);
  g_clear_object (&self->pipeline);
}

static void
take_samples (Hearer       *self,
              const gint16 *samples,
              gsize         n_samples)
{
  const GArray *out = askg_echo_path_take (self->path, samples, n_samples);
  AskgHearEcho echo;

  g_mutex_lock (&self->lock);
  self->last_came_us = g_get_monotonic_time ();
  if (self->is_hearing && out->len > 0)
    {
      if (askg_echo_path_get_echo (self->path, &echo))
        askg_hear_tell (ASKG_HEAR_ECHO, self->position, &echo, sizeof echo);
      askg_hear_tell (ASKG_HEAR_SAMPLES, self->position, out->data, out->len * sizeof (gint16));
      self->position += out->len;
      self->arrivals[self->n_arrivals++ % N_ARRIVALS] = (Arrival) { self->last_came_us, self->position };
    }
  g_mutex_unlock (&self->lock);
}

static GstFlowReturn
sample_cb (GstAppSink *sink,
           gpointer    user_data)
{
  GstSample *sample = gst_app_sink_pull_sample (sink);
  GstBuffer *buffer = sample != NULL ? gst_sample_get_buffer (sample) : NULL;
  GstMapInfo map;

  if (buffer != NULL && gst_buffer_map (buffer, &map, GST_MAP_READ))
    {
      take_samples (user_data, (const gint16 *) map.data, MIN (map.size, ASKG_HEAR_MAX_BYTES / 2) / sizeof (gint16));
      gst_buffer_unmap (buffer, &map);
    }
  if (sample != NULL)
    gst_sample_unref (sample);

  return GST_FLOW_OK;
}

static void
fail_or_lose (Hearer          *self,
              AskgHearTrouble  trouble)
{
  if (!self->was_heard)
    {
      give_up (self, trouble);
      return;
    }
  g_mutex_lock (&self->lock);
  lose (self, trouble);
  g_mutex_unlock (&self->lock);
  close_pipeline (self);
}

static gboolean
message_cb (GstBus     *bus,
            GstMessage *message,
            gpointer    user_data)
{
  Hearer *self = user_data;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR && self->pipeline != NULL)
    fail_or_lose (self, ASKG_HEAR_NO_SERVER);

  return G_SOURCE_CONTINUE;
}

static void
open_pipeline (Hearer *self)
{
  static GstAppSinkCallbacks callbacks = { .new_sample = sample_cb };
  g_autofree char *description =
    g_strdup_printf ("pulsesrc name=source buffer-time=40000 latency-time=10000 client-name=Askglass ! audioconvert ! audioresample ! "
                     "audio/x-raw,format=S16LE,layout=interleaved,rate=%u,channels=1 ! appsink name=sink sync=false "
                     "async=false", self->rate_hz);
  g_autoptr(GstElement) sink = NULL;
  g_autoptr(GstBus) bus = NULL;

  self->pipeline = gst_parse_launch (description, NULL);
  if (self->pipeline == NULL)
    {
      give_up (self, ASKG_HEAR_NO_PARTS);
      return;
    }

  self->source = gst_bin_get_by_name (GST_BIN (self->pipeline), "source");
  sink = gst_bin_get_by_name (GST_BIN (self->pipeline), "sink");
  if (self->wanted != NULL)
    g_object_set (self->source, "device", self->wanted, NULL);
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, self, NULL);
  g_signal_connect (self->source, "notify::current-device", G_CALLBACK (device_changed_cb), self);
  bus = gst_element_get_bus (self->pipeline);
  gst_bus_add_watch (bus, message_cb, self);
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING); /* that it cannot is told by the bus */
  g_mutex_lock (&self->lock);
  self->built_us = self->last_came_us = g_get_monotonic_time (); /* from when the server has let it in */
  g_mutex_unlock (&self->lock);
}

/* The person's own mute is told at once; a device that is muted elsewhere is known by its zeros alone. */
static void
look_for_mute (Hearer *self)
{
  gboolean is_muted;

  if (self->n_ticks++ % MUTE_EVERY != 0)
    return;
  g_object_get (self->source, "mute", &is_muted, NULL);
  if (is_muted != self->is_muted)
    askg_hear_tell (ASKG_HEAR_MUTED, is_muted, NULL, 0);
  self->is_muted = is_muted;
}

/* -- The clock ----------------------------------------------------------------- */

static gboolean
tick_cb (gpointer user_data)
{
  Hearer *self = user_data;
  g_autofree char *device = NULL;
  gint64 asked_us = g_get_monotonic_time ();
  gboolean is_dead;

  if (self->pipeline == NULL)
    {
      if (asked_us - self->built_us >= AGAIN_MS * 1000)
        open_pipeline (self);
      return G_SOURCE_CONTINUE;
    }

  device = ask_for_device (self->source);
  look_for_mute (self);
  g_mutex_lock (&self->lock);
  is_dead = asked_us - self->last_came_us >= (self->last_came_us == self->built_us ? FIRST_MS : DEAD_MS) * 1000;
  if (!is_dead)
    judge_device (self, device, asked_us);
  g_mutex_unlock (&self->lock);
  if (is_dead)
    fail_or_lose (self, device != NULL && is_right (self, device) ? ASKG_HEAR_DEAD : ASKG_HEAR_NO_MICROPHONE);
  else if (!self->was_heard && asked_us - self->built_us >= FIRST_MS * 1000)
    give_up (self, self->wanted != NULL ? ASKG_HEAR_NOT_CHOSEN : ASKG_HEAR_NO_MICROPHONE);

  return G_SOURCE_CONTINUE;
}

/* Its end, too, is known there. */
static gpointer
reply_cb (gpointer user_data)
{
  askg_replier_run (user_data);

  return NULL;
}

static int
hear (guint       rate_hz,
      const char *wanted)
{
  AskgReplySink *sink = askg_reply_sink_new (rate_hz);
  AskgReplier *replier = askg_replier_new (sink, FALSE);
  Hearer self = { .rate_hz = rate_hz, .wanted = wanted, .path = askg_echo_path_new (rate_hz, sink, replier) };

  self.loop = g_main_loop_new (NULL, FALSE);
  g_mutex_init (&self.lock);
  g_thread_unref (g_thread_new ("replies", reply_cb, replier));
  g_timeout_add (ASK_EVERY_MS, tick_cb, &self);
  open_pipeline (&self);
  g_main_loop_run (self.loop);

  _exit (1);
}

/* Returns: the status of the process */
int
askg_hearer_main (int    argc,
                  char **argv)
{
  g_autoptr(GError) error = NULL;
  guint64 rate_hz;

  if (argc == 2 && g_str_equal (argv[1], "--playing"))
    return askg_application_sound_print ();
  if (argc == 2 && g_str_equal (argv[1], "--list") && gst_init_check (NULL, NULL, &error))
    return askg_sound_list_print (FALSE);
  if (argc < 2 || argc > 3 ||
      !g_ascii_string_to_unsigned (argv[1], 10, ASKG_PCM_MIN_RATE_HZ, ASKG_PCM_MAX_RATE_HZ, &rate_hz, &error) ||
      !gst_init_check (NULL, NULL, &error))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "Use: askglass-hear RATE_HZ [MICROPHONE]");
      return 1;
    }

  if (argc > 2 && g_str_equal (argv[2], ASKG_OVERHEARING_ALL))
    return askg_overhearing_main ((guint) rate_hz);
  if (argc > 2 && g_str_has_prefix (argv[2], ASKG_OVERHEARING_ONE))
    return askg_application_sound_main ((guint) rate_hz, argv[2] + strlen (ASKG_OVERHEARING_ONE));

  return hear (rate_hz, argc > 2 ? argv[2] : NULL);
}
