/* askg-catalogue-hits.c: pure; any thread. */
#include "engine/debug/askg-catalogue-hits.h"

#include <string.h>

#define WEAK 40 /* confidence below which an entry only guesses that a line is an error */
#define ANNOUNCED_ROWS 6
#define NEEDED_ROWS 40 /* so far away may be what an entry needs to be the right one */
#define NEAR_ROWS 8 /* hits are found row by row, and none has to do with one further away */

enum { TIER_ROOT, TIER_ERROR, TIER_GUESS, TIER_WARNING, TIER_CONSEQUENCE, TIER_NOTE };

/* What "error:" or "warning:" in the line says, or else the entry. 2 error, 1 warning, 0 note. */
guint
askg_catalogue_hit_level (const AskgCatalogueHit      *hit,
                          const AskgSkeleton *skeleton)
{
  for (guint i = 0; i < askg_pattern_get_n_names (hit->pattern); i++)
    if (strcmp (askg_pattern_get_name (hit->pattern, i), "level") == 0)
      switch (skeleton->folded->data[hit->match.captures[i].start])
        {
        case 'e': case 'f':
          return 2;
        case 'v': /* the first half of w */
          return 1;
        default:
          return 0;
        }

  return hit->entry->severity;
}

/* "Caused by:" leads to the root, and the last of a chain of them stands nearest to it. */
static gboolean
is_root_of_chain (const AskgCatalogueHit      *hit,
                  const AskgSkeleton *skeleton)
{
  static const char caused_by[] = "causedby:";
  const gsize start = g_array_index (skeleton->rows, AskgRow, hit->first_row).start;

  return hit->entry->rank == ASKG_RANK_CAUSE && start + sizeof caused_by <= skeleton->folded->len
         && memcmp (skeleton->folded->data + start, caused_by, sizeof caused_by - 1) == 0;
}

static guint
tier_of (const AskgCatalogueHit      *hit,
         const AskgSkeleton *skeleton)
{
  const guint level = askg_catalogue_hit_level (hit, skeleton);

  if (hit->entry->rank == ASKG_RANK_CONSEQUENCE)
    return TIER_CONSEQUENCE;
  if (level < 2)
    return level == 1 ? TIER_WARNING : TIER_NOTE;
  if (is_root_of_chain (hit, skeleton))
    return TIER_ROOT;

  return hit->entry->confidence < WEAK ? TIER_GUESS : TIER_ERROR;
}

/* Another line has to stand near its own. */
static gboolean
needs_another (const AskgCatalogueHit *hit)
{
  for (guint i = 0; i < hit->entry->n_free; i++)
    if (g_ptr_array_index (hit->entry->patterns, i) == hit->pattern)
      return FALSE;

  return hit->entry->needs->len > 0;
}

/* What was forgiven to make a pattern fit counts against it. */
static guint
worth_of (const AskgCatalogueHit *hit)
{
  return askg_pattern_get_weight (hit->pattern) * (hit->mode == ASKG_MATCH_STRICT ? 10 : 7) + needs_another (hit);
}

/* Less than zero when @a tells more about their common line than @b. */
static gint
compare_worth (const AskgCatalogueHit *a,
               const AskgCatalogueHit *b)
{
  const gboolean is_fallback_a = a->entry->rank == ASKG_RANK_FALLBACK, is_fallback_b = b->entry->rank == ASKG_RANK_FALLBACK;

  if (is_fallback_a != is_fallback_b)
    return is_fallback_a ? 1 : -1;
  if (is_fallback_a && a->entry->confidence != b->entry->confidence)
    return a->entry->confidence > b->entry->confidence ? -1 : 1;
  if (worth_of (a) != worth_of (b))
    return worth_of (a) > worth_of (b) ? -1 : 1;

  return a->order < b->order ? -1 : a->order > b->order;
}

/* The same is said again before @other: that one belongs to it. */
static gboolean
is_said_again (GArray                 *hits,
               const AskgCatalogueHit *hit,
               const AskgCatalogueHit *other)
{
  const guint first = (guint) (hit - &g_array_index (hits, AskgCatalogueHit, 0));

  for (guint i = first + 1; i < hits->len; i++)
    {
      const AskgCatalogueHit *next = &g_array_index (hits, AskgCatalogueHit, i);

      if (next->first_row > other->first_row)
        break;
      if (next->entry == hit->entry && next->first_row > hit->last_row)
        return TRUE;
    }

  return FALSE;
}

/* A line that ends with a colon only announces what the next lines say. */
static gboolean
announces (const AskgSkeleton *skeleton,
           GArray                      *hits,
           const AskgCatalogueHit      *hit,
           const AskgCatalogueHit      *other)
{
  const AskgRow *row = &g_array_index (skeleton->rows, AskgRow, hit->last_row);

  return hit->entry->rank == ASKG_RANK_FALLBACK && other->entry->rank == ASKG_RANK_CAUSE
         && other->first_row > hit->last_row && other->first_row <= hit->last_row + ANNOUNCED_ROWS
         && g_strcmp0 (hit->entry->tool, other->entry->tool) == 0
         && row->end > row->start && skeleton->folded->data[row->end - 1] == ':' && !is_said_again (hits, hit, other);
}

