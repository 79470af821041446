/* askg-read-linker.c: any thread. GNU ld, gold, lld and mold. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-place.h"

typedef struct
{
  AskgDiagnostic *undefined; /* (nullable): lld names the place in the line below */
} State;

/* Returns: (nullable): behind "…/ld:", "ld.lld: error:" and their like */
static const char *
skip_name (const char *text)
{
  static const char *const names[] = { "ld", "ld.bfd", "ld.gold", "ld.lld", "ld64.lld", "mold", "lld" };
  const char *colon = strstr (text, ": "), *name = text, *script = strstr (text, "ld:");

  if (script != NULL && script > text && script[-1] == '/' && script[3] != ' ' && script[3] != '\0') /* /usr/bin/ld:SCRIPT:4: MESSAGE */
    return script + strlen ("ld:");
  if (colon == NULL)
    return NULL;
  for (const char *at = text; at < colon; at++)
    if (*at == '/')
      name = at + 1;
    else if (*at == ' ')
      return NULL;
  for (const char *dash = name; dash < colon; dash++) /* x86_64-linux-gnu-ld */
    if (g_str_has_prefix (dash, "-ld"))
      name = dash + 1;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == (gsize) (colon - name) && strncmp (name, names[i], (gsize) (colon - name)) == 0)
      return colon + 2;

  return NULL;
}

static gboolean
tells_missing (const char *text)
{
  static const char *const words[] = { "undefined reference to ", "undefined symbol", "multiple definition of ",
                                       "duplicate symbol", "에 대한 정의되지 않은 참조", "정의되지 않은 참조", "Nicht definierter Verweis",
                                       "nicht definierter Verweis", "定義されていない参照" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* "main.c:(.text+0x5): MESSAGE" tells the file and no line. */
static gboolean
read_section (const char *text,
              AskgPlace  *out_place)
{
  const char *open = strstr (text, ":(."), *close = open != NULL ? strchr (open, ')') : NULL;

  if (close == NULL || open == text || memchr (text, ' ', (gsize) (open - text)) != NULL)
    return FALSE;
  *out_place = (AskgPlace) { text, (gsize) (open - text), 0, 0, close + 1 };
  while (*out_place->rest == ':' || *out_place->rest == ' ')
    out_place->rest++;

  return TRUE;
}

static gboolean
is_object (const AskgPlace *place)
{
  return (place->n_file > 2 && strncmp (place->file + place->n_file - 2, ".o", 2) == 0) ||
         (place->n_file > 2 && strncmp (place->file + place->n_file - 2, ".a", 2) == 0);
}

static AskgDiagnostic *
add (const char      *message,
     const AskgPlace *place,
     AskgSeverity     severity,
     AskgDiagnosticList    *findings)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_new ("ld", ASKG_DIAGNOSTIC_LINK, severity, message, -1);

  if (place != NULL && !is_object (place))
    {
      const char *object = g_strstr_len (place->file, (gssize) place->n_file, ".o:");
      const gsize n_object = object != NULL ? (gsize) (object - place->file) + strlen (".o:") : 0; /* OBJECT:FILE:LINE */

      askg_diagnostic_set_place (diagnostic, place->file + n_object, (gssize) (place->n_file - n_object), place->line, place->column);
    }

  return askg_diagnostic_list_add (findings, diagnostic);
}

static void
add_consequence (const AskgOutputLine *line,
                 AskgDiagnosticList         *findings)
{
  AskgDiagnostic *diagnostic = add (line->text, NULL, ASKG_SEVERITY_ERROR, findings);

  if (diagnostic != NULL)
    diagnostic->standing = ASKG_STANDING_CONSEQUENCE;
}

/* ">>> referenced by main.c:5" */
static gboolean
take_reference (State                *self,
                const AskgOutputLine *line)
{
  AskgPlace place;

  if (!g_str_has_prefix (line->text, ">>> "))
    return FALSE;
  if (self->undefined != NULL && self->undefined->file == NULL && g_str_has_prefix (line->text, ">>> referenced by "))
    {
      const char *at = line->text + strlen (">>> referenced by ");

      if (askg_place_read_head (at, &place))
        askg_diagnostic_set_place (self->undefined, place.file, (gssize) place.n_file, place.line, place.column);
      else if (strchr (at, ' ') == NULL && !g_str_has_suffix (at, ".o"))
        askg_diagnostic_set_place (self->undefined, at, -1, 0, 0);
    }

  return TRUE;
}

/* @text: behind the linker's name */
static void
take_said (State        *self,
           const char   *text,
           AskgDiagnosticList *findings)
{
  AskgSeverity severity = ASKG_SEVERITY_ERROR;
  AskgPlace place;

  if (g_str_has_prefix (text, "error: "))
    text += strlen ("error: ");
  else if (g_str_has_prefix (text, "warning: ") || strstr (text, ": warning: ") != NULL)
    severity = ASKG_SEVERITY_WARNING;
  if (strstr (text, ": in function `") != NULL || strstr (text, ": in function '") != NULL || strstr (text, "함수에서") != NULL ||
      strstr (text, "in Funktion") != NULL)
    return;
  if (g_str_has_prefix (text, "skipping incompatible") || g_str_has_prefix (text, "NOTE:"))
    return;
  if (askg_place_read_head (text, &place) || read_section (text, &place))
    add (place.rest, &place, severity, findings);
  else
    self->undefined = add (text, NULL, severity, findings);
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList         *findings)
{
  State *self = state;
  const char *said = line->n_indent == 0 ? skip_name (line->text) : NULL;
  AskgPlace place;

  if (take_reference (self, line))
    return TRUE;
  self->undefined = NULL;
  if (said != NULL)
    {
      take_said (self, said, findings);

      return TRUE;
    }
  if (g_str_has_prefix (line->text, "collect2: ") || strstr (line->text, ": error: linker command failed") != NULL)
    {
      add_consequence (line, findings);

      return TRUE;
    }
  if (!tells_missing (line->text) || line->n_indent > 0)
    return FALSE;
  if (g_str_has_prefix (line->text, "(.") && (said = strstr (line->text, "): ")) != NULL) /* of what the compiler brings along */
    {
      add (said + 3, NULL, ASKG_SEVERITY_ERROR, findings);

      return TRUE;
    }
  if (!read_section (line->text, &place) && !askg_place_read_head (line->text, &place))
    return FALSE;
  add (place.rest, &place, ASKG_SEVERITY_ERROR, findings);

  return TRUE;
}

const AskgOutputReader askg_linker_reader = { "linker", sizeof (State), take, NULL, NULL, NULL };
