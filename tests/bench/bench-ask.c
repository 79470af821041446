/* bench-ask.c: what a question costs beside the engine that answers it, through everything that the overlay's answer
 * goes through: chat engine, gate, ledger on the disk, transport, parser, model.
 *
 *     bench-ask [--picture PNG] [--url BASE --model MODEL] ROUNDS
 *
 * With a server of its own over loopback: request to first words and event to words, each against a bare keep-alive
 * socket with the same bytes, and memory while 50 MB stream. With a picture: Enter to the last byte of the request.
 * With the address of a real engine: time to first words, against a bare socket. Prints medians. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/askg-picture-decode.h"
#include "engine/base/askg-program.h"
#include "engine/memory/askg-owner-lock.h"
#include "engine/provider/askg-chat-body.h"
#include "engine/provider/askg-chat-cover.h"
#include "engine/provider/askg-chat-engine.h"
#include "engine/provider/askg-chat-turns.h"
#include "tests/bench/stream-server.h"

#define WARM_UP 3u

typedef struct
{
  AskgOwnerLock *lock;
  AskgStore     *store;
  AskgPolicy    *policy;
  AskgGate      *gate;
  AskgHttp      *http;
  AskgKeys      *keys;
  AskgBudget     *budget;
} Way;

/* Nobody reads here: every engine of this program sees. */
G_DECLARE_FINAL_TYPE (BlindReader, blind_reader, BLIND, READER, GObject)

struct _BlindReader
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE_WITH_CODE (BlindReader, blind_reader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ASKG_TYPE_RECOGNISER, NULL))

static void
blind_reader_class_init (BlindReaderClass *klass)
{
}

static void
blind_reader_init (BlindReader *self)
{
}

/* -- The way an answer comes --------------------------------------------------- */

