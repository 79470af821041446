/* askg-loudspeaker.c: main thread. The helper askglass-play is fed; it runs while there is something to hear. */
#define G_LOG_DOMAIN "askg-capture"

#include "capture/audio/askg-loudspeaker.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"

#define HELPER "askglass-play"

struct _AskgLoudspeaker
{
  GObject         parent_instance;

  /* Owned */
  GSubprocess    *helper;
  GOutputStream  *input;    /* of the helper; closed when all is written and no more comes */
  GQueue          waiting;  /* of GBytes: to be written after the one under way */
  GBytes         *writing;  /* (nullable) */
  GCancellable   *stopped;
  GTask          *draining; /* (nullable) */

  guint64         n_waiting_bytes; /* the one under way, too */
  guint           rate_hz;
  gboolean        is_broken; /* it takes no more: how it ended tells why */
  gboolean        has_ended; /* the helper */
};

G_DEFINE_FINAL_TYPE (AskgLoudspeaker, askg_loudspeaker, G_TYPE_OBJECT)

static guint broken_signal;

static void write_next (AskgLoudspeaker *self);
static void watch_end (AskgLoudspeaker *self);

static void
forget_waiting (AskgLoudspeaker *self)
{
  g_queue_clear_full (&self->waiting, (GDestroyNotify) g_bytes_unref);
  g_clear_pointer (&self->writing, g_bytes_unref);
  self->n_waiting_bytes = 0;
}

static void
askg_loudspeaker_dispose (GObject *object)
{
  askg_loudspeaker_stop (ASKG_LOUDSPEAKER (object));

  G_OBJECT_CLASS (askg_loudspeaker_parent_class)->dispose (object);
}

static void
askg_loudspeaker_finalize (GObject *object)
{
  AskgLoudspeaker *self = ASKG_LOUDSPEAKER (object);

  forget_waiting (self);
  g_clear_object (&self->helper);
  g_clear_object (&self->input);
  g_clear_object (&self->stopped);

  G_OBJECT_CLASS (askg_loudspeaker_parent_class)->finalize (object);
}

static void
askg_loudspeaker_class_init (AskgLoudspeakerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = askg_loudspeaker_dispose;
  G_OBJECT_CLASS (klass)->finalize = askg_loudspeaker_finalize;

  /* It ended before it was told that no more comes: askg_loudspeaker_drain_async() tells why. */
  broken_signal = g_signal_new ("broken", ASKG_TYPE_LOUDSPEAKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
askg_loudspeaker_init (AskgLoudspeaker *self)
{
  g_queue_init (&self->waiting);
  self->stopped = g_cancellable_new ();
}

/* Whether this build can play sound; whether there is anything to play it on shows when it is tried. */
gboolean
askg_loudspeaker_is_there (void)
{
  g_autofree char *path = askg_program_find_helper (HELPER);

  return path != NULL;
}

/**
 * askg_loudspeaker_new:
 * @rate_hz: of the samples to come
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE when it is not installed or cannot be started
 */
AskgLoudspeaker *
askg_loudspeaker_new (guint    rate_hz,
                      GError **error)
{
  g_autofree char *path = askg_program_find_helper (HELPER);
  g_autofree char *rate = g_strdup_printf ("%u", rate_hz);
  g_autoptr(GError) why = NULL;
  g_autoptr(GSubprocess) helper = NULL;
  AskgLoudspeaker *self;

  if (path != NULL)
    helper = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &why, path, rate, NULL);
  if (helper == NULL)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                   _("Sound cannot be played here: %s. Install Askglass with its helper %s."),
                   why != NULL ? why->message : _("a part is missing"), HELPER);
      return NULL;
    }

  self = g_object_new (ASKG_TYPE_LOUDSPEAKER, NULL);
  self->helper = g_steal_pointer (&helper);
  self->input = g_object_ref (g_subprocess_get_stdin_pipe (self->helper));
  self->rate_hz = rate_hz;
  watch_end (self);

  return self;
}

/* -- Writing --------------------------------------------------------------- */

static void
close_when_done (AskgLoudspeaker *self)
{
  if (self->draining != NULL && self->n_waiting_bytes == 0 && !g_output_stream_is_closed (self->input))
    g_output_stream_close (self->input, NULL, NULL); /* a pipe: nothing is waited for */
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgLoudspeaker) self = user_data;
  gsize n_written;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, &n_written, NULL))
    {
      self->is_broken = TRUE;
      forget_waiting (self);
    }
  else if (self->writing != NULL)
    self->n_waiting_bytes -= g_bytes_get_size (self->writing);
  g_clear_pointer (&self->writing, g_bytes_unref);
  write_next (self);
}

