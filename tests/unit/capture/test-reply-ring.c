/* A reply on its way to the loudspeaker: nothing of it is lost, softened twice, or told to have sounded before it has. */
#include "capture/audio/askg-reply-ring.h"

#define BLOCK ASKG_REPLY_BLOCK

static gint16 *
new_samples (gsize n)
{
  gint16 *samples = g_new (gint16, n);

  for (gsize i = 0; i < n; i++)
    samples[i] = i % 2 == 0 ? 10000 : -10000;

  return samples;
}

static void
begin (AskgReplyRing *ring,
       gsize          n_samples)
{
  g_autofree gint16 *samples = new_samples (n_samples);

  askg_reply_ring_begin (ring);
  askg_reply_ring_add (ring, samples, n_samples);
}

static gint
loudest (const gint16 *block)
{
  gint most = 0;

  for (guint i = 0; i < BLOCK; i++)
    most = MAX (most, ABS (block[i]));

  return most;
}

static void
test_what_is_pushed_is_taken_and_then_silence (void)
{
  g_autoptr(AskgReplyRing) ring = askg_reply_ring_new ();
  gint16 block[BLOCK];

  askg_reply_ring_take (ring, block);
  g_assert_cmpint (loudest (block), ==, 0);
  begin (ring, BLOCK + BLOCK / 2);
  g_assert_false (askg_reply_ring_is_silent (ring));
  askg_reply_ring_take (ring, block);
  g_assert_cmpint (block[BLOCK - 1], ==, -10000);
  askg_reply_ring_take (ring, block);
  g_assert_cmpint (block[BLOCK / 2 - 1], ==, -10000);
  g_assert_cmpint (block[BLOCK / 2], ==, 0);
  g_assert_true (askg_reply_ring_is_silent (ring));
  g_assert_false (askg_reply_ring_is_over (ring)); /* more may come */
  askg_reply_ring_end (ring);
  g_assert_true (askg_reply_ring_is_over (ring));
}

static void
test_a_cut_fades_within_five_milliseconds (void)
{
  g_autoptr(AskgReplyRing) ring = askg_reply_ring_new ();
  gint16 block[BLOCK];

  begin (ring, 100 * BLOCK);
  askg_reply_ring_take (ring, block);
  askg_reply_ring_cut (ring);
  askg_reply_ring_take (ring, block);
  g_assert_cmpint (ABS (block[0]), >, 9000);
  g_assert_cmpint (ABS (block[BLOCK / 2 - 1]), <, 100);
  g_assert_cmpint (block[BLOCK / 2], ==, 0);
  g_assert_true (askg_reply_ring_is_over (ring));
  begin (ring, BLOCK); /* and the next reply is as loud as the first */
  askg_reply_ring_take (ring, block);
  g_assert_cmpint (block[BLOCK - 1], ==, -10000);
}

static void
test_ducked_is_twelve_decibels_softer_at_the_end_of_a_block (void)
{
  g_autoptr(AskgReplyRing) ring = askg_reply_ring_new ();
  gint16 block[BLOCK];

  begin (ring, 100 * BLOCK);
  askg_reply_ring_duck (ring, TRUE);
  askg_reply_ring_take (ring, block);
  g_assert_cmpint (ABS (block[BLOCK - 1]), <, 2512);
  askg_reply_ring_take (ring, block);
  g_assert_cmpint (loudest (block), <, 2512);
  askg_reply_ring_duck (ring, FALSE);
  for (guint i = 0; i < 6; i++)
    askg_reply_ring_take (ring, block);
  g_assert_cmpint (block[BLOCK - 1], ==, -10000);
}

static void
test_what_was_heard_is_what_was_taken_so_many_blocks_ago (void)
{
  g_autoptr(AskgReplyRing) ring = askg_reply_ring_new ();
  gint16 block[BLOCK];

  for (guint i = 0; i < 300; i++)
    askg_reply_ring_take (ring, block);
  begin (ring, 2 * BLOCK);
  g_assert_cmpint (askg_reply_ring_get_heard (ring, 300), ==, 0);
  for (guint i = 0; i < 4; i++)
    askg_reply_ring_take (ring, block);
  g_assert_cmpint (askg_reply_ring_get_blocks (ring), ==, 304);
  g_assert_cmpint (askg_reply_ring_get_heard (ring, 299), ==, 0);
  g_assert_cmpint (askg_reply_ring_get_heard (ring, 300), ==, 0);
  g_assert_cmpint (askg_reply_ring_get_heard (ring, 301), ==, BLOCK);
  g_assert_cmpint (askg_reply_ring_get_heard (ring, 302), ==, 2 * BLOCK);
  g_assert_cmpint (askg_reply_ring_get_heard (ring, 304), ==, 2 * BLOCK);
  g_assert_cmpint (askg_reply_ring_get_heard (ring, 999), ==, 2 * BLOCK);
}

static void
test_an_hour_is_taken_without_growing (void)
{
  g_autoptr(AskgReplyRing) ring = askg_reply_ring_new ();
  g_autofree gint16 *second = new_samples (ASKG_REPLY_RATE_HZ);
  gint16 block[BLOCK];

  askg_reply_ring_begin (ring);
  for (guint i = 0; i < 3600; i++)
    {
      askg_reply_ring_add (ring, second, ASKG_REPLY_RATE_HZ);
      for (guint j = 0; j < 100; j++)
        askg_reply_ring_take (ring, block);
    }
  g_assert_cmpint (askg_reply_ring_get_heard (ring, G_MAXINT64), ==, 3600 * (gint64) ASKG_REPLY_RATE_HZ);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reply-ring/taken", test_what_is_pushed_is_taken_and_then_silence);
  g_test_add_func ("/reply-ring/cut", test_a_cut_fades_within_five_milliseconds);
  g_test_add_func ("/reply-ring/ducked", test_ducked_is_twelve_decibels_softer_at_the_end_of_a_block);
  g_test_add_func ("/reply-ring/heard", test_what_was_heard_is_what_was_taken_so_many_blocks_ago);
  g_test_add_func ("/reply-ring/hour", test_an_hour_is_taken_without_growing);

  return g_test_run ();
}
