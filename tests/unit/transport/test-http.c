/* test-http.c: a request goes out and its reply comes back, with everybody asked who must be. */
#include <glib/gstdio.h>

#include "engine/base/askg-error.h"
#include "tests/unit/privacy/covered-rig.h"
#include "tests/unit/transport/wire-rig.h"

#define HEAD   "send HTTP/1.1 200 OK\\r\\nContent-Type: text/event-stream\\r\\n"
#define CHUNKS HEAD "Transfer-Encoding: chunked\\r\\n\\r\\n\n"
#define STREAM CHUNKS "send 7\\r\\nhello, \\r\\n\nwait 5\nsend 5\\r\\nworld\\r\\n\nwait 5\nsend 0\\r\\n\\r\\n"
#define SHORT  "send HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi"

static WireRig rig;

static void
clear (void)
{
  rig.limits = NULL;
  rig.socket_path = NULL;
  g_clear_pointer (&rig.key, askg_key_unref);
  rig.headers = NULL;
  rig.method = NULL;
  rig.cancel_after_ms = 0;
  rig.cancel_at_bytes = 0;
  rig.has_content = FALSE;
  rig.resolver->address = "127.0.0.1";
  rig.resolver->is_silent = FALSE;
  rig.ledger->delay_ms = 0;
  rig.ledger->is_broken = FALSE;
  askg_policy_set_local_only (rig.policy, FALSE);
  askg_gate_set_passed (rig.gate, NULL);
  askg_gate_set_asker (rig.gate, NULL, NULL);
}

/* An address that is another machine for the policy, and leads back here. */
static char *
far_url (const char *path)
{
  return g_strdup_printf ("http://engine.example:%s%s", rig.listeners[0], path);
}

static void
test_a_reply_arrives_as_it_is_written (void)
{
  clear ();
  wire_rig_play (&rig, STREAM);
  g_assert_no_error (rig.error);
  g_assert_cmpstr (rig.body->str, ==, "hello, world");
  g_assert_cmpstr (rig.content_type, ==, "text/event-stream");
  g_assert_cmpuint (rig.status, ==, 200);
  g_assert_cmpuint (rig.n_bodies, >=, 2);
  g_assert_cmpuint (rig.n_progress, ==, strlen (STREAM));
  g_assert_nonnull (strstr (rig.stages->str, "wr"));
}

static void
test_its_times_are_in_order (void)
{
  const AskgExchangeTimings *t = &rig.timings;

  clear ();
  wire_rig_play (&rig, "wait 60\n" STREAM);
  g_assert_cmpint (t->begun_us, >, 0);
  g_assert_cmpint (t->agreed_us, >=, t->begun_us);
  g_assert_cmpint (t->resolved_us, >=, t->agreed_us);
  g_assert_cmpint (t->sent_us, >=, t->resolved_us);
  g_assert_cmpint (t->first_byte_us, >=, t->sent_us + 50000); /* the wait is counted as a wait */
  g_assert_cmpint (t->last_byte_us, >=, t->first_byte_us);
  g_assert_cmpuint (t->n_received_bytes, ==, 12);
  g_assert_cmpuint (t->n_sent_bytes, ==, strlen ("wait 60\n" STREAM));
}

static void
test_a_connection_is_used_again (void)
{
  g_autofree char *url = wire_rig_get_url (&rig, 0, "/play");

  clear ();
  wire_rig_send (&rig, url, "send HTTP/1.1 200 OK\\r\\nConnection: close\\r\\nContent-Length: 0\\r\\n\\r\\n");
  wire_rig_send (&rig, url, SHORT);
  wire_rig_send (&rig, url, SHORT);
  g_assert_true (rig.timings.was_reused);
  g_assert_cmpint (rig.timings.connected_us, ==, 0);
  /* One that the server closed meanwhile is made anew, unnoticed. */
  wire_rig_send (&rig, url, SHORT "\nclose");
  wire_rig_turn_loop (20);
  wire_rig_send (&rig, url, SHORT);
  g_assert_no_error (rig.error);
  g_assert_cmpstr (rig.body->str, ==, "hi");
  g_assert_false (rig.timings.was_reused);
  g_assert_cmpint (rig.timings.connected_us, >, 0);
}

