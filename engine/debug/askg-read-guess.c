/* askg-read-guess.c: any thread. Lines of tools that nobody knows, by what they sound like. */
#include <string.h>

#include "engine/debug/askg-error-line.h"
#include "engine/debug/askg-output-reader.h"
#include "engine/debug/askg-place.h"

#define MAX_LINE_BYTES 2000u

/* What is wrong in a file of settings is no program's fault. */
static gboolean
is_settings (const AskgPlace *place)
{
  static const char *const suffixes[] = { ".toml", ".yaml", ".yml", ".json", ".ini", ".conf", ".cfg", ".xml", ".env",
                                          ".service", ".properties", ".desktop", "debian/control" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      const gsize n = strlen (suffixes[i]);

      if (place->n_file >= n && strncmp (place->file + place->n_file - n, suffixes[i], n) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
take (gpointer              state G_GNUC_UNUSED,
      const AskgOutputLine *line,
      AskgDiagnosticList         *findings)
{
  AskgDiagnostic *diagnostic;
  AskgLineKind kind;
  AskgPlace place;

  if (line->n_bytes == 0)
    return FALSE;
  kind = askg_error_line_kind (line->text, (gssize) MIN (line->n_bytes, MAX_LINE_BYTES));
  if (kind == ASKG_LINE_PLAIN && askg_place_read_head (line->text, &place) && *place.rest != '\0' &&
      (place.column > 0 || askg_diagnostic_list_is_test (findings)))
    kind = ASKG_LINE_ERROR; /* a line and a column are named by who complains; a line alone by a test */
  if (kind != ASKG_LINE_ERROR && kind != ASKG_LINE_CONSEQUENCE && kind != ASKG_LINE_WARNING)
    return FALSE;

  diagnostic = askg_diagnostic_new ("", ASKG_DIAGNOSTIC_RUNTIME, kind == ASKG_LINE_WARNING ? ASKG_SEVERITY_WARNING : ASKG_SEVERITY_ERROR,
                                    line->text, (gssize) MIN (line->n_bytes, MAX_LINE_BYTES));
  diagnostic->standing = kind == ASKG_LINE_CONSEQUENCE ? ASKG_STANDING_CONSEQUENCE : ASKG_STANDING_GUESS;
  if (askg_place_find (line->text, &place) || askg_place_find_words (line->text, &place))
    {
      askg_diagnostic_set_place (diagnostic, place.file, (gssize) place.n_file, place.line, place.column);
      if (is_settings (&place))
        diagnostic->kind = ASKG_DIAGNOSTIC_CONFIG;
      else if (g_str_has_suffix (diagnostic->file, "requirements.txt"))
        diagnostic->kind = ASKG_DIAGNOSTIC_DEPENDENCY;
    }
  askg_diagnostic_list_add (findings, diagnostic);

  return TRUE;
}

const AskgOutputReader askg_guess_reader = { "guess", 0, take, NULL, NULL, NULL };