static void
opened_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  askg_store_open_finish (ASKG_STORE (object), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
open_way (Way        *way,
          const char *folder)
{
  g_autofree char *prices = askg_program_find_data ("prices.json");
  gboolean is_open = FALSE;

  way->lock = askg_owner_lock_take (folder, NULL);
  way->store = askg_store_new (folder);
  askg_store_open_async (way->store, NULL, opened_cb, &is_open);
  while (!is_open)
    g_main_context_iteration (NULL, TRUE);
  way->policy = askg_policy_new ();
  way->gate = askg_gate_new ();
  way->http = askg_http_new (way->policy, way->gate, ASKG_LEDGER (way->store));
  way->keys = askg_keys_new (folder);
  way->budget = askg_budget_new (way->store, prices);
}

static AskgChatEngine *
new_engine (Way        *way,
            const char *url,
            const char *model)
{
  g_autoptr(AskgProfile) profile = askg_profile_new ("measured", "Measured", url);
  g_autoptr(AskgEngineLink) link = NULL;
  g_autoptr(AskgRecogniser) reader = g_object_new (blind_reader_get_type (), NULL);
  AskgChatEngine *engine;

  g_object_set (profile, "model", model, "probed-at", (gint64) 1, NULL);
  askg_profile_learn (profile, ASKG_CAN_TAKE_IMAGE, TRUE, ASKG_KNOWN_BY_PERSON);
  link = askg_engine_link_new (profile, way->http, way->keys);
  engine = askg_chat_engine_new (link, reader, NULL);
  askg_chat_engine_set_budget (engine, way->budget);

  return engine;
}

typedef struct
{
  GArray *values; /* (nullable) */
  gint64  begun_us;
} Watch;

static void
appended_cb (AskgAnswer *answer,
             const char *delta,
             Watch      *watch)
{
  if (watch->values != NULL)
    stream_note (watch->values, watch->begun_us, delta);
}

/* Returns: (transfer full): the answer, which is over */
static AskgAnswer *
ask (AskgChatEngine *engine,
     AskgQuestion   *question,
     GArray         *values)
{
  g_autoptr(AskgConversation) earlier = askg_conversation_new ();
  AskgAnswer *answer = askg_answer_new ("measured", "Measured");
  Watch watch = { values, g_get_monotonic_time () };

  g_signal_connect (answer, "appended", G_CALLBACK (appended_cb), &watch);
  askg_engine_ask (ASKG_ENGINE (engine), earlier, question, answer, NULL);
  while (!askg_answer_is_over (answer))
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (askg_answer_get_error (answer));
  g_signal_handlers_disconnect_by_data (answer, &watch);
  while (g_main_context_iteration (NULL, FALSE)) /* the connection comes home */
    ;

  return answer;
}

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
  const AskgChatBodyParts parts = {
    .link = askg_chat_engine_get_link (engine),
    .turns = askg_chat_turns_new (earlier, question, ASKG_SEND_PICTURES),
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

/* Turn and turn about, so that both meet the same machine. With a @host @bare is connected anew each time, before the
 * clock starts. */
static void
compare_with_bare (Way        *way,
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
  g_autoptr(AskgChatEngine) engine = new_engine (way, url, model);
  g_autoptr(AskgQuestion) question = askg_question_new ("What does this mean?", NULL);
  g_autoptr(AskgChatBody) body = make_body (engine, question);
  g_autoptr(GArray) ours = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) theirs = g_array_new (FALSE, FALSE, sizeof (double));
  gsize n_bytes;
  const char *bytes = g_bytes_get_data (askg_covered_get_body (body->content), &n_bytes);

  for (guint i = 0; i < n_rounds + WARM_UP; i++)
    {
      g_autoptr(AskgAnswer) answer = NULL;
      const guint n_theirs = theirs->len, n_ours = ours->len;

      if (host != NULL)
        bare = stream_connect (host, port); /* real servers may hang up after each answer */
      stream_ask_bare (bare, path, bytes, n_bytes, theirs);
      if (host != NULL)
        close (bare);
      answer = ask (engine, question, ours);
      if (!is_paced)
        {
          keep_first (theirs, n_theirs);
          keep_first (ours, n_ours);
        }
      if (i < WARM_UP)
        {
          g_array_set_size (theirs, 0);
          g_array_set_size (ours, 0);
        }
    }
  printf ("%s: ours %.1f us, bare socket %.1f us, %u\n", name, stream_median (ours), stream_median (theirs), ours->len);
}

/* -- A picture -------------------------------------------------------------------- */

static AskgFrame *
load (const char *path)
{
  g_autofree char *data = NULL;
  g_autoptr(GBytes) pixels = NULL;
  g_autoptr(GError) error = NULL;
  AskgDecoded decoded;
  gsize n_bytes;

  g_file_get_contents (path, &data, &n_bytes, &error);
  g_assert_no_error (error);
  decoded = askg_picture_decode ((const guint8 *) data, n_bytes);
  g_assert_nonnull (decoded.pixels);
  pixels = g_bytes_new_with_free_func (decoded.pixels, (gsize) decoded.report.width_px * decoded.report.height_px * 4, free,
                                       decoded.pixels);

  return askg_frame_new (pixels, decoded.report.width_px, decoded.report.height_px, (gsize) decoded.report.width_px * 4, TRUE,
                         0);
}

static AskgQuestion *
question_about (AskgFrame *frame)
{
  g_autoptr(AskgFrame) fresh = askg_frame_new (askg_frame_get_pixels (frame), askg_frame_get_width_px (frame),
                                               askg_frame_get_height_px (frame), askg_frame_get_stride_bytes (frame), TRUE, 0);
  g_autoptr(AskgAttachment) attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, fresh, NULL, NULL);
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);

  g_list_store_append (attachments, attachment);

  return askg_question_new ("What does this mean?", G_LIST_MODEL (attachments));
}

/* Microseconds from Enter to the last byte of the request; the parts that were measured apart are added up. */
static double
sent_after (AskgAnswer *answer,
            double     *out_sum)
{
  const GArray *spans = askg_answer_get_parts (answer)->spans;
  double sent = 0;

  *out_sum = 0;
  for (guint i = 0; i < spans->len; i++)
    {
      const AskgAnswerSpan *span = &g_array_index (spans, AskgAnswerSpan, i);

      if (span->kind > ASKG_SPAN_UPLOAD)
        continue;
      *out_sum += span->duration_us;
      sent = MAX (sent, span->start_us + span->duration_us);
    }

  return sent;
}

