/* askg-read-go.c: any thread. go build, vet and test, and panics. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-frame-choice.h"

typedef struct
{
  AskgDiagnostic  *panic;   /* (nullable): its frames come below */
  gboolean         is_race; /* it is one, and ends with its first stack */
  gboolean         is_test; /* "--- FAIL:" or "=== RUN" was seen */
  AskgFrameChoice  frame;
} State;

static void
clear (gpointer state)
{
  askg_frame_choice_clear (&((State *) state)->frame);
}

static AskgDiagnostic *
add (AskgDiagnosticKind  kind,
     AskgStanding        standing,
     const char         *message,
     const AskgPlace    *place,
     AskgDiagnosticList *findings)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_new ("go", kind, ASKG_SEVERITY_ERROR, message, -1);

  diagnostic->standing = standing;
  if (place != NULL)
    askg_diagnostic_set_place (diagnostic, place->file, (gssize) place->n_file, place->line, place->column);

  return askg_diagnostic_list_add (findings, diagnostic);
}

static gboolean
tells_missing (const char *message)
{
  return strstr (message, "no required module provides package") != NULL || strstr (message, "is not in GOROOT") != NULL ||
         strstr (message, "is not in std") != NULL || strstr (message, "cannot find module providing") != NULL ||
         strstr (message, "cannot find package") != NULL || strstr (message, "missing go.sum entry") != NULL;
}

/* "sub/sub.go:4:9: MESSAGE", with "vet: " before it; indented where a test wrote it. */
static gboolean
take_place (State                *self,
            const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  const char *text = line->text + line->n_indent;
  AskgDiagnosticKind kind = line->n_indent > 0 ? ASKG_DIAGNOSTIC_TEST : ASKG_DIAGNOSTIC_COMPILE;
  AskgPlace place;

  if (g_str_has_prefix (text, "vet: "))
    text += strlen ("vet: ");
  if (!askg_place_read_head (text, &place) ||
      place.n_file < 4 ||
      strncmp (place.file + place.n_file - 3, ".go", 3) != 0 ||
      *place.rest == '\0')
    return FALSE;
  if (line->n_indent > 0 && !self->is_test)
    return FALSE;
  if (g_str_has_prefix (place.rest, "warning:") || g_str_has_prefix (place.rest, "note:"))
    return FALSE;
  if (tells_missing (place.rest))
    kind = ASKG_DIAGNOSTIC_DEPENDENCY;
  add (kind, g_str_has_prefix (place.rest, "race detected during execution of test") ? ASKG_STANDING_CONSEQUENCE : ASKG_STANDING_CAUSE,
       place.rest, &place, findings);

  return TRUE;
}

/* "package a", then "        imports b: build constraints exclude all Go files in FOLDER"; the same of a cycle */
static gboolean
take_excluded (const AskgOutputLine *line,
               AskgDiagnosticList   *findings)
{
  const char *said = strstr (line->text, "build constraints exclude all Go files in ");

  if (said == NULL && g_str_has_suffix (line->text, ": import cycle not allowed"))
    said = line->text + line->n_bytes - strlen ("import cycle not allowed");
  if (said == NULL)
    return FALSE;
  add (ASKG_DIAGNOSTIC_COMPILE, ASKG_STANDING_CAUSE, said, NULL, findings);

  return TRUE;
}

static gboolean
take_panic (State                *self,
            const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  const gboolean is_fatal = g_str_has_prefix (line->text, "fatal error: ") && (strstr (line->text, "goroutine") != NULL || strstr (line->text, "concurrent map ") != NULL ||
                                                                                    strstr (line->text, ": sync: ") != NULL);

  if (!g_str_has_prefix (line->text, "panic: ") && !is_fatal)
    return FALSE;
  self->panic = add (self->is_test ? ASKG_DIAGNOSTIC_TEST : ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CAUSE,
                     strchr (line->text, ' ') + 1, NULL, findings);
  askg_frame_choice_clear (&self->frame);

  return TRUE;
}

/* "WARNING: DATA RACE" above the stacks of those that met, which an empty line parts: the first is where it was seen */
static gboolean
take_race (State                *self,
           const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  if (strcmp (line->text, "WARNING: DATA RACE") != 0)
    return FALSE;
  self->panic = add (ASKG_DIAGNOSTIC_SANITIZER, ASKG_STANDING_CAUSE, "DATA RACE", NULL, findings);
  self->is_race = TRUE;
  askg_frame_choice_clear (&self->frame);

  return TRUE;
}

/* "        /path/main.go:7 +0x18" below the name of the function */
static gboolean
take_frame (State                *self,
            const AskgOutputLine *line)
{
  AskgPlace place;

  if (self->panic == NULL)
    return FALSE;
  if (line->n_bytes == 0 && self->is_race)
    {
      self->panic = NULL;
      self->is_race = FALSE;

      return TRUE;
    }
  if (line->n_indent >= 4 && askg_place_read_head (line->text + line->n_indent, &place))
    {
      askg_frame_choice_take (&self->frame, ASKG_FRAMES_INNERMOST_FIRST, &place, askg_place_is_foreign (place.file, place.n_file));
      askg_frame_choice_apply (&self->frame, self->panic);

      return TRUE;
    }

  return g_str_has_prefix (line->text, "[signal ") || g_str_has_prefix (line->text, "goroutine ");
}

static gboolean
take_test (State                *self,
           const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  const char *text = line->text + line->n_indent;

  if (g_str_has_prefix (text, "=== RUN ") || g_str_has_prefix (text, "--- FAIL: "))
    self->is_test = TRUE;
  else if (strcmp (line->text, "FAIL") != 0 && !g_str_has_prefix (line->text, "FAIL    "))
    return FALSE;
  if (strncmp (text, "=== ", 4) != 0)
    add (ASKG_DIAGNOSTIC_TEST, ASKG_STANDING_CONSEQUENCE, text, NULL, findings);

  return TRUE;
}

/* "go: MESSAGE": modules and the tool itself */
static gboolean
take_said (const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  const char *said = line->text + strlen ("go: ");
  AskgPlace place;

  if (!g_str_has_prefix (line->text, "go: ") || g_str_has_prefix (said, "downloading ") || g_str_has_prefix (said, "finding ") ||
      g_str_has_prefix (said, "added ") || g_str_has_prefix (said, "found ") || g_str_has_prefix (said, "extracting "))
    return FALSE;
  if (g_str_has_prefix (said, "errors parsing go.mod") || strstr (said, "go.mod file not found") != NULL)
    add (ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE, said, NULL, findings);
  else if (askg_place_read_head (said, &place))
    add (ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE, place.rest, &place, findings);
  else
    add (ASKG_DIAGNOSTIC_DEPENDENCY, ASKG_STANDING_CAUSE, said, NULL, findings);

  return TRUE;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  State *self = state;

  return take_race (self, line, findings) || take_frame (self, line) || take_place (self, line, findings) || take_panic (self, line, findings) ||
         take_excluded (line, findings) || take_test (self, line, findings) || take_said (line, findings);
}

const AskgOutputReader askg_go_reader = { "go", sizeof (State), take, NULL, NULL, clear };
