/* test-service.c: a question asked from another process is answered, remembered and found; whatever
 * goes wrong is told once. The two ends of the socket run in one loop here. */
#include <string.h>
#include <time.h>

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>

#include "app/askg-asking.h"
#include "app/askg-service.h"
#include "app/askg-socket.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-wav.h"

#define PATIENCE_US (20 * G_TIME_SPAN_SECOND)

typedef struct
{
  char             *folder;
  AskgSession      *session;
  AskgService      *service;
  AskgSocketServer *server;
} House;

/* What came back for one request. */
typedef struct
{
  GString  *text;   /* the deltas */
  json_t   *last;
  guint     n_ends;
  gboolean  returned;
  GError   *error;
} Heard;

static void
house_set_up (House *house, gconstpointer user_data)
{
  g_autoptr(GError) error = NULL;

  house->folder = g_dir_make_tmp ("askg-service-XXXXXX", &error);
  g_assert_no_error (error);
  g_setenv ("XDG_RUNTIME_DIR", house->folder, TRUE);
  house->session = askg_session_new (house->folder);
  g_assert_true (askg_session_take_ownership (house->session, &error));
  house->service = askg_service_new (house->session, NULL, NULL);
  house->server = askg_socket_server_new (house->service, house->folder, &error);
  g_assert_no_error (error);
}

static void
note_closed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(gboolean *) user_data = askg_session_close_finish (ASKG_SESSION (object), result, NULL);
}

static void
house_tear_down (House *house, gconstpointer user_data)
{
  g_autofree char *command = g_strdup_printf ("rm -r '%s'", house->folder);
  gboolean closed = FALSE;

  askg_socket_server_close (house->server);
  askg_session_close_async (house->session, note_closed, &closed);
  while (!closed)
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&house->server);
  g_clear_object (&house->service);
  g_clear_object (&house->session);
  g_assert_true (g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL));
  g_free (house->folder);
}

