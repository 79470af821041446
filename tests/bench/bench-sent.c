/* bench-sent.c: how long a question about a picture takes until the last byte of its request is written.
 *
 *     bench-sent [--address IP] ROUNDS PNG
 *
 * To an engine on this machine, which gets the picture as it is: from Enter. With an address that is not this machine's
 * (tests/desktop/flows/elsewhere makes one) every secret on the picture is covered first, so its words are read: from
 * the moment that they were; how long they took is told beside. Prints medians. */
#include <stdio.h>
#include <stdlib.h>

#include "engine/base/askg-picture-decode.h"
#include "engine/base/askg-program.h"
#include "engine/local/askg-reading-process.h"
#include "tests/bench/ask-way.h"
#include "tests/bench/stream-server.h"

#define HERE       "127.0.0.1"
#define READING_MS 300000 /* what reading takes is measured, and no reason not to send */

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

/* Microseconds; the end counts from Enter. */
static AskgAttachmentTime
read_after (AskgQuestion *question,
            AskgAnswer   *answer)
{
  AskgAttachmentTime read = askg_attachment_get_read (askg_question_get_attachment (question, 0));

  if (read.ended_us > 0)
    {
      read.began_us -= askg_answer_get_started_at_us (answer);
      read.ended_us -= askg_answer_get_started_at_us (answer);
    }

  return read;
}

static void
measure (AskWay     *way,
         const char *url,
         AskgFrame  *frame,
         gboolean    is_here,
         guint       n_rounds)
{
  const guint n_warm_up = is_here ? ASK_WARM_UP : 1; /* reading takes seconds */
  g_autoptr(AskgChatEngine) engine = ask_way_new_engine (way, url, "tiny");
  g_autoptr(GArray) sent = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) sums = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr(GArray) waits = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n_warm_up + n_rounds; i++)
    {
      g_autoptr(AskgQuestion) question = question_about (frame);
      g_autoptr(AskgAnswer) answer = ask_way_ask (engine, question, NULL);
      const AskgAttachmentTime read = read_after (question, answer);
      double sum;
      const double whole = sent_after (answer, &sum) - read.ended_us;
      const double wait = read.ended_us - read.began_us;

      if (!is_here && read.ended_us == 0)
        g_error ("nothing was read of what left");
      if (i < n_warm_up)
        continue;
      g_array_append_val (sent, whole);
      g_array_append_val (sums, sum);
      g_array_append_val (waits, wait);
    }
  printf ("%s: ours %.1f us, its parts %.1f us, %u\n", is_here ? "picture" : "far", stream_median (sent), stream_median (sums),
          sent->len);
  if (!is_here)
    printf ("read: %.1f us\n", stream_median (waits));
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *address = g_strdup (HERE);
  const GOptionEntry entries[] = {
    { "address", 0, 0, G_OPTION_ARG_STRING, &address, "Where its server is to listen", "IP" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("ROUNDS PNG");
  g_autoptr(AskgFrame) frame = NULL;
  g_autofree char *origin = NULL, *url = NULL;
  gboolean is_here;
  StreamServer server;
  AskWay way;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || argc != 3)
    return EXIT_FAILURE;

  stream_server_start (&server, address);
  ask_way_open (&way);
  is_here = g_str_equal (address, HERE);
  origin = g_strdup_printf ("http://%s:%u", address, server.port);
  url = g_strconcat (origin, "/first/v1", NULL);
  if (!is_here)
    {
      g_autofree char *helper = askg_program_find_helper ("askglass-read");

      AskgReadingProcess *reader = askg_reading_process_new (helper);

      askg_reading_process_set_limits (reader, READING_MS, READING_MS);
      g_object_unref (way.reader);
      way.reader = ASKG_RECOGNISER (reader);
      ask_way_agree (&way, origin);
    }
  frame = load (argv[2]);
  measure (&way, url, frame, is_here, MAX (1, atoi (argv[1])));
  stream_server_stop (&server);
  ask_way_close (&way);

  return EXIT_SUCCESS;
}
