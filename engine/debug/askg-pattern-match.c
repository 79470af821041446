/* askg-pattern-match.c: finds one pattern in a stretch of a skeleton.
 *
 * It tries, and takes back: but no piece is tried twice at the same place. Whether the rest of a
 * pattern fits does not depend on how a place was reached, so what failed once is remembered in a
 * bit and the time is bounded by pieces times bytes, whatever the text. */
#include "engine/debug/askg-pattern-private.h"

#include <string.h>

#define TEXT_MAX_BYTES 400  /* a capture that is longer is no name */

typedef struct
{
  const AskgPattern  *pattern;
  const AskgSkeleton *skeleton;
  const guint8       *bytes;
  const guint8       *gaps;
  AskgSpan            window;
  AskgMatchMode       mode;
  guint64            *bits; /* TRIED, then INSIDE, then INSIDE_QUOTES; a plane a piece */
  gsize               plane; /* bits a plane */
  AskgPatternMatch   *match;
} Run;

enum { TRIED, INSIDE, INSIDE_QUOTES, N_PLANES };

static gboolean run_piece (Run *run, guint index, gsize at);

AskgPatternScratch *
askg_pattern_scratch_new (void)
{
  AskgPatternScratch *scratch = g_new0 (AskgPatternScratch, 1);

  scratch->bits = g_array_new (FALSE, FALSE, sizeof (guint64));

  return scratch;
}

void
askg_pattern_scratch_free (AskgPatternScratch *scratch)
{
  if (scratch == NULL)
    return;

  g_array_unref (scratch->bits);
  g_free (scratch);
}

/* Returns %TRUE the first time it is asked about this piece at this place. */
static gboolean
mark (Run   *run,
      guint  index,
      guint  kind,
      gsize  at)
{
  const gsize bit = (index * N_PLANES + kind) * run->plane + (at - run->window.start);
  const guint64 mask = G_GUINT64_CONSTANT (1) << (bit % 64);
  const gboolean is_first = (run->bits[bit / 64] & mask) == 0;

  run->bits[bit / 64] |= mask;

  return is_first;
}

/* What stands before the byte at @at; behind the window, and where it starts, a row ends. */
static guint8
gap_at (const Run *run,
        gsize      at)
{
  if (at >= run->window.end)
    return run->gaps[at] | ASKG_GAP_ROW | ASKG_GAP_SPACE;

  return run->gaps[at] | (at == run->window.start ? ASKG_GAP_ROW : 0);
}

static char
original (const Run *run,
          gsize      at)
{
  return run->skeleton->text[g_array_index (run->skeleton->places, guint32, at)];
}

static gboolean
is_letter (guint8 byte)
{
  return g_ascii_isalnum (byte) || byte == '_' || byte >= 0x80;
}

/* A space that OCR puts in where there is none stands beside punctuation: "main .c". One before
 * a slash is more likely the beginning of another path. */
static gboolean
is_stray_space (const Run *run,
                gsize      at)
{
  return run->mode == ASKG_MATCH_TOLERANT && at > run->window.start
         && (strchr ("._", run->bytes[at]) != NULL || strchr ("./_-\\", run->bytes[at - 1]) != NULL);
}

/* Whether a word that holds the byte before @at may go on with the one at @at. */
static gboolean
word_goes_on (const Run *run,
              gsize      at)
{
  const guint8 gap = gap_at (run, at);

  if (gap & ASKG_GAP_QUOTE)
    return FALSE;
  if (gap & ASKG_GAP_SPACE)
    return is_stray_space (run, at);

  return TRUE; /* a row may end in the middle of a word */
}

static gboolean
fits_kind (const Run     *run,
           AskgPieceKind  kind,
           gsize          at)
{
  switch (kind)
    {
    case ASKG_PIECE_NUMBER:
      return g_ascii_isdigit (original (run, at))
             || (run->mode == ASKG_MATCH_TOLERANT && (run->bytes[at] == 'l' || run->bytes[at] == 'o'));
    case ASKG_PIECE_PATH:
      return strchr ("<>()*", original (run, at)) == NULL;
    case ASKG_PIECE_LITERAL: case ASKG_PIECE_WORD: case ASKG_PIECE_TEXT:
    case ASKG_PIECE_QUOTED: case ASKG_PIECE_LEVEL: case ASKG_PIECE_REST:
    default:
      return TRUE;
    }
}

/* A literal is not the tail or the head of a longer word: "error" is not in "terrors". */
static gboolean
literal_stands_alone (const Run       *run,
                      const AskgPiece *piece,
                      guint            index,
                      gsize            at)
{
  const gsize end = at + piece->length;
  const gboolean is_first = index == 0, is_last = index + 1 == run->pattern->n_pieces;

  if (run->mode == ASKG_MATCH_TOLERANT)
    return TRUE;
  if ((is_first || piece->space_before) && at > run->window.start && gap_at (run, at) == 0 &&
      is_letter (run->bytes[at]) && is_letter (run->bytes[at - 1]))
    return FALSE;
  if (is_last && end < run->window.end && gap_at (run, end) == 0 &&
      is_letter (run->bytes[end - 1]) && is_letter (run->bytes[end]))
    return FALSE;

  return TRUE;
}

