/* askg-socket-server.c: the owner's end. Main thread. */
#define G_LOG_DOMAIN "askg-app"

#include "app/askg-socket.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>

#include "engine/base/askg-program.h"

#define MAX_KNOCK_MS      5000 /* from being connected to having made a request */
#define CHUNK_BYTES       (64 * 1024)
#define MAX_REQUEST_BYTES (1024u * 1024 * 1024)

struct _AskgSocketServer
{
  GObject         parent_instance;

  /* Owned */
  AskgService    *service;
  GSocketService *listener;
  char           *path;

  guint           n_busy;
};

G_DEFINE_FINAL_TYPE (AskgSocketServer, askg_socket_server, G_TYPE_OBJECT)

/* One process at the other end. It asks once; when it goes away, what it asked is cancelled. */
typedef struct
{
  grefcount          refs;

  /* Owned */
  AskgSocketServer  *server;
  GSocketConnection *connection;
  GByteArray        *request; /* (nullable): what came so far; NULL once it was whole */
  GCancellable      *cancellable;
  GQueue             lines; /* of GBytes: not yet written */

  guint              knock_source; /* until its request is there */
  gboolean           writing;
  gboolean           ended;        /* nothing more will be said to it */
  gboolean           busy;         /* counts in the server's n_busy */
  guint8             chunk[CHUNK_BYTES];
} Peer;

static Peer *
peer_ref (Peer *peer)
{
  g_ref_count_inc (&peer->refs);

  return peer;
}

/* It may stay connected as long as it likes: it is served when the last word is on its way. */
static void
note_served (Peer *peer)
{
  if (peer->busy)
    peer->server->n_busy--;
  peer->busy = FALSE;
}

static void
peer_unref (gpointer data)
{
  Peer *peer = data;

  if (!g_ref_count_dec (&peer->refs))
    return;

  note_served (peer);
  g_clear_handle_id (&peer->knock_source, g_source_remove);
  g_queue_clear_full (&peer->lines, (GDestroyNotify) g_bytes_unref);
  g_clear_pointer (&peer->request, g_byte_array_unref);
  g_clear_object (&peer->connection);
  g_clear_object (&peer->cancellable);
  g_clear_object (&peer->server);
  g_free (peer);
}

static void write_next (Peer *peer);

/* Its request has ended. Takes a reference. */
static void
peer_ended (gpointer data)
{
  Peer *peer = data;

  peer->ended = TRUE;
  write_next (peer);
  peer_unref (peer);
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Peer *peer = user_data;

  peer->writing = FALSE;
  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL))
    {
      g_queue_clear_full (&peer->lines, (GDestroyNotify) g_bytes_unref);
      g_cancellable_cancel (peer->cancellable);
    }
  write_next (peer);
  peer_unref (peer);
}

static void
write_next (Peer *peer)
{
  g_autoptr(GBytes) line = NULL;
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (peer->connection));

  if (peer->writing)
    return;
  if (g_queue_is_empty (&peer->lines))
    {
      if (peer->ended)
        note_served (peer);
      return;
    }

  line = g_queue_pop_head (&peer->lines);
  peer->writing = TRUE;
  g_object_set_data_full (G_OBJECT (peer->connection), "line", g_bytes_ref (line), (GDestroyNotify) g_bytes_unref);
  g_output_stream_write_all_async (output, g_bytes_get_data (line, NULL), g_bytes_get_size (line), G_PRIORITY_DEFAULT,
                                   NULL, written_cb, peer_ref (peer));
}

static void
reply_cb (json_t   *event,
          gpointer  user_data)
{
  Peer *peer = user_data;
  g_autofree char *printed = askg_json_print (event);
  char *line = g_strconcat (printed, "\n", NULL);

  g_queue_push_tail (&peer->lines, g_bytes_new_take (line, strlen (line)));
  write_next (peer);
}

static GInputStream *
input_of (Peer *peer)
{
  return g_io_stream_get_input_stream (G_IO_STREAM (peer->connection));
}

/* Nothing more is expected: whatever ends this read says that the peer is gone. */
static void
gone_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Peer *peer = user_data;

  (void) g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL);
  g_cancellable_cancel (peer->cancellable);
  peer_unref (peer);
}

/* A picture in it costs 12 ms a megabyte. */
static void
parse_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  gsize n_bytes = 0;
  const char *line = g_bytes_get_data (task_data, &n_bytes);
  GError *error = NULL;
  json_t *request = askg_json_parse (line, n_bytes, &error);

  if (request != NULL)
    g_task_return_pointer (task, request, (GDestroyNotify) json_decref);
  else
    g_task_return_error (task, error);
}

static void
parsed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Peer *peer = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) request = g_task_propagate_pointer (G_TASK (result), &error);

  if (request != NULL)
    {
      g_input_stream_read_async (input_of (peer), peer->chunk, 1, G_PRIORITY_DEFAULT, NULL, gone_cb, peer_ref (peer));
      askg_service_handle (peer->server->service, request, peer->cancellable, reply_cb, peer_ref (peer), peer_ended);
    }
  else
    {
      g_autoptr(json_t) event = json_pack ("{s:s, s:o}", "event", "error", "error", askg_json_for_error (error));

      reply_cb (event, peer);
      peer_ended (peer_ref (peer));
    }
  peer_unref (peer);
}

/* A connection without a request would keep a mere command from ending. */
static gboolean
only_knocked_cb (gpointer user_data)
{
  Peer *peer = user_data;

  peer->knock_source = 0;
  g_cancellable_cancel (peer->cancellable);

  return G_SOURCE_REMOVE;
}

