/* askg-replier.c: the thread that runs it owns the pipeline; the pipeline's own thread takes the sound.
 *
 * The sink is fed without an end, ten milliseconds at a time and silence where there is no reply, by position and not by
 * time stamps: nothing is ever late, so nothing is ever dropped, and it needs no flush, after which sinks fall silent for
 * good. A cut takes the sink down, which is silence in 7 ms, where nobody needs it to go on; where an echo is taken out of
 * what is heard it only ends the reply, and the sink goes on, so that what was learnt of the echo's way stays true. */
#include "capture/audio/askg-replier.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include <gst/app/gstappsrc.h>
#include <gst/audio/audio.h>
#include <gst/gst.h>

#include "capture/audio/askg-hear-teller.h"
#include "capture/audio/askg-play-trouble.h"
#include "capture/audio/askg-reply-ring.h"
#include "engine/base/askg-pcm.h"

#define TICK_MS 20
#define IDLE_TICK_MS 500
#define IDLE_US (10 * G_USEC_PER_SEC) /* without a reply for so long: the loudspeaker is let go */
#define AGAIN_US (G_USEC_PER_SEC / 4) /* until a pipeline is built anew */
#define DEAD_US G_USEC_PER_SEC        /* nothing was taken for so long */
#define PIECE_BYTES 16384

struct _AskgReplier
{
  gboolean           is_alone; /* there is no microphone beside it */
  char              *device;   /* (nullable) (owned): the loudspeaker that was chosen */

  GstElement        *pipeline; /* (nullable) (owned) */
  GstElement        *source;   /* (owned): as long as @pipeline */
  GstElement        *sink;     /* (owned): the same */
  gint64             built_us;
  gint64             used_us;  /* last, by a reply */

  GstAudioConverter *converter; /* (nullable) (owned): of this reply's rate */
  guint32            generation;
  guint              rate_hz;
  gboolean           is_replying;
  gint64             over_block; /* it is over when so many blocks have sounded; 0: not yet known */
  gint64             told_heard;
  gboolean           is_troubled; /* and that was told */

  gint               is_broken; /* atomic: the pipeline told an error */

  GMutex             lock; /* for what follows: the pipeline's thread takes from it */
  AskgReplyRing     *ring;
  gint64             taken_us; /* last */
};

/* -- The pipeline ------------------------------------------------------------------ */

static void
need_cb (GstAppSrc *source,
         guint      length,
         gpointer   user_data)
{
  AskgReplier *self = user_data;
  GstBuffer *buffer = gst_buffer_new_allocate (NULL, ASKG_REPLY_BLOCK * sizeof (gint16), NULL);
  GstMapInfo map;

  gst_buffer_map (buffer, &map, GST_MAP_WRITE);
  g_mutex_lock (&self->lock);
  askg_reply_ring_take (self->ring, (gint16 *) map.data);
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
  AskgReplier *self = user_data;

  if (GST_MESSAGE_TYPE (message) == GST_MESSAGE_ERROR)
    g_atomic_int_set (&self->is_broken, TRUE);
  gst_message_unref (message);

  return GST_BUS_DROP;
}

static void
close_pipeline (AskgReplier *self)
{
  if (self->pipeline == NULL)
    return;

  gst_element_set_state (self->pipeline, GST_STATE_NULL);
  g_clear_object (&self->source);
  g_clear_object (&self->sink);
  g_clear_object (&self->pipeline);
}

static void
open_pipeline (AskgReplier *self)
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
static void
go (AskgReplier *self)
{
  self->used_us = g_get_monotonic_time ();
  if (self->pipeline == NULL)
    open_pipeline (self);
  if (self->pipeline == NULL)
    return;

  g_mutex_lock (&self->lock);
  self->taken_us = self->used_us;
  g_mutex_unlock (&self->lock);
  if (gst_element_set_state (self->pipeline, GST_STATE_PLAYING) == GST_STATE_CHANGE_FAILURE)
    g_atomic_int_set (&self->is_broken, TRUE);
}

/* -- Replies ------------------------------------------------------------------------- */

static GstAudioConverter *
new_converter (guint rate_hz)
{
  GstAudioInfo from, to;

  gst_audio_info_set_format (&from, GST_AUDIO_FORMAT_S16LE, rate_hz, 1, NULL);
  gst_audio_info_set_format (&to, GST_AUDIO_FORMAT_S16LE, ASKG_REPLY_RATE_HZ, 1, NULL);

  return gst_audio_converter_new (GST_AUDIO_CONVERTER_FLAG_NONE, &from, &to, NULL);
}

