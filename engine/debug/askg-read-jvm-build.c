/* askg-read-jvm-build.c: any thread. maven, gradle, kotlinc and the consoles of JUnit. What they compile with and run tells the place;
 * they themselves tell what they could not even begin. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-place.h"

typedef struct
{
  AskgDiagnostic *pom;       /* (nullable): maven names its file in a line below */
  char           *where;     /* (nullable) owned: gradle names the script above the message */
  guint           where_line;
  AskgDiagnostic *wrong;     /* (nullable): gradle's message goes on below, the cause last */
  guint           wrong_at;  /* the line of "* What went wrong:"; 0: none */
  gboolean        is_test;   /* the next line tells why a test failed */
} State;

static void
clear (gpointer state)
{
  g_clear_pointer (&((State *) state)->where, g_free);
}

/* -- maven ---------------------------------------------------------------------------------------- */

typedef struct
{
  const char         *words;
  AskgDiagnosticKind  kind;
  AskgStanding        standing;
} Said;

/* The first that is found decides. */
static const Said maven_words[] = {
  { "COMPILATION ERROR", ASKG_DIAGNOSTIC_COMPILE, ASKG_STANDING_CONSEQUENCE },
  { "Compilation failure", ASKG_DIAGNOSTIC_COMPILE, ASKG_STANDING_CONSEQUENCE },
  { "There are test failures", ASKG_DIAGNOSTIC_TEST, ASKG_STANDING_CONSEQUENCE },
  { "Tests run:", ASKG_DIAGNOSTIC_TEST, ASKG_STANDING_CONSEQUENCE },
  { "could not be resolved", ASKG_DIAGNOSTIC_DEPENDENCY, ASKG_STANDING_CAUSE },
  { "Could not resolve dependencies", ASKG_DIAGNOSTIC_DEPENDENCY, ASKG_STANDING_CAUSE },
  { "Could not find artifact", ASKG_DIAGNOSTIC_DEPENDENCY, ASKG_STANDING_CAUSE },
  { "Non-resolvable", ASKG_DIAGNOSTIC_DEPENDENCY, ASKG_STANDING_CAUSE },
  { "No plugin found for prefix", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE },
  { "Unknown lifecycle phase", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE },
  { "requires a project to execute", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE },
  { "Non-parseable POM", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE },
  { "Malformed POM", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE },
  { " is missing.", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE },
  { "Fatal error compiling:", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE },
  { "Failed to execute goal", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_GUESS },
};

/* "Non-parseable POM FILE: MESSAGE  @ line 6, column 10", "… is missing. @ line 12, column 17" */
static void
place_pom (State          *self,
           AskgDiagnostic *diagnostic,
           const char     *said)
{
  const char *at = strstr (said, "@ line "), *column = at != NULL ? strstr (at, ", column ") : NULL, *file = strstr (said, " POM /"), *end;

  if (at == NULL)
    return;
  diagnostic->line = (guint) g_ascii_strtoull (at + strlen ("@ line "), NULL, 10);
  diagnostic->column = column != NULL ? (guint) g_ascii_strtoull (column + strlen (", column "), NULL, 10) : 0;
  if (file != NULL && (end = strstr (file, ": ")) != NULL)
    askg_diagnostic_set_place (diagnostic, file + strlen (" POM "), end - file - (gssize) strlen (" POM "), diagnostic->line,
                               diagnostic->column);
  else
    self->pom = diagnostic;
}

/* "The project shop:shop:1 (FILE) has 1 error" */
static gboolean
take_project (State      *self,
              const char *said)
{
  const char *open = strstr (said, " ("), *close = open != NULL ? strstr (open, ") has ") : NULL;

  if (!g_str_has_prefix (said, "The project ") || close == NULL)
    return FALSE;
  if (self->pom != NULL)
    askg_diagnostic_set_place (self->pom, open + 2, close - open - 2, self->pom->line, self->pom->column);
  self->pom = NULL;

  return TRUE;
}

