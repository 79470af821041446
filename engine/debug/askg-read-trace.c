/* askg-read-trace.c: any thread. Exceptions above frames that say "at": Node, the JVM, .NET. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-frame-choice.h"

/* An exception and its first frame stand together, but a message may have lines below it. */
#define MAX_BETWEEN 12u

typedef struct
{
  char            *candidate; /* (nullable) owned: a line that may be an exception, if frames follow */
  guint            candidate_at;
  gboolean         is_nested; /* it is the cause of the one before */
  gboolean         is_placed; /* the message itself told the file */
  AskgDiagnostic  *current;   /* (nullable): whose frames are read */
  AskgFrameChoice  frame;     /* of @current */
  AskgFrameChoice  header;    /* the place Node prints above the code and the exception */
  guint            header_at;
  gboolean         is_told_below; /* the next line that holds something is what a test failed with */
} State;

static void
clear (gpointer state)
{
  State *self = state;

  g_clear_pointer (&self->candidate, g_free);
  askg_frame_choice_clear (&self->frame);
  askg_frame_choice_clear (&self->header);
}

/* -- What an exception looks like -------------------------------------------------------- */

typedef struct
{
  const char         *words;
  AskgDiagnosticKind  kind;
} Meaning;

static const Meaning meanings[] = {
  { "SyntaxError", ASKG_DIAGNOSTIC_COMPILE },
  { "Cannot find module", ASKG_DIAGNOSTIC_DEPENDENCY },
  { "Cannot find package", ASKG_DIAGNOSTIC_DEPENDENCY },
  { "ERR_MODULE_NOT_FOUND", ASKG_DIAGNOSTIC_DEPENDENCY },
  { "ClassNotFoundException", ASKG_DIAGNOSTIC_DEPENDENCY },
  { "NoClassDefFoundError", ASKG_DIAGNOSTIC_DEPENDENCY },
  { "ENOENT", ASKG_DIAGNOSTIC_IO },
  { "EACCES", ASKG_DIAGNOSTIC_IO },
  { "EADDRINUSE", ASKG_DIAGNOSTIC_IO },
  { "ECONNREFUSED", ASKG_DIAGNOSTIC_IO },
  { "FileNotFoundException", ASKG_DIAGNOSTIC_IO },
  { "NoSuchFileException", ASKG_DIAGNOSTIC_IO },
  { "IOException", ASKG_DIAGNOSTIC_IO },
  { "ConnectException", ASKG_DIAGNOSTIC_IO },
  { "SQLException", ASKG_DIAGNOSTIC_SQL },
  { "SQLSyntaxErrorException", ASKG_DIAGNOSTIC_SQL },
  { "AssertionFailedError", ASKG_DIAGNOSTIC_TEST },
  { "ComparisonFailure", ASKG_DIAGNOSTIC_TEST },
};

static AskgDiagnosticKind
kind_of (const char *message)
{
  for (gsize i = 0; i < G_N_ELEMENTS (meanings); i++)
    if (strstr (message, meanings[i].words) != NULL)
      return meanings[i].kind;

  return ASKG_DIAGNOSTIC_RUNTIME;
}

/* Returns: (nullable): where the name of an exception begins */
static const char *
read_exception (const char *text,
                gboolean   *out_is_nested)
{
  static const char *const heads[] = { "Caused by: ", "[cause]: ", "---> ", " ---> " };
  const char *quoted;
  gsize n = 0;

  *out_is_nested = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (text, heads[i]))
      {
        *out_is_nested = TRUE;
        text += strlen (heads[i]);
      }
  if (g_str_has_prefix (text, "Exception in thread \"") && (quoted = strstr (text, "\" ")) != NULL)
    text = quoted + 2;
  if (g_str_has_prefix (text, "Unhandled exception. "))
    text += strlen ("Unhandled exception. ");
  if (g_str_has_prefix (text, "Uncaught "))
    text += strlen ("Uncaught ");
  while (g_ascii_isalnum (text[n]) || text[n] == '_' || text[n] == '.' || text[n] == '$')
    n++;
  if (n == 0 || g_ascii_isdigit (text[0]))
    return NULL;
  if (text[n] == ' ' && text[n + 1] == '[') /* TypeError [ERR_INVALID_ARG_TYPE]: */
    n += strcspn (text + n, "]") + 1;

  return text[n] == ':' || text[n] == '\0' ? text : NULL;
}

/* -- Frames -------------------------------------------------------------------------------- */

static gboolean
is_jvm_library (const char *name)
{
  static const char *const heads[] = { "java.", "javax.", "jdk.", "sun.", "com.sun.", "org.junit.", "junit.",
                                       "org.springframework.", "org.apache.", "org.gradle.", "kotlin.", "scala.", "groovy.",
                                       "worker.org.gradle." };
  const char *slash = strchr (name, '/'); /* java.base/java.lang.Integer */

  if (slash != NULL && slash < name + strcspn (name, "("))
    name = slash + 1;
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (name, heads[i]))
      return TRUE;

  return FALSE;
}

