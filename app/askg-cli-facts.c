/* askg-cli-facts.c: `askglass facts`: what the person wants remembered. */
#include "app/askg-cli.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-exit.h"
#include "engine/base/askg-error.h"
#include "engine/model/askg-inert-text.h"

/* (nullable): what is asked of the owner; %NULL where the words are none */
static json_t *
new_request (int    argc,
             char **argv)
{
  const char *what = argc > 1 ? argv[1] : NULL;
  char *end = NULL;

  if (what == NULL || (argc == 2 && strcmp (what, "list") == 0))
    return json_pack ("{s:s}", "verb", "facts");
  if (strcmp (what, "remember") == 0 && argc > 2)
    {
      g_autofree char *words = g_strjoinv (" ", argv + 2);
      g_autofree char *text = g_utf8_make_valid (words, -1);

      return json_pack ("{s:s, s:s, s:s}", "verb", "facts", "do", "remember", "text", text);
    }
  if (strcmp (what, "forget") == 0 && argc == 3)
    {
      const gint64 id = g_ascii_strtoll (argv[2], &end, 10);

      return *end == '\0' && id > 0 ? json_pack ("{s:s, s:s, s:I}", "verb", "facts", "do", "forget", "id", (json_int_t) id)
                                    : NULL;
    }
  if (argc == 2 && (strcmp (what, "on") == 0 || strcmp (what, "off") == 0))
    return json_pack ("{s:s, s:s, s:b}", "verb", "facts", "do", "switch", "on", strcmp (what, "on") == 0);

  return NULL;
}

/* A line a fact. */
static void
print_facts (json_t *last)
{
  json_t *facts = json_object_get (last, "facts");
  json_t *fact;
  gsize i;

  json_array_foreach (facts, i, fact)
    {
      const char *text = askg_json_get_string (fact, "text");
      g_autofree char *inert = askg_text_make_inert (text != NULL ? text : "", ASKG_INERT_SHOW_HIDDEN | ASKG_INERT_ONE_LINE);
      g_autofree char *line = g_strdup_printf ("%" G_GINT64_FORMAT "\t%s\n",
                                               (gint64) json_integer_value (json_object_get (fact, "id")), inert);

      askg_exit_print (line);
    }
  if (json_array_size (facts) > 0 && json_is_false (json_object_get (last, "told")))
    askg_exit_say (_("Engines are not told any of it: “askglass facts on” changes that."));
}

int
askg_cli_facts (int    argc,
                char **argv)
{
  gboolean as_json = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print one JSON object"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(json_t) request = NULL;
  g_autoptr(json_t) last = NULL;
  g_autoptr(GError) error = NULL;

  if (!askg_cli_parse (entries, "facts", &argc, &argv, &error))
    return askg_exit_with_error (error);

  request = new_request (argc, argv);
  if (request == NULL)
    g_set_error_literal (&error, ASKG_ERROR, ASKG_ERROR_USAGE,
                         _("That is not understood. Use: askglass facts, facts remember TEXT, facts forget NUMBER, facts on, or facts off."));
  else
    last = askg_cli_request (request, FALSE, NULL, NULL, &error);
  if (last != NULL && json_object_get (last, "error") != NULL)
    error = askg_error_new_for_id (askg_json_get_string (json_object_get (last, "error"), "id"),
                                   askg_json_get_string (json_object_get (last, "error"), "message"));
  if (error != NULL)
    return askg_exit_with_error (error);

  if (as_json)
    {
      g_autofree char *printed = askg_json_print (last);

      askg_exit_print (printed);
      askg_exit_print ("\n");
    }
  else
    print_facts (last);

  return ASKG_EXIT_OK;
}
