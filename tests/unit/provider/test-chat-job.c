/* test-chat-job.c: a question to an engine on a wire: it stops when it is told, keeps what came, and is never answered
 * twice. */
#include "engine/provider/askg-chat-engine.h"
#include "tests/unit/provider/reader-rig.h"
#include "tests/unit/transport/wire-rig.h"

#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#define STOP_LIMIT_US 50000
#define STOP_TRIES 4 /* the machine may be busy with something else; we may not */

#define HEAD "send HTTP/1.1 200 OK\\r\\nContent-Type: text/event-stream\\r\\nConnection: close\\r\\n\\r\\n\n"
#define DELTA(text) "send data: {\"model\":\"m1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" text "\"}}]}\\n\\n\n"
#define FINISH "send data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\\n\\ndata: [DONE]\\n\\n\n"
#define WHOLE HEAD DELTA ("Good") DELTA (" day.") FINISH "close"
#define REFUSE(status, extra, message) \
  "send HTTP/1.1 " status "\\r\\nContent-Type: application/json\\r\\nConnection: close\\r\\n" extra "\\r\\n" \
  "{\"error\":{\"message\":\"" message "\"}}\nclose"

static WireRig wire;

/* One question. */
typedef struct
{
  AskgProfile      *profile;
  AskgHttp         *http;
  AskgEngineLink   *link;
  AskgChatEngine   *engine;
  FakeRecogniser   *recogniser;
  AskgConversation *earlier;
  AskgAnswer       *answer;
  GCancellable     *cancellable;

  guint             n_done;
  guint             n_heard;    /* signals of the answer */
  gboolean          has_output;
  GError           *error;
} Asked;

static void
done_cb (const GError *error,
         gboolean      has_output,
         gpointer      user_data)
{
  Asked *self = user_data;

  self->n_done++;
  self->has_output = has_output;
  self->error = error != NULL ? g_error_copy (error) : NULL;
  askg_answer_finish (self->answer, error);
}

static void
heard_cb (Asked *self)
{
  self->n_heard++;
}

/* What it can is known, so that it is asked nothing else. */
static Asked *
asked_new (const char *url)
{
  Asked *self = g_new0 (Asked, 1);
  g_autoptr(AskgKeys) keys = askg_keys_new ("/nonexistent");

  self->profile = askg_profile_new ("wired", "Wired", url);
  g_object_set (self->profile, "model", "m1", "probed-at", (gint64) 1, NULL);
  self->http = askg_http_new (wire.policy, wire.gate, ASKG_LEDGER (wire.ledger));
  self->link = askg_engine_link_new (self->profile, self->http, keys);
  self->recogniser = fake_recogniser_new ();
  self->engine = askg_chat_engine_new (self->link, ASKG_RECOGNISER (self->recogniser), NULL);
  self->earlier = askg_conversation_new ();
  self->answer = askg_answer_new ("wired", "Wired");
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->answer, "stop-requested", G_CALLBACK (g_cancellable_cancel), self->cancellable,
                           G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self->answer, "appended", G_CALLBACK (heard_cb), self);
  g_signal_connect_swapped (self->answer, "reasoned", G_CALLBACK (heard_cb), self);
  g_signal_connect_swapped (self->answer, "notify::stage", G_CALLBACK (heard_cb), self);

  return self;
}

static Asked *
asked_new_for_script (const char *script)
{
  g_autofree char *url = wire_rig_script_url (&wire, 0, script);

  return asked_new (url);
}

/* Nobody may still hold the connection. */
static void
asked_free (Asked *self)
{
  g_signal_handlers_disconnect_by_data (self->answer, self);
  g_clear_object (&self->engine);
  g_clear_object (&self->link);
  g_clear_object (&self->profile);
  g_clear_object (&self->earlier);
  g_clear_object (&self->answer);
  g_clear_object (&self->cancellable);
  rig_wait_for_end_of (self->recogniser);
  g_assert_finalize_object (self->http);
  g_clear_error (&self->error);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

/* Takes @question. */
static void
begin (Asked        *self,
       AskgQuestion *question)
{
  askg_chat_engine_try (self->engine, self->earlier, question, self->answer, self->cancellable, done_cb, self);
  g_assert_cmpuint (self->n_done, ==, 0);
  g_object_unref (question);
}

static void
finish (Asked *self)
{
  const gint64 give_up_us = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (self->n_done == 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time (), <, give_up_us);
    }
  if (self->error != NULL)
    g_test_message ("%s", self->error->message);
  wire_rig_turn_loop (20);
  g_assert_cmpuint (self->n_done, ==, 1);
}

static void
ask (Asked *self)
{
  begin (self, rig_question ("hello?", NULL));
  finish (self);
}

/* -- Stopping ---------------------------------------------------------------- */

typedef enum { HERE, UNRESOLVED, UNAGREED, DEAF_TLS } Place;

