/* askg-chat-send.c: main thread. A request of a job, its reply, and what is done when it goes wrong. */
#define G_LOG_DOMAIN "askg-engine"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-chat-cover.h"
#include "engine/provider/askg-chat-job-private.h"
#include "engine/transport/askg-back-off.h"

#define LINGER_MS 50
#define MAX_REVIVALS 2

/* -- Trying again ------------------------------------------------------------ */

static gboolean
waited_cb (gpointer user_data)
{
  AskgChatJob *self = user_data;

  self->wait_source = 0;
  askg_chat_job_send (self);

  return G_SOURCE_REMOVE;
}

static void
wait_and_send (AskgChatJob *self,
               gint64       wait_ms,
               gboolean     is_loading)
{
  const AskgStageDetail detail = {
    .until_us = g_get_monotonic_time () + wait_ms * 1000,
    .attempt = is_loading ? 0 : self->so_far.n_tries - self->so_far.n_loading - self->so_far.n_otherwise + 1,
    .n_attempts = is_loading ? 0 : ASKG_BACK_OFF_MAX_TRIES,
  };

  askg_answer_set_stage_detail (self->answer, is_loading ? ASKG_STAGE_STARTING : ASKG_STAGE_WAITING, &detail);
  self->wait_source = g_timeout_add (MIN (wait_ms, G_MAXINT), waited_cb, self);
}

static void
end_with (AskgChatJob         *self,
          const AskgWireError *error)
{
  g_autoptr(GError) sentence = askg_engine_link_tell (self->link, error, self->model);

  if (askg_chat_reply_has_output (self->reply))
    askg_answer_set_finish (self->answer, ASKG_FINISH_CUT);
  askg_chat_job_end (self, sentence);
}

static void
mend (AskgChatJob         *self,
      const AskgWireError *error)
{
  gint64 wait_ms = 0;
  AskgMend done;

  self->so_far.has_output |= askg_chat_reply_has_output (self->reply);
  self->so_far.chance = g_random_double ();
  done = askg_chat_mend (error, &self->so_far, askg_engine_link_get_profile (self->link), &wait_ms);
  switch (done)
    {
    case ASKG_MEND_WAIT:
      self->so_far.n_loading += error->kind == ASKG_WIRE_ERROR_LOADING;
      wait_and_send (self, wait_ms, error->kind == ASKG_WIRE_ERROR_LOADING);
      break;
    case ASKG_MEND_OTHERWISE:
      self->so_far.n_otherwise++;
      askg_chat_job_prepare (self);
      break;
    case ASKG_MEND_WITHOUT_PICTURES:
    case ASKG_MEND_WITHOUT_SOUNDS:
      self->so_far.n_otherwise++;
      self->withheld |= done == ASKG_MEND_WITHOUT_PICTURES ? ASKG_SEND_PICTURES : ASKG_SEND_SOUNDS;
      askg_chat_job_prepare (self);
      break;
    case ASKG_MEND_OTHER_PATH:
      self->so_far.n_otherwise++;
      if (askg_engine_link_try_other_path (self->link))
        askg_chat_job_send (self);
      else
        end_with (self, error);
      break;
    case ASKG_MEND_TELL:
    default:
      end_with (self, error);
      break;
    }
}

/* -- The end of a reply ------------------------------------------------------ */

/* An answer is one only with its end; a proper end with nothing before it is none either. */
static AskgWireError *
find_fault (AskgChatJob           *self,
            const AskgReplyResult *result)
{
  AskgWireError *fault = NULL;

  if (result->protocol != NULL && !result->has_content && result->error == NULL)
    return askg_wire_error_new (ASKG_WIRE_ERROR_OTHER_PROTOCOL, result->protocol);
  switch (result->outcome)
    {
    case ASKG_REPLY_COMPLETE:
      return NULL;
    case ASKG_REPLY_ERROR:
      fault = result->error != NULL ? askg_wire_error_copy (result->error) : NULL;
      break;
    case ASKG_REPLY_TRUNCATED:
      fault = askg_wire_error_new (result->has_content ? ASKG_WIRE_ERROR_TRUNCATED : ASKG_WIRE_ERROR_EMPTY, NULL);
      break;
    case ASKG_REPLY_EMPTY:
      fault = askg_wire_error_new (askg_chat_reply_is_filtered (self->reply)
                                     ? ASKG_WIRE_ERROR_REFUSED_BY_FILTER : ASKG_WIRE_ERROR_EMPTY, NULL);
      break;
    case ASKG_REPLY_OTHER:
      fault = askg_wire_error_new (ASKG_WIRE_ERROR_NOT_AN_ENGINE, NULL);
      break;
    }
  if (fault == NULL)
    fault = askg_wire_error_new (ASKG_WIRE_ERROR_UNKNOWN, NULL);
  askg_wire_error_blame (fault, self->body->n_pictures > 0, self->body->n_sounds > 0);

  return fault;
}

/* -- A llama-server of ours that died ---------------------------------------- */

