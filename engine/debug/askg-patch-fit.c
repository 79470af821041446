/* askg-patch-fit.c: any thread.
 *
 * What a hunk shows of the file is looked for in the file: at the line it names, else wherever it is, if that is one place.
 * White space at the end of a line does not count, so that an answer may lose it; what is written has the file's own. */
#include "engine/debug/askg-patch-fit.h"

#include <string.h>

/* As diff and git show. */
#define N_AROUND 3u

/* The text as lines without their ends; CRs stay. */
typedef struct
{
  GPtrArray *lines;    /* of char *, owned */
  guint32   *hashes;   /* of the same without white space at their end */
  gboolean   is_open;  /* no line end behind the last one */
  gboolean   has_crs;  /* most lines end in CR LF */
} Lines;

/* Which lines of a hunk: those of the file before it, or after it. */
typedef struct
{
  const AskgPatchLine **lines;  /* borrowed */
  guint32              *hashes;
  guint                 n;
} Side;

static gsize
length_without_space (const char *line)
{
  gsize n = strlen (line);

  while (n > 0 && (line[n - 1] == ' ' || line[n - 1] == '\t' || line[n - 1] == '\r'))
    n--;

  return n;
}

/* FNV-1a, 32 bits: http://www.isthe.com/chongo/tech/comp/fnv/ */
static guint32
hash_line (const char *line)
{
  const gsize n = length_without_space (line);
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < n; i++)
    hash = (hash ^ (guchar) line[i]) * 16777619u;

  return hash;
}

static gboolean
are_same (const char *a,
          const char *b)
{
  const gsize n = length_without_space (a);

  return n == length_without_space (b) && strncmp (a, b, n) == 0;
}

static void
lines_init (Lines      *self,
            const char *text)
{
  guint n_crs = 0;

  self->lines = g_ptr_array_new_with_free_func (g_free);
  while (*text != '\0')
    {
      const gsize n = strcspn (text, "\n");

      n_crs += n > 0 && text[n - 1] == '\r';
      g_ptr_array_add (self->lines, g_strndup (text, n));
      self->is_open = text[n] == '\0';
      text += n + (text[n] == '\n');
    }
  self->has_crs = n_crs * 2 > self->lines->len;
  self->hashes = g_new (guint32, self->lines->len + 1);
  for (guint i = 0; i < self->lines->len; i++)
    self->hashes[i] = hash_line (g_ptr_array_index (self->lines, i));
}

