/* askg-read-command.c: any thread. Small tools that tell everything in one line behind their own name: "cp: cannot stat 'x': No such
 * file or directory", "curl: (7) …", "npm error …", "jq: error: …". */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-place.h"

static gboolean
add (const char         *tool,
     AskgDiagnosticKind  kind,
     AskgStanding        standing,
     const char         *message,
     guint               line,
     AskgDiagnosticList *findings)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_new (tool, kind, ASKG_SEVERITY_ERROR, message, -1);
  AskgPlace place;

  diagnostic->standing = standing;
  diagnostic->line = line;
  if (line == 0 && askg_place_find_words (message, &place))
    askg_diagnostic_set_place (diagnostic, place.file, (gssize) place.n_file, place.line, 0);
  askg_diagnostic_list_add (findings, diagnostic);

  return TRUE;
}

/* -- Tools with words of their own ----------------------------------------------------------- */

typedef struct
{
  const char         *name;
  AskgDiagnosticKind  kind;
} Tool;

/* Whatever one of these says behind its name is why it failed. */
static const Tool tools[] = {
  { "sed", ASKG_DIAGNOSTIC_SHELL },    { "grep", ASKG_DIAGNOSTIC_SHELL },   { "find", ASKG_DIAGNOSTIC_SHELL },
  { "xargs", ASKG_DIAGNOSTIC_SHELL },  { "egrep", ASKG_DIAGNOSTIC_SHELL },  { "gzip", ASKG_DIAGNOSTIC_IO },
  { "gunzip", ASKG_DIAGNOSTIC_IO },    { "zcat", ASKG_DIAGNOSTIC_IO },      { "bzip2", ASKG_DIAGNOSTIC_IO },
  { "xz", ASKG_DIAGNOSTIC_IO },        { "unzip", ASKG_DIAGNOSTIC_IO },     { "tar", ASKG_DIAGNOSTIC_IO },
  { "zstd", ASKG_DIAGNOSTIC_IO },      { "curl", ASKG_DIAGNOSTIC_IO },      { "wget", ASKG_DIAGNOSTIC_IO },
  { "ssh", ASKG_DIAGNOSTIC_IO },       { "scp", ASKG_DIAGNOSTIC_IO },       { "rsync", ASKG_DIAGNOSTIC_IO },
  { "cp", ASKG_DIAGNOSTIC_IO },        { "mv", ASKG_DIAGNOSTIC_IO },        { "rm", ASKG_DIAGNOSTIC_IO },
  { "mkdir", ASKG_DIAGNOSTIC_IO },     { "rmdir", ASKG_DIAGNOSTIC_IO },     { "ln", ASKG_DIAGNOSTIC_IO },
  { "cat", ASKG_DIAGNOSTIC_IO },       { "ls", ASKG_DIAGNOSTIC_IO },        { "touch", ASKG_DIAGNOSTIC_IO },
  { "chmod", ASKG_DIAGNOSTIC_IO },     { "chown", ASKG_DIAGNOSTIC_IO },     { "install", ASKG_DIAGNOSTIC_IO },
  { "dd", ASKG_DIAGNOSTIC_IO },        { "head", ASKG_DIAGNOSTIC_IO },      { "tail", ASKG_DIAGNOSTIC_IO },
  { "sort", ASKG_DIAGNOSTIC_IO },      { "diff", ASKG_DIAGNOSTIC_IO },      { "mount", ASKG_DIAGNOSTIC_IO },
  { "umount", ASKG_DIAGNOSTIC_IO },    { "ping", ASKG_DIAGNOSTIC_IO },      { "nc", ASKG_DIAGNOSTIC_IO },
  { "tee", ASKG_DIAGNOSTIC_IO },       { "split", ASKG_DIAGNOSTIC_IO },     { "truncate", ASKG_DIAGNOSTIC_IO },
  { "ar", ASKG_DIAGNOSTIC_LINK },      { "strip", ASKG_DIAGNOSTIC_LINK },   { "objcopy", ASKG_DIAGNOSTIC_LINK },
};

/* What the system says, in the languages of its C library. */
static const char *const system_words[] = {
  "No such file or directory", "Permission denied", "Is a directory", "Not a directory", "File exists", "Directory not empty",
  "No space left on device", "Read-only file system", "Input/output error", "Too many open files", "Connection refused",
  "Connection reset by peer", "Connection timed out", "Broken pipe", "Address already in use", "Device or resource busy",
  "Operation not permitted", "Text file busy", "File name too long", "Network is unreachable", "No route to host",
  "Name or service not known", "Temporary failure in name resolution", "Disk quota exceeded", "No such device",
  "Datei oder Verzeichnis nicht gefunden", "Keine Berechtigung", "Ist ein Verzeichnis", "Die Datei existiert bereits",
  "Auf dem Gerät ist kein Speicherplatz mehr verfügbar", "Verbindungsaufbau abgelehnt",
  "そのようなファイルやディレクトリはありません", "許可がありません", "ディレクトリです", "デバイスに空き領域がありません",
  "그런 파일이나 디렉터리가 없습니다", "허가 거부", "디렉터리입니다", "장치에 남은 공간이 없음", "연결이 거부됨",
  "Aucun fichier ou dossier de ce type", "Permission non accordée", "No existe el fichero o el directorio", "Permiso denegado",
};

