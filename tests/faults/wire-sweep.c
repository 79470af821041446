/* wire-sweep.c: ten replies, broken at every byte, through the real transport and the real parser.
 *
 *     wire-sweep FOLDER-OF-REPLIES [STRIDE | sample]
 *
 * At each offset of each reply, head and framing included, the connection is reset, ended, left silent, or one byte or
 * one piece is damaged. Nothing may crash, hang, leak, or make up text; what came before stays. STRIDE 1 is every byte; "sample" is every
 * 97th, or every one with ASKGLASS_TESTS_ALL set. */
#include <stdlib.h>
#include <string.h>

#include "engine/dialect/askg-reply-parser.h"
#include "tests/unit/transport/wire-rig.h"
#include "tests/unit/privacy/covered-rig.h"

#define MAX_PARALLEL 24u
#define QUIET_MS     400u
#define SAMPLE       97u
#define HEAD_BYTES   110u /* about what the server puts before the body */

typedef struct
{
  const char  *file;
  AskgDialect  dialect;
} Reply;

static const Reply replies[] = {
  { "chat_01_openai_text.sse", ASKG_DIALECT_CHAT },
  { "chat_02_crlf_bom_comments_multiline.sse", ASKG_DIALECT_CHAT },
  { "chat_07_tools_parallel_fragments.sse", ASKG_DIALECT_CHAT },
  { "chat_12_reasoning_content.sse", ASKG_DIALECT_CHAT },
  { "chat_21_groq_x_groq_usage.sse", ASKG_DIALECT_CHAT },
  { "http_01_chat_nonstream.json", ASKG_DIALECT_CHAT },
  { "responses_01_text.sse", ASKG_DIALECT_RESPONSES },
  { "anthropic_01_think_text_tool.sse", ASKG_DIALECT_ANTHROPIC },
  { "gemini_01_stream.sse", ASKG_DIALECT_GEMINI },
  { "ollama_01_chat.ndjson", ASKG_DIALECT_OLLAMA },
};
static const char * const faults[] = { "reset", "fin", "stall", "garbage", "duplicate" };

typedef struct
{
  const Reply     *reply;
  const char      *truth;     /* the reply's whole text */
  const char      *all;       /* the same, behind its thoughts: which of them a word is may be damaged */
  const char      *fault;
  gsize            offset;
  AskgReplyParser *parser;
  gint64           begun_us;
  guint            n_done;
} Case;

static WireRig rig;
static char *folder;
static char *url;
static char *truths[G_N_ELEMENTS (replies)];
static char *everything[G_N_ELEMENTS (replies)];
static gsize sizes[G_N_ELEMENTS (replies)];
static guint n_running, n_cases, n_complete, n_kept, n_bad;
static gint64 longest_us;

static const char *
content_type_of (const char *file)
{
  return g_str_has_suffix (file, ".sse") ? "text/event-stream"
         : g_str_has_suffix (file, ".json") ? "application/json" : "application/x-ndjson";
}

static void
complain (Case       *one,
          const char *what,
          const char *text)
{
  n_bad++;
  g_printerr ("%s, %s at byte %" G_GSIZE_FORMAT ": %s: “%s”\n", one->reply->file, one->fault, one->offset, what, text);
}

/* Whether @part can be had from @whole by leaving things out; what stands for a damaged byte counts as left out. */
static gboolean
is_thinned (const char *part,
            const char *whole)
{
  for (; *part != '\0'; part = g_utf8_next_char (part))
    {
      const gunichar c = g_utf8_get_char (part);

      if (c == 0xfffd)
        continue;
      while (*whole != '\0' && g_utf8_get_char (whole) != c)
        whole = g_utf8_next_char (whole);
      if (*whole == '\0')
        return FALSE;
      whole = g_utf8_next_char (whole);
    }

  return TRUE;
}

static void
judge (Case         *one,
       const GError *error)
{
  const AskgReplyResult *result = askg_reply_parser_end (one->parser);
  const char *text = result->text != NULL ? result->text->str : "";
  const gboolean is_cut = !g_str_equal (one->fault, "garbage") && !g_str_equal (one->fault, "duplicate");

  n_complete += result->outcome == ASKG_REPLY_COMPLETE;
  n_kept += result->outcome != ASKG_REPLY_COMPLETE && *text != '\0';
  if (is_cut && !g_str_has_prefix (one->truth, text))
    complain (one, "text that was never sent", text);
  if (is_cut && result->outcome == ASKG_REPLY_COMPLETE && !g_str_equal (one->truth, text))
    complain (one, "a part passes for the whole", text);
  if (g_str_equal (one->fault, "garbage") && !is_thinned (text, one->all))
    complain (one, "text that was never sent", text);
  if (error == NULL && result->outcome == ASKG_REPLY_COMPLETE && is_cut && strlen (text) != strlen (one->truth))
    complain (one, "an end that is none", text);
}

static void
head_cb (AskgExchange *exchange,
         guint         http_status,
         gpointer      user_data)
{
  Case *one = user_data;
  const AskgWireHead head = { .content_type = askg_exchange_get_header (exchange, "content-type") };

  askg_reply_parser_head (one->parser, http_status, &head);
}

