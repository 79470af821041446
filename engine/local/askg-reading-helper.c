/* askg-reading-helper.c: main thread. */
#include "engine/local/askg-reading-helper.h"

#include <fcntl.h>

#include <gio/gunixoutputstream.h>
#include <glib-unix.h>

#include "engine/base/askg-sandbox.h"

#define PIPE_BYTES (256 * 1024) /* what one turn of the main loop writes at most */

/* It outlives the call that ends it, until its last read has come back. */
struct _AskgReadingHelper
{
  gatomicrefcount         refs;
  AskgReadingMessageFunc  message;   /* (nullable): NULL once nobody listens */
  gpointer                user_data;
  GSubprocess            *child;     /* (nullable): being started */
  GCancellable           *ending;    /* of what goes on with its pipes */
  gboolean                is_ready;
  guint8                  packed[ASKG_READING_HEADER_BYTES];
  AskgReadingHeader       header;    /* of the message whose body is being read */
  guint8                 *body;      /* (nullable) */
};

/* A request on its way: the pipe takes it as the helper reads it. */
typedef struct
{
  guint8  header[ASKG_READING_HEADER_BYTES];
  GBytes *pixels;
} Request;

static void await_message (AskgReadingHelper *self);

static AskgReadingHelper *
helper_ref (AskgReadingHelper *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

static void
helper_unref (AskgReadingHelper *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  if (self->child != NULL)
    askg_sandbox_kill (self->child);
  g_clear_object (&self->child);
  g_clear_object (&self->ending);
  g_free (self->body);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgReadingHelper, helper_unref)

static void
request_free (Request *request)
{
  g_bytes_unref (request->pixels);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

/**
 * askg_reading_helper_end:
 *
 * Kills the helper, whatever it does, and frees @self. Nothing is heard of it any more.
 */
void
askg_reading_helper_end (AskgReadingHelper *self)
{
  self->message = NULL;
  g_cancellable_cancel (self->ending);
  if (self->child != NULL)
    askg_sandbox_kill (self->child);
  helper_unref (self);
}

/* Whether its reading data is loaded and a picture may be sent. */
gboolean
askg_reading_helper_is_ready (AskgReadingHelper *self)
{
  return self->is_ready;
}

static void
tell_end (AskgReadingHelper *self,
          const GError      *error)
{
  if (self->message != NULL)
    self->message (NULL, NULL, error, self->user_data);
}

static void
body_read_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AskgReadingHelper) self = user_data;
  g_autoptr(GBytes) body = NULL;
  gsize n_read = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (object), result, &n_read, NULL) || n_read != self->header.first)
    {
      tell_end (self, NULL);
      return;
    }
  body = g_bytes_new_take (g_steal_pointer (&self->body), n_read);
  self->is_ready = self->is_ready || self->header.kind == ASKG_READING_READY;
  if (self->message != NULL)
    self->message (&self->header, body, NULL, self->user_data);
  if (self->message != NULL)
    await_message (self);
}

static void
header_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(AskgReadingHelper) self = user_data;
  gsize n_read = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (object), result, &n_read, NULL) ||
      n_read != sizeof self->packed || !askg_reading_header_parse (self->packed, &self->header) ||
      self->header.first > ASKG_READING_MAX_BYTES)
    {
      tell_end (self, NULL);
      return;
    }
  g_free (self->body);
  self->body = g_malloc (MAX (1, self->header.first));
  g_input_stream_read_all_async (G_INPUT_STREAM (object), self->body, self->header.first, G_PRIORITY_DEFAULT,
                                 self->ending, body_read_cb, helper_ref (self));
}

static void
await_message (AskgReadingHelper *self)
{
  g_input_stream_read_all_async (g_subprocess_get_stdout_pipe (self->child), self->packed, sizeof self->packed,
                                 G_PRIORITY_DEFAULT, self->ending, header_read_cb, helper_ref (self));
}

/* A pipe that is ready takes a first few bytes; one that blocks then keeps the main loop until the
 * helper has read all of a picture, or for ever when it hangs. */
static void
never_block (GOutputStream *to_child)
{
  const int fd = g_unix_output_stream_get_fd (G_UNIX_OUTPUT_STREAM (to_child));

  g_unix_set_fd_nonblocking (fd, TRUE, NULL);
  (void) fcntl (fd, F_SETPIPE_SZ, PIPE_BYTES); /* fewer turns; refused where pipes are rationed */
}

static void
started_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgReadingHelper) self = user_data;
  g_autoptr(GError) error = NULL;

  self->child = askg_sandbox_start_finish (result, &error);
  if (self->child != NULL)
    never_block (g_subprocess_get_stdin_pipe (self->child));
  if (self->child == NULL)
    tell_end (self, error);
  else if (self->message != NULL)
    await_message (self);
}

/**
 * askg_reading_helper_start:
 * @program: absolute path
 * @message: hears of every message and, once, of the end; may call askg_reading_helper_end()
 *
 * Returns: (transfer full): free it with askg_reading_helper_end(), also after it ended by itself
 */
AskgReadingHelper *
askg_reading_helper_start (const char             *program,
                           AskgReadingMessageFunc  message,
                           gpointer                user_data)
{
  AskgReadingHelper *self = g_new0 (AskgReadingHelper, 1);

  g_atomic_ref_count_init (&self->refs);
  self->message = message;
  self->user_data = user_data;
  self->ending = g_cancellable_new ();
  askg_sandbox_start_async (program, NULL, -1, self->ending, started_cb, helper_ref (self));

  return self;
}

/* A helper that does not listen has ended, and the other pipe tells that. */
static void
pixels_written_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(Request) request = user_data;

  (void) g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL);
}

static void
header_written_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(Request) request = user_data;
  gsize n_bytes = 0;
  const void *data = g_bytes_get_data (request->pixels, &n_bytes);

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL))
    g_output_stream_write_all_async (G_OUTPUT_STREAM (object), data, n_bytes, G_PRIORITY_DEFAULT, NULL,
                                     pixels_written_cb, g_steal_pointer (&request));
}

/**
 * askg_reading_helper_send:
 * @self: ready, and done with the picture before
 * @pixels: 0xAARRGGBB, opaque, rows without gaps
 */
void
askg_reading_helper_send (AskgReadingHelper *self,
                          guint              width_px,
                          guint              height_px,
                          GBytes            *pixels)
{
  const AskgReadingHeader header = { ASKG_READING_REQUEST, width_px, height_px };
  Request *request = g_new (Request, 1);

  askg_reading_header_pack (&header, request->header);
  request->pixels = g_bytes_ref (pixels);
  g_output_stream_write_all_async (g_subprocess_get_stdin_pipe (self->child), request->header, sizeof request->header,
                                   G_PRIORITY_DEFAULT, NULL, header_written_cb, request);
}
