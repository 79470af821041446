/* askg-cli.c: what the verbs share: options, waiting, Ctrl-C. */
#include "app/askg-cli.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "app/askg-verbs.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"

#define MAX_END_MS 1500 /* from Ctrl-C to the end of the process, whatever hangs */

static GCancellable *cancellable;
static timer_t end_timer;
static int wake_fd;
static volatile sig_atomic_t was_interrupted;

void
askg_wait_init (AskgWait *wait)
{
  wait->loop = g_main_loop_new (NULL, FALSE);
  wait->result = NULL;
}

void
askg_wait_clear (AskgWait *wait)
{
  g_clear_pointer (&wait->loop, g_main_loop_unref);
  g_clear_object (&wait->result);
}

/* A #GAsyncReadyCallback; its user data is the #AskgWait. */
void
askg_wait_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  AskgWait *wait = user_data;

  g_set_object (&wait->result, result);
  g_main_loop_quit (wait->loop);
}

/**
 * askg_wait_for:
 *
 * Runs the main loop until askg_wait_cb() was called.
 *
 * Returns: (transfer none): the result; valid until the next wait
 */
GAsyncResult *
askg_wait_for (AskgWait *wait)
{
  if (wait->result == NULL)
    g_main_loop_run (wait->loop);

  return wait->result;
}

/* First thing of a process that runs nobody else’s program. */
void
askg_cli_mind_itself (void)
{
  askg_program_stay_private ();
  signal (SIGPIPE, SIG_IGN); /* a reader that went away is an error of the write */
  signal (SIGXFSZ, SIG_IGN); /* so is a file that may not grow */
}

/* -- Ctrl-C ---------------------------------------------------------------- */

static void
too_long_handler (int number)
{
  _exit (ASKG_EXIT_CANCELLED);
}

/* The loop may be stuck in a write that nobody reads: only a signal's handler is sure to run. */
static void
interrupt_handler (int number)
{
  const struct itimerspec end = { .it_value = { MAX_END_MS / 1000, MAX_END_MS % 1000 * 1000000L } };
  const guint64 one = 1;
  const int kept = errno;

  if (was_interrupted || timer_settime (end_timer, 0, &end, NULL) != 0 || write (wake_fd, &one, sizeof one) < 0)
    _exit (ASKG_EXIT_CANCELLED);
  was_interrupted = TRUE;
  errno = kept;
}

static gboolean
woken_cb (int           fd,
          GIOCondition  condition,
          gpointer      user_data)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

static void
handle (int    number,
        void (*handler) (int))
{
  struct sigaction action = { .sa_handler = handler, .sa_flags = SA_RESTART };

  sigaction (number, &action, NULL);
}

/* What nohup let be stays so. */
static gboolean
is_ignored (int number)
{
  struct sigaction action;

  return sigaction (number, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

/**
 * askg_cli_get_cancellable:
 *
 * Returns: (transfer none): cancelled by Ctrl-C or SIGTERM; the process ends within 1.5 s after the
 *   first, whatever it waits for, and at once after the second
 */
GCancellable *
askg_cli_get_cancellable (void)
{
  struct sigevent alarm = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGALRM };

  if (cancellable != NULL)
    return cancellable;

  cancellable = g_cancellable_new ();
  wake_fd = eventfd (0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (wake_fd < 0 || timer_create (CLOCK_MONOTONIC, &alarm, &end_timer) != 0)
    return cancellable; /* then Ctrl-C just kills it */

  g_unix_fd_add (wake_fd, G_IO_IN, woken_cb, NULL);
  handle (SIGALRM, too_long_handler);
  handle (SIGINT, interrupt_handler);
  handle (SIGTERM, interrupt_handler);
  if (!is_ignored (SIGHUP))
    handle (SIGHUP, interrupt_handler);

  return cancellable;
}

/**
 * askg_cli_join_words:
 * @argc: what is left of the command line after its options
 * @out_from_pipe: (out) (nullable): whether “-” is among the words; %NULL where it is a word like any other
 *
 * Returns: (transfer full): the words as one text in UTF-8, without space around it; what is no text
 *   in the person's locale becomes U+FFFD, so that a question is never refused for it
 */
char *
askg_cli_join_words (int        argc,
                     char     **argv,
                     gboolean  *out_from_pipe)
{
  GString *words = g_string_new (NULL);
  gboolean all_text = FALSE;

  if (out_from_pipe != NULL)
    *out_from_pipe = FALSE;
  for (int i = 1; i < argc; i++)
    {
      if (!all_text && strcmp (argv[i], "--") == 0)
        all_text = TRUE;
      else if (!all_text && out_from_pipe != NULL && strcmp (argv[i], "-") == 0)
        *out_from_pipe = TRUE;
      else
        {
          g_autofree char *converted = g_locale_to_utf8 (argv[i], -1, NULL, NULL, NULL);
          g_autofree char *word = converted == NULL ? g_utf8_make_valid (argv[i], -1) : NULL;

          g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", word != NULL ? word : converted);
        }
    }

  return g_strstrip (g_string_free (words, FALSE));
}

static gboolean
parse (GOptionEntry   *entries,
       const char     *verb,
       gboolean        ends_at_a_word,
       int            *argc,
       char         ***argv,
       GError        **error)
{
  g_autoptr(GOptionContext) context = g_option_context_new (askg_verbs_find (verb)->arguments);
  g_autofree char *command = g_strconcat ("askglass ", verb, NULL);
  g_autoptr(GError) trouble = NULL;

  g_set_prgname (command); /* so that the help begins with what was typed */

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _(askg_verbs_find (verb)->help));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_strict_posix (context, ends_at_a_word);
  if (g_option_context_parse (context, argc, argv, &trouble))
    return TRUE;

  if (g_error_matches (trouble, G_OPTION_ERROR, G_OPTION_ERROR_UNKNOWN_OPTION) && strstr (askg_verbs_find (verb)->arguments, "TEXT") != NULL)
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                 _("%s. askglass %s --help lists them; a text that begins with a hyphen stands behind two: askglass %s -- TEXT."),
                 trouble->message, verb, verb);
  else
    g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE, _("%s. Use: askglass %s %s"), trouble->message, verb,
                 askg_verbs_find (verb)->arguments);

  return FALSE;
}

/**
 * askg_cli_parse:
 * @entries: the options of this verb
 * @verb: its name
 * @argc: (inout): what follows the verb; options are taken out
 *
 * Errors: %ASKG_ERROR_USAGE, with a sentence that shows what may follow
 */
gboolean
askg_cli_parse (GOptionEntry   *entries,
                const char     *verb,
                int            *argc,
                char         ***argv,
                GError        **error)
{
  return parse (entries, verb, FALSE, argc, argv, error);
}

/* The same for a verb that is followed by a command: what begins like an option behind its first word is the command’s. */
gboolean
askg_cli_parse_before_command (GOptionEntry   *entries,
                               const char     *verb,
                               int            *argc,
                               char         ***argv,
                               GError        **error)
{
  if (!parse (entries, verb, TRUE, argc, argv, error))
    return FALSE;
  if (*argc > 1 && strcmp ((*argv)[1], "--") == 0)
    {
      (*argc)--;
      (*argv)++;
    }

  return TRUE;
}
