/* askg-clause.c: any thread. */
#include "engine/voice/askg-clause.h"

/**
 * askg_clause_new:
 * @plain: (nullable): as it is written, where that is not the same
 * @language: (nullable): two letters; English without
 *
 * Returns: (transfer full): words that stand in no transcript
 */
AskgClause *
askg_clause_new (const char *text,
                 const char *plain,
                 const char *language)
{
  AskgClause *self = g_atomic_rc_box_new0 (AskgClause);

  self->text = g_strdup (text);
  self->plain = g_strdup (plain != NULL ? plain : text);
  self->language = g_intern_string (language != NULL ? language : "en");

  return self;
}

AskgClause *
askg_clause_ref (const AskgClause *self)
{
  return g_atomic_rc_box_acquire ((AskgClause *) self);
}

static void
clear (gpointer data)
{
  AskgClause *self = data;

  g_free (self->text);
  g_free (self->plain);
  g_free (self->parts);
}

void
askg_clause_unref (AskgClause *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/* The part that byte is of; the last before it where it is of none. */
static const AskgClausePart *
part_at (const AskgClause *self,
         gsize             spoken)
{
  guint low = 0, high = self->n_parts;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (self->parts[middle].spoken <= spoken)
        low = middle + 1;
      else
        high = middle;
    }

  return low > 0 ? &self->parts[low - 1] : NULL;
}

/**
 * askg_clause_find_shown:
 * @spoken_start: bytes of the clause's text: of a word
 * @start_byte: (out): where in the transcript it stands, or what it stands for
 *
 * Returns: whether it stands for anything there
 */
gboolean
askg_clause_find_shown (const AskgClause *self,
                        gsize             spoken_start,
                        gsize             spoken_end,
                        gsize            *start_byte,
                        gsize            *end_byte)
{
  const AskgClausePart *first = part_at (self, spoken_start);
  const AskgClausePart *last = spoken_end > spoken_start ? part_at (self, spoken_end - 1) : first;

  if (first == NULL || spoken_start >= first->spoken + first->n_spoken)
    return FALSE;
  *start_byte = first->shown + (first->is_same ? spoken_start - first->spoken : 0);
  if (last->is_same && spoken_end <= last->spoken + last->n_spoken)
    *end_byte = last->shown + (spoken_end - last->spoken);
  else
    *end_byte = last->shown + last->n_shown;

  return *start_byte < *end_byte;
}
