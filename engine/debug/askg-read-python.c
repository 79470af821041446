/* askg-read-python.c: any thread. Tracebacks, and the errors of Python's own compiler. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-frame-choice.h"

typedef struct
{
  gboolean        is_inside;  /* a traceback, or the place of a syntax error */
  gboolean        is_chained; /* what comes was raised because of what came */
  gboolean        is_in_group; /* the line stands behind the bar of a group */
  gboolean        is_doctest; /* "Failed example:" was the last line */
  gboolean        may_chain;  /* an exception was just told */
  gboolean        is_test;    /* it is how a test of unittest failed */
  AskgDiagnostic *orphan;     /* (nullable): a cause that was raised by libraries alone; what follows from it may tell whose call it was */
  AskgFrameChoice frame;
} State;

/* What kind of failure an exception tells. */
typedef struct
{
  const char         *name;
  AskgDiagnosticKind  kind;
} Exception;

static const Exception exceptions[] = {
  { "SyntaxError", ASKG_DIAGNOSTIC_COMPILE },
  { "IndentationError", ASKG_DIAGNOSTIC_COMPILE },
  { "TabError", ASKG_DIAGNOSTIC_COMPILE },
  { "ModuleNotFoundError", ASKG_DIAGNOSTIC_DEPENDENCY },
  { "ImportError", ASKG_DIAGNOSTIC_DEPENDENCY },
  { "FileNotFoundError", ASKG_DIAGNOSTIC_IO },
  { "PermissionError", ASKG_DIAGNOSTIC_IO },
  { "IsADirectoryError", ASKG_DIAGNOSTIC_IO },
  { "NotADirectoryError", ASKG_DIAGNOSTIC_IO },
  { "FileExistsError", ASKG_DIAGNOSTIC_IO },
  { "ConnectionRefusedError", ASKG_DIAGNOSTIC_IO },
  { "ConnectionResetError", ASKG_DIAGNOSTIC_IO },
  { "BrokenPipeError", ASKG_DIAGNOSTIC_IO },
  { "TimeoutError", ASKG_DIAGNOSTIC_IO },
  { "OSError", ASKG_DIAGNOSTIC_IO },
  { "ConnectionError", ASKG_DIAGNOSTIC_IO },
  { "ConnectTimeout", ASKG_DIAGNOSTIC_IO },
  { "ReadTimeout", ASKG_DIAGNOSTIC_IO },
  { "HTTPError", ASKG_DIAGNOSTIC_IO },
  { "URLError", ASKG_DIAGNOSTIC_IO },
  { "SSLError", ASKG_DIAGNOSTIC_IO },
  { "SSLCertVerificationError", ASKG_DIAGNOSTIC_IO },
  { "gaierror", ASKG_DIAGNOSTIC_IO },
};

static void
clear (gpointer state)
{
  askg_frame_choice_clear (&((State *) state)->frame);
}

static gboolean
holds (gpointer state)
{
  return ((State *) state)->is_inside;
}

static AskgDiagnosticKind
kind_of (const char *text,
         gsize       n)
{
  const char *name = text;

  if (g_str_has_prefix (text, "sqlite3.") || g_str_has_prefix (text, "psycopg2.") || g_str_has_prefix (text, "sqlalchemy.exc.") ||
      g_str_has_prefix (text, "psycopg.") || g_str_has_prefix (text, "django.db.utils."))
    return ASKG_DIAGNOSTIC_SQL;
  for (gsize i = 0; i < n; i++)
    if (text[i] == '.')
      name = text + i + 1;
  n -= (gsize) (name - text);
  for (gsize i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (strlen (exceptions[i].name) == n && strncmp (exceptions[i].name, name, n) == 0)
      return exceptions[i].kind;

  return ASKG_DIAGNOSTIC_RUNTIME;
}

/* Returns: the length of "package.module.Error" at the head of @text; 0 when it is none */
static gsize
read_exception (const char *text)
{
  gsize n = 0;

  while (g_ascii_isalnum (text[n]) || text[n] == '_' || text[n] == '.')
    n++;
  if (n == 0 ||
      g_ascii_isdigit (text[0]) ||
      (text[n] != ':' && text[n] != '\0') ||
      (text[n] == ':' && text[n + 1] != ' ' && text[n + 1] != '\0'))
    return 0;

  return n;
}

static gboolean
take_frame (State                *self,
            const AskgOutputLine *line)
{
  AskgPlace place;

  if (!g_str_has_prefix (line->text + line->n_indent, "File \"") || !askg_place_read_quoted (line->text, &place))
    return FALSE;
  self->is_inside = TRUE;
  askg_frame_choice_take (&self->frame, ASKG_FRAMES_INNERMOST_LAST, &place, askg_place_is_foreign (place.file, place.n_file));

  return TRUE;
}

/* What a group holds is told below it. */
static gboolean
is_group (const char *text,
          gsize       n)
{
  return n >= strlen ("ExceptionGroup") && strncmp (text + n - strlen ("ExceptionGroup"), "ExceptionGroup", strlen ("ExceptionGroup")) == 0;
}

static void
take_exception (State                *self,
                const AskgOutputLine *line,
                gsize                 n_name,
                AskgDiagnosticList         *findings)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_new ("python", kind_of (line->text + line->n_indent, n_name), ASKG_SEVERITY_ERROR,
                                                    line->text, -1);

  askg_frame_choice_apply (&self->frame, diagnostic);
  if (self->is_chained)
    {
      diagnostic->standing = ASKG_STANDING_CONSEQUENCE;
      if (self->orphan != NULL && self->frame.file != NULL && !self->frame.is_foreign)
        {
          askg_frame_choice_apply (&self->frame, self->orphan);
          self->orphan = NULL;
        }
    }
  else
    self->orphan = NULL;
  if (self->is_test)
    diagnostic->kind = ASKG_DIAGNOSTIC_TEST;
  diagnostic = askg_diagnostic_list_add (findings, diagnostic);
  if (!self->is_chained && diagnostic != NULL && self->frame.is_foreign)
    self->orphan = diagnostic;
  if (diagnostic != NULL && self->is_in_group && is_group (line->text + line->n_indent, n_name))
    diagnostic->standing = ASKG_STANDING_CONSEQUENCE;
  askg_frame_choice_clear (&self->frame);
  self->is_inside = self->is_chained = FALSE;
  self->may_chain = TRUE;
}

