/* bench-vectors.c: how fast the ten most alike of very many texts are found by the numbers a model gave them.
 *
 *     bench-vectors [N] [--judge]
 *
 * Prints one JSON object; the floor is reading the same bytes once. With --judge it fails where the number is over its bar. */
#include "engine/memory/askg-vector.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_NUMBERS 384
#define MOST      10
#define ROUNDS    41
#define BAR_MS    15.0
#define FULL_SIZE 100000.0

static float
next (guint32 *seed)
{
  *seed = *seed * 1664525u + 1013904223u;

  return (float) ((gint32) *seed / 2147483648.0);
}

static void
fill (float *numbers, guint32 *seed)
{
  for (guint i = 0; i < N_NUMBERS; i++)
    numbers[i] = next (seed);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

static double
read_all (const guint64 *words, gsize n)
{
  const gint64 began_us = g_get_monotonic_time ();
  guint64 sum = 0;
  volatile guint64 sink;

  for (gsize i = 0; i < n; i++)
    sum += words[i];
  sink = sum;
  (void) sink;

  return (g_get_monotonic_time () - began_us) / 1000.0;
}

int
main (int argc, char **argv)
{
  const guint n = argc > 1 && *argv[1] != '-' ? (guint) atoi (argv[1]) : (guint) FULL_SIZE;
  const gboolean is_judged = argc > 1 && g_str_equal (argv[argc - 1], "--judge");
  const gsize n_words = (gsize) n * N_NUMBERS / sizeof (guint64);
  g_autoptr(AskgVectors) vectors = askg_vectors_new (N_NUMBERS);
  g_autofree guint64 *same_size = g_new (guint64, n_words);
  double took_ms[ROUNDS], read_ms[ROUNDS];
  float numbers[N_NUMBERS];
  guint32 seed = 5;

  memset (same_size, 1, n_words * sizeof *same_size);
  for (guint i = 1; i <= n; i++)
    {
      g_autoptr(GBytes) bytes = NULL;
      float scale;

      fill (numbers, &seed);
      bytes = askg_vector_quantise (numbers, N_NUMBERS, &scale);
      askg_vectors_add (vectors, i, scale, bytes);
    }
  for (guint round = 0; round < ROUNDS; round++)
    {
      g_autoptr(GArray) best = NULL;
      AskgVectorSpread spread;
      gint64 began_us;

      fill (numbers, &seed);
      began_us = g_get_monotonic_time ();
      best = askg_vectors_find_best (vectors, numbers, MOST, &spread);
      took_ms[round] = (g_get_monotonic_time () - began_us) / 1000.0;
      g_assert (best->len == MIN (MOST, n));
      read_ms[round] = read_all (same_size, n_words);
    }
  qsort (took_ms, ROUNDS, sizeof *took_ms, compare);
  qsort (read_ms, ROUNDS, sizeof *read_ms, compare);
  printf ("{\"n\": %u, \"numbers\": %u, \"p50_ms\": %.3f, \"p95_ms\": %.3f, \"read_ms\": %.3f}\n", n, N_NUMBERS,
          took_ms[ROUNDS / 2], took_ms[ROUNDS * 95 / 100], read_ms[ROUNDS / 2]);

  return is_judged && took_ms[ROUNDS / 2] > BAR_MS * n / FULL_SIZE * 2 ? 1 : 0; /* somebody else may be at work beside it */
}