static void
revived_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  AskgChatJob *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_engine_link_open_finish (self->link, result, &error))
    askg_chat_job_end (self, error);
  else if (self->body == NULL) /* it died while it was asked what it is */
    askg_chat_job_get_to_know (self);
  else
    askg_chat_job_send (self);
}

/* It is looked after whatever happened; the question is asked again only if nothing was shown of an answer. */
void
askg_chat_job_end_dead (AskgChatJob *self)
{
  const char *name = askg_profile_get_name (askg_engine_link_get_profile (self->link));
  const gboolean has_output = self->reply != NULL && askg_chat_reply_has_output (self->reply);
  g_autoptr(GError) error = NULL;

  askg_model_server_doubt (self->server);
  if (!has_output && self->n_revivals < MAX_REVIVALS)
    {
      self->n_revivals++;
      askg_answer_set_stage (self->answer, ASKG_STAGE_STARTING);
      askg_engine_link_open_async (self->link, self->cancellable, revived_cb, self);
      return;
    }

  if (has_output)
    {
      askg_answer_set_finish (self->answer, ASKG_FINISH_CUT);
      g_set_error (&error, ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                   _("“%s” stopped in mid-answer. What came is kept. It is being started again: ask again in a moment."),
                   name);
    }
  else
    g_set_error (&error, ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED,
                 _("“%s” stopped again and again before it answered. Ask about less, or choose a smaller model; its log "
                   "tells more."), name);
  askg_chat_job_end (self, error);
}

/* -- The connection broke ----------------------------------------------------- */

/* Nothing was sent yet and nobody was there: that may be over in a moment, for one that is far away. */
static gboolean
is_worth_another_try (AskgChatJob               *self,
                      const GError              *error,
                      const AskgExchangeTimings *timings)
{
  return g_error_matches (error, ASKG_ERROR, ASKG_ERROR_NETWORK) && timings->n_sent_bytes == 0 &&
         !askg_engine_link_is_here (self->link) && !self->so_far.has_output;
}

static void
end_broken (AskgChatJob               *self,
            const GError              *error,
            const AskgExchangeTimings *timings)
{
  gint64 wait_ms;

  if (self->server != NULL && g_error_matches (error, ASKG_ERROR, ASKG_ERROR_NETWORK))
    {
      askg_chat_job_end_dead (self);
      return;
    }
  if (self->server != NULL && !askg_error_is_cancelled (error))
    askg_model_server_doubt (self->server); /* it hangs, perhaps */
  if (askg_error_is_cancelled (error) || !is_worth_another_try (self, error, timings))
    {
      if (askg_chat_reply_has_output (self->reply))
        askg_answer_set_finish (self->answer, ASKG_FINISH_CUT);
      askg_chat_job_end (self, error);
      return;
    }

  wait_ms = askg_back_off_get_wait_ms (self->so_far.n_tries - self->so_far.n_loading - self->so_far.n_otherwise, -1,
                                       g_random_double ());
  if (wait_ms < 0)
    askg_chat_job_end (self, error);
  else
    wait_and_send (self, wait_ms, FALSE);
}

static void
done_cb (AskgExchange              *exchange,
         const GError              *error,
         const AskgExchangeTimings *timings,
         gpointer                   user_data)
{
  AskgChatJob *self = user_data;
  const AskgReplyResult *result = askg_chat_reply_end (self->reply);
  const gboolean is_redirect = result->error != NULL && result->error->kind == ASKG_WIRE_ERROR_REDIRECT;
  const gboolean has_said_all = result->outcome == ASKG_REPLY_COMPLETE ||
                                (result->outcome == ASKG_REPLY_ERROR && !is_redirect); /* only the head says where to */
  g_autoptr(AskgWireError) fault = NULL;

  g_clear_handle_id (&self->linger_source, g_source_remove);
  if (self->is_over)
    {
      askg_chat_job_end (self, NULL);
      return;
    }

  askg_chat_reply_tell_spans (self->reply, timings, self->asked_us);
  if (error != NULL && (askg_error_is_cancelled (error) || !has_said_all))
    {
      end_broken (self, error, timings);
      return;
    }

  fault = find_fault (self, result);
  if (fault == NULL)
    askg_chat_job_end (self, NULL);
  else if (self->server != NULL && fault->kind == ASKG_WIRE_ERROR_TRUNCATED)
    askg_chat_job_end_dead (self);
  else
    mend (self, fault);
}

/* -- A request ---------------------------------------------------------------- */

/* What the person made of it is what is sent again, if it has to be. */
static void
take_content (AskgChatJob  *self,
              AskgExchange *exchange)
{
  AskgCovered *content = askg_outbound_get_content (askg_exchange_get_outbound (exchange));

  if (content == self->body->content)
    return;
  askg_covered_unref (self->body->content);
  self->body->content = askg_covered_ref (content);
}

