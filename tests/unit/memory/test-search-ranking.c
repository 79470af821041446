/* test-search-ranking.c: what a person looks for comes first, and nothing that was deleted comes at all. */
#include "tests/unit/memory/life-rig.h"

#include <string.h>

#define DAY_US G_TIME_SPAN_DAY

static GAsyncResult *found;

static void
keep (GObject *object, GAsyncResult *result, gpointer user_data)
{
  found = g_object_ref (result);
}

static const AskgHit *
hit_at (GPtrArray *hits, guint i)
{
  g_assert_cmpuint (i, <, hits->len);
  return g_ptr_array_index (hits, i);
}

static void
ask (StoreRig *rig, const char *question, const char *answer)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = store_rig_ask_words (rig, conversation, question, answer);
}

static void
ask_about_window (StoreRig *rig, const char *question, const char *app)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgFrame) frame = store_rig_frame (0x336699);
  g_autoptr(AskgAttachment) attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_WINDOW, frame, "window", app);
  g_autoptr(AskgQuestion) asked = store_rig_question (question, attachment);
  g_autoptr(AskgTurn) turn = store_rig_ask (rig, conversation, asked, "yes");
}

/* Closes the store, changes what is in its tables, and opens it again. */
static void
change (StoreRig *rig, const char *sql)
{
  g_assert_true (store_rig_close (rig, NULL));
  store_rig_exec (rig, sql);
  store_rig_reopen (rig);
}

static void
test_the_question_comes_before_a_passing_word (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GPtrArray) hits = NULL;

  store_rig_reopen (rig);
  ask (rig, "libfoo does not load", "It is not installed.");
  ask (rig, "how do I sleep", "Read a long book about many things, for example about libfoo, and about all that it is not.");
  hits = store_rig_search (rig, "libfoo");
  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpstr (hit_at (hits, 0)->question, ==, "libfoo does not load");
  g_assert_cmpfloat (hit_at (hits, 0)->score, >, hit_at (hits, 1)->score);
}

static void
test_the_whole_word_comes_before_a_longer_one (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GPtrArray) hits = NULL;

  store_rig_reopen (rig);
  ask (rig, "the pump is broken", "yes");
  ask (rig, "the pumpkin is broken", "yes");
  hits = store_rig_search (rig, "pump");
  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpstr (hit_at (hits, 0)->question, ==, "the pump is broken");
}

static void
test_of_equals_the_newer_one_comes_first (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GPtrArray) hits = NULL;

  store_rig_reopen (rig);
  ask (rig, "disk full one", "yes");
  ask (rig, "disk full two", "yes");
  change (rig, "UPDATE turn SET asked_at_us = asked_at_us - 8640000000000 WHERE id = 2");
  hits = store_rig_search (rig, "disk full");
  g_assert_cmpstr (hit_at (hits, 0)->question, ==, "disk full one");
}

static void
test_of_equals_the_application_in_front_comes_first (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgSearch) wanted = askg_search_new ("broken", 10);
  g_autoptr(GPtrArray) hits = NULL;

  store_rig_reopen (rig);
  ask_about_window (rig, "broken tool", "gimp");
  ask_about_window (rig, "broken page", "firefox");
  wanted->app_in_front = g_strdup ("GIMP");
  hits = life_rig_find (rig, wanted);
  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpstr (hit_at (hits, 0)->question, ==, "broken tool");
  g_assert_cmpstr (hit_at (hits, 0)->app, ==, "gimp");
}

/* "What was that libfoo error on Tuesday?" finds Tuesday's, and not the day's word. */
static void
test_a_question_in_words_finds_its_day (StoreRig *rig, gconstpointer unused)
{
  static const char *const questions[] = {
    "what was that libfoo error on yesterday?", "libfoo error yesterday", "어제 libfoo error 뭐였지?",
  };

  store_rig_reopen (rig);
  ask (rig, "libfoo error alpha", "yes");
  ask (rig, "libfoo error beta", "yes");
  change (rig, "UPDATE turn SET asked_at_us = asked_at_us - 86400000000 WHERE id = 1");
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr(GPtrArray) hits = store_rig_search (rig, questions[i]);

      g_test_message ("%s", questions[i]);
      g_assert_cmpuint (hits->len, ==, 2);
      g_assert_cmpstr (hit_at (hits, 0)->question, ==, "libfoo error alpha");
      g_assert_cmpuint (hit_at (hits, 0)->n_found, ==, hit_at (hits, 0)->n_wanted);
    }
}