static void
begin (AskgReplier        *self,
       guint32             generation,
       const AskgPlayBegin *how)
{
  g_clear_pointer (&self->converter, gst_audio_converter_free);
  self->rate_hz = CLAMP (how->rate_hz, ASKG_PCM_MIN_RATE_HZ, ASKG_PCM_MAX_RATE_HZ);
  self->converter = new_converter (self->rate_hz);
  self->generation = generation;
  self->is_replying = TRUE;
  self->over_block = 0;
  self->told_heard = 0;
  g_mutex_lock (&self->lock);
  askg_reply_ring_begin (self->ring);
  g_mutex_unlock (&self->lock);
  go (self);
}

/* @samples: (nullable): %NULL for what the converter holds back */
static void
add (AskgReplier  *self,
     const gint16 *samples,
     gsize         n_in)
{
  const gsize n_out = gst_audio_converter_get_out_frames (self->converter, n_in);
  g_autofree gint16 *out = g_new (gint16, n_out + 1);
  gpointer in_planes[] = { (gpointer) samples };
  gpointer out_planes[] = { out };

  if (!gst_audio_converter_samples (self->converter, GST_AUDIO_CONVERTER_FLAG_NONE, samples != NULL ? in_planes : NULL, n_in,
                                    out_planes, n_out))
    return;
  g_mutex_lock (&self->lock);
  askg_reply_ring_add (self->ring, out, n_out);
  g_mutex_unlock (&self->lock);
}

static void
end (AskgReplier *self)
{
  add (self, NULL, gst_audio_converter_get_max_latency (self->converter));
  g_mutex_lock (&self->lock);
  askg_reply_ring_end (self->ring);
  g_mutex_unlock (&self->lock);
}

static void
cut (AskgReplier *self)
{
  self->is_replying = FALSE;
  self->used_us = g_get_monotonic_time ();
  g_mutex_lock (&self->lock);
  askg_reply_ring_cut (self->ring);
  g_mutex_unlock (&self->lock);
  if (self->pipeline != NULL)
    gst_element_set_state (self->pipeline, GST_STATE_READY);
}

/* @name: (transfer full): on which loudspeaker from here on; empty for the desktop's choice */
static void
choose (AskgReplier *self,
        char        *name)
{
  if (*name == '\0')
    g_clear_pointer (&name, g_free);
  if (g_strcmp0 (name, self->device) != 0)
    close_pipeline (self);
  g_free (self->device);
  self->device = name;
}

static gboolean
command_cb (const AskgHearHead *head,
            const guint8       *bytes,
            gpointer            user_data)
{
  AskgReplier *self = user_data;
  const gboolean is_current = self->is_replying && head->position == self->generation;
  g_autofree gint16 *samples = NULL;
  AskgPlayBegin how = { 0 };

  switch (head->kind)
    {
    case ASKG_PLAY_DEVICE:
      choose (self, g_strndup ((const char *) bytes, head->n_bytes));
      break;
    case ASKG_PLAY_READY:
      go (self);
      break;
    case ASKG_PLAY_BEGIN:
      memcpy (&how, bytes, MIN (head->n_bytes, sizeof how));
      begin (self, head->position, &how);
      break;
    case ASKG_PLAY_SAMPLES:
      samples = g_memdup2 (bytes, head->n_bytes); /* messages are not aligned */
      if (is_current && head->n_bytes > 0)
        add (self, samples, head->n_bytes / sizeof (gint16));
      break;
    case ASKG_PLAY_END:
      if (is_current)
        end (self);
      break;
    case ASKG_PLAY_CUT:
      cut (self);
      break;
    case ASKG_PLAY_DUCK:
      g_mutex_lock (&self->lock);
      askg_reply_ring_duck (self->ring, head->position != 0);
      g_mutex_unlock (&self->lock);
      break;
    default:
      return FALSE;
    }

  return TRUE;
}

/* -- What has sounded ------------------------------------------------------------------ */

/* What the sink holds, and the sound server behind it. */
static gint64
get_held_blocks (AskgReplier *self)
{
  GstAudioRingBuffer *buffer = GST_AUDIO_BASE_SINK (self->sink)->ringbuffer;
  const guint n_frames = buffer != NULL && gst_audio_ring_buffer_is_acquired (buffer) ? gst_audio_ring_buffer_delay (buffer) : 0;

  return 1 + (n_frames + ASKG_REPLY_BLOCK / 2) / ASKG_REPLY_BLOCK;
}

