/* test-desktop-speaker.c: what speech-dispatcher says is understood however it comes; and one that is none. */
#include "engine/local/askg-desktop-speaker.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <string.h>

#include "engine/base/askg-error.h"
#include "engine/local/askg-ssip.h"

/* -- The wire ------------------------------------------------------------------ */

static void
test_lines_are_read_however_they_come (void)
{
  static const char text[] = "208 OK CLIENT NAME SET\r\n230 OK RECEIVING DATA\r\n225-21\r\n225 OK MESSAGE QUEUED\r\n"
                             "701-21\r\n701-5\r\n701 BEGIN\r\n700-21\r\n700-5\r\n700-3\r\n700 INDEX MARK\r\n702-21\r\n702-5\r\n702 END\r\n";
  static const AskgSsipKind kinds[] = { ASKG_SSIP_ANSWER, ASKG_SSIP_ANSWER, ASKG_SSIP_ANSWER, ASKG_SSIP_BEGIN, ASKG_SSIP_MARK,
                                        ASKG_SSIP_END };
  AskgSsipReader reader = { 0 };
  guint n = 0;

  for (gsize i = 0; i < strlen (text); i++)
    {
      gboolean is_whole;

      g_assert_true (askg_ssip_feed (&reader, text[i], &is_whole));
      if (!is_whole)
        continue;
      g_assert_cmpint (reader.reply.kind, ==, kinds[n++]);
      if (reader.reply.kind == ASKG_SSIP_MARK)
        g_assert_cmpstr (reader.reply.words[2], ==, "3");
      askg_ssip_next (&reader);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (kinds));
  askg_ssip_clear (&reader);
}

static void
test_what_is_none_is_noticed (void)
{
  static const char *const rows[] = { "HTTP/1.1 200 OK\n", "\n", "22\n", "225_x\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AskgSsipReader reader = { 0 };
      gboolean is_sane = TRUE, is_whole;

      for (gsize j = 0; rows[i][j] != '\0' && is_sane; j++)
        is_sane = askg_ssip_feed (&reader, rows[i][j], &is_whole);
      g_assert_false (is_sane);
      askg_ssip_clear (&reader);
    }
}

static void
test_words_are_no_orders (void)
{
  const gsize marks[] = { 0, 4 };
  g_autofree char *message = askg_ssip_make_message ("a<b \"&\"", marks, 2);

  g_assert_cmpstr (message, ==, "<speak><mark name=\"0\"/>a&lt;b <mark name=\"1\"/>&quot;&amp;&quot;</speak>\r\n.\r\n");
}

/* -- One that plays its part ---------------------------------------------------- */

typedef struct
{
  const char *to_message; /* what it says to a message */
  char       *path;
  GThread    *thread;
  GString    *told;
} Dispatcher;

static gpointer
dispatch (gpointer user_data)
{
  Dispatcher *self = user_data;
  g_autoptr(GSocket) listener = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, 0, NULL);
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (self->path);
  g_autoptr(GSocket) peer = NULL;
  g_autoptr(GString) line = g_string_new (NULL);
  gboolean in_message = FALSE;
  char byte;

  g_assert_true (g_socket_bind (listener, address, FALSE, NULL) && g_socket_listen (listener, NULL));
  peer = g_socket_accept (listener, NULL, NULL);
  while (g_socket_receive (peer, &byte, 1, NULL, NULL) == 1)
    {
      const char *answer = "208 OK\r\n";

      g_string_append_c (line, byte);
      g_string_append_c (self->told, byte);
      if (byte != '\n')
        continue;
      if (in_message && !g_str_equal (line->str, ".\r\n"))
        answer = "";
      else if (in_message)
        {
          answer = self->to_message;
          in_message = FALSE;
        }
      else if (g_str_equal (line->str, "SPEAK\r\n"))
        {
          answer = "230 OK RECEIVING DATA\r\n";
          in_message = TRUE;
        }
      g_socket_send (peer, answer, strlen (answer), NULL, NULL);
      g_string_truncate (line, 0);
      if (answer == self->to_message && *answer == '\0')
        break;
    }

  return NULL;
}

