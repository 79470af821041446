/* bench-wire.c: what the way from a socket to an understood event costs, against a bare socket on the same stream.
 *
 *     bench-wire [ROUNDS]
 *
 * A server of its own (a child, over loopback, keep-alive) streams chat chunks; prints medians. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/dialect/askg-reply-parser.h"
#include "engine/transport/askg-http.h"
#include "tests/bench/stream-server.h"
#include "tests/unit/transport/wire-rig.h"
#include "tests/unit/privacy/covered-rig.h"

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
    stream_note (ours->values, ours->begun_us, one->text);
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
  g_autoptr(AskgCovered) content = rig_covered (body, NULL, TRUE);
  const AskgOutboundParts parts = { .method = "POST", .url = url, .content = content, .engine_id = "measured" };
  Ours ours = { .parser = askg_reply_parser_new (ASKG_DIALECT_CHAT, event_cb, &ours), .values = values };
  g_autoptr(AskgOutbound) outbound = NULL;

  ours.begun_us = g_get_monotonic_time ();
  outbound = askg_outbound_new (policy, &parts, NULL);
  askg_http_send (http, outbound, NULL, &handlers, &ours, NULL);
  while (!ours.is_done)
    g_main_context_iteration (NULL, TRUE);
  askg_reply_parser_free (ours.parser);
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
      stream_ask_bare (bare, path, "{}", 2, theirs);
      ask (http, policy, port, path, ours);
      if (i >= 3)
        continue;
      g_array_set_size (theirs, 0); /* warm now */
      g_array_set_size (ours, 0);
    }
  printf ("%s: ours %.1f us, bare socket %.1f us, %u\n", path + 1, stream_median (ours), stream_median (theirs), ours->len);
}

int
main (int    argc,
      char **argv)
{
  const guint n_rounds = argc > 1 ? MAX (1, atoi (argv[1])) : 200;
  StreamServer server;
  g_autoptr(AskgPolicy) policy = NULL;
  g_autoptr(AskgGate) gate = NULL;
  g_autoptr(FakeLedger) ledger = NULL;
  g_autoptr(AskgHttp) http = NULL;
  long before_kib;

  stream_server_start (&server, "127.0.0.1");
  policy = askg_policy_new ();
  gate = askg_gate_new ();
  ledger = g_object_new (FAKE_TYPE_LEDGER, NULL);
  http = askg_http_new (policy, gate, ASKG_LEDGER (ledger));
  measure (http, policy, server.port, server.bare, "/first", n_rounds);
  measure (http, policy, server.port, server.bare, "/paced", MAX (1, n_rounds / 40));
  before_kib = stream_highest_memory_kib ();
  ask (http, policy, server.port, "/long", NULL);
  printf ("50 MB of reply: grown %ld KiB\n", stream_highest_memory_kib () - before_kib);
  stream_server_stop (&server);

  return 0;
}
