/* test-chat-put-back.c: what tools are given has the secrets in their places, is still JSON, and no link carries one away. */
#include "engine/privacy/askg-redactor.h"
#include "engine/provider/askg-chat-put-back.h"

#include <string.h>

/* A cover that knows one secret, with a quote and a backslash in it. */
static AskgCover *
cover_one (void)
{
  static const char secret[] = "a\"b\\c9!XY";
  const AskgSecretSpan span = { 0, sizeof secret - 1, ASKG_SECRET_PASSWORD_CONFIG, ASKG_SECRET_CRITICAL };
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof span);
  AskgCover *cover = askg_cover_new ();
  g_autofree char *covered = NULL;

  g_array_append_val (spans, span);
  covered = askg_cover_spans (cover, secret, -1, spans, NULL);
  g_assert_cmpstr (covered, ==, "[password 1]");

  return cover;
}

/* The same however the engine's words are cut. */
static void
assert_arguments (const char *json,
                  const char *expected)
{
  for (gsize step = 1; step <= strlen (json); step++)
    {
      g_autoptr(AskgCover) cover = cover_one ();
      g_autoptr(AskgChatPutBack) put_back = askg_chat_put_back_new_in_json (cover);
      g_autoptr(GString) out = g_string_new (NULL);
      g_autofree char *rest = NULL;

      for (gsize at = 0; at < strlen (json); at += step)
        {
          g_autofree char *piece = g_strndup (json + at, step);
          g_autofree char *words = askg_chat_put_back_feed (put_back, piece);

          g_string_append (out, words);
        }
      rest = askg_chat_put_back_end (put_back);
      g_string_append (out, rest);
      g_assert_cmpstr (out->str, ==, expected);
    }
}

static void
test_a_quote_in_a_secret_leaves_it_JSON (void)
{
  assert_arguments ("{\"password\":\"[password 1]\"}", "{\"password\":\"a\\\"b\\\\c9!XY\"}");
}

static void
test_no_link_of_a_tool_carries_a_secret (void)
{
  static const char * const links[] = {
    "{\"url\":\"https://a.example/?q=[password 1]\"}", "{\"url\":\"https:\\/\\/a.example/?q=[password 1]\"}",
    "{\"url\":\"https:\\u002f\\u002Fa.example/?q=[password 1]\"}", "{\"url\":\"mailto\\u003aa@a.example?body=[password 1]\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    assert_arguments (links[i], links[i]);
}

static void
test_what_comes_behind_a_link_is_in_none (void)
{
  assert_arguments ("{\"url\":\"https://a.example/\",\"key\":\"[password 1]\"}", "{\"url\":\"https://a.example/\",\"key\":\"a\\\"b\\\\c9!XY\"}");
  assert_arguments ("{\"text\":\"https://a.example/\\n[password 1]\"}", "{\"text\":\"https://a.example/\\na\\\"b\\\\c9!XY\"}");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/provider/chat-put-back/a-quote-in-a-secret-leaves-it-JSON", test_a_quote_in_a_secret_leaves_it_JSON);
  g_test_add_func ("/provider/chat-put-back/no-link-of-a-tool-carries-a-secret", test_no_link_of_a_tool_carries_a_secret);
  g_test_add_func ("/provider/chat-put-back/what-comes-behind-a-link-is-in-none", test_what_comes_behind_a_link_is_in_none);

  return g_test_run ();
}