static void
write_next (AskgLoudspeaker *self)
{
  gsize n_bytes;
  gconstpointer bytes;

  if (self->writing != NULL)
    return;
  self->writing = g_queue_pop_head (&self->waiting);
  if (self->writing == NULL)
    {
      close_when_done (self);
      return;
    }

  bytes = g_bytes_get_data (self->writing, &n_bytes);
  g_output_stream_write_all_async (self->input, bytes, n_bytes, G_PRIORITY_DEFAULT, self->stopped, written_cb,
                                   g_object_ref (self));
}

/* @samples: signed 16-bit, one channel; heard after those before them */
void
askg_loudspeaker_play (AskgLoudspeaker *self,
                       GBytes          *samples)
{
  g_return_if_fail (ASKG_IS_LOUDSPEAKER (self));
  g_return_if_fail (self->draining == NULL);

  if (self->is_broken || g_cancellable_is_cancelled (self->stopped) || g_bytes_get_size (samples) == 0)
    return;

  self->n_waiting_bytes += g_bytes_get_size (samples);
  g_queue_push_tail (&self->waiting, g_bytes_ref (samples));
  write_next (self);
}

/* How much sound the helper has not taken yet: it takes half a second ahead of what is heard. */
gint64
askg_loudspeaker_get_waiting_us (AskgLoudspeaker *self)
{
  g_return_val_if_fail (ASKG_IS_LOUDSPEAKER (self), 0);

  return (gint64) (self->n_waiting_bytes / 2) * G_USEC_PER_SEC / self->rate_hz;
}

/* -- The end --------------------------------------------------------------- */

/* Its last words are at most a line; it has ended, so nothing is waited for. */
static char *
read_last_words (AskgLoudspeaker *self)
{
  char words[512] = "";
  gsize n_read = 0;

  g_input_stream_read_all (g_subprocess_get_stderr_pipe (self->helper), words, sizeof words - 1, &n_read, NULL, NULL);
  words[n_read] = '\0';

  return askg_error_quote (words);
}

static void
return_end (AskgLoudspeaker *self)
{
  g_autoptr(GTask) task = g_steal_pointer (&self->draining);
  g_autofree char *quoted = NULL;

  if (g_cancellable_is_cancelled (self->stopped))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
  else if (g_subprocess_get_successful (self->helper))
    g_task_return_boolean (task, TRUE);
  else
    {
      quoted = read_last_words (self);
      g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                               _("The sound could not be played: there is no way to a loudspeaker (%s). Look whether the "
                                 "sound server runs and a device is chosen in the desktop’s settings."), quoted);
    }
}

static void
ended_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(AskgLoudspeaker) self = g_weak_ref_get (user_data);

  g_weak_ref_clear (user_data);
  g_free (user_data);
  g_subprocess_wait_finish (G_SUBPROCESS (object), result, NULL);
  if (self == NULL)
    return;

  self->has_ended = TRUE;
  if (self->draining != NULL)
    return_end (self);
  else if (!g_cancellable_is_cancelled (self->stopped))
    g_signal_emit (self, broken_signal, 0);
}

static void
watch_end (AskgLoudspeaker *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  g_subprocess_wait_async (self->helper, NULL, ended_cb, weak);
}

/**
 * askg_loudspeaker_drain_async:
 * @cancellable: (nullable): silence at once
 *
 * No more comes: ends when the last of it was heard.
 */
void
askg_loudspeaker_drain_async (AskgLoudspeaker     *self,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (ASKG_IS_LOUDSPEAKER (self));
  g_return_if_fail (self->draining == NULL);

  self->draining = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (self->draining, askg_loudspeaker_drain_async);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (askg_loudspeaker_stop), self, G_CONNECT_SWAPPED);
  close_when_done (self);
  if (self->has_ended)
    return_end (self);
}

/**
 * askg_loudspeaker_drain_finish:
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE when there is no way to a loudspeaker; %G_IO_ERROR_CANCELLED when it was stopped
 */
gboolean
askg_loudspeaker_drain_finish (AskgLoudspeaker  *self,
                               GAsyncResult     *result,
                               GError          **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_loudspeaker_drain_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Silence, now. */
void
askg_loudspeaker_stop (AskgLoudspeaker *self)
{
  g_return_if_fail (ASKG_IS_LOUDSPEAKER (self));

  if (self->helper == NULL || g_cancellable_is_cancelled (self->stopped))
    return;
  g_cancellable_cancel (self->stopped);
  g_subprocess_force_exit (self->helper);
}
