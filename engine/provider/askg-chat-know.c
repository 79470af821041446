/* askg-chat-know.c: main thread. Before its first question an engine is asked what it is; before its first picture or
 * sound, whether it sees or hears, where nothing else told that. How long it took is told. */
#define G_LOG_DOMAIN "askg-engine"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-chat-job-private.h"
#include "engine/provider/askg-engine-tryout.h"
#include "engine/provider/askg-probe.h"

static void try_senses (AskgChatJob *self);

static void
begin_step (AskgChatJob *self)
{
  self->step_us = g_get_monotonic_time ();
  askg_answer_set_stage (self->answer, ASKG_STAGE_PROBING);
}

static void
end_step (AskgChatJob *self)
{
  const AskgAnswerSpan span = {
    .kind = ASKG_SPAN_PROBE, .start_us = self->step_us - self->asked_us,
    .duration_us = g_get_monotonic_time () - self->step_us,
  };

  askg_answer_add_span (self->answer, &span);
}

/* -- Does it see, does it hear? ------------------------------------------------ */

static gboolean
holds (AskgChatJob      *self,
       AskgCapabilities  sense)
{
  g_autoptr(GPtrArray) attachments = askg_chat_job_list_attachments (self);

  for (guint i = 0; i < attachments->len; i++)
    {
      AskgAttachment *attachment = g_ptr_array_index (attachments, i);

      if (sense == ASKG_CAN_TAKE_IMAGE ? askg_attachment_get_frame (attachment) != NULL
                                       : askg_attachment_get_sound (attachment) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* Freely on this machine; another one is asked nothing before the person agreed to ask it. */
static gboolean
may_be_tried (AskgEngineLink *link)
{
  const AskgLinkRequest request = { .endpoint = "models" };
  g_autoptr(AskgOutbound) outbound = askg_engine_link_make (link, &request, NULL);

  return outbound != NULL && askg_http_has_agreed (askg_engine_link_get_http (link), outbound);
}

static gboolean
is_to_be_tried (AskgChatJob      *self,
                AskgCapabilities  sense)
{
  AskgProfile *profile = askg_engine_link_get_profile (self->link);

  return !self->is_trial && (self->tried & sense) == 0 && (askg_profile_get_tried (profile) & sense) == 0 &&
         askg_profile_find_out (profile, sense, NULL) == ASKG_KNOWN_BY_NOBODY && holds (self, sense) &&
         may_be_tried (self->link);
}

/* That it cannot, and that nobody knows, is told where that is made up for. */
static void
note_trial (AskgChatJob      *self,
            AskgCapabilities  sense)
{
  const char *name = askg_profile_get_name (askg_engine_link_get_profile (self->link));
  g_autofree char *sentence =
    g_strdup_printf (sense == ASKG_CAN_TAKE_IMAGE
                       ? _("Nobody knew whether “%s” can see. It was first asked about a tiny picture of our own: it can.")
                       : _("Nobody knew whether “%s” can hear. It was first asked about a short tone of our own: it can."), name);

  askg_answer_note (self->answer, sentence);
}

static void
tried_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  AskgChatJob *self = user_data;
  const AskgCapabilities sense = self->tried & ASKG_CAN_TAKE_AUDIO ? ASKG_CAN_TAKE_AUDIO : ASKG_CAN_TAKE_IMAGE;
  g_autoptr(GError) error = NULL;
  const AskgTrialVerdict verdict = askg_engine_tryout_finish (self->link, result, NULL, &error);

  /* Whatever else went wrong goes wrong again with the question, and is told then. */
  if (askg_error_is_cancelled (error))
    {
      askg_chat_job_end (self, error);
      return;
    }

  end_step (self);
  if (error == NULL && verdict == ASKG_TRIAL_NOTICED)
    note_trial (self, sense);
  try_senses (self);
}

/* Pictures before sounds. */
static void
try_senses (AskgChatJob *self)
{
  const AskgCapabilities sense = is_to_be_tried (self, ASKG_CAN_TAKE_IMAGE)   ? ASKG_CAN_TAKE_IMAGE
                                 : is_to_be_tried (self, ASKG_CAN_TAKE_AUDIO) ? ASKG_CAN_TAKE_AUDIO : 0;

  if (sense == 0)
    {
      askg_chat_job_prepare (self);
      return;
    }

  self->tried |= sense;
  begin_step (self);
  askg_engine_tryout_async (self->link, self->recogniser, sense, self->cancellable, tried_cb, self);
}

/* -- What is it? ---------------------------------------------------------------- */

static void
take_model (AskgChatJob *self)
{
  self->model = g_strdup (askg_engine_link_get_model (self->link));
  try_senses (self);
}

static void
probed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  AskgChatJob *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_probe_finish (self->link, result, &error))
    {
      if (self->server != NULL && g_error_matches (error, ASKG_ERROR, ASKG_ERROR_NETWORK))
        askg_chat_job_end_dead (self);
      else
        askg_chat_job_end (self, error);
      return;
    }

  end_step (self);
  take_model (self);
}

/* One that was never asked is first asked what it is: that costs it nothing. The way to it is open. */
void
askg_chat_job_get_to_know (AskgChatJob *self)
{
  AskgProfile *profile = askg_engine_link_get_profile (self->link);

  if (askg_profile_get_number (profile, "probed-at") != 0 && askg_engine_link_get_model (self->link) != NULL)
    {
      take_model (self);
      return;
    }

  begin_step (self);
  askg_probe_async (self->link, self->cancellable, probed_cb, self);
}