static void
body_cb (AskgExchange *exchange,
         const guint8 *bytes,
         gsize         n_bytes,
         gpointer      user_data)
{
  Case *one = user_data;

  askg_reply_parser_feed (one->parser, (const char *) bytes, n_bytes);
  if (askg_reply_parser_is_final (one->parser))
    askg_exchange_finish_early (exchange);
}

static void
done_cb (AskgExchange              *exchange,
         const GError              *error,
         const AskgExchangeTimings *timings,
         gpointer                   user_data)
{
  Case *one = user_data;

  g_assert_cmpuint (++one->n_done, ==, 1);
  judge (one, error);
  longest_us = MAX (longest_us, g_get_monotonic_time () - one->begun_us);
  askg_reply_parser_free (one->parser);
  g_free (one);
  n_running--;
}

static void
begin (gsize       index,
       const char *fault,
       gsize       offset)
{
  static const AskgExchangeHandlers handlers = { .head = head_cb, .body = body_cb, .done = done_cb };
  static const AskgExchangeLimits limits = { .connect_ms = 10000, .first_byte_ms = QUIET_MS, .quiet_ms = QUIET_MS,
                                             .max_bytes = 1 << 20 };
  g_autofree char *script = g_strdup_printf ("fault %s %" G_GSIZE_FORMAT " %s %s/%s", fault, offset,
                                             content_type_of (replies[index].file), folder, replies[index].file);
  g_autoptr(GBytes) body = g_bytes_new (script, strlen (script));
  g_autoptr(AskgCovered) content = rig_covered (body, NULL, TRUE);
  const AskgOutboundParts parts = { .method = "POST", .url = url, .content = content, .engine_id = "swept" };
  g_autoptr(AskgOutbound) outbound = askg_outbound_new (rig.policy, &parts, NULL);
  Case *one = g_new0 (Case, 1);

  one->reply = &replies[index];
  one->truth = truths[index];
  one->all = everything[index];
  one->fault = fault;
  one->offset = offset;
  one->begun_us = g_get_monotonic_time ();
  one->parser = askg_reply_parser_new (replies[index].dialect, NULL, NULL);
  askg_reply_parser_keep_all (one->parser);
  askg_http_send (rig.http, outbound, &limits, &handlers, one, NULL);
  n_running++;
  n_cases++;
}

static void
learn_truth (gsize index)
{
  g_autoptr(AskgReplyParser) parser = askg_reply_parser_new (replies[index].dialect, NULL, NULL);
  g_autofree char *path = g_build_filename (folder, replies[index].file, NULL);
  g_autofree char *bytes = NULL;
  const AskgWireHead head = { .content_type = content_type_of (replies[index].file) };
  const AskgReplyResult *result;

  if (!g_file_get_contents (path, &bytes, &sizes[index], NULL))
    g_error ("no reply at %s", path);
  askg_reply_parser_keep_all (parser);
  askg_reply_parser_head (parser, 200, &head);
  askg_reply_parser_feed (parser, bytes, sizes[index]);
  result = askg_reply_parser_end (parser);
  g_assert_cmpint (result->outcome, ==, ASKG_REPLY_COMPLETE);
  truths[index] = g_strdup (result->text != NULL ? result->text->str : "");
  everything[index] = g_strconcat (result->reasoning != NULL ? result->reasoning->str : "", truths[index], NULL);
}

/* Some bytes more than the reply, for the head and the framing. */
static void
sweep (gsize index,
       guint stride)
{
  const gsize n_bytes = HEAD_BYTES + sizes[index] + sizes[index] / 10 + 20;

  for (gsize fault = 0; fault < G_N_ELEMENTS (faults); fault++)
    for (gsize offset = (index * 5 + fault) % stride; offset < n_bytes; offset += stride)
      {
        while (n_running >= MAX_PARALLEL)
          g_main_context_iteration (NULL, TRUE);
        begin (index, faults[fault], offset);
      }
}

int
main (int    argc,
      char **argv)
{
  const gboolean is_sample = argc > 2 && g_str_equal (argv[2], "sample") && g_getenv ("ASKGLASS_TESTS_ALL") == NULL;
  const guint stride = is_sample ? SAMPLE : argc > 2 ? (guint) MAX (1, atoi (argv[2])) : 1;

  if (argc < 2)
    {
      g_printerr ("wire-sweep FOLDER-OF-REPLIES [STRIDE | sample]\n");
      return 2;
    }
  folder = argv[1];
  wire_rig_set_up (&rig, (const char *[]) { "plain", NULL });
  url = wire_rig_get_url (&rig, 0, "/play");
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    learn_truth (i);
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    sweep (i, stride);
  while (n_running > 0)
    g_main_context_iteration (NULL, TRUE);

  g_print ("%u cases, every %u bytes: %u whole, %u with a part that was kept and marked, longest %.0f ms, %u wrong\n",
           n_cases, stride, n_complete, n_kept, longest_us / 1000.0, n_bad);
  wire_rig_tear_down (&rig);
  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      g_free (truths[i]);
      g_free (everything[i]);
    }
  g_free (url);

  return n_bad == 0 ? 0 : 1;
}
