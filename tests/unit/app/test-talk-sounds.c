/* test-talk-sounds.c: who talks for an hour holds a few minutes of it in memory. */
#include "app/askg-talk-sounds.h"

#define SECOND_BYTES (16000 * 2)

static AskgPcm *
new_second (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_malloc0 (SECOND_BYTES), SECOND_BYTES);

  return askg_pcm_new (bytes, 16000, 1);
}

/* A second that is said, and a second of its answer. */
static AskgTurn *
talk (AskgConversation *conversation,
      gboolean          is_answered)
{
  g_autoptr(AskgPcm) said = new_second ();
  g_autoptr(AskgAttachment) voice = askg_attachment_new_sound (ASKG_ATTACHMENT_VOICE, said, NULL);
  g_autoptr(AskgAttachment) file = askg_attachment_new_sound (ASKG_ATTACHMENT_FILE, said, "song.wav");
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  g_autoptr(AskgQuestion) question = NULL;
  g_autoptr(AskgAnswer) answer = askg_answer_new ("live", "Live");
  g_autoptr(AskgTurn) turn = NULL;

  g_list_store_append (attachments, voice);
  g_list_store_append (attachments, file);
  question = askg_question_new ("", G_LIST_MODEL (attachments));
  askg_attachment_set_transcript (voice, "Who is that?");
  askg_answer_append (answer, "A cat.");
  askg_answer_give_sound (answer, 16000, askg_pcm_get_samples (said));
  if (is_answered)
    askg_answer_finish (answer, NULL);
  turn = askg_turn_new (question, answer);
  askg_conversation_append (conversation, turn);

  return turn; /* the conversation holds it */
}

static gboolean
is_held (AskgTurn *turn)
{
  AskgAttachment *voice = askg_question_get_attachment (askg_turn_get_question (turn), 0);
  const gboolean is_said_held = askg_attachment_get_sound (voice) != NULL;

  g_assert_cmpint (is_said_held, ==, askg_answer_get_parts (askg_turn_get_answer (turn))->sound->len > 0);

  return is_said_held;
}

static void
test_the_latest_is_held (void)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  AskgTurn *turns[6];

  for (gsize i = 0; i < G_N_ELEMENTS (turns); i++)
    {
      turns[i] = talk (conversation, i != 1);
      askg_talk_sounds_let_go (conversation, 7 * SECOND_BYTES);
    }
  g_assert_true (is_held (turns[5]) && is_held (turns[4]));
  g_assert_false (is_held (turns[3]) || is_held (turns[2]) || is_held (turns[0]));
  g_assert_true (is_held (turns[1])); /* it is being answered */
}

static void
test_words_and_files_stay (void)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  AskgTurn *turn = talk (conversation, TRUE);
  AskgQuestion *question = askg_turn_get_question (turn);

  askg_talk_sounds_let_go (conversation, 0);
  askg_talk_sounds_let_go (conversation, 0);
  g_assert_cmpstr (askg_attachment_get_text (askg_question_get_attachment (question, 0)), ==, "Who is that?");
  g_assert_nonnull (askg_attachment_get_sound (askg_question_get_attachment (question, 1)));
  g_assert_cmpstr (askg_answer_get_text (askg_turn_get_answer (turn)), ==, "A cat.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/talk-sounds/the-latest", test_the_latest_is_held);
  g_test_add_func ("/talk-sounds/words-and-files-stay", test_words_and_files_stay);

  return g_test_run ();
}