typedef struct
{
  GString  *lit;
  GError   *error;
  gboolean  is_done;
} Heard;

static void
word_cb (gsize    start_byte,
         gsize    end_byte,
         guint64  at_sample,
         gpointer user_data)
{
  Heard *heard = user_data;

  g_string_append_printf (heard->lit, "%u-%u ", (guint) start_byte, (guint) end_byte);
}

static void
said_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Heard *heard = user_data;

  askg_speaker_say_finish (ASKG_SPEAKER (object), result, &heard->error);
  heard->is_done = TRUE;
}

static void
say (const char *to_message,
     Heard      *heard,
     GString    *told)
{
  g_autofree char *folder = g_dir_make_tmp ("askglass-ssip-XXXXXX", NULL);
  Dispatcher dispatcher = { .to_message = to_message, .path = g_build_filename (folder, "s", NULL), .told = told };
  g_autoptr(AskgClause) clause = askg_clause_new ("Hello there.", NULL, "en");
  AskgDesktopSpeaker *speaker;

  clause->n_parts = 1;
  clause->parts = g_new0 (AskgClausePart, 1);
  clause->parts[0] = (AskgClausePart) { 0, 12, 100, 12, TRUE };
  dispatcher.thread = g_thread_new ("dispatcher", dispatch, &dispatcher);
  while (!g_file_test (dispatcher.path, G_FILE_TEST_EXISTS))
    g_usleep (1000);
  g_usleep (20000);
  speaker = askg_desktop_speaker_new (dispatcher.path, 1);
  g_assert_false (askg_speaker_gives_sound (ASKG_SPEAKER (speaker)));
  askg_speaker_say_async (ASKG_SPEAKER (speaker), clause, NULL, word_cb, heard, NULL, said_cb, heard);
  while (!heard->is_done)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (speaker);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_thread_join (dispatcher.thread);
  g_unlink (dispatcher.path);
  g_rmdir (folder);
  g_free (dispatcher.path);
}

static void
test_it_ends_when_it_was_heard (void)
{
  g_autoptr(GString) told = g_string_new (NULL);
  Heard heard = { .lit = g_string_new (NULL) };

  say ("225-7\r\n225 OK MESSAGE QUEUED\r\n701-7\r\n701-1\r\n701 BEGIN\r\n700-7\r\n700-1\r\n700-0\r\n700 INDEX MARK\r\n"
       "700-7\r\n700-1\r\n700-1\r\n700 INDEX MARK\r\n702-7\r\n702-1\r\n702 END\r\n", &heard, told);
  g_assert_no_error (heard.error);
  g_assert_cmpstr (heard.lit->str, ==, "100-105 106-112 ");
  g_assert_nonnull (strstr (told->str, "SET SELF LANGUAGE en\r\nSPEAK\r\n<speak><mark name=\"0\"/>Hello <mark name=\"1\"/>there.</speak>"));
  g_string_free (heard.lit, TRUE);
}

static void
test_one_that_is_no_good_is_a_sentence (void)
{
  static const char *const answers[] = { "", "nonsense\r\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr(GString) told = g_string_new (NULL);
      Heard heard = { .lit = g_string_new (NULL) };

      say (answers[i], &heard, told);
      g_assert_error (heard.error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE);
      g_clear_error (&heard.error);
      g_string_free (heard.lit, TRUE);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desktop-speaker/lines-are-read-however-they-come", test_lines_are_read_however_they_come);
  g_test_add_func ("/desktop-speaker/what-is-none-is-noticed", test_what_is_none_is_noticed);
  g_test_add_func ("/desktop-speaker/words-are-no-orders", test_words_are_no_orders);
  g_test_add_func ("/desktop-speaker/it-ends-when-it-was-heard", test_it_ends_when_it_was_heard);
  g_test_add_func ("/desktop-speaker/one-that-is-no-good-is-a-sentence", test_one_that_is_no_good_is_a_sentence);

  return g_test_run ();
}