static void
test_a_korean_question_finds_the_noun_with_another_particle (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GPtrArray) hits = NULL;

  store_rig_reopen (rig);
  ask (rig, "라이브러리를 찾지 못합니다", "설치하세요");
  hits = store_rig_search (rig, "지난번 라이브러리가 왜 뭐였지?");
  g_assert_cmpuint (hits->len, ==, 1);
}

static void
test_where_nothing_has_all_most_will_do (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgSearch) strict = askg_search_new ("libfoo segfault upgrade wayland", 10);
  g_autoptr(GPtrArray) hits = NULL;
  g_autoptr(GPtrArray) none = NULL;

  store_rig_reopen (rig);
  ask (rig, "libfoo segfault after the upgrade", "yes");
  ask (rig, "upgrade failed", "yes");
  hits = store_rig_search (rig, strict->text);
  g_assert_cmpstr (hit_at (hits, 0)->question, ==, "libfoo segfault after the upgrade");
  g_assert_cmpuint (hit_at (hits, 0)->n_found, ==, 3);
  g_assert_cmpuint (hit_at (hits, 0)->n_wanted, ==, 4);
  strict->needs_all = TRUE;
  none = life_rig_find (rig, strict);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_newest_first_is_by_time_alone (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgSearch) wanted = askg_search_new ("libfoo", 10);
  g_autoptr(GPtrArray) hits = NULL;

  store_rig_reopen (rig);
  ask (rig, "libfoo libfoo libfoo", "libfoo");
  ask (rig, "something else", "a word about libfoo among many other words that are here");
  wanted->order = ASKG_SEARCH_NEWEST_FIRST;
  hits = life_rig_find (rig, wanted);
  g_assert_cmpuint (hits->len, ==, 2);
  g_assert_cmpstr (hit_at (hits, 0)->question, ==, "something else");
}

static guint
count_with (StoreRig *rig, const char *text, AskgSearchKinds kinds, const char *app, gint64 since_us, gint64 until_us)
{
  g_autoptr(AskgSearch) wanted = askg_search_new (text, 10);
  g_autoptr(GPtrArray) hits = NULL;

  wanted->kinds = kinds;
  wanted->app = g_strdup (app);
  wanted->since_us = since_us;
  wanted->until_us = until_us;
  hits = life_rig_find (rig, wanted);
  for (guint i = 0; i < hits->len; i++)
    g_assert_true (kinds == 0 || (hit_at (hits, i)->kind & (kinds | ASKG_SEARCH_CODE)) != 0);

  return hits->len;
}

static void
test_only_what_was_asked_for_is_found (StoreRig *rig, gconstpointer unused)
{
  const gint64 now_us = g_get_real_time ();

  store_rig_reopen (rig);
  ask (rig, "where is the needle", "In the haystack:\n\n```c\nint thread_needle (void);\n```\n");
  ask_about_window (rig, "the thread is torn", "sewing");
  g_assert_cmpuint (count_with (rig, "needle", ASKG_SEARCH_QUESTION, NULL, 0, 0), ==, 1);
  g_assert_cmpuint (count_with (rig, "haystack", ASKG_SEARCH_QUESTION, NULL, 0, 0), ==, 0);
  g_assert_cmpuint (count_with (rig, "thread", ASKG_SEARCH_CODE, NULL, 0, 0), ==, 1);
  g_assert_cmpuint (count_with (rig, "haystack", ASKG_SEARCH_CODE, NULL, 0, 0), ==, 0);
  g_assert_cmpuint (count_with (rig, "thread", ASKG_SEARCH_ANSWER, NULL, 0, 0), ==, 1);
  g_assert_cmpuint (count_with (rig, "thread", 0, "Sewing", 0, 0), ==, 1);
  g_assert_cmpuint (count_with (rig, "needle", 0, "sewing", 0, 0), ==, 0);
  g_assert_cmpuint (count_with (rig, "thread", 0, NULL, now_us - DAY_US, 0), ==, 2);
  g_assert_cmpuint (count_with (rig, "thread", 0, NULL, now_us + DAY_US, 0), ==, 0);
  g_assert_cmpuint (count_with (rig, "thread", 0, NULL, 0, now_us - DAY_US), ==, 0);
}

