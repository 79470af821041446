/* test-http-faults.c: what goes wrong on the way ends soon, in one sentence that names who and why. */
#include <stdlib.h>
#include <string.h>

#include "engine/base/askg-error.h"
#include "tests/unit/transport/wire-rig.h"

#define MAX_BYTES (8u << 20)
#ifdef __SANITIZE_ADDRESS__
#define MAX_GROWTH_BYTES (1u << 30) /* what is freed is kept aside there */
#else
#define MAX_GROWTH_BYTES (48u << 20) /* with the test's own copy of what came, and a process that had grown little before */
#endif
#define OK200  "send HTTP/1.1 200 OK\\r\\n"
#define CHUNKS OK200 "Transfer-Encoding: chunked\\r\\n\\r\\n\n"
#define HELLO  "send 5\\r\\nhello\\r\\n\n"
#define ZIPPED OK200 "Content-Encoding: gzip\\r\\nConnection: close\\r\\n\\r\\n\n"

static WireRig rig;
static AskgExchangeLimits limits;

static void
clear (void)
{
  rig.limits = &limits;
  limits = (AskgExchangeLimits) { .connect_ms = 3000, .first_byte_ms = 5000, .quiet_ms = 5000, .max_bytes = MAX_BYTES };
  rig.cancel_after_ms = 0;
  rig.cancel_at_bytes = 0;
  rig.has_content = FALSE;
  rig.resolver->is_silent = FALSE;
  rig.resolver->address = "127.0.0.1";
  rig.ledger->delay_ms = 0;
  askg_gate_set_asker (rig.gate, NULL, NULL);
}

static guint64
get_memory_bytes (void)
{
  g_autofree char *text = NULL;

  g_file_get_contents ("/proc/self/statm", &text, NULL, NULL);

  return strtoull (strchr (text, ' '), NULL, 10) * 4096;
}

typedef struct
{
  const char *name;
  const char *script;
  int         code;  /* -1: none */
  const char *says;  /* (nullable): in the message */
  const char *body;  /* (nullable): what came */
} Row;

