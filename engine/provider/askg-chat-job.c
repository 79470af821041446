/* askg-chat-job.c: main thread.
 *
 * open the way -> what is it -> hear and read what the engine cannot -> encode -> send -> follow the reply
 *                                                                          ^                      |
 *                                                                          +-- after a while, or otherwise, or told */
#define G_LOG_DOMAIN "askg-engine"

#include "engine/provider/askg-chat-job-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-chat-cover.h"
#include "engine/provider/askg-chat-turns.h"
#include "engine/provider/askg-engine-sentences.h"
#include "engine/provider/askg-reader-reading.h"

#define SHOWN_START_US 1000 /* else it ran already */

static void
job_free (AskgChatJob *self)
{
  g_clear_handle_id (&self->wait_source, g_source_remove);
  g_clear_handle_id (&self->linger_source, g_source_remove);
  g_clear_signal_handler (&self->cancelled_handler, self->cancellable);
  g_clear_pointer (&self->body, askg_chat_body_free);
  g_clear_pointer (&self->reply, askg_chat_reply_free);
  if (self->server != NULL)
    askg_model_server_release (self->server);
  g_clear_object (&self->server);
  g_clear_object (&self->link);
  g_clear_object (&self->recogniser);
  g_clear_object (&self->ear);
  g_clear_object (&self->budget);
  g_clear_object (&self->earlier);
  g_clear_object (&self->question);
  g_clear_object (&self->answer);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->early_error);
  g_free (self->model);
  g_free (self);
}

/* The answer is over; the connection may not be. */
void
askg_chat_job_tell (AskgChatJob  *self,
                    const GError *error)
{
  const char *name = askg_profile_get_name (askg_engine_link_get_profile (self->link));
  g_autoptr(GError) named = error != NULL ? askg_engine_sentence_name (error, name) : NULL;
  const gboolean has_output = self->so_far.has_output ||
                              (self->reply != NULL && askg_chat_reply_has_output (self->reply));

  if (!self->is_over)
    {
      /* Who stops a question pays for it all the same; who could not be reached was not paid. */
      askg_chat_job_settle (self, has_output || error == NULL || askg_error_is_cancelled (error));
      askg_chat_job_add_folding (self);
      self->done (named, has_output, self->done_data);
    }
  self->is_over = TRUE;
}

static gboolean
ended_cb (gpointer user_data)
{
  AskgChatJob *self = user_data;
  g_autoptr(GError) error = g_steal_pointer (&self->early_error);

  askg_chat_job_end (self, error);

  return G_SOURCE_REMOVE;
}

/* The one end of every job. Whoever started it hears of it later, also when it ends in the middle of that. */
void
askg_chat_job_end (AskgChatJob  *self,
                   const GError *error)
{
  if (self->is_starting)
    {
      self->early_error = error != NULL ? g_error_copy (error) : NULL;
      g_idle_add_full (G_PRIORITY_DEFAULT, ended_cb, self, NULL);
      return;
    }

  askg_chat_job_tell (self, error);
  job_free (self);
}

static gboolean
is_stopped (AskgChatJob *self)
{
  g_autoptr(GError) error = NULL;

  if (!g_cancellable_set_error_if_cancelled (self->cancellable, &error))
    return FALSE;

  askg_chat_job_end (self, error);

  return TRUE;
}

/* -- What the engine cannot take ------------------------------------------- */

static gboolean
has_sound (GPtrArray *attachments)
{
  for (guint i = 0; i < attachments->len; i++)
    if (askg_attachment_get_sound (g_ptr_array_index (attachments, i)) != NULL)
      return TRUE;

  return FALSE;
}

static void
add_attachments (GPtrArray    *all,
                 AskgQuestion *question)
{
  for (guint i = 0; i < askg_question_get_n_attachments (question); i++)
    g_ptr_array_add (all, askg_question_get_attachment (question, i));
}

/* (transfer container): of the whole conversation: what was asked before is told again, unless it is folded. */
GPtrArray *
askg_chat_job_list_attachments (AskgChatJob *self)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = askg_conversation_get_n_folded (self->earlier); i < askg_conversation_get_n_turns (self->earlier); i++)
    add_attachments (all, askg_turn_get_question (askg_conversation_get_turn (self->earlier, i)));
  add_attachments (all, self->question);

  return all;
}

/* -- Encoding --------------------------------------------------------------- */

/* @body: (transfer full) */
static void
take_body (AskgChatJob  *self,
           AskgChatBody *body)
{
  AskgAnswerSpan span = { .kind = ASKG_SPAN_ENCODE };

  g_clear_pointer (&self->body, askg_chat_body_free);
  self->body = body;
  span.start_us = body->began_us - self->asked_us;
  span.duration_us = body->ended_us - body->began_us;
  if (body->n_pictures + body->n_sounds > 0)
    askg_answer_add_span (self->answer, &span);
  askg_chat_job_weigh (self);
}

