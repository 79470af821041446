/* test-live-session.c: a spoken conversation, sound in and sound out, with engines of every dialect and habit. */
#include <string.h>

#include "engine/base/askg-error.h"
#include "tests/unit/provider/live-rig.h"

#define SECOND_BYTES (ASKG_LIVE_RATE_HZ * 2)

/* -- A conversation -------------------------------------------------------------- */

static void
test_a_turn (LiveRig       *rig,
             gconstpointer  data)
{
  live_rig_open (rig, "echo");
  g_assert_no_error (rig->open_error);
  g_assert_cmpint (askg_live_session_get_state (rig->session), ==, ASKG_LIVE_OPEN);
  live_rig_ask (rig);
  g_assert_cmpstr (rig->told->str, ==, "bre0u");
  g_assert_cmpstr (rig->user->str, ==, "You said 48000 bytes\n");
  g_assert_cmpstr (rig->reply->str, ==, "Loud and clear!");
  g_assert_cmpuint (rig->sound->len, ==, SECOND_BYTES); /* what was said comes back, sample by sample */
  g_assert_cmpuint (rig->rate_hz, ==, ASKG_LIVE_RATE_HZ);
  g_assert_cmpint (((const gint16 *) (gpointer) rig->sound->data)[27], !=, 0);
  live_rig_ask (rig);
  LIVE_WAIT_FOR (strstr (rig->told->str, "bre0ure0u") != NULL);
  g_assert_true (live_rig_was_told (rig, "\"turn_detection\": null"));
}

/* All that one engine does otherwise is heard as from any other. */
static void
test_a_turn_with_habits (LiveRig       *rig,
                         gconstpointer  data)
{
  const char *habits = data;

  live_rig_open (rig, habits);
  g_assert_no_error (rig->open_error);
  live_rig_ask (rig);
  g_assert_cmpstr (rig->reply->str, ==, "Loud and clear!");
  g_assert_cmpuint (rig->n_replies, ==, 1);
  if (strstr (habits, "rates") == NULL)
    g_assert_cmpuint (rig->sound->len, ==, SECOND_BYTES + (strstr (habits, "shuffled") != NULL ? 4800 : 0));
  else
    g_assert_cmpuint (rig->rate_hz, ==, ASKG_LIVE_RATE_HZ);
}

static void
test_what_only_writes_down (LiveRig       *rig,
                            gconstpointer  data)
{
  live_rig_open (rig, "flat");
  g_assert_no_error (rig->open_error);
  live_rig_speak (rig, 1000, FALSE);
  askg_live_session_commit (rig->session);
  LIVE_WAIT_FOR (rig->user->len > 0);
  /* At 16 kHz, and the end of it waits for what comes next. */
  g_assert_true (g_str_has_prefix (rig->user->str, "You said 319"));
  g_assert_true (live_rig_was_told (rig, "\"model\": \"flat\""));
  g_assert_false (live_rig_was_told (rig, "response.create"));
}

static void
test_the_engine_takes_the_turns (LiveRig       *rig,
                                 gconstpointer  data)
{
  rig->settings.engine_takes_turns = TRUE;
  rig->settings.patience_ms = 300;
  live_rig_open (rig, "vad+slow");
  live_rig_speak (rig, 500, FALSE);
  live_rig_speak (rig, 400, TRUE);
  LIVE_WAIT_FOR (rig->n_sounds > 2);
  g_assert_cmpstr (rig->told->str, ==, "b<>r");
  live_rig_speak (rig, 300, FALSE); /* over the reply */
  LIVE_WAIT_FOR (strstr (rig->told->str, "r<") != NULL);
  askg_live_session_cancel (rig->session, 100);
  LIVE_WAIT_FOR (rig->n_ends == 1);
  g_assert_true (g_str_has_prefix (rig->told->str, "b<>r<e1"));
  LIVE_WAIT_FOR (live_rig_was_told (rig, "\"audio_end_ms\": 100"));
  g_assert_true (live_rig_was_told (rig, "\"silence_duration_ms\": 300"));
  live_rig_speak (rig, 400, TRUE);
  LIVE_WAIT_FOR (rig->n_ends == 2);
}

static void
test_words_and_pictures (LiveRig       *rig,
                         gconstpointer  data)
{
  static const guint32 pixels[64];
  g_autoptr(GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);
  g_autoptr(AskgFrame) frame = askg_frame_new (bytes, 8, 8, 32, TRUE, 0);
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) page = askg_page_text_builder_finish (builder);

  live_rig_open (rig, "tool");
  askg_live_session_send_picture (rig->session, frame, page);
  askg_live_session_send_text (rig->session, "What is \"this\"?");
  askg_live_session_respond (rig->session);
  LIVE_WAIT_FOR (rig->n_ends == 1);
  g_assert_true (live_rig_was_told (rig, "data:image/png;base64,"));
  g_assert_true (live_rig_was_told (rig, "What is \\\"this\\\"?"));
  g_assert_cmpstr (rig->tool, ==, "call_1 take_screenshot {\"monitor\": 1}");
}

