/* bench-wire.c: what the way from a socket to an understood event costs, against a bare socket on the same stream.
 *
 *     bench-wire [ROUNDS]
 *
 * A server of its own (a child, over loopback, keep-alive) streams chat chunks; prints medians. */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "engine/dialect/askg-reply-parser.h"
#include "engine/transport/askg-http.h"
#include "tests/unit/transport/wire-rig.h"

#define N_EVENTS   300u
#define PAUSE_US   1000u
#define LONG_BYTES (50u << 20)

static const char event[] =
  "data: {\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":{\"content\":\" and bravo\\n\"}}],\"created\":1795238463,"
  "\"id\":\"chatcmpl-nbHhdhX495BfqfdEWTUWAqt2LxWXnbN7\",\"model\":\"askglass-tiny\",\"object\":\"chat.completion.chunk\"}\n\n";
/* The words of a paced one are the instant it was written. */
static const char stamped[] =
  "data: {\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":{\"content\":\"%" G_GINT64_FORMAT "\"}}],\"created\":1795238463,"
  "\"id\":\"chatcmpl-nbHhdhX495BfqfdEWTUWAqt2LxWXnbN7\",\"model\":\"askglass-tiny\",\"object\":\"chat.completion.chunk\"}\n\n";
static const char last[] =
  "data: {\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,\"delta\":{}}]}\n\ndata: [DONE]\n\n";
static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

static void
send_chunk (int         fd,
            const char *bytes,
            gsize       n_bytes,
            guint       n_times)
{
  g_autoptr(GString) out = g_string_new (NULL);

  g_string_append_printf (out, "%zx\r\n", n_bytes * n_times);
  for (guint i = 0; i < n_times; i++)
    g_string_append_len (out, bytes, n_bytes);
  g_string_append (out, "\r\n");
  for (gsize at = 0; at < out->len;)
    {
      const ssize_t n = send (fd, out->str + at, out->len - at, MSG_NOSIGNAL);

      if (n <= 0)
        return;
      at += n;
    }
}

static void
send_stamped (int fd)
{
  g_autofree char *text = NULL;

  g_usleep (PAUSE_US);
  text = g_strdup_printf (stamped, g_get_monotonic_time ());
  send_chunk (fd, text, strlen (text), 1);
}

static void
answer (int         fd,
        const char *request)
{
  send (fd, head, strlen (head), MSG_NOSIGNAL);
  if (g_str_has_prefix (request, "POST /long"))
    for (gsize n = 0; n < LONG_BYTES; n += 256 * strlen (event))
      send_chunk (fd, event, strlen (event), 256);
  else if (g_str_has_prefix (request, "POST /paced"))
    for (guint i = 0; i < N_EVENTS; i++)
      send_stamped (fd);
  else
    send_chunk (fd, event, strlen (event), 1);
  send_chunk (fd, last, strlen (last), 1);
  send (fd, "0\r\n\r\n", 5, MSG_NOSIGNAL);
}

static void
serve (int listener)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  for (;;)
    {
      const int fd = accept (listener, NULL, NULL);
      char request[8192];
      ssize_t n;
      int one = 1;

      if (fork () != 0)
        {
          close (fd);
          continue;
        }
      prctl (PR_SET_PDEATHSIG, SIGKILL);
      setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
      while ((n = recv (fd, request, sizeof request - 1, 0)) > 0) /* requests here fit into one segment */
        {
          request[n] = '\0';
          answer (fd, request);
        }
      _exit (0);
    }
}

/* Adds to @values the microseconds from the writing of each event, or of the request for the first kind, to its words. */
static void
note (GArray     *values,
      gint64      begun_us,
      const char *words)
{
  const gint64 written_us = g_ascii_strtoll (words, NULL, 10);
  const double value = g_get_monotonic_time () - (written_us > 0 ? written_us : begun_us);

  g_array_append_val (values, value);
}

static void
ask_bare (int         fd,
          const char *path,
          GArray     *values)
{
  static const char mark[] = "\"content\":\"";
  g_autofree char *request = g_strdup_printf ("POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\n{}", path);
  const gint64 begun_us = g_get_monotonic_time ();
  char bytes[65537];
  ssize_t n;

  send (fd, request, strlen (request), MSG_NOSIGNAL);
  while ((n = recv (fd, bytes, sizeof bytes - 1, 0)) > 0)
    {
      bytes[n] = '\0';
      for (const char *at = strstr (bytes, mark); at != NULL; at = strstr (at + 1, mark))
        note (values, begun_us, at + strlen (mark));
      if (n >= 5 && memcmp (bytes + n - 5, "0\r\n\r\n", 5) == 0)
        break;
    }
}

typedef struct
{
  AskgReplyParser *parser;
  GArray          *values; /* (nullable) */
  gint64           begun_us;
  gboolean         is_done;
} Ours;

static void
event_cb (const AskgWireEvent *one,
          gpointer             user_data)
{
  Ours *ours = user_data;

  if (one->kind == ASKG_WIRE_TEXT && ours->values != NULL)
    note (ours->values, ours->begun_us, one->text);
}

static void
head_cb (AskgExchange *exchange,
         guint         http_status,
         gpointer      user_data)
{
  const AskgWireHead wire_head = { .content_type = askg_exchange_get_header (exchange, "content-type") };

  askg_reply_parser_head (((Ours *) user_data)->parser, http_status, &wire_head);
}

static void
body_cb (AskgExchange *exchange,
         const guint8 *bytes,
         gsize         n_bytes,
         gpointer      user_data)
{
  askg_reply_parser_feed (((Ours *) user_data)->parser, (const char *) bytes, n_bytes);
  askg_exchange_alive (exchange);
}

static void
done_cb (AskgExchange              *exchange,
         const GError              *error,
         const AskgExchangeTimings *timings,
         gpointer                   user_data)
{
  Ours *ours = user_data;

  g_assert_no_error (error);
  ours->is_done = TRUE;
}

static void
ask (AskgHttp   *http,
     AskgPolicy *policy,
     guint       port,
     const char *path,
     GArray     *values)
{
  static const AskgExchangeHandlers handlers = { .head = head_cb, .body = body_cb, .done = done_cb };
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u%s", port, path);
  g_autoptr(GBytes) body = g_bytes_new_static ("{}", 2);
  const AskgOutboundParts parts = { .method = "POST", .url = url, .body = body, .engine_id = "measured" };
  Ours ours = { .parser = askg_reply_parser_new (ASKG_DIALECT_CHAT, event_cb, &ours), .values = values };
  g_autoptr(AskgOutbound) outbound = NULL;

  ours.begun_us = g_get_monotonic_time ();
  outbound = askg_outbound_new (policy, &parts, NULL);
  askg_http_send (http, outbound, NULL, &handlers, &ours, NULL);
  while (!ours.is_done)
    g_main_context_iteration (NULL, TRUE);
  askg_reply_parser_free (ours.parser);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
median (GArray *values)
{
  g_array_sort (values, compare);

  return g_array_index (values, double, values->len / 2);
}

static long
highest_memory_kib (void)
{
  g_autofree char *status = NULL;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);

  return atol (strstr (status, "VmHWM:") + strlen ("VmHWM:"));
}

/* Turn and turn about, so that both meet the same machine. */
static void
measure (AskgHttp   *http,
         AskgPolicy *policy,
         guint       port,
         int         bare,
         const char *path,
         guint       n_rounds)
{
  g_autoptr(GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n_rounds + 3; i++)
    {
      ask_bare (bare, path, theirs);
      ask (http, policy, port, path, ours);
      if (i >= 3)
        continue;
      g_array_set_size (theirs, 0); /* warm now */
      g_array_set_size (ours, 0);
    }
  printf ("%s: ours %.1f us, bare socket %.1f us, %u\n", path + 1, median (ours), median (theirs), ours->len);
}

int
main (int    argc,
      char **argv)
{
  const guint n_rounds = argc > 1 ? MAX (1, atoi (argv[1])) : 200;
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  socklen_t n_address = sizeof address;
  const int listener = socket (AF_INET, SOCK_STREAM, 0);
  const int bare = socket (AF_INET, SOCK_STREAM, 0);
  g_autoptr(AskgPolicy) policy = NULL;
  g_autoptr(AskgGate) gate = NULL;
  g_autoptr(FakeLedger) ledger = NULL;
  g_autoptr(AskgHttp) http = NULL;
  guint port;
  long before_kib;
  pid_t server;

  if (bind (listener, (struct sockaddr *) &address, sizeof address) != 0 || listen (listener, 16) != 0 ||
      getsockname (listener, (struct sockaddr *) &address, &n_address) != 0)
    return 1;
  port = ntohs (address.sin_port);
  server = fork ();
  if (server == 0)
    serve (listener);
  if (connect (bare, (struct sockaddr *) &address, sizeof address) != 0)
    return 1;

  policy = askg_policy_new ();
  gate = askg_gate_new ();
  ledger = g_object_new (FAKE_TYPE_LEDGER, NULL);
  http = askg_http_new (policy, gate, ASKG_LEDGER (ledger));
  measure (http, policy, port, bare, "/first", n_rounds);
  measure (http, policy, port, bare, "/paced", MAX (1, n_rounds / 40));
  before_kib = highest_memory_kib ();
  ask (http, policy, port, "/long", NULL);
  printf ("50 MB of reply: grown %ld KiB\n", highest_memory_kib () - before_kib);
  kill (server, SIGKILL);

  return 0;
}
