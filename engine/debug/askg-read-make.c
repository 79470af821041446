/* askg-read-make.c: any thread. make and ninja: which folder the paths below start from, and what they say themselves. */
#include "engine/debug/askg-output-reader.h"

#include <string.h>

#include "engine/debug/askg-place.h"

#define MAX_BETWEEN 2u /* lines from what a command said to where make tells which it was */

/* Returns: (nullable): behind "make: ", "make[2]: ", "gmake: ", "ninja: " */
static const char *
skip_name (const char  *text,
           const char **out_tool)
{
  static const char *const names[] = { "make", "gmake", "ninja" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *at = text + strlen (names[i]);

      if (!g_str_has_prefix (text, names[i]))
        continue;
      if (*at == '[')
        at += 1 + strspn (at + 1, "0123456789") + 1;
      if (at[0] != ':' || at[1] != ' ')
        continue;
      *out_tool = i < 2 ? "make" : "ninja";

      return at + 2;
    }

  return NULL;
}

/* In every language the folder is what stands in quotes, and one of few words tells which way. */
static gboolean
take_folder (const char   *said,
             AskgDiagnosticList *findings)
{
  static const char *const entered[] = { "Entering directory", "들어감", "wird betreten", "に入ります", "on entre dans", "entrant dans",
                                         "Wechsel in das Verzeichnis" };
  static const char *const left[] = { "Leaving directory", "나감", "wird verlassen", "から出ます", "on quitte", "quittant",
                                      "Verlassen des Verzeichnisses" };
  const char *open = strpbrk (said, "'`\""), *close = NULL;
  gsize skip = 1;

  if (open == NULL && (open = strstr (said, "‘")) != NULL)
    skip = strlen ("‘");
  if (open == NULL || (close = skip > 1 ? strstr (open + skip, "’") : strpbrk (open + 1, "'\"")) == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (entered); i++)
    {
      if (strstr (said, entered[i]) != NULL)
        askg_diagnostic_list_enter (findings, open + skip, (gsize) (close - open) - skip);
      else if (strstr (said, left[i]) != NULL)
        askg_diagnostic_list_leave (findings, open + skip, (gsize) (close - open) - skip);
      else
        continue;

      return TRUE;
    }

  return FALSE;
}

/* What a recipe called is not there: the line of the recipe is told by make behind it. */
static void
place_missing (AskgDiagnosticList *findings,
               const AskgPlace    *place)
{
  GPtrArray *found = askg_diagnostic_list_peek (findings);
  const AskgDiagnostic *failed = g_ptr_array_index (found, found->len - 1);

  for (guint i = found->len - 1; i > 0; i--)
    {
      AskgDiagnostic *last = g_ptr_array_index (found, i - 1);

      if (last->at + MAX_BETWEEN < failed->at || last->kind != ASKG_DIAGNOSTIC_SHELL || last->file != NULL)
        return;
      if (last->standing != ASKG_STANDING_CAUSE)
        continue;
      askg_diagnostic_set_place (last, place->file, (gssize) place->n_file, place->line, 0);
      return;
    }
}

/* "[Makefile:3: all] Error 1": a command failed, and has said itself why. */
static void
take_failed (const char   *said,
             AskgDiagnosticList *findings)
{
  AskgDiagnostic *diagnostic = askg_diagnostic_list_add_error (findings, "make", ASKG_DIAGNOSTIC_SHELL,
                                                               ASKG_STANDING_CONSEQUENCE, said, -1);
  AskgPlace place;

  if (diagnostic == NULL || !askg_place_read_head (said + 1, &place))
    return;
  askg_diagnostic_set_place (diagnostic, place.file, (gssize) place.n_file, place.line, 0);
  place_missing (findings, &place);
}

/* Returns: (nullable): the end of what is said, in every language two spaces and a word before the end of the line */
static const char *
find_stop (const char *said)
{
  static const char *const stops[] = { ".  Stop.", ".  Schluss.", ".  멈춤.", "。  中止。", ".  中止.", ". 중단.", ".  Arrêt.", ".  Alto." };
  const char *stop = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (stops) && stop == NULL; i++)
    stop = strstr (said, stops[i]);

  return stop;
}

