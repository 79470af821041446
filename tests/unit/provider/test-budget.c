/* test-budget.c: what an engine costs, and whether a month's limit is kept. */
#include <math.h>
#include <string.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/provider/askg-budget.h"
#include "tests/unit/memory/store-rig.h"

typedef struct
{
  StoreRig     rig;
  AskgBudget   *budget;
  AskgHttp    *http;
  AskgKeys    *keys;
  AskgProfile *profile;

  guint        n_asked;
  guint        ticket;
  double       spent_usd;
  gboolean     is_done;
  GError      *error;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  unused)
{
  g_autofree char *prices = askg_program_find_data ("prices.json");
  g_autoptr(AskgPolicy) policy = askg_policy_new ();
  g_autoptr(AskgGate) gate = askg_gate_new ();
  g_autoptr(GError) error = NULL;

  store_rig_set_up (&fixture->rig, NULL);
  store_rig_open (&fixture->rig, &error);
  g_assert_no_error (error);
  fixture->budget = askg_budget_new (fixture->rig.store, prices);
  fixture->http = askg_http_new (policy, gate, ASKG_LEDGER (fixture->rig.store));
  fixture->keys = askg_keys_new (fixture->rig.folder);
  fixture->profile = askg_profile_new ("far", "Far", "https://far.example/v1");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  unused)
{
  g_clear_error (&fixture->error);
  g_assert_finalize_object (fixture->budget);
  g_clear_object (&fixture->http);
  g_clear_object (&fixture->keys);
  g_clear_object (&fixture->profile);
  store_rig_tear_down (&fixture->rig, NULL);
}

/* -- Prices ----------------------------------------------------------------------- */

static AskgPrice
price_of (Fixture    *fixture,
          const char *url,
          const char *model,
          double      own_in,
          double      own_out)
{
  g_autoptr(AskgProfile) profile = askg_profile_new ("one", "One", url);
  g_autoptr(AskgEngineLink) link = askg_engine_link_new (profile, fixture->http, fixture->keys);
  AskgPrice price;

  g_object_set (profile, "price-in", own_in, "price-out", own_out, NULL);
  askg_budget_find_price (fixture->budget, link, model, &price);

  return price;
}

static void
test_price (Fixture       *fixture,
            gconstpointer  unused)
{
  const struct { const char *url; const char *model; double own_in; double own_out; double in; double out; } cases[] = {
    { "https://api.openai.com/v1", "gpt-4o", -1, -1, 2.5, 10 },
    { "https://api.openai.com/v1", "gpt-4o", 1, 3, 1, 3 },          /* the person's own wins */
    { "https://api.openai.com/v1", "gpt-4o", 1, -1, 2.5, 10 },      /* half a price is none */
    { "https://api.openai.com/v1", NULL, -1, -1, NAN, NAN },
    { "https://far.example/v1", "gpt-4o", -1, -1, NAN, NAN },       /* not known is not free */
    { "http://localhost:8080", "gpt-4o", -1, -1, 0, 0 },
    { "http://127.0.0.1:8080", "x", -1, -1, 0, 0 },
    { "http://127.0.0.1:8080", "x", 1, 3, 1, 3 },
    { "http://192.168.1.7:8080", "x", -1, -1, NAN, NAN },
    { NULL, "x", -1, -1, NAN, NAN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const AskgPrice price = price_of (fixture, cases[i].url, cases[i].model, cases[i].own_in, cases[i].own_out);

      g_test_message ("%s at %s", cases[i].model, cases[i].url);
      g_assert_cmpint (askg_price_is_known (&price), ==, !isnan (cases[i].in));
      if (isnan (cases[i].in))
        continue;
      g_assert_cmpfloat (price.in, ==, cases[i].in);
      g_assert_cmpfloat (price.out, ==, cases[i].out);
    }
}

/* -- The month's limit --------------------------------------------------------------- */

static void
passed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->error);
  g_assert_true (askg_budget_pass_finish (ASKG_BUDGET (object), result, &fixture->error) == (fixture->error == NULL));
  fixture->is_done = TRUE;
}

static void
ask_cb (AskgBudget           *budget,
        const AskgBudgetCase *request,
        guint                 ticket,
        gpointer              user_data)
{
  Fixture *fixture = user_data;
  g_autofree char *why = askg_budget_describe (request);

  g_test_message ("%s", why);
  g_assert_nonnull (strstr (why, "Far"));
  fixture->n_asked++;
  fixture->ticket = ticket;
  fixture->spent_usd = request->spent_usd;
}

static void
begin (Fixture      *fixture,
       double        usd,
       GCancellable *cancellable)
{
  fixture->is_done = FALSE;
  fixture->ticket = 0;
  askg_budget_pass_async (fixture->budget, fixture->profile, usd, cancellable, passed_cb, fixture);
}

