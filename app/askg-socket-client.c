/* askg-socket-client.c: the other end. Main thread. */
#include "app/askg-socket.h"

#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <gio/gunixsocketaddress.h>
#include <glib/gi18n-lib.h>
#include <glib-unix.h>

#include "engine/base/askg-error.h"

#define RETRY_MS 50
#define FIRST_EVENT_MS 8000 /* an owner that lives says something by then */
#define MAX_END_MS     15000 /* from being told to quit to the end of the process */

typedef struct
{
  /* Owned */
  char              *path;
  char              *line; /* the request, with its line feed */
  GSocketClient     *client;
  GSocketConnection *connection;
  GDataInputStream  *input;
  GSource           *retry;
  GSource           *silence;  /* until the first event; after a quit, until its end */
  GSource           *end;      /* (nullable): after a quit, of the process itself */
  int                process;  /* a pidfd; -1 where there is none */

  AskgServiceReply   on_event;
  gpointer           on_event_data;
  gint64             give_up_at_us; /* monotonic */
  gboolean           is_silent;     /* nothing was heard in time */
  gboolean           is_quit;       /* done when the other process has gone */
  gboolean           is_done;       /* the last event was heard */
} Request;

static void
request_free (gpointer data)
{
  Request *self = data;

  if (self->silence != NULL)
    g_source_destroy (self->silence);
  g_clear_pointer (&self->silence, g_source_unref);
  if (self->end != NULL)
    g_source_destroy (self->end);
  g_clear_pointer (&self->end, g_source_unref);
  if (self->process >= 0)
    close (self->process);
  if (self->retry != NULL)
    g_source_destroy (self->retry);
  g_clear_pointer (&self->retry, g_source_unref);
  g_clear_object (&self->input);
  g_clear_object (&self->connection);
  g_clear_object (&self->client);
  g_free (self->line);
  g_free (self->path);
  g_free (self);
}

static void connect_now (GTask *task);

static GError *
new_deaf_error (AskgError code)
{
  return g_error_new_literal (ASKG_ERROR, code,
                              _("Another Askglass holds the history but does not answer. End its process, "
                                "askglass or askglass-desk, then try again."));
}

static gboolean
ended_cb (int          fd,
          GIOCondition condition,
          gpointer     user_data)
{
  if (!g_task_return_error_if_cancelled (user_data))
    g_task_return_boolean (user_data, TRUE);

  return G_SOURCE_REMOVE;
}

/* It has hung up, and has a few milliseconds more to live. */
static void
wait_for_end (GTask *task)
{
  Request *self = g_task_get_task_data (task);

  self->end = g_unix_fd_source_new (self->process, G_IO_IN);
  g_source_set_callback (self->end, G_SOURCE_FUNC (ended_cb), g_object_ref (task), g_object_unref);
  if (g_task_get_cancellable (task) != NULL)
    {
      g_autoptr(GSource) cancelled = g_cancellable_source_new (g_task_get_cancellable (task));

      g_source_set_dummy_callback (cancelled);
      g_source_add_child_source (self->end, cancelled);
    }
  g_source_attach (self->end, g_task_get_context (task));
}

static void
return_gone (GTask *task)
{
  Request *self = g_task_get_task_data (task);

  if (self->is_silent && self->is_done)
    {
      g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_TIMED_OUT,
                               _("Askglass was told to quit and has not ended within %d seconds. End its process, "
                                 "askglass or askglass-desk."), MAX_END_MS / 1000);
      return;
    }
  if (self->is_silent)
    {
      g_task_return_error (task, new_deaf_error (ASKG_ERROR_TIMED_OUT));
      return;
    }
  if (self->is_done && self->process >= 0)
    {
      wait_for_end (task);
      return;
    }
  if (self->is_done)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_STORAGE_BUSY,
                           _("The running Askglass ended before it had answered. Ask again."));
}

/* The kernel takes a connection for a process that is stuck as well: its end ends what is pending. */
static gboolean
silence_cb (gpointer user_data)
{
  Request *self = g_task_get_task_data (user_data);

  self->is_silent = TRUE;
  if (self->end != NULL)
    {
      g_source_destroy (self->end);
      return_gone (user_data);
      return G_SOURCE_REMOVE;
    }
  g_socket_shutdown (g_socket_connection_get_socket (self->connection), TRUE, TRUE, NULL);

  return G_SOURCE_REMOVE;
}

/* How long the other process may be silent from now on; 0 for as long as it likes. */
static void
be_patient (GTask *task,
            guint  silence_ms)
{
  Request *self = g_task_get_task_data (task);

  if (self->silence != NULL)
    g_source_destroy (self->silence);
  g_clear_pointer (&self->silence, g_source_unref);
  if (silence_ms == 0)
    return;
  self->silence = g_timeout_source_new (silence_ms);
  g_task_attach_source (task, self->silence, silence_cb);
}

