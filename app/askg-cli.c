/* askg-cli.c: what the verbs share: options, waiting, Ctrl-C. */
#include "app/askg-cli.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "app/askg-verbs.h"
#include "engine/base/askg-error.h"

#define MAX_END_MS 1500 /* from Ctrl-C to the end of the process, whatever hangs */

static GCancellable *cancellable;

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

static gboolean
too_long_cb (gpointer user_data)
{
  _exit (ASKG_EXIT_CANCELLED);
}

static gboolean
interrupted_cb (gpointer user_data)
{
  if (g_cancellable_is_cancelled (cancellable))
    _exit (ASKG_EXIT_CANCELLED);

  g_timeout_add (MAX_END_MS, too_long_cb, NULL);
  g_cancellable_cancel (cancellable);

  return G_SOURCE_CONTINUE;
}

/**
 * askg_cli_get_cancellable:
 *
 * Returns: (transfer none): cancelled by Ctrl-C or SIGTERM; a second one ends the process at once
 */
GCancellable *
askg_cli_get_cancellable (void)
{
  if (cancellable == NULL)
    {
      cancellable = g_cancellable_new ();
      g_unix_signal_add (SIGINT, interrupted_cb, NULL);
      g_unix_signal_add (SIGTERM, interrupted_cb, NULL);
      g_unix_signal_add (SIGHUP, interrupted_cb, NULL);
    }

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
  g_autoptr(GOptionContext) context = g_option_context_new (askg_verbs_find (verb)->arguments);
  g_autofree char *command = g_strconcat ("askglass ", verb, NULL);
  g_autoptr(GError) trouble = NULL;

  g_set_prgname (command); /* so that the help begins with what was typed */

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _(askg_verbs_find (verb)->help));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (g_option_context_parse (context, argc, argv, &trouble))
    return TRUE;

  g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE, _("%s. Use: askglass %s %s"), trouble->message, verb,
               askg_verbs_find (verb)->arguments);

  return FALSE;
}
