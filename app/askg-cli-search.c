/* askg-cli-search.c: `askglass search`: where the words were found, the best hit first. */
#include "app/askg-cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "engine/base/askg-error.h"
#include "engine/memory/askg-when.h"
#include "engine/model/askg-inert-text.h"

#define DEFAULT_MOST 20

typedef struct
{
  gboolean   as_json;
  gboolean   newest;
  int        most;
  char      *since;
  char      *until;
  char      *app;
  char     **kinds;
} Options;

static void
print_piece (const char *snippet,
             gsize       start,
             gsize       end,
             gboolean    bold)
{
  g_autofree char *piece = g_strndup (snippet + start, end - start);
  g_autofree char *inert = askg_text_make_inert (piece, ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);

  printf ("%s%s%s", bold ? "\033[1m" : "", inert, bold ? "\033[0m" : "");
}

/* On a terminal every hit is bold. Marks come in order, but are not trusted to lie in the snippet. */
static void
print_snippet (json_t     *hit,
               const char *snippet)
{
  const gboolean bold = isatty (STDOUT_FILENO);
  const gsize length = strlen (snippet);
  gsize at = 0;
  gsize i;
  json_t *mark;

  json_array_foreach (json_object_get (hit, "marks"), i, mark)
    {
      const gsize start = CLAMP ((gsize) json_integer_value (json_object_get (mark, "start")), at, length);
      const gsize end = start + MIN ((gsize) json_integer_value (json_object_get (mark, "length")), length - start);

      print_piece (snippet, at, start, FALSE);
      print_piece (snippet, start, end, bold);
      at = end;
    }
  print_piece (snippet, at, length, FALSE);
}

/* "2026-11-17 14:32  answer    …the words around it…": a line a hit. */
static void
print_hit (json_t *hit)
{
  const char *snippet = askg_json_get_string (hit, "snippet");
  g_autoptr(GDateTime) utc = g_date_time_new_from_iso8601 (askg_json_get_string (hit, "asked_at"), NULL);
  g_autoptr(GDateTime) local = g_date_time_to_local (utc);
  g_autofree char *when = g_date_time_format (local, "%Y-%m-%d %H:%M");

  printf ("%s  %-8s  ", when, askg_json_get_string (hit, "where"));
  print_snippet (hit, snippet);
  putchar ('\n');
}

static gboolean
holds_all (json_t *hit)
{
  return json_integer_value (json_object_get (hit, "found")) >= json_integer_value (json_object_get (hit, "wanted"));
}

static int
print_hits (json_t   *done,
            gboolean  as_json)
{
  json_t *hits = json_object_get (done, "hits");
  const double share = json_number_value (json_object_get (done, "share"));
  gsize i;
  json_t *hit;

  if (json_object_get (done, "share") != NULL && share < 1)
    {
      g_autofree char *sentence =
        g_strdup_printf (_("Search is still being prepared (%d %%): what is older may be missing. Try again in a minute."),
                         (int) (share * 100));

      askg_exit_say (sentence);
    }
  if (as_json)
    {
      g_autofree char *printed = askg_json_print (hits);

      puts (printed);
      return ASKG_EXIT_OK;
    }
  if (json_array_size (hits) == 0)
    {
      askg_exit_say (_("Nothing was found. Try fewer words, or only the beginning of one."));
      return ASKG_EXIT_FAILED;
    }
  if (!holds_all (json_array_get (hits, 0)))
    askg_exit_say (_("Nothing holds all of the words. This is what holds most of them."));
  json_array_foreach (hits, i, hit)
    print_hit (hit);

  return ASKG_EXIT_OK;
}

static gboolean
read_time (const char  *text,
           gboolean     is_end,
           gint64      *out_us,
           GError     **error)
{
  AskgWhen when;

  *out_us = 0;
  if (text == NULL)
    return TRUE;
  if (askg_when_parse (text, g_get_real_time (), &when))
    {
      *out_us = is_end ? when.until_us : when.from_us;
      return TRUE;
    }

  g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE,
               _("“%s” is not a time that is understood. Give a date (2026-11-17), a day (yesterday, tuesday), a week (last week) or how long ago (3d, 2 weeks)."),
               text);
  return FALSE;
}