static void
heard_clear (Heard *heard)
{
  g_string_free (heard->text, TRUE);
  json_decref (heard->last);
  g_clear_error (&heard->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Heard, heard_clear)

static void
hear (json_t *event, gpointer user_data)
{
  Heard *heard = user_data;
  const char *kind = askg_json_get_string (event, "event");

  g_assert_cmpuint (heard->n_ends, ==, 0);
  if (g_str_equal (kind, "delta"))
    g_string_append (heard->text, askg_json_get_string (event, "text"));
  else if (g_str_equal (kind, "done") || g_str_equal (kind, "error"))
    {
      heard->n_ends++;
      heard->last = json_incref (event);
    }
}

static void
note_returned (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Heard *heard = user_data;

  askg_socket_request_finish (result, &heard->error);
  heard->returned = TRUE;
}

/* Takes @request. */
static void
say (House *house, json_t *request, GCancellable *cancellable, Heard *heard)
{
  const gint64 until_us = g_get_monotonic_time () + PATIENCE_US;

  heard->text = g_string_new (NULL);
  askg_socket_request_async (house->folder, request, 0, hear, heard, cancellable, note_returned, heard);
  json_decref (request);
  while (!heard->returned)
    {
      g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (g_get_monotonic_time (), <, until_us);
    }
}

static const char *
error_id (Heard *heard)
{
  return askg_json_get_string (json_object_get (heard->last, "error"), "id");
}

static guint
count_hits (House *house, const char *words)
{
  g_auto(Heard) heard = { 0 };

  say (house, json_pack ("{s:s, s:s, s:i}", "verb", "search", "text", words, "most", 10), NULL, &heard);
  g_assert_no_error (heard.error);

  return json_array_size (json_object_get (heard.last, "hits"));
}

static void
test_a_question_is_answered_and_remembered (House *house, gconstpointer user_data)
{
  g_auto(Heard) heard = { 0 };
  json_t *turn;

  say (house, json_pack ("{s:s, s:s, s:[{s:s, s:s}]}", "verb", "ask", "text", "what does this mean?", "attachments",
                         "kind", "pipe", "text", "ld: cannot find -lquux"), NULL, &heard);
  g_assert_no_error (heard.error);
  turn = json_object_get (heard.last, "turn");

  g_assert_cmpuint (heard.n_ends, ==, 1);
  g_assert_cmpstr (askg_json_get_string (turn, "state"), ==, "done");
  g_assert_cmpstr (askg_json_get_string (turn, "answer"), ==, heard.text->str);
  g_assert_nonnull (strstr (heard.text->str, "quux"));
  g_assert_cmpint (json_integer_value (json_object_get (turn, "turn")), >, 0);
  g_assert_cmpuint (count_hits (house, "quux"), >, 0);
}

static void
test_another_engine_never_steps_in (House *house, gconstpointer user_data)
{
  g_auto(Heard) heard = { 0 };

  say (house, json_pack ("{s:s, s:s, s:s}", "verb", "ask", "text", "umbrella?", "engine", "nobody"), NULL, &heard);

  g_assert_cmpstr (error_id (&heard), ==, "no-such-engine");
  g_assert_cmpstr (heard.text->str, ==, "");
  g_assert_cmpuint (count_hits (house, "umbrella"), ==, 1);
}

static void
test_a_question_with_a_damaged_picture_is_still_found (House *house, gconstpointer user_data)
{
  g_auto(Heard) heard = { 0 };

  say (house, json_pack ("{s:s, s:s, s:[{s:s, s:s}]}", "verb", "ask", "text", "parasol?", "attachments",
                         "kind", "file", "picture", "iVBORw0KGgoAAAAN"), NULL, &heard);

  g_assert_cmpstr (error_id (&heard), ==, "unreadable-picture");
  g_assert_cmpuint (count_hits (house, "parasol"), ==, 1);
}

static void
test_a_sound_goes_with_the_question (House *house, gconstpointer user_data)
{
  const guint8 silence[3200] = { 0 };
  g_autoptr(GBytes) samples = g_bytes_new_static (silence, sizeof silence);
  g_autoptr(AskgPcm) pcm = askg_pcm_new (samples, 16000, 1);
  g_autoptr(GBytes) wav = askg_wav_write (pcm);
  g_autofree char *base64 = g_base64_encode (g_bytes_get_data (wav, NULL), g_bytes_get_size (wav));
  g_auto(Heard) heard = { 0 };
  json_t *sound;

  say (house, json_pack ("{s:s, s:s, s:[{s:s, s:s, s:s}]}", "verb", "ask", "text", "what is said?", "attachments",
                         "kind", "file", "title", "talk.wav", "sound", base64), NULL, &heard);

  g_assert_cmpstr (error_id (&heard), ==, "needs-model");
  sound = json_object_get (json_array_get (json_object_get (json_object_get (heard.last, "turn"), "attachments"), 0), "sound");
  g_assert_cmpint (json_integer_value (json_object_get (sound, "duration_ms")), ==, 100);
  g_assert_cmpint (json_integer_value (json_object_get (sound, "rate")), ==, 16000);
}

static void
test_a_question_with_a_damaged_sound_is_still_found (House *house, gconstpointer user_data)
{
  g_auto(Heard) heard = { 0 };

  say (house, json_pack ("{s:s, s:s, s:[{s:s, s:s}]}", "verb", "ask", "text", "whistle?", "attachments",
                         "kind", "file", "sound", "SUQzBAAAAAAAIw=="), NULL, &heard);

  g_assert_cmpstr (error_id (&heard), ==, "unreadable-sound");
  g_assert_cmpuint (count_hits (house, "whistle"), ==, 1);
}

static void
test_what_needs_windows_is_refused_without_them (House *house, gconstpointer user_data)
{
  const char *const verbs[] = { "show", "hide", "status", "ask-region", "dance" };

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_auto(Heard) heard = { 0 };

      say (house, json_pack ("{s:s}", "verb", verbs[i]), NULL, &heard);
      g_assert_cmpstr (error_id (&heard), ==, "unavailable");
    }
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

static void
test_who_goes_away_is_no_longer_served (House *house, gconstpointer user_data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const gint64 until_us = g_get_monotonic_time () + PATIENCE_US;
  g_auto(Heard) heard = { 0 };

  g_idle_add (cancel_cb, cancellable);
  say (house, json_pack ("{s:s, s:s}", "verb", "ask", "text", "never mind"), cancellable, &heard);
  g_assert_error (heard.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  while (askg_socket_server_get_n_busy (house->server) > 0 || askg_session_is_busy (house->session))
    {
      g_main_context_iteration (NULL, FALSE);
      g_assert_cmpint (g_get_monotonic_time (), <, until_us);
    }
}

#define BIG_BYTES (12 * 1024 * 1024)
#define LONGEST_MS 40 /* of the main loop's own work; parsing it there took 200 */

/* Another process, as it were: asks about a big picture that is none, and waits for the end. */
static gpointer
ask_with_a_big_picture (gpointer data)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (data);
  g_autoptr(GSocketConnection) connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);
  g_autoptr(GDataInputStream) input = g_data_input_stream_new (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  g_autofree guchar *zeros = g_malloc0 (BIG_BYTES);
  g_autofree char *picture = g_base64_encode (zeros, BIG_BYTES);
  g_autofree char *line = g_strconcat ("{\"verb\":\"ask\",\"text\":\"parasol?\",\"attachments\":[{\"kind\":\"file\",\"picture\":\"",
                                       picture, "\"}]}\n", NULL);
  char *told;

  g_assert_true (g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), line, strlen (line),
                                            NULL, NULL, NULL));
  for (told = g_data_input_stream_read_line (input, NULL, NULL, NULL); told != NULL && strstr (told, "\"error\"") == NULL;
       told = g_data_input_stream_read_line (input, NULL, NULL, NULL))
    g_free (told);
  g_main_context_wakeup (NULL);

  return told;
}

/* What this thread worked, whoever else had the processor. */
static gint64
own_work_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);

  return now.tv_sec * G_TIME_SPAN_SECOND + now.tv_nsec / 1000;
}