static void
test_what_was_said_before_it_was_open (LiveRig       *rig,
                                       gconstpointer  data)
{
  live_rig_make (rig, "echo");
  askg_live_session_add_earlier (rig->session, TRUE, "Who was that?");
  askg_live_session_add_earlier (rig->session, FALSE, "A cat.");
  live_rig_speak (rig, 200, FALSE);
  askg_live_session_commit (rig->session);
  askg_live_session_open_async (rig->session, NULL, NULL, NULL);
  LIVE_WAIT_FOR (rig->n_ends == 1);
  g_assert_cmpuint (rig->sound->len, ==, SECOND_BYTES / 5);
  g_assert_true (live_rig_was_told (rig, "{\"type\": \"input_text\", \"text\": \"Who was that?\"}"));
  g_assert_true (live_rig_was_told (rig, "{\"type\": \"output_text\", \"text\": \"A cat.\"}"));
}

static void
test_a_minute_that_could_not_be_sent (LiveRig       *rig,
                                      gconstpointer  data)
{
  live_rig_make (rig, "echo");
  live_rig_speak (rig, 60000, FALSE);
  askg_live_session_commit (rig->session);
  askg_live_session_open_async (rig->session, NULL, NULL, NULL);
  LIVE_WAIT_FOR (rig->n_ends == 1);
  g_assert_cmpuint (rig->sound->len, ==, 30 * SECOND_BYTES); /* its second half */
}

/* -- Barge-in ----------------------------------------------------------------------- */

/* @data: habits. Nothing sounds after the cut, whatever still comes. */
static void
test_cut (LiveRig       *rig,
          gconstpointer  data)
{
  gsize n_heard;

  live_rig_open (rig, data);
  live_rig_speak (rig, 200, FALSE);
  askg_live_session_commit (rig->session);
  LIVE_WAIT_FOR (rig->n_sounds == 2);
  n_heard = rig->sound->len;
  rig->is_inside = TRUE;
  askg_live_session_cancel (rig->session, 50);
  rig->is_inside = FALSE;
  LIVE_WAIT_FOR (rig->n_ends == 1);
  wire_rig_turn_loop (500); /* there is more on its way */
  g_assert_cmpuint (rig->sound->len, ==, n_heard);
  g_assert_true (live_rig_was_told (rig, "response.cancel"));
  g_assert_true (live_rig_was_told (rig, "\"audio_end_ms\": 50"));
  g_assert_cmpuint (rig->n_troubles, ==, 0);
  live_rig_ask (rig);
  g_assert_cmpuint (rig->n_replies, ==, 2);
  g_assert_cmpuint (rig->sound->len, ==, n_heard + SECOND_BYTES);
}

static void
test_cut_when_all_of_it_has_come (LiveRig       *rig,
                                  gconstpointer  data)
{
  live_rig_open (rig, "x");
  live_rig_ask (rig);
  askg_live_session_cancel (rig->session, 400);
  LIVE_WAIT_FOR (live_rig_was_told (rig, "\"audio_end_ms\": 400"));
  g_assert_false (live_rig_was_told (rig, "response.cancel"));
  askg_live_session_cancel (rig->session, 300); /* twice is once */
  live_rig_ask (rig);
  g_assert_false (live_rig_was_told (rig, "\"audio_end_ms\": 300"));
  g_assert_cmpuint (rig->n_ends, ==, 2);
}

/* -- Coming back ---------------------------------------------------------------------- */

/* @data: habits. What was said is said again, and answered. */
static void
test_comes_back (LiveRig       *rig,
                 gconstpointer  data)
{
  const gboolean restarts = strstr (data, "restarts") != NULL;

  live_rig_open (rig, data);
  live_rig_speak (rig, 1000, FALSE);
  askg_live_session_commit (rig->session);
  LIVE_WAIT_FOR (rig->n_began == 2);
  LIVE_WAIT_FOR (rig->n_ends > 0 && rig->sound->len >= SECOND_BYTES);
  g_assert_cmpuint (rig->n_ended, ==, 0);
  g_assert_cmpuint (rig->n_troubles, ==, 1);
  g_assert_error (rig->trouble, ASKG_ERROR, (int) (restarts ? ASKG_ERROR_ENGINE_FAILED : ASKG_ERROR_NETWORK));
}

