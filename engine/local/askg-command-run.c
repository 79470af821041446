/* askg-command-run.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/local/askg-command-run.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-pcm.h"
#include "engine/base/askg-wav-stream.h"

#define PIECE_BYTES     16384
#define MAX_LAST_WORDS  400
#define LOOK_BYTES      64 /* of what has no head: by them words are told from sound */

/* It outlives the call that cuts it, until its last read has come back. */
struct _AskgCommandRun
{
  gatomicrefcount       refs;
  GSubprocess          *child;
  char                 *name;       /* of the command */
  GCancellable         *ending;
  AskgCommandLimits     limits;
  AskgCommandSoundFunc  on_sound;   /* (nullable): nobody listens, or nothing was said yet */
  AskgCommandEndFunc    on_end;     /* (nullable) */
  gpointer              user_data;
  AskgWavStream         wav;
  GByteArray           *beginning;  /* (nullable): of its sound, until it is clear what it is */
  GString              *last_words; /* on standard error */
  GSource              *watchdog;   /* (nullable) */
  gsize                 n_bytes;
  gboolean              has_exited;
  gboolean              has_sound;
  gboolean              is_over;    /* the end was told */
};

static void read_more (AskgCommandRun *self);
static void hear_errors (AskgCommandRun *self);

static AskgCommandRun *
run_ref (AskgCommandRun *self)
{
  g_atomic_ref_count_inc (&self->refs);

  return self;
}

static void
run_unref (AskgCommandRun *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_object (&self->child);
  g_clear_object (&self->ending);
  g_free (self->name);
  askg_wav_stream_clear (&self->wav);
  g_clear_pointer (&self->beginning, g_byte_array_unref);
  g_string_free (self->last_words, TRUE);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgCommandRun, run_unref)

static void
drop_watchdog (AskgCommandRun *self)
{
  if (self->watchdog != NULL)
    g_source_destroy (self->watchdog);
  g_clear_pointer (&self->watchdog, g_source_unref);
}

/* With all that it started. */
static void
kill_group (AskgCommandRun *self)
{
  const char *pid = g_subprocess_get_identifier (self->child);

  if (pid != NULL)
    kill (-(pid_t) g_ascii_strtoll (pid, NULL, 10), SIGKILL);
}

/* @error: (nullable) (transfer full) */
static void
finish (AskgCommandRun *self,
        GError         *error)
{
  const AskgCommandEndFunc on_end = self->on_end;

  drop_watchdog (self);
  self->on_sound = NULL;
  self->on_end = NULL;
  if (!self->is_over && on_end != NULL)
    {
      self->is_over = TRUE;
      kill_group (self);
      on_end (error, self->user_data);
    }
  g_clear_error (&error);
}

static GError *
new_error (AskgCommandRun *self,
           AskgError       code,
           const char     *why)
{
  g_autofree char *cut = askg_error_quote (self->last_words->str);
  g_autofree char *quoted = *cut != '\0' ? g_strdup_printf ("“%s”.", cut) : g_strdup ("");

  return g_error_new (ASKG_ERROR, code, _("The command that speaks, “%s”, does not work: %s%s%s Try it in a terminal, or choose "
                                          "another voice."), self->name, why, *quoted != '\0' ? " " : "", quoted);
}

/* -- Sound ------------------------------------------------------------------------ */

static gboolean
is_words (GByteArray *bytes)
{
  guint n_printable = 0;

  for (guint i = 0; i < bytes->len; i++)
    n_printable += g_ascii_isprint (bytes->data[i]) || g_ascii_isspace (bytes->data[i]);

  return bytes->len > 0 && n_printable == bytes->len;
}

static gboolean
is_other_kind (GByteArray *bytes)
{
  static const char *const heads[] = { "ID3", "OggS", "fLaC", "FORM", ".snd", "\xff\xfb", "\xff\xf3" };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (bytes->len >= strlen (heads[i]) && memcmp (bytes->data, heads[i], strlen (heads[i])) == 0)
      return TRUE;

  return FALSE;
}

