/* askg-engine-tryout.c: main thread. */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-engine-tryout.h"

#include "engine/base/askg-error.h"
#include "engine/provider/askg-chat-job.h"

typedef struct
{
  /* Owned */
  AskgConversation *earlier; /* nothing */
  AskgQuestion     *question;
  AskgAnswer       *answer;

  AskgCapabilities  capability;
  AskgTrialVerdict  verdict;
} Tryout;

static void
tryout_free (Tryout *self)
{
  g_clear_object (&self->earlier);
  g_clear_object (&self->question);
  g_clear_object (&self->answer);
  g_free (self);
}

/* What is not clear is remembered as tried, so that it is not asked before every question. */
static void
learn (AskgProfile *profile,
       Tryout      *self)
{
  if (self->capability == ASKG_CAN_TAKE_TEXT)
    return;

  askg_profile_note_tried (profile, self->capability);
  if (self->verdict != ASKG_TRIAL_UNCLEAR)
    askg_profile_learn (profile, self->capability, self->verdict == ASKG_TRIAL_NOTICED, ASKG_KNOWN_BY_PROBE);
}

static void
answered_cb (const GError *error,
             gboolean      has_output,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgProfile *profile = askg_engine_link_get_profile (g_task_get_source_object (task));
  Tryout *self = g_task_get_task_data (task);

  askg_answer_finish (self->answer, error);
  if (error == NULL)
    self->verdict = askg_engine_trial_judge (self->capability, askg_answer_get_text (self->answer));
  else if (g_error_matches (error, ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL))
    self->verdict = ASKG_TRIAL_NOT_TAKEN;
  if (error == NULL || self->verdict == ASKG_TRIAL_NOT_TAKEN)
    learn (profile, self);

  if (error != NULL)
    g_task_return_error (task, g_error_copy (error));
  else
    g_task_return_int (task, self->verdict);
}

/**
 * askg_engine_tryout_async:
 * @recogniser: not used but to ask
 * @capability: ASKG_CAN_TAKE_TEXT, _IMAGE or _AUDIO
 *
 * What comes of it is kept in the profile, but for text.
 */
void
askg_engine_tryout_async (AskgEngineLink      *link,
                          AskgRecogniser      *recogniser,
                          AskgCapabilities     capability,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  GTask *task = g_task_new (link, cancellable, callback, user_data);
  AskgProfile *profile = askg_engine_link_get_profile (link);
  Tryout *self = g_new0 (Tryout, 1);
  AskgChatAsk ask = { .link = link, .recogniser = recogniser, .cancellable = cancellable, .is_trial = TRUE };

  ask.earlier = self->earlier = askg_conversation_new ();
  ask.question = self->question = askg_engine_trial_new (capability);
  ask.answer = self->answer = askg_answer_new (askg_profile_get_id (profile), askg_profile_get_name (profile));
  self->capability = capability;
  g_task_set_source_tag (task, askg_engine_tryout_async);
  g_task_set_task_data (task, self, (GDestroyNotify) tryout_free);
  askg_chat_job_start (&ask, answered_cb, task);
}

/**
 * askg_engine_tryout_finish:
 * @out_said: (out) (optional) (transfer full): the engine's words; set unless it failed
 *
 * Errors: those of a question; %ASKG_ERROR_NEEDS_MODEL when it refused to take it, which is kept, too
 */
AskgTrialVerdict
askg_engine_tryout_finish (AskgEngineLink  *link,
                           GAsyncResult    *result,
                           char           **out_said,
                           GError         **error)
{
  Tryout *self;
  gssize verdict;

  g_return_val_if_fail (g_async_result_is_tagged (result, askg_engine_tryout_async), ASKG_TRIAL_UNCLEAR);

  self = g_task_get_task_data (G_TASK (result));
  verdict = g_task_propagate_int (G_TASK (result), error);
  if (verdict < 0)
    return ASKG_TRIAL_UNCLEAR;
  if (out_said != NULL)
    *out_said = g_strdup (askg_answer_get_text (self->answer));

  return (AskgTrialVerdict) verdict;
}
