/* askg-read-rust.c: any thread. rustc and cargo: "error[E0308]: MESSAGE" above " --> FILE:LINE:COLUMN", and panics. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-frame-choice.h"

typedef struct
{
  char            *message;     /* (nullable) owned: of the line before, which waits for its arrow */
  AskgSeverity     severity;
  guint            at;          /* that line */
  AskgDiagnostic  *panic;       /* (nullable): its message stands in the next line, its own frame in the backtrace */
  gboolean         needs_message;
  gboolean         is_test;     /* it is told what a failed test wrote */
  char            *test_file;   /* (nullable) owned: the tests that run */
  AskgDiagnostic  *caused;      /* (nullable): what cargo said, whose causes are told below */
  gboolean         is_cause;    /* the next line is one */
  gsize            n_caused;    /* bytes of its message without them */
  AskgFrameChoice  frame;
} State;

static void
clear (gpointer state)
{
  State *self = state;

  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->test_file, g_free);
  askg_frame_choice_clear (&self->frame);
}

static AskgDiagnostic *
add (const char          *tool,
     AskgDiagnosticKind   kind,
     AskgSeverity         severity,
     AskgStanding         standing,
     const char          *message,
     AskgDiagnosticList  *findings)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_new (tool, kind, severity, message, -1);

  diagnostic->standing = standing;

  return askg_diagnostic_list_add (findings, diagnostic);
}

/* -- What the compiler says ------------------------------------------------------------ */

/* Returns: (nullable): behind "error[E0308]: ", "error: ", "warning: " */
static const char *
read_head (const char   *text,
           AskgSeverity *out_severity,
           gboolean     *out_has_code)
{
  const char *at = NULL;

  *out_has_code = FALSE;
  *out_severity = g_str_has_prefix (text, "warning") ? ASKG_SEVERITY_WARNING : ASKG_SEVERITY_ERROR;
  if (g_str_has_prefix (text, "error"))
    at = text + strlen ("error");
  else if (g_str_has_prefix (text, "warning"))
    at = text + strlen ("warning");
  if (at == NULL)
    return NULL;
  if (*at == '[' && at[1] == 'E' && (at = strchr (at, ']')) != NULL)
    {
      *out_has_code = TRUE;
      at++;
    }

  return at != NULL && at[0] == ':' && at[1] == ' ' ? at + 2 : NULL;
}

typedef struct
{
  const char         *head;
  AskgDiagnosticKind  kind;
  AskgStanding        standing;
} Said;

/* What cargo and rustc say without a place. */
static const Said known[] = {
  { "aborting due to ", ASKG_DIAGNOSTIC_COMPILE, ASKG_STANDING_CONSEQUENCE },
  { "could not compile `", ASKG_DIAGNOSTIC_COMPILE, ASKG_STANDING_CONSEQUENCE },
  { "could not document `", ASKG_DIAGNOSTIC_COMPILE, ASKG_STANDING_CONSEQUENCE },
  { "build failed", ASKG_DIAGNOSTIC_COMPILE, ASKG_STANDING_CONSEQUENCE },
  { "test failed, to rerun", ASKG_DIAGNOSTIC_TEST, ASKG_STANDING_CONSEQUENCE },
  { "linking with `", ASKG_DIAGNOSTIC_LINK, ASKG_STANDING_CAUSE },
  { "no matching package", ASKG_DIAGNOSTIC_DEPENDENCY, ASKG_STANDING_CAUSE },
  { "failed to select a version", ASKG_DIAGNOSTIC_DEPENDENCY, ASKG_STANDING_CAUSE },
  { "failed to get `", ASKG_DIAGNOSTIC_DEPENDENCY, ASKG_STANDING_CAUSE },
  { "failed to download", ASKG_DIAGNOSTIC_DEPENDENCY, ASKG_STANDING_CAUSE },
  { "failed to load source for dependency", ASKG_DIAGNOSTIC_DEPENDENCY, ASKG_STANDING_CAUSE },
  { "failed to parse manifest", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE },
  { "could not find `Cargo.toml`", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE },
  { "failed to run custom build command", ASKG_DIAGNOSTIC_COMPILE, ASKG_STANDING_CAUSE },
};

/* "failed to parse manifest at `FILE`" */
static void
place_manifest (AskgDiagnostic *diagnostic)
{
  static const char head[] = "failed to parse manifest at `";
  const char *file = diagnostic != NULL && g_str_has_prefix (diagnostic->message, head) ? diagnostic->message + strlen (head) : NULL;
  g_autofree char *path = file != NULL ? g_strndup (file, strcspn (file, "`")) : NULL;

  if (path != NULL)
    askg_diagnostic_set_place (diagnostic, path, -1, 0, 0);
}