static const Row rows[] = {
  { "no reply", "close", ASKG_ERROR_NETWORK, "without a reply", "" },
  { "reset at once", "reset", ASKG_ERROR_NETWORK, "without a reply", "" },
  { "reset in the head", "send HTTP/1.1 200\nflush\nwait 20\nreset", ASKG_ERROR_NETWORK, NULL, "" },
  { "cut chunked body", CHUNKS HELLO "close", ASKG_ERROR_NETWORK, "middle of its reply", "hello" },
  { "reset in the body", CHUNKS HELLO "flush\nwait 20\nreset", ASKG_ERROR_NETWORK, "middle of its reply", "hello" },
  { "length too long", OK200 "Content-Length: 99\\r\\n\\r\\nhello\nclose", ASKG_ERROR_NETWORK, "middle of its reply", "hello" },
  { "length too short", OK200 "Content-Length: 2\\r\\n\\r\\nhello\nclose", -1, NULL, "he" },
  { "length of nonsense", OK200 "Content-Length: many\\r\\n\\r\\nhello\nclose", ASKG_ERROR_ADDRESS, "HTTP", "" },
  { "two lengths", OK200 "Content-Length: 5\\r\\nContent-Length: 6\\r\\n\\r\\nhello\nclose", ASKG_ERROR_NETWORK, NULL, NULL },
  { "closed by its end", OK200 "\\r\\nhello\nclose", -1, NULL, "hello" },
  { "bad chunk size", CHUNKS HELLO "send zz\\r\\nxx\\r\\n\nclose", ASKG_ERROR_NETWORK, NULL, "hello" },
  { "huge chunk size", CHUNKS HELLO "send fffffffffffffffff\\r\\nxx\\r\\n\nclose", ASKG_ERROR_NETWORK, NULL, "hello" },
  { "chunk without its end", CHUNKS "send 5\\r\\nhelloworld\\r\\n0\\r\\n\\r\\n\nclose", ASKG_ERROR_NETWORK, NULL, "hello" },
  { "no HTTP", "send SSH-2.0-OpenSSH_9.2\\r\\n\nclose", ASKG_ERROR_ADDRESS, "does not speak HTTP", "" },
  { "HTTP 0.9", "send <html>hello\nclose", ASKG_ERROR_ADDRESS, "does not speak HTTP", "" },
  { "redirect", "send HTTP/1.1 302 Found\\r\\nLocation: https://elsewhere.example/\\r\\nContent-Length: 0\\r\\n\\r\\n",
    ASKG_ERROR_ADDRESS, "elsewhere.example", "" },
  { "redirect with a body", "send HTTP/1.1 308 Gone\\r\\nLocation: /v1\\r\\nContent-Length: 5\\r\\n\\r\\nhello",
    ASKG_ERROR_ADDRESS, "“/v1”", "" },
  { "no redirect without a place", "send HTTP/1.1 304 Same\\r\\n\\r\\n", -1, NULL, "" },
  { "endless headers", OK200 "\nfill 2000000 X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\\r\\n\nstall",
    ASKG_ERROR_ENGINE_FAILED, "headers", "" },
  { "one endless header", OK200 "X-A: \nfill 2000000 a\nstall", ASKG_ERROR_ENGINE_FAILED, "headers", "" },
  { "interim heads without end", "fill 2000000 HTTP/1.1 100 Continue\\r\\n\\r\\n\nstall", ASKG_ERROR_ENGINE_FAILED, "headers", "" },
  { "some interim heads", "fill 252 HTTP/1.1 102 Busy\\r\\n\\r\\n\nsend HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nhi", -1, NULL, "hi" },
  { "gzip though not asked for", ZIPPED "bomb 5\nclose", -1, NULL, NULL },
  { "gzip bomb", ZIPPED "bomb 200000000\nclose", ASKG_ERROR_ENGINE_FAILED, "longer than", NULL },
  { "no gzip at all", ZIPPED "send this is no gzip\nclose", ASKG_ERROR_ENGINE_FAILED, "packed", "" },
  { "unknown packing", OK200 "Content-Encoding: rot13\\r\\nConnection: close\\r\\n\\r\\nuryyb\nclose", ASKG_ERROR_ENGINE_FAILED, "packed", "" },
  { "100 MB on one line", OK200 "Connection: close\\r\\n\\r\\n\nfill 100000000 a\nclose", ASKG_ERROR_ENGINE_FAILED, "longer than", NULL },
  { "drop by drop", "drip 1\n" CHUNKS HELLO "send 0\\r\\n\\r\\n", -1, NULL, "hello" },
  { "header without colon", "send HTTP/1.1 200 OK\\r\\nnonsense\\r\\nContent-Length: 2\\r\\n\\r\\nhi", ASKG_ERROR_ADDRESS, "HTTP", "" },
  { "header not UTF-8", "send HTTP/1.1 200 OK\\r\\nX-A: \\xff\\xfe\\r\\nContent-Length: 2\\r\\n\\r\\nhi", -1, NULL, "hi" },
  { "NUL in a header", "send HTTP/1.1 200 OK\\r\\nX-A: a\\x00b\\r\\nContent-Length: 2\\r\\n\\r\\nhi\nclose", -2, NULL, NULL },
};

static void
test_bad_replies (gconstpointer data)
{
  const Row *row = data;
  const guint64 before = get_memory_bytes ();

  clear ();
  wire_rig_play (&rig, row->script);
  if (row->code == -1)
    g_assert_no_error (rig.error);
  else if (row->code >= 0)
    {
      g_assert_error (rig.error, ASKG_ERROR, row->code);
      g_assert_cmpint (g_utf8_strlen (rig.error->message, -1), <=, 400);
      g_assert_nonnull (strstr (rig.error->message, rig.listeners[0])); /* who */
    }
  if (row->says != NULL)
    g_assert_nonnull (strstr (rig.error->message, row->says));
  if (row->body != NULL)
    g_assert_cmpstr (rig.body->str, ==, row->body);
  g_assert_cmpint (rig.timings.last_byte_us - rig.timings.begun_us, <, 20 * G_USEC_PER_SEC);
  g_assert_cmpuint (get_memory_bytes (), <, before + MAX_GROWTH_BYTES);
  g_string_free (rig.body, TRUE);
  rig.body = g_string_new (NULL);
}