static void
body_made_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  AskgChatJob *self = user_data;
  g_autoptr(GError) error = NULL;
  AskgChatBody *body = askg_chat_body_make_finish (result, &error);

  if (body != NULL)
    take_body (self, body);
  else
    askg_chat_job_end (self, error);
}

void
askg_chat_job_encode (AskgChatJob *self)
{
  g_autofree char *facts = askg_chat_turns_dup_facts (self->earlier);
  g_autoptr(GPtrArray) turns = askg_chat_turns_new (self->earlier, self->question, self->forms);
  const AskgChatBodyParts parts = {
    .link = self->link,
    .turns = turns,
    .earlier = self->earlier,
    .cover = askg_chat_cover_get (self->earlier, self->question),
    .dialect = self->dialect,
    .model = self->model,
    .facts = facts,
    .is_ours = self->is_trial,
    .is_summary = self->is_summary,
  };
  AskgChatBody *body = askg_chat_body_make_now (&parts);

  askg_answer_set_stage (self->answer, ASKG_STAGE_LOOKING);
  if (body != NULL)
    take_body (self, body);
  else
    askg_chat_body_make_async (&parts, self->cancellable, body_made_cb, self);
}

/* -- Reading and hearing for it --------------------------------------------- */

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  AskgChatJob *self = user_data;
  g_autoptr(GError) error = NULL;

  askg_reader_read_all_finish (ASKG_RECOGNISER (object), result, &error);
  if (is_stopped (self))
    return;
  /* Words that cannot be read are no reason not to ask an engine that may see: the person decides about the picture. */
  if (error != NULL && (self->forms & ASKG_SEND_PICTURES) == 0)
    {
      askg_chat_job_end (self, error);
      return;
    }

  askg_chat_job_fold (self);
}

/* For an engine that cannot see, and for the secrets on what leaves. */
static gboolean
is_reading_needed (AskgChatJob *self)
{
  return (self->forms & ASKG_SEND_WORDS) != 0 ||
         ((self->forms & ASKG_SEND_PICTURES) != 0 && askg_engine_link_must_cover (self->link));
}

static void
read_pictures (AskgChatJob *self)
{
  g_autoptr(GPtrArray) attachments = askg_chat_job_list_attachments (self);

  if (!is_reading_needed (self) || !askg_reader_must_read (attachments))
    {
      askg_chat_job_fold (self);
      return;
    }

  askg_answer_set_stage (self->answer, ASKG_STAGE_READING);
  askg_reader_read_all_async (self->recogniser, attachments, self->cancellable, read_cb, self);
}

/* Whether anything was heard in the sounds. */
static gboolean
has_words (AskgChatJob *self)
{
  g_autoptr(GPtrArray) attachments = askg_chat_job_list_attachments (self);

  for (guint i = 0; i < attachments->len; i++)
    {
      AskgAttachment *attachment = g_ptr_array_index (attachments, i);
      const char *words = askg_attachment_get_text (attachment);

      if (askg_attachment_get_sound (attachment) != NULL && words != NULL && *words != '\0')
        return TRUE;
    }

  return FALSE;
}

static void
heard_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  AskgChatJob *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *heard_by = NULL;
  g_autofree char *sentence = NULL;
  gboolean is_rough;

  if (!askg_ear_hear_all_finish (self->ear, result, &heard_by, &is_rough, &error))
    {
      askg_chat_job_end (self, error);
      return;
    }

  if (is_rough && !has_words (self)) /* it proves nothing: the question would be asked without what it is about */
    {
      g_set_error (&error, ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL,
                   _("“%s” cannot hear, and “%s”, which hears roughly, made out no words in the sound. Connect an engine that "
                     "turns speech into words, or take one that can hear."),
                   askg_profile_get_name (askg_engine_link_get_profile (self->link)), heard_by);
      askg_chat_job_end (self, error);
      return;
    }

  sentence = g_strdup_printf (!has_words (self) ? _("“%s” cannot hear, and “%s” heard no words in the sound.")
                              : is_rough ? _("“%s” cannot hear. It was told what “%s” heard in the sound: roughly, so words may be wrong.")
                                         : _("“%s” cannot hear. It was told what “%s” heard in the sound."),
                              askg_profile_get_name (askg_engine_link_get_profile (self->link)), heard_by);
  askg_answer_note (self->answer, sentence);
  read_pictures (self);
}

