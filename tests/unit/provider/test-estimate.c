/* test-estimate.c: the tokens that are shown before anything is sent. */
#include <math.h>

#include "engine/provider/askg-token-rates.h"

static void
test_pictures (void)
{
  const struct { const char *model; guint width_px; guint height_px; double tokens; } cases[] = {
    { "gpt-4o", 1024, 1024, 765 },
    { "gpt-4o", 2048, 4096, 1105 },
    { "gpt-4o", 3840, 2160, 1105 },
    { "gpt-4o", 1, 1, 255 },
    { "openai/gpt-4o-2024-08-06", 1024, 1024, 765 },
    { "GPT-4.1", 1024, 1024, 765 },
    { "gpt-4o-mini", 512, 512, 8500 },
    { "gpt-5", 1024, 1024, 630 },
    { "gpt-5.1", 1024, 1024, 630 },
    { "o3", 1024, 1024, 675 },
    { "gpt-image-1", 1024, 1024, 65 + 129 },
    { "gpt-4.1-mini", 1024, 1024, 1024 * 1.62 },
    { "gpt-4.1-mini", 1800, 2400, 1452 * 1.62 },
    { "gpt-5-nano", 320, 320, 150 },
    { "gpt-5.4", 1024, 1024, 1228.8 },
    { "gpt-5.4", 2048, 2048, 3000 },
    { "gpt-5.4", 4096, 4096, 3000 },
    { "gpt-5.6-sol", 1024, 1024, 1228.8 },
    { "claude-sonnet-5", 1000, 750, 1000 },
    { "claude-sonnet-5", 3136, 1500, 1568 * 750 / 750.0 },
    { "gemini-2.5-flash", 384, 384, 258 },
    { "gemini-2.5-flash", 1536, 768, 516 },
    { "qwen2.5vl:7b", 280, 280, 100 },
    { "Qwen3-VL-8B-Instruct", 320, 320, 100 },
    { "gemma-3-4b-it", 4000, 100, 256 },
    { "gpt-5.9", 280, 280, 100 }, /* not of the family of gpt-5 */
    { "something/unheard-of.gguf", 280, 280, 100 },
    { NULL, 280, 280, 100 },
    { "gpt-4o", 0, 0, 255 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %u x %u", cases[i].model, cases[i].width_px, cases[i].height_px);
      g_assert_cmpfloat_with_epsilon (askg_estimate_picture (cases[i].model, cases[i].width_px, cases[i].height_px),
                                      cases[i].tokens, 0.5);
    }
}

static void
test_words (void)
{
  const struct { const char *text; AskgTokenKind kind; double tokens; } cases[] = {
    { "", ASKG_TOKENS_ENGLISH, 0 },
    { "What does this mean, and what am I to do now? ", ASKG_TOKENS_ENGLISH, 46 / 4.0 },
    { "이오류는무슨뜻인가요", ASKG_TOKENS_KOREAN, 10 / 1.5 },
    { "日本語", ASKG_TOKENS_KOREAN, 2 },
    { "if (a[i] != NULL) { return b->c; }", ASKG_TOKENS_CODE, 34 / 3.0 },
    { "/usr/lib/x86_64-linux-gnu/libfoo.so.6: undefined", ASKG_TOKENS_CODE, 48 / 3.0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AskgEstimate estimate;
      double own;

      askg_estimate_init (&estimate);
      askg_estimate_add_message (&estimate, cases[i].text);
      own = estimate.tokens[cases[i].kind] - (cases[i].kind == ASKG_TOKENS_ENGLISH ? 6 : 0);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpfloat_with_epsilon (own, cases[i].tokens, 0.01);
      g_assert_cmpfloat_with_epsilon (askg_estimate_get_sum (&estimate), cases[i].tokens + 6, 0.01);
    }
}

static void
test_mixed_lines_are_each_their_own (void)
{
  AskgEstimate estimate;

  askg_estimate_init (&estimate);
  askg_estimate_add_message (&estimate, "Explain this to me please.\nfoo(bar[1], &baz);\n왜 안 되나요?");
  g_assert_cmpfloat (estimate.tokens[ASKG_TOKENS_ENGLISH], >, 6);
  g_assert_cmpfloat_with_epsilon (estimate.tokens[ASKG_TOKENS_CODE], 19 / 3.0, 0.01);
  g_assert_cmpfloat_with_epsilon (estimate.tokens[ASKG_TOKENS_KOREAN], 5 / 1.5, 0.01);
}

static void
test_sounds (void)
{
  const struct { const char *model; double tokens; } cases[] = {
    { "gpt-audio", 20 }, { "gemini-2.5-flash", 64 }, { "Qwen2.5-Omni-7B", 50 }, { NULL, 50 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AskgEstimate estimate;

      askg_estimate_init (&estimate);
      askg_estimate_add_sound (&estimate, cases[i].model, 2);
      g_assert_cmpfloat_with_epsilon (estimate.tokens[ASKG_TOKENS_SOUND], cases[i].tokens, 0.01);
    }
}

static AskgEstimate
estimate_of (AskgTokenKind kind,
             double        tokens)
{
  AskgEstimate estimate = { { 0 } };

  estimate.tokens[ASKG_TOKENS_ENGLISH] = kind == ASKG_TOKENS_ENGLISH ? 0 : 100;
  estimate.tokens[kind] += tokens;

  return estimate;
}

/* Each script is learnt from its own requests. */
static void
test_learns_each_script (void)
{
  const AskgEstimate english = estimate_of (ASKG_TOKENS_ENGLISH, 1000);
  const AskgEstimate korean = estimate_of (ASKG_TOKENS_KOREAN, 1000);
  const AskgEstimate code = estimate_of (ASKG_TOKENS_CODE, 1000);
  AskgTokenRates rates;

  askg_token_rates_read (&rates, NULL);
  g_assert_true (isnan (askg_token_rates_get_error (&rates)));
  for (guint i = 0; i < 6; i++)
    {
      g_assert_true (askg_token_rates_learn (&rates, &english, 1100));
      g_assert_true (askg_token_rates_learn (&rates, &korean, 110 + 600));
      g_assert_true (askg_token_rates_learn (&rates, &code, 110 + 1400));
    }

  g_assert_cmpfloat_with_epsilon (askg_token_rates_get_factor (&rates, ASKG_TOKENS_ENGLISH), 1.1, 0.01);
  g_assert_cmpfloat_with_epsilon (askg_token_rates_get_factor (&rates, ASKG_TOKENS_KOREAN), 0.6, 0.01);
  g_assert_cmpfloat_with_epsilon (askg_token_rates_get_factor (&rates, ASKG_TOKENS_CODE), 1.4, 0.01);
  g_assert_cmpfloat_with_epsilon (askg_token_rates_apply (&rates, &korean), 710, 2);
  g_assert_cmpfloat (askg_token_rates_get_error (&rates), <, 0.02);
}

static void
test_one_strange_figure_changes_little (void)
{
  const AskgEstimate english = estimate_of (ASKG_TOKENS_ENGLISH, 1000);
  AskgTokenRates rates;

  askg_token_rates_read (&rates, NULL);
  for (guint i = 0; i < 3; i++)
    askg_token_rates_learn (&rates, &english, 1200);
  askg_token_rates_learn (&rates, &english, 9000);
  g_assert_cmpfloat_with_epsilon (askg_token_rates_get_factor (&rates, ASKG_TOKENS_ENGLISH), 1.2, 0.01);
  askg_token_rates_learn (&rates, &english, G_MAXINT64); /* no figure at all */
  g_assert_cmpfloat_with_epsilon (askg_token_rates_get_factor (&rates, ASKG_TOKENS_ENGLISH), 1.2, 0.01);
}

static void
test_nothing_is_learnt_from_nothing (void)
{
  const AskgEstimate english = estimate_of (ASKG_TOKENS_ENGLISH, 1000);
  AskgTokenRates rates;

  askg_token_rates_read (&rates, NULL);
  g_assert_false (askg_token_rates_learn (&rates, &english, -1));
  g_assert_false (askg_token_rates_learn (&rates, &english, 0));
  g_assert_false (askg_token_rates_learn (&rates, &english, 3));
  g_assert_cmpfloat (askg_token_rates_get_factor (&rates, ASKG_TOKENS_ENGLISH), ==, 1);
}

/* The file may be written by hand. */
static void
test_is_kept (void)
{
  const char *const kept[] = { "english 1.1000 1.2000 1.3000", "code 0.5000", "error 0.0100 0.0300", NULL };
  const char *const odd[] = { "", "english", "english x -1 inf nan 1e9 0", "klingon 1 2", "code 1 1 1 1 1 1 1 1", " ", NULL };
  AskgTokenRates rates;
  g_auto(GStrv) written = NULL;

  askg_token_rates_read (&rates, kept);
  g_assert_cmpfloat_with_epsilon (askg_token_rates_get_factor (&rates, ASKG_TOKENS_ENGLISH), 1.2, 1e-9);
  g_assert_cmpfloat_with_epsilon (askg_token_rates_get_error (&rates), 0.02, 1e-9);
  written = askg_token_rates_write (&rates);
  g_assert_cmpstrv (written, kept);

  askg_token_rates_read (&rates, odd);
  for (guint i = 0; i < ASKG_N_TOKEN_KINDS; i++)
    g_assert_cmpfloat (askg_token_rates_get_factor (&rates, i), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/estimate/pictures", test_pictures);
  g_test_add_func ("/estimate/words", test_words);
  g_test_add_func ("/estimate/mixed-lines-are-each-their-own", test_mixed_lines_are_each_their_own);
  g_test_add_func ("/estimate/sounds", test_sounds);
  g_test_add_func ("/estimate/learns-each-script", test_learns_each_script);
  g_test_add_func ("/estimate/one-strange-figure-changes-little", test_one_strange_figure_changes_little);
  g_test_add_func ("/estimate/nothing-is-learnt-from-nothing", test_nothing_is_learnt_from_nothing);
  g_test_add_func ("/estimate/is-kept", test_is_kept);

  return g_test_run ();
}
