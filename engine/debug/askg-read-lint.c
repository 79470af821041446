/* askg-read-lint.c: any thread. Tools that look at source and set the place beside the message in ways of their own: eslint and
 * yamllint (a heading, bare places below), shellcheck for people, ruff, flake8 and pylint, pyright, esbuild, webpack, CI marks. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-place.h"

typedef struct
{
  char         *heading;    /* (nullable) owned: the file that bare places belong to */
  guint         heading_at;
  guint         line;       /* of the heading; 0: none */
  char         *message;    /* (nullable) owned: it waits for its place in one of the next lines */
  guint         message_at;
  AskgSeverity  severity;
  char         *place;      /* (nullable) owned: "ERROR in FILE LINE:COLUMN" waits for its message */
  guint         place_at;
} State;

static void
clear (gpointer state)
{
  State *self = state;

  g_clear_pointer (&self->heading, g_free);
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->place, g_free);
}

static gboolean
ends_in (const char *file,
         gsize       n,
         const char *suffix)
{
  const gsize length = strlen (suffix);

  return n > length && strncmp (file + n - length, suffix, length) == 0;
}

static AskgDiagnosticKind
kind_of (const AskgPlace *place,
         const char      *message)
{
  if (strstr (message, "Could not resolve \"") != NULL || strstr (message, "Module not found") != NULL || strstr (message, "Can't resolve '") != NULL)
    return ASKG_DIAGNOSTIC_DEPENDENCY;
  if (ends_in (place->file, place->n_file, ".yml") || ends_in (place->file, place->n_file, ".yaml") || ends_in (place->file, place->n_file, ".json"))
    return ASKG_DIAGNOSTIC_CONFIG;

  return ends_in (place->file, place->n_file, ".sh") ? ASKG_DIAGNOSTIC_SHELL : ASKG_DIAGNOSTIC_COMPILE;
}

static gboolean
add (const char         *tool,
     const AskgPlace    *place,
     AskgSeverity        severity,
     const char         *message,
     gssize              n_message,
     AskgDiagnosticList *findings)
{
  AskgDiagnostic *diagnostic;

  askg_diagnostic_list_drop_guess (findings);
  diagnostic = askg_diagnostic_new (tool, kind_of (place, message), severity, message, n_message);
  askg_diagnostic_set_place (diagnostic, place->file, (gssize) place->n_file, place->line, place->column);
  askg_diagnostic_list_add (findings, diagnostic);

  return TRUE;
}

/* -- A heading, and bare places below it ------------------------------------------------------ */

