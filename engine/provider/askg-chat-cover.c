/* askg-chat-cover.c: main thread. */
#include "engine/provider/askg-chat-cover.h"

#define COVER "askg-cover"

/**
 * askg_chat_cover_get:
 * @earlier: the turns before @question
 *
 * Lives as long as the first question of the conversation is held: secrets have names in memory alone. Read again from
 * the history it gives the same names, as the same turns are told in the same order; what was uncovered is covered again.
 *
 * Returns: (transfer none)
 */
AskgCover *
askg_chat_cover_get (AskgConversation *earlier,
                     AskgQuestion     *question)
{
  GObject *first = askg_conversation_get_n_turns (earlier) > 0
                     ? G_OBJECT (askg_turn_get_question (askg_conversation_get_turn (earlier, 0))) : G_OBJECT (question);
  AskgCover *cover = g_object_get_data (first, COVER);

  if (cover == NULL)
    {
      cover = askg_cover_new ();
      g_object_set_data_full (first, COVER, cover, (GDestroyNotify) askg_cover_unref);
    }

  return cover;
}

/* @cover: names the secrets of the conversation that @question begins, if it does */
void
askg_chat_cover_set (AskgQuestion *question,
                     AskgCover    *cover)
{
  g_object_set_data_full (G_OBJECT (question), COVER, askg_cover_ref (cover), (GDestroyNotify) askg_cover_unref);
}
