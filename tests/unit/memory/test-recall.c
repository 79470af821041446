/* test-recall.c: by which words earlier turns are looked for, which of them belong to a question, and how much of them goes
 * along. */
#include "engine/memory/askg-recall.h"

#include <string.h>

#define NOW_US (G_GINT64_CONSTANT (1800000000) * G_USEC_PER_SEC)

/* -- Words ---------------------------------------------------------------------- */

static const struct
{
  const char *question;
  const char *words; /* in their order */
  guint       n_names;
  guint       n_terms;
} questions[] = {
  { "Is this the libfoo error again?", "libfoo", 0, 1 },
  { "이거 또 libfoo 오류야?", "libfoo", 0, 1 },
  { "libfoo가 왜 안돼요?", "libfoo", 0, 1 },
  { "what does std::unordered_map do in session-io.c?", "std::unordered_map session-io.c", 2, 2 },
  { "How do I sort a list in Python?", "sort Python", 0, 2 },
  { "what was that ENOSPC on Tuesday", "ENOSPC Tuesday", 1, 1 },
  { "why main.c:12:5: error?", "main.c", 1, 1 },
  { "explain this error", "", 0, 0 },
  { "이 오류는 무슨 뜻인가요?", "", 0, 0 },
  { "파스타는 몇 분 삶나요?", "파스타 삶나요", 0, 2 },
  { "what is this?", "", 0, 0 },
  { "?!… \"\" ()", "", 0, 0 },
  { "", "", 0, 0 },
  { "libfoo Libfoo LIBFOO", "libfoo", 0, 1 },
  { "crash at 0x7ffd1234 12:30:05", "", 0, 0 },
};

static void
test_a_question_is_looked_for_by_what_it_is_about (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr(AskgRecallWords) words = askg_recall_words_of_question (questions[i].question, NOW_US);

      g_test_message ("%s", questions[i].question);
      g_assert_cmpstr (words->text, ==, questions[i].words);
      g_assert_cmpuint (words->n_names, ==, questions[i].n_names);
      g_assert_cmpuint (words->n_terms, ==, questions[i].n_terms);
      g_assert_true (askg_recall_words_is_empty (words) == (*questions[i].words == '\0'));
    }
}

static void
test_a_screen_is_looked_for_by_the_names_on_it (void)
{
  g_autoptr(AskgRecallWords) words = askg_recall_words_of_screen (
    "File Edit View 10:32\nthe quick brown fox of main_loop.c\nld: undefined reference to `harbour_open'\n"
    "collect2: error: ld returned 1 exit status at 0x7fff0012\n");
  g_autoptr(AskgRecallWords) one = askg_recall_words_of_screen ("only harbour_open stands here");
  g_autoptr(AskgRecallWords) prose = askg_recall_words_of_screen ("Once upon a time there was a fox.");
  g_autoptr(AskgRecallWords) nothing = askg_recall_words_of_screen ("");

  g_assert_cmpstr (words->text, ==, "harbour_open collect2 main_loop.c");
  g_assert_true (askg_recall_words_is_empty (one));
  g_assert_true (askg_recall_words_is_empty (prose));
  g_assert_true (askg_recall_words_is_empty (nothing));
}

static void
test_words_are_few_whatever_is_typed (void)
{
  GString *many = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr(AskgRecallWords) asked = NULL;
  g_autoptr(AskgRecallWords) shown = NULL;
  g_autoptr(AskgRecallWords) broken = askg_recall_words_of_question ("lib\xff\xfe f\xc3", NOW_US);

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (many, "word%u_%u\n", i, i);
  text = g_string_free (many, FALSE);
  asked = askg_recall_words_of_question (text, NOW_US);
  shown = askg_recall_words_of_screen (text);

  g_assert_cmpuint (asked->n_terms, ==, 10);
  g_assert_cmpuint (shown->n_terms, ==, 8);
  g_assert_nonnull (broken);
}

/* -- What belongs to it ------------------------------------------------------------ */

static gboolean
is_related (guint n_names, guint n_terms, guint32 found, const AskgSearchRarity *rarity)
{
  const AskgRecallWords words = { NULL, n_names, n_terms };
  const AskgHit hit = { .found = found };

  return askg_recall_is_by_question (&words, &hit, rarity);
}

static void
test_nothing_is_better_than_noise (void)
{
  /* Of 100 turns: a word of one, a word of forty, one of none. */
  const AskgSearchRarity rarity = { 3, { 4.2, 1, 5.3 }, { 1, 40, 0 }, 100 };
  const AskgSearchRarity small = { 1, { 0.7 }, { 1 }, 2 };

  g_assert_true (is_related (0, 2, 1, &rarity));
  g_assert_false (is_related (0, 2, 2, &rarity));   /* only what many hold */
  g_assert_false (is_related (0, 3, 1, &rarity));   /* less than half of it */
  g_assert_true (is_related (1, 3, 1, &rarity));    /* but it is a name */
  g_assert_false (is_related (0, 2, 0, &rarity));
  g_assert_true (is_related (0, 1, 1, &small));     /* the second question of a new history */
}

static void
test_one_name_on_the_screen_is_chance (void)
{
  const AskgSearchRarity rarity = { 4, { 4, 4, 4, 4 }, { 1, 1, 1, 1 }, 100 };
  const AskgRecallWords words = { NULL, 4, 4 };
  AskgHit hit = { .found = 1 };

  g_assert_false (askg_recall_is_by_screen (&words, &hit, &rarity));
  hit.found = 3;
  g_assert_true (askg_recall_is_by_screen (&words, &hit, &rarity));
}

