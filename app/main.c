/* main.c: the front door. Loads neither GTK nor Tesseract: what needs them runs beside it. */
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "app/askg-cli.h"
#include "app/askg-exit.h"
#include "app/askg-verbs.h"
#include "engine/base/askg-program.h"

static int
run_verb (const AskgVerb  *verb,
          int              argc,
          char           **argv)
{
  switch (verb->id)
    {
    case ASKG_VERB_OVERLAY:
      return askg_cli_open_desk ("--show");
    case ASKG_VERB_RESIDENT:
      return askg_cli_open_desk ("--resident");
    case ASKG_VERB_ASK:
      return askg_cli_ask (argc, argv);
    case ASKG_VERB_CAPTURE:
      return askg_cli_capture (argc, argv);
    case ASKG_VERB_SEARCH:
      return askg_cli_search (argc, argv);
    case ASKG_VERB_DIAGNOSE:
      return askg_cli_diagnose (argc, argv);
    case ASKG_VERB_RUN:
      return askg_cli_run (argc, argv);
    case ASKG_VERB_WATCH:
      return askg_cli_watch (argc, argv);
    case ASKG_VERB_HOOK:
      return askg_cli_hook (argc, argv);
    case ASKG_VERB_PATCH:
      return askg_cli_patch (argc, argv);
    case ASKG_VERB_REDACT:
      return askg_cli_redact (argc, argv);
    case ASKG_VERB_HISTORY:
      return askg_cli_history (argc, argv);
    case ASKG_VERB_FACTS:
      return askg_cli_facts (argc, argv);
    case ASKG_VERB_LISTEN:
      return askg_cli_listen (argc, argv);
    case ASKG_VERB_SAY:
      return askg_cli_say (argc, argv);
    case ASKG_VERB_TALK:
      return askg_cli_talk (argc, argv);
    case ASKG_VERB_ENGINES:
      return askg_cli_engines (argc, argv);
    case ASKG_VERB_LEDGER:
      return askg_cli_ledger (argc, argv);
    case ASKG_VERB_DOCTOR:
      return askg_cli_doctor (argc, argv);
    case ASKG_VERB_STOP:
    case ASKG_VERB_HIDE:
    case ASKG_VERB_QUIT:
      return askg_cli_tell_desk (verb->name);
    case ASKG_VERB_AUTOSTART:
      return askg_cli_autostart (argc, argv);
    default:
      g_return_val_if_reached (ASKG_EXIT_FAILED);
    }
}

/* Whoever runs a command for the person must not change what that command meets: it is left to the verb. */
static gboolean
lends_itself (const AskgVerb *verb)
{
  return verb != NULL && (verb->id == ASKG_VERB_RUN || verb->id == ASKG_VERB_WATCH);
}

int
main (int    argc,
      char **argv)
{
  const AskgVerb *verb = askg_verbs_find (argc > 1 ? argv[1] : NULL);

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, askg_program_locale_dir ());
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_prgname ("askglass");
  if (!lends_itself (verb))
    askg_cli_mind_itself ();

  if (argc > 1 && (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 || strcmp (argv[1], "help") == 0))
    {
      g_autofree char *help = askg_verbs_help ();

      askg_exit_print (help);
      return askg_exit_close_output (ASKG_EXIT_OK);
    }
  if (argc > 1 && strcmp (argv[1], "--version") == 0)
    {
      askg_exit_print ("askglass " ASKG_VERSION "\n");
      return askg_exit_close_output (ASKG_EXIT_OK);
    }

  if (verb == NULL)
    {
      g_autofree char *sentence = g_strdup_printf (_("“%s” is not understood. See “askglass --help”."), argv[1]);

      askg_exit_say (sentence);
      return ASKG_EXIT_USAGE;
    }

  return askg_exit_close_output (run_verb (verb, argc > 1 ? argc - 1 : 1, argc > 1 ? argv + 1 : argv));
}
