/* askg-recall.c: any thread. */
#include "engine/memory/askg-recall.h"

#include <math.h>
#include <string.h>

#define FUSION_K 60

#define SHARE       0.5
#define NAMED_SHARE 0.25
#define RARE_TURNS  10
#define RARE_PART   0.2
#define MIN_NAMES   2 /* on a screen */

/* -- What belongs to it -------------------------------------------------------- */

/* Which part of the words is held, each by its rarity. */
static double
share_of (const AskgRecallWords  *words,
          const AskgHit          *hit,
          const AskgSearchRarity *rarity)
{
  double all = 0, found = 0;

  for (guint i = 0; i < MIN (words->n_terms, rarity->n_terms); i++)
    {
      all += rarity->rarity[i];
      if ((hit->found & 1u << i) != 0)
        found += rarity->rarity[i];
    }

  return all > 0 ? found / all : 0;
}

static gboolean
holds_rare (const AskgRecallWords  *words,
            const AskgHit          *hit,
            const AskgSearchRarity *rarity)
{
  for (guint i = 0; i < MIN (words->n_terms, rarity->n_terms); i++)
    if ((hit->found & 1u << i) != 0 && rarity->n_turns[i] <= MAX (RARE_TURNS, RARE_PART * rarity->n_all))
      return TRUE;

  return FALSE;
}

static guint
count_names (const AskgRecallWords *words,
             const AskgHit         *hit)
{
  return __builtin_popcount (hit->found & ((1u << words->n_names) - 1));
}

/* @hit: found by @words of askg_recall_words_of_question() */
gboolean
askg_recall_is_by_question (const AskgRecallWords  *words,
                            const AskgHit          *hit,
                            const AskgSearchRarity *rarity)
{
  return holds_rare (words, hit, rarity) &&
         share_of (words, hit, rarity) >= (count_names (words, hit) > 0 ? NAMED_SHARE : SHARE);
}

/* @hit: found by @words of askg_recall_words_of_screen() */
gboolean
askg_recall_is_by_screen (const AskgRecallWords  *words,
                          const AskgHit          *hit,
                          const AskgSearchRarity *rarity)
{
  return count_names (words, hit) >= MIN_NAMES && holds_rare (words, hit, rarity) && share_of (words, hit, rarity) >= SHARE;
}

/* -- In what order ------------------------------------------------------------- */

typedef struct
{
  gint64 id;
  double score;
  guint  place; /* where it was met first */
} Fused;

static int
by_score (gconstpointer a,
          gconstpointer b)
{
  const Fused *one = a;
  const Fused *two = b;

  if (fabs (one->score - two->score) > 1e-12)
    return one->score > two->score ? -1 : 1;

  return one->place < two->place ? -1 : one->place > two->place;
}

static Fused *
find (GArray *fused,
      gint64  id)
{
  const Fused fresh = { id, 0, fused->len };

  for (guint i = 0; i < fused->len; i++)
    if (g_array_index (fused, Fused, i).id == id)
      return &g_array_index (fused, Fused, i);
  g_array_append_val (fused, fresh);

  return &g_array_index (fused, Fused, fused->len - 1);
}

/**
 * askg_recall_fuse:
 * @lists: (array length=n_lists) (element-type gint64): the best first, each id once
 *
 * Returns: (transfer full) (element-type gint64): what stands in any of them, the best of all first; of equals the one of
 *   the earlier list
 */
GArray *
askg_recall_fuse (const GArray *const *lists,
                  guint                n_lists)
{
  g_autoptr(GArray) fused = g_array_new (FALSE, FALSE, sizeof (Fused));
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < n_lists; i++)
    for (guint rank = 0; rank < lists[i]->len; rank++)
      find (fused, g_array_index (lists[i], gint64, rank))->score += 1.0 / (FUSION_K + rank + 1);
  g_array_sort (fused, by_score);
  for (guint i = 0; i < fused->len; i++)
    g_array_append_val (ids, g_array_index (fused, Fused, i).id);

  return ids;
}

/* -- How much of it ---------------------------------------------------------------- */

/* In quarters of a token: four letters of Latin are about one, and so is one of most other scripts. */
static guint
quarters (const char *c)
{
  return (*c & 0x80) == 0 ? 1 : 4;
}

/* About: no model's own count is known here. */
guint
askg_recall_count_tokens (const char *text)
{
  guint n = 0;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    n += quarters (c);

  return (n + 3) / 4;
}

/* A better place to stop than @end, in the second half of what goes before it: behind a line, a sentence or a word. */
static const char *
find_stop (const char *text,
           const char *end)
{
  const char *half = text + (end - text) / 2;
  const char *sentence = NULL;
  const char *word = NULL;

  for (const char *c = end; c > half; c--)
    {
      if (c[-1] == '\n')
        return c;
      if (sentence == NULL && strchr (".!?", c[-1]) != NULL && (*c == ' ' || *c == '\0'))
        sentence = c;
      if (word == NULL && c[-1] == ' ')
        word = c;
    }

  return sentence != NULL ? sentence : word != NULL ? word : end;
}

/**
 * askg_recall_cut:
 * @text: valid UTF-8
 * @most_tokens: of the result, with the dots that say it goes on
 *
 * Returns: (transfer full): all of @text, or its beginning
 */
char *
askg_recall_cut (const char *text,
                 guint       most_tokens)
{
  const char *end = text;
  guint n = 0;
  g_autofree char *start = NULL;

  if (askg_recall_count_tokens (text) <= most_tokens)
    return g_strdup (text);
  if (most_tokens < 2)
    return g_strdup ("");
  for (; n + quarters (end) <= (most_tokens - 1) * 4; end = g_utf8_next_char (end))
    n += quarters (end);
  end = find_stop (text, end);
  start = g_strndup (text, end - text);
  g_strchomp (start);

  return g_strconcat (start, "…", NULL);
}

static char *
day_of (gint64 at_us)
{
  g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc (at_us / G_USEC_PER_SEC);
  g_autoptr(GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d") : g_strdup ("an unknown day");
}

/**
 * askg_recall_tell:
 * @left_tokens: (inout): what is left of the budget
 *
 * In English whatever the person speaks: it is for the engine. What is cut is the answer, as the question says what it is
 * about; but a question as long as a file does not take all the room.
 *
 * Returns: (transfer full) (nullable): what the engine is told of it; %NULL where there is no room for anything that says
 *   something
 */
char *
askg_recall_tell (const AskgRecallSource *source,
                  guint                  *left_tokens)
{
  const guint room = MIN (*left_tokens, ASKG_RECALL_ONE_TOKENS);
  g_autofree char *day = day_of (source->asked_at_us);
  g_autofree char *question = askg_recall_cut (source->question, room / 4);
  g_autofree char *seen = source->seen != NULL ? askg_recall_cut (source->seen, room / 6) : NULL;
  g_autofree char *answer = NULL;
  GString *text;
  guint used;

  if (room < ASKG_RECALL_MIN_TOKENS || *source->answer == '\0')
    return NULL;
  text = g_string_new (NULL);
  g_string_append_printf (text, "Asked on %s: %s\n", day, question);
  if (seen != NULL && *seen != '\0')
    g_string_append_printf (text, "On the screen then: %s\n", seen);
  g_string_append (text, "Answered: ");
  used = askg_recall_count_tokens (text->str) + 1; /* what is added up is rounded once more */
  answer = askg_recall_cut (source->answer, room - MIN (used, room));
  g_string_append (text, answer);
  g_strchomp (text->str);
  *left_tokens -= MIN (askg_recall_count_tokens (text->str), *left_tokens);

  return g_string_free (text, FALSE);
}
