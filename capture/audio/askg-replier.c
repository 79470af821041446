/* askg-replier.c: one thread runs it.
 *
 * A cut takes the sink down, which is silence in 7 ms, where nobody needs it to go on. Where an echo is taken out of what is
 * heard it only ends the reply, and the sink goes on, so that what was learnt of the echo's way stays true. */
#include "capture/audio/askg-replier.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#include "capture/audio/askg-hear-teller.h"
#include "capture/audio/askg-play-converter.h"
#include "capture/audio/askg-play-trouble.h"
#include "engine/base/askg-pcm.h"

#define TICK_MS 20
#define IDLE_TICK_MS 500
#define IDLE_US (30 * G_USEC_PER_SEC) /* without a reply for so long: the loudspeaker is let go */
#define AGAIN_US (G_USEC_PER_SEC / 4) /* until a pipeline is built anew */
#define DEAD_US G_USEC_PER_SEC        /* nothing was taken for so long */
#define PIECE_BYTES 16384

struct _AskgReplier
{
  AskgReplySink     *sink;       /* owned */
  gboolean           is_alone;   /* no microphone is open beside it */
  gint64             used_us;    /* last, by a reply */

  GstAudioConverter *converter;  /* (nullable) (owned): of this reply's rate */
  guint32            generation;
  guint              rate_hz;
  gboolean           is_replying;
  gint64             over_block; /* it is over when so many blocks have sounded; 0: not yet known */
  gint64             told_heard;
  gboolean           is_troubled; /* and that was told */

  gint               coupling;   /* atomic: an AskgHearCoupling */
};

static void
go (AskgReplier *self)
{
  self->used_us = g_get_monotonic_time ();
  askg_reply_sink_go (self->sink);
}

/* -- Replies ------------------------------------------------------------------------- */

static void
begin (AskgReplier        *self,
       guint32             generation,
       const AskgPlayBegin *how)
{
  g_clear_pointer (&self->converter, gst_audio_converter_free);
  self->rate_hz = CLAMP (how->rate_hz, ASKG_PCM_MIN_RATE_HZ, ASKG_PCM_MAX_RATE_HZ);
  self->converter = askg_play_converter_new (self->rate_hz, ASKG_REPLY_RATE_HZ);
  self->generation = generation;
  self->is_replying = TRUE;
  self->over_block = 0;
  self->told_heard = 0;
  askg_reply_ring_begin (askg_reply_sink_lock_ring (self->sink));
  askg_reply_sink_unlock_ring (self->sink);
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
  askg_reply_ring_add (askg_reply_sink_lock_ring (self->sink), out, n_out);
  askg_reply_sink_unlock_ring (self->sink);
}

static void
end (AskgReplier *self)
{
  add (self, NULL, gst_audio_converter_get_max_latency (self->converter));
  askg_reply_ring_end (askg_reply_sink_lock_ring (self->sink));
  askg_reply_sink_unlock_ring (self->sink);
}

static void
cut (AskgReplier *self)
{
  self->is_replying = FALSE;
  self->used_us = g_get_monotonic_time ();
  askg_reply_ring_cut (askg_reply_sink_lock_ring (self->sink));
  askg_reply_sink_unlock_ring (self->sink);
  if (self->is_alone || g_atomic_int_get (&self->coupling) == ASKG_HEAR_APART)
    askg_reply_sink_rest (self->sink);
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
      askg_reply_sink_choose (self->sink, g_strndup ((const char *) bytes, head->n_bytes));
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
      askg_reply_ring_duck (askg_reply_sink_lock_ring (self->sink), head->position != 0);
      askg_reply_sink_unlock_ring (self->sink);
      break;
    default:
      return FALSE;
    }

  return TRUE;
}

/* -- What has sounded ------------------------------------------------------------------ */

static void
tell_heard (AskgReplier *self)
{
  const gint64 held = askg_reply_sink_get_held (self->sink);
  AskgReplyRing *ring = askg_reply_sink_lock_ring (self->sink);
  gint64 sounded, heard;
  gboolean is_over;

  sounded = askg_reply_ring_get_blocks (ring) - held;
  heard = askg_reply_ring_get_heard (ring, sounded) * self->rate_hz / ASKG_REPLY_RATE_HZ;
  if (self->over_block == 0 && askg_reply_ring_is_over (ring))
    self->over_block = askg_reply_ring_get_blocks (ring);
  is_over = self->over_block != 0 && sounded >= self->over_block;
  if (!askg_reply_ring_is_silent (ring))
    self->used_us = g_get_monotonic_time ();
  askg_reply_sink_unlock_ring (self->sink);

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
  const char *name = askg_play_trouble_get_name (askg_reply_sink_has_parts (self->sink) ? ASKG_PLAY_NO_WAY : ASKG_PLAY_NO_PARTS);

  if (self->is_troubled == is_troubled)
    return;
  self->is_troubled = is_troubled;
  askg_hear_tell (ASKG_PLAY_TROUBLE, 0, name, is_troubled ? strlen (name) : 0);
}

/* A sink whose sound server died never plays again; a new one does when there is a server again. */
static void
watch_sink (AskgReplier *self,
            gint64       now_us)
{
  const gboolean is_going = askg_reply_sink_is_going (self->sink);
  const gint64 taken_us = askg_reply_sink_get_taken_us (self->sink);

  if (askg_reply_sink_is_broken (self->sink) || (is_going && now_us - taken_us > DEAD_US))
    {
      tell_trouble (self, TRUE);
      askg_reply_sink_close (self->sink);
      if (self->is_replying && now_us - askg_reply_sink_get_built_us (self->sink) >= AGAIN_US)
        go (self);
    }
  else if (is_going && taken_us > askg_reply_sink_get_built_us (self->sink))
    tell_trouble (self, FALSE);
}

static void
tick (AskgReplier *self)
{
  const gint64 now_us = g_get_monotonic_time ();

  watch_sink (self, now_us);
  if (self->is_replying && askg_reply_sink_is_going (self->sink))
    tell_heard (self);
  if (!self->is_replying && askg_reply_sink_is_going (self->sink) && now_us - self->used_us >= IDLE_US)
    askg_reply_sink_rest (self->sink);
}

/* @is_alone: no microphone is open beside it
 * @sink: (transfer full) */
AskgReplier *
askg_replier_new (AskgReplySink *sink,
                  gboolean       is_alone)
{
  AskgReplier *self = g_new0 (AskgReplier, 1);

  self->sink = sink;
  self->is_alone = is_alone;

  return self;
}

/* Any thread. */
void
askg_replier_set_coupling (AskgReplier      *self,
                           AskgHearCoupling  coupling)
{
  g_atomic_int_set (&self->coupling, coupling);
}

/* A thread of its own: whatever the sound server keeps the others waiting for, the light goes out. */
static gpointer
end_cb (gpointer user_data)
{
  struct pollfd input = { .fd = STDIN_FILENO };

  while (poll (&input, 1, -1) <= 0 || (input.revents & (POLLHUP | POLLERR | POLLNVAL)) == 0)
    ;
  _exit (0);
}

/* Ends with whoever holds the other end of standard input, and the process with it: at once, since a pipeline that is
 * taken down orderly hears for 30 ms more. */
void
askg_replier_run (AskgReplier *self)
{
  g_autoptr(GByteArray) held = g_byte_array_new ();
  guint8 piece[PIECE_BYTES];
  gint64 next_us = 0;

  g_thread_unref (g_thread_new ("end", end_cb, NULL));
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
