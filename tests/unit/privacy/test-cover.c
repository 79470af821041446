/* test-cover.c: a secret has one name throughout, and comes back where its name stood. */
#include "engine/privacy/askg-cover.h"
#include "engine/privacy/askg-put-back.h"

#include <string.h>

/* Never in one piece in this file, so that nothing that guards repositories takes them for real. */
#define KEY_A "gh" "p_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"
#define KEY_B "gh" "p_Z9y8X7w6V5u4T3s2R1q0P9o8N7m6L5k4J3i2"

typedef struct
{
  AskgRedactor *redactor;
  AskgCover    *cover;
} Rig;

static void
rig_set_up (Rig           *rig,
            gconstpointer  user_data)
{
  rig->redactor = askg_redactor_new (NULL, NULL);
  rig->cover = askg_cover_new ();
}

static void
rig_tear_down (Rig           *rig,
               gconstpointer  user_data)
{
  askg_redactor_unref (rig->redactor);
  askg_cover_unref (rig->cover);
}

static void
assert_covered (Rig        *rig,
                const char *text,
                const char *expected)
{
  g_autofree char *covered = askg_cover_text (rig->cover, rig->redactor, text, -1, NULL);
  g_autofree char *back = askg_put_back_all (rig->cover, covered, -1);

  g_assert_cmpstr (covered, ==, expected);
  g_assert_cmpstr (back, ==, text);
}

static void
test_the_same_value_has_the_same_name (Rig           *rig,
                                       gconstpointer  user_data)
{
  assert_covered (rig, "a " KEY_A " b " KEY_B " a " KEY_A, "a [git token 1] b [git token 2] a [git token 1]");
  assert_covered (rig, "later: " KEY_B, "later: [git token 2]");
  g_assert_cmpuint (askg_cover_get_n_secrets (rig->cover), ==, 2);
}

/* What tells that it is one may stand elsewhere, or be said only later. */
static void
test_what_is_known_is_covered_wherever_it_stands (Rig           *rig,
                                                  gconstpointer  user_data)
{
  const char *const plain = "The harbour of Rivertown opens at 7.";

  assert_covered (rig, "is quay7boat it? password=quay7boat", "is [password 1] it? password=[password 1]");
  assert_covered (rig, "Put quay7boat there, or (quay7boat): quay7boat을.", "Put [password 1] there, or ([password 1]): [password 1]을.");
  assert_covered (rig, "quay7boats and myquay7boat are others", "quay7boats and myquay7boat are others");
  assert_covered (rig, plain, plain);
  askg_cover_set_shown (rig->cover, 0, TRUE);
  assert_covered (rig, "Put quay7boat there", "Put quay7boat there");
}

static void
test_what_is_too_short_is_not_looked_for (Rig           *rig,
                                          gconstpointer  user_data)
{
  assert_covered (rig, "password=a7b9", "password=[password 1]");
  assert_covered (rig, "in room a7b9", "in room a7b9");
}

static void
test_what_is_guessed_is_not_looked_for (Rig           *rig,
                                        gconstpointer  user_data)
{
  g_assert_cmpuint (askg_cover_guess (rig->cover, "quay7boat", 9), ==, 0);
  assert_covered (rig, "Put quay7boat there", "Put quay7boat there");
  assert_covered (rig, "password=quay7boat", "password=[api key 1]");
  assert_covered (rig, "Put quay7boat there", "Put [api key 1] there");
}

static void
test_your_own_brackets_stay_yours (Rig           *rig,
                                   gconstpointer  user_data)
{
  /* Written before there was one of ours: the number is left to the person. */
  assert_covered (rig, "[git token 1] is how it looks; mine is " KEY_A, "[git token 1] is how it looks; mine is [git token 2]");
  /* Written when it is ours already: it gets a name of its own. */
  assert_covered (rig, "why [git token 2]?", "why [text 1]?");
  assert_covered (rig, "[git token 2] " KEY_A " [text 1] [git token 1] [[git token 2]]",
                  "[text 1] [git token 2] [text 2] [git token 1] [[text 1]]");
}

static void
test_one_can_be_shown (Rig           *rig,
                       gconstpointer  user_data)
{
  g_autoptr(GArray) spans = NULL;
  g_autofree char *covered = NULL;
  g_autofree char *name = askg_cover_text (rig->cover, rig->redactor, KEY_A, -1, NULL);
  AskgCoveredSpan *span;
  gsize n_bytes;

  g_assert_cmpstr (askg_cover_get_placeholder (rig->cover, 0), ==, name);
  g_assert_cmpstr (askg_cover_get_value (rig->cover, 0, &n_bytes), ==, KEY_A);
  g_assert_cmpuint (n_bytes, ==, strlen (KEY_A));
  askg_cover_set_shown (rig->cover, 0, TRUE);

  covered = askg_cover_text (rig->cover, rig->redactor, KEY_A " " KEY_B, -1, &spans);
  g_assert_cmpstr (covered, ==, KEY_A " [git token 2]");
  g_assert_cmpuint (spans->len, ==, 2);
  span = &g_array_index (spans, AskgCoveredSpan, 0);
  g_assert_true (span->is_shown);
  g_assert_cmpuint (span->length, ==, strlen (KEY_A));
  span = &g_array_index (spans, AskgCoveredSpan, 1);
  g_assert_false (span->is_shown);
  g_assert_cmpuint (span->start, ==, strlen (KEY_A) + 1);
  g_assert_cmpint (span->category, ==, ASKG_SECRET_GITHUB_TOKEN);
  g_assert_cmpint (span->tier, ==, ASKG_SECRET_CRITICAL);

  askg_cover_set_shown (rig->cover, 0, FALSE);
  assert_covered (rig, KEY_A, "[git token 1]");
}

