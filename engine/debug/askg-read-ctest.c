/* askg-read-ctest.c: any thread. ctest and meson test: which test failed; why is told by what the test wrote. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

static void
add (const AskgOutputLine *line,
     AskgDiagnosticList   *findings)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_new ("ctest", ASKG_DIAGNOSTIC_TEST, ASKG_SEVERITY_ERROR, line->text + line->n_indent, -1);

  diagnostic->standing = ASKG_STANDING_GUESS;
  askg_diagnostic_list_add (findings, diagnostic);
}

static gboolean
take (gpointer              state G_GNUC_UNUSED,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  const char *text = line->text + line->n_indent;
  const gsize n_digits = strspn (text, "0123456789");

  if (g_str_has_prefix (text, "Test project /") || g_str_has_prefix (text, "Internal ctest changing into"))
    askg_diagnostic_list_set_test (findings, TRUE);
  else if (n_digits > 0 && text[n_digits] == '/' && strstr (text, " Test ") != NULL)
    {
      if (strstr (text, "***") != NULL)
        add (line, findings);
    }
  else if (n_digits > 0 &&
           text[n_digits] == '/' &&
           (g_str_has_suffix (text, "FAIL") || strstr (text, " FAIL ") != NULL || strstr (text, " ERROR ") != NULL))
    {
      askg_diagnostic_list_set_test (findings, TRUE);
      add (line, findings);
    }
  else if (strstr (text, "% tests passed") == NULL &&
           !g_str_has_prefix (text, "The following tests FAILED") &&
           !g_str_has_prefix (text, "Errors while running CTest"))
    return FALSE;

  return TRUE;
}

const AskgOutputReader askg_ctest_reader = { "ctest", 0, take, NULL, NULL, NULL };
