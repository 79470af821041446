/* askg-pattern-glance.c: whether it is worth trying a pattern at all. Pure; any thread. */
#include "engine/debug/askg-pattern-private.h"

#include <string.h>

#define LETTERS_A_MISTAKE 10

/* How many letters of a literal OCR may have got wrong. */
guint
askg_piece_mistakes_allowed (const AskgPiece *piece,
                             AskgMatchMode    mode)
{
  return mode == ASKG_MATCH_TOLERANT ? piece->length / LETTERS_A_MISTAKE : 0;
}

/* With n mistakes in a literal, one of its n + 1 parts is whole. Returns what is behind it when
 * it can be nowhere else, @at when it may be, and %NULL when it is not there. */
static const guint8 *
find_literal (const AskgPattern *self,
              const AskgPiece   *piece,
              const guint8      *at,
              const guint8      *end,
              AskgMatchMode      mode)
{
  const guint8 *literal = self->literals->data + piece->start;
  const guint n_parts = 1 + askg_piece_mistakes_allowed (piece, mode);
  const guint length = piece->length / n_parts;

  for (guint i = 0; i < n_parts; i++)
    {
      const guint8 *found = memmem (at, end - at, literal + i * length, length);

      if (found != NULL)
        return n_parts == 1 ? found + length : at;
    }

  return NULL;
}

/* Are all literals there, one after the other? Spares most attempts; %TRUE promises nothing. */
gboolean
askg_pattern_may_fit (const AskgPattern *self,
                      const guint8      *at,
                      const guint8      *end,
                      AskgMatchMode      mode)
{
  for (guint i = 0; at != NULL && i < self->n_pieces; i++)
    if (self->pieces[i].kind == ASKG_PIECE_LITERAL)
      at = find_literal (self, &self->pieces[i], at, end, mode);

  return at != NULL;
}
