/* askg-verbs.c: any thread. */
#include "app/askg-verbs.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* The bus carries only what the person sees happen: every program of theirs may call it. */
static const AskgVerb verbs[] = {
  { ASKG_VERB_OVERLAY, "", "",
    N_("Open the overlay"), "show", "Show" },
  { ASKG_VERB_ASK, "ask",
    "[--region | --screen | --window | --clipboard | --last | --image FILE | --audio FILE]… [--engine NAME] [--conversation ID] [--no-memory] [--without-facts] [--speak FILE] [--preview] [--off-record] [--json] [TEXT | -]",
    N_("Ask, and print the reply as it is written"), "ask-region", "AskRegion" },
  { ASKG_VERB_CAPTURE, "capture", "[--output NAME | --region X,Y,WxH | --window | --screen] -o FILE.png",
    N_("Save a picture of the screen"), NULL, NULL },
  { ASKG_VERB_SEARCH, "search",
    "[--json] [--newest] [--since WHEN] [--until WHEN] [--app NAME] [--kind KIND]… [--limit N] TEXT",
    N_("Find earlier questions, answers and words in pictures"), NULL, NULL },
  { ASKG_VERB_DIAGNOSE, "diagnose", "[--json] [--folder FOLDER] [--columns N] [--last | FILE | -]",
    N_("Find the error that matters in the output of a command, and the lines it names"), NULL, NULL },
  { ASKG_VERB_RUN, "run", "[--quiet] [--time] [--pty] [--folder FOLDER] [--columns N] [--] COMMAND [ARGUMENT]… | --again",
    N_("Run a command and read along, so that you can ask why it failed"), NULL, NULL },
  { ASKG_VERB_WATCH, "watch", "[--quiet] [--folder FOLDER] [--] COMMAND [ARGUMENT]… | --file LOG",
    N_("Run a command again when files change, or follow a log; tell of a new failure"), NULL, NULL },
  { ASKG_VERB_HOOK, "hook", "bash | zsh | fish",
    N_("Print what makes your shell tell Askglass of commands that fail"), NULL, NULL },
  { ASKG_VERB_PATCH, "patch", "[--apply | --undo] [--json] [--folder FOLDER] [FILE | -]",
    N_("See whether a diff applies to the files as they are now; apply it, take it back"), NULL, NULL },
  { ASKG_VERB_REDACT, "redact", "[--jsonl]",
    N_("Cover the secrets in a text from standard input"), NULL, NULL },
  { ASKG_VERB_HISTORY, "history",
    "[--json] [list [--most N] | check | export [--markdown] [--conversation ID] [--replace] FILE | import FILE | delete --conversation ID|--before DATE|--all [--yes] | encrypt | decrypt | vacuum]",
    N_("List the conversations; check the history, take it out, bring it in, delete it, make it smaller"), NULL, NULL },
  { ASKG_VERB_FACTS, "facts", "[--json] [remember TEXT | forget NUMBER | on | off]",
    N_("List what Askglass was asked to remember; add to it, take from it, stop telling engines"), NULL, NULL },
  { ASKG_VERB_LISTEN, "listen", "[--hold | --hands-free] [--engine NAME | --commands] [--language LANG] [--microphone NAME|?] [--off-record] [--json]",
    N_("Turn what is said into words"), NULL, NULL },
  { ASKG_VERB_SAY, "say", "[--voice VOICE|?] [--rate NUMBER] [--language LANGUAGE] [--output FILE.wav] TEXT | -",
    N_("Say a text aloud as it comes"), NULL, NULL },
  { ASKG_VERB_TALK, "talk",
    "[--hands-free] [--engine NAME] [--microphone NAME] [--mute] [--interpret A:B] [--conversation ID] [--off-record] [--json]",
    N_("Talk, and hear the answer; talk over it, and it falls silent"), NULL, NULL },
  { ASKG_VERB_ENGINES, "engines",
    "[--json] [add NAME URL [--model MODEL] [--key-file FILE|-] [--fallback] [--voice VOICE] [--pictures] [--preview found|always|never] | add NAME --model-file FILE|--model-url URL [--sha256 HEX] [--mmproj FILE|URL] | add NAME --speech-model FILE | find | test NAME | default NAME | remove NAME]",
    N_("List the engines that can be asked; connect, test or take one away"), NULL, NULL },
  { ASKG_VERB_LEDGER, "ledger",
    "[--json | --csv] [--since WHEN] [--before WHEN] [--host HOST] [--engine NAME] [--left] [--most N] | --bytes ID | --purge [--before WHEN] [--yes]",
    N_("List what was sent and where to, write the very bytes, or erase it"), NULL, NULL },
  { ASKG_VERB_DOCTOR, "doctor", "[--json] [--prove-local]",
    N_("Tell what works on this desktop, what does not, and why"), NULL, NULL },
  { ASKG_VERB_STOP, "stop", "",
    N_("Stop whatever is being answered or said"), "stop", "Stop" },
  { ASKG_VERB_HIDE, "hide", "",
    N_("Hide the overlay"), "hide", "Hide" },
  { ASKG_VERB_QUIT, "quit", "",
    N_("End Askglass"), NULL, NULL },
  { ASKG_VERB_RESIDENT, "resident", "",
    N_("Start without showing anything, so that the keys work"), NULL, NULL },
  { ASKG_VERB_AUTOSTART, "autostart", "on | off",
    N_("Start with the desktop, or no longer"), NULL, NULL },
};

const AskgVerb *
askg_verbs_list (gsize *n_verbs)
{
  *n_verbs = G_N_ELEMENTS (verbs);

  return verbs;
}

/**
 * askg_verbs_find:
 * @name: (nullable): the first word after the program's name
 *
 * Returns: (nullable) (transfer none): its verb; the overlay's for %NULL
 */
const AskgVerb *
askg_verbs_find (const char *name)
{
  if (name == NULL)
    return &verbs[0];

  for (gsize i = 1; i < G_N_ELEMENTS (verbs); i++)
    if (strcmp (verbs[i].name, name) == 0)
      return &verbs[i];

  return NULL;
}

/**
 * askg_verbs_help:
 *
 * Returns: (transfer full): what `askglass --help` prints
 */
char *
askg_verbs_help (void)
{
  GString *help = g_string_new (NULL);

  g_string_append_printf (help, "%s\n\n", _("Usage: askglass [VERB] [OPTION]…"));
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_string_append_printf (help, "  askglass%s%s", *verbs[i].name != '\0' ? " " : "", verbs[i].name);
      if (*verbs[i].arguments != '\0')
        g_string_append_printf (help, " %s", verbs[i].arguments);
      g_string_append_printf (help, "\n      %s\n", _(verbs[i].help));
    }
  g_string_append_printf (help, "\n%s\n%s\n",
                          _("“-” reads a picture or text from a pipe: grim -g \"$(slurp)\" - | askglass ask - \"what is this?\""),
                          _("More: man askglass"));

  return g_string_free (help, FALSE);
}
