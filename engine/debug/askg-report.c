/* askg-report.c: any thread. A report is told in the words and the form in which its tool tells people: what reads those, and what
 * the catalogue knows of them, then serves both. */
#include "engine/debug/askg-report.h"

#include <string.h>

#include "engine/debug/askg-report-private.h"
#include "engine/debug/askg-terminal-text.h"

typedef gboolean (*ReadFunc) (json_t  *root,
                              GString *text);

static const ReadFunc readers[] = {
  askg_report_read_sarif,
  askg_report_read_gcc,
  askg_report_read_mypy,
  askg_report_read_vet,
  askg_report_read_eslint,
  askg_report_read_ruff,
  askg_report_read_pylint,
  askg_report_read_shell,
  askg_report_read_pyright,
  askg_report_read_golangci,
  askg_report_read_jest,
};

/* Returns: (nullable) */
const char *
askg_report_string (json_t     *object,
                    const char *key)
{
  return json_string_value (json_object_get (object, key));
}

/* Returns: 0 where there is none; no file has more lines than that */
json_int_t
askg_report_number (json_t     *object,
                    const char *key)
{
  return CLAMP (json_integer_value (json_object_get (object, key)), 0, G_MAXINT);
}

/* What stands in several lines of a report is one of the output. */
void
askg_report_append_line (GString    *text,
                         const char *message)
{
  const gsize start = text->len;

  g_string_append (text, message);
  for (gsize i = start; i < text->len; i++)
    if (text->str[i] == '\n' || text->str[i] == '\r')
      text->str[i] = ' ';
  g_string_append_c (text, '\n');
}

/* "FILE:LINE:COLUMN: LEVEL: MESSAGE [CODE]" */
void
askg_report_say (GString              *text,
                 const AskgReportItem *item)
{
  g_autofree char *message = item->code != NULL ? g_strdup_printf ("%s [%s]", item->message, item->code) : g_strdup (item->message);

  if (item->file != NULL)
    g_string_append_printf (text, "%s:", item->file);
  if (item->file != NULL && item->line > 0)
    g_string_append_printf (text, "%" JSON_INTEGER_FORMAT ":", item->line);
  if (item->file != NULL && item->line > 0 && item->column > 0)
    g_string_append_printf (text, "%" JSON_INTEGER_FORMAT ":", item->column);
  g_string_append_printf (text, "%s%s: ", item->file != NULL ? " " : "", item->level);
  askg_report_append_line (text, message);
}

/**
 * askg_report_tell:
 * @json: one value
 * @func: is given what it tells, line by line
 *
 * Returns: %FALSE where it is no JSON, or no report of a tool that is known; @func was given nothing then
 */
gboolean
askg_report_tell (const char           *json,
                  gsize                 n_bytes,
                  AskgTerminalLineFunc  func,
                  gpointer              user_data)
{
  g_autoptr(json_t) root = json_loadb (json, n_bytes, 0, NULL);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(AskgTerminalText) terminal = NULL;

  for (gsize i = 0; root != NULL && i < G_N_ELEMENTS (readers); i++)
    if (readers[i] (root, text))
      {
        terminal = askg_terminal_text_new (0, func, user_data); /* some messages hold colours */
        askg_terminal_text_feed (terminal, text->str, text->len);
        askg_terminal_text_finish (terminal);

        return TRUE;
      }

  return FALSE;
}