static void
tell_heard (AskgReplier *self)
{
  const gint64 held = get_held_blocks (self);
  gint64 sounded, heard;
  gboolean is_over;

  g_mutex_lock (&self->lock);
  sounded = askg_reply_ring_get_blocks (self->ring) - held;
  heard = askg_reply_ring_get_heard (self->ring, sounded) * self->rate_hz / ASKG_REPLY_RATE_HZ;
  if (self->over_block == 0 && askg_reply_ring_is_over (self->ring))
    self->over_block = askg_reply_ring_get_blocks (self->ring);
  is_over = self->over_block != 0 && sounded >= self->over_block;
  if (!askg_reply_ring_is_silent (self->ring))
    self->used_us = g_get_monotonic_time ();
  g_mutex_unlock (&self->lock);

  if (heard > self->told_heard)
    {
      self->told_heard = heard;
      askg_hear_tell (ASKG_PLAY_HEARD, heard, &self->generation, sizeof self->generation);
    }
  if (is_over)
    {
      self->is_replying = FALSE;
      askg_hear_tell (ASKG_PLAY_OVER, self->generation, NULL, 0);
    }
}

/* -- The clock ---------------------------------------------------------------------------- */

static void
tell_trouble (AskgReplier *self,
              gboolean     is_troubled)
{
  const char *name = askg_play_trouble_get_name (self->pipeline == NULL ? ASKG_PLAY_NO_PARTS : ASKG_PLAY_NO_WAY);

  if (self->is_troubled == is_troubled)
    return;
  self->is_troubled = is_troubled;
  askg_hear_tell (ASKG_PLAY_TROUBLE, 0, name, is_troubled ? strlen (name) : 0);
}

static gboolean
is_going (AskgReplier *self)
{
  return self->pipeline != NULL && GST_STATE_TARGET (self->pipeline) == GST_STATE_PLAYING;
}

/* A pipeline whose sound server died never plays again; a new one does when there is a server again. */
static void
watch_pipeline (AskgReplier *self,
                gint64       now_us)
{
  gint64 taken_us;

  g_mutex_lock (&self->lock);
  taken_us = self->taken_us;
  g_mutex_unlock (&self->lock);
  if (g_atomic_int_get (&self->is_broken) || (is_going (self) && now_us - taken_us > DEAD_US))
    {
      tell_trouble (self, TRUE);
      close_pipeline (self);
      if (self->is_replying && now_us - self->built_us >= AGAIN_US)
        go (self);
    }
  else if (is_going (self) && taken_us > self->built_us)
    tell_trouble (self, FALSE);
}

static void
tick (AskgReplier *self)
{
  const gint64 now_us = g_get_monotonic_time ();

  watch_pipeline (self, now_us);
  if (self->is_replying && is_going (self))
    tell_heard (self);
  if (!self->is_replying && is_going (self) && now_us - self->used_us >= IDLE_US)
    gst_element_set_state (self->pipeline, GST_STATE_READY);
}

/* @is_alone: no microphone is open beside it */
AskgReplier *
askg_replier_new (gboolean is_alone)
{
  AskgReplier *self = g_new0 (AskgReplier, 1);

  self->is_alone = is_alone;
  self->ring = askg_reply_ring_new ();
  g_mutex_init (&self->lock);

  return self;
}

/* Ends with whoever holds the other end of standard input, and the process with it: at once, since a pipeline that is
 * taken down orderly hears for 30 ms more. */
void
askg_replier_run (AskgReplier *self)
{
  g_autoptr(GByteArray) held = g_byte_array_new ();
  guint8 piece[PIECE_BYTES];
  gint64 next_us = 0;

  while (TRUE)
    {
      struct pollfd input = { .fd = STDIN_FILENO, .events = POLLIN };
      const int n = poll (&input, 1, self->is_replying ? TICK_MS : IDLE_TICK_MS);
      const gssize n_read = n > 0 ? read (STDIN_FILENO, piece, sizeof piece) : 0;

      if (n > 0 && n_read < 0 && errno == EINTR)
        continue;
      if (n > 0 && (n_read <= 0 || !askg_hear_wire_read (held, piece, n_read, command_cb, self)))
        _exit (0);
      if (g_get_monotonic_time () >= next_us)
        {
          tick (self);
          next_us = g_get_monotonic_time () + TICK_MS * 1000;
        }
    }
}
