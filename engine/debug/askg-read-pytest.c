/* askg-read-pytest.c: any thread. pytest: the code with "E   MESSAGE" below it, then "FILE:LINE: NAME". */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-frame-choice.h"

typedef struct
{
  gboolean         is_session;    /* a line of a session was seen */
  gboolean         is_collection; /* the test could not even be loaded */
  char            *message;       /* (nullable) owned: the first line that begins with E */
  AskgFrameChoice  frame;         /* of the failure that is read */
} State;

static void
clear (gpointer state)
{
  State *self = state;

  g_clear_pointer (&self->message, g_free);
  askg_frame_choice_clear (&self->frame);
}

static void
tell (State              *self,
      AskgDiagnosticList *findings)
{
  AskgDiagnostic *diagnostic;

  if (self->message != NULL)
    {
      AskgDiagnosticKind kind = ASKG_DIAGNOSTIC_TEST;

      if (self->is_collection &&
          (strstr (self->message, "ModuleNotFoundError") != NULL || strstr (self->message, "ImportError") != NULL))
        kind = ASKG_DIAGNOSTIC_DEPENDENCY;
      else if (self->is_collection && strstr (self->message, "SyntaxError") != NULL)
        kind = ASKG_DIAGNOSTIC_COMPILE;
      diagnostic = askg_diagnostic_new ("pytest", kind, ASKG_SEVERITY_ERROR, self->message, -1);
      askg_frame_choice_apply (&self->frame, diagnostic);
      askg_diagnostic_list_add (findings, diagnostic);
    }
  clear (self);
}

/* "____ test_add ____", "==== FAILURES ====": another one begins, and the one before is whole. */
static gboolean
take_rule (State                *self,
           const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  const char *text = line->text;
  const gboolean is_rule = (g_str_has_prefix (text, "____") && g_str_has_suffix (text, "____")) ||
                           (g_str_has_prefix (text, "====") && g_str_has_suffix (text, "===="));

  if (g_str_has_prefix (text, "==== test session starts") || (is_rule && strstr (text, " test session starts ") != NULL))
    self->is_session = TRUE;
  if (!is_rule || !self->is_session)
    return FALSE;
  tell (self, findings);
  self->is_collection = strstr (text, " ERROR collecting ") != NULL;

  return TRUE;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  State *self = state;
  AskgPlace place;

  if (take_rule (self, line, findings))
    return TRUE;
  if (!self->is_session)
    return FALSE;
  if (g_str_has_prefix (line->text, "E   "))
    {
      if (self->message == NULL)
        self->message = g_strdup (line->text + strlen ("E   ") + strspn (line->text + strlen ("E   "), " "));

      return TRUE;
    }
  if (g_str_has_prefix (line->text, "FAILED ") || g_str_has_prefix (line->text, "ERROR "))
    return TRUE;
  if (askg_place_read_head (line->text, &place) && place.column == 0)
    {
      askg_frame_choice_take (&self->frame, ASKG_FRAMES_INNERMOST_LAST, &place, askg_place_is_foreign (place.file, place.n_file));

      return TRUE;
    }

  return g_str_has_prefix (line->text, ">  ") || line->n_indent > 0; /* the code */
}

static void
end (gpointer            state,
     AskgDiagnosticList *findings)
{
  tell (state, findings);
}

const AskgOutputReader askg_pytest_reader = { "pytest", sizeof (State), take, NULL, end, clear };