static void
take_said (State              *self,
           const char         *said,
           gboolean            is_warning,
           AskgDiagnosticList *findings)
{
  const char *help = strstr (said, " -> [Help");
  AskgDiagnostic *diagnostic;
  AskgPlace place;

  if (take_project (self, said))
    return;
  if (askg_place_read_head (said, &place) && place.column > 0 && *place.rest != '\0')
    {
      diagnostic = askg_diagnostic_new ("javac", ASKG_DIAGNOSTIC_COMPILE, is_warning ? ASKG_SEVERITY_WARNING : ASKG_SEVERITY_ERROR,
                                        g_str_has_prefix (place.rest, "error: ") ? place.rest + strlen ("error: ") : place.rest, -1);
      askg_diagnostic_set_place (diagnostic, place.file, (gssize) place.n_file, place.line, place.column);
      askg_diagnostic_list_add (findings, diagnostic);

      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (maven_words) && !is_warning; i++)
    if (strstr (said, maven_words[i].words) != NULL)
      {
        diagnostic = askg_diagnostic_list_add_error (findings, "maven", maven_words[i].kind, maven_words[i].standing, said,
                                                     help != NULL ? help - said : -1);
        if (diagnostic != NULL)
          place_pom (self, diagnostic, said);

        return;
      }
}

/* Returns: (nullable): behind "[ERROR] " and the spaces below it */
static const char *
skip_level (const char *text,
            gboolean   *out_is_warning)
{
  static const char *const levels[] = { "[ERROR]", "[FATAL]", "[WARNING]", "[INFO]" };

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    if (g_str_has_prefix (text, levels[i]) && (text[strlen (levels[i])] == ' ' || text[strlen (levels[i])] == '\0'))
      {
        *out_is_warning = i >= 2;
        text += strlen (levels[i]);

        return text + strspn (text, " ");
      }

  return NULL;
}

/* Only what sounds like maven is its own: others have levels, too. */
static gboolean
take_maven (State                *self,
            const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  gboolean is_warning = FALSE;
  const char *said = skip_level (line->text, &is_warning);
  GPtrArray *found = askg_diagnostic_list_peek (findings);
  const guint n_found = found->len;

  if (said == NULL)
    return FALSE;
  if (g_str_has_prefix (said, "[ERROR] "))
    said += strlen ("[ERROR] ");
  if (strstr (said, "<<< FAILURE!") != NULL || strstr (said, "<<< ERROR!") != NULL)
    {
      askg_diagnostic_list_set_test (findings, TRUE);
      askg_diagnostic_list_add_error (findings, "maven", ASKG_DIAGNOSTIC_TEST, ASKG_STANDING_CONSEQUENCE, said, -1);

      return TRUE;
    }
  if (is_warning && !g_str_has_prefix (line->text, "[WARNING]"))
    return g_str_has_prefix (said, "BUILD ") || g_str_has_prefix (said, "---");
  take_said (self, said, is_warning, findings);
  if (found->len != n_found || *said == '\0')
    return TRUE;

  return g_str_has_prefix (said, "symbol:") || g_str_has_prefix (said, "location:") || g_str_has_prefix (said, "To see the full stack trace") ||
         g_str_has_prefix (said, "Re-run Maven") || g_str_has_prefix (said, "For more information about the errors") ||
         g_str_has_prefix (said, "[Help ") || g_str_has_prefix (said, "After correcting the problems") ||
         g_str_has_prefix (said, "Some problems were encountered") || g_str_has_prefix (said, "The project ") ||
         g_str_has_prefix (said, "The build could not read") || g_str_has_prefix (said, "Failures:") || g_str_has_prefix (said, "Errors:") ||
         (line->text[1] == 'E' && strstr (line->text, "]   ") != NULL);
}

/* -- gradle --------------------------------------------------------------------------------------- */

