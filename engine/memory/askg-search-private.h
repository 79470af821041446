/* askg-search-private.h: one search while it runs. For the askg-search-*.c files. The store's thread. */
#pragma once

#include "engine/memory/askg-query.h"
#include "engine/memory/askg-search-sql.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 turn_id;
  gint64 asked_at_us;
  double score;
} AskgSearchCandidate;

/* Turns from one to another, both of them too. */
typedef struct
{
  gint64 first;
  gint64 last;
} AskgSearchSpan;

/* One search while it runs. */
typedef struct
{
  AskgDb           *db;
  const AskgSearch *search;
  const AskgQuery  *query;
  sqlite3_stmt     *turns;       /* of askg_search_look_prepare() */
  GArray           *shelves;     /* of AskgShelf, the newest first */
  GArray           *spans;       /* of AskgSearchSpan, the newest first, apart: what lies in them may be found */
  GArray           *candidates;  /* of AskgSearchCandidate */
  gint64            now_us;
  double            rarity[ASKG_QUERY_MAX_TERMS];
  AskgSearchRarity *told;        /* (nullable): who wants to know it */
} AskgSearchRun;

gboolean askg_search_look_prepare  (AskgSearchRun         *run,
                                    GError               **error);
gboolean askg_search_look_is_known (const AskgSearchRun   *run,
                                    guint                  n_known,
                                    gint64                 turn_id);
gboolean askg_search_look_consider (AskgSearchRun         *run,
                                    gint64                 turn_id,
                                    double                 words,
                                    GError               **error);
gboolean askg_search_look          (AskgSearchRun         *run,
                                    const AskgQueryMatch  *match,
                                    gint64                 first_turn,
                                    gint64                 last_turn,
                                    guint                  most,
                                    GError               **error);

G_END_DECLS