static void
test_prewarming_opens_what_the_question_uses (void)
{
  g_autofree char *url = wire_rig_script_url (&rig, 0, SHORT);
  g_autofree char *play = wire_rig_get_url (&rig, 0, "/play");
  g_autofree char *far = far_url ("/models");
  const AskgOutboundParts near_parts = { .method = "GET", .url = url, .engine_id = "tested" };
  const AskgOutboundParts far_parts = { .method = "GET", .url = far, .engine_id = "tested" };
  AskgHttp *http = askg_http_new (rig.policy, rig.gate, ASKG_LEDGER (rig.ledger));
  g_autoptr(AskgOutbound) near = askg_outbound_new (rig.policy, &near_parts, NULL);
  g_autoptr(AskgOutbound) foreign = askg_outbound_new (rig.policy, &far_parts, NULL);
  AskgHttp *before = rig.http;

  clear ();
  g_assert_true (askg_http_prewarm (http, near));
  wire_rig_turn_loop (100);
  g_assert_false (askg_http_prewarm (http, near)); /* it is warm */
  g_assert_false (askg_http_prewarm (http, foreign)); /* nobody agreed to that */
  rig.http = http;
  wire_rig_send (&rig, play, SHORT);
  g_assert_true (rig.timings.was_reused);
  rig.http = before;
  g_assert_finalize_object (http);
}

static void
test_a_refusal_is_a_reply (void)
{
  clear ();
  wire_rig_play (&rig, "send HTTP/1.1 401 No\\r\\nContent-Length: 5\\r\\nRetry-After: 7\\r\\n\\r\\nno :(");
  g_assert_no_error (rig.error);
  g_assert_cmpuint (rig.status, ==, 401);
  g_assert_cmpstr (rig.body->str, ==, "no :(");
}

static void
test_a_unix_socket_is_spoken_to (void)
{
  clear ();
  rig.socket_path = rig.listeners[1];
  wire_rig_send (&rig, "http://localhost/v1/chat", "echo");
  g_assert_no_error (rig.error);
  g_assert_true (g_str_has_prefix (rig.body->str, "POST /v1/chat HTTP/1.1\r\nHost: localhost\r\n"));
  rig.socket_path = "/nowhere/engine.sock";
  wire_rig_send (&rig, "http://localhost/v1/chat", "echo");
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_NETWORK);
  g_assert_nonnull (strstr (rig.error->message, "/nowhere/engine.sock"));
}

static void
test_the_request_is_what_was_agreed_to (void)
{
  static const char * const headers[] = { "X-Title: Askglass", NULL };
  g_autofree char *url = wire_rig_get_url (&rig, 0, "/b?x=1");
  g_autoptr(AskgOrigin) origin = askg_origin_new (url, NULL, NULL, NULL);

  clear ();
  rig.headers = headers;
  rig.key = askg_key_new ("sk-canary", -1, ASKG_KEY_BEARER, origin, NULL);
  wire_rig_send (&rig, url, "echo");
  g_assert_true (g_str_has_prefix (rig.body->str, "POST /b?x=1 HTTP/1.1\r\n"));
  g_assert_nonnull (strstr (rig.body->str, "X-Title: Askglass\r\n"));
  g_assert_nonnull (strstr (rig.body->str, "Authorization: Bearer sk-canary\r\n"));
  g_assert_nonnull (strstr (rig.body->str, "Accept-Encoding: identity\r\n"));
  g_assert_null (strstr (rig.body->str, "Expect"));
  g_assert_true (g_str_has_suffix (rig.body->str, "\r\n\r\necho"));
}

