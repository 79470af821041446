/* askg-reader-intent.h: what the reader is asked to do, told from the words alone. Pure; any thread. */
#pragma once

#include "engine/provider/askg-reader-extract.h"

G_BEGIN_DECLS

typedef enum
{
  ASKG_INTENT_NOTHING,   /* no words: what is attached decides */
  ASKG_INTENT_EXPLAIN,   /* an error: what, why, how to mend it, where */
  ASKG_INTENT_AGAIN,     /* the last answer once more */
  ASKG_INTENT_READ,
  ASKG_INTENT_TABLE,
  ASKG_INTENT_EXTRACT,   /* see AskgIntent.what */
  ASKG_INTENT_COUNT,     /* see AskgIntent.unit */
  ASKG_INTENT_SUMMARISE,
  ASKG_INTENT_FIND,      /* see AskgIntent.subject */
  ASKG_INTENT_RECALL,    /* earlier questions; see AskgIntent.subject */
  ASKG_INTENT_HELP,      /* what can you do */
  ASKG_INTENT_WHO,       /* who are you */
  ASKG_INTENT_THANKS,
  ASKG_INTENT_MODEL,     /* everything else: a reader cannot answer it */
} AskgIntentKind;

/* Which part of an explanation is asked for. */
typedef enum
{
  ASKG_ASPECT_ALL,
  ASKG_ASPECT_WHY,
  ASKG_ASPECT_MEND,
  ASKG_ASPECT_WHERE,
} AskgAspect;

typedef enum
{
  ASKG_UNIT_ALL,
  ASKG_UNIT_LINES,
  ASKG_UNIT_WORDS,
  ASKG_UNIT_CHARACTERS,
  ASKG_UNIT_ERRORS,
  ASKG_UNIT_WARNINGS,
  ASKG_UNIT_EXTRACTS,    /* of the kind AskgIntent.what */
  ASKG_UNIT_OCCURRENCES, /* of AskgIntent.subject */
} AskgUnit;

/* Values of AskgIntent.ordinal beside 1, 2, 3 … */
#define ASKG_ORDINAL_NONE 0u
#define ASKG_ORDINAL_NEXT (G_MAXUINT - 1)
#define ASKG_ORDINAL_LAST G_MAXUINT

typedef struct
{
  AskgIntentKind   kind;
  AskgAspect       aspect;  /* of EXPLAIN */
  AskgExtractKind  what;    /* of EXTRACT and of COUNT */
  AskgUnit         unit;    /* of COUNT */
  guint            ordinal; /* which error: 1 is the first; one of ASKG_ORDINAL_… */
  char            *subject; /* (nullable): of FIND, RECALL, COUNT and MODEL, in the person's own letters */
} AskgIntent;

AskgIntent *askg_intent_parse (const char *question);
void        askg_intent_free  (AskgIntent *intent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgIntent, askg_intent_free)

G_END_DECLS
