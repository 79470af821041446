/* test-prices.c: what an answer is said to have cost. */
#include <math.h>

#include <glib/gstdio.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/provider/askg-prices.h"

static AskgUsage
usage_of (gint64 input,
          gint64 cached,
          gint64 audio_in,
          gint64 output,
          gint64 reasoning,
          gint64 audio_out)
{
  AskgUsage usage;

  askg_usage_init (&usage);
  usage.input = input;
  usage.cached = cached;
  usage.audio_in = audio_in;
  usage.output = output;
  usage.reasoning = reasoning;
  usage.audio_out = audio_out;

  return usage;
}

static void
test_cost (void)
{
  const AskgPrice text = { 2, 0.5, 8, NAN, NAN };
  const AskgPrice simple = { 2, NAN, 8, NAN, NAN };
  const AskgPrice sound = { 4, 0.4, 24, 32, 64 };
  const AskgPrice half = { 2, 0.5, NAN, NAN, NAN };
  const AskgPrice free_of_charge = { 0, 0, 0, NAN, NAN };
  const struct { const AskgPrice *price; AskgUsage usage; double usd; } cases[] = {
    { &text, usage_of (1000000, -1, -1, 0, -1, -1), 2 },
    { &text, usage_of (1000, 0, 0, 500, 0, 0), 0.006 },
    { &text, usage_of (1000, 400, 0, 500, 0, 0), 0.0012 + 0.0002 + 0.004 },
    { &text, usage_of (1000, 0, 0, 500, 400, 0), 0.006 },          /* thinking is part of what was written */
    { &text, usage_of (1000, 5000, 0, 500, 0, 0), 0.0005 + 0.004 }, /* more parts than the whole */
    { &simple, usage_of (1000, 400, 0, 500, 0, 0), 0.006 },
    { &sound, usage_of (1000, 0, 600, 500, 0, 500), 0.0016 + 0.0192 + 0.032 },
    { &text, usage_of (1000, 0, 600, 500, 0, 0), NAN },
    { &text, usage_of (-1, 0, 0, 500, 0, 0), NAN },
    { &text, usage_of (1000, 0, 0, -1, 0, 0), NAN },
    { &half, usage_of (1000, 0, 0, 500, 0, 0), NAN },
    { &free_of_charge, usage_of (1000, 0, 0, 500, 0, 0), 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const double usd = askg_price_get_cost (cases[i].price, &cases[i].usage);

      g_test_message ("case %" G_GSIZE_FORMAT ": %g", i, usd);
      if (isnan (cases[i].usd))
        g_assert_true (isnan (usd));
      else
        g_assert_cmpfloat_with_epsilon (usd, cases[i].usd, 1e-9);
    }
}

static void
test_list (void)
{
  const struct { const char *host; const char *model; const char *today; double in; double out; } cases[] = {
    { "api.openai.com", "gpt-4o", "2026-11-01", 2.5, 10 },
    { "API.OpenAI.com", "GPT-4o", "2026-11-01", 2.5, 10 },
    { "api.openai.com", "gpt-4o-2024-08-06", "2026-11-01", 2.5, 10 },
    { "api.openai.com", "gpt-4o-mini", "2026-11-01", 0.15, 0.6 },
    { "api.openai.com", "gpt-5.6-sol", "2026-11-21", 4, 20 },
    { "api.openai.com", "gpt-5.6-sol", "2026-11-22", 5, 30 },
    { "api.anthropic.com", "claude-haiku-4-5-20251001", "2026-11-01", 1, 5 },
    { "generativelanguage.googleapis.com", "models/gemini-3.7-flash", "2026-12-31", 0.75, 3.75 },
    { "generativelanguage.googleapis.com", "models/gemini-3.7-flash", "2027-01-01", NAN, NAN },
    { "api.openai.com", "gpt-4o-audio-preview", "2026-11-01", NAN, NAN },
    { "api.openai.com", "gpt-4o-", "2026-11-01", NAN, NAN },
    { "api.openai.com", "gpt", "2026-11-01", NAN, NAN },
    { "api.openai.com", "", "2026-11-01", NAN, NAN },
    { "notopenai.com", "gpt-4o", "2026-11-01", NAN, NAN },
    { "proxy.example", "gpt-4o", "2026-11-01", NAN, NAN },
    { "", "gpt-4o", "2026-11-01", NAN, NAN },
  };
  g_autofree char *path = askg_program_find_data ("prices.json");
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgPrices) prices = askg_prices_new (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (askg_prices_get_seen (prices), >=, "2026-08-26");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      AskgPrice price;
      const gboolean is_found = askg_prices_find (prices, cases[i].host, cases[i].model, cases[i].today, &price);

      g_test_message ("%s at %s", cases[i].model, cases[i].host);
      g_assert_cmpint (is_found, ==, !isnan (cases[i].in));
      g_assert_cmpint (askg_price_is_known (&price), ==, is_found);
      if (is_found)
        {
          g_assert_cmpfloat (price.in, ==, cases[i].in);
          g_assert_cmpfloat (price.out, ==, cases[i].out);
        }
    }
}

static void
test_odd_lists (void)
{
  const char *const lists[] = {
    "", "[]", "{}", "{\"format\":2}", "{\"format\":1", "{\"format\":1,\"providers\":{}}",
    "{\"format\":1,\"providers\":[1,{\"hosts\":\"a\"},{\"hosts\":[1,\"a\"],\"models\":[]},{\"hosts\":[\"a\"],\"models\":{\"m\":3}}]}",
    "{\"format\":1,\"providers\":[{\"hosts\":[\"a\"],\"models\":{\"m\":{\"in\":-1,\"out\":1e300},\"n\":[3,{\"in\":\"1\",\"out\":2}]}}]}",
  };
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "askglass-test-prices.json", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autoptr(AskgPrices) prices = NULL;
      g_autoptr(GError) error = NULL;
      AskgPrice price;

      g_assert_true (g_file_set_contents (path, lists[i], -1, NULL));
      prices = askg_prices_new (path, &error);
      g_assert_true ((prices == NULL) == (error != NULL));
      if (prices == NULL)
        continue;
      g_assert_false (askg_prices_find (prices, "a", "m", "2026-01-01", &price));
      g_assert_false (askg_prices_find (prices, "a", "n", "2026-01-01", &price));
    }
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/prices/cost", test_cost);
  g_test_add_func ("/prices/list", test_list);
  g_test_add_func ("/prices/odd-lists", test_odd_lists);

  return g_test_run ();
}
