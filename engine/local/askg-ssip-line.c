/* askg-ssip-line.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/local/askg-ssip-line.h"

#include <string.h>

#include <gio/gunixsocketaddress.h>
#include <glib/gi18n-lib.h>

#define PROGRAM "speech-dispatcher"

/* It outlives the call that closes it, until what goes on with it has come back. */
struct _AskgSsipLine
{
  gatomicrefcount    refs;
  char              *path;
  AskgSsipFunc       func;       /* (nullable): NULL once nobody listens */
  gpointer           user_data;
  GSocketConnection *connection; /* (nullable) */
  GCancellable      *closing;
  GString           *unsent;
  char              *writing;    /* (nullable): what is on its way */
  AskgSsipReader     reader;
  char               bytes[1024];
  gboolean           was_started; /* by us */
};

static void read_more (AskgSsipLine *self);
static void connect_to (AskgSsipLine *self);

static AskgSsipLine *
line_ref (AskgSsipLine *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

static void
line_unref (AskgSsipLine *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_object (&self->connection);
  g_clear_object (&self->closing);
  g_string_free (self->unsent, TRUE);
  askg_ssip_clear (&self->reader);
  g_free (self->writing);
  g_free (self->path);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgSsipLine, line_unref)

static void
tell_lost (AskgSsipLine *self,
           const char   *why)
{
  const AskgSsipFunc func = self->func;

  self->func = NULL;
  if (func != NULL)
    func (NULL, why, self->user_data);
}

/* -- Writing ------------------------------------------------------------------------ */

static void
write_more (AskgSsipLine *self);

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgSsipLine) self = user_data;

  g_clear_pointer (&self->writing, g_free);
  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL))
    write_more (self);
}

static void
write_more (AskgSsipLine *self)
{
  if (self->writing != NULL || self->connection == NULL || self->unsent->len == 0)
    return;
  self->writing = g_string_free (self->unsent, FALSE);
  self->unsent = g_string_new (NULL);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (self->connection)), self->writing,
                                   strlen (self->writing), G_PRIORITY_DEFAULT, self->closing, written_cb, line_ref (self));
}

/* It need not be connected yet. */
void
askg_ssip_line_say (AskgSsipLine *self,
                    const char   *bytes)
{
  g_string_append (self->unsent, bytes);
  write_more (self);
}

/* -- Reading ------------------------------------------------------------------------ */

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AskgSsipLine) self = user_data;
  const gssize n_read = g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL);
  gboolean is_sane = n_read > 0;

  for (gssize i = 0; i < n_read && is_sane && self->func != NULL; i++)
    {
      gboolean is_whole;

      is_sane = askg_ssip_feed (&self->reader, self->bytes[i], &is_whole);
      if (is_whole)
        {
          self->func (&self->reader.reply, NULL, self->user_data);
          askg_ssip_next (&self->reader);
        }
    }
  if (!is_sane)
    tell_lost (self, _("it ended"));
  else if (self->func != NULL)
    read_more (self);
}

static void
read_more (AskgSsipLine *self)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (self->connection)), self->bytes, sizeof self->bytes,
                             G_PRIORITY_DEFAULT, self->closing, read_cb, line_ref (self));
}

/* -- Connecting ---------------------------------------------------------------------- */

static void
started_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgSsipLine) self = user_data;

  if (g_subprocess_wait_finish (G_SUBPROCESS (object), result, NULL) && self->func != NULL)
    connect_to (self);
}

/* It goes into the background once its socket is there. */
static void
have_it_started (AskgSsipLine *self)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error,
                                                   PROGRAM, "--spawn", "--communication-method", "unix_socket", "--socket-path",
                                                   self->path, NULL);

  self->was_started = TRUE;
  if (child != NULL)
    g_subprocess_wait_async (child, self->closing, started_cb, line_ref (self));
  else
    tell_lost (self, error->message);
}

/* A Unix socket: nobody is waited for. */
static GSocketConnection *
connect_socket (const char  *path,
                GError     **error)
{
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, error);
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (path);

  if (socket == NULL)
    return NULL;
  g_socket_set_blocking (socket, FALSE);

  return g_socket_connect (socket, address, NULL, error) ? g_socket_connection_factory_create_connection (socket) : NULL;
}

static void
connect_to (AskgSsipLine *self)
{
  g_autoptr(GError) error = NULL;

  self->connection = connect_socket (self->path, &error);
  if (self->connection != NULL)
    {
      read_more (self);
      write_more (self);
    }
  else if (!self->was_started)
    have_it_started (self);
  else
    tell_lost (self, error->message);
}

static gboolean
open_cb (gpointer user_data)
{
  AskgSsipLine *self = user_data;

  if (self->func != NULL)
    connect_to (self);

  return G_SOURCE_REMOVE;
}

/**
 * askg_ssip_line_open:
 * @path: of its socket
 *
 * Returns: (transfer full): a line that is being opened; to be freed with askg_ssip_line_close()
 */
AskgSsipLine *
askg_ssip_line_open (const char   *path,
                     AskgSsipFunc  func,
                     gpointer      user_data)
{
  AskgSsipLine *self = g_new0 (AskgSsipLine, 1);
  g_autoptr(GSource) opening = NULL;

  g_atomic_ref_count_init (&self->refs);
  self->path = g_strdup (path);
  self->func = func;
  self->user_data = user_data;
  self->closing = g_cancellable_new ();
  self->unsent = g_string_new (NULL);
  opening = g_idle_source_new ();
  g_source_set_priority (opening, G_PRIORITY_DEFAULT);
  g_source_set_callback (opening, open_cb, line_ref (self), (GDestroyNotify) line_unref);
  g_source_attach (opening, g_main_context_get_thread_default ());

  return self;
}

/* Frees @self. Nothing is heard of it any more. */
void
askg_ssip_line_close (AskgSsipLine *self)
{
  self->func = NULL;
  g_cancellable_cancel (self->closing);
  line_unref (self);
}