static void
test_a_big_picture_does_not_hold_the_windows (House *house, gconstpointer user_data)
{
  g_autofree char *path = askg_socket_path (house->folder, NULL);
  GThread *other = g_thread_new ("other", ask_with_a_big_picture, path);
  const gint64 until_us = g_get_monotonic_time () + PATIENCE_US;
  gint64 longest_us = 0;
  g_autofree char *told = NULL;

  for (gboolean is_seen = FALSE; !is_seen || askg_socket_server_get_n_busy (house->server) > 0;)
    {
      const gint64 before_us = own_work_us ();

      g_main_context_iteration (NULL, FALSE);
      longest_us = MAX (longest_us, own_work_us () - before_us);
      is_seen = is_seen || askg_socket_server_get_n_busy (house->server) > 0;
      g_assert_cmpint (g_get_monotonic_time (), <, until_us);
    }
  told = g_thread_join (other);
  g_assert_nonnull (told);
  g_test_message ("longest turn of the main loop: %.1f ms", longest_us / 1e3);
  g_assert_cmpint (longest_us, <, LONGEST_MS * G_TIME_SPAN_MILLISECOND);
}

static void
test_a_second_owner_is_told_who_holds_the_history (House *house, gconstpointer user_data)
{
  g_autoptr(AskgSession) second = askg_session_new (house->folder);
  g_autoptr(GError) error = NULL;

  g_assert_false (askg_session_take_ownership (second, &error));
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_STORAGE_BUSY);
}

/* The waterfall begins where the person did: with the picture. */
static void
test_what_was_done_before_enter_is_told (House *house, gconstpointer user_data)
{
  const guint32 pixel = 0xffffffff;
  g_autoptr(GBytes) pixels = g_bytes_new (&pixel, sizeof pixel);
  g_autoptr(AskgFrame) frame = askg_frame_new (pixels, 1, 1, sizeof pixel, TRUE, 0);
  g_autoptr(AskgAttachment) attachment = askg_attachment_new_picture (ASKG_ATTACHMENT_REGION, frame, NULL, NULL);
  g_autoptr(AskgPageTextBuilder) builder = askg_page_text_builder_new ();
  g_autoptr(AskgPageText) page = askg_page_text_builder_finish (builder);
  g_autoptr(GListStore) attachments = g_list_store_new (ASKG_TYPE_ATTACHMENT);
  g_autoptr(AskgConversation) conversation = askg_conversation_new ();
  g_autoptr(AskgQuestion) question = NULL;
  g_autoptr(AskgTurn) turn = NULL;
  g_autoptr(GError) error = NULL;
  const gint64 now_us = g_get_monotonic_time ();
  const GArray *spans;

  askg_attachment_set_captured (attachment, now_us - 2000000, now_us - 1990000);
  askg_attachment_set_reading (attachment, ASKG_READING_BUSY, NULL, NULL);
  askg_attachment_set_reading (attachment, ASKG_READING_DONE, page, NULL);
  g_list_store_append (attachments, attachment);
  question = askg_question_new ("Which colour?", G_LIST_MODEL (attachments));
  turn = askg_asking_start (house->session, conversation, question, "reader", &error);
  g_assert_no_error (error);

  spans = askg_answer_get_parts (askg_turn_get_answer (turn))->spans;
  g_assert_cmpuint (spans->len, ==, 2);
  g_assert_cmpint (g_array_index (spans, AskgAnswerSpan, 0).kind, ==, ASKG_SPAN_CAPTURE);
  g_assert_cmpint (g_array_index (spans, AskgAnswerSpan, 0).start_us, <, -1000000);
  g_assert_cmpint (g_array_index (spans, AskgAnswerSpan, 0).duration_us, ==, 10000);
  g_assert_cmpint (g_array_index (spans, AskgAnswerSpan, 1).kind, ==, ASKG_SPAN_READ);
  g_assert_cmpint (g_array_index (spans, AskgAnswerSpan, 1).start_us, <=, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add ("/app/service/" path, House, NULL, house_set_up, function, house_tear_down)
  ADD ("a-question-is-answered-and-remembered", test_a_question_is_answered_and_remembered);
  ADD ("another-engine-never-steps-in", test_another_engine_never_steps_in);
  ADD ("a-question-with-a-damaged-picture-is-still-found", test_a_question_with_a_damaged_picture_is_still_found);
  ADD ("a-sound-goes-with-the-question", test_a_sound_goes_with_the_question);
  ADD ("a-question-with-a-damaged-sound-is-still-found", test_a_question_with_a_damaged_sound_is_still_found);
  ADD ("what-needs-windows-is-refused-without-them", test_what_needs_windows_is_refused_without_them);
  ADD ("who-goes-away-is-no-longer-served", test_who_goes_away_is_no_longer_served);
  ADD ("a-big-picture-does-not-hold-the-windows", test_a_big_picture_does_not_hold_the_windows);
  ADD ("a-second-owner-is-told-who-holds-the-history", test_a_second_owner_is_told_who_holds_the_history);
  ADD ("what-was-done-before-enter-is-told", test_what_was_done_before_enter_is_told);
#undef ADD

  return g_test_run ();
}