static void
wait_for_end_or_question (Fixture *fixture)
{
  while (!fixture->is_done && fixture->ticket == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_end (Fixture *fixture)
{
  while (!fixture->is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
spend (Fixture *fixture,
       double   usd)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgQuestion) question = store_rig_question ("How much?", NULL);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("far", "Far");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);
  g_autoptr(GError) error = NULL;
  AskgUsage usage;

  askg_conversation_append (conversation, turn);
  store_rig_begin (&fixture->rig, conversation, turn, &error);
  g_assert_no_error (error);
  askg_usage_init (&usage);
  usage.cost_usd = usd;
  askg_answer_append (answer, "A lot.");
  askg_answer_set_usage (answer, &usage);
  askg_answer_finish (answer, NULL);
  store_rig_end (&fixture->rig, turn, &error);
  g_assert_no_error (error);
}

static void
test_no_limit (Fixture       *fixture,
               gconstpointer  unused)
{
  askg_budget_set_asker (fixture->budget, ask_cb, fixture);
  begin (fixture, 1000, NULL);
  wait_for_end (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_asked, ==, 0);
}

static void
test_below_above (Fixture       *fixture,
                  gconstpointer  unused)
{
  spend (fixture, 0.75);
  g_object_set (fixture->budget, "monthly-cap-usd", 1.0, NULL);
  askg_budget_set_asker (fixture->budget, ask_cb, fixture);

  begin (fixture, 0.125, NULL);
  wait_for_end (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_asked, ==, 0);
  g_assert_cmpfloat_with_epsilon (askg_budget_get_spent_usd (fixture->budget), 0.75, 1e-9);

  /* The first is still under way, and counts. */
  begin (fixture, 0.25, NULL);
  wait_for_end_or_question (fixture);
  g_assert_cmpuint (fixture->n_asked, ==, 1);
  g_assert_cmpfloat_with_epsilon (fixture->spent_usd, 0.875, 1e-9);
  askg_budget_reply (fixture->budget, fixture->ticket, FALSE);
  wait_for_end (fixture);
  g_assert_error (fixture->error, ASKG_ERROR, ASKG_ERROR_NOT_SENT);
  g_assert_cmpint (g_utf8_strlen (fixture->error->message, -1), <=, 400);

  askg_budget_settle (fixture->budget, 0.125, TRUE);
  begin (fixture, 0.25, NULL);
  wait_for_end (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_asked, ==, 1);

  begin (fixture, 0.5, NULL);
  wait_for_end_or_question (fixture);
  askg_budget_reply (fixture->budget, fixture->ticket, TRUE);
  wait_for_end (fixture);
  g_assert_no_error (fixture->error);
}

/* Nothing to compare with the limit; and what is free passes whatever was spent. */
static void
test_not_known_or_free (Fixture       *fixture,
                        gconstpointer  unused)
{
  spend (fixture, 5);
  g_object_set (fixture->budget, "monthly-cap-usd", 1.0, NULL);
  askg_budget_set_asker (fixture->budget, ask_cb, fixture);
  begin (fixture, NAN, NULL);
  wait_for_end (fixture);
  g_assert_no_error (fixture->error);
  g_assert_true (isnan (askg_budget_get_spent_usd (fixture->budget)));
  begin (fixture, 0, NULL);
  wait_for_end (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_asked, ==, 0);
}

static void
test_nobody_to_ask (Fixture       *fixture,
                    gconstpointer  unused)
{
  g_object_set (fixture->budget, "monthly-cap-usd", 0.01, NULL);
  begin (fixture, 0.02, NULL);
  wait_for_end (fixture);
  g_assert_error (fixture->error, ASKG_ERROR, ASKG_ERROR_NOT_SENT);
}

static void
withdrawn_cb (AskgBudget *budget,
              guint       ticket,
              Fixture    *fixture)
{
  g_assert_cmpuint (ticket, ==, fixture->ticket);
  fixture->n_asked += 100;
}

static void
test_stopped_while_asked (Fixture       *fixture,
                          gconstpointer  unused)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  g_object_set (fixture->budget, "monthly-cap-usd", 0.01, NULL);
  askg_budget_set_asker (fixture->budget, ask_cb, fixture);
  g_signal_connect (fixture->budget, "withdrawn", G_CALLBACK (withdrawn_cb), fixture);
  begin (fixture, 0.02, cancellable);
  wait_for_end_or_question (fixture);
  g_cancellable_cancel (cancellable);
  wait_for_end (fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  while (fixture->n_asked < 100)
    g_main_context_iteration (NULL, TRUE);
  askg_budget_reply (fixture->budget, fixture->ticket, TRUE); /* nobody waits for it any more */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/budget/price", Fixture, NULL, set_up, test_price, tear_down);
  g_test_add ("/budget/no-limit", Fixture, NULL, set_up, test_no_limit, tear_down);
  g_test_add ("/budget/below-and-above", Fixture, NULL, set_up, test_below_above, tear_down);
  g_test_add ("/budget/not-known-or-free", Fixture, NULL, set_up, test_not_known_or_free, tear_down);
  g_test_add ("/budget/nobody-to-ask", Fixture, NULL, set_up, test_nobody_to_ask, tear_down);
  g_test_add ("/budget/stopped-while-asked", Fixture, NULL, set_up, test_stopped_while_asked, tear_down);

  return g_test_run ();
}
