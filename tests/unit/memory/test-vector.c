/* test-vector.c: texts are compared by a byte a number, and what stands out is told from what is merely the best. */
#include "engine/memory/askg-vector.h"

#include <math.h>

#define N 384

/* The same every time. */
static float
next (guint32 *seed)
{
  *seed = *seed * 1664525u + 1013904223u;

  return (float) ((gint32) *seed / 2147483648.0);
}

static void
fill (float *numbers, guint n, guint32 *seed)
{
  for (guint i = 0; i < n; i++)
    numbers[i] = next (seed);
}

static double
likeness_of (const float *one, const float *two, guint n)
{
  double product = 0, first = 0, second = 0;

  for (guint i = 0; i < n; i++)
    {
      product += (double) one[i] * two[i];
      first += (double) one[i] * one[i];
      second += (double) two[i] * two[i];
    }

  return product / sqrt (first * second);
}

static void
add (AskgVectors *vectors, gint64 id, const float *numbers)
{
  float scale;
  g_autoptr(GBytes) bytes = askg_vector_quantise (numbers, askg_vectors_get_n_numbers (vectors), &scale);

  g_assert_nonnull (bytes);
  askg_vectors_add (vectors, id, scale, bytes);
}

static void
test_bytes_tell_what_numbers_told (void)
{
  const guint lengths[] = { 1, 31, 32, 33, N, 1024 };
  guint32 seed = 7;

  for (gsize l = 0; l < G_N_ELEMENTS (lengths); l++)
    for (guint round = 0; round < 50; round++)
      {
        g_autofree float *one = g_new (float, lengths[l]);
        g_autofree float *two = g_new (float, lengths[l]);
        g_autoptr(AskgVectors) vectors = askg_vectors_new (lengths[l]);
        g_autoptr(GArray) best = NULL;
        AskgVectorSpread spread;

        fill (one, lengths[l], &seed);
        fill (two, lengths[l], &seed);
        add (vectors, 1, two);
        best = askg_vectors_find_best (vectors, one, 1, &spread);
        g_assert_cmpuint (best->len, ==, 1);
        g_assert_cmpfloat_with_epsilon (g_array_index (best, AskgVectorHit, 0).likeness, likeness_of (one, two, lengths[l]), 0.01);
      }
}

static void
test_what_has_no_direction_is_no_vector (void)
{
  const float zeroes[4] = { 0 };
  const float broken[2] = { 1, NAN };
  const float endless[2] = { 1, INFINITY };
  const float huge[2] = { 3e38f, -3e38f };
  float scale;
  g_autoptr(GBytes) fine = askg_vector_quantise (huge, 2, &scale);

  g_assert_null (askg_vector_quantise (zeroes, 4, &scale));
  g_assert_null (askg_vector_quantise (broken, 2, &scale));
  g_assert_null (askg_vector_quantise (endless, 2, &scale));
  g_assert_null (askg_vector_quantise (zeroes, 0, &scale));
  g_assert_nonnull (fine);
}

static void
test_the_best_come_in_their_order (void)
{
  g_autoptr(AskgVectors) vectors = askg_vectors_new (N);
  g_autoptr(GArray) best = NULL;
  float query[N], other[N];
  AskgVectorSpread spread;
  guint32 seed = 3;

  fill (query, N, &seed);
  for (gint64 id = 1; id <= 500; id++)
    {
      fill (other, N, &seed);
      for (guint i = 0; i < N && id % 100 == 0; i++)
        other[i] = query[i] + other[i] * (float) id / 200;
      add (vectors, id, other);
    }
  best = askg_vectors_find_best (vectors, query, 10, &spread);

  g_assert_cmpuint (best->len, ==, 10);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (g_array_index (best, AskgVectorHit, i).id, ==, 100 * (i + 1));
  for (guint i = 1; i < best->len; i++)
    g_assert_cmpfloat (g_array_index (best, AskgVectorHit, i - 1).likeness, >=, g_array_index (best, AskgVectorHit, i).likeness);
  g_assert_cmpuint (spread.n, ==, 500);
  g_assert_true (askg_vector_stands_out (g_array_index (best, AskgVectorHit, 0).likeness, &spread));
  g_assert_false (askg_vector_stands_out (g_array_index (best, AskgVectorHit, 5).likeness, &spread));
}

/* The best of very many is always rather good. */
static void
test_the_best_of_noise_does_not_stand_out (void)
{
  guint32 seed = 11;
  guint n_out = 0;

  for (guint round = 0; round < 20; round++)
    {
      g_autoptr(AskgVectors) vectors = askg_vectors_new (64);
      g_autoptr(GArray) best = NULL;
      AskgVectorSpread spread;
      float numbers[64];

      for (gint64 id = 1; id <= 2000; id++)
        {
          fill (numbers, 64, &seed);
          for (guint i = 0; i < 64; i++)
            numbers[i] += 0.5f; /* all of them are somewhat alike, as those of models are */
          add (vectors, id, numbers);
        }
      fill (numbers, 64, &seed);
      for (guint i = 0; i < 64; i++)
        numbers[i] += 0.5f;
      best = askg_vectors_find_best (vectors, numbers, 1, &spread);
      n_out += askg_vector_stands_out (g_array_index (best, AskgVectorHit, 0).likeness, &spread);
    }

  g_assert_cmpuint (n_out, <=, 2);
}

static void
test_few_must_be_nearly_the_same (void)
{
  const AskgVectorSpread few = { 5, 0.4, 0.05 };

  g_assert_false (askg_vector_stands_out (0.7, &few));
  g_assert_true (askg_vector_stands_out (0.8, &few));
}

static void
test_what_is_removed_is_found_no_more (void)
{
  g_autoptr(AskgVectors) vectors = askg_vectors_new (3);
  const float one[] = { 1, 0, 0 }, two[] = { 0, 1, 0 }, three[] = { 0, 0, 1 };
  AskgVectorSpread spread;

  add (vectors, 1, one);
  add (vectors, 2, two);
  add (vectors, 3, three);
  askg_vectors_remove (vectors, 1);
  askg_vectors_remove (vectors, 9);
  add (vectors, 2, one); /* in its place */
  g_assert_cmpuint (askg_vectors_get_n (vectors), ==, 2);
  for (guint most = 1; most <= 4; most++)
    {
      g_autoptr(GArray) best = askg_vectors_find_best (vectors, one, most, &spread);

      g_assert_cmpuint (best->len, ==, MIN (most, 2));
      g_assert_cmpint (g_array_index (best, AskgVectorHit, 0).id, ==, 2);
    }
  askg_vectors_remove (vectors, 2);
  askg_vectors_remove (vectors, 3);
  {
    g_autoptr(GArray) best = askg_vectors_find_best (vectors, one, 1, &spread);

    g_assert_cmpuint (best->len, ==, 0);
    g_assert_cmpint (askg_vectors_get_last_id (vectors), ==, 3);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add_func ("/engine/vector/" name, test)
  ADD ("bytes-tell-what-numbers-told", test_bytes_tell_what_numbers_told);
  ADD ("what-has-no-direction-is-no-vector", test_what_has_no_direction_is_no_vector);
  ADD ("the-best-come-in-their-order", test_the_best_come_in_their_order);
  ADD ("the-best-of-noise-does-not-stand-out", test_the_best_of_noise_does_not_stand_out);
  ADD ("few-must-be-nearly-the-same", test_few_must_be_nearly_the_same);
  ADD ("what-is-removed-is-found-no-more", test_what_is_removed_is_found_no_more);
#undef ADD

  return g_test_run ();
}