static void
test_an_early_no_is_read_while_sending (void)
{
  g_autofree char *url = wire_rig_script_url (&rig, 0,
    "unread\nsend HTTP/1.1 413 Too large\\r\\nContent-Length: 8\\r\\nConnection: close\\r\\n\\r\\ntoo much\nwait 200\nclose");
  g_autofree char *huge = g_strnfill (20000000, 'x');

  clear ();
  rig.method = "POST";
  wire_rig_send (&rig, url, huge);
  rig.method = NULL;
  g_assert_no_error (rig.error);
  g_assert_cmpuint (rig.status, ==, 413);
  g_assert_cmpstr (rig.body->str, ==, "too much");
}

static void
test_nobody_listens (void)
{
  clear ();
  wire_rig_send (&rig, "http://127.0.0.1:9/v1", "x");
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_NETWORK);
  g_assert_nonnull (strstr (rig.error->message, "127.0.0.1:9"));
  wire_rig_send (&rig, "http://[::1]:9/v1", "x");
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_NETWORK);
  wire_rig_send (&rig, "http://localhost:9/v1", "x");
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_NETWORK);
  rig.resolver->address = NULL;
  wire_rig_send (&rig, "https://no-such-host.example/v1", NULL);
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_NETWORK);
  g_assert_nonnull (strstr (rig.error->message, "nobody knows that name"));
}

static void
test_localhost_is_asked_of_nobody (void)
{
  g_autofree char *url = g_strdup_printf ("http://localhost:%s/play", rig.listeners[0]);

  clear ();
  rig.resolver->n_asked = 0;
  wire_rig_send (&rig, url, "echo");
  g_assert_no_error (rig.error);
  g_assert_cmpuint (rig.resolver->n_asked, ==, 0);
}

/* Each wait has its own limit and its own sentence. */
static void
test_every_wait_has_an_end (void)
{
  g_autofree char *tls = g_strdup_printf ("https://127.0.0.1:%s/", rig.listeners[0]);
  g_autofree char *far = g_strdup_printf ("http://silent.example:%s/", rig.listeners[0]);
  g_autofree char *unread = wire_rig_script_url (&rig, 0, "unread\nstall");
  g_autofree char *huge = g_strnfill (50000000, 'x');
  const struct { const char *url; const char *body; const char *stage; int code; guint ms; } waits[] = {
    { far, "x", "silent", ASKG_ERROR_NETWORK, 300 },
    { tls, "x", "", ASKG_ERROR_NETWORK, 300 },
    { unread, huge, "taking the question", ASKG_ERROR_ENGINE_SILENT, 200 },
    { NULL, "stall", "said nothing", ASKG_ERROR_ENGINE_SILENT, 250 },
    { NULL, "send HTTP/1.1 200 OK\\r\\nX-A:\nstall", "said nothing", ASKG_ERROR_ENGINE_SILENT, 250 },
    { NULL, CHUNKS HELLO "stall", "middle of its reply", ASKG_ERROR_ENGINE_SILENT, 200 },
  };
  g_autofree char *play = wire_rig_get_url (&rig, 0, "/play");

  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      clear ();
      rig.resolver->is_silent = waits[i].url == far;
      limits.connect_ms = i < 2 ? 300 : 10000; /* a long wait before does not make the next one longer */
      limits.first_byte_ms = 250;
      limits.quiet_ms = 200;
      wire_rig_send (&rig, waits[i].url != NULL ? waits[i].url : play, waits[i].body);
      g_assert_error (rig.error, ASKG_ERROR, waits[i].code);
      g_assert_nonnull (strstr (rig.error->message, waits[i].stage));
      g_assert_cmpint (rig.done_us - rig.timings.begun_us, >=, waits[i].ms * 1000);
      g_assert_cmpint (rig.done_us - rig.timings.begun_us, <, waits[i].ms * 1000 + 600000);
    }
}

