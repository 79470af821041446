/* askg-overhearing.c: the helper askglass-hear when it was told to hear what the computer plays.
 *
 * As with microphones the sound server moves a stream whose device vanishes, here perhaps to a microphone: what came is
 * vouched for only when the device was still a loudspeaker's monitor VOUCH_MS later. */
#include "capture/audio/askg-overhearing.h"

#include <string.h>
#include <unistd.h>

#include <glib-unix.h>
#include <gst/app/gstappsink.h>
#include <gst/gst.h>

#include "capture/audio/askg-hear-teller.h"
#include "capture/audio/askg-hear-trouble.h"

#define VOUCH_MS 80
#define ASK_EVERY_MS 20
#define N_ASKED (VOUCH_MS / ASK_EVERY_MS)
#define MOST_WAIT_MS 2000 /* until the first sound */

typedef struct
{
  GMainLoop  *loop;
  GstElement *pipeline;
  GstElement *source;
  guint       n_asked;

  GMutex      lock;     /* for what follows: the streaming thread writes, too */
  gboolean    is_heard; /* the device was told */
  gint64      position;
  gint64      past[N_ASKED]; /* positions when it was asked; a ring */
} Overhearing;

static GstFlowReturn
sample_cb (GstAppSink *sink,
           gpointer    user_data)
{
  Overhearing *self = user_data;
  GstSample *sample = gst_app_sink_pull_sample (sink);
  GstBuffer *buffer = sample != NULL ? gst_sample_get_buffer (sample) : NULL;
  GstMapInfo map;

  if (buffer != NULL && gst_buffer_map (buffer, &map, GST_MAP_READ))
    {
      const gsize n_bytes = MIN (map.size, ASKG_HEAR_MAX_BYTES) & ~(gsize) 1;

      g_mutex_lock (&self->lock);
      if (self->is_heard)
        {
          askg_hear_tell (ASKG_HEAR_SAMPLES, self->position, map.data, n_bytes);
          self->position += (gint64) (n_bytes / sizeof (gint16));
        }
      g_mutex_unlock (&self->lock);
      gst_buffer_unmap (buffer, &map);
    }
  if (sample != NULL)
    gst_sample_unref (sample);

  return GST_FLOW_OK;
}

static void
end (Overhearing     *self,
     AskgHearTrouble  trouble)
{
  askg_hear_tell_trouble (self->is_heard ? ASKG_HEAR_LOST : ASKG_HEAR_FAILED, self->past[self->n_asked % N_ASKED], trouble);
  g_main_loop_quit (self->loop);
}

/* What had come at the last but N_ASKED question is a loudspeaker's when it is one still. */
static gboolean
ask_cb (gpointer user_data)
{
  Overhearing *self = user_data;
  g_autofree char *device = NULL;
  gint64 *oldest;

  g_object_get (self->source, "current-device", &device, NULL);
  g_mutex_lock (&self->lock);
  oldest = &self->past[self->n_asked % N_ASKED];
  if (device != NULL && *device != '\0' && !g_str_has_suffix (device, ".monitor"))
    end (self, ASKG_HEAR_NOT_CHOSEN);
  else if (!self->is_heard && device != NULL && *device != '\0')
    {
      self->is_heard = TRUE;
      askg_hear_tell (ASKG_HEAR_DEVICE, 0, device, strlen (device));
    }
  else if (self->is_heard && *oldest > 0)
    askg_hear_tell (ASKG_HEAR_VOUCHED, *oldest, NULL, 0);
  else if (!self->is_heard && self->n_asked * ASK_EVERY_MS > MOST_WAIT_MS)
    end (self, ASKG_HEAR_NO_SERVER);
  *oldest = self->position;
  self->n_asked++;
  g_mutex_unlock (&self->lock);

  return G_SOURCE_CONTINUE;
}

static gboolean
message_cb (GstBus     *bus,
            GstMessage *message,
            gpointer    user_data)
{
  Overhearing *self = user_data;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    {
      g_mutex_lock (&self->lock);
      end (self, ASKG_HEAR_NO_SERVER);
      g_mutex_unlock (&self->lock);
    }

  return G_SOURCE_CONTINUE;
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

/* (transfer full) (nullable): where the loudspeaker that the desktop uses can be listened to. Sound servers have a name
 * for that, and some take it for the microphone's. */
static char *
find_monitor (void)
{
  g_autoptr(GstDeviceProvider) provider = gst_device_provider_factory_get_by_name ("pulsedeviceprovider");
  char *monitor = NULL;
  GList *devices;

  if (provider == NULL || !gst_device_provider_start (provider)) /* only then it knows which one is used */
    return NULL;

  devices = gst_device_provider_get_devices (provider);
  for (GList *l = devices; l != NULL && monitor == NULL; l = l->next)
    {
      g_autoptr(GstStructure) properties = gst_device_get_properties (l->data);
      g_autoptr(GstElement) element = NULL;
      g_autofree char *name = NULL;
      gboolean is_used = FALSE;

      if (!gst_device_has_classes (l->data, "Audio/Sink") || properties == NULL ||
          !gst_structure_get_boolean (properties, "is-default", &is_used) || !is_used)
        continue;
      element = gst_device_create_element (l->data, NULL);
      if (element != NULL)
        g_object_get (element, "device", &name, NULL);
      if (name != NULL)
        monitor = g_strconcat (name, ".monitor", NULL);
    }
  g_list_free_full (devices, gst_object_unref);
  gst_device_provider_stop (provider);

  return monitor;
}

static gboolean
open_pipeline (Overhearing *self,
               const char  *monitor,
               guint        rate_hz)
{
  static GstAppSinkCallbacks callbacks = { .new_sample = sample_cb };
  g_autofree char *description =
    g_strdup_printf ("pulsesrc name=source buffer-time=40000 latency-time=10000 client-name=Askglass ! "
                     "audioconvert ! audioresample ! audio/x-raw,format=S16LE,layout=interleaved,rate=%u,channels=1 ! "
                     "appsink name=sink sync=false async=false", rate_hz);
  g_autoptr(GstElement) sink = NULL;
  g_autoptr(GstBus) bus = NULL;

  self->pipeline = gst_parse_launch (description, NULL);
  if (self->pipeline == NULL)
    return FALSE;

  self->source = gst_bin_get_by_name (GST_BIN (self->pipeline), "source");
  g_object_set (self->source, "device", monitor, NULL);
  sink = gst_bin_get_by_name (GST_BIN (self->pipeline), "sink");
  gst_app_sink_set_callbacks (GST_APP_SINK (sink), &callbacks, self, NULL);
  bus = gst_element_get_bus (self->pipeline);
  gst_bus_add_watch (bus, message_cb, self);
  gst_element_set_state (self->pipeline, GST_STATE_PLAYING); /* that it cannot is told by the bus */

  return TRUE;
}

/* GStreamer is there. Returns: the status of the process */
int
askg_overhearing_main (guint rate_hz)
{
  g_autofree char *monitor = find_monitor ();
  Overhearing self = { 0 };

  g_mutex_init (&self.lock);
  self.loop = g_main_loop_new (NULL, FALSE);
  if (monitor == NULL || !open_pipeline (&self, monitor, rate_hz))
    {
      askg_hear_tell_trouble (ASKG_HEAR_FAILED, 0, monitor == NULL ? ASKG_HEAR_NO_SERVER : ASKG_HEAR_NO_PARTS);
      return 1;
    }
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, input_cb, NULL);
  g_timeout_add (ASK_EVERY_MS, ask_cb, &self);
  g_main_loop_run (self.loop);

  _exit (1); /* a pipeline that is taken down orderly would hear until then */
}
