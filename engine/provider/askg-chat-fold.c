/* askg-chat-fold.c: main thread. Where earlier turns no longer fit what the engine can take in, they are summed up first:
 * by the engine itself, as any other request of the same way, or else by picking their main sentences. */
#define G_LOG_DOMAIN "askg-engine"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-chat-cover.h"
#include "engine/provider/askg-chat-job-private.h"
#include "engine/provider/askg-fallback.h"
#include "engine/provider/askg-fold-plan.h"
#include "engine/provider/askg-fold-words.h"

/* Of an engine that does not say how much it can take in. Such a one on this machine is often a small one. */
#define USUAL_CONTEXT_TOKENS 32768
#define USUAL_CONTEXT_TOKENS_HERE 8192
#define BYTES_A_TOKEN 2 /* what is certain to fit */

typedef struct
{
  AskgChatJob *job;       /* it waits for this */
  AskgAnswer  *answer;    /* owned: the summary */
  guint        n_turns;   /* that it will stand for */
  gint64       began_us;  /* monotonic */
} Folding;

static void
folding_free (Folding *self)
{
  g_clear_object (&self->answer);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Folding, folding_free)

static gint64
find_context (AskgChatJob *self)
{
  const gint64 known = askg_profile_get_number (askg_engine_link_get_profile (self->link), "context-tokens");

  if (known > 0)
    return known;

  return askg_engine_link_is_here (self->link) ? USUAL_CONTEXT_TOKENS_HERE : USUAL_CONTEXT_TOKENS;
}

static double
weigh_text (const AskgTokenRates *rates,
            const char           *text)
{
  AskgEstimate estimate = { 0 };

  if (text != NULL)
    askg_estimate_add_message (&estimate, text);

  return askg_token_rates_apply (rates, &estimate);
}

/* How many of the first turns are to be folded. */
static guint
plan (AskgChatJob *self)
{
  AskgProfile *profile = askg_engine_link_get_profile (self->link);
  AskgFold *fold = askg_conversation_get_fold (self->earlier);
  const guint n_folded = askg_conversation_get_n_folded (self->earlier);
  const gint64 side_px = askg_profile_get_number (profile, "picture-side-px");
  g_autofree char *facts = askg_chat_turns_dup_facts (self->earlier);
  g_autoptr(GArray) weights = NULL;
  AskgTokenRates rates;
  double rest, room;

  askg_chat_job_read_rates (self, &rates);
  weights = askg_chat_turns_weigh (self->earlier, self->question, self->forms, &rates, self->model,
                                   side_px > 0 ? side_px : ASKG_FRAME_MAX_SIDE_PX, &rest);
  rest += weigh_text (&rates, askg_chat_turns_get_system (TRUE)) + weigh_text (&rates, facts);
  room = askg_fold_plan_room (find_context (self), askg_profile_get_number (profile, "max-output-tokens"), rest);

  return askg_fold_plan ((const double *) weights->data, weights->len, n_folded,
                         n_folded > 0 ? weigh_text (&rates, askg_fold_get_text (fold)) : 0, room);
}

/* What was once true of the turns is so no longer. */
static gboolean
was_stale (AskgChatJob *self)
{
  AskgFold *fold = askg_conversation_get_fold (self->earlier);

  return fold != NULL && (askg_fold_get_flags (fold) & ASKG_FOLD_STALE) != 0;
}

static void
fold_with (AskgChatJob   *self,
           guint          n_turns,
           const char    *text,
           AskgFoldFlags  flags)
{
  g_autoptr(AskgFold) fold = askg_fold_new (text, n_turns, flags);

  if (was_stale (self))
    askg_answer_note (self->answer, _("Earlier turns had changed since they were summed up, so their summary was made again."));
  askg_conversation_set_fold (self->earlier, fold);
}

static void
extract (AskgChatJob  *self,
         guint         n_turns,
         const GError *error)
{
  g_autofree char *text = askg_fold_words_extract (self->earlier, n_turns);
  g_autofree char *sentence =
    g_strdup_printf (_("“%s” did not sum up the earlier turns, so their main sentences were picked instead. %s"),
                     askg_profile_get_name (askg_engine_link_get_profile (self->link)), error != NULL ? error->message : "");

  askg_answer_note (self->answer, g_strstrip (sentence));
  fold_with (self, n_turns, text, ASKG_FOLD_EXTRACTED);
}

