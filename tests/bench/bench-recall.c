/* bench-recall.c: how long a question would wait for the earlier turns that belong to it, in a long history.
 *
 *     bench-recall FOLDER     a folder that bench-search --keep left
 *
 * Prints one JSON object. */
#include "engine/memory/askg-owner-lock.h"
#include "engine/memory/askg-store-recall.h"
#include "tests/bench/made-words.h"

#include <stdio.h>

#define RECALLS 200
#define WARM 5           /* the first ones read from the disk */
#define LIMIT_MS 40      /* a question waits no longer */

static GAsyncResult *arrived;

static void
keep (GObject *object, GAsyncResult *result, gpointer user_data)
{
  arrived = g_object_ref (result);
}

static GAsyncResult *
wait (void)
{
  GAsyncResult *result;

  while (arrived == NULL)
    g_main_context_iteration (NULL, TRUE);
  result = arrived;
  arrived = NULL;

  return result;
}

static void
must (gboolean is_done, const GError *error)
{
  if (!is_done)
    g_error ("%s", error != NULL ? error->message : "failed");
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double one = *(const double *) a, other = *(const double *) b;

  return one < other ? -1 : one > other;
}

/* How many turns would go along. */
static guint
recall (AskgStore *store, const char *text, double *out_ms)
{
  g_autoptr(AskgQuestion) question = askg_question_new (text, NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) recalled = NULL;
  g_autoptr(GError) error = NULL;
  const gint64 began_us = g_get_monotonic_time ();
  AskgRecallWish *wish = askg_recall_wish_new (question, 0);

  wish->until_monotonic_us = began_us + (LIMIT_MS - ASKG_RECALL_SPARE_MS) * G_TIME_SPAN_MILLISECOND;
  askg_store_recall_async (store, wish, NULL, keep, NULL);
  result = wait ();
  *out_ms = (g_get_monotonic_time () - began_us) / 1000.0;
  recalled = askg_store_recall_finish (store, result, &error);
  must (recalled != NULL, error);

  return recalled->len;
}

int
main (int argc, char **argv)
{
  g_autoptr(AskgOwnerLock) lock = NULL;
  g_autoptr(AskgStore) store = NULL;
  g_autoptr(MadeWords) words = made_words_new (4);
  g_autoptr(GArray) samples = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GAsyncResult) opened = NULL;
  g_autoptr(GAsyncResult) closed = NULL;
  g_autoptr(GError) error = NULL;
  guint n_some = 0, n_late = 0;

  if (argc != 2)
    {
      g_printerr ("Usage: bench-recall FOLDER\n");
      return 2;
    }
  lock = askg_owner_lock_take (argv[1], &error);
  must (lock != NULL, error);
  store = askg_store_new (argv[1]);
  askg_store_open_async (store, NULL, keep, NULL);
  opened = wait ();
  must (askg_store_open_finish (store, opened, &error), error);
  for (guint i = 0; i < RECALLS + WARM; i++)
    {
      g_autofree char *text = made_words_message (words, 30 + i % 4 * 30);
      double ms;
      const guint n = recall (store, text, &ms);

      if (i < WARM)
        continue;
      g_array_append_val (samples, ms);
      n_some += n > 0;
      n_late += ms > LIMIT_MS;
    }
  askg_store_close_async (store, keep, NULL);
  closed = wait ();
  must (askg_store_close_finish (store, closed, &error), error);
  g_array_sort (samples, compare);
  printf ("{\"recalls\": %d, \"p50_ms\": %.2f, \"p95_ms\": %.2f, \"longest_ms\": %.2f, \"some\": %u, \"late\": %u}\n", RECALLS,
          g_array_index (samples, double, RECALLS / 2), g_array_index (samples, double, RECALLS * 95 / 100),
          g_array_index (samples, double, RECALLS - 1), n_some, n_late);

  return 0;
}
