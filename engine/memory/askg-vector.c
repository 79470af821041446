/* askg-vector.c: one thread at a time. */
#include "engine/memory/askg-vector.h"

#include <math.h>
#include <string.h>

#define BLOCK 32            /* bytes: a vector ends with a whole one */
#define MIN_SPREAD 20       /* fewer vectors than these say nothing of what is usual */
#define ALIKE_ALONE 0.75    /* then it takes so much */
#define ALIKE_AT_LEAST 0.35

struct _AskgVectors
{
  GArray     *ids;      /* of gint64 */
  GArray     *scales;   /* of float */
  GByteArray *bytes;    /* of each @stride */
  guint       n_numbers;
  guint       stride;   /* @n_numbers and zeroes, to whole blocks */
  gint64      last_id;  /* the highest there was */
};

/* -- One ------------------------------------------------------------------------ */

static double
length_of (const float *numbers,
           guint        n)
{
  double sum = 0;

  for (guint i = 0; i < n; i++)
    sum += (double) numbers[i] * numbers[i];

  return sqrt (sum);
}

static double
largest_of (const float *numbers,
            guint        n)
{
  double largest = 0;

  for (guint i = 0; i < n; i++)
    largest = MAX (largest, fabs ((double) numbers[i]));

  return largest;
}

/**
 * askg_vector_quantise:
 * @out_scale: (out): what a byte is to be multiplied with
 *
 * Returns: (transfer full) (nullable): a signed byte a number; %NULL for what has no direction or is no number
 */
GBytes *
askg_vector_quantise (const float *numbers,
                      guint        n_numbers,
                      float       *out_scale)
{
  const double length = length_of (numbers, n_numbers);
  const double largest = largest_of (numbers, n_numbers);
  gint8 *bytes;

  *out_scale = 0;
  if (!isfinite (length) || length < 1e-12 || n_numbers == 0 || n_numbers > ASKG_VECTOR_MAX_NUMBERS)
    return NULL;
  bytes = g_new (gint8, n_numbers);
  for (guint i = 0; i < n_numbers; i++)
    bytes[i] = (gint8) lrint (numbers[i] * 127 / largest);
  *out_scale = (float) (largest / 127 / length);

  return g_bytes_new_take (bytes, n_numbers);
}

/* All the time there is goes into this: a compiler at its best makes a few instructions for sixteen numbers of it. */
static gint32
multiply (const gint16 *one,
          const gint8  *two,
          guint         n)
{
  gint32 sum = 0;

  for (guint i = 0; i < n; i++)
    sum += one[i] * (gint16) two[i];

  return sum;
}

/**
 * askg_vector_stands_out:
 *
 * Models differ in how alike unrelated texts are to them. What belongs together is more alike than the best of so many
 * would be by chance.
 */
gboolean
askg_vector_stands_out (double                  likeness,
                        const AskgVectorSpread *spread)
{
  if (spread->n < MIN_SPREAD)
    return likeness >= ALIKE_ALONE;

  return likeness >= ALIKE_AT_LEAST &&
         likeness >= spread->mean + (sqrt (2 * log (spread->n)) + 0.5) * spread->deviation;
}

/* -- All of them ------------------------------------------------------------------ */

AskgVectors *
askg_vectors_new (guint n_numbers)
{
  AskgVectors *self = g_new0 (AskgVectors, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->scales = g_array_new (FALSE, FALSE, sizeof (float));
  self->bytes = g_byte_array_new ();
  self->n_numbers = n_numbers;
  self->stride = (n_numbers + BLOCK - 1) / BLOCK * BLOCK;

  return self;
}

void
askg_vectors_free (AskgVectors *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->ids);
  g_array_unref (self->scales);
  g_byte_array_unref (self->bytes);
  g_free (self);
}

guint
askg_vectors_get_n (const AskgVectors *self)
{
  return self->ids->len;
}

guint
askg_vectors_get_n_numbers (const AskgVectors *self)
{
  return self->n_numbers;
}

