/* askg-read-shell.c: any thread. bash, dash, zsh and fish: "FILE: line N: MESSAGE" and its like. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

static gboolean
is_shell (const char *name,
          gsize       n)
{
  static const char *const names[] = { "bash", "sh", "dash", "zsh", "fish", "-bash", "/bin/sh", "/bin/bash", "/usr/bin/bash",
                                       "/usr/bin/env", "env", "main" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == n && strncmp (names[i], name, n) == 0)
      return TRUE;

  return FALSE;
}

static void
add (const char         *file,
     gsize               n_file,
     guint               line,
     const char         *message,
     AskgDiagnosticList *findings)
{
  const gboolean is_argument = n_file > 4 && strncmp (file + n_file - 4, ": -c", 4) == 0; /* bash -c: what it ran stands in no file */
  const gboolean is_warning = g_str_has_prefix (message, "warning:");
  const gboolean is_awk = file != NULL && (strncmp (file, "awk", n_file) == 0 || strncmp (file, "mawk", n_file) == 0) && n_file > 2;
  AskgDiagnostic *diagnostic = askg_diagnostic_new ("bash", ASKG_DIAGNOSTIC_SHELL,
                                                    is_warning ? ASKG_SEVERITY_WARNING : ASKG_SEVERITY_ERROR, message, -1);

  for (const char *tool = file; tool != NULL && !is_argument && tool < file + n_file; tool++) /* mawk: p.awk: line 2: … */
    if (tool[0] == ':' && tool[1] == ' ')
      {
        diagnostic->tool = "awk";
        diagnostic->kind = ASKG_DIAGNOSTIC_COMPILE;
        n_file -= (gsize) (tool + 2 - file);
        file = tool + 2;
        break;
      }
  if (is_awk) /* the program was an argument */
    {
      diagnostic->tool = "awk";
      diagnostic->kind = ASKG_DIAGNOSTIC_COMPILE;
    }
  else if (file != NULL && !is_argument && !is_shell (file, n_file))
    askg_diagnostic_set_place (diagnostic, file, (gssize) n_file, line, 0);
  if (g_str_has_prefix (message, "Bad configuration option") || g_str_has_prefix (message, "keyword "))
    diagnostic->kind = ASKG_DIAGNOSTIC_CONFIG; /* ssh tells a line of its settings as bash does one of a script */
  if (*message == '`') /* it shows the line of the error before */
    diagnostic->standing = ASKG_STANDING_CONSEQUENCE;
  askg_diagnostic_list_add (findings, diagnostic);
}

/* "run.sh: line 3: MESSAGE", in the languages of bash */
static gboolean
take_bash (const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  static const char *const words[] = { ": line ", ": 줄 ", ": Zeile ", ": 行 ", ": ligne ", ": línea " };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *word = strstr (line->text, words[i]), *digits, *end;

      if (word == NULL || line->n_indent > 0)
        continue;
      digits = word + strlen (words[i]);
      end = digits + strspn (digits, "0123456789");
      if (end == digits || end[0] != ':' || end[1] != ' ')
        continue;
      add (line->text, (gsize) (word - line->text), (guint) g_ascii_strtoull (digits, NULL, 10), end + 2, findings);

      return TRUE;
    }

  return FALSE;
}

static gboolean
sounds_like_shell (const char *message)
{
  static const char *const words[] = { "not found", "Syntax error", "syntax error", "parameter not set", "bad substitution",
                                       "Bad substitution", "Permission denied", "Illegal number", "unexpected operator",
                                       "cannot open", "cannot create" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (message, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* "run.sh: 3: MESSAGE" of dash */
static gboolean
take_dash (const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  const char *colon = strstr (line->text, ": "), *end;

  if (colon == NULL || line->n_indent > 0 || !g_ascii_isdigit (colon[2]))
    return FALSE;
  end = colon + 2 + strspn (colon + 2, "0123456789");
  if (end[0] != ':' || end[1] != ' ' || !sounds_like_shell (end + 2))
    return FALSE;
  add (line->text, (gsize) (colon - line->text), (guint) g_ascii_strtoull (colon + 2, NULL, 10), end + 2, findings);

  return TRUE;
}

/* "bash: x: command not found", "zsh: command not found: x", "fish: Unknown command: x" */
static gboolean
take_prompt (const AskgOutputLine *line,
             AskgDiagnosticList   *findings)
{
  const char *colon = strstr (line->text, ": ");

  if (colon == NULL || line->n_indent > 0 || !is_shell (line->text, (gsize) (colon - line->text)))
    return FALSE;
  add (NULL, 0, 0, colon + 2, findings);

  return TRUE;
}

/* "run.zsh:2: command not found: x", "run.fish (line 2): " below what fish said */
static gboolean
take_others (const AskgOutputLine *line,
             AskgDiagnosticList   *findings)
{
  static const char *const words[] = { "command not found: ", "no such file or directory: ", "parse error near ", "parameter not set",
                                       "bad substitution", "permission denied: ", "bad math expression", "no matches found: ",
                                       "unmatched " };
  GPtrArray *found = askg_diagnostic_list_peek (findings);
  const char *open = strstr (line->text, " (line "), *colon;
  AskgDiagnostic *last;

  if (open != NULL && found->len > 0)
    {
      last = g_ptr_array_index (found, found->len - 1);
      if (last->file == NULL && strcmp (last->tool, "bash") == 0 && strstr (open, "):") != NULL && line->n_indent == 0)
        {
          askg_diagnostic_set_place (last, line->text, open - line->text, (guint) g_ascii_strtoull (open + strlen (" (line "), NULL, 10), 0);

          return TRUE;
        }
    }
  colon = strchr (line->text, ':');
  if (line->n_indent > 0 || colon == NULL || !g_ascii_isdigit (colon[1]) || memchr (line->text, ' ', (gsize) (colon - line->text)) != NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const char *said = colon + 1 + strspn (colon + 1, "0123456789");

      if (g_str_has_prefix (said, ": ") && g_str_has_prefix (said + 2, words[i]))
        {
          add (line->text, (gsize) (colon - line->text), (guint) g_ascii_strtoull (colon + 1, NULL, 10), said + 2, findings);

          return TRUE;
        }
    }

  return FALSE;
}

static gboolean
take (gpointer              state G_GNUC_UNUSED,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  return take_bash (line, findings) || take_dash (line, findings) || take_prompt (line, findings) || take_others (line, findings);
}

const AskgOutputReader askg_shell_reader = { "shell", 0, take, NULL, NULL, NULL };
