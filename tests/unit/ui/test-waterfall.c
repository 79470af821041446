/* test-waterfall.c: where the time of an answer went, what it took, and how long was thought. */
#include <locale.h>
#include <math.h>

#include "ui/overlay/askg-meter.h"
#include "ui/overlay/askg-waterfall.h"
#include "ui/overlay/askg-words.h"

#define MS 1000

static AskgAnswer *
new_answer (const char           *engine_id,
            const AskgAnswerSpan *spans,
            gsize                 n_spans)
{
  AskgAnswer *answer = askg_answer_new (engine_id, "omni");

  for (gsize i = 0; i < n_spans; i++)
    askg_answer_add_span (answer, &spans[i]);
  askg_answer_append (answer, "Text.");
  askg_answer_restore (answer, ASKG_ANSWER_DONE, 580 * MS, 1200 * MS, NULL);

  return answer;
}

static void
assert_bar (const AskgWaterfall *waterfall,
            guint                index,
            const char          *name,
            gint64               duration_us,
            gboolean             is_engines)
{
  const AskgWaterfallBar *bar = &g_array_index (waterfall->bars, AskgWaterfallBar, index);

  g_assert_cmpuint (waterfall->bars->len, >, index);
  g_assert_cmpstr (bar->name, ==, name);
  g_assert_cmpint (bar->duration_us, ==, duration_us);
  g_assert_cmpint (bar->is_engines, ==, is_engines);
  g_assert_cmpfloat (bar->start, >=, 0);
  g_assert_cmpfloat (bar->start, <=, bar->end);
  g_assert_cmpfloat (bar->end, <=, 1);
}

static const AskgAnswerSpan usual[] = {
  { ASKG_SPAN_CAPTURE, -30000 * MS, 11 * MS, FALSE, FALSE }, /* half a minute of typing followed */
  { ASKG_SPAN_READ, -29000 * MS, 203 * MS, FALSE, FALSE },
  { ASKG_SPAN_ENCODE, 0, 28 * MS, FALSE, FALSE },
  { ASKG_SPAN_RESOLVE, 28 * MS, 1 * MS, TRUE, FALSE },
  { ASKG_SPAN_CONNECT, 29 * MS, 0, TRUE, FALSE },
  { ASKG_SPAN_UPLOAD, 30 * MS, 12 * MS, FALSE, FALSE },
  { ASKG_SPAN_WAIT, 42 * MS, 300 * MS, FALSE, TRUE },
  { ASKG_SPAN_FIRST_TOKEN, 342 * MS, 58 * MS, FALSE, TRUE },
  { ASKG_SPAN_STREAM, 400 * MS, 620 * MS, FALSE, TRUE },
};

static void
test_every_bar_is_somebodys_work (void)
{
  g_autoptr(AskgAnswer) answer = new_answer ("large", usual, G_N_ELEMENTS (usual));
  g_autoptr(AskgWaterfall) waterfall = askg_waterfall_new (answer);
  g_autofree char *verdict = askg_waterfall_dup_verdict (waterfall);

  g_assert_cmpuint (waterfall->bars->len, ==, 7);
  assert_bar (waterfall, 0, "Capture", 11 * MS, FALSE);
  assert_bar (waterfall, 1, "Read the text", 203 * MS, FALSE);
  assert_bar (waterfall, 2, "Encode", 28 * MS, FALSE);
  assert_bar (waterfall, 3, "Connect", 0, FALSE);
  assert_bar (waterfall, 4, "Upload", 12 * MS, FALSE);
  assert_bar (waterfall, 5, "First word", 358 * MS, TRUE);
  assert_bar (waterfall, 6, "Last word", 620 * MS, TRUE);
  g_assert_true (g_array_index (waterfall->bars, AskgWaterfallBar, 3).is_reused);
  g_assert_false (g_array_index (waterfall->bars, AskgWaterfallBar, 5).is_reused);
  g_assert_cmpstr (verdict, ==, "The engine took 978 ms of it, Askglass 254 ms.");
}