static void
test_comes_back_with_the_conversation (LiveRig       *rig,
                                       gconstpointer  data)
{
  static const guint32 pixels[64];
  g_autoptr(GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);
  g_autoptr(AskgFrame) frame = askg_frame_new (bytes, 8, 8, 32, TRUE, 0);
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) page = askg_page_text_builder_finish (builder);

  live_rig_open (rig, "echo+drop2");
  askg_live_session_send_picture (rig->session, frame, page);
  live_rig_speak (rig, 1000, FALSE);
  askg_live_session_commit (rig->session);
  LIVE_WAIT_FOR (rig->n_began == 2); /* it was lost in the middle of the first reply */
  live_rig_ask (rig);
  LIVE_WAIT_FOR (live_rig_was_told (rig, "2 {\"type\": \"conversation.item.create\""));
  g_assert_true (live_rig_was_told (rig, "{\"type\": \"output_text\", \"text\": \"Loud and clear!\"}"));
  g_assert_cmpuint (live_rig_count (rig, "input_image"), ==, 2);
}

static void
test_gives_up (LiveRig       *rig,
               gconstpointer  data)
{
  live_rig_open (rig, "always-drops");
  live_rig_speak (rig, 1000, FALSE);
  askg_live_session_commit (rig->session);
  LIVE_WAIT_FOR (rig->n_ended == 1);
  g_assert_error (rig->error, ASKG_ERROR, ASKG_ERROR_NETWORK);
  g_assert_cmpuint (rig->n_began, ==, 4);
  g_assert_cmpuint (rig->n_troubles, ==, 1);
}

static void
test_renewed_in_a_pause (LiveRig       *rig,
                         gconstpointer  data)
{
  live_rig_open (rig, "short");
  live_rig_ask (rig);
  LIVE_WAIT_FOR (rig->n_began == 2);
  g_assert_cmpuint (rig->n_troubles, ==, 0);
  live_rig_ask (rig);
  g_assert_cmpuint (rig->n_ends, ==, 2);
  g_assert_true (live_rig_was_told (rig, "2 {\"type\": \"conversation.item.create\""));
}

/* -- What goes wrong --------------------------------------------------------------------- */

typedef struct
{
  const char *habits;
  AskgError   error;
} Refusal;

static const Refusal refusals[] = {
  { "refuses", ASKG_ERROR_KEY_REFUSED },
  { "policy", ASKG_ERROR_KEY_REFUSED },
  { "old", ASKG_ERROR_ENGINE_FAILED },
};

static void
test_refused (LiveRig       *rig,
              gconstpointer  data)
{
  const Refusal *refusal = data;

  live_rig_open (rig, refusal->habits);
  g_assert_error (rig->open_error, ASKG_ERROR, (int) refusal->error);
  g_assert_cmpint (askg_live_session_get_state (rig->session), ==, ASKG_LIVE_CLOSED);
  g_assert_cmpstr (rig->told->str, ==, "");
}

static void
test_nothing_there (LiveRig       *rig,
                    gconstpointer  data)
{
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u/other/realtime", rig->port);

  rig->profile = askg_profile_new ("live", "Live", url);
  live_rig_open (rig, "x");
  g_assert_no_error (rig->open_error); /* the server is content with any path that ends so */
}

static void
test_hundred_megabytes (LiveRig       *rig,
                        gconstpointer  data)
{
  live_rig_open (rig, "flood");
  live_rig_speak (rig, 200, FALSE);
  askg_live_session_commit (rig->session);
  LIVE_WAIT_FOR (rig->n_ends == 1);
  g_assert_cmpuint (rig->sound->len, <=, 32u << 20);
  g_assert_cmpuint (rig->n_troubles, ==, 1);
  g_assert_cmpuint (rig->n_ended, ==, 0);
}

static void
test_how_it_ends (LiveRig       *rig,
                  gconstpointer  data)
{
  const gboolean fails = strstr (data, "fails") != NULL;

  live_rig_open (rig, data);
  live_rig_ask (rig);
  g_assert_cmpstr (rig->told->str, ==, fails ? "brte3u" : "bre2u");
}

static void
test_too_short_to_be_heard (LiveRig       *rig,
                            gconstpointer  data)
{
  live_rig_open (rig, "x");
  live_rig_speak (rig, 40, FALSE);
  askg_live_session_commit (rig->session);
  LIVE_WAIT_FOR (rig->n_troubles == 1);
  g_assert_cmpuint (rig->n_ended, ==, 0);
}

