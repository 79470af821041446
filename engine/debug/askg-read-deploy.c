/* askg-read-deploy.c: any thread. What sets machines up: docker build, terraform, ansible, nginx, apache, kubectl. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-place.h"

typedef struct
{
  char           *dockerfile;      /* (nullable) owned */
  guint           dockerfile_line;
  AskgDiagnostic *waiting;         /* (nullable): its place stands below */
  guint           waiting_at;
} State;

static void
clear (gpointer state)
{
  g_clear_pointer (&((State *) state)->dockerfile, g_free);
}

/* "Dockerfile:5" alone, above its lines and "ERROR: failed to solve: MESSAGE" */
static gboolean
take_docker (State                *self,
             const AskgOutputLine *line,
             AskgDiagnosticList   *findings)
{
  static const char head[] = "failed to solve: ";
  const char *said = line->n_indent == 0 ? strstr (line->text, head) : NULL;
  AskgDiagnosticKind kind = ASKG_DIAGNOSTIC_CONFIG;
  AskgStanding standing = ASKG_STANDING_CAUSE;
  AskgDiagnostic *diagnostic;
  AskgPlace place;

  if (line->n_bytes < 256 && strstr (line->text, "ockerfile") != NULL && askg_place_read_head (line->text, &place) &&
      *place.rest == '\0' && place.column == 0)
    {
      g_free (self->dockerfile);
      self->dockerfile = g_strndup (place.file, place.n_file);
      self->dockerfile_line = place.line;

      return TRUE;
    }
  if (said == NULL || (said != line->text && !g_str_has_prefix (line->text, "ERROR: ")))
    return FALSE;
  said += strlen (head);
  if (strstr (said, "did not complete successfully") != NULL) /* the command in it has said why, if anybody has */
    standing = ASKG_STANDING_GUESS;
  else if (strstr (said, "failed to resolve source metadata") != NULL || g_str_has_suffix (said, ": not found"))
    kind = strstr (said, "cache key") != NULL ? ASKG_DIAGNOSTIC_IO : ASKG_DIAGNOSTIC_DEPENDENCY;
  diagnostic = askg_diagnostic_list_add_error (findings, "docker", kind, standing, said, -1);
  if (diagnostic != NULL && self->dockerfile != NULL)
    askg_diagnostic_set_place (diagnostic, self->dockerfile, -1, self->dockerfile_line, 0);

  return TRUE;
}

/* "Error: MESSAGE" above "  on main.tf line 5, in …", each behind a bar or not */
static gboolean
take_terraform (State                *self,
                const AskgOutputLine *line,
                AskgDiagnosticList   *findings)
{
  const gboolean has_bar = g_str_has_prefix (line->text, "│");
  const char *text = has_bar ? line->text + strlen ("│") : line->text, *word;

  text += strspn (text, " ");
  if (has_bar && g_str_has_prefix (text, "Error: "))
    {
      self->waiting = askg_diagnostic_list_add_error (findings, "terraform", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE,
                                                      text + strlen ("Error: "), -1);
      self->waiting_at = line->at;

      return TRUE;
    }
  if (self->waiting != NULL && line->at <= self->waiting_at + 4 && g_str_has_prefix (text, "on ") && (word = strstr (text, " line ")) != NULL &&
      word > text + 3)
    {
      askg_diagnostic_set_place (self->waiting, text + 3, word - text - 3, (guint) g_ascii_strtoull (word + strlen (" line "), NULL, 10), 0);
      self->waiting = NULL;
    }

  return has_bar;
}

/* "ERROR! MESSAGE" above "The error appears to be in 'FILE': line 5, column 3", "fatal: [host]: FAILED! => …" */
static gboolean
take_ansible (State                *self,
              const AskgOutputLine *line,
              AskgDiagnosticList   *findings)
{
  static const char head[] = "The error appears to be in '";
  const char *file, *end;

  if (g_str_has_prefix (line->text, "ERROR! "))
    {
      self->waiting = askg_diagnostic_list_add_error (findings, "ansible", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE,
                                                      line->text + strlen ("ERROR! "), -1);
      self->waiting_at = line->at;

      return TRUE;
    }
  if (g_str_has_prefix (line->text, "fatal: [") && strstr (line->text, "]: ") != NULL)
    {
      askg_diagnostic_list_add_error (findings, "ansible", ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CAUSE,
                                      line->text + strlen ("fatal: "), -1);

      return TRUE;
    }
  if (self->waiting == NULL || line->at > self->waiting_at + 8 || !g_str_has_prefix (line->text, head))
    return FALSE;
  file = line->text + strlen (head);
  end = strstr (file, "': line ");
  if (end != NULL)
    askg_diagnostic_set_place (self->waiting, file, end - file, (guint) g_ascii_strtoull (end + strlen ("': line "), NULL, 10), 0);
  self->waiting = NULL;

  return TRUE;
}

/* "nginx: [emerg] MESSAGE in FILE:5", "AH00526: Syntax error on line 5 of FILE:", "error parsing FILE: … yaml: line 5: MESSAGE" */
static gboolean
take_settings (const AskgOutputLine *line,
               AskgDiagnosticList   *findings)
{
  const char *text = line->text, *file, *number;
  AskgDiagnostic *diagnostic;
  AskgPlace place = { NULL, 0, 0, 0, NULL };

  if (g_str_has_prefix (text, "nginx: [emerg] ") && (file = strstr (text, " in /")) != NULL)
    {
      if (!askg_place_read_head (file + strlen (" in "), &place))
        return FALSE;
    }
  else if ((number = strstr (text, "yntax error on line ")) != NULL && (file = strstr (number, " of /")) != NULL)
    {
      place.line = (guint) g_ascii_strtoull (number + strlen ("yntax error on line "), NULL, 10);
      place.file = file + strlen (" of ");
      place.n_file = strcspn (place.file, ": ");
    }
  else if ((file = strstr (text, "error parsing ")) != NULL && (number = strstr (file, "yaml: line ")) != NULL)
    {
      place.line = (guint) g_ascii_strtoull (number + strlen ("yaml: line "), NULL, 10);
      place.file = file + strlen ("error parsing ");
      place.n_file = strcspn (place.file, ": ");
    }
  else
    return FALSE;
  if (place.n_file == 0)
    return FALSE;
  diagnostic = askg_diagnostic_list_add_error (findings, "settings", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE, text, -1);
  if (diagnostic != NULL)
    askg_diagnostic_set_place (diagnostic, place.file, (gssize) place.n_file, place.line, 0);

  return TRUE;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  return take_docker (state, line, findings) || take_ansible (state, line, findings) || take_settings (line, findings) ||
         take_terraform (state, line, findings);
}

const AskgOutputReader askg_deploy_reader = { "deploy", sizeof (State), take, NULL, NULL, clear };