static void
test_every_request_has_its_row (void)
{
  const guint n_rows = rig.ledger->rows->len;
  const AskgLedgerRow *row;

  clear ();
  wire_rig_play (&rig, STREAM);
  wire_rig_turn_loop (5);
  g_assert_cmpuint (rig.ledger->rows->len, ==, n_rows + 1);
  row = rig.ledger->rows->pdata[n_rows];
  g_assert_true (row->is_this_machine);
  g_assert_cmpuint (row->n_bytes, ==, strlen (STREAM));
  g_assert_cmpint (rig.ledger->outcome, ==, ASKG_SENT_WHOLE);
  g_assert_cmpuint (rig.ledger->status, ==, 200);
  g_assert_cmpuint (rig.ledger->n_sent, ==, strlen (STREAM));
  g_assert_cmpuint (rig.ledger->n_received, ==, 12);
}

static void
test_a_quick_reply_has_its_row_too (void)
{
  const guint n_ended = rig.ledger->n_ended;

  clear ();
  rig.ledger->delay_ms = 60;
  wire_rig_play (&rig, SHORT);
  g_assert_cmpuint (rig.ledger->n_ended, ==, n_ended); /* not yet begun */
  wire_rig_turn_loop (100);
  g_assert_cmpuint (rig.ledger->n_ended, ==, n_ended + 1);
  g_assert_cmpuint (rig.ledger->n_received, ==, 2);
}

static void
test_a_row_comes_before_what_leaves_the_machine (void)
{
  g_autofree char *url = far_url ("/play");

  clear ();
  rig.ledger->delay_ms = 50;
  wire_rig_send (&rig, url, SHORT);
  g_assert_no_error (rig.error);
  g_assert_cmpint (rig.timings.agreed_us - rig.timings.begun_us, >=, 45000);
  g_assert_cmpint (rig.timings.sent_us, >=, rig.timings.agreed_us);

  rig.ledger->is_broken = TRUE;
  rig.resolver->n_asked = 0;
  wire_rig_send (&rig, url, SHORT);
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_STORAGE_FULL);
  g_assert_cmpuint (rig.resolver->n_asked, ==, 0);
  g_assert_cmpint (rig.timings.sent_us, ==, 0);
}

static void
decline_cb (AskgGate     *gate,
            AskgOutbound *outbound,
            guint         ticket,
            gpointer      user_data)
{
  askg_gate_reply (gate, ticket, GPOINTER_TO_INT (user_data));
}

static void
test_what_nobody_agreed_to_stays_here (void)
{
  g_autofree char *url = far_url ("/play");
  const guint n_rows = rig.ledger->rows->len;

  clear ();
  rig.has_content = TRUE;
  wire_rig_send (&rig, url, SHORT);
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_NOT_SENT);
  askg_gate_set_asker (rig.gate, decline_cb, GINT_TO_POINTER (ASKG_GATE_DECLINE));
  wire_rig_send (&rig, url, SHORT);
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_NOT_SENT);
  g_assert_cmpuint (rig.ledger->rows->len, ==, n_rows);
  askg_gate_set_asker (rig.gate, decline_cb, GINT_TO_POINTER (ASKG_GATE_SEND_ALWAYS));
  wire_rig_send (&rig, url, SHORT);
  g_assert_no_error (rig.error);
  askg_gate_set_asker (rig.gate, NULL, NULL);
  wire_rig_send (&rig, url, SHORT);
  g_assert_no_error (rig.error);
}

static gboolean
local_only_cb (gpointer user_data)
{
  askg_policy_set_local_only (rig.policy, TRUE);

  return G_SOURCE_REMOVE;
}