static gboolean
is_systems (const char *said)
{
  for (gsize i = 0; i < G_N_ELEMENTS (system_words); i++)
    if (g_str_has_suffix (said, system_words[i]))
      return TRUE;

  return FALSE;
}

/* Hints and what only follows from what was said before. */
static gboolean
is_aside (const char *said)
{
  static const char *const heads[] = { "Child returned status", "Error is not recoverable", "Exiting with failure status", "Removing ",
                                       "warning:", "Warning:", "Skipping to next header" };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (said, heads[i]))
      return TRUE;

  return FALSE;
}

/* "NAME: MESSAGE" of a tool that is known, or with what the system says at its end */
static gboolean
take_named (const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  const char *text = line->text, *name = text, *colon = strstr (text, ": ");
  AskgPlace place;
  gsize n;

  if (colon == NULL || line->n_indent > 0)
    return FALSE;
  n = strcspn (text, ": ");
  if (text + n != colon)
    return FALSE;
  for (const char *at = text; at < colon; at++)
    if (*at == '/')
      name = at + 1;
  n = (gsize) (colon - name);
  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    if (strlen (tools[i].name) == n && strncmp (name, tools[i].name, n) == 0)
      return add (tools[i].name, is_systems (colon) ? ASKG_DIAGNOSTIC_IO : tools[i].kind,
                  is_aside (colon + 2) ? ASKG_STANDING_CONSEQUENCE : ASKG_STANDING_CAUSE, text, 0, findings);
  if (n == 0 || n > 24 || memchr (name, '.', n) != NULL || !is_systems (colon) || askg_place_read_head (text, &place) ||
      strstr (colon, "shared librar") != NULL)
    return FALSE;

  return add ("command", ASKG_DIAGNOSTIC_IO, ASKG_STANDING_GUESS, text, 0, findings);
}

/* -- npm --------------------------------------------------------------------------------------- */

/* Returns: (nullable): behind "npm error " or "npm ERR! " */
static const char *
skip_npm (const char *text)
{
  static const char *const heads[] = { "npm error ", "npm ERR! ", "npm error", "npm ERR!" };

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      const char *at = strstr (text, heads[i]);

      if (at != NULL && at - text < 8) /* a spinner may stand before it */
        return at + strlen (heads[i]);
    }

  return NULL;
}

typedef struct
{
  const char         *words;
  AskgDiagnosticKind  kind;
} Meaning;

static const Meaning npm_meanings[] = {
  { "Missing script:", ASKG_DIAGNOSTIC_CONFIG },
  { "Invalid package.json", ASKG_DIAGNOSTIC_CONFIG },
  { "Failed to parse", ASKG_DIAGNOSTIC_CONFIG },
  { "Could not read package.json", ASKG_DIAGNOSTIC_CONFIG },
  { "Unsupported engine", ASKG_DIAGNOSTIC_DEPENDENCY },
  { "notsup", ASKG_DIAGNOSTIC_DEPENDENCY },
  { "ERESOLVE", ASKG_DIAGNOSTIC_DEPENDENCY },
  { "404", ASKG_DIAGNOSTIC_DEPENDENCY },
  { "No matching version", ASKG_DIAGNOSTIC_DEPENDENCY },
  { "`npm ci` can only install", ASKG_DIAGNOSTIC_DEPENDENCY },
  { "can only install packages", ASKG_DIAGNOSTIC_DEPENDENCY },
  { "integrity checksum failed", ASKG_DIAGNOSTIC_DEPENDENCY },
  { "could not determine executable", ASKG_DIAGNOSTIC_DEPENDENCY },
  { "permission denied", ASKG_DIAGNOSTIC_IO },
  { "request to ", ASKG_DIAGNOSTIC_IO },
  { "network ", ASKG_DIAGNOSTIC_IO },
};

/* Of all its lines the first that says something leads; codes and hints are its company. */
static gboolean
take_npm (const AskgOutputLine *line,
          AskgDiagnosticList   *findings)
{
  const char *said = skip_npm (line->text);

  if (said == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (npm_meanings); i++)
    if (strstr (said, npm_meanings[i].words) != NULL && !g_str_has_prefix (said, "code ") && !g_str_has_prefix (said, "path "))
      return add ("npm", npm_meanings[i].kind, ASKG_STANDING_CAUSE, said, 0, findings);

  return add ("npm", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CONSEQUENCE, said, 0, findings);
}

/* -- Readers of data ------------------------------------------------------------------------------- */