static void
ask_about_picture (Way        *way,
                   const char *url,
                   const char *path,
                   guint       n_rounds)
{
  g_autoptr(AskgChatEngine) engine = new_engine (way, url, "tiny");
  g_autoptr(AskgFrame) frame = load (path);
  g_autoptr(GArray) sent = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) sums = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n_rounds + WARM_UP; i++)
    {
      g_autoptr(AskgQuestion) question = question_about (frame);
      g_autoptr(AskgAnswer) answer = ask (engine, question, NULL);
      double sum, whole = sent_after (answer, &sum);

      if (i < WARM_UP)
        continue;
      g_array_append_val (sent, whole);
      g_array_append_val (sums, sum);
    }
  printf ("picture: ours %.1f us, its parts %.1f us, %u\n", stream_median (sent), stream_median (sums), sent->len);
}

/* ---------------------------------------------------------------------------------- */

static void
measure_own_server (Way        *way,
                    const char *picture,
                    guint       n_rounds)
{
  StreamServer server;
  g_autofree char *first = NULL, *paced = NULL, *lasting = NULL;
  g_autoptr(AskgQuestion) question = askg_question_new ("Go on and on.", NULL);
  g_autoptr(AskgChatEngine) engine = NULL;
  g_autoptr(AskgAnswer) answer = NULL;
  long before_kib;

  stream_server_start (&server);
  first = g_strdup_printf ("http://127.0.0.1:%u/first/v1", server.port);
  paced = g_strdup_printf ("http://127.0.0.1:%u/paced/v1", server.port);
  lasting = g_strdup_printf ("http://127.0.0.1:%u/long/v1", server.port);
  if (picture != NULL)
    {
      ask_about_picture (way, first, picture, n_rounds);
      stream_server_stop (&server);
      return;
    }

  compare_with_bare (way, "first", first, "tiny", server.bare, NULL, 0, "/first", FALSE, n_rounds);
  compare_with_bare (way, "paced", paced, "tiny", server.bare, NULL, 0, "/paced", TRUE, MAX (1, n_rounds / 40));
  engine = new_engine (way, lasting, "tiny");
  before_kib = stream_highest_memory_kib ();
  answer = ask (engine, question, NULL);
  printf ("50 MB of reply: grown %ld KiB, %zu bytes of text\n", stream_highest_memory_kib () - before_kib,
          askg_answer_get_length (answer));
  stream_server_stop (&server);
}

static void
measure_real_engine (Way        *way,
                     const char *base,
                     const char *model,
                     guint       n_rounds)
{
  g_autoptr(GUri) uri = g_uri_parse (base, G_URI_FLAGS_NONE, NULL);
  g_autofree char *path = g_strconcat (g_uri_get_path (uri), "/v1/chat/completions", NULL);
  g_autofree char *url = g_strconcat (base, "/v1", NULL);

  compare_with_bare (way, "real", url, model, -1, g_uri_get_host (uri), g_uri_get_port (uri), path, FALSE, n_rounds);
}

static void
remove_folder (const char *folder)
{
  const char *const argv[] = { "rm", "-rf", folder, NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *picture = NULL, *base = NULL, *model = NULL;
  const GOptionEntry entries[] = {
    { "picture", 0, 0, G_OPTION_ARG_FILENAME, &picture, "A question about this picture", "PNG" },
    { "url", 0, 0, G_OPTION_ARG_STRING, &base, "A real engine, such as http://127.0.0.1:8080", "BASE" },
    { "model", 0, 0, G_OPTION_ARG_STRING, &model, "Its model", "MODEL" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("ROUNDS");
  g_autofree char *folder = g_dir_make_tmp ("askg-bench-XXXXXX", NULL);
  guint n_rounds;
  Way way;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || argc != 2)
    return EXIT_FAILURE;

  n_rounds = MAX (1, atoi (argv[1]));
  open_way (&way, folder);
  if (base != NULL)
    measure_real_engine (&way, base, model != NULL ? model : "tiny", n_rounds);
  else
    measure_own_server (&way, picture, n_rounds);
  remove_folder (folder);

  return EXIT_SUCCESS;
}