/* The name of a file alone on its line. */
static gboolean
take_heading (State                *self,
              const AskgOutputLine *line)
{
  const char *text = line->text, *dot = strrchr (text, '.'), *slash = strrchr (text, '/');

  if (line->n_indent > 0 || line->n_bytes < 4 || line->n_bytes > 1024 || dot == NULL || dot == text || (slash != NULL && dot < slash))
    return FALSE;
  if (dot[1] == '\0' || strspn (dot + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != strlen (dot + 1) || strlen (dot) > 12)
    return FALSE;
  if ((slash == NULL && strchr (text, ' ') != NULL) || strstr (text, ": ") != NULL || strstr (text, "://") != NULL)
    return FALSE;
  g_free (self->heading);
  self->heading = g_strdup (text);
  self->heading_at = line->at;
  self->line = 0;

  return FALSE; /* it may be something else to others */
}

/* Returns: (nullable): behind the word for how bad it is */
static const char *
skip_severity (const char   *text,
               AskgSeverity *out_severity)
{
  static const char *const errors[] = { "error", "✖", "✘", "×" }, *const warnings[] = { "warning", "⚠", "warn", "info" };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    if (g_str_has_prefix (text, errors[i]) && text[strlen (errors[i])] == ' ')
      {
        *out_severity = ASKG_SEVERITY_ERROR;

        return text + strlen (errors[i]);
      }
  for (gsize i = 0; i < G_N_ELEMENTS (warnings); i++)
    if (g_str_has_prefix (text, warnings[i]) && text[strlen (warnings[i])] == ' ')
      {
        *out_severity = ASKG_SEVERITY_WARNING;

        return text + strlen (warnings[i]);
      }

  return NULL;
}

/* "  3:5  error  MESSAGE  rule" */
static gboolean
take_bare (State                *self,
           const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  const char *text = line->text + line->n_indent, *said, *rule;
  AskgPlace place = { self->heading, 0, 0, 0, NULL };
  AskgSeverity severity;
  char *end;

  if (self->heading == NULL || line->n_indent == 0 || line->n_indent > 8 || !g_ascii_isdigit (*text))
    return FALSE;
  place.n_file = strlen (self->heading);
  place.line = (guint) g_ascii_strtoull (text, &end, 10);
  if (*end != ':' || !g_ascii_isdigit (end[1]))
    return FALSE;
  place.column = (guint) g_ascii_strtoull (end + 1, &end, 10);
  if (*end != ' ')
    return FALSE;
  said = skip_severity (end + strspn (end, " "), &severity);
  if (said == NULL)
    return FALSE;
  said += strspn (said, " ");
  rule = strstr (said, "  ");

  return add ("eslint", &place, severity, said, rule != NULL ? rule - said : -1, findings);
}

/* "In FILE line 3:", then the code, then "    ^--^ SC2086 (info): MESSAGE" */
static gboolean
take_shellcheck (State                *self,
                 const AskgOutputLine *line,
                 AskgDiagnosticList   *findings)
{
  const char *text = line->text + line->n_indent, *word, *open;
  AskgPlace place = { self->heading, 0, self->line, 0, NULL };
  AskgDiagnostic *diagnostic;

  if (g_str_has_prefix (line->text, "In ") && (word = strstr (text, " line ")) != NULL && word > text + strlen ("In ") &&
      g_str_has_suffix (text, ":"))
    {
      self->line = (guint) g_ascii_strtoull (word + strlen (" line "), NULL, 10);
      g_free (self->heading);
      self->heading = g_strndup (text + 3, (gsize) (word - text) - 3);
      self->heading_at = line->at;

      return self->line > 0;
    }
  if (self->heading == NULL || self->line == 0 || line->at > self->heading_at + 40)
    return FALSE;
  word = strstr (text, " SC");
  if (word == NULL || strspn (word + 3, "0123456789") != 4 || !g_str_has_prefix (word + 7, " ("))
    return FALSE;
  open = word + 8;
  diagnostic = askg_diagnostic_new ("shellcheck", ASKG_DIAGNOSTIC_SHELL,
                                    g_str_has_prefix (open, "(error)") ? ASKG_SEVERITY_ERROR :
                                    g_str_has_prefix (open, "(warning)") ? ASKG_SEVERITY_WARNING : ASKG_SEVERITY_NOTE, word, -1);
  askg_diagnostic_set_place (diagnostic, place.file, -1, place.line, 0);
  askg_diagnostic_list_add (findings, diagnostic);

  return TRUE;
}

/* -- A message, and its place below it --------------------------------------------------------- */

/* "F821 Undefined name `x`", "F401 [*] `os` imported": a code of capitals and digits, then words */
static const char *
skip_code (const char *text)
{
  gsize n = 0, n_digits;

  while (g_ascii_isupper (text[n]))
    n++;
  if (n == 0 || n > 5)
    return NULL;
  n_digits = strspn (text + n, "0123456789");
  n += n_digits;
  if (n_digits < 3 || n_digits > 4)
    return NULL;
  n += text[n] == ':';
  if (text[n] != ' ')
    return NULL;
  text += n + 1;

  return g_str_has_prefix (text, "[*] ") ? text + 4 : text;
}

static void
wait_for_place (State                *self,
                const AskgOutputLine *line,
                const char           *message,
                AskgSeverity          severity)
{
  g_free (self->message);
  self->message = g_strdup (message);
  self->message_at = line->at;
  self->severity = severity;
}

static gboolean
take_message (State                *self,
              const AskgOutputLine *line)
{
  const char *message;

  if (line->n_indent > 0)
    return FALSE;
  if ((message = skip_code (line->text)) != NULL)
    wait_for_place (self, line, message, ASKG_SEVERITY_ERROR);
  else if (g_str_has_prefix (line->text, "invalid-syntax: "))
    wait_for_place (self, line, line->text + strlen ("invalid-syntax: "), ASKG_SEVERITY_ERROR);
  else if ((message = strstr (line->text, " [ERROR] ")) != NULL && message - line->text < 6) /* behind the cross of esbuild */
    wait_for_place (self, line, message + strlen (" [ERROR] "), ASKG_SEVERITY_ERROR);
  else if ((message = strstr (line->text, " [WARNING] ")) != NULL && message - line->text < 8)
    wait_for_place (self, line, message + strlen (" [WARNING] "), ASKG_SEVERITY_WARNING);
  else
    return FALSE;

  return TRUE;
}

/* " --> FILE:3:5" or "    FILE:3:5:" */
static gboolean
take_place_below (State                *self,
                  const AskgOutputLine *line,
                  AskgDiagnosticList   *findings)
{
  const char *text = line->text + line->n_indent;
  g_autofree char *message = NULL;
  AskgPlace place;

  if (self->message == NULL || line->at > self->message_at + 3 || line->n_indent == 0)
    return FALSE;
  if (g_str_has_prefix (text, "--> "))
    text += 4;
  if (!askg_place_read_head (text, &place) || *place.rest != '\0')
    return FALSE;
  message = g_steal_pointer (&self->message);

  return add (ends_in (place.file, place.n_file, ".py") ? "ruff" : "esbuild", &place, self->severity, message, -1, findings);
}

/* "ERROR in ./src/index.js 3:5" or "ERROR in src/a.ts:3:5" of webpack, the message below it */
static gboolean
take_webpack (State                *self,
              const AskgOutputLine *line,
              AskgDiagnosticList   *findings)
{
  static const char head[] = "ERROR in ";
  g_autofree char *at = NULL;
  AskgPlace place = { NULL, 0, 0, 0, NULL };
  char *space;

  if (g_str_has_prefix (line->text, head) && (strchr (line->text, '.') != NULL))
    {
      g_free (self->place);
      self->place = g_strdup (line->text + strlen (head));
      self->place_at = line->at;
      if ((space = strchr (self->place, ' ')) != NULL && g_ascii_isdigit (space[1]))
        *space = ':';

      return TRUE;
    }
  if (self->place == NULL || line->n_bytes == 0)
    return FALSE;
  at = g_steal_pointer (&self->place);
  if (line->at > self->place_at + 2)
    return FALSE;
  if (!askg_place_read_head (at, &place))
    place = (AskgPlace) { at, strcspn (at, " "), 0, 0, NULL };

  return add ("webpack", &place, ASKG_SEVERITY_ERROR, line->text, -1, findings);
}

/* -- All in one line ------------------------------------------------------------------------------ */

/* "FILE.py:3:5: F401 MESSAGE" of ruff, flake8 and pylint, "FILE.rb:3:5: C: MESSAGE", "  FILE.py:3:5 - error: MESSAGE" of pyright */
static gboolean
take_coded (const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  const char *text = line->text + (line->n_indent <= 2 ? line->n_indent : 0), *message;
  gboolean is_warning;
  AskgPlace place;

  if (!askg_place_read_head (text, &place) || place.column == 0)
    return FALSE;
  if (g_str_has_prefix (place.rest, "- error: "))
    return add ("pyright", &place, ASKG_SEVERITY_ERROR, place.rest + strlen ("- error: "), -1, findings);
  if (g_str_has_prefix (place.rest, "- warning: "))
    return add ("pyright", &place, ASKG_SEVERITY_WARNING, place.rest + strlen ("- warning: "), -1, findings);
  if (!ends_in (place.file, place.n_file, ".py") && !ends_in (place.file, place.n_file, ".pyi") && !ends_in (place.file, place.n_file, ".rb"))
    return FALSE;
  message = skip_code (place.rest);
  is_warning = message != NULL && message[-2] == ':' && strchr ("WCRI", *place.rest) != NULL; /* pylint's colon */
  if (message == NULL && g_ascii_isupper (place.rest[0]) && place.rest[1] == ':' && place.rest[2] == ' ')
    {
      message = place.rest + 3;
      is_warning = strchr ("WCR", *place.rest) != NULL;
    }
  if (message == NULL && g_str_has_prefix (place.rest, "invalid-syntax: "))
    message = place.rest + strlen ("invalid-syntax: ");

  return message != NULL && add ("ruff", &place, is_warning ? ASKG_SEVERITY_WARNING : ASKG_SEVERITY_ERROR, message, -1, findings);
}

/* "FILE.po:10: MESSAGE" of msgfmt, "FILE.yaml:3:5: [error] MESSAGE" of yamllint */
static gboolean
take_data (const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  AskgPlace place;

  if (line->n_indent > 0 || !askg_place_read_head (line->text, &place))
    return FALSE;
  if (g_str_has_prefix (place.rest, "[error] "))
    return add ("yamllint", &place, ASKG_SEVERITY_ERROR, place.rest + strlen ("[error] "), -1, findings);
  if (g_str_has_prefix (place.rest, "[warning] "))
    return add ("yamllint", &place, ASKG_SEVERITY_WARNING, place.rest + strlen ("[warning] "), -1, findings);
  if (!ends_in (place.file, place.n_file, ".po") || g_str_has_prefix (place.rest, "warning:") || strstr (place.rest, "error: ") != NULL)
    return FALSE;

  return add ("msgfmt", &place, ASKG_SEVERITY_ERROR, place.rest, -1, findings);
}

/* "[error] src/a.js: SyntaxError: MESSAGE (3:5)" of babel and prettier */
static gboolean
take_babel (const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  const char *text = g_str_has_prefix (line->text, "[error] ") ? line->text + strlen ("[error] ") : line->text + line->n_indent;
  const char *said, *open;
  AskgPlace place;
  char *end;

  if (g_str_has_prefix (text, "SyntaxError: /"))
    text += strlen ("SyntaxError: ");
  said = strstr (text, ": ");
  open = strrchr (text, '(');
  if (said == NULL || open == NULL || open < said || !g_ascii_isdigit (open[1]) || memchr (text, '.', (gsize) (said - text)) == NULL ||
      memchr (text, ' ', (gsize) (said - text)) != NULL)
    return FALSE;
  place = (AskgPlace) { text, (gsize) (said - text), 0, 0, NULL };
  place.line = (guint) g_ascii_strtoull (open + 1, &end, 10);
  if (*end != ':' || !g_ascii_isdigit (end[1]))
    return FALSE;
  place.column = (guint) g_ascii_strtoull (end + 1, &end, 10);
  if (end[0] != ')' || end[1] != '\0')
    return FALSE;

  return add ("babel", &place, ASKG_SEVERITY_ERROR, said + 2, open - said - 2, findings);
}

/* "::error file=FILE,line=3,col=5::MESSAGE" */
static gboolean
take_ci_mark (const AskgOutputLine *line,
              AskgDiagnosticList   *findings)
{
  const char *file, *number, *message;
  AskgPlace place = { NULL, 0, 0, 0, NULL };

  if (!g_str_has_prefix (line->text, "::error ") || (file = strstr (line->text, "file=")) == NULL ||
      (message = strstr (file, "::")) == NULL)
    return FALSE;
  place.file = file + strlen ("file=");
  place.n_file = strcspn (place.file, ",:");
  if ((number = strstr (file, ",line=")) != NULL && number < message)
    place.line = (guint) g_ascii_strtoull (number + strlen (",line="), NULL, 10);
  if ((number = strstr (file, ",col=")) != NULL && number < message)
    place.column = (guint) g_ascii_strtoull (number + strlen (",col="), NULL, 10);

  return add ("ci", &place, ASKG_SEVERITY_ERROR, message + 2, -1, findings);
}

/* The tools' own settings: nothing was looked at. */
static gboolean
take_settings (const AskgOutputLine *line,
               AskgDiagnosticList   *findings)
{
  static const char *const words[] = { "ESLint couldn't find ", "Failed to load plugin '", "Failed to load config \"", "pytest: error: ",
                                       "mypy: error: ", "Error parsing tsconfig" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (line->text, words[i]))
      {
        askg_diagnostic_list_drop_guess (findings);
        askg_diagnostic_list_add (findings, askg_diagnostic_new ("settings", ASKG_DIAGNOSTIC_CONFIG, ASKG_SEVERITY_ERROR, line->text, -1));

        return TRUE;
      }

  return FALSE;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  State *self = state;

  return take_shellcheck (self, line, findings) || take_bare (self, line, findings) || take_place_below (self, line, findings) ||
         take_message (self, line) || take_webpack (self, line, findings) || take_coded (line, findings) || take_data (line, findings) || take_babel (line, findings) ||
         take_ci_mark (line, findings) || take_settings (line, findings) || take_heading (self, line);
}

const AskgOutputReader askg_lint_reader = { "lint", sizeof (State), take, NULL, NULL, clear };
