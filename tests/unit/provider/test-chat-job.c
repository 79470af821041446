/* test-chat-job.c: a question to an engine on a wire: tried again where that helps, never answered twice, never
 * waited for in vain. */
#include <string.h>

#include "tests/unit/provider/chat-rig.h"

static WireRig wire;

/* -- Trying again ------------------------------------------------------------ */

static void
test_what_was_tried_again_is_there_once (void)
{
  static const struct { const char *script; guint n_requests; } rows[] = {
    { WHOLE, 1 },
    { REFUSE ("503 Busy", "Retry-After: 0\\r\\n", "busy") "\nnext\n" WHOLE, 2 },
    { REFUSE ("503 Busy", "", "Loading model") "\nnext\n" WHOLE, 2 },
    { HEAD "close\nnext\n" WHOLE, 2 },
    { REFUSE ("400 No", "", "Unrecognized request argument supplied: stream_options") "\nnext\n" WHOLE, 2 },
    { REFUSE ("429 Slow", "retry-after-ms: 10\\r\\n", "slow") "\nnext\n"
      REFUSE ("500 Oh", "retry-after-ms: 10\\r\\n", "oh") "\nnext\n" WHOLE, 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(Asked) asked = asked_new_for_script (&wire, rows[i].script);
      const guint n_before = wire.ledger->n_begun;

      asked_ask (asked);
      g_assert_no_error (asked->error);
      g_assert_cmpstr (askg_answer_get_text (asked->answer), ==, "Good day.");
      g_assert_cmpint (askg_answer_get_state (asked->answer), ==, ASKG_ANSWER_DONE);
      g_assert_cmpuint (wire.ledger->n_begun - n_before, ==, rows[i].n_requests);
    }
}

/* Whatever goes wrong after the first word: it would be doubled, and paid twice. */
static void
test_what_was_begun_is_not_asked_again (void)
{
  static const char *const ends[] = {
    "close", "wait 50\nreset", "send data: {\"error\":{\"message\":\"overloaded\",\"code\":503}}\\n\\n\nclose",
    "send data: {\"error\":{\"message\":\"Loading model\",\"code\":503}}\\n\\n\nclose",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *script = g_strconcat (HEAD DELTA ("Good"), ends[i], "\nnext\n" WHOLE, NULL);
      g_autoptr(Asked) asked = asked_new_for_script (&wire, script);
      const guint n_before = wire.ledger->n_begun;

      asked_ask (asked);
      g_assert_nonnull (asked->error);
      g_assert_nonnull (strstr (asked->error->message, "Wired"));
      g_assert_true (asked->has_output);
      g_assert_cmpstr (askg_answer_get_text (asked->answer), ==, "Good");
      g_assert_cmpint (askg_answer_get_parts (asked->answer)->finish, ==, ASKG_FINISH_CUT);
      g_assert_cmpuint (wire.ledger->n_begun - n_before, ==, 1);
    }
}

/* -- Where the time went ----------------------------------------------------- */

static const AskgAnswerSpan *
find_span (AskgAnswer   *answer,
           AskgSpanKind  kind)
{
  GArray *spans = askg_answer_get_parts (answer)->spans;
  const AskgAnswerSpan *found = NULL;

  for (guint i = 0; i < spans->len; i++)
    if (g_array_index (spans, AskgAnswerSpan, i).kind == kind)
      {
        g_assert_null (found);
        found = &g_array_index (spans, AskgAnswerSpan, i);
      }
  g_assert_nonnull (found);

  return found;
}

/* Also where the server says the end and then stays: what it does after is not counted. */
static void
test_it_is_told_where_the_time_went (void)
{
  static const char *const ends[] = { FINISH "close", FINISH "stall", FINISH "wait 20\nreset" };
  static const AskgSpanKind kinds[] = { ASKG_SPAN_CONNECT, ASKG_SPAN_UPLOAD, ASKG_SPAN_WAIT, ASKG_SPAN_FIRST_TOKEN,
                                        ASKG_SPAN_STREAM };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *script = g_strconcat ("wait 60\n" HEAD "wait 60\n" DELTA ("Good") "wait 60\n", ends[i], NULL);
      g_autoptr(Asked) asked = asked_new_for_script (&wire, script);
      gint64 end_us = 0;

      asked_ask (asked);
      g_assert_no_error (asked->error);
      for (gsize j = 0; j < G_N_ELEMENTS (kinds); j++)
        {
          const AskgAnswerSpan *span = find_span (asked->answer, kinds[j]);

          g_assert_cmpint (span->start_us, >=, end_us - 1000); /* libcurl rounds */
          g_assert_cmpint (span->duration_us, >=, j >= 2 ? 50000 : 0);
          g_assert_cmpint (span->duration_us, <, 1000000);
          end_us = span->start_us + span->duration_us;
        }
      g_assert_cmpint (end_us, <=, askg_answer_get_duration_us (asked->answer) + 1000);
    }
}

