/* test-store-search.c: a question is found by what stood in it, in its answer and in its pictures. */
#include "engine/base/askg-error.h"
#include "tests/unit/memory/store-rig.h"

#include <string.h>

static AskgPageText *
page_of (const char *words)
{
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_auto(GStrv) list = g_strsplit (words, " ", -1);

  for (gsize i = 0; list[i] != NULL; i++)
    askg_page_text_builder_add_word (builder, list[i], &(AskgRect) { 0, 0, 8, 8 }, 90);

  return askg_page_text_builder_finish (builder);
}

static void
ask_about_picture (StoreRig *rig, AskgConversation *conversation)
{
  g_autoptr(AskgFrame) frame = store_rig_frame (0x808080);
  g_autoptr(AskgAttachment) attachment =
    askg_attachment_new_picture (ASKG_ATTACHMENT_WINDOW, frame, "deploy.log", "gnome-terminal");
  g_autoptr(AskgPageText) page = page_of ("ld: undefined reference to `gtk_init_check'");
  g_autoptr(AskgQuestion) question = store_rig_question ("이 오류는 무슨 뜻인가요?", attachment);
  g_autoptr(AskgTurn) turn = NULL;

  askg_attachment_set_reading (attachment, ASKG_READING_DONE, page, NULL);
  turn = store_rig_ask (rig, conversation, question, "링커가 GtkWidget 을 찾지 못했습니다.");
}

static const struct
{
  const char *query;
  const char *where; /* NULL: not found */
  const char *marked;
} queries[] = {
  { "undefined reference",  "picture",  "undefined" },
  { "undef refer",          "picture",  "undef" },
  { "gtk_init",             "picture",  "gtk_init" },
  { "init_check",           "picture",  "init_check" },
  { "오류",                  "question", "오류" },
  { "링커",                  "answer",   "링커" },
  { "지 못",                 "answer",   "지" },
  { "widget",               "answer",   "Widget" },
  { "gtkwidget",            "answer",   "GtkWidget" },
  { "deploy.log",           "window",   "deploy.log" },
  { "terminal",             "window",   "terminal" },
  { "오류 reference",         "question", "오류" },
  { "reference undefined!", "picture",  "undefined" },
  { "nothing",              NULL,       NULL },
  { "check_init",           NULL,       NULL },
  { "오류 nothing",           "question", "오류" }, /* nothing holds both */
};

static void
test_found_by_any_of_its_words (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();

  store_rig_reopen (rig);
  ask_about_picture (rig, conversation);
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr(GPtrArray) hits = store_rig_search (rig, queries[i].query);
      g_autofree char *marked = NULL;
      const AskgHit *hit;

      g_test_message ("%s", queries[i].query);
      g_assert_cmpuint (hits->len, ==, queries[i].where != NULL ? 1 : 0);
      if (queries[i].where == NULL)
        continue;
      hit = g_ptr_array_index (hits, 0);
      marked = g_strndup (hit->snippet + hit->hit_start, hit->hit_length);
      g_assert_cmpstr (hit->where, ==, queries[i].where);
      g_assert_cmpstr (marked, ==, queries[i].marked);
      g_assert_cmpint (hit->conversation_id, ==, askg_conversation_get_id (conversation));
      g_assert_cmpstr (hit->question, ==, "이 오류는 무슨 뜻인가요?");
    }
}

