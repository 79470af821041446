/* askg-read-python.c: any thread. Tracebacks, and the errors of Python's own compiler. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-place.h"

typedef struct
{
  char     *file; /* (nullable) owned */
  guint     line;
  gboolean  is_foreign;
} Frame;

typedef struct
{
  gboolean is_inside;  /* a traceback, or the place of a syntax error */
  gboolean is_chained; /* what comes was raised because of what came */
  gboolean may_chain;  /* an exception was just told */
  Frame    frame;      /* the last that is the person's own, or the last */
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
};

static void
frame_clear (Frame *frame)
{
  g_clear_pointer (&frame->file, g_free);
  frame->line = 0;
  frame->is_foreign = FALSE;
}

static void
clear (gpointer state)
{
  frame_clear (&((State *) state)->frame);
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

  if (g_str_has_prefix (text, "sqlite3.") || g_str_has_prefix (text, "psycopg2."))
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
  if (n == 0 || g_ascii_isdigit (text[0]) || (text[n] != ':' && text[n] != '\0') || (text[n] == ':' && text[n + 1] != ' ' && text[n + 1] != '\0'))
    return 0;

  return n;
}

/* The last frame that is the person's own, else the last of all. */
static gboolean
take_frame (State                *self,
            const AskgOutputLine *line)
{
  AskgPlace place;
  gboolean is_foreign;

  if (!g_str_has_prefix (line->text + line->n_indent, "File \"") || !askg_place_read_quoted (line->text, &place))
    return FALSE;
  self->is_inside = TRUE;
  is_foreign = askg_place_is_foreign (place.file, place.n_file);
  if (is_foreign && self->frame.file != NULL && !self->frame.is_foreign)
    return TRUE;
  frame_clear (&self->frame);
  self->frame = (Frame) { g_strndup (place.file, place.n_file), place.line, is_foreign };

  return TRUE;
}

static void
take_exception (State                *self,
                const AskgOutputLine *line,
                gsize                 n_name,
                AskgDiagnosticList         *findings)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_new ("python", kind_of (line->text + line->n_indent, n_name), ASKG_SEVERITY_ERROR,
                                                    line->text, -1);

  if (self->frame.file != NULL)
    askg_diagnostic_set_place (diagnostic, self->frame.file, -1, self->frame.line, 0);
  if (self->is_chained)
    diagnostic->standing = ASKG_STANDING_CONSEQUENCE;
  askg_diagnostic_list_add (findings, diagnostic);
  frame_clear (&self->frame);
  self->is_inside = self->is_chained = FALSE;
  self->may_chain = TRUE;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList         *findings)
{
  State *self = state;
  const char *text = line->text + line->n_indent;
  gsize n_name;

  if (strncmp (text, "Traceback (most recent call last)", strlen ("Traceback (most recent call last)")) == 0)
    {
      frame_clear (&self->frame);
      self->is_inside = TRUE;

      return TRUE;
    }
  if (self->may_chain && (g_str_has_prefix (text, "During handling of the above exception") ||
                          g_str_has_prefix (text, "The above exception was the direct cause")))
    {
      self->is_chained = TRUE;

      return TRUE;
    }
  if (take_frame (self, line))
    return TRUE;
  if (!self->is_inside)
    return FALSE;
  if (line->n_indent == 0 && (n_name = read_exception (text)) > 0)
    take_exception (self, line, n_name, findings);
  else if (line->n_indent == 0 && line->n_bytes > 0 && *text != '[') /* it was cut off */
    self->is_inside = FALSE;

  return TRUE;
}

const AskgOutputReader askg_python_reader = { "python", sizeof (State), take, holds, NULL, clear };