typedef struct
{
  const char *name;
  Place       place;
  const char *script;
  AskgStage   stage;      /* in which it is stopped */
  const char *text;       /* what of the answer is there by then */
  gsize       n_bytes;    /* of the question */
  gboolean    has_picture;
} Stop;

static const Stop stops[] = {
  { "while-the-picture-is-read", HERE, WHOLE, ASKG_STAGE_READING, "", 0, TRUE },
  { "while-the-name-is-looked-up", UNRESOLVED, NULL, ASKG_STAGE_CONNECTING, "", 0, FALSE },
  { "while-somebody-looks-at-what-is-sent", UNAGREED, NULL, ASKG_STAGE_LOOKING, "", 0, FALSE },
  { "while-it-greets", DEAF_TLS, NULL, ASKG_STAGE_CONNECTING, "", 0, FALSE },
  { "while-it-sends", HERE, "unread\nstall", ASKG_STAGE_SENDING, "", 24000000, FALSE },
  { "while-it-waits-for-the-first-byte", HERE, "stall", ASKG_STAGE_THINKING, "", 0, FALSE },
  { "in-the-head", HERE, "send HTTP/1.1 200 OK\\r\\n\nstall", ASKG_STAGE_THINKING, "", 0, FALSE },
  { "before-the-first-word", HERE, HEAD "stall", ASKG_STAGE_THINKING, "", 0, FALSE },
  { "in-the-middle", HERE, HEAD DELTA ("Good") "wait 150\n" DELTA (" day.") "stall", ASKG_STAGE_WRITING,
    "Good", 0, FALSE },
  { "in-a-flood", HERE, HEAD DELTA ("Good") "wait 150\nfill 400000000 : comment\\n", ASKG_STAGE_WRITING, "Good", 0,
    FALSE },
  { "in-the-middle-of-an-event", HERE, HEAD DELTA ("Good") "send data: {\"choices\":[{\"delta\nstall",
    ASKG_STAGE_WRITING, "Good", 0, FALSE },
  { "while-it-waits-to-try-again", HERE, REFUSE ("503 Busy", "Retry-After: 20\\r\\n", "busy"), ASKG_STAGE_WAITING, "", 0,
    FALSE },
  { "while-the-model-is-loaded", HERE, REFUSE ("503 Busy", "", "Loading model"), ASKG_STAGE_STARTING, "", 0, FALSE },
};

/* A port whose queue takes connections that nobody ever answers. */
static GSocket *
listen_and_do_nothing (guint *out_port)
{
  g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr(GSocketAddress) bound = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  g_assert_true (g_socket_bind (socket, any, FALSE, NULL) && g_socket_listen (socket, NULL));
  bound = g_socket_get_local_address (socket, NULL);
  *out_port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));

  return socket;
}

/* Of this process: to anybody but the resolver's and the test's own. */
static guint
count_connections (void)
{
  g_autoptr(GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      struct sockaddr_storage peer;
      socklen_t length = sizeof peer;

      n += getpeername (atoi (name), (struct sockaddr *) &peer, &length) == 0 && peer.ss_family == AF_INET;
    }

  return n;
}

static void
never_reply_cb (AskgGate     *gate,
                AskgOutbound *outbound,
                guint         ticket,
                gpointer      user_data)
{
}

static Asked *
new_at (const Stop *stop,
        guint       deaf_port)
{
  g_autofree char *deaf_url = g_strdup_printf ("https://engine.example:%u", deaf_port);
  g_autofree char *passed = g_strdup_printf ("wired %s", deaf_url);
  const char *const all_passed[] = { "wired https://engine.example", passed, NULL };

  wire.resolver->is_silent = stop->place == UNRESOLVED;
  askg_gate_set_passed (wire.gate, stop->place == UNAGREED ? NULL : all_passed);
  askg_gate_set_asker (wire.gate, never_reply_cb, NULL);

  return stop->place == HERE ? asked_new_for_script (stop->script)
                             : asked_new (stop->place == DEAF_TLS ? deaf_url : "https://engine.example");
}

static AskgQuestion *
question_for (const Stop *stop)
{
  g_autofree char *text = stop->n_bytes > 0 ? g_strnfill (stop->n_bytes, 'x') : g_strdup ("hello?");

  return stop->has_picture ? rig_question (text, rig_picture (), NULL) : rig_question (text, NULL);
}

static void
wait_for (Asked      *asked,
          const Stop *stop)
{
  const gint64 give_up_us = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (askg_answer_get_stage (asked->answer) != stop->stage ||
         strlen (askg_answer_get_text (asked->answer)) < strlen (stop->text))
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpuint (asked->n_done, ==, 0);
      g_assert_cmpint (g_get_monotonic_time (), <, give_up_us);
    }
  wire_rig_turn_loop (60); /* it has settled */
}

