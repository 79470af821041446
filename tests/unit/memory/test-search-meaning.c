/* test-search-meaning.c: what a person means by the words they type and by the filters they set. */
#include "tests/unit/memory/life-rig.h"

/* The questions that were found, best first. */
static char *
find (StoreRig *rig, AskgSearch *wanted)
{
  g_autoptr(AskgSearch) search = wanted;
  g_autoptr(GPtrArray) hits = life_rig_find (rig, search);
  GString *questions = g_string_new (NULL);

  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (questions, "%s%s", i > 0 ? " | " : "", ((AskgHit *) g_ptr_array_index (hits, i))->question);

  return g_string_free (questions, FALSE);
}

static void
assert_found (StoreRig *rig, const char *text, const char *expected)
{
  g_autofree char *found = find (rig, askg_search_new (text, 10));

  g_test_message ("%s", text);
  g_assert_cmpstr (found, ==, expected);
}

static void
make_a_day_older (StoreRig *rig, gint64 turn)
{
  g_autofree char *sql = g_strdup_printf ("UPDATE turn SET asked_at_us = asked_at_us - 86400000000 WHERE id = %" G_GINT64_FORMAT, turn);

  g_assert_true (store_rig_close (rig, NULL));
  store_rig_exec (rig, sql);
  store_rig_reopen (rig);
}

static void
test_a_day_alone_finds_what_was_asked_then (StoreRig *rig, gconstpointer unused)
{
  store_rig_reopen (rig);
  (void) life_rig_ask (rig, "the linker");
  (void) life_rig_ask (rig, "the printer");
  make_a_day_older (rig, 1);
  assert_found (rig, "yesterday", "the linker");
  assert_found (rig, "어제", "the linker");
  assert_found (rig, "what was that yesterday?", "the linker");
  assert_found (rig, "today", "the printer");
}

static void
test_the_word_of_a_day_is_found_too (StoreRig *rig, gconstpointer unused)
{
  store_rig_reopen (rig);
  (void) life_rig_ask (rig, "the linker");
  (void) life_rig_ask (rig, "why is yesterday so far away");
  make_a_day_older (rig, 1);
  assert_found (rig, "yesterday", "the linker | why is yesterday so far away");
}

/* A word that stands everywhere finds nothing for one that stands nowhere. */
static void
test_nothing_is_found_by_plain_words_alone (StoreRig *rig, gconstpointer unused)
{
  store_rig_reopen (rig);
  (void) life_rig_ask (rig, "where is the printer");
  assert_found (rig, "the zlib", "");
  assert_found (rig, "where is zlib", "");
  assert_found (rig, "where is the zlib of this?", "");
  assert_found (rig, "printer zlib", "where is the printer");
}

static void
test_plain_words_alone_are_searched_plainly (StoreRig *rig, gconstpointer unused)
{
  store_rig_reopen (rig);
  (void) life_rig_ask (rig, "where is the printer");
  (void) life_rig_ask (rig, "show me something else");
  assert_found (rig, "where is", "where is the printer");
  assert_found (rig, "where is the", "where is the printer");
  assert_found (rig, "what is where?", "where is the printer");
}

static void
test_only_the_pinned (StoreRig *rig, gconstpointer unused)
{
  gint64 pinned[3];
  AskgSearch *wanted;
  g_autofree char *found = NULL;
  g_autofree char *none = NULL;

  store_rig_reopen (rig);
  for (guint i = 0; i < G_N_ELEMENTS (pinned); i++)
    {
      g_autofree char *words = g_strdup_printf ("the linker %u", i);
      g_autofree char *others = g_strdup_printf ("the linker, not pinned %u", i);

      pinned[i] = life_rig_ask (rig, words);
      (void) life_rig_ask (rig, others);
    }
  wanted = askg_search_new ("linker", 10);
  wanted->pinned_only = TRUE;
  none = find (rig, askg_search_copy (wanted));
  g_assert_cmpstr (none, ==, "");
  life_rig_pin (rig, pinned[0], TRUE);
  life_rig_pin (rig, pinned[2], TRUE);
  found = find (rig, wanted);
  g_assert_cmpstr (found, ==, "the linker 2 | the linker 0");
}

/* Two conversations that went on beside each other: each turn is found once. */
static void
test_pinned_ones_side_by_side_are_found_once (StoreRig *rig, gconstpointer unused)
{
  g_autoptr(AskgConversation) one = askg_conversation_new ();
  g_autoptr(AskgConversation) other = askg_conversation_new ();
  g_autoptr(AskgTurn) first = NULL;
  g_autoptr(AskgTurn) second = NULL;
  g_autoptr(AskgTurn) third = NULL;
  g_autoptr(AskgTurn) fourth = NULL;
  AskgSearch *wanted = askg_search_new ("linker", 10);
  g_autofree char *found = NULL;

  store_rig_reopen (rig);
  first = store_rig_ask_words (rig, one, "linker a", "yes");
  second = store_rig_ask_words (rig, other, "linker b", "yes");
  third = store_rig_ask_words (rig, one, "linker c", "yes");
  fourth = store_rig_ask_words (rig, other, "linker d", "yes");
  life_rig_pin (rig, askg_conversation_get_id (one), TRUE);
  life_rig_pin (rig, askg_conversation_get_id (other), TRUE);
  wanted->pinned_only = TRUE;
  found = find (rig, wanted);
  g_assert_cmpstr (found, ==, "linker d | linker c | linker b | linker a");
}

static void
test_only_errors (StoreRig *rig, gconstpointer unused)
{
  AskgSearch *wanted = askg_search_new ("libfoo", 10);
  g_autofree char *found = NULL;

  store_rig_reopen (rig);
  (void) life_rig_ask (rig, "how do I install libfoo");
  (void) life_rig_ask (rig, "make: *** [libfoo.so] Error 2");
  (void) life_rig_ask (rig, "ImportError: libfoo");
  (void) life_rig_ask (rig, "libfoo 오류가 납니다");
  wanted->with_error = TRUE;
  found = find (rig, wanted);
  g_assert_cmpstr (found, ==, "ImportError: libfoo | libfoo 오류가 납니다 | make: *** [libfoo.so] Error 2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/engine/meaning/" name, StoreRig, NULL, store_rig_set_up, func, store_rig_tear_down)
  ADD ("a-day-alone-finds-what-was-asked-then", test_a_day_alone_finds_what_was_asked_then);
  ADD ("the-word-of-a-day-is-found-too", test_the_word_of_a_day_is_found_too);
  ADD ("nothing-is-found-by-plain-words-alone", test_nothing_is_found_by_plain_words_alone);
  ADD ("plain-words-alone-are-searched-plainly", test_plain_words_alone_are_searched_plainly);
  ADD ("only-the-pinned", test_only_the_pinned);
  ADD ("pinned-ones-side-by-side-are-found-once", test_pinned_ones_side_by_side_are_found_once);
  ADD ("only-errors", test_only_errors);

  return g_test_run ();
}
