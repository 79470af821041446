/* askg-catalogue-index.c: any thread.
 *
 * One pass over the skeleton finds the anchors of all patterns; only where one lies is its
 * pattern tried, once a row, and then once with each neighbour the row may have been wrapped to. */
#include "engine/debug/askg-catalogue-index.h"

#include "engine/debug/askg-anchors.h"

#define MAX_HITS 2000       /* more than a person reads; the first ones are kept */
#define MAX_HITS_A_ROW 8    /* of one pattern, in text that lost its line breaks */
#define MIN_WRAPPED_BYTES 28
#define MAX_WRAPPED_BYTES 400
#define MAX_INDENT 6 /* of what clang breaks */

typedef struct
{
  const AskgCatalogueEntry *entry;
  const AskgPattern        *pattern;
} Item;

struct _AskgCatalogueIndex
{
  GArray      *items;   /* of Item; borrowed from the entries */
  AskgAnchors *anchors;
};

typedef struct
{
  const AskgCatalogueIndex *index;
  const AskgSkeleton       *skeleton;
  AskgPatternScratch       *scratch;
  GArray                   *hits;    /* of AskgCatalogueHit */
  guint32                  *tried;   /* for each pattern: the last row it was tried in, plus 1 */
  guint                     row;     /* being read */
  guint                     longest; /* bytes of the longest row that may be one of a terminal */
} Search;

AskgCatalogueIndex *
askg_catalogue_index_new (GPtrArray *entries)
{
  AskgCatalogueIndex *self = g_new0 (AskgCatalogueIndex, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  self->anchors = askg_anchors_new ();
  for (guint i = 0; i < entries->len; i++)
    {
      const AskgCatalogueEntry *entry = g_ptr_array_index (entries, i);

      for (guint j = 0; j < entry->patterns->len; j++)
        {
          const Item item = { entry, g_ptr_array_index (entry->patterns, j) };
          g_autoptr(GPtrArray) anchors = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

          askg_pattern_add_anchors (item.pattern, anchors);
          for (guint k = 0; k < anchors->len; k++)
            askg_anchors_add (self->anchors, g_ptr_array_index (anchors, k), self->items->len);
          g_array_append_val (self->items, item);
        }
    }
  askg_anchors_seal (self->anchors);

  return self;
}

void
askg_catalogue_index_free (AskgCatalogueIndex *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->items);
  askg_anchors_free (self->anchors);
  g_free (self);
}

static const AskgRow *
row_at (const Search *search,
        guint         index)
{
  return &g_array_index (search->skeleton->rows, AskgRow, index);
}

/* Where a row goes on after the terminal's edge, or a compiler that knows the edge has broken it itself. */
static gboolean
goes_on_at (const char *text,
            gsize       end,
            gsize       start)
{
  gsize n_indented = 0;

  while (start > end && text[start - 1] == ' ')
    {
      start--;
      n_indented++;
    }

  return n_indented <= MAX_INDENT && start > end && start - end <= 3 && text[start - 1] == '\n';
}

/* A row that reaches nearly as far as the longest may have been broken by the terminal's edge,
 * and then the next one goes on at its first column, or a little indented. */
static gboolean
may_be_wrapped (const Search *search,
                guint         index)
{
  const AskgRow *row = row_at (search, index), *next = row_at (search, index + 1);
  const guint width = row->text_end - row->text_start;
  const char *text = search->skeleton->text;

  if (row->line == next->line)
    return TRUE;
  if (width < MIN_WRAPPED_BYTES || width > MAX_WRAPPED_BYTES || width * 10 < search->longest * 7)
    return FALSE;

  return next->text_end > next->text_start && goes_on_at (text, row->text_end, next->text_start);
}

/* Whether the rows from @first to @last may be one line; the ends may lie outside the text. */
static gboolean
may_be_joined (const Search *search,
               gint          first,
               guint         last)
{
  if (first < 0 || last >= search->skeleton->rows->len)
    return FALSE;
  for (guint i = first; i < last; i++)
    if (!may_be_wrapped (search, i))
      return FALSE;

  return TRUE;
}

