/* test-preroll.c: the word that was said before it was noticed is there; what nobody needs is not. */
#include "engine/voice/askg-preroll.h"

#define RATE_HZ 8000

/* Samples that tell their position, in pieces of changing size. */
static void
hear (AskgPreroll *preroll,
      gint64       from,
      gint64       to)
{
  gint16 samples[397];

  while (from < to)
    {
      const gsize n = MIN ((gsize) (to - from), (gsize) (from * 31 % 396 + 1));

      for (gsize i = 0; i < n; i++)
        samples[i] = (from + i) % 30011;
      askg_preroll_add (preroll, from, samples, n);
      from += n;
    }
}

static void
assert_holds (AskgPreroll *preroll,
              gint64       from,
              gint64       to)
{
  g_autoptr(AskgPcm) sound = askg_preroll_copy (preroll, from, to);
  gsize n_bytes;
  const gint16 *samples;

  g_assert_nonnull (sound);
  samples = g_bytes_get_data (askg_pcm_get_samples (sound), &n_bytes);
  g_assert_cmpuint (n_bytes / 2, ==, to - from);
  for (gint64 at = from; at < to; at++)
    g_assert_cmpint (samples[at - from], ==, at % 30011);
}

static void
test_the_last_half_second_is_always_there (void)
{
  g_autoptr(AskgPreroll) preroll = askg_preroll_new (RATE_HZ, ASKG_PREROLL_MS);

  hear (preroll, 0, 100000);
  assert_holds (preroll, 96000, 100000);
  g_assert_null (askg_preroll_copy (preroll, 0, 90000)); /* nobody needed it */
  g_assert_cmpint (askg_preroll_get_end (preroll), ==, 100000);
}

static void
test_an_utterance_is_there_from_its_beginning (void)
{
  g_autoptr(AskgPreroll) preroll = askg_preroll_new (RATE_HZ, ASKG_PREROLL_MS);

  hear (preroll, 0, 50000);
  askg_preroll_hold (preroll, 46500);
  hear (preroll, 50000, 900000);
  assert_holds (preroll, 46500, 900000);
  askg_preroll_hold (preroll, 800000);
  hear (preroll, 900000, 1300000);
  assert_holds (preroll, 800000, 1300000);
  g_assert_null (askg_preroll_copy (preroll, 46500, 700000));
  askg_preroll_release (preroll);
  hear (preroll, 1300000, 1400000);
  g_assert_null (askg_preroll_copy (preroll, 800000, 1300000));
  assert_holds (preroll, 1396000, 1400000);
}

static void
test_after_a_gap_nothing_is_joined (void)
{
  g_autoptr(AskgPreroll) preroll = askg_preroll_new (RATE_HZ, ASKG_PREROLL_MS);
  g_autoptr(AskgPcm) sound = NULL;

  hear (preroll, 0, 20000);
  askg_preroll_hold (preroll, 18000);
  hear (preroll, 21000, 25000);
  sound = askg_preroll_copy (preroll, 18000, 25000);
  g_assert_cmpuint (g_bytes_get_size (askg_pcm_get_samples (sound)), ==, 4000 * 2);
  assert_holds (preroll, 21000, 25000);
}

static void
test_cleared_it_begins_anew (void)
{
  g_autoptr(AskgPreroll) preroll = askg_preroll_new (RATE_HZ, ASKG_PREROLL_MS);

  askg_preroll_clear (preroll);
  hear (preroll, 0, 20000);
  askg_preroll_clear (preroll);
  g_assert_null (askg_preroll_copy (preroll, 0, 20000));
  g_assert_cmpint (askg_preroll_get_end (preroll), ==, 0);
  hear (preroll, 0, 10000);
  assert_holds (preroll, 6000, 10000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/voice/preroll/the-last-half-second-is-always-there", test_the_last_half_second_is_always_there);
  g_test_add_func ("/voice/preroll/an-utterance-is-there-from-its-beginning", test_an_utterance_is_there_from_its_beginning);
  g_test_add_func ("/voice/preroll/after-a-gap-nothing-is-joined", test_after_a_gap_nothing_is_joined);
  g_test_add_func ("/voice/preroll/cleared-it-begins-anew", test_cleared_it_begins_anew);

  return g_test_run ();
}