/* Who cannot be reached cannot be asked either; whoever is asked instead may have room for all of it. One that is there and
 * fails at a summary alone is asked the question all the same. */
static gboolean
is_over_with (const GError *error)
{
  return error != NULL &&
         (askg_error_is_cancelled (error) ||
          (askg_fallback_is_worthwhile (error) && !g_error_matches (error, ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED)));
}

static void
summed_up_cb (const GError *error,
              gboolean      has_output,
              gpointer      user_data)
{
  g_autoptr(Folding) folding = user_data;
  AskgChatJob *self = folding->job;
  g_autofree char *text = g_strstrip (g_strdup (askg_answer_get_text (folding->answer)));
  const AskgAnswerSpan span = {
    .kind = ASKG_SPAN_FOLD, .start_us = folding->began_us - self->asked_us,
    .duration_us = g_get_monotonic_time () - folding->began_us,
  };

  self->folding_usage = askg_answer_get_parts (folding->answer)->usage;
  askg_answer_add_span (self->answer, &span);
  if (is_over_with (error))
    {
      askg_chat_job_end (self, error);
      return;
    }

  if (error == NULL && *text != '\0')
    fold_with (self, folding->n_turns, text, 0);
  else
    extract (self, folding->n_turns, error);
  askg_chat_job_encode (self);
}

static void
sum_up (AskgChatJob *self,
        guint        n_turns)
{
  g_autofree char *words = askg_fold_words_ask (self->earlier, n_turns, find_context (self) * BYTES_A_TOKEN);
  g_autoptr(AskgQuestion) question = askg_question_new (words, NULL);
  g_autoptr(AskgConversation) nothing = askg_conversation_new ();
  Folding *folding = g_new0 (Folding, 1);
  const AskgChatAsk ask = {
    .link = self->link,
    .recogniser = self->recogniser,
    .budget = self->budget,
    .earlier = nothing,
    .question = question,
    .answer = folding->answer = askg_answer_new (askg_answer_get_engine_id (self->answer),
                                                 askg_answer_get_engine_name (self->answer)),
    .cancellable = self->cancellable,
    .is_summary = TRUE,
  };

  if (askg_question_is_off_record (self->question))
    askg_question_set_off_record (question);
  /* What a secret is called in the summary it is called in all that follows. */
  askg_chat_cover_set (question, askg_chat_cover_get (self->earlier, self->question));
  folding->job = self;
  folding->n_turns = n_turns;
  folding->began_us = g_get_monotonic_time ();
  askg_answer_set_stage (self->answer, ASKG_STAGE_FOLDING);
  askg_chat_job_start (&ask, summed_up_cb, folding);
}

/* Goes on with askg_chat_job_encode(), at once where all of it fits or the person wants it whole. */
void
askg_chat_job_fold (AskgChatJob *self)
{
  AskgFold *fold = askg_conversation_get_fold (self->earlier);
  const gboolean is_off = fold != NULL && (askg_fold_get_flags (fold) & ASKG_FOLD_OFF) != 0;
  guint n_turns;

  if (self->is_trial || self->is_summary || is_off || askg_conversation_get_n_turns (self->earlier) == 0)
    {
      askg_chat_job_encode (self);
      return;
    }

  n_turns = plan (self);
  if (n_turns > askg_conversation_get_n_folded (self->earlier))
    sum_up (self, n_turns);
  else
    askg_chat_job_encode (self);
}

/* What summing up took is part of what the answer took. */
void
askg_chat_job_add_folding (AskgChatJob *self)
{
  AskgUsage usage = askg_answer_get_parts (self->answer)->usage;

  if (!askg_usage_is_known (&self->folding_usage))
    return;

  askg_usage_add (&usage, &self->folding_usage);
  askg_answer_set_usage (self->answer, &usage);
}
