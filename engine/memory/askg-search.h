/* askg-search.h: what to look for in the history. A plain value; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_SEARCH_MOST 1000
#define ASKG_SEARCH_MAX_TERMS 16

/* Where words stand. Their names (askg_search_kind_get_name()) are for files and the command line. */
typedef enum
{
  ASKG_SEARCH_QUESTION = 1 << 0,
  ASKG_SEARCH_ANSWER   = 1 << 1,
  ASKG_SEARCH_CODE     = 1 << 2, /* blocks of code in an answer */
  ASKG_SEARCH_PICTURE  = 1 << 3, /* words that were only ever pixels */
  ASKG_SEARCH_TEXT     = 1 << 4, /* attached as text */
  ASKG_SEARCH_SOUND    = 1 << 5, /* spoken, and understood */
  ASKG_SEARCH_WINDOW   = 1 << 6, /* the title or the application of what was asked about */
} AskgSearchKinds;

#define ASKG_SEARCH_N_KINDS 7

typedef enum
{
  ASKG_SEARCH_BEST_FIRST,
  ASKG_SEARCH_NEWEST_FIRST,
} AskgSearchOrder;

/* A value of 0 or %NULL asks for nothing in particular. Times are microseconds since 1970, wall clock. */
typedef struct
{
  char            *text;         /* as typed: there is no syntax, nothing in it is an error */
  guint            most;         /* how many hits */
  AskgSearchOrder  order;
  AskgSearchKinds  kinds;        /* only where words stand in one of these; 0: anywhere */
  char            *app;          /* only what was asked about this application; any case */
  char            *app_in_front; /* what was asked about this one comes before its equals */
  gint64           since_us;     /* asked at this time or later */
  gint64           until_us;     /* asked before this time; 0: whenever */
  gint64           now_us;       /* what "yesterday" is counted from; 0: from when it is looked for */
  gboolean         needs_all;    /* nothing rather than what holds only most of the words */
  gboolean         pinned_only;
  gint64           but_conversation_id; /* not in this one; 0: in any */
  gint64           until_monotonic_us; /* then nothing older is looked for; 0: however long it takes */
  guint            n_ranked;     /* so many of the newest that hold the words are compared; 0: ASKG_RANK_CANDIDATES */
  gboolean         with_error;   /* only where an error message stands in what was asked about */
} AskgSearch;

/* How rare the words of a search are in the history, in their order. */
typedef struct
{
  guint  n_terms;
  double rarity[ASKG_SEARCH_MAX_TERMS];  /* as askg_rank_rarity() */
  double n_turns[ASKG_SEARCH_MAX_TERMS]; /* about how many hold it */
  double n_all;                          /* of so many */
} AskgSearchRarity;

AskgSearch      *askg_search_new            (const char       *text,
                                             guint             most);
AskgSearch      *askg_search_copy           (const AskgSearch *self);
void             askg_search_free           (AskgSearch       *self);

const char      *askg_search_kind_get_name  (AskgSearchKinds   kind);
AskgSearchKinds  askg_search_kind_from_name (const char       *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgSearch, askg_search_free)

G_END_DECLS