static void
stage_cb (AskgExchange      *exchange,
          AskgExchangeStage  stage,
          gpointer           user_data)
{
  AskgChatJob *self = user_data;

  take_content (self, exchange);
  switch (stage)
    {
    case ASKG_EXCHANGE_CONNECTING:
      askg_answer_set_stage (self->answer, ASKG_STAGE_CONNECTING);
      break;
    case ASKG_EXCHANGE_SENDING:
      askg_answer_set_stage (self->answer, ASKG_STAGE_SENDING);
      break;
    case ASKG_EXCHANGE_WAITING:
      askg_answer_set_stage (self->answer, ASKG_STAGE_THINKING);
      break;
    case ASKG_EXCHANGE_ASKING:
    case ASKG_EXCHANGE_RECEIVING:
    case ASKG_EXCHANGE_ENDED:
    default:
      break;
    }
}

static void
progress_cb (AskgExchange *exchange,
             guint64       n_sent,
             guint64       n_total,
             gpointer      user_data)
{
  AskgChatJob *self = user_data;
  const AskgStageDetail detail = { .n_done = n_sent, .n_total = n_total };

  if (n_sent < n_total)
    askg_answer_set_stage_detail (self->answer, ASKG_STAGE_SENDING, &detail);
}

static void
head_cb (AskgExchange *exchange,
         guint         http_status,
         gpointer      user_data)
{
  AskgChatJob *self = user_data;

  self->so_far.http_status = http_status;
  if (http_status < 300)
    {
      askg_engine_link_keep_path (self->link);
      askg_chat_job_note_forms (self);
    }
  askg_chat_reply_head (self->reply, exchange, http_status);
}

/* Nothing more is to come, but nobody has said goodbye: the person need not wait for that. */
static gboolean
lingered_cb (gpointer user_data)
{
  AskgChatJob *self = user_data;
  AskgExchangeTimings timings;

  self->linger_source = 0;
  if (askg_chat_reply_end (self->reply)->outcome != ASKG_REPLY_COMPLETE)
    return G_SOURCE_REMOVE;

  askg_exchange_get_timings (self->lingering, &timings);
  timings.last_byte_us = self->final_us;
  askg_chat_reply_tell_spans (self->reply, &timings, self->asked_us);
  askg_chat_job_tell (self, NULL);

  return G_SOURCE_REMOVE;
}

static void
body_cb (AskgExchange *exchange,
         const guint8 *bytes,
         gsize         n_bytes,
         gpointer      user_data)
{
  AskgChatJob *self = user_data;

  if (askg_chat_reply_feed (self->reply, bytes, n_bytes))
    askg_exchange_alive (exchange);
  if (askg_chat_reply_has_output (self->reply))
    askg_exchange_begin (exchange);
  if (!askg_chat_reply_is_final (self->reply) || self->linger_source != 0)
    return;

  self->lingering = exchange;
  self->final_us = g_get_monotonic_time ();
  askg_exchange_finish_early (exchange);
  self->linger_source = g_timeout_add (LINGER_MS, lingered_cb, self);
}

/* Where the pictures are from, as the ledger has it: the first that says so. */
static const char *
window_title (AskgChatJob *self)
{
  if (askg_question_is_off_record (self->question))
    return NULL;
  for (guint i = 0; i < askg_question_get_n_attachments (self->question); i++)
    {
      AskgAttachment *attachment = askg_question_get_attachment (self->question, i);

      if (askg_attachment_get_frame (attachment) != NULL && askg_attachment_get_title (attachment) != NULL)
        return askg_attachment_get_title (attachment);
    }

  return NULL;
}

/* Sends what was prepared; the same bytes however often. */
void
askg_chat_job_send (AskgChatJob *self)
{
  static const AskgExchangeHandlers handlers = {
    .stage = stage_cb, .progress = progress_cb, .head = head_cb, .body = body_cb, .done = done_cb,
  };
  const AskgLinkRequest request = {
    .endpoint = self->dialect == ASKG_DIALECT_RESPONSES ? "responses" : "chat/completions",
    .content = self->body->content,
    .window_title = window_title (self),
    .is_off_record = askg_question_is_off_record (self->question),
  };
  g_autoptr(AskgOutbound) outbound = NULL;
  g_autoptr(GError) error = NULL;
  AskgExchangeLimits limits;

  outbound = askg_engine_link_make (self->link, &request, &error);
  if (outbound == NULL)
    {
      askg_chat_job_end (self, error);
      return;
    }

  self->so_far.n_tries++;
  self->so_far.sent_pictures = self->body->n_pictures > 0;
  self->so_far.sent_sounds = self->body->n_sounds > 0;
  self->so_far.has_earlier = askg_conversation_get_n_turns (self->earlier) > 0;
  self->so_far.keeps_all = self->is_trial; /* without them nothing is found out */
  g_clear_pointer (&self->reply, askg_chat_reply_free);
  self->reply = askg_chat_reply_new (self->dialect, self->answer, self->model, askg_covered_may_leave (self->body->content)
                                       ? askg_chat_cover_get (self->earlier, self->question) : NULL);
  askg_engine_link_set_limits (self->link, outbound, &limits);
  limits.only_events_count = TRUE; /* a proxy keeps the line warm also when the engine behind it is gone */
  askg_http_send (askg_engine_link_get_http (self->link), outbound, &limits, &handlers, self, self->cancellable);
}