/* "Caused by:", and the cause indented below it; the last of them is the innermost. A script that a crate brings along may panic. */
static gboolean
take_cause (State                *self,
            const AskgOutputLine *line)
{
  char *told;

  if (self->caused == NULL)
    return FALSE;
  if (strcmp (line->text, "Caused by:") == 0)
    return self->is_cause = TRUE;
  if (!self->is_cause || line->n_indent < 2 || line->n_bytes == 0)
    return FALSE;
  self->is_cause = FALSE;
  if (g_str_has_prefix (line->text + line->n_indent, "process didn't exit successfully"))
    return TRUE;
  told = g_strdup_printf ("%.*s: %s", (int) self->n_caused, self->caused->message, line->text + line->n_indent);
  g_free (self->caused->message);
  self->caused->message = told;

  return TRUE;
}

/* "   Compiling shop v0.1.0 (/w/error)": what cargo does is no error, whatever the folders are called. */
static gboolean
take_status (State                *self,
             const AskgOutputLine *line)
{
  static const char *const words[] = { "Compiling ", "Checking ", "Finished ", "Running ", "Doc-tests ", "Building ", "Downloading ", "Downloaded ",
                                       "Updating ", "Locking ", "Adding ", "Fresh ", "Documenting ", "Installing ", "Packaging ", "Blocking " };
  const char *text = line->text + line->n_indent, *file;

  if (line->n_indent < 2 || line->n_indent > 6)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (text, words[i]))
      {
        if (g_str_has_prefix (text, "Running ") && g_str_has_suffix (text, ")"))
          {
            file = text + strlen (g_str_has_prefix (text, "Running unittests ") ? "Running unittests " : "Running ");
            g_free (self->test_file);
            self->test_file = g_strndup (file, strcspn (file, " "));
          }

        return TRUE;
      }

  return FALSE;
}

static gboolean
take_head (State                *self,
           const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  AskgSeverity severity;
  gboolean has_code;
  const char *message = line->n_indent == 0 ? read_head (line->text, &severity, &has_code) : NULL;

  if (message == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_str_has_prefix (message, known[i].head))
      {
        self->caused = add ("cargo", known[i].kind, severity, known[i].standing, message, findings);
        self->n_caused = strlen (message);
        self->is_cause = FALSE;
        place_manifest (self->caused);

        return TRUE;
      }
  g_free (self->message);
  self->message = g_strdup (message);
  self->severity = severity;
  self->at = line->at;

  return has_code;
}

static gboolean
take_arrow (State                *self,
            const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  const char *text = line->text + line->n_indent;
  AskgDiagnostic *diagnostic;
  AskgPlace place;

  if (!g_str_has_prefix (text, "--> ") || !askg_place_read_head (text + 4, &place))
    return FALSE;
  if (self->message == NULL || self->at + 3 < line->at)
    return TRUE;
  askg_diagnostic_list_drop_guess (findings);
  diagnostic = add ("rustc", ASKG_DIAGNOSTIC_COMPILE, self->severity, ASKG_STANDING_CAUSE, self->message, findings);
  if (diagnostic != NULL)
    {
      askg_diagnostic_set_place (diagnostic, place.file, (gssize) place.n_file, place.line, place.column);
      if (g_str_has_suffix (diagnostic->file, "Cargo.toml"))
        diagnostic->kind = ASKG_DIAGNOSTIC_CONFIG;
    }
  g_clear_pointer (&self->message, g_free);

  return TRUE;
}

/* -- Panics ------------------------------------------------------------------------------ */

