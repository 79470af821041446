/* askg-asking-cut.c: main thread. */
#include "app/askg-asking.h"

#include "engine/model/askg-answer-cut.h"

static void
cut_saved_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(AskgSession) session = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_store_end_turn_finish (ASKG_STORE (object), result, &error))
    askg_session_report (session, error);
}

/**
 * askg_asking_keep_words:
 * @question: of @conversation: words in what goes with it are known only now
 *
 * What an engine heard may come after its answer, or after that was cut; before, it is kept with the answer.
 */
void
askg_asking_keep_words (AskgSession      *session,
                        AskgConversation *conversation,
                        AskgQuestion     *question)
{
  for (guint i = askg_conversation_get_n_turns (conversation); i-- > 0;)
    {
      AskgTurn *turn = askg_conversation_get_turn (conversation, i);

      if (askg_turn_get_question (turn) != question)
        continue;
      if (askg_turn_get_id (turn) != 0 && askg_answer_is_over (askg_turn_get_answer (turn)))
        askg_store_end_turn_async (askg_session_get_store (session), turn, NULL, cut_saved_cb, g_object_ref (session));
      return;
    }
}

/**
 * askg_asking_cut:
 * @turn: asked by askg_asking_start()
 * @n_heard_bytes: of its answer's text, as it was spoken
 * @n_sound_bytes: the same of the answer's own sound
 *
 * The person talked over it. What was not heard is neither in the answer nor in the history, whether that had all of it
 * already or not.
 */
void
askg_asking_cut (AskgSession *session,
                 AskgTurn    *turn,
                 gsize        n_heard_bytes,
                 gsize        n_sound_bytes)
{
  AskgAnswer *answer = askg_turn_get_answer (turn);
  const gboolean was_whole = askg_answer_is_over (answer); /* its end is in the history, or on the way there */

  askg_answer_cut (answer, n_heard_bytes, n_sound_bytes);
  if (was_whole && askg_turn_get_id (turn) != 0)
    askg_store_end_turn_async (askg_session_get_store (session), turn, NULL, cut_saved_cb, g_object_ref (session));
}