static void
give (AskgCommandRun *self,
      const guint8   *bytes,
      gsize           n_bytes)
{
  g_autoptr(GBytes) samples = askg_wav_stream_feed (&self->wav, bytes, n_bytes);
  g_autoptr(AskgPcm) sound = NULL;
  g_autoptr(AskgPcm) mixed = NULL;

  if (samples == NULL)
    return;
  if (self->wav.rate_hz == 0)
    {
      finish (self, new_error (self, ASKG_ERROR_UNAVAILABLE, _("its WAV is of a kind that cannot be read; 16-bit PCM can.")));
      return;
    }
  self->has_sound = TRUE;
  if (self->wav.n_channels > 1)
    {
      sound = askg_pcm_new (samples, self->wav.rate_hz, self->wav.n_channels);
      mixed = askg_pcm_mix (sound);
      self->on_sound (self->wav.rate_hz, askg_pcm_get_samples (mixed), self->user_data);
    }
  else
    self->on_sound (self->wav.rate_hz, samples, self->user_data);
}

/* What it is shows at its beginning. */
static void
look (AskgCommandRun *self)
{
  g_autoptr(GByteArray) beginning = g_steal_pointer (&self->beginning);

  if (beginning->len >= 4 && memcmp (beginning->data, "RIFF", 4) == 0)
    ; /* as its head says */
  else if (is_words (beginning))
    {
      finish (self, new_error (self, ASKG_ERROR_UNAVAILABLE, _("it wrote words instead of sound.")));
      return;
    }
  else if (is_other_kind (beginning))
    {
      finish (self, new_error (self, ASKG_ERROR_UNAVAILABLE, _("its sound is neither WAV nor raw.")));
      return;
    }
  else
    askg_wav_stream_begin_raw (&self->wav, self->limits.raw_rate_hz, 1);
  give (self, beginning->data, beginning->len);
}

static void
take (AskgCommandRun *self,
      GBytes         *piece)
{
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (piece, &n_bytes);

  self->n_bytes += n_bytes;
  if (self->n_bytes > self->limits.max_bytes)
    finish (self, new_error (self, ASKG_ERROR_UNAVAILABLE, _("its sound has no end.")));
  else if (self->beginning == NULL)
    give (self, bytes, n_bytes);
  else
    {
      g_byte_array_append (self->beginning, bytes, n_bytes);
      if (self->beginning->len >= LOOK_BYTES)
        look (self);
    }
}

static void
exited_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgCommandRun) self = user_data;

  if (!g_subprocess_wait_finish (G_SUBPROCESS (object), result, NULL))
    return; /* it was cut */
  self->has_exited = TRUE;
  if (self->on_end == NULL)
    return;
  if (!g_subprocess_get_successful (G_SUBPROCESS (object)))
    finish (self, new_error (self, ASKG_ERROR_UNAVAILABLE, _("it ended with an error.")));
  else if (!self->has_sound)
    finish (self, new_error (self, ASKG_ERROR_UNAVAILABLE, _("it wrote no sound.")));
  else
    finish (self, NULL);
}

/* All of its sound is here; how it ended tells whether that was meant. */
static void
end_of_sound (AskgCommandRun *self)
{
  if (self->beginning != NULL && self->beginning->len > 0)
    look (self);
  if (self->on_end != NULL)
    g_subprocess_wait_async (self->child, self->ending, exited_cb, run_ref (self));
}

static gboolean
late_cb (gpointer user_data)
{
  g_autoptr(AskgCommandRun) self = run_ref (user_data);

  finish (self, new_error (self, ASKG_ERROR_TIMED_OUT, _("it says nothing and does not end.")));

  return G_SOURCE_REMOVE;
}

static void
watch (AskgCommandRun *self)
{
  drop_watchdog (self);
  self->watchdog = g_timeout_source_new (self->limits.silent_ms);
  g_source_set_callback (self->watchdog, late_cb, self, NULL);
  g_source_attach (self->watchdog, g_main_context_get_thread_default ());
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AskgCommandRun) self = user_data;
  g_autoptr(GBytes) piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, NULL);

  if (piece == NULL || self->on_end == NULL)
    return;
  watch (self);
  if (g_bytes_get_size (piece) == 0)
    {
      end_of_sound (self);
      return;
    }
  take (self, piece);
  if (self->on_end != NULL)
    read_more (self);
}