static gboolean
take_panic (State                *self,
            const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  const char *panicked = strstr (line->text, "' panicked at "), *said, *quote;
  AskgPlace place;

  if (!g_str_has_prefix (line->text + line->n_indent, "thread '") || (line->n_indent > 0 && self->caused == NULL))
    return FALSE;
  if (panicked == NULL && (panicked = strstr (line->text, ") panicked at ")) == NULL) /* with the thread's number */
    return FALSE;
  said = panicked + strlen ("' panicked at ");
  if (line->n_indent > 0)
    self->caused->standing = ASKG_STANDING_CONSEQUENCE;
  self->panic = add ("rust", self->is_test ? ASKG_DIAGNOSTIC_TEST : line->n_indent > 0 ? ASKG_DIAGNOSTIC_COMPILE : ASKG_DIAGNOSTIC_RUNTIME, ASKG_SEVERITY_ERROR,
                     ASKG_STANDING_CAUSE, said, findings);
  askg_frame_choice_clear (&self->frame);
  self->needs_message = TRUE;
  if (*said == '\'' && (quote = strrchr (said + 1, '\'')) != NULL) /* before 1.73: 'MESSAGE', FILE:LINE:COLUMN */
    {
      self->needs_message = FALSE;
      if (self->panic != NULL)
        {
          g_free (self->panic->message);
          self->panic->message = g_strndup (said + 1, (gsize) (quote - said) - 1);
        }
      said = quote + 1 + strspn (quote + 1, ", ");
    }
  if (self->panic == NULL || !askg_place_read_head (said, &place))
    return TRUE;
  askg_frame_choice_take (&self->frame, ASKG_FRAMES_INNERMOST_FIRST, &place, askg_place_is_foreign (place.file, place.n_file));
  askg_frame_choice_apply (&self->frame, self->panic);

  return TRUE;
}

/* The message below it, and the frames of a backtrace: "at ./src/main.rs:4:5" */
static gboolean
take_below (State                *self,
            const AskgOutputLine *line)
{
  const char *text = line->text + line->n_indent;
  AskgPlace place;

  if (self->panic == NULL)
    return FALSE;
  if (self->needs_message)
    {
      self->needs_message = FALSE;
      g_free (self->panic->message);
      self->panic->message = g_strdup (text);

      return TRUE;
    }
  if (line->n_indent > 4 && g_str_has_prefix (text, "at ") && askg_place_read_head (text + 3, &place))
    {
      askg_frame_choice_take (&self->frame, ASKG_FRAMES_INNERMOST_FIRST, &place, askg_place_is_foreign (place.file, place.n_file));
      askg_frame_choice_apply (&self->frame, self->panic);

      return TRUE;
    }

  return g_str_has_prefix (text, "left: ") || g_str_has_prefix (text, "right: ") || g_str_has_prefix (text, "note: run with ");
}

/* -- Tests ------------------------------------------------------------------------------- */

static gboolean
take_test (State                *self,
           const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  static const char no_panic[] = "note: test did not panic as expected at ";
  AskgDiagnostic *failed;
  AskgPlace place;

  if (g_str_has_prefix (line->text, "---- ") && g_str_has_suffix (line->text, " stdout ----"))
    self->is_test = TRUE;
  else if (strcmp (line->text, "failures:") == 0)
    self->is_test = FALSE;
  else if (g_str_has_prefix (line->text, no_panic) && askg_place_read_head (line->text + strlen (no_panic), &place))
    {
      failed = add ("rust", ASKG_DIAGNOSTIC_TEST, ASKG_SEVERITY_ERROR, ASKG_STANDING_CAUSE, line->text + strlen ("note: "), findings);
      if (failed != NULL)
        askg_diagnostic_set_place (failed, place.file, (gssize) place.n_file, place.line, place.column);
    }
  else if (self->is_test && g_str_has_prefix (line->text, "Error: ")) /* what the test returned */
    {
      failed = add ("rust", ASKG_DIAGNOSTIC_TEST, ASKG_SEVERITY_ERROR, ASKG_STANDING_CAUSE, line->text, findings);
      if (failed != NULL && self->test_file != NULL)
        askg_diagnostic_set_place (failed, self->test_file, -1, 0, 0);
    }
  else if (g_str_has_prefix (line->text, "test ") &&
           (g_str_has_suffix (line->text, " ... FAILED") || g_str_has_prefix (line->text, "test result: FAILED")))
    add ("cargo", ASKG_DIAGNOSTIC_TEST, ASKG_SEVERITY_ERROR, ASKG_STANDING_CONSEQUENCE, line->text, findings);
  else
    return FALSE;

  return TRUE;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  State *self = state;

  return take_below (self, line) || take_cause (self, line) || take_status (self, line) || take_arrow (self, line, findings) || take_panic (self, line, findings) ||
         take_test (self, line, findings) || take_head (self, line, findings) ||
         g_str_has_prefix (line->text, "For more information about this error, try `rustc");
}

static gboolean
holds (gpointer state)
{
  return ((State *) state)->panic != NULL && ((State *) state)->needs_message;
}

const AskgOutputReader askg_rust_reader = { "rust", sizeof (State), take, holds, NULL, clear };