static void
request_is_whole (Peer  *peer,
                  gsize  n_bytes)
{
  g_autoptr(GTask) parsing = g_task_new (NULL, NULL, parsed_cb, peer_ref (peer));
  g_autoptr(GBytes) whole = g_byte_array_free_to_bytes (g_steal_pointer (&peer->request));

  g_clear_handle_id (&peer->knock_source, g_source_remove);
  g_task_set_task_data (parsing, g_bytes_new_from_bytes (whole, 0, n_bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (parsing, parse_in_thread);
}

static void await_request (Peer *peer);

/* In small pieces: a stream that finds lines copies a long one several times, all at once. */
static void
chunk_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Peer *peer = user_data;
  const gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL);
  const guint8 *end = n_read > 0 ? memchr (peer->chunk, '\n', (gsize) n_read) : NULL;

  if (n_read > 0)
    g_byte_array_append (peer->request, peer->chunk, (guint) n_read);
  if (end != NULL)
    request_is_whole (peer, peer->request->len - (gsize) (peer->chunk + n_read - end));
  else if (n_read > 0 && peer->request->len < MAX_REQUEST_BYTES)
    await_request (peer);
  peer_unref (peer);
}

static void
await_request (Peer *peer)
{
  g_input_stream_read_async (input_of (peer), peer->chunk, sizeof peer->chunk, G_PRIORITY_DEFAULT,
                             peer->cancellable, chunk_cb, peer_ref (peer));
}

/* The folder is 0700, but somebody may have passed the socket on. */
static gboolean
is_same_person (GSocketConnection *connection)
{
  GSocket *own_end = g_socket_connection_get_socket (connection);
  g_autoptr(GCredentials) credentials = g_socket_get_credentials (own_end, NULL);

  return credentials != NULL && g_credentials_get_unix_user (credentials, NULL) == geteuid ();
}

static gboolean
incoming_cb (GSocketService    *listener,
             GSocketConnection *connection,
             GObject           *source_object,
             AskgSocketServer  *self)
{
  Peer *peer;

  if (!is_same_person (connection))
    return TRUE;

  peer = g_new0 (Peer, 1);
  g_ref_count_init (&peer->refs);
  peer->server = g_object_ref (self);
  peer->connection = g_object_ref (connection);
  peer->cancellable = g_cancellable_new ();
  peer->request = g_byte_array_new ();
  g_queue_init (&peer->lines);
  peer->busy = TRUE;
  self->n_busy++;
  peer->knock_source = g_timeout_add (MAX_KNOCK_MS, only_knocked_cb, peer);
  await_request (peer);
  peer_unref (peer); /* the read holds it */

  return TRUE;
}

static void
askg_socket_server_finalize (GObject *object)
{
  AskgSocketServer *self = ASKG_SOCKET_SERVER (object);

  askg_socket_server_close (self);
  g_clear_object (&self->service);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (askg_socket_server_parent_class)->finalize (object);
}

static void
askg_socket_server_class_init (AskgSocketServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_socket_server_finalize;
}

static void
askg_socket_server_init (AskgSocketServer *self)
{
}

/**
 * askg_socket_path:
 * @data_folder: the history the owner holds
 *
 * Errors: %ASKG_ERROR_STORAGE
 *
 * Returns: (transfer full): where its owner listens; another history, another path
 */
char *
askg_socket_path (const char  *data_folder,
                  GError     **error)
{
  g_autofree char *runtime = askg_program_runtime_folder (error);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, data_folder, -1);
  g_autofree char *name = NULL;

  if (runtime == NULL)
    return NULL;
  name = g_strdup_printf ("owner-%.12s.sock", hash);

  return g_build_filename (runtime, name, NULL);
}

/**
 * askg_socket_server_new:
 * @service: answers the requests
 * @data_folder: owned by this process, so that what lies at the path is left over and may go
 *
 * Errors: whatever keeps it from listening; the program then works, but alone
 */
AskgSocketServer *
askg_socket_server_new (AskgService  *service,
                        const char   *data_folder,
                        GError      **error)
{
  g_autoptr(AskgSocketServer) self = g_object_new (ASKG_TYPE_SOCKET_SERVER, NULL);
  g_autoptr(GSocketAddress) address = NULL;
  gboolean added;
  mode_t mask;

  self->path = askg_socket_path (data_folder, error);
  if (self->path == NULL)
    return NULL;

  self->service = g_object_ref (service);
  self->listener = g_socket_service_new ();
  address = g_unix_socket_address_new (self->path);
  g_unlink (self->path);
  mask = umask (0177);
  added = g_socket_listener_add_address (G_SOCKET_LISTENER (self->listener), address, G_SOCKET_TYPE_STREAM,
                                         G_SOCKET_PROTOCOL_DEFAULT, NULL, NULL, error);
  umask (mask);
  if (!added)
    return NULL;
  g_signal_connect_object (self->listener, "incoming", G_CALLBACK (incoming_cb), self, G_CONNECT_DEFAULT);

  return g_steal_pointer (&self);
}

/* Takes no more requests; those on their way go on. */
void
askg_socket_server_close (AskgSocketServer *self)
{
  if (self->listener == NULL)
    return;

  g_socket_service_stop (self->listener);
  g_socket_listener_close (G_SOCKET_LISTENER (self->listener));
  g_clear_object (&self->listener);
  g_unlink (self->path);
}

/* How many processes have not yet been told all that they asked for. */
guint
askg_socket_server_get_n_busy (AskgSocketServer *self)
{
  g_return_val_if_fail (ASKG_IS_SOCKET_SERVER (self), 0);

  return self->n_busy;
}
