/* askg-verbs.h: everything Askglass can be told to do, once: the table that command line, actions,
 * bus and help are made from. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  ASKG_VERB_OVERLAY,
  ASKG_VERB_ASK,
  ASKG_VERB_CAPTURE,
  ASKG_VERB_SEARCH,
  ASKG_VERB_DIAGNOSE,
  ASKG_VERB_RUN,
  ASKG_VERB_WATCH,
  ASKG_VERB_HOOK,
  ASKG_VERB_PATCH,
  ASKG_VERB_REDACT,
  ASKG_VERB_HISTORY,
  ASKG_VERB_FACTS,
  ASKG_VERB_LISTEN,
  ASKG_VERB_SAY,
  ASKG_VERB_TALK,
  ASKG_VERB_ENGINES,
  ASKG_VERB_LEDGER,
  ASKG_VERB_DOCTOR,
  ASKG_VERB_STOP,
  ASKG_VERB_HIDE,
  ASKG_VERB_QUIT,
  ASKG_VERB_RESIDENT,
  ASKG_VERB_AUTOSTART,
} AskgVerbId;

typedef struct
{
  AskgVerbId  id;
  const char *name;      /* on the command line; "" for no word at all */
  const char *arguments; /* how the help shows what may follow */
  const char *help;      /* one line; to be translated */
  const char *action;    /* (nullable): name of the GAction; only those that may be on the bus have one */
  const char *bus;       /* (nullable): method of org.askglass.Askglass1 */
} AskgVerb;

const AskgVerb *askg_verbs_list (gsize      *n_verbs);
const AskgVerb *askg_verbs_find (const char *name);
char           *askg_verbs_help (void);

G_END_DECLS
