/* askg-terminal-reader.c: any thread. */
#include "capture/context/askg-terminal-reader.h"

#include <string.h>

#include "capture/context/askg-accessible-terminal.h"
#include "capture/context/askg-kitty-terminal.h"

#define N_LINES    "5000"
#define PATIENCE_S "2"
#define STATUS_TOO_LATE 124 /* of timeout */

static gboolean
is_number (const char *text)
{
  return text != NULL && *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* The end of it, in whole lines, UTF-8. Returns: (nullable) (transfer full) */
static char *
take_text (GBytes *output)
{
  gsize n;
  const char *bytes = g_bytes_get_data (output, &n);
  const char *start = n > ASKG_TERMINAL_READER_MAX_BYTES ? bytes + n - ASKG_TERMINAL_READER_MAX_BYTES : bytes;

  if (start > bytes)
    {
      const char *line = memchr (start, '\n', (gsize) (bytes + n - start));

      start = line != NULL ? line + 1 : start;
    }

  return n > 0 ? g_utf8_make_valid (start, (gssize) (bytes + n - start)) : NULL;
}

/* Also one that told all, and only did not end in time. */
static gboolean
has_ended_well (GSubprocess *process)
{
  return g_subprocess_get_if_exited (process) &&
         (g_subprocess_get_exit_status (process) == 0 || g_subprocess_get_exit_status (process) == STATUS_TOO_LATE);
}

/* @name, @value: (nullable): of the environment. Returns: (nullable) (transfer full) */
static char *
run (const char *const *words,
     const char        *name,
     const char        *value,
     GCancellable      *cancellable)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GBytes) output = NULL;

  if (name != NULL)
    g_subprocess_launcher_setenv (launcher, name, value, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, words, NULL);
  if (process == NULL || !g_subprocess_communicate (process, NULL, cancellable, &output, NULL, NULL) || !has_ended_well (process))
    return NULL;

  return take_text (output);
}

/* TMUX is “socket,process,session”. */
static char *
read_tmux (char         **environment,
           GCancellable  *cancellable)
{
  const char *tmux = g_environ_getenv (environment, "TMUX"), *pane = g_environ_getenv (environment, "TMUX_PANE");
  g_autofree char *socket = NULL;
  const char *words[] = { "timeout", PATIENCE_S, "tmux", "-S", NULL, "capture-pane", "-p", "-J", "-S", "-" N_LINES, "-t", pane, NULL };

  if (tmux == NULL || *tmux != '/' || pane == NULL || *pane != '%' || !is_number (pane + 1))
    return NULL;
  words[4] = socket = g_strndup (tmux, strcspn (tmux, ","));

  return run (words, NULL, NULL, cancellable);
}

static char *
read_kitty (char         **environment,
            GCancellable  *cancellable)
{
  const char *address = g_environ_getenv (environment, "KITTY_LISTEN_ON"), *window = g_environ_getenv (environment, "KITTY_WINDOW_ID");
  g_autoptr(GBytes) text = address != NULL && is_number (window) ? askg_kitty_terminal_read (address, window, cancellable) : NULL;

  return text != NULL ? take_text (text) : NULL;
}

static char *
read_wezterm (char         **environment,
              GCancellable  *cancellable)
{
  const char *socket = g_environ_getenv (environment, "WEZTERM_UNIX_SOCKET"), *pane = g_environ_getenv (environment, "WEZTERM_PANE");
  const char *words[] = { "timeout", PATIENCE_S, "wezterm", "cli", "get-text", "--pane-id", pane, "--start-line", "-" N_LINES, NULL };

  if (socket == NULL || *socket != '/' || !is_number (pane))
    return NULL;

  return run (words, "WEZTERM_UNIX_SOCKET", socket, cancellable);
}

/**
 * askg_terminal_reader_read:
 * @environment: “NAME=value”: of the shell, as far as it says which terminal that is
 * @shell_pid: its process; 0 where nobody knows
 * @cancellable: (nullable):
 *
 * Returns: (transfer full) (element-type utf8): what may be its text, the surest first; none where its terminal tells nobody
 */
GPtrArray *
askg_terminal_reader_read (const char *const *environment,
                           int                shell_pid,
                           GCancellable      *cancellable)
{
  static char *(* const ways[]) (char **, GCancellable *) = { read_tmux, read_kitty, read_wezterm };
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (ways) && texts->len == 0; i++)
    {
      char *text = ways[i] ((char **) environment, cancellable);

      if (text != NULL)
        g_ptr_array_add (texts, text);
    }
  if (texts->len == 0 && shell_pid > 0)
    askg_accessible_terminal_read (shell_pid, texts, cancellable);

  return texts;
}
