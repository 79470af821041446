/* askg-vector.h: texts compared by the numbers a model gives them, a byte a number. Pure; one thread at a time.
 *
 * A vector is brought to the length of one and kept as signed bytes and a scale: a number is its byte times that. What is
 * lost is less than a hundredth of what two texts have in common. All of them lie in one piece of memory and are gone
 * through one after the other: for a hundred thousand that is faster than an index could be kept. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_VECTOR_MAX_NUMBERS 8192

/* From -1 to 1; 1 for the same direction. */
typedef struct
{
  gint64 id;
  double likeness;
} AskgVectorHit;

/* How alike all of them were to what was looked for: who stands out is told by it. */
typedef struct
{
  guint  n;
  double mean;
  double deviation;
} AskgVectorSpread;

typedef struct _AskgVectors AskgVectors;

GBytes      *askg_vector_quantise   (const float       *numbers,
                                     guint              n_numbers,
                                     float             *out_scale);
gboolean     askg_vector_stands_out (double             likeness,
                                     const AskgVectorSpread *spread);

AskgVectors *askg_vectors_new       (guint              n_numbers);
void         askg_vectors_free      (AskgVectors       *self);
guint        askg_vectors_get_n     (const AskgVectors *self);
guint        askg_vectors_get_n_numbers (const AskgVectors *self);
gint64       askg_vectors_get_last_id (const AskgVectors *self);
void         askg_vectors_add       (AskgVectors       *self,
                                     gint64             id,
                                     float              scale,
                                     GBytes            *bytes);
void         askg_vectors_remove    (AskgVectors       *self,
                                     gint64             id);
GArray      *askg_vectors_find_best (const AskgVectors *self,
                                     const float       *numbers,
                                     guint              most,
                                     AskgVectorSpread  *out_spread);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgVectors, askg_vectors_free)

G_END_DECLS
