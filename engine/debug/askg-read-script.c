/* askg-read-script.c: any thread. Perl, Ruby, PHP and Lua, each of which tells everything in one line, and Tcl. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-place.h"

#define MAX_LAST_BYTES 2000u

typedef struct
{
  char           *last; /* (nullable) owned: the last line that began at the edge */
  AskgDiagnostic *tcl;  /* (nullable): its place comes */
} State;

static void
clear (gpointer state)
{
  g_clear_pointer (&((State *) state)->last, g_free);
}

static gboolean
add (const char         *tool,
     AskgDiagnosticKind  kind,
     AskgStanding        standing,
     const AskgPlace    *place,
     const char         *message,
     gssize              n_message,
     AskgDiagnosticList *findings)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_new (tool, kind, ASKG_SEVERITY_ERROR, message, n_message);

  diagnostic->standing = standing;
  if (place != NULL && !askg_place_is_foreign (place->file, place->n_file))
    askg_diagnostic_set_place (diagnostic, place->file, (gssize) place->n_file, place->line, place->column);
  askg_diagnostic_list_add (findings, diagnostic);

  return TRUE;
}

/* "MESSAGE at FILE line 4.", "syntax error at FILE line 2, near "= ="" */
static gboolean
take_perl (const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  const char *word = strstr (line->text, " line "), *at = NULL, *end;
  AskgPlace place = { NULL, 0, 0, 0, NULL };
  const gboolean is_syntax = g_str_has_prefix (line->text, "syntax error at ");
  const gboolean is_compile = is_syntax || strstr (line->text, "requires explicit package name") != NULL ||
                              strstr (line->text, "not allowed while \"strict") != NULL || g_str_has_prefix (line->text, "Missing right ") ||
                              g_str_has_prefix (line->text, "Can't find string terminator") || strstr (line->text, " where operator expected") != NULL;
  const gboolean is_missing = g_str_has_prefix (line->text, "Can't locate ") && !g_str_has_prefix (line->text, "Can't locate object method ");

  if (word == NULL || line->n_indent > 0)
    return FALSE;
  for (const char *next = strstr (line->text, " at "); next != NULL && next < word; next = strstr (next + 1, " at "))
    at = next;
  end = word + strlen (" line ");
  end += strspn (end, "0123456789");
  if (at == NULL ||
      end == word + strlen (" line ") ||
      (*end != '.' && *end != ',') ||
      memchr (at + 4, ' ', (gsize) (word - at - 4)) != NULL)
    return FALSE;
  place = (AskgPlace) { at + 4, (gsize) (word - at - 4), (guint) g_ascii_strtoull (word + strlen (" line "), NULL, 10), 0, end };
  if (g_str_has_prefix (line->text, "BEGIN failed--"))
    {
      GPtrArray *found = askg_diagnostic_list_peek (findings);
      AskgDiagnostic *last = found->len > 0 ? g_ptr_array_index (found, found->len - 1) : NULL;

      if (last != NULL && strcmp (last->tool, "perl") == 0 && last->file == NULL) /* who asked for the module */
        askg_diagnostic_set_place (last, place.file, (gssize) place.n_file, place.line, 0);

      return TRUE;
    }

  return add ("perl", is_missing ? ASKG_DIAGNOSTIC_DEPENDENCY : is_compile ? ASKG_DIAGNOSTIC_COMPILE : ASKG_DIAGNOSTIC_RUNTIME,
              ASKG_STANDING_CAUSE, &place, line->text, is_syntax ? -1 : at - line->text, findings);
}

/* "main.rb:3:in `f': MESSAGE (NoMethodError)", "main.rb:3: syntax error, MESSAGE" */
static gboolean
take_ruby (const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  const char *said;
  AskgPlace place;

  if (!askg_place_read_head (line->text, &place))
    return FALSE;
  if (g_str_has_prefix (place.rest, "in `") && (said = strstr (place.rest, "': ")) != NULL)
    return add ("ruby", strstr (said, "(LoadError)") != NULL ? ASKG_DIAGNOSTIC_DEPENDENCY : ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CAUSE,
                &place, said + 3, -1, findings);
  if (g_str_has_prefix (place.rest, "syntax error, ") || g_str_has_prefix (place.rest, "syntax errors found"))
    return add ("ruby", ASKG_DIAGNOSTIC_COMPILE, ASKG_STANDING_CAUSE, &place, place.rest, -1, findings);

  return FALSE;
}

