/* askg-hear-helper.c: main thread. Nothing is waited for: what is said is written when the helper takes it. */
#include "capture/audio/askg-hear-helper.h"

#include <string.h>

#include "engine/base/askg-program.h"

#define PIECE_BYTES 16384

struct _AskgHearHelper
{
  GSubprocess    *process; /* owned, and the streams with it */
  GCancellable   *killed;  /* owned */
  GByteArray     *held;    /* owned: half a message of its */
  GByteArray     *waiting; /* owned: what is to be written */
  GByteArray     *writing; /* owned: what is being written */

  AskgHearFunc    on_message;
  AskgHearEndFunc on_end;
  gpointer        user_data;

  guint8          piece[PIECE_BYTES];
  gint64          told_us; /* when it told something last */
  gboolean        is_over; /* nobody is told any more */
};

static void read_on (AskgHearHelper *self);
static void write_on (AskgHearHelper *self);

static void
clear (gpointer data)
{
  AskgHearHelper *self = data;

  explicit_bzero (self->piece, sizeof self->piece);
  explicit_bzero (self->held->data, self->held->len);
  g_clear_object (&self->process);
  g_clear_object (&self->killed);
  g_byte_array_unref (self->held);
  g_byte_array_unref (self->waiting);
  g_byte_array_unref (self->writing);
}

static void
unref (AskgHearHelper *self)
{
  g_rc_box_release_full (self, clear);
}

/* -- What it tells ------------------------------------------------------------- */

static gboolean
message_cb (const AskgHearHead *head,
            const guint8       *bytes,
            gpointer            user_data)
{
  AskgHearHelper *self = user_data;

  return self->on_message (head, bytes, self->user_data) && !self->is_over;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  AskgHearHelper *self = user_data;
  const gssize n = g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL);

  if (!self->is_over)
    {
      self->told_us = g_get_monotonic_time ();
      if (n > 0 && askg_hear_wire_read (self->held, self->piece, n, message_cb, self))
        read_on (self);
      else if (!self->is_over)
        {
          self->is_over = TRUE;
          self->on_end (self->user_data);
        }
    }
  unref (self);
}

static void
read_on (AskgHearHelper *self)
{
  g_input_stream_read_async (g_subprocess_get_stdout_pipe (self->process), self->piece, sizeof self->piece, G_PRIORITY_DEFAULT,
                             self->killed, read_cb, g_rc_box_acquire (self));
}

/* -- What it is told ------------------------------------------------------------- */

/* That it takes nothing any more is known from its end. */
static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  AskgHearHelper *self = user_data;
  gsize n_written;
  const gboolean is_fine = g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, &n_written, NULL);

  g_byte_array_set_size (self->writing, 0);
  if (is_fine && !self->is_over)
    write_on (self);
  unref (self);
}

static void
write_on (AskgHearHelper *self)
{
  GByteArray *full = self->waiting;

  if (self->writing->len > 0 || full->len == 0)
    return;

  self->waiting = self->writing;
  self->writing = full;
  g_output_stream_write_all_async (g_subprocess_get_stdin_pipe (self->process), full->data, full->len, G_PRIORITY_DEFAULT,
                                   self->killed, written_cb, g_rc_box_acquire (self));
}

/* @n_bytes: at most %ASKG_HEAR_MAX_BYTES */
void
askg_hear_helper_say (AskgHearHelper *self,
                      AskgHearKind    kind,
                      gint64          position,
                      gconstpointer   bytes,
                      gsize           n_bytes)
{
  const AskgHearHead head = { .kind = kind, .n_bytes = n_bytes, .position = position };

  g_return_if_fail (n_bytes <= ASKG_HEAR_MAX_BYTES);

  if (self->is_over)
    return;
  g_byte_array_append (self->waiting, (const guint8 *) &head, sizeof head);
  if (n_bytes > 0)
    g_byte_array_append (self->waiting, bytes, n_bytes);
  write_on (self);
}

/* When it was heard of last, of g_get_monotonic_time() */
gint64
askg_hear_helper_get_told_us (AskgHearHelper *self)
{
  return self->told_us;
}

/* -- Life --------------------------------------------------------------------------- */

/**
 * askg_hear_helper_start:
 * @words: its name and what it is told at once; ends with %NULL
 *
 * Errors: those of g_subprocess_newv(); none is set when it is not installed
 *
 * Returns: (nullable): ended by askg_hear_helper_kill() alone
 */
AskgHearHelper *
askg_hear_helper_start (const char *const *words,
                        AskgHearFunc       on_message,
                        AskgHearEndFunc    on_end,
                        gpointer           user_data,
                        GError           **error)
{
  g_autofree char *path = askg_program_find_helper (words[0]);
  g_autofree const char **all = g_memdup2 (words, (g_strv_length ((char **) words) + 1) * sizeof *words);
  g_autoptr(GSubprocess) process = NULL;
  AskgHearHelper *self;

  if (path == NULL)
    return NULL;
  all[0] = path;
  process = g_subprocess_newv (all, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, error);
  if (process == NULL)
    return NULL;

  self = g_rc_box_new0 (AskgHearHelper);
  self->process = g_steal_pointer (&process);
  self->killed = g_cancellable_new ();
  self->held = g_byte_array_new ();
  self->waiting = g_byte_array_new ();
  self->writing = g_byte_array_new ();
  self->on_message = on_message;
  self->on_end = on_end;
  self->user_data = user_data;
  self->told_us = g_get_monotonic_time ();
  read_on (self);

  return self;
}

/* (transfer full) @self: it is gone at once, and nobody is told */
void
askg_hear_helper_kill (AskgHearHelper *self)
{
  self->is_over = TRUE;
  g_subprocess_force_exit (self->process);
  g_cancellable_cancel (self->killed);
  unref (self);
}