static void
test_local_only_ends_what_is_on_its_way (void)
{
  g_autofree char *url = far_url ("/play");
  g_autofree char *near = wire_rig_get_url (&rig, 0, "/play");

  clear ();
  g_timeout_add (50, local_only_cb, NULL);
  wire_rig_send (&rig, url, CHUNKS "send 5\\r\\nhello\\r\\n\nstall");
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_LOCAL_ONLY);
  g_assert_cmpstr (rig.body->str, ==, "hello");
  wire_rig_send (&rig, near, SHORT);
  g_assert_no_error (rig.error);
}

static void
test_a_name_that_leads_to_the_internet_needs_encryption (void)
{
  g_autofree char *url = g_strdup_printf ("http://plain.example:%s/play", rig.listeners[0]);

  clear ();
  rig.resolver->address = "93.184.216.34";
  wire_rig_send (&rig, url, SHORT);
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_ADDRESS);
  g_assert_nonnull (strstr (rig.error->message, "https://"));
  g_assert_cmpint (rig.timings.sent_us, ==, 0);
}

static void
send_again_cb (AskgExchange              *exchange,
               const GError              *error,
               const AskgExchangeTimings *timings,
               gpointer                   user_data)
{
  wire_rig_begin (&rig, user_data, SHORT);
}

static void
test_a_handler_may_send_another (void)
{
  static const AskgExchangeHandlers handlers = { .done = send_again_cb };
  g_autofree char *url = wire_rig_get_url (&rig, 0, "/play");
  g_autoptr(AskgCovered) content = rig_static (SHORT);
  const AskgOutboundParts parts = { .method = "POST", .url = url, .content = content, .engine_id = "tested" };
  g_autoptr(AskgOutbound) outbound = askg_outbound_new (rig.policy, &parts, NULL);

  clear ();
  rig.n_done = 0;
  askg_http_send (rig.http, outbound, NULL, &handlers, url, NULL);
  wire_rig_wait (&rig);
  g_assert_no_error (rig.error);
  g_assert_cmpstr (rig.body->str, ==, "hi");
}

typedef struct
{
  guint64   n_total;
  gboolean  is_done;
  gboolean  is_paused;
} Slow;

static gboolean
go_on_cb (gpointer user_data)
{
  AskgExchange *exchange = user_data;

  askg_exchange_resume (exchange);

  return G_SOURCE_REMOVE;
}

static void
slow_body_cb (AskgExchange *exchange,
              const guint8 *bytes,
              gsize         n_bytes,
              gpointer      user_data)
{
  Slow *slow = user_data;

  g_assert_false (slow->is_done);
  slow->n_total += n_bytes;
  if (slow->n_total < 5000000 || slow->is_paused)
    return;
  slow->is_paused = TRUE;
  askg_exchange_pause (exchange);
  g_timeout_add (150, go_on_cb, exchange);
}

static void
slow_done_cb (AskgExchange              *exchange,
              const GError              *error,
              const AskgExchangeTimings *timings,
              gpointer                   user_data)
{
  g_assert_no_error (error);
  ((Slow *) user_data)->is_done = TRUE;
}