static const Said gradle_words[] = {
  { "Compilation failed; see the compiler", ASKG_DIAGNOSTIC_COMPILE, ASKG_STANDING_CONSEQUENCE },
  { "Compilation error. See log", ASKG_DIAGNOSTIC_COMPILE, ASKG_STANDING_CONSEQUENCE },
  { "There were failing tests", ASKG_DIAGNOSTIC_TEST, ASKG_STANDING_CONSEQUENCE },
  { "Could not resolve", ASKG_DIAGNOSTIC_DEPENDENCY, ASKG_STANDING_CAUSE },
  { "Could not find ", ASKG_DIAGNOSTIC_DEPENDENCY, ASKG_STANDING_CAUSE },
  { "was not found in any of the following", ASKG_DIAGNOSTIC_DEPENDENCY, ASKG_STANDING_CAUSE },
  { "finished with non-zero exit value", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CONSEQUENCE },
};

static void
judge_gradle (AskgDiagnostic *diagnostic)
{
  for (gsize i = 0; i < G_N_ELEMENTS (gradle_words); i++)
    if (strstr (diagnostic->message, gradle_words[i].words) != NULL)
      {
        diagnostic->kind = gradle_words[i].kind;
        diagnostic->standing = gradle_words[i].standing;

        return;
      }
}

/* "Build file '/w/build.gradle' line: 5" below "* Where:" */
static gboolean
take_where (State                *self,
            const AskgOutputLine *line)
{
  const char *open = strchr (line->text, '\''), *close = open != NULL ? strchr (open + 1, '\'') : NULL, *word;

  if (close == NULL || (word = strstr (close, " line: ")) == NULL || strstr (line->text, "file '") == NULL)
    if (close == NULL || !g_str_has_prefix (line->text, "Script '") || (word = strstr (close, " line: ")) == NULL)
      return FALSE;
  g_free (self->where);
  self->where = g_strndup (open + 1, (gsize) (close - open) - 1);
  self->where_line = (guint) g_ascii_strtoull (word + strlen (" line: "), NULL, 10);

  return TRUE;
}

/* What stands below "* What went wrong:", up to an empty line: each "> " is nearer to the cause. */
static gboolean
take_wrong (State                *self,
            const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  const char *text = line->text + line->n_indent;

  if (strcmp (line->text, "* What went wrong:") == 0)
    {
      self->wrong_at = line->at + 1;
      self->wrong = NULL;

      return TRUE;
    }
  if (self->wrong_at == 0)
    return FALSE;
  if (line->n_bytes == 0 || g_str_has_prefix (line->text, "* Try:"))
    {
      self->wrong_at = 0;
      g_clear_pointer (&self->where, g_free);

      return FALSE;
    }
  if (self->wrong == NULL && line->at == self->wrong_at)
    {
      self->wrong = askg_diagnostic_list_add_error (findings, "gradle", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE, text, -1);
      if (self->wrong != NULL && self->where != NULL)
        askg_diagnostic_set_place (self->wrong, self->where, -1, self->where_line, 0);
    }
  else if (self->wrong != NULL && g_str_has_prefix (text, "> "))
    {
      g_free (self->wrong->message);
      self->wrong->message = g_strdup (text + 2);
    }
  else
    return self->wrong != NULL && line->n_indent > 0;
  if (self->wrong != NULL)
    judge_gradle (self->wrong);

  return TRUE;
}

