/* askg-session-living.c: main thread. A conversation that is in use is one object, whoever goes on with it. */
#include "app/askg-session-private.h"

static void
gone_cb (gpointer  user_data,
         GObject  *conversation)
{
  AskgSession *self = user_data;

  g_ptr_array_remove_fast (self->living, conversation);
}

static AskgConversation *
find (AskgSession *self,
      gint64       id)
{
  for (guint i = 0; i < self->living->len; i++)
    if (askg_conversation_get_id (g_ptr_array_index (self->living, i)) == id)
      return g_ptr_array_index (self->living, i);

  return NULL;
}

/* Of one that is new: before its first question is on the disk it has no number to be found by. */
void
askg_session_note_conversation (AskgSession      *self,
                                AskgConversation *conversation)
{
  g_return_if_fail (ASKG_IS_SESSION (self));

  if (askg_conversation_is_off_record (conversation) || g_ptr_array_find (self->living, conversation, NULL))
    return;
  g_ptr_array_add (self->living, conversation);
  g_object_weak_ref (G_OBJECT (conversation), gone_cb, self);
}

/**
 * askg_session_share_conversation:
 * @loaded: (transfer full): as it was just read from the history
 *
 * What a command asks is seen in the window that shows the conversation, while it is answered; and an answer that is being
 * written is seen growing by who opens its conversation.
 *
 * Returns: (transfer full): the same conversation as others use it already; @loaded where nobody does
 */
AskgConversation *
askg_session_share_conversation (AskgSession      *self,
                                 AskgConversation *loaded)
{
  AskgConversation *living;

  g_return_val_if_fail (ASKG_IS_SESSION (self), loaded);

  living = find (self, askg_conversation_get_id (loaded));
  if (living == NULL)
    {
      askg_session_note_conversation (self, loaded);
      return loaded;
    }
  g_object_unref (loaded);

  return g_object_ref (living);
}

void
askg_session_forget_living (AskgSession *self)
{
  for (guint i = 0; i < self->living->len; i++)
    g_object_weak_unref (g_ptr_array_index (self->living, i), gone_cb, self);
  g_clear_pointer (&self->living, g_ptr_array_unref);
}