static gboolean
literal_is_at (const Run       *run,
               const AskgPiece *piece,
               gsize            at)
{
  const guint8 *literal = run->pattern->literals->data + piece->start;
  guint n_mistakes = askg_piece_mistakes_allowed (piece, run->mode);

  if (at + piece->length > run->window.end)
    return FALSE;
  for (guint i = 0; i < piece->length; i++)
    if (literal[i] != run->bytes[at + i] && n_mistakes-- == 0)
      return FALSE;

  return TRUE;
}

/* A stop behind the last word is no reason to refuse it. */
static gboolean
is_end_of_line (const Run *run,
                gsize      at)
{
  while (at < run->window.end && strchr (".:", run->bytes[at]) != NULL)
    at++;

  return at == run->window.end;
}

/* "{name}Error" is one word: a space between the two makes it another line. */
static gboolean
is_torn_off (const Run       *run,
             const AskgPiece *piece,
             guint            index,
             gsize            at)
{
  if (index == 0 || piece->space_before || (gap_at (run, at) & ASKG_GAP_SPACE) == 0)
    return FALSE;
  if (piece[-1].kind != ASKG_PIECE_WORD && piece[-1].kind != ASKG_PIECE_PATH && piece[-1].kind != ASKG_PIECE_NUMBER)
    return FALSE;

  return run->mode == ASKG_MATCH_STRICT || is_letter (run->bytes[at]);
}

static gboolean
run_literal (Run   *run,
             guint  index,
             gsize  at)
{
  const AskgPiece *piece = &run->pattern->pieces[index];

  return literal_is_at (run, piece, at) && !is_torn_off (run, piece, index, at) &&
         literal_stands_alone (run, piece, index, at) &&
         run_piece (run, index + 1, at + piece->length);
}

static gboolean
run_level (Run   *run,
           guint  index,
           gsize  at)
{
  static const char *const levels[] = { "fatalerror", "error", "vvarnlng", "note", "fatal", "lnfo" };

  for (gsize i = 0; i < G_N_ELEMENTS (levels); i++)
    {
      const gsize length = strlen (levels[i]);

      if (at + length <= run->window.end && memcmp (run->bytes + at, levels[i], length) == 0)
        return run_piece (run, index + 1, at + length);
    }

  return FALSE;
}

static gboolean
run_number (Run   *run,
            guint  index,
            gsize  at)
{
  gsize end = at;

  while (end < run->window.end && fits_kind (run, ASKG_PIECE_NUMBER, end) && (end == at || word_goes_on (run, end)))
    end++;

  return end > at && run_piece (run, index + 1, end);
}

/* The last piece takes all that belongs to it; the stop at the end of a sentence does not. */
static gboolean
run_to_end (Run   *run,
            guint  index,
            gsize  at,
            gsize  end)
{
  const AskgPieceKind kind = run->pattern->pieces[index].kind;

  while (kind != ASKG_PIECE_REST && end > at + 1 && strchr (".:", run->bytes[end - 1]) != NULL)
    end--;

  return run_piece (run, index + 1, end);
}

/* A word or path: the shortest that lets the rest fit. */
static gboolean
run_word (Run   *run,
          guint  index,
          gsize  at)
{
  const AskgPieceKind kind = run->pattern->pieces[index].kind;
  const gboolean is_last = index + 1 == run->pattern->n_pieces;
  gsize end = at;

  while (end < run->window.end && end - at < TEXT_MAX_BYTES && fits_kind (run, kind, end) &&
         (end == at || word_goes_on (run, end)))
    {
      end++;
      if (is_last)
        continue;
      if (!mark (run, index, INSIDE, end))
        return FALSE;
      if (run_piece (run, index + 1, end))
        return TRUE;
    }

  return is_last && end > at && run_to_end (run, index, at, end);
}

/* Anything, from quote to quote when @stops_at_quotes. */
static gboolean
run_text (Run      *run,
          guint     index,
          gsize     at,
          gboolean  stops_at_quotes)
{
  const gboolean is_last = index + 1 == run->pattern->n_pieces;
  const guint plane = stops_at_quotes ? INSIDE_QUOTES : INSIDE;
  gsize end = at;

  while (end < run->window.end && end - at < TEXT_MAX_BYTES)
    {
      end++;
      if (is_last && !stops_at_quotes)
        continue;
      if (!mark (run, index, plane, end))
        return FALSE;
      if (stops_at_quotes && (gap_at (run, end) & ASKG_GAP_QUOTE) == 0)
        continue;
      if (run_piece (run, index + 1, end))
        return TRUE;
    }

  return is_last && !stops_at_quotes && end > at && run_to_end (run, index, at, end);
}

