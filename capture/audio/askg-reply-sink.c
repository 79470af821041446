/* askg-reply-sink.c: the thread that owns it builds the pipeline and takes it down; the pipeline's own thread takes the sound.
 *
 * It is fed ten milliseconds at a time, by position and not by time stamps: nothing is ever late, so nothing is ever
 * dropped, and it needs no flush, after which sinks fall silent for good. */
#include "capture/audio/askg-reply-sink.h"

#include <gst/app/gstappsrc.h>
#include <gst/audio/audio.h>
#include <gst/gst.h>

#include "capture/audio/askg-play-converter.h"
#include "capture/audio/askg-played-tap.h"

#define TAIL_US (G_USEC_PER_SEC / 2) /* of rooms and buffers */

struct _AskgReplySink
{
  char              *device;   /* (nullable) (owned): the loudspeaker that was chosen */
  GstElement        *pipeline; /* (nullable) (owned) */
  GstElement        *source;   /* (nullable) (owned): as long as @pipeline */
  GstElement        *sink;     /* (nullable) (owned): the same */
  gint64             built_us;

  gint               is_broken; /* atomic: the pipeline told an error */

  GMutex             lock; /* for what follows: the pipeline's thread takes from it */
  AskgReplyRing     *ring;     /* owned */
  gint64             taken_us; /* last */
  AskgPlayedTap     *tap;      /* (nullable) (owned): %NULL where no microphone is beside it */
  GstAudioConverter *to_tap;   /* (nullable) (owned): the same */
};

/* -- What the microphone needs to know --------------------------------------------- */

/* Under the lock. */
static void
tap (AskgReplySink  *self,
     const gint16 *block)
{
  gint16 out[2 * ASKG_REPLY_BLOCK];
  gpointer in_planes[] = { (gpointer) block };
  gpointer out_planes[] = { out };
  gsize n_out;

  if (self->tap == NULL)
    return;
  n_out = MIN (gst_audio_converter_get_out_frames (self->to_tap, ASKG_REPLY_BLOCK), G_N_ELEMENTS (out));
  if (gst_audio_converter_samples (self->to_tap, GST_AUDIO_CONVERTER_FLAG_NONE, in_planes, ASKG_REPLY_BLOCK, out_planes, n_out))
    askg_played_tap_add (self->tap, out, n_out);
}

/* Whether anything is fed to a loudspeaker, or was so lately that it may be heard still. */
gboolean
askg_reply_sink_is_heard (AskgReplySink *self)
{
  gboolean is_heard;

  g_mutex_lock (&self->lock);
  is_heard = self->taken_us != 0 && g_get_monotonic_time () - self->taken_us < TAIL_US;
  g_mutex_unlock (&self->lock);

  return is_heard;
}

/**
 * askg_reply_sink_read_played:
 * @samples: (out caller-allocates): of the rate at which is heard, always by the same time before what is heard
 *
 * Returns: whether it is another time than before
 */
gboolean
askg_reply_sink_read_played (AskgReplySink *self,
                             gint16        *samples,
                             gsize          n_samples)
{
  gboolean is_anew;

  g_mutex_lock (&self->lock);
  is_anew = askg_played_tap_read (self->tap, samples, n_samples);
  g_mutex_unlock (&self->lock);

  return is_anew;
}

/* -- The pipeline ------------------------------------------------------------------ */

static void
need_cb (GstAppSrc *source,
         guint      length,
         gpointer   user_data)
{
  AskgReplySink *self = user_data;
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, ASKG_REPLY_BLOCK * sizeof (gint16), NULL);
  GstMapInfo map;

  gst_buffer_map (buffer, &map, GST_MAP_WRITE);
  g_mutex_lock (&self->lock);
  askg_reply_ring_take (self->ring, (gint16 *) map.data);
  tap (self, (const gint16 *) map.data);
  self->taken_us = g_get_monotonic_time ();
  g_mutex_unlock (&self->lock);
  gst_buffer_unmap (buffer, &map);
  gst_app_src_push_buffer (source, buffer);
}

/* On the thread where it happens; the one that runs it looks soon. */
static GstBusSyncReply
trouble_cb (GstBus     *bus,
            GstMessage *message,
            gpointer    user_data)
{
  AskgReplySink *self = user_data;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    g_atomic_int_set (&self->is_broken, TRUE);
  gst_message_unref (message);

  return GST_BUS_DROP;
}

/* A new one is built the next time. */
void
askg_reply_sink_close (AskgReplySink *self)
{
  if (self->pipeline == NULL)
    return;

  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_mutex_lock (&self->lock);
  if (self->tap != NULL)
    askg_played_tap_stop (self->tap);
  g_mutex_unlock (&self->lock);
  g_clear_object (&self->source);
  g_clear_object (&self->sink);
  g_clear_object (&self->pipeline);
}