/* "at org.x.Load.number(Load.java:4)": the folders of the package stand before the name of the file. */
static gboolean
take_jvm_frame (State      *self,
                const char *name)
{
  const char *open = strrchr (name, '('), *colon = open != NULL ? strchr (open, ':') : NULL;
  g_autoptr(GString) file = NULL;
  g_auto(GStrv) parts = NULL;
  AskgPlace place = { NULL, 0, 0, 0, NULL };

  if (colon == NULL || strchr (open, '/') != NULL)
    return FALSE;
  for (const char *at = colon + 1; g_ascii_isdigit (*at); at++)
    place.line = place.line * 10 + (guint) (*at - '0');
  if (place.line == 0 || colon[1 + strspn (colon + 1, "0123456789")] != ')')
    return FALSE;
  file = g_string_new_len (open + 1, colon - open - 1);
  parts = g_strsplit (name, ".", -1);
  for (guint i = g_strv_length (parts); i > 3; i--) /* without class, method and file */
    if (!is_jvm_library (name))
      {
        g_string_prepend_c (file, '/');
        g_string_prepend (file, parts[i - 4]);
      }
  place.file = file->str;
  place.n_file = file->len;
  askg_frame_choice_take (&self->frame, ASKG_FRAMES_INNERMOST_FIRST, &place, is_jvm_library (name));

  return TRUE;
}

/* "at f (FILE:LINE:COLUMN)", "at FILE:LINE:COLUMN", "at X.Y() in FILE:line LINE" */
static gboolean
take_plain_frame (State      *self,
                  const char *name)
{
  const char *in = strstr (name, ") in "), *open = strrchr (name, '('), *line;
  AskgPlace place;

  if (in != NULL && (line = strstr (in, ":line ")) != NULL)
    {
      const char *file = in + strlen (") in ");
      const guint number = (guint) g_ascii_strtoull (line + strlen (":line "), NULL, 10);

      place = (AskgPlace) { file, (gsize) (line - file), number, 0, NULL };
      askg_frame_choice_take (&self->frame, ASKG_FRAMES_INNERMOST_FIRST, &place, FALSE);

      return TRUE;
    }
  if (g_str_has_prefix (name, "async "))
    name += strlen ("async ");
  if (open != NULL && (g_str_has_suffix (name, ")") || g_str_has_suffix (name, ") {"))) /* its properties stand below */
    name = open + 1;
  if (g_str_has_prefix (name, "file://"))
    name += strlen ("file://");
  if (!askg_place_read_head (name, &place))
    return g_str_has_prefix (name, "node:") || strcmp (name, "<anonymous>)") == 0 || strcmp (name, "native)") == 0;
  askg_frame_choice_take (&self->frame, ASKG_FRAMES_INNERMOST_FIRST, &place, askg_place_is_foreign (place.file, place.n_file));

  return TRUE;
}

/* -- Lines --------------------------------------------------------------------------------- */

/* Where only the language itself stands in the frames, no file is anybody's. */
static gboolean
is_language (const AskgFrameChoice *frame)
{
  return frame->is_foreign && (g_str_has_prefix (frame->file, "node:") || g_str_has_prefix (frame->file, "internal/"));
}

/* The first frame tells that the candidate was an exception. */
static void
begin (State              *self,
       const char         *tool,
       AskgDiagnosticList *findings)
{
  AskgDiagnostic *outer = self->current;
  const char *importer, *settings;
  const gboolean has_header = self->header.file != NULL && self->header_at + MAX_BETWEEN > self->candidate_at;

  askg_diagnostic_list_drop_guess (findings);
  self->current = askg_diagnostic_list_add (findings,
                                            askg_diagnostic_new (tool, kind_of (self->candidate), ASKG_SEVERITY_ERROR,
                                                                 self->candidate, -1));
  if (self->is_nested && outer != NULL)
    outer->standing = ASKG_STANDING_CONSEQUENCE;
  if (self->current != NULL && self->current->kind == ASKG_DIAGNOSTIC_COMPILE && !has_header) /* of a text that the program parsed */
    self->current->kind = ASKG_DIAGNOSTIC_RUNTIME;
  if (self->current != NULL && has_header)
    askg_frame_choice_apply (&self->header, self->current);
  else if (self->current != NULL && (importer = strstr (self->candidate, " imported from /")) != NULL)
    askg_diagnostic_set_place (self->current, importer + strlen (" imported from "), -1, 0, 0);
  settings = g_str_has_prefix (self->candidate, "SyntaxError: /") ? strstr (self->candidate, ".json: ") : NULL;
  if (self->current != NULL && settings != NULL) /* what was asked for is no program */
    {
      const char *file = self->candidate + strlen ("SyntaxError: ");

      askg_diagnostic_set_place (self->current, file, settings + strlen (".json") - file, 0, 0);
      self->current->kind = ASKG_DIAGNOSTIC_CONFIG;
      self->is_placed = TRUE;
    }
  else
    self->is_placed = FALSE;
  g_clear_pointer (&self->candidate, g_free);
  askg_frame_choice_clear (&self->frame);
}

