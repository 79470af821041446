/* askg-read-sql.c: any thread. The clients of SQLite, PostgreSQL and MySQL. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-place.h"

static gboolean
add (const char         *tool,
     const AskgPlace    *place,
     guint               line,
     const char         *message,
     AskgDiagnosticList *findings)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_new (tool, ASKG_DIAGNOSTIC_SQL, ASKG_SEVERITY_ERROR, message, -1);

  if (place != NULL)
    askg_diagnostic_set_place (diagnostic, place->file, (gssize) place->n_file, place->line, place->column);
  else
    diagnostic->line = line;
  askg_diagnostic_list_add (findings, diagnostic);

  return TRUE;
}

/* "Parse error near line 2: MESSAGE", "Runtime error near line 2: MESSAGE", "Error: near line 2: MESSAGE", "Error: in prepare, MESSAGE" */
static gboolean
take_sqlite (const AskgOutputLine *line,
             AskgDiagnosticList   *findings)
{
  static const char *const heads[] = { "Parse error near line ", "Runtime error near line ", "Error: near line ", "Error near line " };
  static const char *const bare[] = { "Error: in prepare, ", "Parse error: ", "Error: stepping, ", "Runtime error: " };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (line->text, heads[i]))
      {
        const char *digits = line->text + strlen (heads[i]), *end = strchr (digits, ':');

        return end != NULL && add ("sqlite3", NULL, (guint) g_ascii_strtoull (digits, NULL, 10), end + 1, findings);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (bare); i++)
    if (g_str_has_prefix (line->text, bare[i]))
      return add ("sqlite3", NULL, 0, line->text + strlen (bare[i]), findings);

  return FALSE;
}

/* "psql:FILE:LINE: ERROR:  MESSAGE", "ERROR:  MESSAGE", "psql: error: MESSAGE" */
static gboolean
take_postgres (const AskgOutputLine *line,
               AskgDiagnosticList   *findings)
{
  static const char *const words[] = { "ERROR:  ", "FATAL:  ", "PANIC:  ", "오류:  ", "FEHLER:  ", "ERROR: " };
  const gboolean is_psql = g_str_has_prefix (line->text, "psql:");
  const char *text = line->text;
  AskgPlace place;

  if (is_psql && g_str_has_prefix (text, "psql: error: "))
    return add ("psql", NULL, 0, text + strlen ("psql: error: "), findings);
  if (is_psql && askg_place_read_head (text + strlen ("psql:"), &place))
    text = place.rest;
  for (gsize i = 0; i < (is_psql ? G_N_ELEMENTS (words) : 2); i++)
    if (g_str_has_prefix (text, words[i]))
      return add ("psql", text != line->text ? &place : NULL, 0, text + strlen (words[i]), findings);

  return FALSE;
}

/* "ERROR 1064 (42000) at line 3: MESSAGE" */
static gboolean
take_mysql (const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  const char *at = strstr (line->text, ") at line "), *colon, *file, *end;

  if (!g_str_has_prefix (line->text, "ERROR ") || strspn (line->text + 6, "0123456789") != 4)
    return FALSE;
  colon = strchr (at != NULL ? at : line->text, ':');
  if (at != NULL && (file = strstr (at, " in file: '")) != NULL && (end = strstr (file, "': ")) != NULL)
    {
      AskgPlace place = { file + strlen (" in file: '"), 0, (guint) g_ascii_strtoull (at + strlen (") at line "), NULL, 10), 0, NULL };

      place.n_file = (gsize) (end - place.file);

      return add ("mysql", &place, 0, end + 3, findings);
    }

  return colon != NULL &&
         add ("mysql", NULL, at != NULL ? (guint) g_ascii_strtoull (at + strlen (") at line "), NULL, 10) : 0, colon + 1,
              findings);
}

static gboolean
take (gpointer              state G_GNUC_UNUSED,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  return take_sqlite (line, findings) || take_postgres (line, findings) || take_mysql (line, findings);
}

const AskgOutputReader askg_sql_reader = { "sql", 0, take, NULL, NULL, NULL };