static gboolean
gives_way (const AskgSkeleton *skeleton,
           GArray                      *hits,
           const AskgCatalogueHit      *hit,
           const AskgCatalogueHit      *other)
{
  const gboolean shares_text = hit->match.whole.start < other->match.whole.end
                               && other->match.whole.start < hit->match.whole.end;
  const gboolean shares_row = hit->first_row <= other->last_row && other->first_row <= hit->last_row;

  if (announces (skeleton, hits, hit, other))
    return TRUE;
  if (!shares_text && !(shares_row && hit->entry->rank == ASKG_RANK_FALLBACK))
    return FALSE;

  return compare_worth (hit, other) > 0;
}

static gint
compare_hits (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const AskgSkeleton *skeleton = user_data;
  const AskgCatalogueHit *one = a, *two = b;
  const guint tier_one = tier_of (one, skeleton), tier_two = tier_of (two, skeleton);

  if (tier_one != tier_two)
    return tier_one < tier_two ? -1 : 1;
  if (one->match.whole.start != two->match.whole.start)
    return (one->match.whole.start < two->match.whole.start ? -1 : 1) * (tier_one == TIER_ROOT ? -1 : 1);

  return compare_worth (one, two);
}

static gboolean
stands_near (const AskgWhere        *needed,
             const AskgSkeleton     *skeleton,
             const AskgCatalogueHit *hit,
             AskgPatternScratch     *scratch)
{
  const gint step = needed->is_below ? 1 : -1;
  gint row = needed->is_below ? (gint) hit->last_row + 1 : (gint) hit->first_row - 1;
  AskgPatternMatch match;

  for (guint n = 0; n < NEEDED_ROWS && row >= 0 && row < (gint) skeleton->rows->len; n++, row += step)
    {
      const AskgRow *at = &g_array_index (skeleton->rows, AskgRow, row);
      const AskgSpan window = { at->start, at->end };

      if (askg_pattern_match (needed->pattern, skeleton, window, at->start, ASKG_MATCH_STRICT, scratch, &match))
        return TRUE;
    }

  return FALSE;
}

/**
 * askg_catalogue_hits_sift:
 * @hits: (element-type AskgCatalogueHit)
 *
 * Drops those whose entry needs another line near its own that does not stand there.
 */
void
askg_catalogue_hits_sift (const AskgSkeleton *skeleton,
                          GArray             *hits,
                          AskgPatternScratch *scratch)
{
  guint n_kept = 0;

  for (guint i = 0; i < hits->len; i++)
    {
      const AskgCatalogueHit *hit = &g_array_index (hits, AskgCatalogueHit, i);
      gboolean is_met = !needs_another (hit);

      for (guint j = 0; j < hit->entry->needs->len && !is_met; j++)
        is_met = stands_near (&g_array_index (hit->entry->needs, AskgWhere, j), skeleton, hit, scratch);
      if (is_met)
        g_array_index (hits, AskgCatalogueHit, n_kept++) = *hit;
    }
  g_array_set_size (hits, n_kept);
}

/**
 * askg_catalogue_hits_settle:
 * @hits: (element-type AskgCatalogueHit): in the order of their rows
 *
 * Leaves one hit for each stretch of text, the one that tells most, and puts the root cause
 * first: errors in the order of the text, then guesses, warnings, and what only reports that
 * something failed.
 */
void
askg_catalogue_hits_settle (const AskgSkeleton *skeleton,
                            GArray             *hits)
{
  g_autoptr(GArray) kept = g_array_new (FALSE, FALSE, sizeof (AskgCatalogueHit));

  for (guint i = 0; i < hits->len; i++)
    {
      const AskgCatalogueHit *hit = &g_array_index (hits, AskgCatalogueHit, i);
      gboolean is_told = FALSE;

      for (guint j = i; !is_told && j-- > 0 && g_array_index (hits, AskgCatalogueHit, j).first_row + NEAR_ROWS > hit->first_row;)
        is_told = gives_way (skeleton, hits, hit, &g_array_index (hits, AskgCatalogueHit, j));
      for (guint j = i + 1; !is_told && j < hits->len
                            && g_array_index (hits, AskgCatalogueHit, j).first_row < hit->last_row + NEAR_ROWS; j++)
        is_told = gives_way (skeleton, hits, hit, &g_array_index (hits, AskgCatalogueHit, j));
      if (!is_told)
        g_array_append_vals (kept, hit, 1);
    }

  g_array_set_size (hits, 0);
  g_array_append_vals (hits, kept->data, kept->len);
  g_array_sort_with_data (hits, compare_hits, (gpointer) skeleton);
}
