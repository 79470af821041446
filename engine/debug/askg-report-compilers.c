/* askg-report-compilers.c: any thread. SARIF, and the reports of gcc, mypy and go vet. */
#include <string.h>

#include "engine/debug/askg-report-private.h"

/* -- SARIF 2.1.0 --------------------------------------------------------------------------- */

/* Returns: (transfer full) (nullable): a path */
static char *
dup_path (const char *address)
{
  char *path = address != NULL && g_str_has_prefix (address, "file://") ? g_filename_from_uri (address, NULL, NULL) : NULL;

  if (path == NULL && address != NULL && !g_str_has_prefix (address, "file://"))
    path = g_uri_unescape_string (address, "/");

  return path != NULL ? path : g_strdup (address);
}

static void
say_sarif (json_t  *result,
           GString *text)
{
  json_t *place = json_object_get (json_array_get (json_object_get (result, "locations"), 0), "physicalLocation");
  json_t *region = json_object_get (place, "region");
  const char *level = askg_report_string (result, "level");
  const char *message = askg_report_string (json_object_get (result, "message"), "text");
  g_autofree char *path = dup_path (askg_report_string (json_object_get (place, "artifactLocation"), "uri"));
  const AskgReportItem item = { path, askg_report_number (region, "startLine"), askg_report_number (region, "startColumn"),
                                level != NULL && *level != '\0' ? level : "warning", message, askg_report_string (result, "ruleId") };

  if (message != NULL && g_strcmp0 (level, "none") != 0)
    askg_report_say (text, &item);
}

gboolean
askg_report_read_sarif (json_t  *root,
                        GString *text)
{
  json_t *runs = json_object_get (root, "runs"), *run, *result;
  gsize i, j;

  if (!json_is_array (runs) || json_object_get (root, "version") == NULL)
    return FALSE;
  json_array_foreach (runs, i, run)
    json_array_foreach (json_object_get (run, "results"), j, result)
      say_sarif (result, text);

  return TRUE;
}

/* -- gcc -fdiagnostics-format=json ------------------------------------------------------------ */

static void
say_gcc (json_t  *told,
         GString *text)
{
  json_t *caret = json_object_get (json_array_get (json_object_get (told, "locations"), 0), "caret"), *child;
  const AskgReportItem item = { askg_report_string (caret, "file"), askg_report_number (caret, "line"), askg_report_number (caret, "column"),
                                askg_report_string (told, "kind"), askg_report_string (told, "message"), askg_report_string (told, "option") };
  gsize i;

  if (item.message == NULL || item.level == NULL)
    return;
  askg_report_say (text, &item);
  json_array_foreach (json_object_get (told, "children"), i, child)
    say_gcc (child, text);
}

gboolean
askg_report_read_gcc (json_t  *root,
                      GString *text)
{
  json_t *first = json_array_get (root, 0), *told;
  gsize i;

  if (askg_report_string (first, "kind") == NULL || !json_is_array (json_object_get (first, "locations")))
    return FALSE;
  json_array_foreach (root, i, told)
    say_gcc (told, text);

  return TRUE;
}

/* -- mypy -O json: an object a line --------------------------------------------------------------- */

gboolean
askg_report_read_mypy (json_t  *root,
                       GString *text)
{
  const char *code = askg_report_string (root, "code");
  const AskgReportItem item = { askg_report_string (root, "file"), askg_report_number (root, "line"), askg_report_number (root, "column") + 1,
                                askg_report_string (root, "severity"), askg_report_string (root, "message"), code };

  if (item.file == NULL || item.line == 0 || item.level == NULL || item.message == NULL || json_object_get (root, "hint") == NULL)
    return FALSE;
  askg_report_say (text, &item);

  return TRUE;
}

/* -- go vet -json: {"PACKAGE": {"ANALYZER": [{"posn": "FILE:LINE:COLUMN", "message": …}]}} ---------- */

static gboolean
say_vet (json_t  *told,
         GString *text)
{
  const char *place = askg_report_string (told, "posn"), *message = askg_report_string (told, "message");
  g_autofree char *line = place != NULL && message != NULL ? g_strdup_printf ("%s: %s", place, message) : NULL;

  if (line == NULL)
    return FALSE;
  askg_report_append_line (text, line);

  return TRUE;
}

gboolean
askg_report_read_vet (json_t  *root,
                      GString *text)
{
  json_t *package, *analyzer, *told;
  const char *path, *name;
  gboolean is_one = FALSE;
  gsize i;

  json_object_foreach (root, path, package)
    json_object_foreach (package, name, analyzer)
      json_array_foreach (analyzer, i, told)
        is_one |= say_vet (told, text);

  return is_one;
}
