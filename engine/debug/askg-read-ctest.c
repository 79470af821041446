/* askg-read-ctest.c: any thread. ctest and meson test, which tell which test failed (why is told by what the test wrote); and how
 * frameworks of tests tell it: GoogleTest, Catch2, Boost, cmocka, Unity, Check, bats, prove. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-place.h"

#define MAX_MORE 8u

typedef struct
{
  char           *message;  /* (nullable) owned: its place stands in the next line */
  AskgDiagnostic *thrown;   /* (nullable): the same, once it is added */
  AskgDiagnostic *open;     /* (nullable): its message is told in the lines below */
  guint           n_more;
  gboolean        is_whole; /* up to the empty line */
} State;

static void
clear (gpointer state)
{
  g_clear_pointer (&((State *) state)->message, g_free);
}

static gboolean
holds (gpointer state)
{
  return ((State *) state)->open != NULL;
}

static void
add (const AskgOutputLine *line,
     AskgDiagnosticList   *findings)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_new ("ctest", ASKG_DIAGNOSTIC_TEST, ASKG_SEVERITY_ERROR, line->text + line->n_indent, -1);

  diagnostic->standing = ASKG_STANDING_CONSEQUENCE;
  askg_diagnostic_list_add (findings, diagnostic);
}

/* What was compared is told in lines of its own. */
static gboolean
take_more (State                *self,
           const AskgOutputLine *line)
{
  const char *text = line->text + line->n_indent;
  AskgDiagnostic *open = self->open;
  char *told;

  if (open == NULL)
    return FALSE;
  if (line->n_bytes == 0 || *text == '[' || self->n_more == MAX_MORE || (!self->is_whole && line->n_indent == 0 && self->n_more > 0 &&
                                                                         !g_str_has_prefix (text, "with ")))
    {
      self->open = NULL;
      return FALSE;
    }
  told = self->n_more == 0 ? g_strdup (text) : g_strconcat (open->message, " ", text, NULL);
  g_free (open->message);
  open->message = told;
  self->n_more++;

  return TRUE;
}

static AskgDiagnostic *
fail (const AskgPlace    *place,
      const char         *message,
      AskgDiagnosticList *findings)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_new ("test", ASKG_DIAGNOSTIC_TEST, ASKG_SEVERITY_ERROR, message, -1);

  if (place != NULL && place->n_file > 0)
    askg_diagnostic_set_place (diagnostic, place->file, (gssize) place->n_file, place->line, place->column);

  return askg_diagnostic_list_add (findings, diagnostic);
}

/* "[  ERROR   ] --- 0x2 != 0x3", then "[   LINE   ] --- t.c:12: error: Failure!" */
static gboolean
take_cmocka (State                *self,
             const AskgOutputLine *line,
             AskgDiagnosticList   *findings)
{
  static const char error[] = "[  ERROR   ] --- ", at[] = "[   LINE   ] --- ";
  AskgPlace place;

  if (g_str_has_prefix (line->text, error))
    {
      g_free (self->message);
      self->message = g_strdup (line->text + strlen (error));

      return TRUE;
    }
  if (!g_str_has_prefix (line->text, at) || !askg_place_read_head (line->text + strlen (at), &place))
    return FALSE;
  fail (&place, self->message != NULL ? self->message : place.rest, findings);
  g_clear_pointer (&self->message, g_free);

  return TRUE;
}

/* "t.cpp(5): error: in "case": MESSAGE"; where it threw: "unknown location(0): fatal error: in "case": MESSAGE", then
 * "t.cpp(12): last checkpoint" */