/* Returns: from the person's wish to the last that anybody could see of it */
static gint64
stop_once (const Stop *stop,
           guint       deaf_port)
{
  g_autoptr(Asked) asked = new_at (stop, deaf_port);
  gint64 began_us, took_us;
  guint n_heard;

  if (stop->has_picture)
    fake_recogniser_will_say (asked->recogniser, "words", 300);
  begin (asked, question_for (stop));
  wait_for (asked, stop);

  n_heard = asked->n_heard;
  began_us = g_get_monotonic_time ();
  askg_answer_stop (asked->answer);
  g_assert_cmpint (askg_answer_get_state (asked->answer), ==, ASKG_ANSWER_STOPPED);
  while ((asked->n_done == 0 && !stop->has_picture) || count_connections () > 0)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time () - began_us, <, 10 * G_USEC_PER_SEC);
    }
  took_us = g_get_monotonic_time () - began_us;

  finish (asked); /* a reading ends at its next step */
  wire_rig_turn_loop (200);
  g_assert_cmpuint (asked->n_done, ==, 1);
  g_assert_cmpuint (asked->n_heard, ==, n_heard);
  g_assert_cmpstr (askg_answer_get_text (asked->answer), ==, stop->text);
  g_assert_cmpint (askg_answer_get_state (asked->answer), ==, ASKG_ANSWER_STOPPED);
  g_assert_true (g_error_matches (asked->error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  g_assert_cmpint (asked->has_output, ==, *stop->text != '\0');

  return took_us;
}

static void
test_stopped (gconstpointer data)
{
  const Stop *stop = data;
  guint deaf_port;
  g_autoptr(GSocket) deaf = listen_and_do_nothing (&deaf_port);
  gint64 best_us = G_MAXINT64;

  g_assert_cmpuint (count_connections (), ==, 0);
  for (guint i = 0; i < STOP_TRIES && best_us > STOP_LIMIT_US; i++)
    best_us = MIN (best_us, stop_once (stop, deaf_port));
  g_test_minimized_result (best_us / 1e3, "%s: over in %.2f ms", stop->name, best_us / 1e3);
  g_assert_cmpint (best_us, <=, STOP_LIMIT_US);
  wire.resolver->is_silent = FALSE;
}

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
      g_autoptr(Asked) asked = asked_new_for_script (rows[i].script);
      const guint n_before = wire.ledger->n_begun;

      ask (asked);
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
      g_autoptr(Asked) asked = asked_new_for_script (script);
      const guint n_before = wire.ledger->n_begun;

      ask (asked);
      g_assert_nonnull (asked->error);
      g_assert_nonnull (strstr (asked->error->message, "Wired"));
      g_assert_true (asked->has_output);
      g_assert_cmpstr (askg_answer_get_text (asked->answer), ==, "Good");
      g_assert_cmpint (askg_answer_get_parts (asked->answer)->finish, ==, ASKG_FINISH_CUT);
      g_assert_cmpuint (wire.ledger->n_begun - n_before, ==, 1);
    }
}

/* -- Silence ----------------------------------------------------------------- */

/* The limits are those of the profile, made short. */
static void
test_silence_ends_in_a_sentence (void)
{
  static const struct { const char *script; const char *limit; const char *text; int code; } rows[] = {
    { NULL, "connect-timeout-ms", "", ASKG_ERROR_NETWORK }, /* after the fourth time */
    { "stall", "first-byte-timeout-ms", "", ASKG_ERROR_TIMED_OUT },
    { "send HTTP/1.1 200 OK\\r\\n\nstall", "first-byte-timeout-ms", "", ASKG_ERROR_TIMED_OUT },
    { HEAD "stall", "silence-timeout-ms", "", ASKG_ERROR_TIMED_OUT },
    { HEAD DELTA ("Good") "stall", "silence-timeout-ms", "Good", ASKG_ERROR_TIMED_OUT },
  };
  guint deaf_port;
  g_autoptr(GSocket) deaf = listen_and_do_nothing (&deaf_port);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Stop stop = { .place = rows[i].script != NULL ? HERE : DEAF_TLS, .script = rows[i].script };
      g_autoptr(Asked) asked = new_at (&stop, deaf_port);
      gint64 took_us = -g_get_monotonic_time ();

      g_object_set (asked->profile, rows[i].limit, (gint64) 200, NULL);
      ask (asked);
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
  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_autofree char *path = g_strconcat ("/chat-job/stops-", stops[i].name, NULL);

      g_test_add_data_func (path, &stops[i], test_stopped);
    }
  g_test_add_func ("/chat-job/what-was-tried-again-is-there-once", test_what_was_tried_again_is_there_once);
  g_test_add_func ("/chat-job/what-was-begun-is-not-asked-again", test_what_was_begun_is_not_asked_again);
  g_test_add_func ("/chat-job/silence-ends-in-a-sentence", test_silence_ends_in_a_sentence);
  status = g_test_run ();

  wire_rig_tear_down (&wire);

  return status;
}