static void
test_one_syllable_and_two_are_found_anywhere (StoreRig *rig, gconstpointer unused)
{
  static const char *const parts[] = { "라", "이", "리", "브러", "러리", "라이브러리", "漢", "字", "ラ" };

  store_rig_reopen (rig);
  ask (rig, "공유라이브러리 漢字 エラー", "yes");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr(GPtrArray) hits = store_rig_search (rig, parts[i]);
      g_autofree char *marked = NULL;

      g_test_message ("%s", parts[i]);
      g_assert_cmpuint (hits->len, ==, 1);
      marked = g_strndup (hit_at (hits, 0)->snippet + hit_at (hits, 0)->hit_start, hit_at (hits, 0)->hit_length);
      g_assert_true (g_str_has_prefix (marked, parts[i]) || strstr (marked, parts[i]) != NULL);
    }
}

static void
test_code_is_found_whole_and_by_part (StoreRig *rig, gconstpointer unused)
{
  static const char *const parts[] = {
    "std::unordered_map", "unordered_map", "unordered", "map", "unord", "snake_case_name", "case_name", "libfoo.so.3",
    "libfoo", "/usr/lib/libfoo.so", "GtkWidgetClass", "gtkwidgetclass", "WidgetClass", "class", "E0308",
  };

  store_rig_reopen (rig);
  ask (rig, "std::unordered_map<int> snake_case_name /usr/lib/libfoo.so.3 GtkWidgetClass error[E0308]", "yes");
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr(GPtrArray) hits = store_rig_search (rig, parts[i]);

      g_test_message ("%s", parts[i]);
      g_assert_cmpuint (hits->len, ==, 1);
      g_assert_cmpuint (hit_at (hits, 0)->marks->len, >=, 1);
    }
}

/* The words of a picture are pointed at on it. */
static void
test_a_hit_on_a_picture_knows_its_boxes (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgFrame) frame = store_rig_frame (0x123456);
  g_autoptr(AskgAttachment) attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, NULL, NULL);
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) page = NULL;
  g_autoptr(AskgQuestion) question = store_rig_question ("why", attachment);
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(GPtrArray) hits = NULL;
  const AskgRect *box;

  askg_page_text_builder_add_word (builder, "error:", &(AskgRect) { 1, 2, 30, 4 }, 90);
  askg_page_text_builder_add_word (builder, "libfoo.so.3", &(AskgRect) { 40, 2, 60, 4 }, 90);
  askg_page_text_builder_end_line (builder, 0, 2);
  askg_page_text_builder_add_word (builder, "another", &(AskgRect) { 1, 12, 30, 4 }, 90);
  askg_page_text_builder_add_word (builder, "error", &(AskgRect) { 40, 12, 30, 4 }, 90);
  askg_page_text_builder_end_line (builder, 0, 0);
  page = askg_page_text_builder_finish (builder);
  askg_attachment_set_reading (attachment, ASKG_READING_DONE, page, NULL);

  store_rig_reopen (rig);
  turn = store_rig_ask (rig, conversation, question, "because");
  hits = store_rig_search (rig, "error libfoo");
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpstr (hit_at (hits, 0)->where, ==, "picture");
  g_assert_cmpint (hit_at (hits, 0)->attachment, ==, 0);
  g_assert_cmpuint (hit_at (hits, 0)->marks->len, ==, 3);
  g_assert_cmpuint (hit_at (hits, 0)->boxes->len, ==, 3);
  box = &g_array_index (hit_at (hits, 0)->boxes, AskgRect, 1);
  g_assert_cmpint (box->x, ==, 40);
  g_assert_cmpint (box->y, ==, 2);
}