static void
test_a_slow_reader_gets_all_of_it (void)
{
  static const AskgExchangeHandlers handlers = { .body = slow_body_cb, .done = slow_done_cb };
  g_autofree char *url = wire_rig_script_url (&rig, 0, "send HTTP/1.1 200 OK\\r\\nContent-Length: 20000000\\r\\n\\r\\n\nfill 20000000 x");
  const AskgOutboundParts parts = { .method = "GET", .url = url, .engine_id = "tested" };
  g_autoptr(AskgOutbound) outbound = askg_outbound_new (rig.policy, &parts, NULL);
  Slow slow = { 0 };

  clear ();
  askg_http_send (rig.http, outbound, NULL, &handlers, &slow, NULL);
  while (!slow.is_done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (slow.is_paused);
  g_assert_cmpuint (slow.n_total, ==, 20000000);
}

static void
early_cb (AskgExchange *exchange,
          const guint8 *bytes,
          gsize         n_bytes,
          gpointer      user_data)
{
  askg_exchange_finish_early (exchange);
}

static void
early_done_cb (AskgExchange              *exchange,
               const GError              *error,
               const AskgExchangeTimings *timings,
               gpointer                   user_data)
{
  g_assert_no_error (error);
  *(gint64 *) user_data = g_get_monotonic_time ();
}

static void
test_a_whole_answer_does_not_wait_for_the_end (void)
{
  static const AskgExchangeHandlers handlers = { .body = early_cb, .done = early_done_cb };
  static const struct { const char *script; gint64 least_us, most_us; } rows[] = {
    { STREAM, 0, 1000000 },                                              /* it ends soon: the connection is kept */
    { CHUNKS "send 5\\r\\nhello\\r\\n\nstall", 1800000, 3000000 },        /* it does not: for two seconds */
    { CHUNKS "send 5\\r\\nhello\\r\\n\nwait 10\nreset", 0, 1000000 },      /* nobody minds how it ends */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *url = wire_rig_script_url (&rig, 0, rows[i].script);
      const AskgOutboundParts parts = { .method = "GET", .url = url, .engine_id = "tested" };
      g_autoptr(AskgOutbound) outbound = askg_outbound_new (rig.policy, &parts, NULL);
      const gint64 begun_us = g_get_monotonic_time ();
      gint64 done_us = 0;

      clear ();
      askg_http_send (rig.http, outbound, NULL, &handlers, &done_us, NULL);
      while (done_us == 0)
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (done_us - begun_us, >=, rows[i].least_us);
      g_assert_cmpint (done_us - begun_us, <=, rows[i].most_us);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *unix_listener = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("askg-wire-XXXXXX", NULL);
  unix_listener = g_strconcat ("unix:", folder, "/s", NULL);
  wire_rig_set_up (&rig, (const char *[]) { "plain", unix_listener, NULL });
  g_test_add_func ("/http/a-reply-arrives-as-it-is-written", test_a_reply_arrives_as_it_is_written);
  g_test_add_func ("/http/its-times-are-in-order", test_its_times_are_in_order);
  g_test_add_func ("/http/a-connection-is-used-again", test_a_connection_is_used_again);
  g_test_add_func ("/http/prewarming-opens-what-the-question-uses", test_prewarming_opens_what_the_question_uses);
  g_test_add_func ("/http/a-refusal-is-a-reply", test_a_refusal_is_a_reply);
  g_test_add_func ("/http/a-unix-socket-is-spoken-to", test_a_unix_socket_is_spoken_to);
  g_test_add_func ("/http/the-request-is-what-was-agreed-to", test_the_request_is_what_was_agreed_to);
  g_test_add_func ("/http/every-request-has-its-row", test_every_request_has_its_row);
  g_test_add_func ("/http/a-quick-reply-has-its-row-too", test_a_quick_reply_has_its_row_too);
  g_test_add_func ("/http/a-row-comes-before-what-leaves-the-machine", test_a_row_comes_before_what_leaves_the_machine);
  g_test_add_func ("/http/what-nobody-agreed-to-stays-here", test_what_nobody_agreed_to_stays_here);
  g_test_add_func ("/http/local-only-ends-what-is-on-its-way", test_local_only_ends_what_is_on_its_way);
  g_test_add_func ("/http/a-name-that-leads-to-the-internet-needs-encryption", test_a_name_that_leads_to_the_internet_needs_encryption);
  g_test_add_func ("/http/a-handler-may-send-another", test_a_handler_may_send_another);
  g_test_add_func ("/http/a-slow-reader-gets-all-of-it", test_a_slow_reader_gets_all_of_it);
  g_test_add_func ("/http/a-whole-answer-does-not-wait-for-the-end", test_a_whole_answer_does_not_wait_for_the_end);
  status = g_test_run ();

  wire_rig_tear_down (&rig);
  g_unlink (unix_listener + strlen ("unix:"));
  g_rmdir (folder);

  return status;
}
