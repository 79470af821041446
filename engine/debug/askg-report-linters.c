/* askg-report-linters.c: any thread. The reports of eslint, ruff, pylint, shellcheck, pyright, golangci-lint, jest and vitest. */
#include <string.h>

#include "engine/debug/askg-report-private.h"

/* eslint -f json, and what writes the same (stylelint): a heading, bare places below */
gboolean
askg_report_read_eslint (json_t  *root,
                         GString *text)
{
  json_t *file, *told;
  const char *headed = NULL;
  gsize i, j;

  if (askg_report_string (json_array_get (root, 0), "filePath") == NULL ||
      !json_is_array (json_object_get (json_array_get (root, 0), "messages")))
    return FALSE;
  json_array_foreach (root, i, file)
    json_array_foreach (json_object_get (file, "messages"), j, told)
      {
        const char *path = askg_report_string (file, "filePath"), *message = askg_report_string (told, "message");
        const char *rule = askg_report_string (told, "ruleId");
        g_autofree char *said = message != NULL && rule != NULL ? g_strdup_printf ("%s  %s", message, rule) : g_strdup (message);

        if (path == NULL || said == NULL)
          continue;
        if (path != headed)
          askg_report_append_line (text, path);
        headed = path;
        g_string_append_printf (text, "  %" JSON_INTEGER_FORMAT ":%" JSON_INTEGER_FORMAT "  %s  ", askg_report_number (told, "line"),
                                askg_report_number (told, "column"), askg_report_number (told, "severity") == 2 ? "error" : "warning");
        askg_report_append_line (text, said);
      }

  return TRUE;
}

/* ruff check --output-format json: FILE:LINE:COLUMN: CODE MESSAGE */
gboolean
askg_report_read_ruff (json_t  *root,
                       GString *text)
{
  json_t *told;
  gsize i;

  if (askg_report_string (json_array_get (root, 0), "filename") == NULL || askg_report_number (json_object_get (json_array_get (root, 0), "location"), "row") == 0)
    return FALSE;
  json_array_foreach (root, i, told)
    {
      json_t *place = json_object_get (told, "location");
      const char *file = askg_report_string (told, "filename"), *code = askg_report_string (told, "code");
      const char *message = askg_report_string (told, "message");

      if (file == NULL || message == NULL)
        continue;
      g_string_append_printf (text, "%s:%" JSON_INTEGER_FORMAT ":%" JSON_INTEGER_FORMAT ": ", file, askg_report_number (place, "row"),
                              askg_report_number (place, "column"));
      g_string_append (text, code != NULL ? code : "invalid-syntax:");
      g_string_append_c (text, ' ');
      askg_report_append_line (text, message);
    }

  return TRUE;
}

/* pylint -f json: FILE:LINE:COLUMN: CODE: MESSAGE (NAME) */
gboolean
askg_report_read_pylint (json_t  *root,
                         GString *text)
{
  json_t *told;
  gsize i;

  if (askg_report_string (json_array_get (root, 0), "message-id") == NULL)
    return FALSE;
  json_array_foreach (root, i, told)
    {
      const char *file = askg_report_string (told, "path"), *code = askg_report_string (told, "message-id");
      const char *message = askg_report_string (told, "message"), *name = askg_report_string (told, "symbol");
      g_autofree char *said = message != NULL && name != NULL ? g_strdup_printf ("%s (%s)", message, name) : g_strdup (message);

      if (file == NULL || code == NULL || said == NULL)
        continue;
      g_string_append_printf (text, "%s:%" JSON_INTEGER_FORMAT ":%" JSON_INTEGER_FORMAT ": %s: ", file, askg_report_number (told, "line"),
                              askg_report_number (told, "column") + 1, code);
      askg_report_append_line (text, said);
    }

  return TRUE;
}

