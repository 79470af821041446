/* askg-command-text.c: any thread. */
#include "engine/debug/askg-command-text.h"

#include <string.h>

#include "engine/debug/askg-terminal-text.h"

#define NEW_LINE "↵" /* within a command, which is the first line of its text */

static void
line_cb (const char *text,
         gsize       n_bytes,
         gpointer    user_data)
{
  g_string_append_len (user_data, text, (gssize) n_bytes);
  g_string_append_c (user_data, '\n');
}

static GString *
read_output (const AskgCommandRecord *record)
{
  GString *text = g_string_new (NULL);
  g_autoptr(AskgTerminalText) terminal = askg_terminal_text_new (record->n_columns, line_cb, text);
  g_autoptr(GBytes) output = askg_command_record_dup_output (record);
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (output, &n_bytes);

  if (n_bytes > 0)
    askg_terminal_text_feed (terminal, bytes, n_bytes);
  askg_terminal_text_finish (terminal);

  return text;
}

/* Whole lines from its end. */
static const char *
last_lines (const GString *text)
{
  const char *at = text->str + text->len - MIN (text->len, ASKG_COMMAND_TEXT_LAST_BYTES);
  const char *line = strchr (at, '\n');

  return line != NULL ? line + 1 : at;
}

/* Returns: (transfer full): @words, one after the other, with @between */
static char *
replace (const char *words,
         const char *old,
         const char *between)
{
  g_auto(GStrv) parts = g_strsplit (words, old, -1);

  return g_strjoinv (between, parts);
}

/* Returns: (transfer full): its command, in one line, as its text has it; valid UTF-8 */
char *
askg_command_text_dup_line (const AskgCommandRecord *record)
{
  g_autofree char *command = g_utf8_make_valid (record->command, -1);

  return replace (command, "\n", NEW_LINE);
}

/* Returns: (transfer full): the command of such a line, to be run */
char *
askg_command_text_read_line (const char *line)
{
  return replace (line, NEW_LINE, "\n");
}

/**
 * askg_command_text:
 * @diagnosis: of it, as askg_command_diagnosis_new() makes it
 *
 * Returns: (transfer full): valid UTF-8 without escape sequences
 */
char *
askg_command_text (const AskgCommandRecord *record,
                   AskgDiagnosis           *diagnosis)
{
  g_autoptr(GString) output = read_output (record);
  g_autofree char *command = askg_command_text_dup_line (record), *folder = g_utf8_make_valid (record->folder, -1);
  GString *text = g_string_new (NULL);
  const guint n_errors = askg_diagnosis_count_beside_lead (diagnosis);
  const gboolean is_shortened = output->len > ASKG_COMMAND_TEXT_MAX_BYTES;

  g_string_append_printf (text, "%s$ %s\n", folder, command);
  if (!is_shortened)
    g_string_append (text, output->str);
  else
    {
      guint root;
      g_autofree char *excerpt = askg_diagnosis_dup_excerpt (diagnosis, &root);

      g_string_append_printf (text, "…\n%s…\n%s", excerpt, last_lines (output));
    }
  g_string_append_printf (text, "[exit status %d", record->status);
  if (record->began_us > 0 && record->ended_us > record->began_us)
    {
      char seconds[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (seconds, sizeof seconds, "%.1f", (double) (record->ended_us - record->began_us) / G_USEC_PER_SEC);
      g_string_append_printf (text, " after %s s", seconds);
    }
  if (is_shortened && n_errors > 1) /* the lines that are left tell of fewer */
    g_string_append_printf (text, ", %u errors", n_errors);
  g_string_append (text, "]\n");

  return g_string_free (text, FALSE);
}
