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

/* Cells of the first @n bytes. */
static gsize
width_of (const char *line,
          gsize       n)
{
  gsize n_cells = 0;

  for (const char *at = line; at < line + n; at = g_utf8_next_char (at))
    n_cells += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;

  return n_cells;
}

static gboolean
ends_prompt (const char *line,
             gsize       n)
{
  return n > 0 && strchr (" \t$#%>", line[n - 1]) != NULL;
}

/* A prompt and @command are the whole line; or they fill rows to the last cell: the terminal then takes what is written next for
 * more of the same line.
 * @out_n_prompt: (out): bytes of the prompt; Returns: of all that was typed; 0 where it was not */
static gsize
find_typed (const char *line,
            gsize       n,
            const char *command,
            gsize       n_command,
            gsize       n_columns,
            gsize      *out_n_prompt)
{
  const gsize n_trimmed = trimmed_length (line, n);

  if (n_trimmed > n_command && strncmp (line + n_trimmed - n_command, command, n_command) == 0)
    {
      *out_n_prompt = n_trimmed - n_command;
      return ends_prompt (line, *out_n_prompt) ? n : 0;
    }
  if (n_columns == 0)
    return 0;
  for (gsize at = 1; at + n_command <= n; at++)
    if (strncmp (line + at, command, n_command) == 0 && ends_prompt (line, at) && width_of (line, at + n_command) % n_columns == 0)
      {
        *out_n_prompt = at;
        return at + n_command;
      }

  return 0;
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
 * @n_columns: of the terminal; 0 where nobody knows
 *
 * Returns: (nullable) (transfer full): whole lines; %NULL where the command does not stand there any more, or wrote nothing
 */
char *
askg_command_cut (const char *screen,
                  const char *command,
                  guint       n_columns)
{
  const gsize n_first = strcspn (command, "\n"), n_command = trimmed_length (command, n_first);
  const char *typed = NULL, *start = NULL, *end = NULL;
  gsize n_prompt = 0;

  if (n_command == 0)
    return NULL;
  for (const char *line = screen; *line != '\0';)
    {
      const gsize n = strcspn (line, "\n");
      gsize n_own, n_typed = find_typed (line, n, command, n_command, n_columns, &n_own);

      if (n_typed > 0)
        {
          typed = line;
          n_prompt = n_own;
          start = line + n_typed + (line[n_typed] == '\n');
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
