/* askg-read-program.c: any thread. How programs of C and C++ die: assertions, what the C library notices, exceptions that
 * nobody caught, GLib's criticals, signals. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-place.h"

typedef struct
{
  AskgDiagnostic *thrown; /* (nullable): what() stands in the next line */
} State;

static AskgDiagnostic *
add (AskgStanding        standing,
     const char         *message,
     const AskgPlace    *place,
     AskgDiagnosticList *findings)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_new ("program", ASKG_DIAGNOSTIC_RUNTIME, ASKG_SEVERITY_ERROR, message, -1);

  diagnostic->standing = standing;
  if (place != NULL)
    askg_diagnostic_set_place (diagnostic, place->file, (gssize) place->n_file, place->line, place->column);

  return askg_diagnostic_list_add (findings, diagnostic);
}

/* "main: main.c:4: check: Assertion `x > 0' failed." */
static gboolean
take_assertion (const AskgOutputLine *line,
                AskgDiagnosticList   *findings)
{
  const char *assertion = strstr (line->text, ": Assertion `"), *name;
  AskgPlace place;

  if (assertion == NULL || !g_str_has_suffix (line->text, "failed."))
    return FALSE;
  name = strstr (line->text, ": ");
  if (name != assertion && askg_place_read_head (name + 2, &place))
    add (ASKG_STANDING_CAUSE, assertion + 2, &place, findings);
  else if (askg_place_read_head (line->text, &place))
    add (ASKG_STANDING_CAUSE, assertion + 2, &place, findings);
  else
    add (ASKG_STANDING_CAUSE, assertion + 2, NULL, findings);

  return TRUE;
}

/* "ERROR:FILE:LINE:FUNCTION: assertion failed (…)", alone or behind "Bail out! " */
static gboolean
take_glib (const AskgOutputLine *line,
           AskgDiagnosticList   *findings)
{
  const gboolean bails = g_str_has_prefix (line->text, "Bail out! ");
  const char *text = line->text + (bails ? strlen ("Bail out! ") : 0), *colon;
  AskgPlace place;

  if (g_str_has_prefix (text, "ERROR:") && askg_place_read_head (text + strlen ("ERROR:"), &place))
    {
      colon = strstr (place.rest, ": ");
      add (bails ? ASKG_STANDING_CONSEQUENCE : ASKG_STANDING_CAUSE, colon != NULL ? colon + 2 : place.rest, &place, findings);

      return TRUE;
    }
  if (line->text[0] == '(' && (colon = strstr (line->text, "-CRITICAL **: ")) != NULL)
    {
      add (ASKG_STANDING_GUESS, colon + strlen ("-CRITICAL **: "), NULL, findings);

      return TRUE;
    }

  return FALSE;
}

/* What glibc and libstdc++ say before they abort. */
static gboolean
take_abort (State                *self,
            const AskgOutputLine *line,
            AskgDiagnosticList   *findings)
{
  static const char *const heads[] = { "double free or corruption", "free(): ", "malloc(): ", "munmap_chunk(): ", "realloc(): ",
                                       "corrupted size vs. prev_size", "corrupted double-linked list",
                                       "pure virtual method called" };

  if (self->thrown != NULL && g_str_has_prefix (line->text + line->n_indent, "what():  "))
    {
      g_autofree char *name = g_steal_pointer (&self->thrown->message);

      self->thrown->message = g_strdup_printf ("%s: %s", name, line->text + line->n_indent + strlen ("what():  "));
      self->thrown = NULL;

      return TRUE;
    }
  self->thrown = NULL;
  if (g_str_has_prefix (line->text, "terminate called "))
    {
      self->thrown = add (ASKG_STANDING_CAUSE, line->text, NULL, findings);

      return TRUE;
    }
  if (g_str_has_prefix (line->text, "*** ") && g_str_has_suffix (line->text, "***: terminated"))
    {
      add (ASKG_STANDING_CAUSE, line->text + 4, NULL, findings);

      return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    if (g_str_has_prefix (line->text, heads[i]))
      {
        add (ASKG_STANDING_CAUSE, line->text, NULL, findings);

        return TRUE;
      }

  return FALSE;
}

/* "run.sh: line 1: 4242 Segmentation fault      ./main", "Segmentation fault (core dumped)": whoever died has said why, if
 * anybody has. */
static gboolean
take_signal (const AskgOutputLine *line,
             AskgDiagnosticList   *findings)
{
  static const char *const words[] = { "Segmentation fault", "Aborted", "Bus error", "Illegal instruction",
                                       "Floating point exception", "Killed", "Trace/breakpoint trap" };
  const char *colon = strstr (line->text, ": line "), *text = line->text, *digits, *end;
  AskgPlace place = { line->text, 0, 0, 0, NULL };

  if (colon != NULL)
    {
      digits = colon + strlen (": line ");
      place.n_file = (gsize) (colon - line->text);
      place.line = (guint) g_ascii_strtoull (digits, NULL, 10);
      end = strstr (digits, ": ");
      if (end == NULL)
        return FALSE;
      text = end + 2 + strspn (end + 2, " ");
      text += strspn (text, "0123456789");
      text += strspn (text, " ");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (text, words[i]) &&
        (colon != NULL || text[strlen (words[i])] == '\0' || g_str_has_suffix (text, "(core dumped)")))
      {
        const gboolean has_file = colon != NULL && place.n_file > 0 && memchr (place.file, '.', place.n_file) != NULL;

        add (ASKG_STANDING_GUESS, text, has_file ? &place : NULL, findings);

        return TRUE;
      }

  return FALSE;
}

/* What pkg-config lacks: whoever called it tells where, and leads. */
static gboolean
take_package (const AskgOutputLine *line,
              AskgDiagnosticList   *findings)
{
  const char *text = line->text;
  AskgDiagnostic *diagnostic;

  if (!(g_str_has_prefix (text, "Package ") && (strstr (text, " was not found in the pkg-config search path") != NULL ||
                                                strstr (text, "', required version is '") != NULL || g_str_has_suffix (text, "' could not be satisfied.") ||
                                                (strstr (text, "', required by '") != NULL && g_str_has_suffix (text, "not found")))) &&
      !(g_str_has_prefix (text, "Requested '") && strstr (text, "' but version of ") != NULL))
    return FALSE;
  diagnostic = add (ASKG_STANDING_GUESS, text, NULL, findings);
  diagnostic->kind = ASKG_DIAGNOSTIC_DEPENDENCY;
  diagnostic->tool = "pkg-config";

  return TRUE;
}

static gboolean
take (gpointer              state,
      const AskgOutputLine *line,
      AskgDiagnosticList   *findings)
{
  return take_abort (state, line, findings) ||
         take_assertion (line, findings) ||
         take_glib (line, findings) ||
         take_package (line, findings) ||
         take_signal (line, findings);
}

const AskgOutputReader askg_program_reader = { "program", sizeof (State), take, NULL, NULL, NULL };