static void
test_closed_in_the_middle (LiveRig       *rig,
                           gconstpointer  data)
{
  live_rig_open (rig, "slow");
  live_rig_speak (rig, 200, FALSE);
  askg_live_session_commit (rig->session);
  LIVE_WAIT_FOR (rig->n_sounds == 2);
  askg_live_session_close (rig->session);
  LIVE_WAIT_FOR (rig->n_ended == 1);
  g_assert_no_error (rig->error);
  g_assert_cmpuint (rig->n_sounds, ==, 2);
}

static void
test_closed_while_it_opens (LiveRig       *rig,
                            gconstpointer  data)
{
  live_rig_make (rig, "mute");
  askg_live_session_open_async (rig->session, NULL, NULL, NULL);
  wire_rig_turn_loop (100);
  askg_live_session_close (rig->session);
  LIVE_WAIT_FOR (askg_live_session_get_state (rig->session) == ASKG_LIVE_CLOSED);
  rig->n_ended = 1; /* nothing was told, and nothing is */
  g_assert_cmpstr (rig->told->str, ==, "");
}

/* -- Consent and ledger ------------------------------------------------------------------- */

static void
test_a_row_a_turn (LiveRig       *rig,
                   gconstpointer  data)
{
  const AskgLedgerRow *row;

  live_rig_open (rig, "echo");
  live_rig_ask (rig);
  live_rig_ask (rig);
  g_assert_cmpuint (rig->ledger->rows->len, ==, 3); /* the connection, and two turns */
  row = rig->ledger->rows->pdata[2];
  g_assert_cmpuint (row->kinds, ==, ASKG_CONTENT_SOUND);
  g_assert_cmpuint (rig->ledger->n_ended, ==, 2);
  g_assert_cmpuint (rig->ledger->n_sent, >, SECOND_BYTES * 4 / 3);
}

#define ADD(name, data, func) g_test_add ("/live-session/" name, LiveRig, data, live_rig_set_up, func, live_rig_tear_down)

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);

  ADD ("a-turn", NULL, test_a_turn);
  ADD ("as-it-was-before", "beta", test_a_turn_with_habits);
  ADD ("names-of-both", "mixed", test_a_turn_with_habits);
  ADD ("words-told-twice", "twice", test_a_turn_with_habits);
  ADD ("pieces-of-odd-length", "odd", test_a_turn_with_habits);
  ADD ("rates-that-change", "rates", test_a_turn_with_habits);
  ADD ("out-of-order", "shuffled", test_a_turn_with_habits);
  ADD ("in-fragments", "cut", test_a_turn_with_habits);
  ADD ("waits-for-us-to-begin", "asks", test_a_turn_with_habits);
  ADD ("only-writes-down", NULL, test_what_only_writes_down);
  ADD ("the-engine-takes-the-turns", NULL, test_the_engine_takes_the_turns);
  ADD ("words-and-pictures", NULL, test_words_and_pictures);
  ADD ("said-before-it-was-open", NULL, test_what_was_said_before_it_was_open);
  ADD ("a-minute-that-could-not-be-sent", NULL, test_a_minute_that_could_not_be_sent);
  ADD ("cut", "slow", test_cut);
  ADD ("cut-and-it-goes-on", "slow+late", test_cut);
  ADD ("cut-and-it-knows-no-cut", "slow+late+deaf-to-cancel", test_cut);
  ADD ("cut-when-all-of-it-has-come", NULL, test_cut_when_all_of_it_has_come);
  ADD ("lost-at-a-commit", "echo+drop", test_comes_back);
  ADD ("starts-again", "echo+restarts", test_comes_back);
  ADD ("lost-in-a-reply", NULL, test_comes_back_with_the_conversation);
  ADD ("gives-up", NULL, test_gives_up);
  ADD ("renewed-in-a-pause", NULL, test_renewed_in_a_pause);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autofree char *path = g_strconcat ("/live-session/refused-", refusals[i].habits, NULL);

      g_test_add (path, LiveRig, &refusals[i], live_rig_set_up, test_refused, live_rig_tear_down);
    }
  ADD ("another-path", NULL, test_nothing_there);
  ADD ("a-hundred-megabytes", NULL, test_hundred_megabytes);
  ADD ("a-reply-that-fails", "fails", test_how_it_ends);
  ADD ("a-reply-that-is-too-long", "limited", test_how_it_ends);
  ADD ("too-short-to-be-heard", NULL, test_too_short_to_be_heard);
  ADD ("closed-in-the-middle", NULL, test_closed_in_the_middle);
  ADD ("closed-while-it-opens", NULL, test_closed_while_it_opens);
  ADD ("a-row-a-turn", NULL, test_a_row_a_turn);

  status = g_test_run ();
  live_rig_stop_server ();

  return status;
}
