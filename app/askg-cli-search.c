/* askg-cli-search.c: `askglass search`: where the words were found, newest first. */
#include "app/askg-cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "engine/base/askg-error.h"
#include "engine/model/askg-inert-text.h"

#define DEFAULT_MOST 20

/* "2026-11-17 14:32  answer  …the words around it…": a line a hit; the hit in bold on a terminal. */
static void
print_hit (json_t *hit)
{
  const char *snippet = askg_json_get_string (hit, "snippet");
  const gsize start = json_integer_value (json_object_get (hit, "hit_start"));
  const gsize length = json_integer_value (json_object_get (hit, "hit_length"));
  g_autoptr(GDateTime) utc = g_date_time_new_from_iso8601 (askg_json_get_string (hit, "asked_at"), NULL);
  g_autoptr(GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *when = g_date_time_format (local, "%Y-%m-%d %H:%M");
  g_autofree char *before = g_strndup (snippet, start);
  g_autofree char *found = g_strndup (snippet + start, length);
  g_autofree char *inert_before = askg_text_make_inert (before, ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);
  g_autofree char *inert_found = askg_text_make_inert (found, ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);
  g_autofree char *inert_after = askg_text_make_inert (snippet + start + length,
                                                       ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);
  const gboolean bold = isatty (STDOUT_FILENO);

  printf ("%s  %-8s  %s%s%s%s%s\n", when, askg_json_get_string (hit, "where"),
          inert_before, bold ? "\033[1m" : "", inert_found, bold ? "\033[0m" : "", inert_after);
}

static int
print_hits (json_t   *hits,
            gboolean  as_json)
{
  gsize i;
  json_t *hit;

  if (as_json)
    {
      g_autofree char *printed = askg_json_print (hits);

      puts (printed);
      return ASKG_EXIT_OK;
    }

  json_array_foreach (hits, i, hit)
    print_hit (hit);
  if (json_array_size (hits) == 0)
    {
      askg_exit_say (_("Nothing was found. Try fewer words, or only the beginning of one."));
      return ASKG_EXIT_FAILED;
    }

  return ASKG_EXIT_OK;
}

int
askg_cli_search (int    argc,
                 char **argv)
{
  gboolean as_json = FALSE;
  int most = DEFAULT_MOST;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print a JSON array"), NULL },
    { "most", 'n', 0, G_OPTION_ARG_INT, &most, N_("At most so many"), N_("N") },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) request = NULL;
  g_autoptr(json_t) last = NULL;
  g_autofree char *words = NULL;

  if (!askg_cli_parse (entries, "search", &argc, &argv, &error))
    return askg_exit_with_error (error);

  words = askg_cli_join_words (argc, argv, NULL);
  if (*words == '\0' || most < 1)
    {
      g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_USAGE,
                           _("There is nothing to look for. Use: askglass search [--json] [--most N] TEXT."));
      return askg_exit_with_error (error);
    }

  request = json_pack ("{s:s, s:s, s:i}", "verb", "search", "text", words, "most", most);
  last = askg_cli_request (request, FALSE, NULL, NULL, &error);
  if (last != NULL && json_object_get (last, "error") != NULL)
    error = askg_error_new_for_id (askg_json_get_string (json_object_get (last, "error"), "id"),
                                   askg_json_get_string (json_object_get (last, "error"), "message"));
  if (error != NULL)
    return askg_exit_with_error (error);

  return print_hits (json_object_get (last, "hits"), as_json);
}
