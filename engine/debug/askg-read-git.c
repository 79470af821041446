/* askg-read-git.c: any thread. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-place.h"

typedef struct
{
  AskgDiagnostic *files; /* (nullable): the files it is about stand below, indented */
} State;

static AskgDiagnostic *
add (AskgStanding        standing,
     const char         *message,
     AskgDiagnosticList *findings)
{
  return askg_diagnostic_list_add_error (findings, "git", ASKG_DIAGNOSTIC_GIT, standing, message, -1);
}

/* "CONFLICT (content): Merge conflict in FILE", "CONFLICT (modify/delete): FILE deleted in …" */
static void
take_conflict (const char         *text,
               AskgDiagnosticList *findings)
{
  AskgDiagnostic *diagnostic = add (ASKG_STANDING_CAUSE, text, findings);
  const char *in = strstr (text, "Merge conflict in "), *colon = strstr (text, "): "), *end;

  if (diagnostic == NULL)
    return;
  if (in != NULL)
    askg_diagnostic_set_place (diagnostic, in + strlen ("Merge conflict in "), -1, 0, 0);
  else if (colon != NULL && (end = strstr (colon, " deleted in ")) != NULL)
    askg_diagnostic_set_place (diagnostic, colon + 3, end - colon - 3, 0, 0);
}

/* What git says with "error: ", which many others say, too. */
static gboolean
is_gits (const char *said)
{
  static const char *const words[] = { "pathspec '", "Your local changes", "The following untracked", "cannot ",
                                       "could not apply", "could not lock", "unable to ", "remote ", "src refspec",
                                       "Merging is not possible", "Pulling is not possible", "patch failed:", "corrupt patch",
                                       "object file", "bad signature", "you need to resolve", "The branch '", "branch '",
                                       "refusing to ", "commit " };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (said, words[i]))
      return TRUE;

  return FALSE;
}

static gboolean
take_error (State                *self,
            const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  const char *said = line->text + strlen ("error: "), *place;
  AskgDiagnostic *diagnostic;

  if (!g_str_has_prefix (line->text, "error: "))
    return FALSE;
  if (g_str_has_prefix (said, "failed to push some refs"))
    {
      add (ASKG_STANDING_CONSEQUENCE, said, findings);

      return TRUE;
    }
  if (!is_gits (said))
    return FALSE;
  diagnostic = add (ASKG_STANDING_CAUSE, said, findings);
  if (diagnostic != NULL && g_str_has_prefix (said, "patch failed: ") && (place = strrchr (said, ':')) != NULL)
    askg_diagnostic_set_place (diagnostic, said + strlen ("patch failed: "), place - said - (gssize) strlen ("patch failed: "),
                               (guint) g_ascii_strtoull (place + 1, NULL, 10), 0);
  if (g_str_has_suffix (said, "by merge:") || g_str_has_suffix (said, "by checkout:"))
    self->files = diagnostic;

  return TRUE;
}

/* "bad config line 6 in file .git/config", "corrupt patch at FILE:6" tell where. */
static void
take_fatal (const char         *said,
            AskgDiagnosticList *findings)
{
  AskgDiagnostic *diagnostic = add (ASKG_STANDING_CAUSE, said, findings);
  AskgPlace place;

  if (diagnostic == NULL || !g_str_has_prefix (said, "bad config ") || !askg_place_find_words (said, &place))
    return;
  askg_diagnostic_set_place (diagnostic, place.file, (gssize) place.n_file, place.line, 0);
  diagnostic->kind = ASKG_DIAGNOSTIC_CONFIG;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  State *self = state;
  const char *text = line->text + line->n_indent;

  if (self->files != NULL && line->n_indent >= 4 && self->files->file == NULL)
    {
      askg_diagnostic_set_place (self->files, text, -1, 0, 0);

      return TRUE;
    }
  self->files = NULL;
  if (g_str_has_prefix (line->text, "CONFLICT ("))
    take_conflict (line->text, findings);
  else if (g_str_has_prefix (line->text, "The following paths are ignored by one of your .gitignore files:"))
    add (ASKG_STANDING_CAUSE, line->text, findings);
  else if (strcmp (line->text, "fatal: revert failed") == 0 || strcmp (line->text, "fatal: cherry-pick failed") == 0)
    add (ASKG_STANDING_CONSEQUENCE, line->text, findings);
  else if (g_str_has_prefix (line->text, "fatal: "))
    take_fatal (line->text + strlen ("fatal: "), findings);
  else if (line->n_indent == 1 && (g_str_has_prefix (text, "! [rejected]") || g_str_has_prefix (text, "! [remote rejected]")))
    add (ASKG_STANDING_CAUSE, text + 2, findings);
  else if (g_str_has_prefix (line->text, "git: '") && strstr (line->text, "' is not a git command") != NULL)
    add (ASKG_STANDING_CAUSE, line->text + strlen ("git: "), findings);
  else if (g_str_has_prefix (line->text, "Automatic merge failed"))
    add (ASKG_STANDING_CONSEQUENCE, line->text, findings);
  else
    return take_error (self, line, findings);

  return TRUE;
}

const AskgOutputReader askg_git_reader = { "git", sizeof (State), take, NULL, NULL, NULL };
