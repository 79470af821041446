/* askg-talk-sounds.c: main thread. */
#include "app/askg-talk-sounds.h"

#include "engine/model/askg-answer-cut.h"

static gsize
count_bytes (AskgTurn *turn)
{
  AskgQuestion *question = askg_turn_get_question (turn);
  gsize n_bytes = askg_answer_get_parts (askg_turn_get_answer (turn))->sound->len;

  for (guint i = 0; i < askg_question_get_n_attachments (question); i++)
    {
      AskgPcm *sound = askg_attachment_get_sound (askg_question_get_attachment (question, i));

      n_bytes += sound != NULL ? g_bytes_get_size (askg_pcm_get_samples (sound)) : 0;
    }

  return n_bytes;
}

/* A file with a sound that the person attached stays: it is asked about. */
static void
let_go (AskgTurn *turn)
{
  AskgQuestion *question = askg_turn_get_question (turn);

  for (guint i = 0; i < askg_question_get_n_attachments (question); i++)
    {
      AskgAttachment *attachment = askg_question_get_attachment (question, i);

      if (askg_attachment_get_kind (attachment) == ASKG_ATTACHMENT_VOICE)
        askg_attachment_let_sound_go (attachment);
    }
  askg_answer_let_sound_go (askg_turn_get_answer (turn));
}

/**
 * askg_talk_sounds_let_go:
 * @max_bytes: so much of the latest stays
 *
 * Who talks for an hour would else hold an hour of sound. What the history has is there when the conversation is opened again;
 * the words stay in any case. What is being answered is not touched.
 */
void
askg_talk_sounds_let_go (AskgConversation *conversation,
                         gsize             max_bytes)
{
  gsize n_bytes = 0;

  for (guint i = askg_conversation_get_n_turns (conversation); i-- > 0;)
    {
      AskgTurn *turn = askg_conversation_get_turn (conversation, i);

      n_bytes += count_bytes (turn);
      if (n_bytes > max_bytes && askg_answer_is_over (askg_turn_get_answer (turn)))
        let_go (turn);
    }
}