static void
test_an_answer_cut_anywhere_reads_the_same (Rig           *rig,
                                            gconstpointer  user_data)
{
  static const char answer[] = "use [git token 1], not [git token 2] or [git token 3]; [git [git token 1]] [ [] [git token  한국어 [git token 1]을 `[git token 2]`로 [git token 1";
  static const char expected[] = "use " KEY_A ", not " KEY_B " or [git token 3]; [git " KEY_A "] [ [] [git token  한국어 " KEY_A "을 `" KEY_B "`로 [git token 1";
  g_autofree char *covered = askg_cover_text (rig->cover, rig->redactor, KEY_A " " KEY_B, -1, NULL);

  for (gsize cut = 0; cut <= strlen (answer); cut++)
    for (gsize step = 1; step < 30; step += 9)
      {
        g_autoptr(AskgPutBack) put_back = askg_put_back_new (rig->cover);
        g_autoptr(GString) out = g_string_new (NULL);

        askg_put_back_feed (put_back, answer, cut, out);
        for (gsize at = cut; at < strlen (answer); at += step)
          askg_put_back_feed (put_back, answer + at, MIN (step, strlen (answer) - at), out);
        askg_put_back_end (put_back, out);
        g_assert_cmpstr (out->str, ==, expected);
      }
}

static void
test_no_more_than_a_name_is_held_back (Rig           *rig,
                                       gconstpointer  user_data)
{
  g_autofree char *covered = askg_cover_text (rig->cover, rig->redactor, KEY_A, -1, NULL);
  g_autoptr(AskgPutBack) put_back = askg_put_back_new (rig->cover);
  g_autoptr(GString) out = g_string_new (NULL);
  gsize n_fed = 0;

  for (guint i = 0; i < 1000; i++)
    {
      const char *piece = i % 7 == 0 ? "[" : i % 3 == 0 ? "git token " : "1";

      askg_put_back_feed (put_back, piece, -1, out);
      n_fed += strlen (piece);
      g_assert_cmpuint (n_fed - out->len, <, askg_cover_get_max_bytes (rig->cover));
    }
}

static void
test_without_secrets_nothing_changes (Rig           *rig,
                                      gconstpointer  user_data)
{
  assert_covered (rig, "", "");
  assert_covered (rig, "plain [api key 1] [x] \xff\xfe 한국어", "plain [api key 1] [x] \xff\xfe 한국어");
  g_assert_cmpuint (askg_cover_get_n_secrets (rig->cover), ==, 0);
}

/* A tool is given JSON: a quote in a value must not end its string. */
static void
test_a_value_comes_back_as_JSON_writes_it (Rig           *rig,
                                           gconstpointer  user_data)
{
  const char *const secret = "\"a\\b\"\tC9!x\nd";
  const AskgSecretSpan span = { 0, strlen (secret), ASKG_SECRET_PASSWORD_CONFIG, ASKG_SECRET_CRITICAL };
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof span);
  g_autofree char *covered = NULL;
  g_autoptr(AskgPutBack) put_back = askg_put_back_new_in_json (rig->cover);
  g_autoptr(GString) out = g_string_new (NULL);

  g_array_append_val (spans, span);
  covered = askg_cover_spans (rig->cover, secret, -1, spans, NULL);
  g_assert_cmpstr (covered, ==, "[password 1]");

  askg_put_back_feed (put_back, "{\"a\":\"[password 1]\"}", -1, out);
  askg_put_back_end (put_back, out);
  g_assert_cmpstr (out->str, ==, "{\"a\":\"\\\"a\\\\b\\\"\\u0009C9!x\\nd\"}");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function) g_test_add ("/privacy/cover/" name, Rig, NULL, rig_set_up, function, rig_tear_down)
  ADD ("same-value-same-name", test_the_same_value_has_the_same_name);
  ADD ("what-is-known-is-covered-wherever-it-stands", test_what_is_known_is_covered_wherever_it_stands);
  ADD ("what-is-too-short-is-not-looked-for", test_what_is_too_short_is_not_looked_for);
  ADD ("what-is-guessed-is-not-looked-for", test_what_is_guessed_is_not_looked_for);
  ADD ("your-own-brackets-stay-yours", test_your_own_brackets_stay_yours);
  ADD ("one-can-be-shown", test_one_can_be_shown);
  ADD ("an-answer-cut-anywhere-reads-the-same", test_an_answer_cut_anywhere_reads_the_same);
  ADD ("a-value-comes-back-as-JSON-writes-it", test_a_value_comes_back_as_JSON_writes_it);
  ADD ("no-more-than-a-name-is-held-back", test_no_more_than_a_name_is_held_back);
  ADD ("without-secrets-nothing-changes", test_without_secrets_nothing_changes);

  return g_test_run ();
}
