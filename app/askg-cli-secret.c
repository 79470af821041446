/* askg-cli-secret.c: standard input is read a byte at a time: what follows the key may be the yes. */
#include "app/askg-cli-secret.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-cli.h"
#include "engine/base/askg-error.h"
#include "engine/provider/askg-keys.h"

/* Returns %FALSE at the end of the input, or when the person does not want any more. */
static gboolean
read_line (char  *line,
           gsize  n_bytes)
{
  GPollFD input = { STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, 0 };
  gsize n = 0;

  /* Ctrl-C ends the wait: its handler runs in the main context. */
  g_main_context_add_poll (NULL, &input, G_PRIORITY_DEFAULT);
  while (n < n_bytes - 1 && !g_cancellable_is_cancelled (askg_cli_get_cancellable ()))
    {
      gssize n_read;

      input.revents = 0;
      g_main_context_iteration (NULL, TRUE);
      if (input.revents == 0)
        continue;
      n_read = read (STDIN_FILENO, &line[n], 1);
      if (n_read < 0 && errno == EINTR)
        continue;
      if (n_read != 1 || line[n] == '\n')
        break;
      n++;
    }
  g_main_context_remove_poll (NULL, &input);
  line[n] = '\0';

  return n > 0;
}

/* Nothing of it is shown while it is typed. */
static char *
read_key_from_input (GError **error)
{
  const gboolean is_terminal = isatty (STDIN_FILENO);
  char line[ASKG_KEYS_MAX_BYTES + 2];
  struct termios usual;
  char *key;

  if (is_terminal)
    {
      struct termios quiet;

      fprintf (stderr, "%s ", _("Key:"));
      tcgetattr (STDIN_FILENO, &usual);
      quiet = usual;
      quiet.c_lflag &= ~(tcflag_t) ECHO;
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &quiet);
    }
  read_line (line, sizeof line);
  if (is_terminal)
    {
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &usual);
      fputc ('\n', stderr);
    }
  key = g_cancellable_set_error_if_cancelled (askg_cli_get_cancellable (), error)
          ? NULL : askg_keys_clean (line, strlen (line), error);
  explicit_bzero (line, sizeof line);

  return key;
}

/**
 * askg_cli_read_key:
 * @path: a file, or "-" for standard input: a pipe, or a terminal that shows nothing of it
 *
 * Errors: %ASKG_ERROR_NOTHING_THERE, %ASKG_ERROR_USAGE, %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the first line, to be given to askg_keys_wipe()
 */
char *
askg_cli_read_key (const char  *path,
                   GError     **error)
{
  g_autoptr(GBytes) bytes = NULL;
  gsize n_bytes;
  const char *given;

  if (g_str_equal (path, "-"))
    return read_key_from_input (error);

  bytes = askg_cli_read_file (path, error);
  if (bytes == NULL)
    return NULL;
  given = g_bytes_get_data (bytes, &n_bytes);

  return askg_keys_clean (given, n_bytes, error);
}

/**
 * askg_cli_ask_for_yes:
 * @question: asked on standard error; the answer is a line of standard input
 *
 * Returns: whether it is a yes, in English or the person's language
 */
gboolean
askg_cli_ask_for_yes (const char *question)
{
  char line[64];
  g_autofree char *said = NULL;

  fprintf (stderr, "%s [y/N] ", question);
  read_line (line, sizeof line);
  if (!isatty (STDIN_FILENO))
    fputc ('\n', stderr);
  said = g_utf8_make_valid (g_strstrip (line), -1);

  /* TRANSLATORS: what a person may type for yes; "y" and "yes" are understood as well */
  return g_ascii_strcasecmp (said, "y") == 0 || g_ascii_strcasecmp (said, "yes") == 0 ||
         g_str_equal (said, C_("answer", "yes"));
}