/* "CartTest > sums() FAILED" above "    org.x.AssertionFailedError: MESSAGE at CartTest.java:12" */
static gboolean
take_gradle_test (State                *self,
                  const AskgOutputLine *line,
                  AskgDiagnosticList   *findings)
{
  const char *at = NULL;
  AskgDiagnostic *diagnostic;
  AskgPlace place;

  if (line->n_indent == 0 && strstr (line->text, " > ") != NULL && g_str_has_suffix (line->text, " FAILED"))
    {
      askg_diagnostic_list_set_test (findings, TRUE);
      askg_diagnostic_list_add_error (findings, "gradle", ASKG_DIAGNOSTIC_TEST, ASKG_STANDING_CONSEQUENCE, line->text, -1);

      return self->is_test = TRUE;
    }
  if (!self->is_test || line->n_indent < 4)
    return FALSE;
  self->is_test = FALSE;
  for (const char *next = strstr (line->text, " at "); next != NULL; next = strstr (next + 1, " at "))
    at = next;
  if (at == NULL || !askg_place_read_head (at + 4, &place) || *place.rest != '\0')
    return FALSE;
  diagnostic = askg_diagnostic_list_add_error (findings, "gradle", ASKG_DIAGNOSTIC_TEST, ASKG_STANDING_CAUSE, line->text,
                                               at - line->text);
  if (diagnostic != NULL)
    askg_diagnostic_set_place (diagnostic, place.file, (gssize) place.n_file, place.line, place.column);

  return TRUE;
}

static gboolean
take_gradle (State                *self,
             const AskgOutputLine *line,
             AskgDiagnosticList   *findings)
{
  if (take_where (self, line) || take_wrong (self, line, findings) || take_gradle_test (self, line, findings))
    return TRUE;
  if (g_str_has_prefix (line->text, "FAILURE: Build failed") || g_str_has_prefix (line->text, "BUILD FAILED in ") ||
      (g_str_has_prefix (line->text, "> Task :") && g_str_has_suffix (line->text, " FAILED")))
    {
      askg_diagnostic_list_add_error (findings, "gradle", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CONSEQUENCE, line->text, -1);

      return TRUE;
    }

  return FALSE;
}

/* -- kotlinc and JUnit ----------------------------------------------------------------------------- */

/* "e: file:///w/Main.kt:3:5 MESSAGE", "e: /w/Main.kt: (3, 5): MESSAGE" */
static gboolean
take_kotlin (const AskgOutputLine *line,
             AskgDiagnosticList   *findings)
{
  const char *text = line->text + strlen ("e: ");
  g_autofree char *spelt = NULL;
  AskgDiagnostic *diagnostic;
  AskgPlace place;

  if ((!g_str_has_prefix (line->text, "e: ") && !g_str_has_prefix (line->text, "w: ")) || strstr (text, ".kt") == NULL)
    return FALSE;
  if (g_str_has_prefix (text, "file://"))
    text += strlen ("file://");
  if (strstr (text, ": (") != NULL)
    {
      g_auto(GStrv) parts = g_strsplit (text, ": (", 2);

      spelt = g_strjoinv ("(", parts);
      text = spelt;
    }
  if (!askg_place_read_head (text, &place))
    return FALSE;
  diagnostic = askg_diagnostic_new ("kotlin", ASKG_DIAGNOSTIC_COMPILE, line->text[0] == 'e' ? ASKG_SEVERITY_ERROR : ASKG_SEVERITY_WARNING,
                                    place.rest, -1);
  askg_diagnostic_set_place (diagnostic, place.file, (gssize) place.n_file, place.line, place.column);
  askg_diagnostic_list_add (findings, diagnostic);

  return TRUE;
}

/* From these lines on it is tests that fail. */
static gboolean
take_junit (const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  if (!g_str_has_prefix (line->text, "JUnit version ") && !g_str_has_prefix (line->text, " T E S T S") &&
      !(g_str_has_prefix (line->text, "There w") && strstr (line->text, " failure") != NULL))
    return FALSE;
  askg_diagnostic_list_set_test (findings, TRUE);

  return TRUE;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  return take_maven (state, line, findings) || take_gradle (state, line, findings) || take_kotlin (line, findings) ||
         take_junit (line, findings);
}

const AskgOutputReader askg_jvm_build_reader = { "jvm-build", sizeof (State), take, NULL, NULL, clear };
