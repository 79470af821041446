/* bench-commit.c: how long a question takes to the disk, and how long the main loop stands still for it.
 *
 *     bench-commit [--sealed] FOLDER ROUNDS
 *
 * In a folder of its own below FOLDER, on the disk that matters: ROUNDS questions, every other with the picture of a
 * region, are asked one after the other; in between the answer streams. Prints, as "NAME: VALUE ms …": the time until
 * a question was acknowledged, the longest time in which the main loop was late, how long a bare write and fdatasync
 * of as many bytes takes there, and how long the history takes to be read. With --sealed the same, encrypted. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "tests/unit/memory/store-rig.h"

#define BEAT_MS 1
#define WORDS_AN_ANSWER 40
#define REGION_WIDTH_PX 800
#define REGION_HEIGHT_PX 300
#define BARE_BYTES (3 * 4120) /* what a question without a picture writes to the log: three pages and their heads */

typedef struct
{
  GArray  *late_us; /* of gint64: how much later than asked for each beat came */
  gint64   expected_us;
} Pulse;

static gboolean
on_beat (gpointer user_data)
{
  Pulse *pulse = user_data;
  const gint64 now_us = g_get_monotonic_time ();
  const gint64 late_us = MAX (now_us - pulse->expected_us, 0);

  g_array_append_val (pulse->late_us, late_us);
  pulse->expected_us = now_us + BEAT_MS * G_TIME_SPAN_MILLISECOND;

  return G_SOURCE_CONTINUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

static double
quantile_ms (GArray *values_us, guint percent)
{
  g_array_sort (values_us, compare);

  return g_array_index (values_us, gint64, (values_us->len - 1) * percent / 100) / 1e3;
}

/* A picture as a screen has: even, with lines of something in it. */
static AskgAttachment *
new_picture (guint seed)
{
  const gsize n = REGION_WIDTH_PX * REGION_HEIGHT_PX;
  guint32 *words = g_new (guint32, n);
  g_autoptr(GRand) chance = g_rand_new_with_seed (seed);
  g_autoptr(GBytes) pixels = NULL;
  g_autoptr(AskgFrame) frame = NULL;

  for (gsize i = 0; i < n; i++)
    words[i] = 0xFF202020 | ((i / REGION_WIDTH_PX) % 16 < 8 && g_rand_int_range (chance, 0, 4) == 0 ? 0xC0C0C0 : 0);
  pixels = g_bytes_new_take (words, n * sizeof *words);
  frame = askg_frame_new (pixels, REGION_WIDTH_PX, REGION_HEIGHT_PX, REGION_WIDTH_PX * sizeof *words, TRUE, 0);

  return askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, "editor", "org.example.Editor");
}

typedef struct
{
  gint64   began_us;
  gint64   took_us;
  gboolean is_done;
} Wait;

static void
on_begun (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;
  g_autoptr(GError) error = NULL;

  (void) askg_store_begin_turn_finish (ASKG_STORE (object), result, &error);
  g_assert_no_error (error);
  wait->took_us = g_get_monotonic_time () - wait->began_us;
  wait->is_done = TRUE;
}

/* Asks, and has it answered; the same work besides as the overlay's: words that arrive, checkpoints. */
static void
ask (StoreRig *rig, AskgConversation *conversation, guint number, AskgAttachment *picture, GArray *took_us)
{
  g_autofree char *words = g_strdup_printf ("what is wrong in line %u of this listing?", number);
  g_autoptr(AskgQuestion) question = store_rig_question (words, picture);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("bench", "Bench");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);
  Wait wait = { g_get_monotonic_time (), 0, FALSE };

  askg_conversation_append (conversation, turn);
  askg_store_begin_turn_async (rig->store, conversation, turn, NULL, on_begun, &wait);
  while (!wait.is_done)
    g_main_context_iteration (NULL, TRUE);
  g_array_append_val (took_us, wait.took_us);
  for (guint i = 0; i < WORDS_AN_ANSWER; i++)
    {
      askg_answer_append (answer, "word ");
      askg_store_checkpoint_turn (rig->store, turn);
      g_main_context_iteration (NULL, TRUE);
    }
  askg_answer_finish (answer, NULL);
  g_assert_true (store_rig_end (rig, turn, NULL));
}

/* What the disk alone takes. */
static double
bare_ms (const char *folder, guint rounds)
{
  g_autofree char *path = g_build_filename (folder, "bare", NULL);
  g_autoptr(GArray) took_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  const int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  static char bytes[BARE_BYTES];

  g_assert_cmpint (fd, >=, 0);
  for (guint i = 0; i < rounds; i++)
    {
      const gint64 began_us = g_get_monotonic_time ();
      gint64 took;

      g_assert_cmpint (pwrite (fd, bytes, sizeof bytes, (off_t) i * sizeof bytes), ==, sizeof bytes);
      g_assert_cmpint (fdatasync (fd), ==, 0);
      took = g_get_monotonic_time () - began_us;
      g_array_append_val (took_us, took);
    }
  (void) g_close (fd, NULL);
  (void) g_unlink (path);

  return quantile_ms (took_us, 95);
}

int
main (int argc, char **argv)
{
  const gboolean is_sealed = argc > 1 && strcmp (argv[1], "--sealed") == 0;
  const guint rounds = argc > 2 ? (guint) atoi (argv[argc - 1]) : 0;
  g_autoptr(GArray) took_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) loaded = NULL;
  g_autoptr(GPtrArray) pictures = g_ptr_array_new_with_free_func (g_object_unref);
  Pulse pulse = { g_array_new (FALSE, FALSE, sizeof (gint64)), 0 };
  StoreRig rig;
  gint64 began_us;
  guint beat;

  if (rounds == 0)
    {
      g_printerr ("bench-commit [--sealed] FOLDER ROUNDS\n");
      return 2;
    }
  g_setenv ("TMPDIR", argv[argc - 2], TRUE);
  if (is_sealed)
    g_setenv ("ASKG_TEST_SEALED", "1", TRUE);
  store_rig_set_up (&rig, NULL);
  store_rig_reopen (&rig);
  for (guint i = 0; i < rounds; i += 2)
    g_ptr_array_add (pictures, new_picture (i));
  beat = g_timeout_add (BEAT_MS, on_beat, &pulse);
  pulse.expected_us = g_get_monotonic_time () + BEAT_MS * G_TIME_SPAN_MILLISECOND;
  for (guint i = 0; i < rounds; i++)
    ask (&rig, conversation, i, i % 2 == 0 ? g_ptr_array_index (pictures, i / 2) : NULL, took_us);
  g_source_remove (beat);
  began_us = g_get_monotonic_time ();
  loaded = store_rig_load (&rig, askg_conversation_get_id (conversation), NULL);
  g_assert_nonnull (loaded);
  printf ("acknowledged: %.2f ms p95, %.2f ms median, %u questions\n", quantile_ms (took_us, 95), quantile_ms (took_us, 50), rounds);
  printf ("stall: %.2f ms longest, %.2f ms p99, %u beats\n", quantile_ms (pulse.late_us, 100), quantile_ms (pulse.late_us, 99),
          pulse.late_us->len);
  printf ("loaded: %.2f ms, %u turns\n", (g_get_monotonic_time () - began_us) / 1e3, askg_conversation_get_n_turns (loaded));
  printf ("bare: %.2f ms p95 of a write and fdatasync of %u bytes\n", bare_ms (rig.folder, rounds), (guint) BARE_BYTES);
  g_array_unref (pulse.late_us);
  store_rig_tear_down (&rig, NULL);

  return 0;
}
