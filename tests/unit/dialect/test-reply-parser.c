/* test-reply-parser.c: what an answer's listener hears, and what strange replies may not do. */
#include "engine/dialect/askg-reply-parser.h"

#include <string.h>

#define CHUNK(delta) "data: {\"model\":\"tiny\",\"choices\":[{\"index\":0,\"delta\":{" delta "}}]}\n\n"
#define STOP "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"

static void
tell_cb (const AskgWireEvent *event,
         gpointer             user_data)
{
  static const char *const names[] = {
    "text", "whole", "reasoning", "refusal", "transcript", "audio", "image", "call", "arguments", "usage", "model",
    "progress", "finish", "error",
  };

  g_string_append (user_data, names[event->kind]);
  if (event->text != NULL)
    g_string_append_printf (user_data, "=%s", event->text);
  if (event->kind == ASKG_WIRE_AUDIO)
    g_string_append_printf (user_data, "=%u@%u", (guint) g_bytes_get_size (event->bytes), event->rate_hz);
  if (event->kind == ASKG_WIRE_PROGRESS)
    g_string_append_printf (user_data, "=%d/%d", (int) event->done, (int) event->total);
  g_string_append_c (user_data, ';');
}

static char *
tell (const char *body)
{
  g_autoptr(GString) told = g_string_new (NULL);
  g_autoptr(AskgReplyParser) parser = askg_reply_parser_new (ASKG_DIALECT_CHAT, tell_cb, told);

  askg_reply_parser_feed (parser, body, strlen (body));
  askg_reply_parser_end (parser);

  return g_string_free (g_steal_pointer (&told), FALSE);
}

static void
test_events_come_as_they_are_known (void)
{
  static const struct
  {
    const char *body;
    const char *told;
  } cases[] = {
    { CHUNK ("\"role\":\"assistant\",\"content\":\"\"") CHUNK ("\"content\":\"Hi\"") CHUNK ("\"content\":\"!\"") STOP,
      "model=tiny;text=Hi;text=!;finish=stop;" },
    { CHUNK ("\"content\":\"<think>why\"") CHUNK ("\"content\":\"</think>so\"") STOP,
      "model=tiny;reasoning=why;text=so;finish=stop;" },
    { CHUNK ("\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"look\",\"arguments\":\"\"}}]")
      CHUNK ("\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{}\"}}]") STOP,
      "model=tiny;call=look;arguments={};finish=stop;" },
    { CHUNK ("\"audio\":{\"data\":\"AAAA\",\"transcript\":\"Yes\"}") CHUNK ("\"audio\":{\"data\":\"AAAAAAAAAAAAAAAAAA==\"}") STOP,
      "model=tiny;transcript=Yes;audio=16@24000;finish=stop;" },
    { "data: {\"prompt_progress\":{\"total\":9,\"processed\":3}}\n\n" STOP, "progress=3/9;finish=stop;" },
    { CHUNK ("\"content\":\"Half\"") "data: {\"error\":\"gone\"}\n\n", "model=tiny;text=Half;error;" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *told = tell (cases[i].body);

      g_assert_cmpstr (told, ==, cases[i].told);
    }
}

static void
test_an_answer_is_final_at_done (void)
{
  g_autoptr(AskgReplyParser) parser = askg_reply_parser_new (ASKG_DIALECT_CHAT, NULL, NULL);

  askg_reply_parser_feed (parser, CHUNK ("\"content\":\"Hi\""), strlen (CHUNK ("\"content\":\"Hi\"")));
  g_assert_false (askg_reply_parser_is_final (parser));
  askg_reply_parser_feed (parser, STOP, strlen (STOP));
  g_assert_true (askg_reply_parser_is_final (parser));
  g_assert_cmpint (askg_reply_parser_end (parser)->outcome, ==, ASKG_REPLY_COMPLETE);
  g_assert_cmpint (askg_reply_parser_end (parser)->outcome, ==, ASKG_REPLY_COMPLETE);
}

static AskgReplyParser *
feed_again_and_again (const char *piece,
                      guint       n_times,
                      const char *last)
{
  AskgReplyParser *parser = askg_reply_parser_new (ASKG_DIALECT_CHAT, NULL, NULL);

  for (guint i = 0; i < n_times; i++)
    askg_reply_parser_feed (parser, piece, strlen (piece));
  askg_reply_parser_feed (parser, last, strlen (last));
  askg_reply_parser_end (parser);

  return parser;
}

static void
test_too_much_is_an_error (void)
{
  g_autofree char *words = g_strnfill (1024 * 1024, 'w');
  g_autofree char *chunk = g_strdup_printf (CHUNK ("\"content\":\"%s\""), words);
  g_autoptr(AskgReplyParser) text = feed_again_and_again (chunk, 20, STOP);
  g_autoptr(AskgReplyParser) calls = feed_again_and_again (
    CHUNK ("\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"f\"}},{\"id\":\"b\",\"function\":{\"name\":\"f\"}},{\"index\":-5,"
           "\"id\":\"c\",\"function\":{\"name\":\"g\"}},{\"index\":2147483647,\"function\":{\"name\":\"h\"}},{\"function\":{\"name\":\"i\"}}]"),
    200, STOP);
  g_autoptr(AskgReplyParser) line = feed_again_and_again (words, 40, "");
  g_autoptr(AskgReplyParser) noise = feed_again_and_again ("data: noise\n\n", 20, STOP);
  g_autoptr(AskgReplyParser) some = feed_again_and_again ("data: noise\n\n", 19, CHUNK ("\"content\":\"x\"") STOP);

  g_assert_cmpint (askg_reply_parser_get_result (text)->error->kind, ==, ASKG_WIRE_ERROR_TOO_BIG_ANSWER);
  g_assert_cmpint (askg_reply_parser_get_result (calls)->error->kind, ==, ASKG_WIRE_ERROR_TOO_BIG_ANSWER);
  g_assert_cmpuint (askg_reply_parser_get_result (calls)->tool_calls->len, <=, 128);
  g_assert_cmpint (askg_reply_parser_get_result (line)->error->kind, ==, ASKG_WIRE_ERROR_TOO_BIG_ANSWER);
  g_assert_cmpint (askg_reply_parser_get_result (noise)->error->kind, ==, ASKG_WIRE_ERROR_NOT_AN_ENGINE);
  g_assert_cmpint (askg_reply_parser_get_result (some)->outcome, ==, ASKG_REPLY_COMPLETE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dialect/reply/events-come-as-they-are-known", test_events_come_as_they_are_known);
  g_test_add_func ("/dialect/reply/an-answer-is-final-at-done", test_an_answer_is_final_at_done);
  g_test_add_func ("/dialect/reply/too-much-is-an-error", test_too_much_is_an_error);

  return g_test_run ();
}
