/* askg-cli-say.c: `askglass say`: words become sound, from the first clause on. Asks no engine unless one is named. */
#include "app/askg-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "app/askg-cli-sound.h"
#include "app/askg-cli-speaker.h"
#include "app/askg-exit.h"
#include "app/askg-hush.h"
#include "app/askg-settings.h"
#include "app/askg-voices.h"
#include "capture/audio/askg-reply-player.h"
#include "engine/base/askg-error.h"
#include "engine/local/askg-read-aloud.h"

#define PIECE_BYTES 4096

typedef struct
{
  char   *voice;
  char   *language;
  char   *output;
  double  rate;
} Options;

typedef struct
{
  AskgReplyPlayer *player;  /* owned; (nullable): it goes to a file, or plays by itself */
  AskgCliSound    *sound;   /* owned; (nullable): it is heard */
  AskgReadAloud   *reading; /* owned */
  GError          *trouble; /* (nullable) (owned) */
  guint            generation;
  guint            rate_hz;
  guint64          n_samples;
  gboolean         has_signs; /* something else than blanks was given */
  gboolean         is_read;
  gboolean         is_heard;
} Mouth;

static void
options_clear (Options *options)
{
  g_free (options->voice);
  g_free (options->language);
  g_free (options->output);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
mouth_clear (Mouth *self)
{
  if (self->player != NULL)
    askg_reply_player_cut (self->player);
  g_clear_object (&self->player);
  g_clear_pointer (&self->sound, askg_cli_sound_free);
  g_clear_object (&self->reading);
  g_clear_error (&self->trouble);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Mouth, mouth_clear)

/* -- Sound --------------------------------------------------------------------- */

static gint64
sound_cb (guint    rate_hz,
          GBytes  *samples,
          gpointer user_data)
{
  Mouth *self = user_data;

  if (self->sound != NULL)
    {
      askg_cli_sound_add (self->sound, rate_hz, samples);
      return 0;
    }
  if (self->generation == 0)
    self->generation = askg_reply_player_begin (self->player, rate_hz);
  self->n_samples += g_bytes_get_size (samples) / sizeof (gint16);
  askg_reply_player_push (self->player, self->generation, samples);

  return ((gint64) self->n_samples - askg_reply_player_get_heard (self->player)) * G_USEC_PER_SEC / rate_hz;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Mouth *self = user_data;

  self->is_read = TRUE;
  askg_read_aloud_run_finish (ASKG_READ_ALOUD (object), result, self->trouble == NULL ? &self->trouble : NULL);
  if (self->generation != 0)
    askg_reply_player_end (self->player, self->generation);
  else
    self->is_heard = TRUE; /* there is nothing, or it played by itself */
}

static void
finished_cb (Mouth *self)
{
  self->is_heard = TRUE;
}

static void
trouble_cb (Mouth        *self,
            const GError *error)
{
  if (self->trouble == NULL)
    self->trouble = g_error_copy (error);
  self->is_heard = TRUE;
}

/* -- Words ------------------------------------------------------------------------ */

static void
feed (Mouth      *self,
      const char *text,
      gsize       length)
{
  for (gsize i = 0; i < length && !self->has_signs; i++)
    self->has_signs = !g_ascii_isspace (text[i]);
  askg_read_aloud_feed (self->reading, text, length);
}

/* They are said as they come. */
static gboolean
input_cb (gint         fd,
          GIOCondition condition,
          gpointer     user_data)
{
  Mouth *self = user_data;
  char bytes[PIECE_BYTES];
  const ssize_t n_read = read (fd, bytes, sizeof bytes);

  if (n_read < 0 && (errno == EAGAIN || errno == EINTR))
    return G_SOURCE_CONTINUE;
  if (n_read > 0)
    {
      feed (self, bytes, n_read);
      return G_SOURCE_CONTINUE;
    }
  askg_read_aloud_end (self->reading);

  return G_SOURCE_REMOVE;
}

static void
interrupted_cb (GCancellable *cancellable,
                gpointer      silence)
{
  g_cancellable_cancel (silence);
  g_main_context_wakeup (NULL);
}

static gboolean
begin (Mouth          *self,
       const Options  *options,
       AskgSpeaker    *speaker,
       GError        **error)
{
  g_autoptr(GSettings) settings = NULL;
  g_autofree char *loudspeaker = NULL;

  if (options->output != NULL && !askg_speaker_gives_sound (speaker))
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE,
                           _("The desktop’s voice plays by itself and cannot be written to a file. Choose another one with --voice."));
      return FALSE;
    }
  askg_speaker_warm_up (speaker);
  if (options->output != NULL)
    self->sound = askg_cli_sound_new (options->output);
  else if (askg_speaker_gives_sound (speaker))
    {
      settings = askg_settings_new ();
      loudspeaker = settings != NULL ? g_settings_get_string (settings, "voice-loudspeaker") : NULL;
      self->player = askg_reply_player_new (NULL, loudspeaker);
      g_signal_connect_swapped (self->player, "finished", G_CALLBACK (finished_cb), self);
      g_signal_connect_swapped (self->player, "trouble", G_CALLBACK (trouble_cb), self);
      askg_reply_player_prepare (self->player);
    }
  self->reading = askg_read_aloud_new (speaker, sound_cb, NULL, self);
  askg_read_aloud_set_language (self->reading, options->language);

  return TRUE;
}

