/* askg-cast-reader.c: the helper process askglass-cast, and nothing else.
 *
 *   askglass-cast NODE...      descriptor 3 is a connection to PipeWire; pictures go to standard output
 *
 * GStreamer costs 30 ms and 20 MB, and its PipeWire elements can crash: so they live in a process
 * that is gone when the picture is there. */
#include "capture/screen/askg-cast-reader.h"

#include <errno.h>
#include <gio/gio.h>
#include <gst/app/gstappsink.h>
#include <gst/gst.h>
#include <gst/video/video.h>
#include <string.h>
#include <unistd.h>

#include "capture/screen/askg-cast-wire.h"
#include "engine/base/askg-frame.h"

#define FIRST_PICTURE_TIMEOUT (8 * GST_SECOND)

static gboolean
write_all (const void *bytes,
           gsize       n_bytes)
{
  const char *at = bytes;

  while (n_bytes > 0)
    {
      const gssize n_written = write (STDOUT_FILENO, at, n_bytes);

      if (n_written < 0 && errno == EINTR)
        continue;
      if (n_written <= 0)
        return FALSE;
      at += n_written;
      n_bytes -= n_written;
    }

  return TRUE;
}

static gboolean
write_picture (GstSample *sample)
{
  GstVideoInfo info;
  GstVideoFrame frame;
  AskgCastHead head;
  gboolean is_written;

  if (!gst_video_info_from_caps (&info, gst_sample_get_caps (sample)) ||
      GST_VIDEO_INFO_WIDTH (&info) > ASKG_FRAME_MAX_SIDE_PX || GST_VIDEO_INFO_HEIGHT (&info) > ASKG_FRAME_MAX_SIDE_PX ||
      !gst_video_frame_map (&frame, &info, gst_sample_get_buffer (sample), GST_MAP_READ))
    return FALSE;

  head = (AskgCastHead) { ASKG_CAST_MAGIC, GST_VIDEO_FRAME_WIDTH (&frame), GST_VIDEO_FRAME_HEIGHT (&frame) };
  is_written = write_all (&head, sizeof head);
  for (guint y = 0; is_written && y < head.height_px; y++)
    is_written = write_all ((guint8 *) GST_VIDEO_FRAME_PLANE_DATA (&frame, 0) +
                            (gsize) y * GST_VIDEO_FRAME_PLANE_STRIDE (&frame, 0), (gsize) head.width_px * 4);
  gst_video_frame_unmap (&frame);

  return is_written;
}

static gboolean
read_node (guint64   node,
           GError  **error)
{
  g_autofree char *description =
    g_strdup_printf ("pipewiresrc fd=%d path=%" G_GUINT64_FORMAT " do-timestamp=true ! videoconvert ! "
                     "video/x-raw,format=%s ! appsink name=sink sync=false max-buffers=1 drop=true",
                     ASKG_CAST_FD, node, G_BYTE_ORDER == G_LITTLE_ENDIAN ? "BGRx" : "xRGB");
  g_autoptr(GstElement) pipeline = gst_parse_launch (description, error);
  g_autoptr(GstElement) sink = NULL;
  g_autoptr(GstSample) sample = NULL;
  gboolean is_written = FALSE;

  if (pipeline == NULL)
    return FALSE;
  sink = gst_bin_get_by_name (GST_BIN (pipeline), "sink");
  gst_element_set_state (pipeline, GST_STATE_PLAYING);
  sample = gst_app_sink_try_pull_sample (GST_APP_SINK (sink), FIRST_PICTURE_TIMEOUT);
  if (sample != NULL)
    is_written = write_picture (sample);
  gst_element_set_state (pipeline, GST_STATE_NULL);
  if (!is_written)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "stream %" G_GUINT64_FORMAT " gave no picture", node);

  return is_written;
}

/**
 * askg_cast_reader_main:
 *
 * Writes one picture of each stream that @argv names.
 *
 * Returns: the status of the process: 0 when all were written
 */
int
askg_cast_reader_main (int    argc,
                       char **argv)
{
  g_autoptr(GError) error = NULL;

  if (!gst_init_check (NULL, NULL, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  for (int i = 1; i < argc; i++)
    {
      guint64 node;

      if (!g_ascii_string_to_unsigned (argv[i], 10, 0, G_MAXUINT32, &node, &error) || !read_node (node, &error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
    }

  return 0;
}
