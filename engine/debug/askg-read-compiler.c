/* askg-read-compiler.c: any thread. What says PLACE: SEVERITY: MESSAGE: gcc, clang, javac, mypy, meson, assemblers and many
 * more. The words are those of the tools' translations. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-place.h"

typedef struct
{
  char  *file; /* (nullable) owned */
  guint  line;
  guint  column;
} Held;

typedef struct
{
  Held            included; /* the person's own file in the chain of includes above an error */
  Held            required; /* the same in a chain of instantiations */
  AskgDiagnostic *nameless; /* (nullable): javac tells below it which symbol it cannot find */
  AskgDiagnostic *foreign;  /* (nullable): an error in a library's file, which a note may lead home */
} State;

typedef struct
{
  const char   *word;
  AskgSeverity  severity;
} SeverityWord;

static const SeverityWord severity_words[] = {
  { "fatal error", ASKG_SEVERITY_ERROR },
  { "internal compiler error", ASKG_SEVERITY_ERROR },
  { "error", ASKG_SEVERITY_ERROR },
  { "warning", ASKG_SEVERITY_WARNING },
  { "note", ASKG_SEVERITY_NOTE },
  { "remark", ASKG_SEVERITY_NOTE },
  { "hint", ASKG_SEVERITY_NOTE },
  { "info", ASKG_SEVERITY_NOTE },
  { "Schwerwiegender Fehler", ASKG_SEVERITY_ERROR },
  { "schwerwiegender Fehler", ASKG_SEVERITY_ERROR },
  { "Fehler", ASKG_SEVERITY_ERROR },
  { "Warnung", ASKG_SEVERITY_WARNING },
  { "Anmerkung", ASKG_SEVERITY_NOTE },
  { "치명적 오류", ASKG_SEVERITY_ERROR },
  { "치명적인 오류", ASKG_SEVERITY_ERROR },
  { "오류", ASKG_SEVERITY_ERROR },
  { "경고", ASKG_SEVERITY_WARNING },
  { "참고", ASKG_SEVERITY_NOTE },
  { "致命的エラー", ASKG_SEVERITY_ERROR },
  { "エラー", ASKG_SEVERITY_ERROR },
  { "警告", ASKG_SEVERITY_WARNING },
  { "備考", ASKG_SEVERITY_NOTE },
  { "erreur fatale", ASKG_SEVERITY_ERROR },
  { "erreur", ASKG_SEVERITY_ERROR },
  { "attention", ASKG_SEVERITY_WARNING },
  { "error fatal", ASKG_SEVERITY_ERROR },
  { "aviso", ASKG_SEVERITY_WARNING },
};

/* Whose place it is, by the end of the file's name. */
typedef struct
{
  const char         *suffix;
  const char         *tool;
  AskgDiagnosticKind  kind;
} Owner;

static const Owner owners[] = {
  { ".java", "javac", ASKG_DIAGNOSTIC_COMPILE },
  { ".py", "mypy", ASKG_DIAGNOSTIC_COMPILE },
  { ".pyi", "mypy", ASKG_DIAGNOSTIC_COMPILE },
  { "meson.build", "meson", ASKG_DIAGNOSTIC_CONFIG },
  { "meson_options.txt", "meson", ASKG_DIAGNOSTIC_CONFIG },
  { "meson.options", "meson", ASKG_DIAGNOSTIC_CONFIG },
  { ".ts", "tsc", ASKG_DIAGNOSTIC_COMPILE },
  { ".tsx", "tsc", ASKG_DIAGNOSTIC_COMPILE },
  { ".go", "go", ASKG_DIAGNOSTIC_COMPILE },
  { ".vala", "valac", ASKG_DIAGNOSTIC_COMPILE },
  { ".swift", "swift", ASKG_DIAGNOSTIC_COMPILE },
  { ".kt", "kotlin", ASKG_DIAGNOSTIC_COMPILE },
  { ".cs", "dotnet", ASKG_DIAGNOSTIC_COMPILE },
  { ".fs", "dotnet", ASKG_DIAGNOSTIC_COMPILE },
  { ".vb", "dotnet", ASKG_DIAGNOSTIC_COMPILE },
  { ".csproj", "dotnet", ASKG_DIAGNOSTIC_CONFIG },
  { ".fsproj", "dotnet", ASKG_DIAGNOSTIC_CONFIG },
  { ".sln", "dotnet", ASKG_DIAGNOSTIC_CONFIG },
  { ".targets", "dotnet", ASKG_DIAGNOSTIC_CONFIG },
  { ".props", "dotnet", ASKG_DIAGNOSTIC_CONFIG },
  { "tsconfig.json", "tsc", ASKG_DIAGNOSTIC_CONFIG },
  { ".sh", "shellcheck", ASKG_DIAGNOSTIC_SHELL },
  { ".bash", "shellcheck", ASKG_DIAGNOSTIC_SHELL },
  { ".rs", "rustc", ASKG_DIAGNOSTIC_COMPILE },
  { ".js", "eslint", ASKG_DIAGNOSTIC_COMPILE },
  { ".jsx", "eslint", ASKG_DIAGNOSTIC_COMPILE },
  { ".mjs", "eslint", ASKG_DIAGNOSTIC_COMPILE },
  { ".cjs", "eslint", ASKG_DIAGNOSTIC_COMPILE },
  { ".vue", "eslint", ASKG_DIAGNOSTIC_COMPILE },
};

