/* test-conversation.c: what was attached to one question can be spoken of in the answer to another. */
#include "engine/model/askg-conversation.h"
#include "engine/model/askg-draft.h"

static AskgTurn *
ask (AskgConversation *conversation,
     const char       *first, /* (nullable): text that is attached */
     const char       *second)
{
  const char *texts[] = { first, second };
  g_autoptr(AskgQuestion) question = NULL;
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgDraft) draft = askg_draft_new ();
  g_autoptr(AskgTurn) turn = NULL;

  askg_draft_set_text (draft, "what is this?");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i] != NULL)
      {
        g_autoptr(AskgAttachment) attachment = askg_attachment_new_text (ASKG_ATTACHMENT_FILE, texts[i], NULL);

        askg_draft_attach (draft, attachment);
      }
  question = askg_draft_make_question (draft);
  turn = askg_turn_new (question, answer);
  askg_conversation_append (conversation, turn);

  return turn;
}

static const char *
text_at (AskgConversation *conversation,
         AskgTurn         *turn,
         guint             index)
{
  AskgAttachment *attachment = askg_conversation_find_attachment (conversation, turn, index);

  return attachment != NULL ? askg_attachment_get_text (attachment) : NULL;
}

static void
test_what_is_pointed_at_may_have_come_with_an_earlier_question (void)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  AskgTurn *oldest = ask (conversation, "a", "b");
  AskgTurn *middle = ask (conversation, NULL, NULL);
  AskgTurn *last = ask (conversation, "c", NULL);

  g_assert_cmpstr (text_at (conversation, oldest, 1), ==, "b");
  g_assert_null (text_at (conversation, oldest, 2));

  g_assert_cmpstr (text_at (conversation, middle, 0), ==, "a");
  g_assert_cmpstr (text_at (conversation, middle, 1), ==, "b");
  g_assert_null (text_at (conversation, middle, 2));

  g_assert_cmpstr (text_at (conversation, last, 0), ==, "c");
  g_assert_cmpstr (text_at (conversation, last, 1), ==, "a");
  g_assert_cmpstr (text_at (conversation, last, 2), ==, "b");
  g_assert_null (text_at (conversation, last, 3));
  g_assert_null (text_at (conversation, last, G_MAXUINT));
}

static void
test_a_turn_that_went_points_at_nothing (void)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) gone = NULL;

  (void) ask (conversation, "a", NULL);
  gone = g_object_ref (ask (conversation, "b", NULL));
  askg_conversation_truncate (conversation, 1);

  g_assert_null (text_at (conversation, gone, 0));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/conversation/what-is-pointed-at-may-have-come-with-an-earlier-question",
                   test_what_is_pointed_at_may_have_come_with_an_earlier_question);
  g_test_add_func ("/engine/conversation/a-turn-that-went-points-at-nothing",
                   test_a_turn_that_went_points_at_nothing);

  return g_test_run ();
}
