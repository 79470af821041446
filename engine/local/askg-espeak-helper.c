/* askg-espeak-helper.c: main thread. */
#include "engine/local/askg-espeak-helper.h"

#include <string.h>

#include <gio/gunixoutputstream.h>
#include <glib-unix.h>

/* It outlives the call that ends it, until its last read has come back. */
struct _AskgEspeakHelper
{
  gatomicrefcount        refs;
  AskgEspeakMessageFunc  message; /* (nullable): NULL once nobody listens */
  gpointer               user_data;
  GSubprocess           *child;
  GCancellable          *ending;
  GByteArray            *unsent;  /* what is being written, and what follows it */
  GByteArray            *writing; /* (nullable) */
  AskgEspeakHeader       header;  /* of the message that is being read */
  guint8                *bytes;   /* (nullable) */
};

static void await_message (AskgEspeakHelper *self);
static void write_more (AskgEspeakHelper *self);

static AskgEspeakHelper *
helper_ref (AskgEspeakHelper *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

static void
helper_unref (AskgEspeakHelper *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_clear_object (&self->child);
  g_clear_object (&self->ending);
  g_byte_array_unref (self->unsent);
  g_clear_pointer (&self->writing, g_byte_array_unref);
  g_free (self->bytes);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgEspeakHelper, helper_unref)

static void
tell_end (AskgEspeakHelper *self)
{
  if (self->message != NULL)
    self->message (NULL, NULL, self->user_data);
}

static void
tell_message (AskgEspeakHelper *self)
{
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_steal_pointer (&self->bytes), self->header.n_bytes);

  if (self->message != NULL)
    self->message (&self->header, bytes, self->user_data);
  if (self->message != NULL)
    await_message (self);
}

static void
bytes_read_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(AskgEspeakHelper) self = user_data;
  gsize n_read = 0;

  if (g_input_stream_read_all_finish (G_INPUT_STREAM (object), result, &n_read, NULL) && n_read == self->header.n_bytes)
    tell_message (self);
  else
    tell_end (self);
}

static void
header_read_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(AskgEspeakHelper) self = user_data;
  gsize n_read = 0;

  if (!g_input_stream_read_all_finish (G_INPUT_STREAM (object), result, &n_read, NULL) || n_read != sizeof self->header ||
      self->header.magic != ASKG_ESPEAK_MAGIC || self->header.n_bytes > ASKG_ESPEAK_MAX_BYTES)
    {
      tell_end (self);
      return;
    }
  g_free (self->bytes);
  self->bytes = g_malloc (MAX (1, self->header.n_bytes));
  if (self->header.n_bytes == 0)
    tell_message (self);
  else
    g_input_stream_read_all_async (G_INPUT_STREAM (object), self->bytes, self->header.n_bytes, G_PRIORITY_DEFAULT, self->ending,
                                   bytes_read_cb, helper_ref (self));
}

static void
await_message (AskgEspeakHelper *self)
{
  g_input_stream_read_all_async (g_subprocess_get_stdout_pipe (self->child), &self->header, sizeof self->header,
                                 G_PRIORITY_DEFAULT, self->ending, header_read_cb, helper_ref (self));
}

/**
 * askg_espeak_helper_start:
 * @program: absolute path
 * @message: hears of every message and, once, of the end; may call askg_espeak_helper_end()
 *
 * Errors: those of starting a program
 *
 * Returns: (transfer full): to be freed with askg_espeak_helper_end()
 */
AskgEspeakHelper *
askg_espeak_helper_start (const char             *program,
                          AskgEspeakMessageFunc   message,
                          gpointer                user_data,
                          GError                **error)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                                                       G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                                       G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr(GSubprocess) child = NULL;
  AskgEspeakHelper *self;

  /* It takes its voices from where they are installed. */
  g_subprocess_launcher_unsetenv (launcher, "ESPEAK_DATA_PATH");
  g_subprocess_launcher_unsetenv (launcher, "HOME");
  child = g_subprocess_launcher_spawn (launcher, error, program, NULL);
  if (child == NULL)
    return NULL;

  self = g_new0 (AskgEspeakHelper, 1);
  g_atomic_ref_count_init (&self->refs);
  self->message = message;
  self->user_data = user_data;
  self->child = g_steal_pointer (&child);
  self->ending = g_cancellable_new ();
  self->unsent = g_byte_array_new ();
  g_unix_set_fd_nonblocking (g_unix_output_stream_get_fd (G_UNIX_OUTPUT_STREAM (g_subprocess_get_stdin_pipe (self->child))),
                             TRUE, NULL);
  await_message (self);

  return self;
}

/* Kills the helper, whatever it does, and frees @self. Nothing is heard of it any more. */
void
askg_espeak_helper_end (AskgEspeakHelper *self)
{
  self->message = NULL;
  g_cancellable_cancel (self->ending);
  g_subprocess_force_exit (self->child);
  helper_unref (self);
}

/* A helper that does not listen has ended, and the other pipe tells that. */
static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgEspeakHelper) self = user_data;

  g_clear_pointer (&self->writing, g_byte_array_unref);
  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL))
    write_more (self);
}

static void
write_more (AskgEspeakHelper *self)
{
  if (self->writing != NULL || self->unsent->len == 0)
    return;
  self->writing = g_steal_pointer (&self->unsent);
  self->unsent = g_byte_array_new ();
  g_output_stream_write_all_async (g_subprocess_get_stdin_pipe (self->child), self->writing->data, self->writing->len,
                                   G_PRIORITY_DEFAULT, self->ending, written_cb, helper_ref (self));
}

/* It need not be ready yet. */
void
askg_espeak_helper_send (AskgEspeakHelper  *self,
                         AskgEspeakMessage  kind,
                         guint32            first,
                         GBytes            *bytes)
{
  gsize n_bytes = 0;
  const guint8 *data = bytes != NULL ? g_bytes_get_data (bytes, &n_bytes) : NULL;
  const AskgEspeakHeader header = { ASKG_ESPEAK_MAGIC, kind, (guint32) n_bytes, first, 0, 0 };

  g_byte_array_append (self->unsent, (const guint8 *) &header, sizeof header);
  if (n_bytes > 0)
    g_byte_array_append (self->unsent, data, n_bytes);
  write_more (self);
}
