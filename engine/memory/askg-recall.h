/* askg-recall.h: which of the earlier turns that were found belong to a question, in what order, and how much of them goes
 * along. Pure; any thread.
 *
 * Better nothing than noise. What was found by the words of the question belongs to it when it holds one of the names in it
 * and a quarter of the words, or half of them, each counted by its rarity (askg_rank_rarity()), and one of them is rare:
 * ten turns hold it, or one in five. What was found by the words on the screen holds two names that stand there and half
 * of all of them. Lists are merged by reciprocal rank fusion (Cormack, Clarke and Buettcher, "Reciprocal rank fusion
 * outperforms Condorcet and individual rank learning methods", SIGIR 2009), k = 60. */
#pragma once

#include "engine/memory/askg-hit.h"
#include "engine/memory/askg-recall-words.h"

G_BEGIN_DECLS

#define ASKG_RECALL_MOST       3    /* turns */
#define ASKG_RECALL_TOKENS     1000 /* of them all, about */
#define ASKG_RECALL_ONE_TOKENS 400  /* of one */
#define ASKG_RECALL_MIN_TOKENS 40   /* less of a turn says nothing */

/* What there is to tell of an earlier turn. */
typedef struct
{
  gint64      asked_at_us; /* wall clock, microseconds since 1970 */
  const char *question;
  const char *seen;        /* (nullable): the line on its picture or in its text that was found */
  const char *answer;
} AskgRecallSource;

gboolean askg_recall_is_by_question (const AskgRecallWords  *words,
                                     const AskgHit          *hit,
                                     const AskgSearchRarity *rarity);
gboolean askg_recall_is_by_screen   (const AskgRecallWords  *words,
                                     const AskgHit          *hit,
                                     const AskgSearchRarity *rarity);
GArray  *askg_recall_fuse           (const GArray *const    *lists,
                                     guint                   n_lists);
guint    askg_recall_count_tokens   (const char             *text);
char    *askg_recall_cut            (const char             *text,
                                     guint                   most_tokens);
char    *askg_recall_tell           (const AskgRecallSource *source,
                                     guint                  *left_tokens);

G_END_DECLS