static void
lines_clear (Lines *self)
{
  g_ptr_array_unref (self->lines);
  g_free (self->hashes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lines, lines_clear)

static void
side_init (Side                *self,
           const AskgPatchHunk *hunk,
           AskgPatchLineKind    left_out)
{
  self->lines = g_new (const AskgPatchLine *, hunk->lines->len + 1);
  self->hashes = g_new (guint32, hunk->lines->len + 1);
  for (guint i = 0; i < hunk->lines->len; i++)
    {
      const AskgPatchLine *line = g_ptr_array_index (hunk->lines, i);

      if (line->kind == left_out)
        continue;
      self->hashes[self->n] = hash_line (line->text);
      self->lines[self->n++] = line;
    }
}

static void
side_clear (Side *self)
{
  g_free (self->lines);
  g_free (self->hashes);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Side, side_clear)

/* -- Where -------------------------------------------------------------------------------- */

/* How many of its lines are there when it begins at @at. */
static guint
count_same (const Lines *text,
            const Side  *side,
            guint        at)
{
  guint n_same = 0;

  for (guint i = 0; i < side->n && at + i < text->lines->len; i++)
    n_same += side->hashes[i] == text->hashes[at + i] &&
              are_same (side->lines[i]->text, g_ptr_array_index (text->lines, at + i));

  return n_same;
}

static gboolean
is_at (const Lines *text,
       const Side  *side,
       guint        at)
{
  if (at + side->n > text->lines->len)
    return FALSE;
  for (guint i = 0; i < side->n; i++)
    if (side->hashes[i] != text->hashes[at + i] || !are_same (side->lines[i]->text, g_ptr_array_index (text->lines, at + i)))
      return FALSE;

  return TRUE;
}

static guint
distance (guint a,
          guint b)
{
  return a > b ? a - b : b - a;
}

/* @wanted: from 0, or G_MAXUINT where nobody named a line. Returns: from 0, or G_MAXUINT: see @out_n_places */
static guint
find (const Lines *text,
      const Side  *side,
      guint        from,
      guint        wanted,
      guint       *out_n_places)
{
  guint found = G_MAXUINT;

  *out_n_places = 0;
  if (wanted != G_MAXUINT && wanted >= from && is_at (text, side, wanted))
    {
      *out_n_places = 1;
      return wanted;
    }
  for (guint at = from; at + side->n <= text->lines->len; at++)
    if (is_at (text, side, at))
      {
        (*out_n_places)++;
        found = at;
      }

  return *out_n_places == 1 ? found : G_MAXUINT;
}

/* The line in the way: the first that differs where most of the hunk is. Returns: from 1; 0 where nothing of it is there */
static guint
find_changed (const Lines *text,
              const Side  *side,
              guint        wanted)
{
  guint best = 0, best_at = 0;

  for (guint at = 0; at < text->lines->len; at++)
    {
      const guint n_same = count_same (text, side, at);

      if (n_same > best || (n_same == best && n_same > 0 && wanted != G_MAXUINT && distance (at, wanted) < distance (best_at, wanted)))
        {
          best = n_same;
          best_at = at;
        }
    }
  if (best == 0)
    return 0;
  for (guint i = 0; i < side->n; i++)
    if (best_at + i >= text->lines->len || !are_same (side->lines[i]->text, g_ptr_array_index (text->lines, best_at + i)))
      return MIN (best_at + i + 1, text->lines->len);

  return best_at + 1;
}

/* -- All hunks ------------------------------------------------------------------------------ */

/* Looked for from above, so that no two hunks are the same lines.
 * @left_out: ADDED to look for the file before the patch, REMOVED for the one after it
 * @places: of guint, from 0: filled where all fit */
static AskgPatchFit
find_all (const AskgPatchFile *file,
          const Lines         *text,
          AskgPatchLineKind    left_out,
          GArray              *places)
{
  guint from = 0;

  g_array_set_size (places, 0);
  for (guint i = 0; i < file->hunks->len; i++)
    {
      const AskgPatchHunk *hunk = g_ptr_array_index (file->hunks, i);
      const guint line = left_out == ASKG_PATCH_ADDED ? hunk->old_line : hunk->new_line;
      const guint wanted = line > 0 ? line - 1 : G_MAXUINT;
      g_auto(Side) side = { 0 };
      guint n_places = 0, at = 0;

      side_init (&side, hunk, left_out);
      if (side.n == 0 && text->lines->len > 0)
        return (AskgPatchFit) { ASKG_PATCH_PLACELESS, 0, 0 };
      if (side.n > 0)
        at = find (text, &side, from, wanted, &n_places);
      if (at == G_MAXUINT && n_places > 1)
        return (AskgPatchFit) { ASKG_PATCH_AMBIGUOUS, 0, n_places };
      if (at == G_MAXUINT)
        return (AskgPatchFit) { ASKG_PATCH_CHANGED, find_changed (text, &side, wanted), 0 };
      g_array_append_val (places, at);
      from = at + side.n;
    }

  return (AskgPatchFit) { ASKG_PATCH_FITS, 0, 0 };
}

static guint
count_added (const AskgPatchFile *file)
{
  guint n = 0;

  for (guint i = 0; i < file->hunks->len; i++)
    {
      const AskgPatchHunk *hunk = g_ptr_array_index (file->hunks, i);

      for (guint j = 0; j < hunk->lines->len; j++)
        n += ((AskgPatchLine *) g_ptr_array_index (hunk->lines, j))->kind == ASKG_PATCH_ADDED;
    }

  return n;
}

/* What the file does not have yet ends as its other lines do. */
static void
set_line_end (AskgPatchLine *line,
              gboolean       has_crs)
{
  const gsize n = strlen (line->text);
  const gboolean has_cr = n > 0 && line->text[n - 1] == '\r';

  if (has_cr && !has_crs)
    line->text[n - 1] = '\0';
  else if (!has_cr && has_crs)
    {
      char *with_cr = g_strconcat (line->text, "\r", NULL);

      g_free (line->text);
      line->text = with_cr;
    }
}

/* The hunk's lines as the file has them. Returns: by how many lines it makes the file longer */
static gint64
settle (AskgPatchHunk     *hunk,
        const Lines       *text,
        AskgPatchLineKind  left_out,
        guint              at)
{
  gint64 growth = 0;

  for (guint i = 0; i < hunk->lines->len; i++)
    {
      AskgPatchLine *line = g_ptr_array_index (hunk->lines, i);

      growth += (line->kind == ASKG_PATCH_ADDED) - (line->kind == ASKG_PATCH_REMOVED);
      if (line->kind == left_out)
        {
          set_line_end (line, text->has_crs);
          continue;
        }
      g_free (line->text);
      line->text = g_strdup (g_ptr_array_index (text->lines, at));
      line->is_open = text->is_open && at + 1 == text->lines->len;
      at++;
    }

  return growth;
}

/* Behind a last line without an end, an added one would stand in the same line. */
static void
close_last_line (AskgPatchHunk *hunk)
{
  for (guint i = 0; i + 1 < hunk->lines->len; i++)
    {
      AskgPatchLine *line = g_ptr_array_index (hunk->lines, i);

      if (!line->is_open || line->kind != ASKG_PATCH_CONTEXT)
        continue;
      askg_patch_hunk_add (hunk, ASKG_PATCH_ADDED, line->text, -1);
      g_ptr_array_insert (hunk->lines, (int) i + 1, g_ptr_array_steal_index (hunk->lines, hunk->lines->len - 1));
      line->kind = ASKG_PATCH_REMOVED;
      return;
    }
}

/* git takes a hunk without lines behind the change for one at the end of the file, so every hunk gets its share.
 * @from, @end: lines of the file, from 0: those of the hunk; out: with what it shows around
 * @least, @most: the room it has between its neighbours */
static void
widen (AskgPatchHunk *hunk,
       const Lines   *text,
       guint         *from,
       guint         *end,
       guint          least,
       guint          most)
{
  guint n_before = 0, n_after = 0;

  while (n_before < hunk->lines->len && ((AskgPatchLine *) g_ptr_array_index (hunk->lines, n_before))->kind == ASKG_PATCH_CONTEXT)
    n_before++;
  while (n_after < hunk->lines->len &&
         ((AskgPatchLine *) g_ptr_array_index (hunk->lines, hunk->lines->len - 1 - n_after))->kind == ASKG_PATCH_CONTEXT)
    n_after++;
  for (; n_before < N_AROUND && *from > least; n_before++)
    {
      askg_patch_hunk_add (hunk, ASKG_PATCH_CONTEXT, g_ptr_array_index (text->lines, --*from), -1);
      g_ptr_array_insert (hunk->lines, 0, g_ptr_array_steal_index (hunk->lines, hunk->lines->len - 1));
    }
  for (; n_after < N_AROUND && *end < most; n_after++)
    {
      askg_patch_hunk_add (hunk, ASKG_PATCH_CONTEXT, g_ptr_array_index (text->lines, *end), -1);
      ((AskgPatchLine *) g_ptr_array_index (hunk->lines, hunk->lines->len - 1))->is_open = text->is_open && *end + 1 == text->lines->len;
      ++*end;
    }
}

static guint
count_of_side (const AskgPatchHunk *hunk,
               AskgPatchLineKind    left_out)
{
  guint n = 0;

  for (guint i = 0; i < hunk->lines->len; i++)
    n += ((AskgPatchLine *) g_ptr_array_index (hunk->lines, i))->kind != left_out;

  return n;
}

static void
settle_all (AskgPatchFile     *file,
            const Lines       *text,
            AskgPatchLineKind  left_out,
            GArray            *places)
{
  gint64 shift = 0;
  guint least = 0;

  for (guint i = 0; i < file->hunks->len; i++)
    {
      AskgPatchHunk *hunk = g_ptr_array_index (file->hunks, i);
      const guint most = i + 1 < places->len ? g_array_index (places, guint, i + 1) : text->lines->len;
      guint from = g_array_index (places, guint, i), end = from + count_of_side (hunk, left_out);
      const gint64 growth = settle (hunk, text, left_out, from);

      widen (hunk, text, &from, &end, least, most);
      least = end;
      if (left_out == ASKG_PATCH_ADDED)
        {
          hunk->old_line = from + 1;
          hunk->new_line = (guint) (from + 1 + shift);
          close_last_line (hunk);
        }
      else
        {
          hunk->new_line = from + 1;
          hunk->old_line = (guint) (from + 1 - shift);
        }
      shift += growth;
    }
}

static gboolean
are_equal (const GArray *a,
           const GArray *b)
{
  return a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (guint)) == 0;
}