/* -- Thoughts ----------------------------------------------------------------- */

/* Only the end of the thinking is marked where the model's template wrote the beginning. */
static void
test_thoughts_without_a_beginning_are_thoughts (void)
{
  static const struct { const char *script; const char *text; const char *reasoning; } rows[] = {
    { DELTA ("Hm, a day.\\\\n") DELTA ("</thi") DELTA ("nk>\\\\n\\\\nGood ") DELTA ("day."), "Good day.", "Hm, a day.\n" },
    { DELTA ("Hm.</think>\\\\nGood day."), "Good day.", "Hm." },
    { DELTA ("Close it with `</think>` then."), "Close it with `</think>` then.", "" },
    { DELTA ("Close it with </think> then."), "Close it with </think> then.", "" },
    { DELTA ("```\\\\n</think>\\\\n```"), "```\n</think>\n```", "" },
    { DELTA ("<think>Hm.</think>Good day. </think>\\\\nx"), "Good day. </think>\nx", "Hm." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *script = g_strconcat (HEAD, rows[i].script, FINISH "close", NULL);
      g_autoptr(Asked) asked = asked_new_for_script (&wire, script);

      asked_ask (asked);
      g_assert_no_error (asked->error);
      g_assert_cmpstr (askg_answer_get_text (asked->answer), ==, rows[i].text);
      g_assert_cmpstr (askg_answer_get_parts (asked->answer)->reasoning->str, ==, rows[i].reasoning);
    }
}

/* -- Silence ----------------------------------------------------------------- */

/* The limits are those of the profile, made short. */
static void
test_silence_ends_in_a_sentence (void)
{
  static const struct { const char *script; const char *limit; const char *text; int code; } rows[] = {
    { NULL, "connect-timeout-ms", "", ASKG_ERROR_NETWORK }, /* after the fourth time */
    { "stall", "first-byte-timeout-ms", "", ASKG_ERROR_ENGINE_SILENT },
    { "send HTTP/1.1 200 OK\\r\\n\nstall", "first-byte-timeout-ms", "", ASKG_ERROR_ENGINE_SILENT },
    { HEAD "stall", "silence-timeout-ms", "", ASKG_ERROR_ENGINE_SILENT },
    { HEAD DELTA ("Good") "stall", "silence-timeout-ms", "Good", ASKG_ERROR_ENGINE_SILENT },
  };
  guint deaf_port;
  g_autoptr(GSocket) deaf = listen_and_do_nothing (&deaf_port);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *deaf_url = g_strdup_printf ("https://engine.example:%u", deaf_port);
      g_autoptr(Asked) asked = rows[i].script != NULL ? asked_new_for_script (&wire, rows[i].script)
                                                      : asked_new (&wire, deaf_url, TRUE);
      gint64 took_us = -g_get_monotonic_time ();

      g_object_set (asked->profile, rows[i].limit, (gint64) 200, NULL);
      asked_ask (asked);
      took_us += g_get_monotonic_time ();
      g_assert_cmpint (took_us, >=, 200000);
      g_assert_cmpint (took_us, <, 15000000);
      g_assert_error (asked->error, ASKG_ERROR, rows[i].code);
      g_assert_nonnull (strstr (asked->error->message, "Wired"));
      g_assert_cmpstr (askg_answer_get_text (asked->answer), ==, rows[i].text);
      g_assert_cmpint (asked->has_output, ==, *rows[i].text != '\0');
      g_assert_cmpint (askg_answer_get_state (asked->answer), ==, ASKG_ANSWER_FAILED);
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  wire_rig_set_up (&wire, (const char *[]) { "plain", NULL });
  g_test_add_func ("/chat-job/what-was-tried-again-is-there-once", test_what_was_tried_again_is_there_once);
  g_test_add_func ("/chat-job/what-was-begun-is-not-asked-again", test_what_was_begun_is_not_asked_again);
  g_test_add_func ("/chat-job/it-is-told-where-the-time-went", test_it_is_told_where_the_time_went);
  g_test_add_func ("/chat-job/thoughts-without-a-beginning-are-thoughts", test_thoughts_without_a_beginning_are_thoughts);
  g_test_add_func ("/chat-job/silence-ends-in-a-sentence", test_silence_ends_in_a_sentence);
  status = g_test_run ();

  wire_rig_tear_down (&wire);

  return status;
}