static gboolean
run_quoted (Run   *run,
            guint  index,
            gsize  at)
{
  const gboolean is_last = index + 1 == run->pattern->n_pieces;

  if ((gap_at (run, at) & ASKG_GAP_QUOTE) && run_text (run, index, at, TRUE))
    return TRUE;
  if (run->mode == ASKG_MATCH_STRICT)
    return FALSE;

  /* The quotes were lost: what follows in the pattern says where it ends. */
  return is_last ? run_word (run, index, at) : run_text (run, index, at, FALSE);
}

static gboolean
run_capture (Run   *run,
             guint  index,
             gsize  at)
{
  const AskgPiece *piece = &run->pattern->pieces[index];

  if (at >= run->window.end)
    return piece->kind == ASKG_PIECE_TEXT && piece->capture < 0 && run_piece (run, index + 1, at);
  if (piece->space_before && gap_at (run, at) == 0 &&
      (run->mode == ASKG_MATCH_STRICT || (index > 0 && piece[-1].kind != ASKG_PIECE_LITERAL)))
    return FALSE; /* of two captures, the space alone tells them apart */

  switch ((AskgPieceKind) piece->kind)
    {
    case ASKG_PIECE_LEVEL:
      return run_level (run, index, at);
    case ASKG_PIECE_NUMBER:
      return run_number (run, index, at);
    case ASKG_PIECE_QUOTED:
      return run_quoted (run, index, at);
    case ASKG_PIECE_REST:
      return run_to_end (run, index, at, run->window.end);
    case ASKG_PIECE_TEXT:
      /* Between two literals {*} may be nothing at all. */
      return (piece->capture < 0 && run_piece (run, index + 1, at)) || run_text (run, index, at, FALSE);
    case ASKG_PIECE_WORD:
    case ASKG_PIECE_PATH:
    case ASKG_PIECE_LITERAL:
    default:
      return run_word (run, index, at);
    }
}

/* Whether the pattern from piece @index on fits the text from @at on. What was captured is
 * written on the way back, when all of it fits. */
static gboolean
run_piece (Run   *run,
           guint  index,
           gsize  at)
{
  const AskgPiece *piece = &run->pattern->pieces[index];

  if (index < run->pattern->n_pieces)
    {
      if (!mark (run, index, TRIED, at))
        return FALSE;
      if (piece->kind == ASKG_PIECE_LITERAL ? !run_literal (run, index, at) : !run_capture (run, index, at))
        return FALSE;
      if (piece->capture >= 0)
        run->match->captures[piece->capture].start = at;
    }
  else if (run->pattern->at_end && !is_end_of_line (run, at))
    return FALSE;
  else
    run->match->whole.end = at;

  if (index > 0 && piece[-1].capture >= 0)
    run->match->captures[piece[-1].capture].end = at;

  return TRUE;
}

/* Where a match may begin: a capture takes a whole word, not the end of one. */
static gboolean
may_start_at (const Run *run,
              gsize      at)
{
  if (run->pattern->pieces[0].kind == ASKG_PIECE_LITERAL || at == run->window.start)
    return TRUE;

  return gap_at (run, at) != 0 || strchr ("([{<=.:", run->bytes[at - 1]) != NULL;
}

static guint64 *
cleared_bits (AskgPatternScratch *scratch,
              gsize               n_bits)
{
  g_array_set_size (scratch->bits, n_bits / 64 + 1);
  memset (scratch->bits->data, 0, scratch->bits->len * sizeof (guint64));

  return (guint64 *) (gpointer) scratch->bits->data;
}

/**
 * askg_pattern_match:
 * @window: the stretch of @skeleton to look in: a row, or rows that belong together
 * @from: where in @window to begin
 * @out_match: (out caller-allocates): set on success only
 *
 * Finds the first place in @window that fits. Takes time in proportion to the length of @window.
 */
gboolean
askg_pattern_match (const AskgPattern  *self,
                    const AskgSkeleton *skeleton,
                    AskgSpan            window,
                    gsize               from,
                    AskgMatchMode       mode,
                    AskgPatternScratch *scratch,
                    AskgPatternMatch   *out_match)
{
  AskgPatternMatch match = { 0 };
  Run run = { self, skeleton, skeleton->folded->data, skeleton->gaps->data, window, mode };

  if (from >= window.end || (self->at_start && from > window.start) ||
      !askg_pattern_may_fit (self, run.bytes + from, run.bytes + window.end, mode))
    return FALSE;

  run.match = &match;
  run.plane = window.end - window.start + 1;
  run.bits = cleared_bits (scratch, self->n_pieces * N_PLANES * run.plane);
  for (gsize at = from; at < window.end; at++)
    {
      if (may_start_at (&run, at) && run_piece (&run, 0, at))
        {
          match.whole.start = at;
          *out_match = match;
          return TRUE;
        }
      if (self->at_start)
        break;
    }

  return FALSE;
}