/* "PHP Fatal error:  MESSAGE in FILE:LINE", "Parse error: MESSAGE in FILE on line LINE" */
static gboolean
take_php (const AskgOutputLine *line,
          AskgDiagnosticList   *findings)
{
  const char *text = g_str_has_prefix (line->text, "PHP ") ? line->text + 4 : line->text, *in = NULL, *on;
  const gboolean is_parse = g_str_has_prefix (text, "Parse error:");
  AskgPlace place = { NULL, 0, 0, 0, NULL };

  if (!is_parse && !g_str_has_prefix (text, "Fatal error:"))
    return FALSE;
  for (const char *next = strstr (text, " in "); next != NULL; next = strstr (next + 1, " in "))
    in = next;
  if (in == NULL)
    return FALSE;
  on = strstr (in, " on line ");
  if (on != NULL)
    place = (AskgPlace) { in + 4, (gsize) (on - in - 4), (guint) g_ascii_strtoull (on + strlen (" on line "), NULL, 10), 0, on };
  else if (!askg_place_read_head (in + 4, &place))
    return FALSE;
  text = strchr (text, ':') + 1;

  return add ("php", is_parse ? ASKG_DIAGNOSTIC_COMPILE : ASKG_DIAGNOSTIC_RUNTIME, ASKG_STANDING_CAUSE, &place, text, in - text, findings);
}

/* "lua: main.lua:3: MESSAGE", "lua5.4: …", "luajit: …" */
static gboolean
take_lua (const AskgOutputLine *line,
          AskgDiagnosticList   *findings)
{
  const char *colon = strstr (line->text, ": ");
  AskgPlace place;

  if (!g_str_has_prefix (line->text, "lua") || colon == NULL || strcspn (line->text, " /") < (gsize) (colon - line->text) ||
      !askg_place_read_head (colon + 2, &place))
    return FALSE;

  return add ("lua", strstr (place.rest, " near ") != NULL ? ASKG_DIAGNOSTIC_COMPILE : ASKG_DIAGNOSTIC_RUNTIME,
              ASKG_STANDING_CAUSE, &place, place.rest, -1, findings);
}

/* A message, then "    while executing", what was executed, and at the end "    (file "FILE" line 3)" */
static gboolean
take_tcl (State                *self,
          const AskgOutputLine *line,
          AskgDiagnosticList   *findings)
{
  const char *text = line->text + line->n_indent;
  AskgPlace place;

  if (line->n_indent == 4 && (strcmp (text, "while executing") == 0 || strcmp (text, "while compiling") == 0) && self->last != NULL)
    {
      askg_diagnostic_list_drop_guess (findings);
      self->tcl = askg_diagnostic_list_add (findings, askg_diagnostic_new ("tcl", ASKG_DIAGNOSTIC_RUNTIME, ASKG_SEVERITY_ERROR, self->last, -1));

      return TRUE;
    }
  if (self->tcl != NULL && line->n_indent == 4 && g_str_has_prefix (text, "(file \"") && askg_place_read_quoted (text, &place))
    {
      askg_diagnostic_set_place (self->tcl, place.file, (gssize) place.n_file, place.line, 0);
      self->tcl = NULL;

      return TRUE;
    }
  if (self->tcl == NULL && line->n_indent == 0 && line->n_bytes < MAX_LAST_BYTES)
    {
      g_free (self->last);
      self->last = g_strdup (line->text);
    }

  return self->tcl != NULL && (*text == '"' || line->n_indent == 4);
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  if (g_str_has_prefix (line->text, "Execution of ") && g_str_has_suffix (line->text, "due to compilation errors."))
    return add ("perl", ASKG_DIAGNOSTIC_COMPILE, ASKG_STANDING_CONSEQUENCE, NULL, line->text, -1, findings);
  if (g_str_has_prefix (line->text, "Can't locate ") && strstr (line->text, " in @INC") != NULL)
    return add ("perl", ASKG_DIAGNOSTIC_DEPENDENCY, ASKG_STANDING_CAUSE, NULL, line->text, strstr (line->text, " (@INC") != NULL
                ? strstr (line->text, " (@INC") - line->text : -1, findings);

  return take_tcl (state, line, findings) || take_lua (line, findings) || take_ruby (line, findings) || take_php (line, findings) || take_perl (line, findings);
}

const AskgOutputReader askg_script_reader = { "script", sizeof (State), take, NULL, NULL, clear };
