/* askg-rank.h: how good a hit is. The store's thread.
 *
 *   score = words * found^2 * age * app * day
 *
 *   words  BM25 with columns (BM25F), k1 = 1.2, b = 0.75: for each term its rarity, log (1 + (N - n + 0.5) /
 *          (n + 0.5)), times f * (k1 + 1) / (f + k1), where f sums the hits over the columns, each divided by
 *          how much longer than others its text is, and weighted: a question (2) is what the person would
 *          search by, a title or an application (1.5) was chosen by somebody, an answer, code and speech (1)
 *          are about it, the text of a picture or a file (0.8) holds much that was not. A word that only
 *          begins as typed counts 0.6. N and n are estimated from the newest shelf.
 *   found  which part of the terms is there at all.
 *   age    1 + 2^(-days / 30): today's counts twice what is old, a month's one and a half. It decides
 *          between equals; a rare word outweighs it.
 *   app    1.3 where it was asked about the application in front.
 *   day    3 where it was asked on the day named in the search.
 *
 * Only the newest ASKG_RANK_CANDIDATES that hold the words are ranked, and as many of the day named. */
#pragma once

#include <sqlite3.h>

#include "engine/memory/askg-query.h"

G_BEGIN_DECLS

#define ASKG_RANK_CANDIDATES 200
#define ASKG_RANK_POINTER "askg-rank" /* the type of the second argument of askg_rank() */

typedef struct
{
  const AskgQueryMatch *match;
  double                rarity[ASKG_QUERY_MAX_TERMS];
} AskgRank;

int    askg_rank_register   (sqlite3  *handle);
double askg_rank_rarity     (double    n_all,
                             double    n_with);
double askg_rank_age        (gint64    asked_at_us,
                             gint64    now_us);

G_END_DECLS