static void
open_pipeline (AskgReplySink *self)
{
  static GstAppSrcCallbacks callbacks = { .need_data = need_cb };
  g_autofree char *description =
    g_strdup_printf ("appsrc name=source is-live=true format=time max-bytes=%zu caps=audio/x-raw,format=S16LE,layout=interleaved,"
                     "rate=%u,channels=1 ! pulsesink name=sink sync=false async=false buffer-time=40000 latency-time=10000 "
                     "client-name=Askglass", ASKG_REPLY_BLOCK * sizeof (gint16), ASKG_REPLY_RATE_HZ);
  g_autoptr(GstBus) bus = NULL;

  g_atomic_int_set (&self->is_broken, FALSE);
  self->built_us = g_get_monotonic_time ();
  self->pipeline = gst_parse_launch (description, NULL);
  if (self->pipeline == NULL)
    {
      g_atomic_int_set (&self->is_broken, TRUE);
      return;
    }
  self->source = gst_bin_get_by_name (GST_BIN (self->pipeline), "source");
  self->sink = gst_bin_get_by_name (GST_BIN (self->pipeline), "sink");
  if (self->device != NULL)
    g_object_set (self->sink, "device", self->device, NULL);
  gst_app_src_set_callbacks (GST_APP_SRC (self->source), &callbacks, self, NULL);
  bus = gst_element_get_bus (self->pipeline);
  gst_bus_set_sync_handler (bus, trouble_cb, self, NULL);
}

/* From here on silence is fed, and what is begun is heard at once. */
void
askg_reply_sink_go (AskgReplySink *self)
{
  if (self->pipeline == NULL)
    open_pipeline (self);
  if (self->pipeline == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->taken_us = g_get_monotonic_time ();
  g_mutex_unlock (&self->lock);
  if (gst_element_set_state (self->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    g_atomic_int_set (&self->is_broken, TRUE);
}

/* @device: (transfer full): on which loudspeaker from here on; empty for the desktop's choice */
void
askg_reply_sink_choose (AskgReplySink *self,
                        char          *device)
{
  if (*device == '\0')
    g_clear_pointer (&device, g_free);
  if (g_strcmp0 (device, self->device) != 0)
    askg_reply_sink_close (self);
  g_free (self->device);
  self->device = device;
}

/* Silence at once; the loudspeaker is let go. */
void
askg_reply_sink_rest (AskgReplySink *self)
{
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_READY);
  g_mutex_lock (&self->lock);
  if (self->tap != NULL)
    askg_played_tap_stop (self->tap);
  g_mutex_unlock (&self->lock);
}

/* -- What is known of it ------------------------------------------------------------- */

/* Returns: the blocks that were taken and have not sounded: the sink holds them, and the sound server behind it */
gint64
askg_reply_sink_get_held (AskgReplySink *self)
{
  GstAudioRingBuffer *buffer = GST_AUDIO_BASE_SINK (self->sink)->ringbuffer;
  const guint n_frames = buffer != NULL && gst_audio_ring_buffer_is_acquired (buffer) ? gst_audio_ring_buffer_delay (buffer) : 0;

  return 1 + (n_frames + ASKG_REPLY_BLOCK / 2) / ASKG_REPLY_BLOCK;
}

gboolean
askg_reply_sink_is_going (AskgReplySink *self)
{
  return self->pipeline != NULL && GST_STATE_TARGET (self->pipeline) == GST_STATE_PLAYING;
}

/* It told so; it never plays again, a new one may. */
gboolean
askg_reply_sink_is_broken (AskgReplySink *self)
{
  return g_atomic_int_get (&self->is_broken);
}

/* Whether GStreamer has what is needed; known after it was built. */
gboolean
askg_reply_sink_has_parts (AskgReplySink *self)
{
  return self->pipeline != NULL;
}

/* When it was built, or would have been. */
gint64
askg_reply_sink_get_built_us (AskgReplySink *self)
{
  return self->built_us;
}

/* When sound was taken last, or it was begun. */
gint64
askg_reply_sink_get_taken_us (AskgReplySink *self)
{
  gint64 taken_us;

  g_mutex_lock (&self->lock);
  taken_us = self->taken_us;
  g_mutex_unlock (&self->lock);

  return taken_us;
}

/* Returns: (transfer none): until askg_reply_sink_unlock_ring(), which must be soon */
AskgReplyRing *
askg_reply_sink_lock_ring (AskgReplySink *self)
{
  g_mutex_lock (&self->lock);

  return self->ring;
}

void
askg_reply_sink_unlock_ring (AskgReplySink *self)
{
  g_mutex_unlock (&self->lock);
}

/* @rate_hz: of what is heard beside it; 0 for nothing. It is there for as long as the process. */
AskgReplySink *
askg_reply_sink_new (guint rate_hz)
{
  AskgReplySink *self = g_new0 (AskgReplySink, 1);

  self->ring = askg_reply_ring_new ();
  g_mutex_init (&self->lock);
  if (rate_hz != 0)
    {
      self->tap = askg_played_tap_new (rate_hz);
      self->to_tap = askg_play_converter_new (ASKG_REPLY_RATE_HZ, rate_hz);
    }

  return self;
}