static json_t *
read_kinds (char   **names,
            GError **error)
{
  g_autoptr(json_t) kinds = json_array ();

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      if (askg_search_kind_from_name (names[i]) == 0)
        {
          g_set_error (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                       _("“%s” is no kind of text. Choose question, answer, code, picture, text, sound or window."), names[i]);
          return NULL;
        }
      json_array_append_new (kinds, json_string (names[i]));
    }

  return g_steal_pointer (&kinds);
}

static json_t *
make_request (const Options  *options,
              const char     *words,
              GError        **error)
{
  gint64 since_us, until_us;
  json_t *kinds;

  if (*words == '\0' || options->most < 1)
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_USAGE,
                           _("There is nothing to look for. Use: askglass search [--json] [--limit N] TEXT."));
      return NULL;
    }
  if (!read_time (options->since, FALSE, &since_us, error) || !read_time (options->until, TRUE, &until_us, error) ||
      (kinds = read_kinds (options->kinds, error)) == NULL)
    return NULL;

  return json_pack ("{s:s, s:s, s:i, s:b, s:s*, s:I, s:I, s:o}", "verb", "search", "text", words, "most", options->most,
                    "newest_first", options->newest, "app", options->app, "since_us", (json_int_t) since_us,
                    "until_us", (json_int_t) until_us, "kinds", kinds);
}

/* Waiting for an index that is made is told once a line, on a terminal on the same one. */
static void
event_cb (json_t   *event,
          gpointer  user_data)
{
  int *percent_told = user_data;
  const int percent = json_number_value (json_object_get (event, "share")) * 100;

  if (g_strcmp0 (askg_json_get_string (event, "event"), "preparing") != 0 || percent <= *percent_told)
    return;
  *percent_told = percent;
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r%s %d %%%s", _("Preparing search…"), percent, percent >= 99 ? "\n" : "");
}

static json_t *
ask (json_t  *request,
     GError **error)
{
  int percent_told = -1;
  g_autoptr(json_t) last = askg_cli_request (request, FALSE, event_cb, &percent_told, error);

  if (last == NULL || json_object_get (last, "error") == NULL)
    return g_steal_pointer (&last);

  g_propagate_error (error, askg_error_new_for_id (askg_json_get_string (json_object_get (last, "error"), "id"),
                                                   askg_json_get_string (json_object_get (last, "error"), "message")));
  return NULL;
}

static void
options_clear (Options *options)
{
  g_free (options->since);
  g_free (options->until);
  g_free (options->app);
  g_strfreev (options->kinds);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

int
askg_cli_search (int    argc,
                 char **argv)
{
  g_auto(Options) options = { .most = DEFAULT_MOST };
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, N_("Print a JSON array"), NULL },
    { "newest", 0, 0, G_OPTION_ARG_NONE, &options.newest, N_("The last asked first, not the best"), NULL },
    { "since", 0, 0, G_OPTION_ARG_STRING, &options.since, N_("Asked then or later: 2026-11-17, yesterday, tuesday, 3d"), N_("WHEN") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &options.until, N_("Asked then or before"), N_("WHEN") },
    { "app", 0, 0, G_OPTION_ARG_STRING, &options.app, N_("Only what was asked about this application"), N_("NAME") },
    { "kind", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.kinds,
      N_("Only where it stands in a question, answer, code, picture, text, sound or window"), N_("KIND") },
    { "limit", 'n', 0, G_OPTION_ARG_INT, &options.most, N_("At most so many"), N_("N") },
    { "most", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_INT, &options.most, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) request = NULL;
  g_autoptr(json_t) last = NULL;
  g_autofree char *words = NULL;

  if (!askg_cli_parse (entries, "search", &argc, &argv, &error))
    return askg_exit_with_error (error);

  words = askg_cli_join_words (argc, argv, NULL);
  request = make_request (&options, words, &error);
  if (request == NULL || (last = ask (request, &error)) == NULL)
    return askg_exit_with_error (error);

  return print_hits (last, options.as_json);
}