static gboolean
try_window (Search        *search,
            guint          order,
            guint          first_row,
            guint          last_row,
            AskgMatchMode  mode)
{
  const Item *item = &g_array_index (search->index->items, Item, order);
  const AskgSpan window = { row_at (search, first_row)->start, row_at (search, last_row)->end };
  AskgCatalogueHit hit = { item->entry, item->pattern, { { 0 } }, first_row, last_row, order, mode };
  gsize from = window.start;
  guint n_hits = 0;

  while (n_hits < MAX_HITS_A_ROW && search->hits->len < MAX_HITS &&
         askg_pattern_match (item->pattern, search->skeleton, window, from, mode, search->scratch, &hit.match))
    {
      /* One that does not reach over the break was not found in the row alone: it is chance. */
      if (first_row < last_row && (hit.match.whole.start >= row_at (search, first_row)->end ||
                                   hit.match.whole.end <= row_at (search, last_row)->start))
        return FALSE;
      g_array_append_val (search->hits, hit);
      from = hit.match.whole.end;
      n_hits++;
    }

  return n_hits > 0;
}

static gboolean
try_joined (Search        *search,
            guint          order,
            guint          first,
            guint          last,
            AskgMatchMode  mode)
{
  const struct { gint first; guint last; } windows[] = {
    { first, last }, { first, last + 1 }, { (gint) first - 1, last }, { (gint) first - 1, last + 1 },
  };

  const gboolean is_long_line = first > 0 && row_at (search, first - 1)->line == row_at (search, first)->line;
  const gsize n_windows = is_long_line ? 3 : G_N_ELEMENTS (windows); /* whose rows are long enough in pairs */

  for (gsize i = first == last ? 1 : 0; i < n_windows; i++)
    if (may_be_joined (search, windows[i].first, windows[i].last) &&
        try_window (search, order, windows[i].first, windows[i].last, mode))
      return TRUE;

  return FALSE;
}

static void
anchor_found (guint    owner,
              gsize    start,
              gsize    end,
              gpointer user_data)
{
  Search *search = user_data;
  guint first = search->row;
  const guint last = search->row;

  while (first > 0 && row_at (search, first)->start > start)
    first--;
  if (last - first > 2 || (first == last && search->tried[owner] == last + 1))
    return;
  if (first == last) /* what begins in the row above says nothing of what stands in this one */
    search->tried[owner] = last + 1;

  if (first == last && try_window (search, owner, first, last, ASKG_MATCH_STRICT))
    return;
  if (try_joined (search, owner, first, last, ASKG_MATCH_STRICT))
    return;
  if (first == last && try_window (search, owner, first, last, ASKG_MATCH_TOLERANT))
    return;
  (void) try_joined (search, owner, first, last, ASKG_MATCH_TOLERANT);
}

static guint
longest_row (const AskgSkeleton *skeleton)
{
  guint longest = 0;

  for (guint i = 0; i < skeleton->rows->len; i++)
    {
      const AskgRow *row = &g_array_index (skeleton->rows, AskgRow, i);
      const guint width = row->text_end - row->text_start;

      if (width <= MAX_WRAPPED_BYTES)
        longest = MAX (longest, width);
    }

  return longest;
}

/**
 * askg_catalogue_index_search:
 * @cancellable: (nullable): looked at once a row; what was found until then is returned
 *
 * Returns: (transfer full) (element-type AskgCatalogueHit): in the order of the text
 */
GArray *
askg_catalogue_index_search (const AskgCatalogueIndex *self,
                             const AskgSkeleton       *skeleton,
                             AskgPatternScratch       *scratch,
                             GCancellable             *cancellable)
{
  g_autofree guint32 *tried = g_new0 (guint32, self->items->len + 1);
  Search search = { self, skeleton, scratch, g_array_new (FALSE, FALSE, sizeof (AskgCatalogueHit)), tried };
  guint state = 0;

  search.longest = longest_row (skeleton);
  for (; search.row < skeleton->rows->len && search.hits->len < MAX_HITS; search.row++)
    {
      const AskgRow *row = row_at (&search, search.row);

      if (g_cancellable_is_cancelled (cancellable))
        break;
      state = askg_anchors_feed (self->anchors, state, skeleton->folded->data, row->start, row->end,
                                 anchor_found, &search);
    }

  return search.hits;
}