static gboolean
take_boost (State                *self,
            const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  static const char nowhere[] = "unknown location(0): ";
  const gboolean has_place = !g_str_has_prefix (line->text, nowhere);
  AskgPlace place = { NULL, 0, 0, 0, line->text + strlen (nowhere) };
  const char *message;

  if (has_place && !askg_place_read_head (line->text, &place))
    return FALSE;
  if (self->thrown != NULL && g_str_has_prefix (place.rest, "last checkpoint"))
    {
      askg_diagnostic_set_place (self->thrown, place.file, (gssize) place.n_file, place.line, 0);
      self->thrown = NULL;

      return TRUE;
    }
  if ((!g_str_has_prefix (place.rest, "error: in \"") && !g_str_has_prefix (place.rest, "fatal error: in \"")) ||
      (message = strstr (place.rest, "\": ")) == NULL)
    return FALSE;
  self->thrown = fail (&place, message + 3, findings);
  if (has_place)
    self->thrown = NULL;

  return TRUE;
}

/* "# (in test file t.bats, line 4)", "#   at t/a.t line 5." */
static gboolean
take_tap (State                *self,
          const AskgOutputLine *line,
          AskgDiagnosticList   *findings)
{
  static const char in[] = "(in test file ", at[] = "#   at ", failed[] = "#   Failed test ";
  const char *text = line->text + line->n_indent, *word = strstr (text, " line "), *file = strstr (text, in);
  AskgPlace place = { NULL, 0, 0, 0, NULL };

  if (*text != '#')
    return FALSE;
  if (g_str_has_prefix (text, failed))
    {
      g_free (self->message);
      self->message = g_strdup (text + strlen ("#   "));
      text += strlen (failed);
    }
  if (word == NULL || (file == NULL && !g_str_has_prefix (text, at)))
    return g_str_has_prefix (line->text + line->n_indent, failed);
  place.file = file != NULL ? file + strlen (in) : text + strlen (at);
  place.n_file = word > place.file ? (gsize) (word - place.file) - (word[-1] == ',') : 0;
  place.line = (guint) g_ascii_strtoull (word + strlen (" line "), NULL, 10);
  if (place.n_file == 0)
    return FALSE;
  fail (&place, self->message != NULL ? self->message : text, findings);
  g_clear_pointer (&self->message, g_free);

  return TRUE;
}

/* "t.cpp:5: Failure", "t.cpp:5: FAILED:" with the rest below; "t.c:5:test_adds:FAIL: MESSAGE" of Unity;
 * "t.c:5:F:Core:test_adds:0: MESSAGE" of Check */
static gboolean
take_framework (State                *self,
                const AskgOutputLine *line,
                AskgDiagnosticList   *findings)
{
  AskgPlace place;
  const char *message;

  if (!askg_place_read_head (line->text + line->n_indent, &place))
    return FALSE;
  if (strcmp (place.rest, "Failure") == 0 || strcmp (place.rest, "FAILED:") == 0)
    {
      self->open = fail (&place, place.rest, findings);
      self->is_whole = *place.rest == 'F' && place.rest[1] == 'a';
      self->n_more = 0;

      return TRUE;
    }
  message = strstr (place.rest, ":FAIL: ");
  if (message != NULL && memchr (place.rest, ' ', (gsize) (message - place.rest)) == NULL)
    message += strlen (":FAIL: ");
  else if ((g_str_has_prefix (place.rest, "F:") || g_str_has_prefix (place.rest, "E:")) && (message = strstr (place.rest, ": ")) != NULL)
    message += 2;
  else
    return FALSE;
  fail (&place, message, findings);

  return TRUE;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  const char *text = line->text + line->n_indent;
  const gsize n_digits = strspn (text, "0123456789");

  if (take_more (state, line))
    return TRUE;
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
           !g_str_has_prefix (text, "Errors while running CTest") &&
           !g_str_has_prefix (text, "Output from these tests are in: ") &&
           !g_str_has_prefix (text, "Use \"--rerun-failed "))
    return take_cmocka (state, line, findings) || take_boost (state, line, findings) || take_tap (state, line, findings) ||
           take_framework (state, line, findings);

  return TRUE;
}

const AskgOutputReader askg_ctest_reader = { "ctest", sizeof (State), take, holds, NULL, clear };
