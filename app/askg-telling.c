/* askg-telling.c: main thread. */
#include "app/askg-telling.h"

/* A summary of more turns than are told is no part of it; that the person wants none, or that it is no longer true, is. */
static gboolean
is_told (AskgFold *fold,
         guint     n_earlier)
{
  return fold != NULL && (!askg_fold_is_in_use (fold) || askg_fold_get_n_turns (fold) <= n_earlier);
}

/**
 * askg_telling_new:
 * @n_earlier: how many of the first turns of @conversation are told
 *
 * Returns: (transfer full): those turns as they are now, whatever becomes of @conversation
 */
AskgConversation *
askg_telling_new (AskgConversation *conversation,
                  guint             n_earlier)
{
  AskgConversation *earlier = askg_conversation_new ();
  AskgFold *fold = askg_conversation_get_fold (conversation);

  for (guint i = 0; i < n_earlier; i++)
    askg_conversation_append (earlier, askg_conversation_get_turn (conversation, i));
  if (is_told (fold, n_earlier))
    askg_conversation_set_fold (earlier, fold);

  return earlier;
}

/* Once the history is open: before that nobody knows what is remembered. */
void
askg_telling_add_facts (AskgConversation *earlier,
                        AskgSession      *session,
                        AskgQuestion     *question)
{
  g_auto(GStrv) facts = NULL;

  if (askg_question_goes_without_facts (question))
    return;
  facts = askg_facts_dup_told (askg_session_get_facts (session));
  askg_conversation_set_facts (earlier, (const char *const *) facts);
}