static const Owner c_owner = { "", "gcc", ASKG_DIAGNOSTIC_COMPILE };

static const Owner *
find_owner (const char *file,
            gsize       n)
{
  for (gsize i = 0; i < G_N_ELEMENTS (owners); i++)
    {
      const gsize length = strlen (owners[i].suffix);

      if (n >= length && strncmp (file + n - length, owners[i].suffix, length) == 0)
        return &owners[i];
    }

  return &c_owner;
}

static void
hold (Held            *held,
      const AskgPlace *place)
{
  g_free (held->file);
  held->file = place != NULL ? g_strndup (place->file, place->n_file) : NULL;
  held->line = place != NULL ? place->line : 0;
  held->column = place != NULL ? place->column : 0;
}

static void
clear (gpointer state)
{
  State *self = state;

  hold (&self->included, NULL);
  hold (&self->required, NULL);
}

/* Returns: (nullable): behind "SEVERITY:" or "SEVERITY[CODE]:" */
static const char *
read_severity (const char   *text,
               AskgSeverity *out_severity)
{
  for (gsize i = 0; i < G_N_ELEMENTS (severity_words); i++)
    {
      const gsize n = strlen (severity_words[i].word);
      const char *end = text + n;

      if (g_ascii_strncasecmp (text, severity_words[i].word, n) != 0)
        continue;
      if (*end == '[' && (end = strchr (end, ']')) != NULL)
        end++;
      if (end == NULL)
        continue;
      if (end[0] == ' ' && g_ascii_isupper (end[1]) && g_ascii_isupper (end[2])) /* error TS2322:, error CS0103: */
        end += 1 + strcspn (end + 1, ": ");
      while (*end == ' ')
        end++;
      if (*end != ':')
        continue;
      *out_severity = severity_words[i].severity;

      return end + 1;
    }

  return NULL;
}

/* -- What stands around an error ------------------------------------------------------ */

/* "In file included from FILE:LINE," and the "from FILE:LINE:" below it; other languages differ in the words alone. */
static gboolean
take_include (State                *self,
              const AskgOutputLine *line)
{
  static const char *const heads[] = { "In file included from ", "In module imported at ", "In Datei, eingebunden von ",
                                       "다음에서 포함된 파일:  " };
  const char *at = line->text + line->n_indent;
  AskgPlace place;
  gboolean is_first = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (heads) && !is_first; i++)
    if (line->n_indent == 0 && g_str_has_prefix (at, heads[i]))
      {
        is_first = TRUE;
        at += strlen (heads[i]);
      }
  if (!is_first && !(line->n_indent >= 8 && (g_str_has_prefix (at, "from ") || g_str_has_prefix (at, "von "))))
    return FALSE;
  if (is_first)
    clear (self);
  else
    at = strchr (at, ' ') + 1;
  if (askg_place_read_head (at, &place) && !askg_place_is_foreign (place.file, place.n_file))
    hold (&self->included, &place);

  return TRUE;
}

/* The line itself, with a number or a mark before a bar. */
static gboolean
is_excerpt (const AskgOutputLine *line)
{
  const char *at = line->text + line->n_indent;

  if (line->n_indent == 0)
    return FALSE;
  at += strspn (at, "0123456789+");
  at += strspn (at, " ");

  return *at == '|' || (line->text[line->n_indent] == '^') || (line->text[line->n_indent] == '~');
}

