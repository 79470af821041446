/* askg-command-cut.c: any thread.
 *
 * Terminals show others no marks of where a prompt begins. So the last line that ends with the command is taken for the one it
 * was typed in, and the next that begins as that did for the prompt behind it. */
#include "engine/debug/askg-command-cut.h"

#include <string.h>

static gsize
trimmed_length (const char *line,
                gsize       n)
{
  while (n > 0 && g_ascii_isspace (line[n - 1]))
    n--;

  return n;
}

/* Returns: whether the line is a prompt and @command; @out_n_prompt: (out): bytes of the prompt */
static gboolean
is_typed (const char *line,
          gsize       n,
          const char *command,
          gsize       n_command,
          gsize      *out_n_prompt)
{
  n = trimmed_length (line, n);
  if (n < n_command || strncmp (line + n - n_command, command, n_command) != 0)
    return FALSE;
  *out_n_prompt = n - n_command;

  return *out_n_prompt > 0 && strchr (" \t$#%>", line[*out_n_prompt - 1]) != NULL;
}

/* What a prompt has also in another folder: what stands before a "/" or "~"; where that is nothing, its last word. */
static gboolean
is_prompt (const char *line,
           gsize       n,
           const char *typed,
           gsize       n_prompt)
{
  gsize n_lasting = 0, n_word = 0;
  g_autofree char *word = NULL;
  const char *at;

  n_prompt = trimmed_length (typed, n_prompt);
  while (n_lasting < n_prompt && strchr ("/~", typed[n_lasting]) == NULL)
    n_lasting++;
  if (n_lasting > 0)
    return n >= trimmed_length (typed, n_lasting) && strncmp (line, typed, trimmed_length (typed, n_lasting)) == 0;
  while (n_word < n_prompt && !g_ascii_isspace (typed[n_prompt - n_word - 1]))
    n_word++;
  word = g_strdup_printf (" %.*s", (int) n_word, typed + n_prompt - n_word);
  at = n > 0 && strchr ("/~", *line) != NULL ? g_strstr_len (line, (gssize) n, word) : NULL;

  return at != NULL && (at + n_word + 1 == line + n || g_ascii_isspace (at[n_word + 1]));
}

/**
 * askg_command_cut:
 * @screen: lines of a terminal, those that were wrapped in one piece
 * @command: as it was typed
 *
 * Returns: (nullable) (transfer full): whole lines; %NULL where the command does not stand there any more, or wrote nothing
 */
char *
askg_command_cut (const char *screen,
                  const char *command)
{
  const gsize n_first = strcspn (command, "\n"), n_command = trimmed_length (command, n_first);
  const char *typed = NULL, *start = NULL, *end = NULL;
  gsize n_prompt = 0;

  if (n_command == 0)
    return NULL;
  for (const char *line = screen; *line != '\0';)
    {
      const gsize n = strcspn (line, "\n");
      gsize n_own;

      if (is_typed (line, n, command, n_command, &n_own))
        {
          typed = line;
          n_prompt = n_own;
          start = line + n + (line[n] == '\n');
          end = NULL;
        }
      else if (typed != NULL && end == NULL && is_prompt (line, n, typed, n_prompt))
        end = line;
      line += n + (line[n] == '\n');
    }
  if (start == NULL)
    return NULL;
  if (end == NULL)
    end = start + strlen (start);
  if (trimmed_length (start, (gsize) (end - start)) == 0)
    return NULL;

  return g_strdup_printf ("%.*s\n", (int) trimmed_length (start, (gsize) (end - start)), start);
}
