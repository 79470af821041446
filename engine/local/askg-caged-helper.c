/* askg-caged-helper.c: main thread. */
#include "engine/local/askg-caged-helper.h"

#include <fcntl.h>

#include <gio/gunixoutputstream.h>
#include <glib-unix.h>

#include "engine/base/askg-sandbox.h"

#define PIPE_BYTES (256 * 1024) /* what one turn of the main loop writes at most */

/* It outlives the call that ends it, until its last read has come back. */
struct _AskgCagedHelper
{
  gatomicrefcount         refs;
  AskgCagedMessageFunc  message;   /* (nullable): NULL once nobody listens */
  gpointer                user_data;
  GSubprocess            *child;     /* (nullable): being started */
  GCancellable           *ending;    /* of what goes on with its pipes */
  gboolean                is_ready;
  gboolean                is_sending;
  guint8                  packed[ASKG_CAGED_HEADER_BYTES];
  AskgCagedHeader       header;    /* of the message whose body is being read */
  guint8                 *body;      /* (nullable) */
};

/* A request on its way: the pipe takes it as the helper reads it. */
typedef struct
{
  AskgCagedHelper *helper; /* a reference */
  guint8           header[ASKG_CAGED_HEADER_BYTES];
  GBytes          *body;
} Request;

static void await_message (AskgCagedHelper *self);

static AskgCagedHelper *
helper_ref (AskgCagedHelper *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

static void
helper_unref (AskgCagedHelper *self)
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgCagedHelper, helper_unref)

static void
request_free (Request *request)
{
  request->helper->is_sending = FALSE;
  helper_unref (request->helper);
  g_bytes_unref (request->body);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

/**
 * askg_caged_helper_end:
 *
 * Kills the helper, whatever it does, and frees @self. Nothing is heard of it any more.
 */
void
askg_caged_helper_end (AskgCagedHelper *self)
{
  self->message = NULL;
  g_cancellable_cancel (self->ending);
  if (self->child != NULL)
    askg_sandbox_kill (self->child);
  helper_unref (self);
}

/* Whether what it needs is loaded and a request may be sent. */
gboolean
askg_caged_helper_is_ready (AskgCagedHelper *self)
{
  return self->is_ready;
}

static void
tell_end (AskgCagedHelper *self,
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
  g_autoptr(AskgCagedHelper) self = user_data;
  g_autoptr(GBytes) body = NULL;
  gsize n_read = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (object), result, &n_read, NULL) || n_read != self->header.first)
    {
      tell_end (self, NULL);
      return;
    }
  body = g_bytes_new_take (g_steal_pointer (&self->body), n_read);
  self->is_ready = self->is_ready || self->header.kind == ASKG_CAGED_READY;
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
  g_autoptr(AskgCagedHelper) self = user_data;
  gsize n_read = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (object), result, &n_read, NULL) ||
      n_read != sizeof self->packed || !askg_caged_header_parse (self->packed, &self->header) ||
      self->header.first > ASKG_CAGED_MAX_BYTES)
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
await_message (AskgCagedHelper *self)
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
  g_autoptr(AskgCagedHelper) self = user_data;
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
 * askg_caged_helper_start:
 * @program: absolute path
 * @arguments: (nullable) (array zero-terminated=1)
 * @message: hears of every message and, once, of the end; may call askg_caged_helper_end()
 *
 * Returns: (transfer full): free it with askg_caged_helper_end(), also after it ended by itself
 */
AskgCagedHelper *
askg_caged_helper_start (const char           *program,
                         const char *const    *arguments,
                         AskgCagedMessageFunc  message,
                         gpointer              user_data)
{
  AskgCagedHelper *self = g_new0 (AskgCagedHelper, 1);

  g_atomic_ref_count_init (&self->refs);
  self->message = message;
  self->user_data = user_data;
  self->ending = g_cancellable_new ();
  askg_sandbox_start_async (program, arguments, -1, self->ending, started_cb, helper_ref (self));

  return self;
}

/* A helper that does not listen has ended, and the other pipe tells that. */
static void
body_written_cb (GObject      *object,
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
  const void *data = g_bytes_get_data (request->body, &n_bytes);

  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL))
    g_output_stream_write_all_async (G_OUTPUT_STREAM (object), data, n_bytes, G_PRIORITY_DEFAULT, NULL,
                                     body_written_cb, g_steal_pointer (&request));
}

/* Whether the last request is still on its way. */
gboolean
askg_caged_helper_is_sending (AskgCagedHelper *self)
{
  return self->is_sending;
}

/**
 * askg_caged_helper_send:
 * @self: ready, and not sending
 */
void
askg_caged_helper_send (AskgCagedHelper *self,
                        guint            kind,
                        guint            first,
                        guint            second,
                        GBytes          *body)
{
  const AskgCagedHeader header = { kind, first, second };
  Request *request = g_new (Request, 1);

  self->is_sending = TRUE;
  askg_caged_header_pack (&header, request->header);
  request->helper = helper_ref (self);
  request->body = g_bytes_ref (body);
  g_output_stream_write_all_async (g_subprocess_get_stdin_pipe (self->child), request->header, sizeof request->header,
                                   G_PRIORITY_DEFAULT, NULL, header_written_cb, request);
}
