/* askg-player.c: the helper process askglass-play, and nothing else.
 *
 *   askglass-play RATE_HZ       signed 16-bit samples of one channel on standard input become sound, until it ends
 *   askglass-play --replies     messages of askg-hear-wire.h on standard input and output, until that ends
 *   askglass-play --list        the loudspeakers: a line each, name and description with a tab between
 *
 * The first ends with 0 when the last of them was heard, and with 1 and a line on standard error when there is no way to the
 * loudspeaker. GStreamer costs 30 ms and 20 MB, so it lives in a process that is gone when all is said; whoever kills
 * it has silence at once, for it holds half a second and no more. */
#include "capture/audio/askg-player.h"

#include <errno.h>
#include <unistd.h>

#include <gst/app/gstappsrc.h>
#include <gst/gst.h>

#include "capture/audio/askg-replier.h"
#include "capture/audio/askg-sound-list.h"
#include "engine/base/askg-pcm.h"

#define PIECE_BYTES 4096
#define SILENCE_MS 300 /* longer than the buffers of sound servers */
#define HELD_PER_S 2 /* of a second that is taken ahead, so many-th */

/* On the thread where it happens: the one that writes may be waiting for room that will never come. */
static GstBusSyncReply
trouble_cb (GstBus     *bus,
            GstMessage *message,
            gpointer    user_data)
{
  g_autoptr(GError) error = NULL;

  if (GST_MESSAGE_TYPE (message) != GST_MESSAGE_ERROR)
    return GST_BUS_PASS;

  gst_message_parse_error (message, &error, NULL);
  g_printerr ("%s\n", error->message);
  _exit (1);
}

static GstElement *
new_pipeline (guint    rate_hz,
              GError **error)
{
  g_autofree char *description =
    g_strdup_printf ("appsrc name=source block=true max-bytes=%u caps=audio/x-raw,format=S16LE,layout=interleaved,"
                     "rate=%u,channels=1 ! audioconvert ! audioresample ! autoaudiosink name=sink",
                     rate_hz * 2 / HELD_PER_S, rate_hz);

  return gst_parse_launch (description, error);
}

/* Whole samples: half a one waits for its other half. */
static void
pass_on (GstAppSrc *source)
{
  guint8 bytes[PIECE_BYTES];
  gsize n_held = 0;
  gssize n_read;

  while ((n_read = read (STDIN_FILENO, bytes + n_held, sizeof bytes - n_held)) != 0)
    {
      gsize n_whole;

      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read < 0)
        break;
      n_held += n_read;
      n_whole = n_held & ~(gsize) 1;
      if (n_whole == 0)
        continue;
      if (gst_app_src_push_buffer (source, gst_buffer_new_memdup (bytes, n_whole)) != GST_FLOW_OK)
        break;
      bytes[0] = bytes[n_held - 1];
      n_held -= n_whole;
    }
}

/* Where it finds no device at all it takes a sink that swallows everything, and says nothing. */
static gboolean
has_device (GstElement *pipeline)
{
  g_autoptr(GstElement) chooser = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  const GstElement *chosen = GST_BIN_NUMCHILDREN (chooser) > 0 ? GST_BIN_CHILDREN (chooser)->data : NULL;
  GstElementFactory *factory = chosen != NULL ? gst_element_get_factory ((GstElement *) chosen) : NULL;

  return factory != NULL && g_strcmp0 (GST_OBJECT_NAME (factory), "fakesink") != 0;
}

/* A sink that is closed drops what the sound server still holds: let that be silence. */
static void
add_silence (GstAppSrc *source,
             guint      rate_hz)
{
  const gsize n_bytes = (gsize) rate_hz * SILENCE_MS / 1000 * 2;

  gst_app_src_push_buffer (source, gst_buffer_new_wrapped (g_malloc0 (n_bytes), n_bytes));
}

static int
play (GstElement *pipeline,
      guint       rate_hz)
{
  g_autoptr(GstElement) source = gst_bin_get_by_name (GST_BIN (pipeline), "source");
  g_autoptr(GstBus) bus = gst_element_get_bus (pipeline);
  g_autoptr(GstMessage) message = NULL;

  gst_bus_set_sync_handler (bus, trouble_cb, NULL, NULL);
  gst_element_set_state (pipeline, GST_STATE_READY);
  if (!has_device (pipeline))
    {
      g_printerr ("no device\n");
      return 1;
    }
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  pass_on (GST_APP_SRC (source));
  add_silence (GST_APP_SRC (source), rate_hz);
  gst_app_src_end_of_stream (GST_APP_SRC (source));
  message = gst_bus_timed_pop_filtered (bus, GST_CLOCK_TIME_NONE, GST_MESSAGE_EOS);
  gst_element_set_state (pipeline, GST_STATE_NULL);

  return 0;
}

/* Returns: the status of the process */
int
askg_player_main (int    argc,
                  char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GstElement) pipeline = NULL;
  guint64 rate_hz;

  if (argc == 2 && g_str_equal (argv[1], "--list") && gst_init_check (NULL, NULL, &error))
    return askg_sound_list_print (TRUE);
  if (argc == 2 && g_str_equal (argv[1], "--replies") && gst_init_check (NULL, NULL, &error))
    askg_replier_run (askg_replier_new (askg_reply_sink_new (0), TRUE));
  if (argc != 2 ||
      !g_ascii_string_to_unsigned (argv[1], 10, ASKG_PCM_MIN_RATE_HZ, ASKG_PCM_MAX_RATE_HZ, &rate_hz, &error) ||
      !gst_init_check (NULL, NULL, &error) || (pipeline = new_pipeline (rate_hz, &error)) == NULL)
    {
      g_printerr ("%s\n", error != NULL ? error->message : "Use: askglass-play RATE_HZ | --replies | --list");
      return 1;
    }

  return play (pipeline, rate_hz);
}