/* "FILE: In function 'x':", "FILE: At top level:" */
static gboolean
is_scope (const AskgOutputLine *line)
{
  static const char *const words[] = { ": In ", ": At top level:", ": At global scope:", ": Auf höchster Ebene", ": 함수 ", ": 최상위",
                                       ": 関数 ", ": トップレベル" };

  if (line->n_bytes < 5 || line->text[line->n_bytes - 1] != ':')
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (line->text, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* -- Errors ---------------------------------------------------------------------------- */

/* An error in a library's file is the fault of who called it. */
static void
lead_home (State          *self,
           AskgDiagnostic *diagnostic)
{
  const Held *home = self->required.file != NULL ? &self->required : self->included.file != NULL ? &self->included : NULL;

  if (diagnostic->file == NULL || !askg_place_is_foreign (diagnostic->file, strlen (diagnostic->file)))
    return;
  if (home != NULL)
    askg_diagnostic_set_place (diagnostic, home->file, -1, home->line, home->column);
  else
    self->foreign = diagnostic;
}

/* What the words tell that the name of the file does not. */
static void
refine (AskgDiagnostic  *diagnostic,
        const AskgPlace *place,
        const char      *message)
{
  const char *code = place != NULL ? strstr (place->rest, " NU1") : NULL, *project;

  if (diagnostic->kind == ASKG_DIAGNOSTIC_CONFIG &&
      (strstr (message, "Dependency ") != NULL || strstr (message, "ependency lookup") != NULL || strstr (message, "not found or not executable") != NULL ||
       (code != NULL && g_ascii_isdigit (code[4]))))
    diagnostic->kind = ASKG_DIAGNOSTIC_DEPENDENCY;
  project = strcmp (diagnostic->tool, "dotnet") == 0 ? strrchr (diagnostic->message, '[') : NULL;
  if (project != NULL && project > diagnostic->message && strstr (project, "proj") != NULL) /* which project it was built for */
    {
      diagnostic->message[project - diagnostic->message] = '\0';
      g_strchomp (diagnostic->message);
    }
}

static void
add (State           *self,
     const AskgPlace *place,
     AskgSeverity     severity,
     const char      *message,
     AskgDiagnosticList    *findings)
{
  const Owner *owner = place != NULL ? find_owner (place->file, place->n_file) : &c_owner;
  AskgDiagnostic *diagnostic = askg_diagnostic_new (owner->tool, owner->kind, severity, message, -1);

  if (place != NULL)
    askg_diagnostic_set_place (diagnostic, place->file, (gssize) place->n_file, place->line, place->column);
  if (severity == ASKG_SEVERITY_NOTE)
    diagnostic->standing = ASKG_STANDING_CONSEQUENCE;
  refine (diagnostic, place, message);
  diagnostic = askg_diagnostic_list_add (findings, diagnostic);
  if (severity == ASKG_SEVERITY_NOTE)
    return;
  self->foreign = NULL;
  self->nameless = diagnostic != NULL && strcmp (diagnostic->message, "cannot find symbol") == 0 ? diagnostic : NULL;
  if (diagnostic != NULL && severity == ASKG_SEVERITY_ERROR)
    lead_home (self, diagnostic);
  clear (self);
}

/* clang tells after the error who asked for it. */
static void
take_note (State           *self,
           const AskgPlace *place)
{
  if (self->foreign == NULL || askg_place_is_foreign (place->file, place->n_file))
    return;
  askg_diagnostic_set_place (self->foreign, place->file, (gssize) place->n_file, place->line, place->column);
  self->foreign = NULL;
}

/* "MSBUILD : error MSB1003: MESSAGE", "/w/shop.csproj : error NU1101: MESSAGE [/w/shop.csproj]" */
static gboolean
take_msbuild (State                *self,
              const AskgOutputLine *line,
              AskgDiagnosticList   *findings)
{
  const char *said = strstr (line->text, " : error "), *colon;
  AskgPlace place;

  if (said == NULL || line->n_indent > 0 || (colon = strstr (said + strlen (" : error "), ": ")) == NULL)
    return FALSE;
  place = (AskgPlace) { line->text, (gsize) (said - line->text), 0, 0, said + strlen (" : error") };
  if (memchr (place.file, '.', place.n_file) != NULL)
    add (self, &place, ASKG_SEVERITY_ERROR, colon + 2, findings);
  else
    {
      AskgDiagnostic *diagnostic = askg_diagnostic_new ("dotnet", ASKG_DIAGNOSTIC_CONFIG, ASKG_SEVERITY_ERROR, colon + 2, -1);

      askg_diagnostic_list_add (findings, diagnostic);
    }

  return TRUE;
}

static gboolean
take_placed (State                *self,
             const AskgOutputLine *line,
             AskgDiagnosticList         *findings)
{
  AskgPlace place;
  AskgSeverity severity;
  const char *message;

  if (!askg_place_read_head (line->text, &place))
    return FALSE;
  if (g_str_has_prefix (place.rest, "- ")) /* tsc for people: FILE:LINE:COLUMN - error TS2322: */
    place.rest += 2;
  message = read_severity (place.rest, &severity);
  if (message == NULL)
    {
      if (g_str_has_prefix (place.rest, "required from") || g_str_has_prefix (place.rest, "recursively required") ||
          g_str_has_prefix (place.rest, "in ‘constexpr’") || g_str_has_prefix (place.rest, "in 'constexpr'"))
        {
          if (!askg_place_is_foreign (place.file, place.n_file))
            hold (&self->required, &place);

          return TRUE;
        }

      return FALSE;
    }
  if (severity == ASKG_SEVERITY_NOTE)
    take_note (self, &place);
  add (self, &place, severity, message, findings);

  return TRUE;
}

/* "gcc: error: MESSAGE", "cc1: fatal error: MESSAGE": the driver has no place to tell, or one without a line: FILE: error: */
static gboolean
take_driver (State                *self,
             const AskgOutputLine *line,
             AskgDiagnosticList         *findings)
{
  static const char *const drivers[] = { "gcc", "g++", "cc", "c++", "clang", "clang++", "cc1", "cc1plus", "cpp", "as", "rustc",
                                         "javac", "mypy", "tsc" };
  const char *colon = strstr (line->text, ": "), *message, *name = line->text;
  AskgSeverity severity;

  if (colon == NULL || line->n_indent > 0 || (message = read_severity (colon + 2, &severity)) == NULL || severity == ASKG_SEVERITY_NOTE)
    return FALSE;
  for (const char *at = line->text; at < colon; at++)
    if (*at == '/')
      name = at + 1;
  for (gsize i = 0; i < G_N_ELEMENTS (drivers); i++)
    {
      const gsize n = strlen (drivers[i]);

      if (strncmp (name, drivers[i], n) != 0 || (name[n] != ':' && name[n] != '-' && !g_ascii_isdigit (name[n])))
        continue;
      if (strstr (message, "linker command failed") != NULL)
        return FALSE;
      add (self, NULL, severity, message, findings);

      return TRUE;
    }

  return FALSE;
}

/* "  symbol:   method lenght()" */
static gboolean
take_symbol (State                *self,
             const AskgOutputLine *line)
{
  static const char head[] = "symbol:";
  const char *text = line->text + line->n_indent + strlen (head);

  if (self->nameless == NULL || line->n_indent == 0 || !g_str_has_prefix (line->text + line->n_indent, head))
    return FALSE;
  text += strspn (text, " ");
  text += strcspn (text, " "); /* what kind of symbol */
  g_free (self->nameless->message);
  self->nameless->message = g_strconcat ("cannot find symbol:", text, NULL);
  self->nameless = NULL;

  return TRUE;
}

/* Only clang counts them so. */
static gboolean
take_count (const AskgOutputLine *line,
            AskgDiagnosticList         *findings)
{
  GPtrArray *found = askg_diagnostic_list_peek (findings);

  if (!g_ascii_isdigit (line->text[0]) || !(g_str_has_suffix (line->text, " generated.") &&
                                            (strstr (line->text, " error") != NULL || strstr (line->text, " warning") != NULL)))
    return FALSE;
  for (guint i = found->len; i > 0; i--)
    {
      AskgDiagnostic *diagnostic = g_ptr_array_index (found, i - 1);

      if (strcmp (diagnostic->tool, "gcc") == 0)
        diagnostic->tool = "clang";
    }

  return TRUE;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList         *findings)
{
  State *self = state;

  return take_include (self, line) || take_symbol (self, line) || is_excerpt (line) || take_placed (self, line, findings) || is_scope (line) ||
         take_msbuild (self, line, findings) || take_driver (self, line, findings) || take_count (line, findings);
}

const AskgOutputReader askg_compiler_reader = { "compiler", sizeof (State), take, NULL, NULL, clear };
