/* bench-ask.c: what a question costs beside the engine that answers it, through everything that the overlay's answer
 * goes through: chat engine, gate, ledger on the disk, transport, parser, model.
 *
 *     bench-ask [--url BASE --model MODEL] ROUNDS
 *
 * With a server of its own over loopback: request to first words and event to words, each against a bare keep-alive
 * socket with the same bytes, and memory while 50 MB stream. With the address of a real engine: time to first words,
 * against a bare socket. Prints medians. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/provider/askg-chat-body.h"
#include "engine/provider/askg-chat-cover.h"
#include "engine/provider/askg-chat-turns.h"
#include "tests/bench/ask-way.h"
#include "tests/bench/stream-server.h"

#define MODEL    "askglass-tiny" /* as the server calls it */
#define REST_US  3000
#define AWAKE_US 300

/* -- Against a bare socket ------------------------------------------------------- */

static void
made_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(AskgChatBody **) user_data = askg_chat_body_make_finish (result, NULL);
}

/* Returns: (transfer full): the very bytes that the engine is sent */
static AskgChatBody *
make_body (AskgChatEngine *engine,
           AskgQuestion   *question)
{
  g_autoptr(AskgConversation) earlier = askg_conversation_new ();
  g_autoptr(GPtrArray) turns = askg_chat_turns_new (earlier, question, ASKG_SEND_PICTURES);
  const AskgChatBodyParts parts = {
    .link = askg_chat_engine_get_link (engine),
    .turns = turns,
    .cover = askg_chat_cover_get (earlier, question),
    .dialect = ASKG_DIALECT_CHAT,
    .model = askg_profile_get_model (askg_chat_engine_get_profile (engine)),
  };
  AskgChatBody *body = NULL;

  askg_chat_body_make_async (&parts, NULL, made_cb, &body);
  while (body == NULL)
    g_main_context_iteration (NULL, TRUE);

  return body;
}

/* Only the first of each round, where they are not paced. */
static void
keep_first (GArray *values,
            guint   n_before)
{
  if (values->len > n_before + 1)
    g_array_set_size (values, n_before + 1);
}

/* The ledger is done with what was before, and the core is awake: both begin alike. */
static void
rest (void)
{
  gint64 until_us;

  g_usleep (REST_US);
  until_us = g_get_monotonic_time () + AWAKE_US;
  while (g_get_monotonic_time () < until_us)
    g_main_context_iteration (NULL, FALSE);
}

/* Turn and turn about, so that both meet the same machine. With a @host @bare is connected anew each time, before the
 * clock starts. */
static void
compare_with_bare (AskWay     *way,
                   const char *name,
                   const char *url,
                   const char *model,
                   int         bare,
                   const char *host,
                   guint       port,
                   const char *path,
                   gboolean    is_paced,
                   guint       n_rounds)
{
  g_autoptr(AskgChatEngine) engine = ask_way_new_engine (way, url, model);
  g_autoptr(AskgQuestion) question = askg_question_new ("What does this mean?", NULL);
  g_autoptr(AskgChatBody) body = make_body (engine, question);
  g_autoptr(GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double));
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (askg_covered_get_body (body->content), &n_bytes);

  for (guint i = 0; i < n_rounds + ASK_WARM_UP; i++)
    {
      g_autoptr(AskgAnswer) answer = NULL;
      const guint n_theirs = theirs->len, n_ours = ours->len;

      if (host != NULL)
        bare = stream_connect (host, port); /* real servers may hang up after each answer */
      rest ();
      stream_ask_bare (bare, path, bytes, n_bytes, theirs);
      if (host != NULL)
        close (bare);
      rest ();
      answer = ask_way_ask (engine, question, ours);
      if (!is_paced)
        {
          keep_first (theirs, n_theirs);
          keep_first (ours, n_ours);
        }
      if (i < ASK_WARM_UP)
        {
          g_array_set_size (theirs, 0);
          g_array_set_size (ours, 0);
        }
    }
  printf ("%s: ours %.1f us, bare socket %.1f us, %u\n", name, stream_median (ours), stream_median (theirs), ours->len);
}

/* ---------------------------------------------------------------------------------- */

static void
measure_own_server (AskWay *way,
                    guint   n_rounds)
{
  StreamServer server;
  g_autofree char *first = NULL, *paced = NULL, *lasting = NULL;
  g_autoptr(AskgQuestion) question = askg_question_new ("Go on and on.", NULL);
  g_autoptr(AskgChatEngine) engine = NULL;
  g_autoptr(AskgAnswer) answer = NULL;
  long before_kib;

  stream_server_start (&server, "127.0.0.1");
  first = g_strdup_printf ("http://127.0.0.1:%u/first/v1", server.port);
  paced = g_strdup_printf ("http://127.0.0.1:%u/paced/v1", server.port);
  lasting = g_strdup_printf ("http://127.0.0.1:%u/long/v1", server.port);
  compare_with_bare (way, "first", first, MODEL, server.bare, NULL, 0, "/first", FALSE, n_rounds);
  compare_with_bare (way, "paced", paced, MODEL, server.bare, NULL, 0, "/paced", TRUE, MAX (1, n_rounds / 40));
  engine = ask_way_new_engine (way, lasting, MODEL);
  before_kib = stream_highest_memory_kib ();
  answer = ask_way_ask (engine, question, NULL);
  printf ("50 MB of reply: grown %ld KiB, %zu bytes of text\n", stream_highest_memory_kib () - before_kib,
          askg_answer_get_length (answer));
  stream_server_stop (&server);
}

static void
measure_real_engine (AskWay     *way,
                     const char *base,
                     const char *model,
                     guint       n_rounds)
{
  g_autoptr(GUri) uri = g_uri_parse (base, G_URI_FLAGS_NONE, NULL);
  g_autofree char *path = g_strconcat (g_uri_get_path (uri), "/v1/chat/completions", NULL);
  g_autofree char *url = g_strconcat (base, "/v1", NULL);

  compare_with_bare (way, "real", url, model, -1, g_uri_get_host (uri), g_uri_get_port (uri), path, FALSE, n_rounds);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *base = NULL, *model = NULL;
  const GOptionEntry entries[] = {
    { "url", 0, 0, G_OPTION_ARG_STRING, &base, "A real engine, such as http://127.0.0.1:8080", "BASE" },
    { "model", 0, 0, G_OPTION_ARG_STRING, &model, "Its model", "MODEL" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("ROUNDS");
  guint n_rounds;
  AskWay way;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || argc != 2)
    return EXIT_FAILURE;

  n_rounds = MAX (1, atoi (argv[1]));
  ask_way_open (&way);
  if (base != NULL)
    measure_real_engine (&way, base, model != NULL ? model : "tiny", n_rounds);
  else
    measure_own_server (&way, n_rounds);
  ask_way_close (&way);

  return EXIT_SUCCESS;
}
