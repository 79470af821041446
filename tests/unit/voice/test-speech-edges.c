/* test-speech-edges.c: when somebody counts as speaking, and when as done. */
#include "engine/voice/askg-speech-edges.h"

/* One frame a letter: "v" a voice, "c" a consonant in one, "." nothing.
 *
 * Returns: the edges, one letter each: "B" began, "E" ended */
static char *
run (AskgSpeechEdges *edges,
     const char      *frames,
     guint            n_times)
{
  GString *found = g_string_new (NULL);

  for (guint i = 0; i < n_times; i++)
    for (const char *frame = frames; *frame != '\0'; frame++)
      {
        const AskgVoiceVerdict verdict = { .may_begin = *frame == 'v', .goes_on = *frame != '.' };
        const AskgSpeechEdge edge = askg_speech_edges_take (edges, &verdict);

        if (edge != ASKG_SPEECH_NONE)
          g_string_append_c (found, edge == ASKG_SPEECH_BEGAN ? 'B' : 'E');
      }

  return g_string_free (found, FALSE);
}

static AskgSpeechEdges *
new_edges (guint patience_ms)
{
  const AskgSpeechRule rule = { .begin_need = 3, .begin_of = 4, .patience_ms = patience_ms };

  return askg_speech_edges_new (&rule);
}

static void
assert_run (AskgSpeechEdges *edges,
            const char      *frames,
            guint            n_times,
            const char      *expected)
{
  g_autofree char *found = run (edges, frames, n_times);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_a_knock_is_no_voice (void)
{
  g_autoptr(AskgSpeechEdges) edges = new_edges (700);

  assert_run (edges, "vv........", 100, "");
  assert_run (edges, "v.v.......", 100, "");
  assert_run (edges, "vv.v", 1, "B");
}

static void
test_a_pause_within_the_patience_ends_nothing (void)
{
  g_autoptr(AskgSpeechEdges) edges = new_edges (700);

  assert_run (edges, "v", 50, "B");
  assert_run (edges, ".", 60, "");
  assert_run (edges, "v", 20, "");
  assert_run (edges, ".", 69, "E");
  g_assert_false (askg_speech_edges_is_speaking (edges));
}

static void
test_the_end_comes_when_the_patience_is_over (void)
{
  static const guint patiences_ms[] = { 300, 500, 700 };

  for (gsize i = 0; i < G_N_ELEMENTS (patiences_ms); i++)
    {
      g_autoptr(AskgSpeechEdges) edges = new_edges (patiences_ms[i]);
      guint n_frames = 0;

      assert_run (edges, "v", 100, "B");
      while (askg_speech_edges_is_speaking (edges))
        {
          g_autofree char *edge = run (edges, ".", 1);

          n_frames++;
        }
      g_assert_cmpuint (n_frames * 10, <=, patiences_ms[i]);
      g_assert_cmpuint (n_frames * 10, >=, patiences_ms[i] * 92 / 100);
      g_assert_cmpuint (askg_speech_edges_get_quiet_ms (edges), ==, n_frames * 10);
    }
}

static void
test_a_click_in_the_pause_does_not_keep_it_open (void)
{
  g_autoptr(AskgSpeechEdges) edges = new_edges (500);

  assert_run (edges, "v", 50, "B");
  assert_run (edges, "...........................................c.....................", 1, "E");
}

static void
test_the_next_one_needs_a_beginning_of_its_own (void)
{
  g_autoptr(AskgSpeechEdges) edges = new_edges (300);

  assert_run (edges, "v", 50, "B");
  assert_run (edges, ".", 40, "E");
  assert_run (edges, "c", 40, "");
  assert_run (edges, "vvv", 1, "B");
  askg_speech_edges_reset (edges);
  assert_run (edges, ".", 100, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/voice/speech-edges/a-knock-is-no-voice", test_a_knock_is_no_voice);
  g_test_add_func ("/voice/speech-edges/a-pause-within-the-patience-ends-nothing",
                   test_a_pause_within_the_patience_ends_nothing);
  g_test_add_func ("/voice/speech-edges/the-end-comes-when-the-patience-is-over",
                   test_the_end_comes_when_the_patience_is_over);
  g_test_add_func ("/voice/speech-edges/a-click-in-the-pause-does-not-keep-it-open",
                   test_a_click_in_the_pause_does_not_keep_it_open);
  g_test_add_func ("/voice/speech-edges/the-next-one-needs-a-beginning-of-its-own",
                   test_the_next_one_needs_a_beginning_of_its_own);

  return g_test_run ();
}