/* "jq: error: MESSAGE at <top-level>, line 1:", "jq: parse error: MESSAGE at line 3, column 7" */
static gboolean
take_jq (const AskgOutputLine *line,
         AskgDiagnosticList   *findings)
{
  const char *text = line->text, *at;
  const gboolean is_parse = g_str_has_prefix (text, "parse error: ") || g_str_has_prefix (text, "jq: parse error: ");

  if (is_parse && (at = strstr (text, " at line ")) != NULL)
    return add ("jq", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE, text, (guint) g_ascii_strtoull (at + strlen (" at line "), NULL, 10),
                findings);
  if (g_str_has_prefix (text, "jq: ") && g_str_has_suffix (text, " compile error"))
    return add ("jq", ASKG_DIAGNOSTIC_COMPILE, ASKG_STANDING_CONSEQUENCE, text, 0, findings);
  if (g_str_has_prefix (text, "jq: error: ") && strstr (text, "<top-level>") != NULL)
    return add ("jq", ASKG_DIAGNOSTIC_COMPILE, ASKG_STANDING_CAUSE, text, 0, findings);
  if (g_str_has_prefix (text, "jq: error (at ") || g_str_has_prefix (text, "jq: error: "))
    return add ("jq", strstr (text, "Could not open") != NULL ? ASKG_DIAGNOSTIC_IO : ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CAUSE, text, 0,
                findings);

  return FALSE;
}

/* "Expecting ',' delimiter: line 3 column 5 (char 24)" of Python's json.tool */
static gboolean
take_json_tool (const AskgOutputLine *line,
                AskgDiagnosticList   *findings)
{
  const char *at = strstr (line->text, ": line "), *column;

  if (at == NULL || line->n_indent > 0 || (column = strstr (at, " column ")) == NULL || strstr (column, " (char ") == NULL)
    return FALSE;

  return add ("json", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE, line->text,
              (guint) g_ascii_strtoull (at + strlen (": line "), NULL, 10), findings);
}

/* "python3: can't open file '/w/manage.py': [Errno 2] …", "Error: Os { code: 2, … }" that a program of Rust ends with,
 * "ERROR 404: Not Found." of wget */
static gboolean
take_opened (const AskgOutputLine *line,
             AskgDiagnosticList   *findings)
{
  const char *text = line->text;

  if (strstr (text, ": can't open file '") != NULL && strstr (text, ": [Errno ") != NULL)
    return add ("python", ASKG_DIAGNOSTIC_IO, ASKG_STANDING_CAUSE, strstr (text, "can't open file"), 0, findings);
  if (g_str_has_prefix (text, "Error: ") && strstr (text, "Os { code: ") != NULL)
    return add ("rust", ASKG_DIAGNOSTIC_IO, ASKG_STANDING_CAUSE, text, 0, findings);
  if (g_str_has_prefix (text, "ERROR ") && g_ascii_isdigit (text[6]) && text[9] == ':' && text[10] == ' ')
    return add ("wget", ASKG_DIAGNOSTIC_IO, ASKG_STANDING_CAUSE, text, 0, findings);

  return FALSE;
}

/* "Permissions 0644 for 'FILE' are too open." inside of the banner of ssh */
static gboolean
take_ssh (const AskgOutputLine *line,
          AskgDiagnosticList   *findings)
{
  const char *file = g_str_has_prefix (line->text, "Permissions ") ? strstr (line->text, " for '") : NULL, *end;
  AskgDiagnostic *diagnostic;

  if (file == NULL || (end = strstr (file, "' are too open")) == NULL)
    return FALSE;
  file += strlen (" for '");
  diagnostic = askg_diagnostic_list_add_error (findings, "ssh", ASKG_DIAGNOSTIC_IO, ASKG_STANDING_CAUSE, line->text, -1);
  if (diagnostic != NULL)
    askg_diagnostic_set_place (diagnostic, file, end - file, 0, 0);

  return TRUE;
}

/* "patching file FILE" above "Hunk #1 FAILED at 4." */
typedef struct
{
  char *patched; /* (nullable) owned */
} State;

static void
clear (gpointer state)
{
  g_clear_pointer (&((State *) state)->patched, g_free);
}

static gboolean
take_patch (State                *self,
            const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  AskgDiagnostic *diagnostic;
  const char *at;

  if (g_str_has_prefix (line->text, "patching file "))
    {
      g_free (self->patched);
      self->patched = g_strndup (line->text + strlen ("patching file "), strcspn (line->text + strlen ("patching file "), "\r"));

      return TRUE;
    }
  if (!g_str_has_prefix (line->text, "Hunk #") || (at = strstr (line->text, " FAILED at ")) == NULL)
    return FALSE;
  diagnostic = askg_diagnostic_new ("patch", ASKG_DIAGNOSTIC_IO, ASKG_SEVERITY_ERROR, line->text, -1);
  if (self->patched != NULL)
    askg_diagnostic_set_place (diagnostic, self->patched, -1, (guint) g_ascii_strtoull (at + strlen (" FAILED at "), NULL, 10), 0);
  askg_diagnostic_list_add (findings, diagnostic);

  return TRUE;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  return take_npm (line, findings) || take_jq (line, findings) || take_opened (line, findings) || take_patch (state, line, findings) || take_ssh (line, findings) ||
         take_json_tool (line, findings) || take_named (line, findings);
}

const AskgOutputReader askg_command_reader = { "command", sizeof (State), take, NULL, NULL, clear };