static void
take_stars (const char   *said,
            AskgDiagnosticList *findings)
{
  const char *stop = find_stop (said);

  said += strspn (said, "* ");
  if (*said == '[')
    take_failed (said, findings);
  else if (!g_str_has_prefix (said, "Waiting for unfinished jobs"))
    askg_diagnostic_list_add_error (findings, "make", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE, said,
                                    stop != NULL ? stop - said : -1);
}

static void
take_ninja (const char   *said,
            AskgDiagnosticList *findings)
{
  AskgPlace place;

  if (g_str_has_prefix (said, "build stopped"))
    askg_diagnostic_list_add_error (findings, "ninja", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CONSEQUENCE, said, -1);
  else if (g_str_has_prefix (said, "error: ") || g_str_has_prefix (said, "fatal: "))
    {
      AskgDiagnostic *diagnostic;

      said = strchr (said, ' ') + 1;
      if (askg_place_read_head (said, &place))
        {
          diagnostic = askg_diagnostic_list_add_error (findings, "ninja", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE,
                                                       place.rest, -1);
          if (diagnostic != NULL)
            askg_diagnostic_set_place (diagnostic, place.file, (gssize) place.n_file, place.line, place.column);
        }
      else
        askg_diagnostic_list_add_error (findings, "ninja", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE, said, -1);
    }
}

/* "Makefile:3: *** missing separator.  Stop." */
static gboolean
take_makefile (const AskgOutputLine *line,
               AskgDiagnosticList         *findings)
{
  const char *stars = strstr (line->text, ": *** "), *stop;
  AskgDiagnostic *diagnostic;
  AskgPlace place;

  if (stars == NULL && (strstr (line->text, "akefile") != NULL || strstr (line->text, ".mk:") != NULL) &&
      askg_place_read_head (line->text, &place) &&
      strchr (line->text, ' ') > line->text + place.n_file &&
      (g_str_has_suffix (place.rest, ": No such file or directory") || g_str_has_suffix (place.rest, ": Permission denied")))
    {
      diagnostic = askg_diagnostic_list_add_error (findings, "make", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE, place.rest, -1);
      if (diagnostic != NULL)
        askg_diagnostic_set_place (diagnostic, place.file, (gssize) place.n_file, place.line, 0);

      return TRUE;
    }
  if (stars == NULL || !askg_place_read_head (line->text, &place) || !g_str_has_prefix (place.rest, "*** "))
    return FALSE;
  place.rest += strlen ("*** ");
  stop = find_stop (place.rest);
  diagnostic = askg_diagnostic_list_add_error (findings, "make", ASKG_DIAGNOSTIC_CONFIG, ASKG_STANDING_CAUSE, place.rest,
                                               stop != NULL ? stop - place.rest : -1);
  if (diagnostic != NULL)
    askg_diagnostic_set_place (diagnostic, place.file, (gssize) place.n_file, place.line, 0);

  return TRUE;
}

/* What ninja could not build: files, behind "[code=1] " or not. */
static gboolean
names_target (const char *text)
{
  const gsize n = strcspn (text, " ");

  return g_str_has_prefix (text, "[code=") || memchr (text, '.', n) != NULL || memchr (text, '/', n) != NULL || text[n] == '\0' ||
         text[n + 1] == '\0';
}

static gboolean
take (gpointer              state G_GNUC_UNUSED,
      const AskgOutputLine *line,
      AskgDiagnosticList         *findings)
{
  const char *tool = NULL, *said = skip_name (line->text, &tool);

  if (said == NULL)
    {
      if (g_str_has_prefix (line->text, "FAILED: ") && names_target (line->text + strlen ("FAILED: ")))
        askg_diagnostic_list_add_error (findings, "ninja", ASKG_DIAGNOSTIC_COMPILE, ASKG_STANDING_CONSEQUENCE, line->text, -1);
      else
        return take_makefile (line, findings);

      return TRUE;
    }
  if (take_folder (said, findings))
    return TRUE;
  if (strcmp (tool, "ninja") == 0)
    take_ninja (said, findings);
  else if (g_str_has_prefix (said, "*** "))
    take_stars (said, findings);
  else if (g_str_has_suffix (said, ": No such file or directory") || g_str_has_suffix (said, ": Permission denied"))
    askg_diagnostic_list_add_error (findings, "make", ASKG_DIAGNOSTIC_SHELL, ASKG_STANDING_CAUSE, said, -1);

  return TRUE;
}

const AskgOutputReader askg_make_reader = { "make", 0, take, NULL, NULL, NULL };