static void
read_more (AskgCommandRun *self)
{
  g_input_stream_read_bytes_async (g_subprocess_get_stdout_pipe (self->child), PIECE_BYTES, G_PRIORITY_DEFAULT, self->ending,
                                   read_cb, run_ref (self));
}

/* -- What it complains of ------------------------------------------------------------ */

static void
errors_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgCommandRun) self = user_data;
  g_autoptr(GBytes) piece = g_input_stream_read_bytes_finish (G_INPUT_STREAM (object), result, NULL);

  if (piece == NULL || g_bytes_get_size (piece) == 0)
    return;
  g_string_append_len (self->last_words, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece));
  if (self->last_words->len > MAX_LAST_WORDS)
    g_string_erase (self->last_words, 0, self->last_words->len - MAX_LAST_WORDS);
  hear_errors (self);
}

/* Else it would wait for somebody to. */
static void
hear_errors (AskgCommandRun *self)
{
  g_input_stream_read_bytes_async (g_subprocess_get_stderr_pipe (self->child), 4096, G_PRIORITY_DEFAULT, self->ending,
                                   errors_cb, run_ref (self));
}

/* -- The run -------------------------------------------------------------------------- */

/* In the child: its own group, so that all of it can be ended; and it ends with us. */
static void
set_up_child (gpointer user_data)
{
  setpgid (0, 0);
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

/**
 * askg_command_run_start:
 * @argv: the command; found in PATH, run without a shell
 *
 * Errors: %ASKG_ERROR_UNAVAILABLE when there is no such program
 *
 * Returns: (transfer full): a command that waits for words; free it with askg_command_run_cut()
 */
AskgCommandRun *
askg_command_run_start (const char *const       *argv,
                        const AskgCommandLimits *limits,
                        GError                 **error)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE |
                                                                       G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                                                       G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr(GSubprocess) child = NULL;
  g_autoptr(GError) why = NULL;
  AskgCommandRun *self;

  g_subprocess_launcher_set_child_setup (launcher, set_up_child, NULL, NULL);
  child = g_subprocess_launcher_spawnv (launcher, argv, &why);
  if (child == NULL)
    {
      g_set_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                   _("The command that speaks cannot be started: %s. Correct voice-command in the settings, or choose another "
                     "voice."), why->message);
      return NULL;
    }

  self = g_new0 (AskgCommandRun, 1);
  g_atomic_ref_count_init (&self->refs);
  self->child = g_steal_pointer (&child);
  self->name = g_path_get_basename (argv[0]);
  self->ending = g_cancellable_new ();
  self->limits = *limits;
  self->beginning = g_byte_array_new ();
  self->last_words = g_string_new (NULL);
  hear_errors (self);

  return self;
}

/* One that closes its input early may still speak: how it ends tells. */
static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgCommandRun) self = user_data;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (object), result, NULL, NULL);
  g_output_stream_close (G_OUTPUT_STREAM (object), NULL, NULL);
}

/**
 * askg_command_run_say:
 * @words: all that it is told
 *
 * Once.
 */
void
askg_command_run_say (AskgCommandRun       *self,
                      const char           *words,
                      AskgCommandSoundFunc  on_sound,
                      AskgCommandEndFunc    on_end,
                      gpointer              user_data)
{
  char *line = g_strdup_printf ("%s\n", words);

  self->on_sound = on_sound;
  self->on_end = on_end;
  self->user_data = user_data;
  watch (self);
  read_more (self);
  g_object_set_data_full (G_OBJECT (self->child), "askg-words", line, g_free);
  g_output_stream_write_all_async (g_subprocess_get_stdin_pipe (self->child), line, strlen (line), G_PRIORITY_DEFAULT,
                                   self->ending, written_cb, run_ref (self));
}

/* Whether it still waits for words, as far as is known. */
gboolean
askg_command_run_is_alive (AskgCommandRun *self)
{
  return g_subprocess_get_identifier (self->child) != NULL;
}

/* Kills it, whatever it does, and frees @self. Nothing is heard of it any more. */
void
askg_command_run_cut (AskgCommandRun *self)
{
  self->on_sound = NULL;
  self->on_end = NULL;
  self->is_over = TRUE;
  drop_watchdog (self);
  kill_group (self);
  g_cancellable_cancel (self->ending);
  run_unref (self);
}