/* The highest that was ever added; 0 before. */
gint64
askg_vectors_get_last_id (const AskgVectors *self)
{
  return self->last_id;
}

static gboolean
find_place (const AskgVectors *self,
            gint64             id,
            guint             *out_place)
{
  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      {
        *out_place = i;
        return TRUE;
      }

  return FALSE;
}

/* Instead of the one that has this id, if there is one. @bytes: of askg_vector_quantise(); others are left out */
void
askg_vectors_add (AskgVectors *self,
                  gint64       id,
                  float        scale,
                  GBytes      *bytes)
{
  gsize n;
  const guint8 *data = g_bytes_get_data (bytes, &n);

  if (id <= self->last_id)
    askg_vectors_remove (self, id);
  self->last_id = MAX (self->last_id, id);
  if (n != self->n_numbers)
    return;

  g_array_append_val (self->ids, id);
  g_array_append_val (self->scales, scale);
  g_byte_array_append (self->bytes, data, n);
  if (self->stride > n)
    {
      static const guint8 zeroes[BLOCK];

      g_byte_array_append (self->bytes, zeroes, self->stride - n);
    }
}

/* The last one takes its place. */
void
askg_vectors_remove (AskgVectors *self,
                     gint64       id)
{
  guint place;
  guint last;

  if (!find_place (self, id, &place))
    return;
  last = self->ids->len - 1;
  if (place != last)
    memcpy (self->bytes->data + (gsize) place * self->stride, self->bytes->data + (gsize) last * self->stride, self->stride);
  g_byte_array_set_size (self->bytes, (gsize) last * self->stride);
  g_array_remove_index_fast (self->ids, place);
  g_array_remove_index_fast (self->scales, place);
}

/* Keeps the best @most in their order. */
static void
consider (GArray        *best,
          guint          most,
          AskgVectorHit  hit)
{
  guint place = best->len;

  if (best->len == most && hit.likeness <= g_array_index (best, AskgVectorHit, most - 1).likeness)
    return;
  while (place > 0 && g_array_index (best, AskgVectorHit, place - 1).likeness < hit.likeness)
    place--;
  g_array_insert_val (best, place, hit);
  if (best->len > most)
    g_array_set_size (best, most);
}

static void
tell_spread (AskgVectorSpread *spread,
             guint             n,
             double            sum,
             double            squares)
{
  *spread = (AskgVectorSpread) { n, 0, 0 };
  if (n == 0)
    return;
  spread->mean = sum / n;
  spread->deviation = sqrt (MAX (squares / n - spread->mean * spread->mean, 0));
}

/**
 * askg_vectors_find_best:
 * @numbers: as many as each of them has
 * @most: at least 1
 *
 * Returns: (transfer full) (element-type AskgVectorHit): the most alike first
 */
GArray *
askg_vectors_find_best (const AskgVectors *self,
                        const float       *numbers,
                        guint              most,
                        AskgVectorSpread  *out_spread)
{
  GArray *best = g_array_sized_new (FALSE, FALSE, sizeof (AskgVectorHit), most + 1);
  float scale;
  g_autoptr(GBytes) bytes = askg_vector_quantise (numbers, self->n_numbers, &scale);
  g_autofree gint16 *query = g_new0 (gint16, self->stride);
  double sum = 0, squares = 0;

  tell_spread (out_spread, 0, 0, 0);
  if (bytes == NULL)
    return best;
  for (guint i = 0; i < self->n_numbers; i++)
    query[i] = ((const gint8 *) g_bytes_get_data (bytes, NULL))[i];
  for (guint i = 0; i < self->ids->len; i++)
    {
      const gint32 product = multiply (query, (const gint8 *) self->bytes->data + (gsize) i * self->stride, self->stride);
      const double likeness = (double) product * scale * g_array_index (self->scales, float, i);

      sum += likeness;
      squares += likeness * likeness;
      consider (best, most, (AskgVectorHit) { g_array_index (self->ids, gint64, i), likeness });
    }
  tell_spread (out_spread, self->ids->len, sum, squares);

  return best;
}