static void
hear_sounds (AskgChatJob *self)
{
  g_autoptr(GPtrArray) attachments = askg_chat_job_list_attachments (self);
  g_autoptr(GError) error = NULL;

  if ((self->forms & ASKG_SEND_SOUNDS) != 0 || !has_sound (attachments))
    {
      read_pictures (self);
      return;
    }
  if (self->ear == NULL || !askg_ear_is_there (self->ear))
    {
      g_set_error (&error, ASKG_ERROR, ASKG_ERROR_NEEDS_MODEL,
                   _("“%s” cannot hear, and no engine that turns speech into words is connected. Connect one, or take an "
                     "engine that can hear."), askg_profile_get_name (askg_engine_link_get_profile (self->link)));
      askg_chat_job_end (self, error);
      return;
    }

  askg_answer_set_stage (self->answer, ASKG_STAGE_READING);
  askg_ear_hear_all_async (self->ear, attachments, askg_question_is_off_record (self->question), self->cancellable,
                           heard_cb, self);
}

/* Also when the profile has learnt that what was sent was not taken. */
void
askg_chat_job_prepare (AskgChatJob *self)
{
  if (is_stopped (self))
    return;

  self->forms = self->is_trial ? ASKG_SEND_PICTURES | ASKG_SEND_SOUNDS
                               : askg_chat_turns_choose_forms (askg_engine_link_get_profile (self->link));
  if ((self->withheld & ASKG_SEND_PICTURES) != 0)
    self->forms |= ASKG_SEND_WORDS;
  self->forms &= ~self->withheld;
  hear_sounds (self);
}

/* -- The way to it ----------------------------------------------------------- */

/* One that Askglass runs stays until the answer is whole; how long it took to start is told. */
static void
hold_server (AskgChatJob *self)
{
  const AskgAnswerSpan span = {
    .kind = ASKG_SPAN_START, .start_us = self->step_us - self->asked_us,
    .duration_us = g_get_monotonic_time () - self->step_us,
  };

  self->server = askg_engine_link_hold_on (self->link);
  if (self->server != NULL && span.duration_us > SHOWN_START_US)
    askg_answer_add_span (self->answer, &span);
}

static void
go_on (AskgChatJob *self)
{
  hold_server (self);
  askg_chat_job_get_to_know (self);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  AskgChatJob *self = user_data;
  g_autoptr(GError) error = NULL;

  if (askg_engine_link_open_finish (self->link, result, &error))
    go_on (self);
  else
    askg_chat_job_end (self, error);
}

static void
cancelled_cb (GCancellable *cancellable,
              AskgChatJob  *self)
{
  g_autoptr(GError) error = NULL;

  /* Whatever else goes on has the cancellable itself; only waiting has not. */
  if (self->wait_source == 0)
    return;
  g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped while waiting");
  askg_chat_job_end (self, error);
}

static AskgDialect
dialect_of (AskgProfile *profile)
{
  return askg_profile_get_speaks (profile) == ASKG_SPEAKS_RESPONSES ? ASKG_DIALECT_RESPONSES : ASKG_DIALECT_CHAT;
}

/**
 * askg_chat_job_start:
 * @done: called once, later, from the main loop
 *
 * Asks, waits and asks again where that helps, and writes what comes into the answer. A question of words to an engine that
 * is known, over a connection that stands, is sent when this returns.
 */
void
askg_chat_job_start (const AskgChatAsk *ask,
                     AskgChatDone       done,
                     gpointer           user_data)
{
  AskgChatJob *self = g_new0 (AskgChatJob, 1);

  self->link = g_object_ref (ask->link);
  self->recogniser = g_object_ref (ask->recogniser);
  g_set_object (&self->ear, ask->ear);
  g_set_object (&self->budget, ask->budget);
  self->earlier = g_object_ref (ask->earlier);
  self->question = g_object_ref (ask->question);
  self->answer = g_object_ref (ask->answer);
  self->cancellable = ask->cancellable != NULL ? g_object_ref (ask->cancellable) : g_cancellable_new ();
  self->is_trial = ask->is_trial;
  self->is_summary = ask->is_summary;
  askg_usage_init (&self->folding_usage);
  self->done = done;
  self->done_data = user_data;
  self->dialect = dialect_of (askg_engine_link_get_profile (ask->link));
  self->asked_us = askg_answer_get_started_at_us (ask->answer);
  self->cancelled_handler = g_signal_connect (self->cancellable, "cancelled", G_CALLBACK (cancelled_cb), self);
  self->step_us = g_get_monotonic_time ();
  askg_answer_set_stage (self->answer, askg_profile_get_kind (askg_engine_link_get_profile (ask->link)) ==
                         ASKG_PROFILE_CHILD ? ASKG_STAGE_STARTING : ASKG_STAGE_CONNECTING);
  self->is_starting = TRUE;
  if (askg_engine_link_is_ready (self->link))
    go_on (self);
  else
    askg_engine_link_open_async (self->link, self->cancellable, opened_cb, self);
  self->is_starting = FALSE;
}