static void
test_typing_is_nobodys_time (void)
{
  g_autoptr(AskgAnswer) answer = new_answer ("large", usual, G_N_ELEMENTS (usual));
  g_autoptr(AskgWaterfall) waterfall = askg_waterfall_new (answer);
  const AskgWaterfallBar *bars = (const AskgWaterfallBar *) (const void *) waterfall->bars->data;
  const double all_ms = 11 + 203 + 1020;

  g_assert_cmpfloat_with_epsilon (bars[0].start, 0, 1e-9);
  g_assert_cmpfloat_with_epsilon (bars[1].start, 11 / all_ms, 1e-9);
  g_assert_cmpfloat_with_epsilon (bars[2].start, 214 / all_ms, 1e-9);
  g_assert_cmpfloat_with_epsilon (bars[6].end, 1, 1e-9);
}

/* The reading was still going on when it was asked. */
static void
test_what_lasts_beyond_enter_stays_where_it_was (void)
{
  const AskgAnswerSpan spans[] = {
    { ASKG_SPAN_CAPTURE, -5000 * MS, 10 * MS, FALSE, FALSE },
    { ASKG_SPAN_READ, -100 * MS, 200 * MS, FALSE, FALSE },
    { ASKG_SPAN_STREAM, 100 * MS, 90 * MS, FALSE, TRUE },
  };
  g_autoptr(AskgAnswer) answer = new_answer ("large", spans, G_N_ELEMENTS (spans));
  g_autoptr(AskgWaterfall) waterfall = askg_waterfall_new (answer);
  const AskgWaterfallBar *bars = (const AskgWaterfallBar *) (const void *) waterfall->bars->data;

  g_assert_cmpfloat_with_epsilon (bars[0].end, 10 / 300.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (bars[1].start, 10 / 300.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (bars[2].start, 210 / 300.0, 1e-9);
}

static void
test_an_engine_that_tells_nothing_has_two_bars (void)
{
  g_autoptr(AskgAnswer) reader = new_answer ("reader", NULL, 0);
  g_autoptr(AskgAnswer) other = new_answer ("other", NULL, 0);
  g_autoptr(AskgWaterfall) of_reader = askg_waterfall_new (reader);
  g_autoptr(AskgWaterfall) of_other = askg_waterfall_new (other);
  g_autofree char *verdict = askg_waterfall_dup_verdict (of_reader);

  assert_bar (of_reader, 0, "First word", 580 * MS, FALSE);
  assert_bar (of_reader, 1, "Last word", 620 * MS, FALSE);
  assert_bar (of_other, 1, "Last word", 620 * MS, TRUE);
  g_assert_null (verdict);
}

static void
test_damaged_spans_stay_within_the_line (void)
{
  const AskgAnswerSpan spans[] = {
    { ASKG_SPAN_CAPTURE, -G_MAXINT32, 0, FALSE, FALSE },
    { ASKG_SPAN_UPLOAD, 5, -7, FALSE, FALSE },
    { ASKG_SPAN_STREAM, 0, 0, TRUE, TRUE },
  };
  g_autoptr(AskgAnswer) answer = new_answer ("large", spans, G_N_ELEMENTS (spans));
  g_autoptr(AskgWaterfall) waterfall = askg_waterfall_new (answer);

  for (guint i = 0; i < waterfall->bars->len; i++)
    assert_bar (waterfall, i, g_array_index (waterfall->bars, AskgWaterfallBar, i).name, 0,
                g_array_index (waterfall->bars, AskgWaterfallBar, i).is_engines);
}

/* -- The meter ------------------------------------------------------------------ */

static void
assert_money (double      usd,
              const char *expected)
{
  g_autofree char *words = askg_meter_dup_money (usd);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_money_shows_something (void)
{
  assert_money (0, "$0.00");
  assert_money (0.00001, "under $0.0001");
  assert_money (0.0021, "$0.0021");
  assert_money (0.0999, "$0.0999");
  assert_money (0.1, "$0.10");
  assert_money (1.834, "$1.83");
}

static void
test_the_meter_leaves_out_what_nobody_knows (void)
{
  g_autoptr(AskgAnswer) known = askg_answer_new ("large", "omni");
  g_autoptr(AskgAnswer) unknown = new_answer ("large", NULL, 0);
  g_autoptr(AskgQuestion) question = askg_question_new ("Why does the deploy fail?", NULL);
  AskgUsage usage;
  g_autofree char *nothing = askg_meter_dup_caption (unknown);
  g_autofree char *caption = NULL;
  g_autofree char *of_question = NULL;
  g_autofree char *of_answer = NULL;
  g_autofree char *cost = askg_meter_dup_cost (unknown);

  g_assert_cmpstr (nothing, ==, "1.2 s");
  g_assert_null (cost);

  askg_usage_init (&usage);
  usage.input = 318;
  usage.output = 94;
  usage.cached = 200;
  usage.cost_usd = 0.0021;
  askg_answer_set_usage (known, &usage);
  askg_answer_add_span (known, &(AskgAnswerSpan) { ASKG_SPAN_STREAM, 580 * MS, 620 * MS, FALSE, TRUE });
  askg_answer_append (known, "Text.");
  askg_answer_restore (known, ASKG_ANSWER_DONE, 580 * MS, 1200 * MS, NULL);
  caption = askg_meter_dup_caption (known);
  of_question = askg_meter_dup_question (question, known);
  of_answer = askg_meter_dup_answer (known);
  g_assert_cmpstr (caption, ==, "412 tokens · $0.0021 · 1.2 s");
  g_assert_cmpstr (of_question, ==, "5 words · 318 tokens · 200 of them known to the engine");
  g_assert_cmpstr (of_answer, ==, "94 tokens · 152 a second");
}

/* -- Thoughts --------------------------------------------------------------------- */

static void
test_thoughts_last_from_first_token_to_first_word (void)
{
  const AskgAnswerSpan spans[] = { { ASKG_SPAN_FIRST_TOKEN, 100 * MS, 80 * MS, FALSE, TRUE } };
  g_autoptr(AskgAnswer) told = new_answer ("large", spans, 1);
  g_autoptr(AskgAnswer) untold = new_answer ("large", NULL, 0);
  g_autofree char *busy = askg_words_for_thoughts (TRUE, -1);
  g_autofree char *known = askg_words_for_thoughts (FALSE, 3100 * MS);
  g_autofree char *unknown = askg_words_for_thoughts (FALSE, -1);
  g_autofree char *at_once = askg_words_for_thoughts (FALSE, 999);

  g_assert_cmpint (askg_words_measure_thoughts (told), ==, 400 * MS);
  g_assert_cmpint (askg_words_measure_thoughts (untold), ==, -1);
  g_assert_cmpstr (busy, ==, "Thinking…");
  g_assert_cmpstr (known, ==, "Thought for 3.1 s");
  g_assert_cmpstr (unknown, ==, "Thoughts");
  g_assert_cmpstr (at_once, ==, "Thoughts");
}

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/waterfall/every-bar-is-somebodys-work", test_every_bar_is_somebodys_work);
  g_test_add_func ("/ui/waterfall/typing-is-nobodys-time", test_typing_is_nobodys_time);
  g_test_add_func ("/ui/waterfall/what-lasts-beyond-enter-stays-where-it-was",
                   test_what_lasts_beyond_enter_stays_where_it_was);
  g_test_add_func ("/ui/waterfall/an-engine-that-tells-nothing-has-two-bars",
                   test_an_engine_that_tells_nothing_has_two_bars);
  g_test_add_func ("/ui/waterfall/damaged-spans-stay-within-the-line", test_damaged_spans_stay_within_the_line);
  g_test_add_func ("/ui/meter/money-shows-something", test_money_shows_something);
  g_test_add_func ("/ui/meter/it-leaves-out-what-nobody-knows", test_the_meter_leaves_out_what_nobody_knows);
  g_test_add_func ("/ui/thoughts/they-last-from-first-token-to-first-word",
                   test_thoughts_last_from_first_token_to_first_word);

  return g_test_run ();
}