/**
 * askg_patch_fit:
 * @file: one that is there; where it fits or is in, its hunks get the file's own numbers, white space and line ends
 * @text: the file's
 *
 * A file that has the added lines where they belong is not patched once more, even if it could be.
 */
AskgPatchFit
askg_patch_fit (AskgPatchFile *file,
                const char    *text)
{
  const gboolean adds = count_added (file) > 0;
  g_autoptr(GArray) places = g_array_new (FALSE, FALSE, sizeof (guint)), places_after = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto(Lines) lines = { 0 };
  AskgPatchFit before, after;

  lines_init (&lines, text);
  before = find_all (file, &lines, ASKG_PATCH_ADDED, places);
  after = find_all (file, &lines, ASKG_PATCH_REMOVED, places_after);
  /* What a patch that only takes away leaves behind is there before it, too; and what it adds may be elsewhere. */
  if (after.state == ASKG_PATCH_FITS && (before.state != ASKG_PATCH_FITS || (adds && are_equal (places, places_after))))
    {
      settle_all (file, &lines, ASKG_PATCH_REMOVED, places_after);
      return (AskgPatchFit) { ASKG_PATCH_IS_IN, 0, 0 };
    }
  if (before.state == ASKG_PATCH_FITS)
    settle_all (file, &lines, ASKG_PATCH_ADDED, places);

  return before;
}