static void
line_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Request *self = g_task_get_task_data (task);
  gsize n_bytes;
  g_autoptr(GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (object), result, &n_bytes, &error);
  g_autoptr(json_t) event = NULL;
  const char *kind;

  if (line == NULL && (error == NULL || !askg_error_is_cancelled (error)))
    {
      return_gone (task);
      return;
    }
  be_patient (task, 0);
  if (line != NULL)
    event = askg_json_parse (line, n_bytes, &error);
  if (event == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  self->on_event (event, self->on_event_data);
  kind = askg_json_get_string (event, "event");
  self->is_done = g_strcmp0 (kind, "done") == 0 || g_strcmp0 (kind, "error") == 0;
  self->is_quit = self->is_quit && g_strcmp0 (kind, "error") != 0;
  if (self->is_done && self->is_quit)
    be_patient (task, MAX_END_MS);
  if (self->is_done && !self->is_quit)
    g_task_return_boolean (task, TRUE);
  else
    g_data_input_stream_read_line_async (self->input, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), line_cb,
                                         g_object_ref (task));
}

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Request *self = g_task_get_task_data (task);

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL))
    return_gone (task);
  else
    g_data_input_stream_read_line_async (self->input, G_PRIORITY_DEFAULT, g_task_get_cancellable (task), line_cb,
                                         g_object_ref (task));
}

static gboolean
retry_cb (gpointer user_data)
{
  connect_now (g_object_ref (user_data));

  return G_SOURCE_REMOVE;
}

static void
connect_later (GTask *task)
{
  Request *self = g_task_get_task_data (task);

  g_clear_pointer (&self->retry, g_source_unref);
  self->retry = g_timeout_source_new (RETRY_MS);
  g_task_attach_source (task, self->retry, retry_cb);
}

/* The process at the other end, or -1: before Linux 5.3 nobody can wait for it. */
static int
open_peer (GSocketConnection *connection)
{
  g_autoptr(GCredentials) credentials = g_socket_get_credentials (g_socket_connection_get_socket (connection), NULL);
  const pid_t pid = credentials != NULL ? g_credentials_get_unix_pid (credentials, NULL) : -1;

  return pid > 0 ? (int) syscall (SYS_pidfd_open, pid, 0) : -1;
}

static void
connected_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Request *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  self->connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (object), result, &error);
  if (self->connection == NULL && !askg_error_is_cancelled (error) && g_get_monotonic_time () < self->give_up_at_us)
    {
      connect_later (task);
      return;
    }
  if (self->connection == NULL)
    {
      if (askg_error_is_cancelled (error))
        g_task_return_error (task, g_steal_pointer (&error));
      else
        g_task_return_error (task, new_deaf_error (ASKG_ERROR_STORAGE_BUSY));
      return;
    }

  if (self->is_quit)
    self->process = open_peer (self->connection);
  be_patient (task, FIRST_EVENT_MS);
  self->input = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)));
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)),
                                   self->line, strlen (self->line), G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), sent_cb, g_object_ref (task));
}

/* Takes the reference to @task. */
static void
connect_now (GTask *task)
{
  Request *self = g_task_get_task_data (task);
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (self->path);

  g_socket_client_connect_async (self->client, G_SOCKET_CONNECTABLE (address), g_task_get_cancellable (task),
                                 connected_cb, task);
}

/**
 * askg_socket_request_async:
 * @data_folder: the history that another process owns
 * @request: (transfer none): see askg-service.h
 * @patience_ms: how long to wait for an owner that is only starting, or ending
 * @on_event: hears every event of the reply
 * @cancellable: (nullable): cancelling makes the owner drop the request
 */
void
askg_socket_request_async (const char          *data_folder,
                           json_t              *request,
                           guint                patience_ms,
                           AskgServiceReply     on_event,
                           gpointer             on_event_data,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Request *self = g_new0 (Request, 1);
  g_autofree char *printed = askg_json_print (request);
  g_autoptr(GError) error = NULL;

  self->process = -1;
  g_task_set_source_tag (task, askg_socket_request_async);
  g_task_set_task_data (task, self, request_free);
  self->line = g_strconcat (printed, "\n", NULL);
  self->is_quit = g_strcmp0 (askg_json_get_string (request, "verb"), "quit") == 0;
  self->client = g_socket_client_new ();
  self->on_event = on_event;
  self->on_event_data = on_event_data;
  self->give_up_at_us = g_get_monotonic_time () + patience_ms * G_TIME_SPAN_MILLISECOND;
  self->path = askg_socket_path (data_folder, &error);

  if (self->path != NULL)
    {
      connect_now (task);
      return;
    }
  g_task_return_error (task, g_steal_pointer (&error));
  g_object_unref (task);
}

/**
 * askg_socket_request_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED; %ASKG_ERROR_STORAGE_BUSY when nobody listens or the owner ended;
 *   %ASKG_ERROR_TIMED_OUT when it listens and says nothing
 *
 * Returns: whether a last event arrived, be it "done" or "error"; for a quit, whether the process has
 *   ended since
 */
gboolean
askg_socket_request_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_socket_request_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