/* Whatever a person types is looked for; nothing of it is a command to the index. */
static void
test_no_query_is_an_error (StoreRig *rig, gconstpointer unused)
{
  static const char *const odd[] = {
    "\"", "\"unbalanced", "a AND", "OR", "NOT x", "NEAR(a b, 2)", "col:umn", "question:why", "why*", "*", "^why",
    "{a b}: c", "(", "a OR (", "-x", "+", "'; DROP TABLE turn; --", "\\", "\xff\xfe bad", "\t\n", "", "%_", "a\x01z",
  };
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = NULL;
  g_autofree char *endless = g_strnfill (1 << 20, 'a');
  g_autoptr(GPtrArray) none = NULL;
  g_autoptr(GString) many = g_string_new (NULL);
  g_autoptr(GPtrArray) still = NULL;

  store_rig_reopen (rig);
  turn = store_rig_ask_words (rig, conversation, "why", "because");
  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      g_autoptr(GPtrArray) hits = store_rig_search (rig, odd[i]);

      g_assert_nonnull (hits);
    }
  none = store_rig_search (rig, endless);
  g_assert_cmpuint (none->len, ==, 0);
  for (guint i = 0; i < 5000; i++)
    g_string_append (many, "why ");
  still = store_rig_search (rig, many->str);
  g_assert_cmpuint (still->len, ==, 1);
}

static void
test_last_asked_stands_first (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(GPtrArray) hits = NULL;

  store_rig_reopen (rig);
  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *words = g_strdup_printf ("disk full number%u", i);
      g_autoptr(AskgTurn) turn = store_rig_ask_words (rig, conversation, words, "yes");
    }
  hits = store_rig_search (rig, "full");

  g_assert_cmpuint (hits->len, ==, 50);
  for (guint i = 0; i < hits->len; i++)
    {
      g_autofree char *words = g_strdup_printf ("disk full number%u", 59 - i);

      g_assert_cmpstr (((const AskgHit *) g_ptr_array_index (hits, i))->question, ==, words);
    }
}

static void
test_a_failed_question_is_found (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgQuestion) question = askg_question_new ("why did the pump stop", NULL);
  g_autoptr(AskgAnswer) answer = askg_answer_new ("reader", "Reader");
  g_autoptr(AskgTurn) turn = askg_turn_new (question, answer);
  g_autoptr(GError) reason = g_error_new_literal (ASKG_ERROR, ASKG_ERROR_NO_TEXT, "No text.");
  g_autoptr(GPtrArray) while_asked = NULL;
  g_autoptr(GPtrArray) after = NULL;

  store_rig_reopen (rig);
  g_assert_true (store_rig_begin (rig, conversation, turn, NULL));
  while_asked = store_rig_search (rig, "pump");
  g_assert_cmpuint (while_asked->len, ==, 1);
  askg_answer_finish (answer, reason);
  g_assert_true (store_rig_end (rig, turn, NULL));
  after = store_rig_search (rig, "pump");
  g_assert_cmpuint (after->len, ==, 1);
}

/* Found by the words it has now, and by no others: the index follows every change. */
static void
test_the_index_agrees_with_the_text (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgConversation) other = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = NULL;

  store_rig_reopen (rig);
  ask_about_picture (rig, conversation);
  ask_about_picture (rig, conversation);
  turn = store_rig_ask_words (rig, other, "빌드 build", "빌드");
  askg_store_drop_turns_after (rig->store, conversation, 1);
  g_assert_true (store_rig_delete (rig, askg_conversation_get_id (other), NULL));
  (void) store_rig_close (rig, NULL);

  /* Fails when it does not agree with itself. */
  (void) store_rig_count (rig, "INSERT INTO words_1 (words_1) VALUES ('integrity-check')");
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM words_1 WHERE words_1 MATCH '\"reference\"'"), ==, 1);
  g_assert_cmpint (store_rig_count (rig, "SELECT count(*) FROM words_1 WHERE words_1 MATCH '\"build\"'"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/search/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("found-by-any-of-its-words", test_found_by_any_of_its_words);
  ADD ("no-query-is-an-error", test_no_query_is_an_error);
  ADD ("last-asked-stands-first", test_last_asked_stands_first);
  ADD ("a-failed-question-is-found", test_a_failed_question_is_found);
  ADD ("the-index-agrees-with-the-text", test_the_index_agrees_with_the_text);

  return g_test_run ();
}
