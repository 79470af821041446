/* askg-read-ctest.c: any thread. ctest and meson test, which tell which test failed (why is told by what the test wrote); and how
 * frameworks of tests tell it: GoogleTest, Catch2, Boost, cmocka, bats, prove. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-place.h"

static void
add (const AskgOutputLine *line,
     AskgDiagnosticList   *findings)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_new ("ctest", ASKG_DIAGNOSTIC_TEST, ASKG_SEVERITY_ERROR, line->text + line->n_indent, -1);

  diagnostic->standing = ASKG_STANDING_CONSEQUENCE;
  askg_diagnostic_list_add (findings, diagnostic);
}

/* "t.cpp:5: Failure", "t.cpp:5: FAILED:", "t.cpp(5): error: in "case": MESSAGE", "# (in test file t.bats, line 4)",
 * "#   at t/a.t line 5.", "[   LINE   ] --- t.c:12: error: Failure!" */
static gboolean
take_framework (const AskgOutputLine *line,
                AskgDiagnosticList   *findings)
{
  const char *text = line->text + line->n_indent, *word, *end;
  const char *message = text;
  AskgDiagnostic *diagnostic;
  AskgPlace place = { NULL, 0, 0, 0, NULL };

  if (text[0] == '#' && (word = strstr (text, " line ")) != NULL)
    {
      const char *file = strstr (text, "(in test file ");

      end = word;
      if (file != NULL)
        place.file = file + strlen ("(in test file ");
      else if (g_str_has_prefix (text, "#   at "))
        place.file = text + strlen ("#   at ");
      else
        return FALSE;
      end = *end == ' ' && end[-1] == ',' ? end - 1 : end;
      place.n_file = end > place.file ? (gsize) (end - place.file) : 0;
      place.line = (guint) g_ascii_strtoull (word + strlen (" line "), NULL, 10);
    }
  else if (g_str_has_prefix (text, "[   LINE   ] --- "))
    {
      if (!askg_place_read_head (text + strlen ("[   LINE   ] --- "), &place))
        return FALSE;
      message = place.rest;
    }
  else if (!askg_place_read_head (text, &place) ||
           !(strcmp (place.rest, "Failure") == 0 || strcmp (place.rest, "FAILED:") == 0 ||
             (g_str_has_prefix (place.rest, "error: in \"") && strstr (place.rest, "\": ") != NULL)))
    return FALSE;
  else
    message = g_str_has_prefix (place.rest, "error: in ") ? strstr (place.rest, "\": ") + 3 : place.rest;
  if (place.n_file == 0)
    return FALSE;
  diagnostic = askg_diagnostic_new ("test", ASKG_DIAGNOSTIC_TEST, ASKG_SEVERITY_ERROR, message, -1);
  askg_diagnostic_set_place (diagnostic, place.file, (gssize) place.n_file, place.line, place.column);
  askg_diagnostic_list_add (findings, diagnostic);

  return TRUE;
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
           !(n_digits > 0 && g_str_has_prefix (text + n_digits, " - ") && (g_str_has_suffix (text, ")"))) &&
           !g_str_has_prefix (text, "Errors while running CTest"))
    return take_framework (line, findings);

  return TRUE;
}

const AskgOutputReader askg_ctest_reader = { "ctest", 0, take, NULL, NULL, NULL };
