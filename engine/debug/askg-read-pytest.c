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
      askg_diagnostic_list_drop_guess (findings);
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
  static const char *const beginnings[] = { " test session starts ", " FAILURES ", " ERRORS " };
  const gboolean is_part = g_str_has_prefix (text, "====") && g_str_has_suffix (text, "====");
  const gboolean is_rule = is_part || (g_str_has_prefix (text, "____") && g_str_has_suffix (text, "____"));

  for (gsize i = 0; i < G_N_ELEMENTS (beginnings) && is_part; i++)
    self->is_session |= strstr (text, beginnings[i]) != NULL;
  if (!is_rule || !self->is_session)
    return FALSE;
  tell (self, findings);
  askg_diagnostic_list_set_test (findings, TRUE);
  self->is_collection = strstr (text, " ERROR collecting ") != NULL;

  return TRUE;
}

/* "E   MESSAGE", and what stands before the message where a file could not be read: E     File "FILE", line 3 */
static void
take_said (State      *self,
           const char *said)
{
  const gsize n_name = strcspn (said, ": ");
  AskgPlace place;

  if (self->is_collection && g_str_has_prefix (said, "File \"") && askg_place_read_quoted (said, &place))
    {
      askg_frame_choice_take (&self->frame, ASKG_FRAMES_INNERMOST_LAST, &place, askg_place_is_foreign (place.file, place.n_file));
      g_clear_pointer (&self->message, g_free);
      self->message = g_strdup (said);
    }
  else if (self->message == NULL ||
           (g_str_has_prefix (self->message, "File \"") && said[n_name] == ':' && n_name > 5 && g_str_has_prefix (said + n_name - 5, "Error")))
    {
      g_free (self->message);
      self->message = g_strdup (said);
    }
}

/* "file FILE, line 3" above a test whose fixture is missing */
static gboolean
take_file (State                *self,
           const AskgOutputLine *line)
{
  const char *end = g_str_has_prefix (line->text, "file ") ? strstr (line->text, ", line ") : NULL;
  AskgPlace place;

  if (end == NULL)
    return FALSE;
  place = (AskgPlace) { line->text + strlen ("file "), 0, (guint) g_ascii_strtoull (end + strlen (", line "), NULL, 10), 0, NULL };
  place.n_file = (gsize) (end - place.file);
  askg_frame_choice_take (&self->frame, ASKG_FRAMES_INNERMOST_LAST, &place, askg_place_is_foreign (place.file, place.n_file));

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
  if (g_str_has_prefix (line->text, "ImportError while loading conftest '"))
    return self->is_session = self->is_collection = TRUE;
  if (!self->is_session)
    return FALSE;
  if (g_str_has_prefix (line->text, "E   "))
    {
      take_said (self, line->text + strlen ("E   ") + strspn (line->text + strlen ("E   "), " "));

      return TRUE;
    }
  if (take_file (self, line))
    return TRUE;
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