static gboolean
take_frame (State                *self,
            const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  const char *text = line->text + line->n_indent;
  const gboolean is_frame = line->n_indent > 0 && g_str_has_prefix (text, "at ");
  const gboolean is_jvm = is_frame &&
                          strchr (text, '(') != NULL &&
                          strstr (text, ".") != NULL &&
                          strchr (strrchr (text, '('), '/') == NULL &&
                          (strstr (text, ".java:") != NULL ||
                           strstr (text, ".kt:") != NULL ||
                           strstr (text, ".scala:") != NULL ||
                           strstr (text, ".groovy:") != NULL ||
                           strstr (text, "(Native Method)") != NULL ||
                           strstr (text, "(Unknown Source)") != NULL);

  if (!is_frame)
    return FALSE;
  if (self->candidate != NULL && line->at - self->candidate_at <= MAX_BETWEEN)
    begin (self, is_jvm ? "java" : strstr (text, ":line ") != NULL ? "dotnet" : "node", findings);
  if (self->current == NULL)
    return FALSE;
  if (is_jvm ? take_jvm_frame (self, text + 3) || TRUE : take_plain_frame (self, text + 3))
    {
      if (self->frame.file != NULL && !is_language (&self->frame) && !self->is_placed && (!self->frame.is_foreign || self->current->file == NULL) &&
          !(self->current->kind == ASKG_DIAGNOSTIC_COMPILE && self->current->file != NULL))
        askg_frame_choice_apply (&self->frame, self->current);

      return TRUE;
    }

  return FALSE;
}

/* "FILE:LINE" alone on its line, above the code that failed */
static gboolean
take_header (State                *self,
             const AskgOutputLine *line)
{
  const char *text = g_str_has_prefix (line->text, "file://") ? line->text + strlen ("file://") : line->text;
  AskgPlace place;

  if (line->n_indent > 0 || !askg_place_read_head (text, &place) || *place.rest != '\0' || place.column > 0)
    return FALSE;
  if (g_str_has_prefix (line->text, "node:")) /* the code that throws for others */
    return TRUE;
  if (askg_place_is_foreign (place.file, place.n_file) || g_strstr_len (place.file, (gssize) place.n_file, ": ") != NULL)
    return FALSE;
  askg_frame_choice_clear (&self->header);
  askg_frame_choice_take (&self->header, ASKG_FRAMES_INNERMOST_FIRST, &place, FALSE);
  self->header_at = line->at;

  return TRUE;
}

/* "TypeError: …", "org.x.BadException: …" */
static gboolean
names_error (const char *text)
{
  const gsize n = strcspn (text, ": [");

  return g_strstr_len (text, (gssize) n, "Error") != NULL || g_strstr_len (text, (gssize) n, "Exception") != NULL;
}

/* The marks that node's own runner and dotnet set before a test that failed. */
static gboolean
take_test (State                *self,
           const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  const char *text = line->text + line->n_indent;
  const gboolean is_told_below = strcmp (text, "Error Message:") == 0; /* of dotnet test */

  if (line->n_indent > 0 && g_str_has_prefix (text, "Failed ") && g_str_has_suffix (text, "ms]"))
    {
      askg_diagnostic_list_set_test (findings, TRUE);

      return TRUE;
    }
  if (!is_told_below &&
      !g_str_has_prefix (text, "✖ ") &&
      !g_str_has_prefix (text, "not ok ") &&
      !(g_str_has_prefix (text, "FAIL ") && strstr (text, ".test.") != NULL))
    return FALSE;
  askg_diagnostic_list_set_test (findings, TRUE);
  self->is_told_below = is_told_below;

  return TRUE;
}

/* The JVM's launcher prints no frames. */
static gboolean
take_launcher (const AskgOutputLine *line,
               AskgDiagnosticList   *findings)
{
  static const char head[] = "Error: Could not find or load main class ";

  if (!g_str_has_prefix (line->text, head))
    return FALSE;
  askg_diagnostic_list_add (findings,
                            askg_diagnostic_new ("java", ASKG_DIAGNOSTIC_DEPENDENCY, ASKG_SEVERITY_ERROR,
                                                 line->text + strlen ("Error: "), -1));

  return TRUE;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  State *self = state;
  const char *exception;
  gboolean is_nested;

  if (take_frame (self, line, findings) || take_header (self, line) || take_launcher (line, findings))
    return TRUE;
  if (take_test (self, line, findings))
    return TRUE;
  exception = read_exception (line->text + line->n_indent, &is_nested);
  if (exception == NULL && self->is_told_below && line->n_bytes > 0)
    exception = line->text + line->n_indent;
  if (exception == NULL || (line->n_indent > 0 && !is_nested && !self->is_told_below && !names_error (exception)))
    return FALSE;
  self->is_told_below = FALSE;
  g_free (self->candidate);
  self->candidate = g_strdup (exception);
  self->candidate_at = line->at;
  self->is_nested = is_nested;

  return is_nested && self->current != NULL;
}

const AskgOutputReader askg_trace_reader = { "trace", sizeof (State), take, NULL, NULL, clear };