static gboolean
is_on_disk (StoreRig *rig, const char *canary)
{
  g_autofree char *log = g_strconcat (rig->path, "-wal", NULL);
  const char *const paths[] = { rig->path, log };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *bytes = NULL;
      gsize n_bytes;

      if (g_file_get_contents (paths[i], &bytes, &n_bytes, NULL) && memmem (bytes, n_bytes, canary, strlen (canary)) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
test_words_of_what_is_deleted_leave_the_index (StoreRig *rig, gconstpointer unused)
{
  /* Of a word that begins like the one before it, the index writes the end alone. */
  static const char in_index[] = "SELECT count(*) FROM words_1_data WHERE instr (block, CAST ('zzyplug' AS BLOB))";
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(GPtrArray) hits = NULL;

  store_rig_reopen (rig);
  ask (rig, "an ordinary question", "an ordinary answer");
  turn = store_rig_ask_words (rig, conversation, "xyzzyplugh", "xyzzyplugh again");
  g_assert_true (store_rig_close (rig, NULL));
  g_assert_cmpint (store_rig_count (rig, in_index), >, 0);
  store_rig_reopen (rig);
  g_assert_true (store_rig_delete (rig, askg_conversation_get_id (conversation), NULL));
  g_assert_true (store_rig_close (rig, NULL));
  g_assert_cmpint (store_rig_count (rig, in_index), ==, 0);
  g_assert_false (is_on_disk (rig, "xyzzyplugh"));
  g_assert_false (is_on_disk (rig, "zzyplug"));
  store_rig_reopen (rig);
  hits = store_rig_search (rig, "ordinary");
  g_assert_cmpuint (hits->len, ==, 1);
}

/* What was typed before is given up for what is typed now. */
static void
test_a_search_that_is_given_up_ends (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgSearch) wanted = askg_search_new ("error", 10);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  store_rig_reopen (rig);
  ask (rig, "error", "error");
  askg_store_search_async (rig->store, wanted, cancellable, keep, NULL);
  g_cancellable_cancel (cancellable);
  while (found == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (askg_store_search_finish (rig->store, found, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&found);
}

/* As after an update whose words are others: everything is found again, soon. */
static void
test_another_format_of_the_index_is_made_again (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(GPtrArray) hits = NULL;

  store_rig_reopen (rig);
  for (guint i = 0; i < 100; i++)
    ask (rig, "findable", "answer");
  change (rig, "UPDATE indexing SET format = 0");
  hits = store_rig_search (rig, "findable");
  g_assert_cmpuint (hits->len, >, 0);
  while (askg_store_is_preparing (rig->store))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (askg_store_get_search_share (rig->store), ==, 1);
  ask (rig, "findable afterwards", "answer");
  g_assert_true (store_rig_close (rig, NULL));
  g_assert_cmpint (store_rig_count (rig, "SELECT sum (n_turns) FROM shelf"), ==, 101);
  g_assert_cmpint (store_rig_count (rig, "SELECT done_from FROM indexing"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/search/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("the-question-comes-before-a-passing-word", test_the_question_comes_before_a_passing_word);
  ADD ("the-whole-word-comes-before-a-longer-one", test_the_whole_word_comes_before_a_longer_one);
  ADD ("of-equals-the-newer-one-comes-first", test_of_equals_the_newer_one_comes_first);
  ADD ("of-equals-the-application-in-front-comes-first", test_of_equals_the_application_in_front_comes_first);
  ADD ("a-question-in-words-finds-its-day", test_a_question_in_words_finds_its_day);
  ADD ("a-korean-question-finds-the-noun-with-another-particle", test_a_korean_question_finds_the_noun_with_another_particle);
  ADD ("where-nothing-has-all-most-will-do", test_where_nothing_has_all_most_will_do);
  ADD ("newest-first-is-by-time-alone", test_newest_first_is_by_time_alone);
  ADD ("only-what-was-asked-for-is-found", test_only_what_was_asked_for_is_found);
  ADD ("one-syllable-and-two-are-found-anywhere", test_one_syllable_and_two_are_found_anywhere);
  ADD ("code-is-found-whole-and-by-part", test_code_is_found_whole_and_by_part);
  ADD ("a-hit-on-a-picture-knows-its-boxes", test_a_hit_on_a_picture_knows_its_boxes);
  ADD ("words-of-what-is-deleted-leave-the-index", test_words_of_what_is_deleted_leave_the_index);
  ADD ("a-search-that-is-given-up-ends", test_a_search_that_is_given_up_ends);
  ADD ("another-format-of-the-index-is-made-again", test_another_format_of_the_index_is_made_again);

  return g_test_run ();
}