static void
test_drops_without_sense_are_no_life (void)
{
  clear ();
  limits.quiet_ms = 200;
  limits.only_events_count = TRUE;
  wire_rig_play (&rig, OK200 "Connection: close\\r\\n\\r\\n\nflush\ndrip 20\nsend aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT);
  g_assert_cmpuint (rig.body->len, >, 2);
  limits.only_events_count = FALSE;
  wire_rig_play (&rig, OK200 "Content-Length: 40\\r\\n\\r\\n\nflush\ndrip 20\nsend aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
  g_assert_no_error (rig.error);
}

static void
ask_cb (AskgGate     *gate,
        AskgOutbound *outbound,
        guint         ticket,
        gpointer      user_data)
{
}

/* Within 50 ms, wherever it is, and then nothing but the end is told. */
static void
test_a_stop_is_at_once (void)
{
  g_autofree char *play = wire_rig_get_url (&rig, 0, "/play");
  g_autofree char *tls = g_strdup_printf ("https://127.0.0.1:%s/", rig.listeners[0]);
  g_autofree char *far = g_strdup_printf ("http://far.example:%s/play", rig.listeners[0]);
  g_autofree char *silent = g_strdup_printf ("http://silent.example:%s/play", rig.listeners[0]);
  g_autofree char *unread = wire_rig_script_url (&rig, 0, "unread\nstall");
  g_autofree char *huge = g_strnfill (50000000, 'x');
  const struct { const char *at; const char *url; const char *body; gsize at_bytes; } stops[] = {
    { "gate", far, "stall", 0 },
    { "ledger", far, "stall", 0 },
    { "name", silent, "stall", 0 },
    { "encryption", tls, "x", 0 },
    { "sending", unread, huge, 0 },
    { "waiting", play, "stall", 0 },
    { "head", play, "send HTTP/1.1 200 OK\\r\\n\nstall", 0 },
    { "receiving", play, CHUNKS HELLO "stall", 0 },
    { "in a flood", play, OK200 "\\r\\n\nfill 2000000000 a", 100000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      clear ();
      if (g_str_equal (stops[i].at, "gate"))
        {
          rig.has_content = TRUE;
          askg_gate_set_asker (rig.gate, ask_cb, NULL);
        }
      rig.ledger->delay_ms = g_str_equal (stops[i].at, "ledger") ? 300 : 0;
      rig.resolver->is_silent = stops[i].url == silent;
      rig.cancel_at_bytes = stops[i].at_bytes;
      rig.cancel_after_ms = stops[i].at_bytes == 0 ? 60 : 0;
      wire_rig_send (&rig, stops[i].url, stops[i].body);
      g_assert_error (rig.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (rig.done_us - rig.cancelled_us, <, 50000);
      wire_rig_turn_loop (350);
      g_assert_cmpuint (rig.n_done, ==, 1);
      g_assert_cmpuint (rig.n_after_cancel, ==, 0);
    }
  g_assert_cmpint (rig.ledger->outcome, ==, ASKG_SENT_CANCELLED);
}

static void
test_a_stop_before_the_start_sends_nothing (void)
{
  g_autofree char *play = wire_rig_get_url (&rig, 0, "/play");
  const guint n_rows = rig.ledger->rows->len;

  clear ();
  wire_rig_begin (&rig, play, "echo");
  g_cancellable_cancel (rig.cancellable);
  rig.cancelled_us = g_get_monotonic_time ();
  wire_rig_wait (&rig);
  g_assert_error (rig.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (rig.body->len, ==, 0);
  g_assert_cmpuint (rig.ledger->rows->len, <=, n_rows + 1);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  wire_rig_set_up (&rig, (const char *[]) { "plain", NULL });
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdelimit (g_strconcat ("/http-faults/", rows[i].name, NULL), " ", '-');

      g_test_add_data_func (path, &rows[i], test_bad_replies);
    }
  g_test_add_func ("/http-faults/an-early-no-is-read-while-sending", test_an_early_no_is_read_while_sending);
  g_test_add_func ("/http-faults/nobody-listens", test_nobody_listens);
  g_test_add_func ("/http-faults/localhost-is-asked-of-nobody", test_localhost_is_asked_of_nobody);
  g_test_add_func ("/http-faults/every-wait-has-an-end", test_every_wait_has_an_end);
  g_test_add_func ("/http-faults/drops-without-sense-are-no-life", test_drops_without_sense_are_no_life);
  g_test_add_func ("/http-faults/a-stop-is-at-once", test_a_stop_is_at_once);
  g_test_add_func ("/http-faults/a-stop-before-the-start-sends-nothing", test_a_stop_before_the_start_sends_nothing);
  status = g_test_run ();
  wire_rig_tear_down (&rig);

  return status;
}