/* unittest names the test above its traceback, and counts them at the end. */
static gboolean
take_test (State                *self,
           const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  const gboolean fails = g_str_has_prefix (line->text, "FAIL: "), breaks = g_str_has_prefix (line->text, "ERROR: ");
  const char *name = strchr (line->text, ' ');
  const char *open = name != NULL ? strchr (name + 1, ' ') : NULL;

  if ((fails || breaks) && g_str_has_suffix (line->text, ")") && open != NULL && open[1] == '(')
    self->is_test = fails;
  else if (g_str_has_prefix (line->text, "FAILED (") && strchr (line->text, '=') != NULL)
    {
      AskgDiagnostic *count = askg_diagnostic_new ("python", ASKG_DIAGNOSTIC_TEST, ASKG_SEVERITY_ERROR, line->text, -1);

      count->standing = ASKG_STANDING_CONSEQUENCE;
      askg_diagnostic_list_add (findings, count);
      self->is_test = FALSE;
    }
  else
    return FALSE;

  return TRUE;
}

/* In a group of exceptions each line stands behind a bar; on a picture of nothing else without an indent. */
static AskgOutputLine
without_group (const State          *self,
               const AskgOutputLine *line)
{
  AskgOutputLine inner = *line;
  const char *text = line->text + line->n_indent;

  if (g_str_has_prefix (text, "+ Exception Group Traceback"))
    text += strlen ("+ Exception Group ");
  else if ((line->n_indent >= 2 || self->is_inside) && g_str_has_prefix (text, "| "))
    text += 2;
  else
    return inner;
  inner = (AskgOutputLine) { text, line->n_bytes - (gsize) (text - line->text), strspn (text, " "), line->at };

  return inner;
}

/* "File "FILE", line 4, in NAME", then "Failed example:" and the example */
static gboolean
take_doctest (State                *self,
              const AskgOutputLine *line,
              AskgDiagnosticList   *findings)
{
  AskgDiagnostic *diagnostic;
  g_autofree char *message = NULL;

  if (self->is_inside && strcmp (line->text, "Failed example:") == 0)
    return self->is_doctest = TRUE;
  if (!self->is_doctest)
    return FALSE;
  self->is_doctest = self->is_inside = FALSE;
  message = g_strconcat ("Failed example: ", line->text + line->n_indent, NULL);
  diagnostic = askg_diagnostic_new ("python", ASKG_DIAGNOSTIC_TEST, ASKG_SEVERITY_ERROR, message, -1);
  askg_frame_choice_apply (&self->frame, diagnostic);
  askg_diagnostic_list_add (findings, diagnostic);
  askg_frame_choice_clear (&self->frame);

  return TRUE;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList         *findings)
{
  State *self = state;
  const AskgOutputLine whole = *line, inner = without_group (self, line);
  const char *text;
  gsize n_name;

  line = inner.text != whole.text ? &inner : &whole;
  self->is_in_group = line == &inner;
  text = line->text + line->n_indent;

  if (strncmp (text, "Traceback (most recent call last)", strlen ("Traceback (most recent call last)")) == 0)
    {
      askg_frame_choice_clear (&self->frame);
      self->is_inside = TRUE;

      return TRUE;
    }
  if (self->may_chain && (g_str_has_prefix (text, "During handling of the above exception") ||
                          g_str_has_prefix (text, "The above exception was the direct cause")))
    {
      self->is_chained = TRUE;

      return TRUE;
    }
  if (take_frame (self, line) || take_doctest (self, line, findings))
    return TRUE;
  if (!self->is_inside)
    return take_test (self, line, findings);
  if (line->n_indent == 0 && (n_name = read_exception (text)) > 0)
    take_exception (self, line, n_name, findings);
  else if (line->n_indent == 0 && line->n_bytes > 0 && *text != '[') /* it was cut off */
    self->is_inside = FALSE;

  return TRUE;
}

const AskgOutputReader askg_python_reader = { "python", sizeof (State), take, holds, NULL, clear };
