/* askg-cast-streams.c: main thread; the reading is done by the helper askglass-cast. */
#include "capture/screen/askg-cast-streams.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "capture/screen/askg-cast-wire.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"

#define MAX_STREAMS 16u
#define READ_TIMEOUT_SECONDS 12

/**
 * askg_cast_streams_parse:
 * @results: `a{sv}`, what Start returned
 *
 * Returns: (transfer full) (element-type AskgCastStream): what is shared; may be empty
 */
GArray *
askg_cast_streams_parse (GVariant *results)
{
  g_autoptr(GVariant) streams = g_variant_lookup_value (results, "streams", G_VARIANT_TYPE ("a(ua{sv})"));
  GArray *parsed = g_array_new (FALSE, TRUE, sizeof (AskgCastStream));
  GVariantIter iter;
  GVariant *properties;
  guint32 node;

  if (streams == NULL)
    return parsed;
  g_variant_iter_init (&iter, streams);
  while (parsed->len < MAX_STREAMS && g_variant_iter_next (&iter, "(u@a{sv})", &node, &properties))
    {
      AskgCastStream stream = { .node = node };

      if (!g_variant_lookup (properties, "size", "(ii)", &stream.place.width, &stream.place.height) ||
          !g_variant_lookup (properties, "position", "(ii)", &stream.place.x, &stream.place.y) ||
          stream.place.width <= 0 || stream.place.height <= 0)
        stream.place = (AskgRect) { 0, 0, 0, 0 };
      g_array_append_val (parsed, stream);
      g_variant_unref (properties);
    }

  return parsed;
}

/* Whether such a picture can be all of that output, at whatever scale. */
static gboolean
has_shape_of (const AskgCastHead    *head,
              const AskgOutputPlace *output)
{
  const gint64 difference = (gint64) head->width_px * output->place.height -
                            (gint64) head->height_px * output->place.width;

  return ABS (difference) <= MAX (output->place.width, output->place.height);
}

/* Desktops tell places exactly, roughly (pixels for a size) or not at all. */
static const AskgOutputPlace *
find_output (GArray             *outputs,
             const AskgRect     *place,
             const AskgCastHead *head)
{
  for (guint i = 0; i < outputs->len; i++)
    {
      const AskgOutputPlace *output = &g_array_index (outputs, AskgOutputPlace, i);
      const gboolean is_there = place->width > 0 && output->place.x == place->x && output->place.y == place->y;

      if ((is_there || outputs->len == 1) && has_shape_of (head, output))
        return output;
    }

  return NULL;
}

static AskgFrame *
new_frame (GBytes               *wire,
           gsize                 offset,
           const AskgCastHead   *head,
           const AskgCastStream *stream,
           GArray               *outputs)
{
  const gsize stride = (gsize) head->width_px * 4;
  const AskgOutputPlace *output = find_output (outputs, &stream->place, head);
  g_autoptr(GBytes) pixels = g_bytes_new_from_bytes (wire, offset, stride * head->height_px);
  g_autoptr(AskgFrame) frame = askg_frame_new (pixels, head->width_px, head->height_px, stride, TRUE,
                                               g_get_monotonic_time ());

  if (output != NULL)
    return askg_frame_place (frame, output->name, &output->place);
  if (stream->place.width > 0)
    return askg_frame_place (frame, NULL, &stream->place);

  return g_steal_pointer (&frame);
}

/**
 * askg_cast_streams_place:
 * @wire: what the helper wrote: a picture a stream
 * @outputs: (element-type AskgOutputPlace): as the desktop tells them
 *
 * Returns: (transfer full) (nullable) (element-type AskgFrame): a frame a stream, which share the memory
 *   of @wire; %NULL when it is not what the helper writes
 */
GPtrArray *
askg_cast_streams_place (GArray *streams,
                         GBytes *wire,
                         GArray *outputs)
{
  g_autoptr(GPtrArray) frames = g_ptr_array_new_with_free_func (g_object_unref);
  gsize n_bytes, at = 0;
  const guint8 *bytes = g_bytes_get_data (wire, &n_bytes);

  for (guint i = 0; i < streams->len; i++)
    {
      AskgCastHead head;

      if (n_bytes - at < sizeof head)
        return NULL;
      memcpy (&head, bytes + at, sizeof head);
      at += sizeof head;
      if (head.magic != ASKG_CAST_MAGIC ||
          head.width_px < 1 || head.width_px > ASKG_FRAME_MAX_SIDE_PX ||
          head.height_px < 1 || head.height_px > ASKG_FRAME_MAX_SIDE_PX ||
          (n_bytes - at) / 4 / head.width_px < head.height_px)
        return NULL;
      g_ptr_array_add (frames, new_frame (wire, at, &head, &g_array_index (streams, AskgCastStream, i), outputs));
      at += (gsize) head.width_px * head.height_px * 4;
    }

  return at == n_bytes && frames->len > 0 ? g_steal_pointer (&frames) : NULL;
}

static gboolean
too_long_cb (gpointer user_data)
{
  g_subprocess_force_exit (user_data);

  return G_SOURCE_REMOVE;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GBytes) wire = NULL;
  g_autofree char *complaint = NULL;
  GError *error = NULL;

  g_source_remove (GPOINTER_TO_UINT (g_task_get_task_data (task)));
  if (!g_subprocess_communicate_finish (G_SUBPROCESS (object), result, &wire, NULL, &error))
    {
      g_subprocess_force_exit (G_SUBPROCESS (object));
      g_task_return_error (task, error);
      return;
    }
  if (!g_subprocess_get_successful (G_SUBPROCESS (object)))
    {
      g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_CAPTURE_UNAVAILABLE,
                               _("The desktop shared its screen, but no picture came (PipeWire). "
                                 "Install gstreamer1.0-pipewire if it is missing, then try again."));
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&wire), (GDestroyNotify) g_bytes_unref);
}

/**
 * askg_cast_streams_read_async:
 * @pipewire_fd: a connection to PipeWire; taken over
 * @streams: (element-type AskgCastStream): what to read
 * @cancellable: (nullable): ends the helper
 * @callback: runs once, on this thread
 */
void
askg_cast_streams_read_async (int                  pipewire_fd,
                              GArray              *streams,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                                       G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GSubprocess) helper = NULL;
  GError *error = NULL;
  guint timer;

  g_task_set_source_tag (task, askg_cast_streams_read_async);
  g_subprocess_launcher_take_fd (launcher, pipewire_fd, ASKG_CAST_FD);
  g_ptr_array_add (words, askg_program_find_helper ("askglass-cast"));
  for (guint i = 0; i < streams->len; i++)
    g_ptr_array_add (words, g_strdup_printf ("%u", g_array_index (streams, AskgCastStream, i).node));
  g_ptr_array_add (words, NULL);

  helper = g_subprocess_launcher_spawnv (launcher, (const char *const *) words->pdata, &error);
  if (helper == NULL)
    {
      g_autofree char *why = askg_error_quote (error->message);

      g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                               _("The helper askglass-cast cannot be started (%s). Install Askglass again."), why);
      g_error_free (error);
      return;
    }
  timer = g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, READ_TIMEOUT_SECONDS, too_long_cb, g_object_ref (helper),
                                      g_object_unref);
  g_task_set_task_data (task, GUINT_TO_POINTER (timer), NULL);
  g_subprocess_communicate_async (helper, NULL, cancellable, read_cb, g_object_ref (task));
}

GBytes *
askg_cast_streams_read_finish (GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_cast_streams_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