/* Here nobody knows of an answer that would be read. */
static void
tell_what_was_given (Mouth *self)
{
  g_clear_error (&self->trouble);
  self->trouble =
    g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NO_TEXT,
                         self->has_signs ? _("There are no words in that, only signs that nobody would say. Write some words.")
                                         : _("Nothing was given to say: it was empty. Write some words behind “askglass say”, or send "
                                             "them through a pipe with “-”."));
}

/* @text: (nullable): else standard input */
static int
say (const Options *options,
     const char    *text)
{
  const AskgVoiceWish wish = { .voice = options->voice, .rate = options->rate };
  g_auto(Mouth) mouth = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgSpeaker) speaker = askg_cli_speaker_choose (&wish, &error);
  g_autoptr(GCancellable) silence = g_cancellable_new ();
  g_autoptr(AskgHush) hush = NULL;
  gboolean was_silenced;
  gulong handler;

  if (speaker == NULL || !begin (&mouth, options, speaker, &error))
    return askg_exit_with_error (error);

  hush = askg_hush_new (silence);
  handler = g_cancellable_connect (askg_cli_get_cancellable (), G_CALLBACK (interrupted_cb), silence, NULL);
  askg_read_aloud_run_async (mouth.reading, silence, read_cb, &mouth);
  if (text == NULL)
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, input_cb, &mouth);
  else
    {
      feed (&mouth, text, strlen (text));
      askg_read_aloud_end (mouth.reading);
    }
  while (!g_cancellable_is_cancelled (silence) && !(mouth.is_heard && (mouth.is_read || mouth.trouble != NULL)))
    g_main_context_iteration (NULL, TRUE);
  was_silenced = g_cancellable_is_cancelled (silence);
  g_cancellable_disconnect (askg_cli_get_cancellable (), handler);
  if (mouth.player != NULL)
    askg_reply_player_cut (mouth.player);
  g_cancellable_cancel (silence);
  while (!mouth.is_read)
    g_main_context_iteration (NULL, TRUE);

  if (was_silenced)
    return ASKG_EXIT_CANCELLED;
  if (g_error_matches (mouth.trouble, ASKG_ERROR, ASKG_ERROR_NO_TEXT))
    tell_what_was_given (&mouth);
  if (mouth.trouble != NULL)
    return askg_exit_with_error (mouth.trouble);
  if (mouth.sound != NULL && !askg_cli_sound_finish (mouth.sound, &error))
    return askg_exit_with_error (error);

  return ASKG_EXIT_OK;
}

/* -- The verb -------------------------------------------------------------------------- */

static gboolean
check (const Options  *options,
       int             argc,
       GError        **error)
{
  if (argc < 2 && isatty (STDIN_FILENO))
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                         _("Nothing was given to say. Write it behind “askglass say”, or “-” to say what comes through a pipe."));
  else if (options->rate != 0 && (options->rate < 0.4 || options->rate > 3))
    g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_USAGE, _("--rate goes from 0.4 to 3; 1 is as fast as usual."));
  else if (options->language != NULL && strlen (options->language) != 2)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE, _("“%s” is no language: --language takes two letters, such as “de”."),
                 options->language);
  else
    return TRUE;

  return FALSE;
}

int
askg_cli_say (int    argc,
              char **argv)
{
  g_auto(Options) options = { 0 };
  GOptionEntry entries[] = {
    { "voice", 0, 0, G_OPTION_ARG_STRING, &options.voice, N_("Speak with this voice: espeak, espeak:VOICE, command, desktop, or an engine’s name; “?” lists those of eSpeak NG"), N_("VOICE") },
    { "rate", 0, 0, G_OPTION_ARG_DOUBLE, &options.rate, N_("Speak so many times as fast"), N_("NUMBER") },
    { "language", 0, 0, G_OPTION_ARG_STRING, &options.language, N_("Take all of it for this language, two letters"), N_("LANGUAGE") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("Write the sound to this WAV file instead"), N_("FILE") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  if (!askg_cli_parse (entries, "say", &argc, &argv, &error))
    return askg_exit_with_error (error);
  if (g_strcmp0 (options.voice, "?") == 0)
    return askg_cli_list_voices ();
  if (!check (&options, argc, &error))
    return askg_exit_with_error (error);
  if (argc > 1 && !(argc == 2 && g_str_equal (argv[1], "-")))
    text = g_strjoinv (" ", argv + 1);

  return say (&options, text);
}
