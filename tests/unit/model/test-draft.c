/* test-draft.c: the question being composed. */
#include "engine/model/askg-draft.h"

static AskgAttachment *
some_text (void)
{
  return askg_attachment_new_text (ASKG_ATTACHMENT_CLIPBOARD, "make: *** [all] Error 2", NULL);
}

static void
count (guint *n)
{
  (*n)++;
}

static void
test_blanks_are_not_a_question (void)
{
  g_autoptr(AskgDraft) draft = askg_draft_new ();
  guint n_told = 0;

  g_signal_connect_swapped (draft, "notify::can-be-asked", G_CALLBACK (count), &n_told);
  askg_draft_set_text (draft, " \n\t");
  g_assert_false (askg_draft_can_be_asked (draft));
  g_assert_false (askg_draft_is_empty (draft)); /* or Up would overwrite it */
  askg_draft_set_text (draft, " w");
  g_assert_true (askg_draft_can_be_asked (draft));
  askg_draft_set_text (draft, " wh");
  g_assert_cmpuint (n_told, ==, 1);
}

static void
test_an_attachment_alone_is_a_question (void)
{
  g_autoptr(AskgDraft) draft = askg_draft_new ();
  g_autoptr(AskgAttachment) text = some_text ();
  g_autoptr(AskgAttachment) other = some_text ();
  guint n_told = 0;

  g_signal_connect_swapped (draft, "notify::can-be-asked", G_CALLBACK (count), &n_told);
  askg_draft_attach (draft, text);
  g_assert_true (askg_draft_can_be_asked (draft));
  askg_draft_detach (draft, other);
  g_assert_cmpuint (g_list_model_get_n_items (askg_draft_get_attachments (draft)), ==, 1);
  askg_draft_detach (draft, text);
  g_assert_false (askg_draft_can_be_asked (draft));
  g_assert_cmpuint (n_told, ==, 2);
}

static void
test_making_the_question_keeps_the_draft (void)
{
  g_autoptr(AskgDraft) draft = askg_draft_new ();
  g_autoptr(AskgAttachment) text = some_text ();
  g_autoptr(AskgQuestion) question = NULL;

  askg_draft_attach (draft, text);
  askg_draft_set_text (draft, "  why? \n");
  question = askg_draft_make_question (draft);
  g_assert_cmpstr (askg_question_get_text (question), ==, "why?");
  g_assert_cmpstr (askg_draft_get_text (draft), ==, "  why? \n");

  askg_draft_clear (draft);
  g_assert_true (askg_draft_is_empty (draft));
  g_assert_cmpuint (askg_question_get_n_attachments (question), ==, 1);
}

static void
test_a_question_comes_back_with_all_that_went_with_it (void)
{
  g_autoptr(AskgDraft) draft = askg_draft_new ();
  g_autoptr(AskgAttachment) text = some_text ();
  g_autoptr(AskgQuestion) question = NULL;

  askg_draft_attach (draft, text);
  askg_draft_set_text (draft, "why?");
  question = askg_draft_make_question (draft);
  askg_draft_clear (draft);
  g_assert_cmpuint (askg_draft_get_replaces (draft), ==, ASKG_DRAFT_NEW_TURN);

  askg_draft_take_back (draft, question, 3);
  g_assert_cmpstr (askg_draft_get_text (draft), ==, "why?");
  g_assert_cmpuint (g_list_model_get_n_items (askg_draft_get_attachments (draft)), ==, 1);
  g_assert_cmpuint (askg_draft_get_replaces (draft), ==, 3);

  askg_draft_clear (draft);
  g_assert_cmpuint (askg_draft_get_replaces (draft), ==, ASKG_DRAFT_NEW_TURN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/draft/blanks-are-not-a-question", test_blanks_are_not_a_question);
  g_test_add_func ("/model/draft/an-attachment-alone-is-a-question", test_an_attachment_alone_is_a_question);
  g_test_add_func ("/model/draft/making-the-question-keeps-the-draft", test_making_the_question_keeps_the_draft);
  g_test_add_func ("/model/draft/a-question-comes-back-with-all-that-went-with-it",
                   test_a_question_comes_back_with_all_that_went_with_it);

  return g_test_run ();
}
