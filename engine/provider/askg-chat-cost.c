/* askg-chat-cost.c: main thread. What a job's request will take before it is sent, and what it took once it is
 * answered; the difference is learnt. */
#define G_LOG_DOMAIN "askg-engine"

#include <inttypes.h>
#include <math.h>

#include <glib/gi18n-lib.h>

#include "engine/provider/askg-chat-job-private.h"
#include "engine/provider/askg-token-rates.h"

#define RATES "token-rates" /* of the profile */

/* Answers are seldom longer; one whose length is limited is at most that. */
#define USUAL_OUTPUT_TOKENS 1000

/* So far no estimate of words alone is off. */
#define CUT_RATIO      1.5
#define CUT_MIN_TOKENS 500

/* @out_rates: (out): what was learnt of how the engine counts tokens */
void
askg_chat_job_read_rates (AskgChatJob    *self,
                          AskgTokenRates *out_rates)
{
  g_auto(GStrv) words = NULL;

  g_object_get (askg_engine_link_get_profile (self->link), RATES, &words, NULL);
  askg_token_rates_read (out_rates, (const char *const *) words);
}

static double
expect_cost (AskgChatJob *self,
             double       n_tokens)
{
  const gint64 most = askg_profile_get_number (askg_engine_link_get_profile (self->link), "max-output-tokens");
  AskgUsage usage;

  askg_usage_init (&usage);
  usage.input = n_tokens + 0.5;
  usage.output = most > 0 ? MIN (most, USUAL_OUTPUT_TOKENS) : USUAL_OUTPUT_TOKENS;
  /* The price of sound is not that of words, but what is known of it here is too little to tell them apart. */

  return askg_price_get_cost (&self->price, &usage);
}

static void
passed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  AskgChatJob *self = user_data;
  g_autoptr(GError) error = NULL;

  self->has_passed = askg_budget_pass_finish (ASKG_BUDGET (object), result, &error);
  if (self->has_passed)
    askg_chat_job_send (self);
  else
    askg_chat_job_end (self, error);
}

/* Tells the answer what its request will take, has the month's limit looked at, and sends it. A question that is
 * asked again in another form was agreed to already. */
void
askg_chat_job_weigh (AskgChatJob *self)
{
  AskgProfile *profile = askg_engine_link_get_profile (self->link);
  AskgTokenRates rates;
  double n_tokens, usd;

  if (self->budget == NULL || self->has_passed)
    {
      askg_chat_job_send (self);
      return;
    }

  askg_chat_job_read_rates (self, &rates);
  n_tokens = askg_token_rates_apply (&rates, &self->body->estimate);
  askg_budget_find_price (self->budget, self->link, self->model, &self->price);
  usd = expect_cost (self, n_tokens);
  self->expected_usd = usd;
  askg_answer_expect (self->answer, n_tokens + 0.5, usd);
  self->has_passed = askg_budget_pass_now (self->budget, usd);
  if (self->has_passed)
    askg_chat_job_send (self);
  else
    askg_budget_pass_async (self->budget, profile, usd, self->cancellable, passed_cb, self);
}

static void
learn (AskgChatJob *self,
       gint64       n_counted)
{
  AskgProfile *profile = askg_engine_link_get_profile (self->link);
  AskgTokenRates rates;
  g_auto(GStrv) words = NULL;

  askg_chat_job_read_rates (self, &rates);
  if (!askg_token_rates_learn (&rates, &self->body->estimate, n_counted))
    return;

  words = askg_token_rates_write (&rates);
  g_object_set (profile, RATES, words, NULL);
}

/* Whether the engine counted far less than the words of the request are: what is sent beside them only adds to that. */
static gboolean
was_cut (AskgChatJob *self,
         gint64       n_counted,
         double      *out_n_words)
{
  AskgEstimate words = self->body->estimate;
  AskgTokenRates rates;

  askg_chat_job_read_rates (self, &rates);
  words.tokens[ASKG_TOKENS_PICTURE] = words.tokens[ASKG_TOKENS_SOUND] = 0;
  *out_n_words = askg_token_rates_apply (&rates, &words);

  return self->reply != NULL && askg_chat_reply_cuts_questions (self->reply) &&
         *out_n_words > MAX (n_counted * CUT_RATIO, n_counted + CUT_MIN_TOKENS);
}

/* What was left out is no figure to learn from. */
static void
compare (AskgChatJob *self,
         gint64       n_counted)
{
  const char *name = askg_profile_get_name (askg_engine_link_get_profile (self->link));
  g_autofree char *sentence = NULL;
  double n_words;

  if (!was_cut (self, n_counted, &n_words))
    {
      learn (self, n_counted);
      return;
    }

  sentence = g_strdup_printf (_("“%s” read only %" PRId64 " of about %.0f tokens of this question: Ollama leaves out the beginning of "
                                "what is longer than its context. Give it a longer one (OLLAMA_CONTEXT_LENGTH), or ask about "
                                "less."), name, n_counted, n_words);
  askg_answer_note (self->answer, sentence);
}

static void
tell_month (AskgChatJob *self,
            double       cost_usd)
{
  const double spent_usd = askg_budget_get_spent_usd (self->budget);
  double limit_usd;

  g_object_get (self->budget, "monthly-cap-usd", &limit_usd, NULL);
  if (isfinite (spent_usd) && isfinite (cost_usd) && cost_usd > 0)
    askg_answer_set_month (self->answer, spent_usd + cost_usd, limit_usd);
}

/**
 * askg_chat_job_settle:
 * @is_billed: whether whoever runs the engine will want something for it
 *
 * The reply is whole, or as whole as it will be: what it took becomes what it cost. What the engine says of the cost
 * itself stands.
 */
void
askg_chat_job_settle (AskgChatJob *self,
                      gboolean     is_billed)
{
  AskgUsage usage = askg_answer_get_parts (self->answer)->usage;

  if (self->budget == NULL || !self->has_passed)
    return;

  if (!isfinite (usage.cost_usd))
    usage.cost_usd = askg_price_get_cost (&self->price, &usage);
  askg_answer_set_usage (self->answer, &usage);
  tell_month (self, usage.cost_usd);
  askg_budget_settle (self->budget, self->expected_usd, !is_billed || isfinite (usage.cost_usd));
  self->has_passed = FALSE;
  if (self->body != NULL && usage.input >= 0)
    compare (self, usage.input);
}
