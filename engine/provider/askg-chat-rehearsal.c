/* askg-chat-rehearsal.c: main thread. The steps of a job that contact nobody: its key and address, words read for it,
 * secrets covered, the body made. */
#include "engine/provider/askg-chat-rehearsal.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-chat-body.h"
#include "engine/provider/askg-chat-cover.h"
#include "engine/provider/askg-chat-turns.h"
#include "engine/provider/askg-reader-reading.h"

/* The task's data. */
typedef struct
{
  AskgRecogniser   *recogniser;  /* owned */
  AskgConversation *earlier;     /* owned */
  AskgQuestion     *question;    /* owned */
  GPtrArray        *attachments; /* owned: those of the whole conversation */
} Rehearsal;

static void
rehearsal_free (Rehearsal *self)
{
  g_clear_object (&self->recogniser);
  g_clear_object (&self->earlier);
  g_clear_object (&self->question);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_free (self);
}

static void
add_attachments (GPtrArray    *all,
                 AskgQuestion *question)
{
  for (guint i = 0; i < askg_question_get_n_attachments (question); i++)
    g_ptr_array_add (all, g_object_ref (askg_question_get_attachment (question, i)));
}

static void
made_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  AskgEngineLink *link = g_task_get_source_object (task);
  const gboolean is_responses = askg_profile_get_speaks (askg_engine_link_get_profile (link)) == ASKG_SPEAKS_RESPONSES;
  GError *error = NULL;
  g_autoptr(AskgChatBody) body = askg_chat_body_make_finish (result, &error);
  AskgLinkRequest request = { .endpoint = is_responses ? "responses" : "chat/completions" };
  AskgOutbound *outbound = NULL;

  if (body != NULL)
    {
      request.content = body->content;
      outbound = askg_engine_link_make (link, &request, &error);
    }
  if (outbound != NULL)
    g_task_return_pointer (task, outbound, (GDestroyNotify) askg_outbound_unref);
  else
    g_task_return_error (task, error);
}

static void
make (GTask *task)
{
  AskgEngineLink *link = g_task_get_source_object (task);
  AskgProfile *profile = askg_engine_link_get_profile (link);
  Rehearsal *self = g_task_get_task_data (task);
  g_autofree char *facts = askg_chat_turns_dup_facts (self->earlier);
  g_autoptr(GPtrArray) turns = askg_chat_turns_new (self->earlier, self->question, askg_chat_turns_choose_forms (profile));
  const AskgChatBodyParts parts = {
    .link = link,
    .turns = turns,
    .facts = facts,
    .earlier = self->earlier,
    .cover = askg_chat_cover_get (self->earlier, self->question),
    .dialect = askg_profile_get_speaks (profile) == ASKG_SPEAKS_RESPONSES ? ASKG_DIALECT_RESPONSES : ASKG_DIALECT_CHAT,
    .model = askg_engine_link_get_model (link),
  };

  askg_chat_body_make_async (&parts, g_task_get_cancellable (task), made_cb, g_object_ref (task));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (askg_reader_read_all_finish (ASKG_RECOGNISER (object), result, &error))
    make (task);
  else
    g_task_return_error (task, error);
}

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Rehearsal *self = g_task_get_task_data (task);
  GError *error = NULL;

  if (!askg_engine_link_open_finish (ASKG_ENGINE_LINK (object), result, &error))
    g_task_return_error (task, error);
  else if (askg_reader_must_read (self->attachments))
    askg_reader_read_all_async (self->recogniser, self->attachments, g_task_get_cancellable (task), read_cb,
                                g_object_ref (task));
  else
    make (task);
}

/**
 * askg_chat_rehearse_async:
 *
 * Makes the request that asking @question would send, but contacts nobody: a model that nobody chose and that is not
 * known yet is missing in it.
 */
void
askg_chat_rehearse_async (AskgEngineLink      *link,
                          AskgRecogniser      *recogniser,
                          AskgConversation    *earlier,
                          AskgQuestion        *question,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (link, cancellable, callback, user_data);
  AskgProfile *profile = askg_engine_link_get_profile (link);
  Rehearsal *self = g_new0 (Rehearsal, 1);

  self->recogniser = g_object_ref (recogniser);
  self->earlier = g_object_ref (earlier);
  self->question = g_object_ref (question);
  self->attachments = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = askg_conversation_get_n_folded (earlier); i < askg_conversation_get_n_turns (earlier); i++)
    add_attachments (self->attachments, askg_turn_get_question (askg_conversation_get_turn (earlier, i)));
  add_attachments (self->attachments, question);
  g_task_set_source_tag (task, askg_chat_rehearse_async);
  g_task_set_task_data (task, self, (GDestroyNotify) rehearsal_free);

  if (askg_profile_get_kind (profile) == ASKG_PROFILE_CHILD)
    g_task_return_new_error (task, ASKG_ERROR, ASKG_ERROR_USAGE,
                             _("“%s” runs on this machine: nothing would be sent. Choose an engine elsewhere to see what it would get."),
                             askg_profile_get_name (profile));
  else
    askg_engine_link_open_async (link, cancellable, opened_cb, g_object_ref (task));
}

/**
 * askg_chat_rehearse_finish:
 *
 * Errors: those of opening the way to the engine; %ASKG_ERROR_LOCAL_ONLY; %ASKG_ERROR_USAGE when nothing would be sent;
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what would be sent
 */
AskgOutbound *
askg_chat_rehearse_finish (AskgEngineLink  *link,
                           GAsyncResult    *result,
                           GError         **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_chat_rehearse_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