/* shellcheck -f json or json1, which print as -f gcc does then */
gboolean
askg_report_read_shell (json_t  *root,
                        GString *text)
{
  json_t *all = json_is_array (root) ? root : json_object_get (root, "comments"), *first = json_array_get (all, 0), *told;
  gsize i;

  if (askg_report_string (first, "level") == NULL || askg_report_number (first, "code") == 0)
    return FALSE;
  json_array_foreach (all, i, told)
    {
      g_autofree char *code = g_strdup_printf ("SC%" JSON_INTEGER_FORMAT, askg_report_number (told, "code"));
      const char *level = askg_report_string (told, "level");
      const AskgReportItem item = { askg_report_string (told, "file"), askg_report_number (told, "line"), askg_report_number (told, "column"),
                                    g_strcmp0 (level, "error") == 0 || g_strcmp0 (level, "warning") == 0 ? level : "note",
                                    askg_report_string (told, "message"), code };

      if (item.message != NULL)
        askg_report_say (text, &item);
    }

  return TRUE;
}

/* pyright --outputjson counts lines from 0: "  FILE:LINE:COLUMN - error: MESSAGE (RULE)" */
gboolean
askg_report_read_pyright (json_t  *root,
                          GString *text)
{
  json_t *all = json_object_get (root, "generalDiagnostics"), *told;
  gsize i;

  if (!json_is_array (all))
    return FALSE;
  json_array_foreach (all, i, told)
    {
      json_t *place = json_object_get (json_object_get (told, "range"), "start");
      const char *file = askg_report_string (told, "file"), *level = askg_report_string (told, "severity");
      const char *message = askg_report_string (told, "message"), *rule = askg_report_string (told, "rule");
      g_autofree char *said = message != NULL && rule != NULL ? g_strdup_printf ("%s (%s)", message, rule) : g_strdup (message);

      if (file == NULL || level == NULL || said == NULL)
        continue;
      g_string_append_printf (text, "  %s:%" JSON_INTEGER_FORMAT ":%" JSON_INTEGER_FORMAT " - %s: ", file, askg_report_number (place, "line") + 1,
                              askg_report_number (place, "character") + 1, level);
      askg_report_append_line (text, said);
    }

  return TRUE;
}

/* golangci-lint --out-format json: FILE:LINE:COLUMN: MESSAGE (LINTER) */
gboolean
askg_report_read_golangci (json_t  *root,
                           GString *text)
{
  json_t *all = json_object_get (root, "Issues"), *told;
  gsize i;

  if (!json_is_array (all))
    return FALSE;
  json_array_foreach (all, i, told)
    {
      json_t *place = json_object_get (told, "Pos");
      const char *file = askg_report_string (place, "Filename"), *message = askg_report_string (told, "Text");
      const char *linter = askg_report_string (told, "FromLinter");
      g_autofree char *said = message != NULL && linter != NULL ? g_strdup_printf ("%s (%s)", message, linter) : g_strdup (message);

      if (file == NULL || said == NULL)
        continue;
      g_string_append_printf (text, "%s:%" JSON_INTEGER_FORMAT ":%" JSON_INTEGER_FORMAT ": ", file, askg_report_number (place, "Line"),
                              MAX (askg_report_number (place, "Column"), 1));
      askg_report_append_line (text, said);
    }

  return TRUE;
}

/* What of one file failed: as the runner would have printed it, or each test's own messages. */
static void
say_jest (json_t  *suite,
          GString *text)
{
  const char *name = askg_report_string (suite, "name"), *message = askg_report_string (suite, "message");
  json_t *test, *said;
  gsize i, j;

  g_string_append (text, "FAIL ");
  askg_report_append_line (text, name != NULL ? name : "");
  if (message != NULL && *message != '\0')
    {
      g_string_append (text, message);
      g_string_append_c (text, '\n');
      return;
    }
  json_array_foreach (json_object_get (suite, "assertionResults"), i, test)
    json_array_foreach (json_object_get (test, "failureMessages"), j, said)
      if (json_is_string (said))
        g_string_append_printf (text, "%s\n", json_string_value (said));
}

/* jest --json, vitest --reporter=json */
gboolean
askg_report_read_jest (json_t  *root,
                       GString *text)
{
  json_t *suites = json_object_get (root, "testResults"), *suite;
  gsize i;

  if (!json_is_array (suites) || json_object_get (root, "numFailedTests") == NULL)
    return FALSE;
  json_array_foreach (suites, i, suite)
    if (g_strcmp0 (askg_report_string (suite, "status"), "failed") == 0)
      say_jest (suite, text);

  return TRUE;
}