/* -- In what order ------------------------------------------------------------------ */

static GArray *
ids (const char *list)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto(GStrv) numbers = g_strsplit (list, " ", -1);

  for (gsize i = 0; numbers[i] != NULL && *numbers[i] != '\0'; i++)
    {
      const gint64 id = g_ascii_strtoll (numbers[i], NULL, 10);

      g_array_append_val (array, id);
    }

  return array;
}

static void
assert_fused (const char *one, const char *two, const char *expected)
{
  g_autoptr(GArray) first = ids (one);
  g_autoptr(GArray) second = ids (two);
  g_autoptr(GArray) fused = askg_recall_fuse ((const GArray *const[]) { first, second }, 2);
  g_autoptr(GString) got = g_string_new (NULL);

  for (guint i = 0; i < fused->len; i++)
    g_string_append_printf (got, "%s%d", i > 0 ? " " : "", (int) g_array_index (fused, gint64, i));
  g_assert_cmpstr (got->str, ==, expected);
}

static void
test_what_both_lists_name_comes_first (void)
{
  assert_fused ("", "", "");
  assert_fused ("7", "", "7");
  assert_fused ("1 2 3", "9 3", "3 1 9 2");
  assert_fused ("1 2", "2 1", "1 2");  /* equals: the first list decides */
  assert_fused ("1", "2", "1 2");
}

/* -- How much of it ------------------------------------------------------------------- */

static void
test_tokens_are_counted_about (void)
{
  g_assert_cmpuint (askg_recall_count_tokens (""), ==, 0);
  g_assert_cmpuint (askg_recall_count_tokens ("a"), ==, 1);
  g_assert_cmpuint (askg_recall_count_tokens ("abcd"), ==, 1);
  g_assert_cmpuint (askg_recall_count_tokens ("abcde"), ==, 2);
  g_assert_cmpuint (askg_recall_count_tokens ("오류"), ==, 2);
}

static void
test_a_text_is_cut_where_it_may_be (void)
{
  static const struct { const char *text; guint most; const char *cut; } cases[] = {
    { "whole", 2, "whole" },
    { "", 0, "" },
    { "whole", 1, "" },
    { "one two three four five", 4, "one two…" },
    { "First one. Second one is much longer.", 5, "First one.…" },
    { "line one\nline two goes on", 4, "line one…" },
    { "abcdefghijklmnopqrstuvwxyz", 3, "abcdefgh…" },
    { "가나다라마바사", 4, "가나다…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cut = askg_recall_cut (cases[i].text, cases[i].most);

      g_assert_cmpstr (cut, ==, cases[i].cut);
      g_assert_true (askg_recall_count_tokens (cut) <= cases[i].most);
    }
}

static void
test_no_budget_is_passed_at_any_length (void)
{
  g_autofree char *longest = g_strnfill (9000, 'x');
  const AskgRecallSource wordy = { NOW_US, longest, longest, longest };
  const AskgRecallSource brief = { NOW_US, "why?", NULL, "because." };

  for (guint room = 0; room < 900; room++)
    {
      guint left = room;
      g_autofree char *text = askg_recall_tell (&wordy, &left);

      g_assert_true ((text != NULL) == (room >= ASKG_RECALL_MIN_TOKENS));
      g_assert_cmpuint (left + (text != NULL ? askg_recall_count_tokens (text) : 0), ==, room);
      if (text != NULL)
        g_assert_cmpuint (askg_recall_count_tokens (text), <=, MIN (room, ASKG_RECALL_ONE_TOKENS));
      if (text != NULL)
        g_assert_nonnull (strstr (text, "Answered: xxxx"));
    }
  for (guint room = ASKG_RECALL_MIN_TOKENS; room < 60; room++)
    {
      guint left = room;
      g_autofree char *text = askg_recall_tell (&brief, &left);

      g_assert_true (g_str_has_suffix (text, ": why?\nAnswered: because."));
    }
}

static void
test_a_question_without_an_answer_tells_nothing (void)
{
  const AskgRecallSource source = { NOW_US, "why?", "seen", "" };
  guint left = 500;

  g_assert_null (askg_recall_tell (&source, &left));
  g_assert_cmpuint (left, ==, 500);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, test) g_test_add_func ("/engine/recall/" name, test)
  ADD ("a-question-is-looked-for-by-what-it-is-about", test_a_question_is_looked_for_by_what_it_is_about);
  ADD ("a-screen-is-looked-for-by-the-names-on-it", test_a_screen_is_looked_for_by_the_names_on_it);
  ADD ("words-are-few-whatever-is-typed", test_words_are_few_whatever_is_typed);
  ADD ("nothing-is-better-than-noise", test_nothing_is_better_than_noise);
  ADD ("one-name-on-the-screen-is-chance", test_one_name_on_the_screen_is_chance);
  ADD ("what-both-lists-name-comes-first", test_what_both_lists_name_comes_first);
  ADD ("tokens-are-counted-about", test_tokens_are_counted_about);
  ADD ("a-text-is-cut-where-it-may-be", test_a_text_is_cut_where_it_may_be);
  ADD ("no-budget-is-passed-at-any-length", test_no_budget_is_passed_at_any_length);
  ADD ("a-question-without-an-answer-tells-nothing", test_a_question_without_an_answer_tells_nothing);
#undef ADD

  return g_test_run ();
}
