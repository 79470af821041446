/* askg-cli-doctor.c: `askglass doctor`: the findings as text or JSON. */
#include "app/askg-cli.h"

#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "app/askg-cli-prove.h"
#include "app/askg-doctor.h"
#include "app/askg-exit.h"

static const struct
{
  const char *word; /* in JSON */
  const char *mark;
  const char *colour;
} states[] = {
  [ASKG_FINDING_FINE]    = { "fine", "✓", "\033[32m" },
  [ASKG_FINDING_LIMITED] = { "limited", "!", "\033[33m" },
  [ASKG_FINDING_MISSING] = { "missing", "✗", "\033[31m" },
};

static void
print_finding (const AskgFinding *finding)
{
  const gboolean coloured = isatty (STDOUT_FILENO);
  g_auto(GStrv) lines = g_strsplit (finding->text, "\n", -1);

  printf ("%s%s%s %s\n", coloured ? states[finding->state].colour : "", states[finding->state].mark,
          coloured ? "\033[0m" : "", finding->title);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      printf ("    %s\n", *line);
}

int
askg_cli_doctor (int    argc,
                 char **argv)
{
  gboolean as_json = FALSE, prove_local = FALSE, tells_progress = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &as_json, N_("Print a JSON array"), NULL },
    { "prove-local", 0, 0, G_OPTION_ARG_NONE, &prove_local,
      N_("Ask where every contact is caught, and tell what was seen"), NULL },
    { "progress", 0, 0, G_OPTION_ARG_NONE, &tells_progress, N_("With --prove-local: a JSON object a step"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) findings = NULL;
  g_autoptr(json_t) list = json_array ();
  gboolean missing = FALSE;

  if (!askg_cli_parse (entries, "doctor", &argc, &argv, &error))
    return askg_exit_with_error (error);

  if (prove_local)
    return askg_cli_prove (as_json, tells_progress);
  findings = askg_doctor_probe ();
  for (guint i = 0; i < findings->len; i++)
    {
      const AskgFinding *finding = g_ptr_array_index (findings, i);

      missing |= finding->state == ASKG_FINDING_MISSING;
      json_array_append_new (list, json_pack ("{s:s, s:s, s:s, s:s}", "part", finding->part, "title", finding->title,
                                              "state", states[finding->state].word, "text", finding->text));
      if (!as_json)
        print_finding (finding);
    }
  if (as_json)
    {
      g_autofree char *printed = askg_json_print (list);

      puts (printed);
    }

  return missing ? ASKG_EXIT_UNAVAILABLE : ASKG_EXIT_OK;
}
