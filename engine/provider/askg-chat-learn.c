/* askg-chat-learn.c: main thread; the looking is done in a thread. */
#include "engine/provider/askg-chat-learn.h"

#include "engine/provider/askg-chat-cover.h"

#define LEARNT "askg-learnt"

static void
add_attachment (AskgParcel     *parcel,
                AskgAttachment *attachment)
{
  AskgPageText *page = askg_attachment_get_page (attachment);
  const char *text = askg_attachment_get_text (attachment);

  if (text != NULL)
    askg_parcel_add_context (parcel, text);
  if (page != NULL)
    askg_parcel_add_context (parcel, askg_page_text_get_text (page));
}

static void
add_turn (AskgParcel *parcel,
          AskgTurn   *turn)
{
  AskgQuestion *question = askg_turn_get_question (turn);

  askg_parcel_add_context (parcel, askg_question_get_text (question));
  for (guint i = 0; i < askg_question_get_n_attachments (question); i++)
    add_attachment (parcel, askg_question_get_attachment (question, i));
  askg_parcel_add_context (parcel, askg_answer_get_text (askg_turn_get_answer (turn)));
}

/**
 * askg_chat_learn_add_folded:
 * @conversation: (nullable)
 *
 * The turns of a conversation that are told as their summary: what says that a value in it is secret stands in them.
 *
 * Returns: (transfer full) (nullable): to be given to askg_chat_learn_keep() once @parcel was covered; %NULL where nothing
 *   needs to be read
 */
AskgFold *
askg_chat_learn_add_folded (AskgParcel       *parcel,
                            AskgConversation *conversation)
{
  AskgFold *fold = conversation != NULL ? askg_conversation_get_fold (conversation) : NULL;
  const guint n_folded = conversation != NULL ? askg_conversation_get_n_folded (conversation) : 0;

  if (n_folded == 0 || g_object_get_data (G_OBJECT (fold), LEARNT) == askg_parcel_get_cover (parcel))
    return NULL;
  for (guint i = 0; i < n_folded; i++)
    add_turn (parcel, askg_conversation_get_turn (conversation, i));

  return g_object_ref (fold);
}

/* Its turns need not be read again while @cover is held. */
void
askg_chat_learn_keep (AskgFold  *fold,
                      AskgCover *cover)
{
  g_object_set_data_full (G_OBJECT (fold), LEARNT, askg_cover_ref (cover), (GDestroyNotify) askg_cover_unref);
}

/* An AskgParcelMake: nothing of it is sent. */
static GBytes *
make_nothing (AskgCovered  *covered,
              gpointer      data,
              char        **out_content_type)
{
  return g_bytes_new_static ("", 0);
}

/* (transfer full): names in one conversation are the same whoever is told */
static AskgCover *
cover_of (AskgConversation *conversation)
{
  const gboolean has_turns = conversation != NULL && askg_conversation_get_n_turns (conversation) > 0;

  return has_turns ? askg_cover_ref (askg_chat_cover_get (conversation, NULL)) : askg_cover_new ();
}

static void
covered_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autoptr(AskgCovered) covered = askg_parcel_cover_finish (result, &error);

  if (covered != NULL)
    g_task_return_pointer (task, askg_cover_ref (g_task_get_task_data (task)), (GDestroyNotify) askg_cover_unref);
  else
    g_task_return_error (task, error);
}

/**
 * askg_chat_learn_async:
 * @link: the engine that is to be sent some of it
 * @conversation: (nullable)
 * @words: what is to be sent, as a whole
 *
 * A sentence alone does not tell that the value in it is a secret: that is told by the line before it, or by what was
 * asked. Looks for secrets in everything, where they are covered on the way to that engine.
 */
void
askg_chat_learn_async (AskgEngineLink      *link,
                       AskgConversation    *conversation,
                       const char          *words,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  AskgCover *cover = cover_of (conversation);
  g_autoptr(AskgParcel) parcel = NULL;

  g_task_set_source_tag (task, askg_chat_learn_async);
  g_task_set_task_data (task, cover, (GDestroyNotify) askg_cover_unref);
  if (!askg_engine_link_must_cover (link))
    {
      g_task_return_pointer (task, askg_cover_ref (cover), (GDestroyNotify) askg_cover_unref);
      return;
    }

  parcel = askg_engine_link_new_parcel (link, cover, make_nothing, NULL, NULL);
  for (guint i = 0; conversation != NULL && i < askg_conversation_get_n_turns (conversation); i++)
    add_turn (parcel, askg_conversation_get_turn (conversation, i));
  askg_parcel_add_context (parcel, words);
  askg_engine_link_cover_async (link, parcel, cancellable, covered_cb, g_steal_pointer (&task));
}

/* Returns: (transfer full): knows them; to be given to what is sent of it */
AskgCover *
askg_chat_learn_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, askg_chat_learn_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
