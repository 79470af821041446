/* test-mouth.c: words become sound piece by piece, until they are spoken or somebody says stop. */
#include <string.h>

#include "engine/provider/askg-mouth.h"
#include "tests/unit/provider/chat-rig.h"

static WireRig wire;

typedef struct
{
  GByteArray   *sound;
  GError       *error;
  GCancellable *cancellable;
  guint         rate_hz;
  guint         n_pieces;
  guint         n_done;
  gboolean      stops_at_once; /* with the first piece */
} Heard;

static void
sound_cb (guint     rate_hz,
          GBytes   *samples,
          gpointer  user_data)
{
  Heard *heard = user_data;
  gsize n_bytes;
  const guint8 *bytes = g_bytes_get_data (samples, &n_bytes);

  g_assert_false (g_cancellable_is_cancelled (heard->cancellable));
  g_assert_cmpuint (n_bytes % 2, ==, 0);
  heard->rate_hz = rate_hz;
  heard->n_pieces++;
  g_byte_array_append (heard->sound, bytes, n_bytes);
  if (heard->stops_at_once)
    g_cancellable_cancel (heard->cancellable);
}

static void
said_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Heard *heard = user_data;

  askg_mouth_say_finish (ASKG_ENGINE_LINK (object), result, &heard->error);
  heard->n_done++;
}

static void
say (Heard      *heard,
     const char *script,
     gboolean    stops_at_once)
{
  g_autoptr(Asked) asked = asked_new_for_script (&wire, script);
  const AskgMouthSource theirs = { NULL };

  *heard = (Heard) { .sound = g_byte_array_new (), .cancellable = g_cancellable_new (), .stops_at_once = stops_at_once };
  askg_mouth_say_async (asked->link, "Good day.", &theirs, sound_cb, heard, heard->cancellable, said_cb, heard);
  while (heard->n_done == 0)
    g_main_context_iteration (NULL, TRUE);
  wire_rig_turn_loop (20);
  g_assert_cmpuint (heard->n_done, ==, 1);
}

static void
heard_clear (Heard *heard)
{
  g_byte_array_unref (heard->sound);
  g_clear_object (&heard->cancellable);
  g_clear_error (&heard->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Heard, heard_clear)

#define WAV "send HTTP/1.1 200 OK\\r\\nContent-Type: audio/wav\\r\\nConnection: close\\r\\n\\r\\n\n" \
  "send RIFF\\xff\\xff\\xff\\xffWAVEfmt \\x10\\0\\0\\0\\x01\\0\\x01\\0\\xc0\\x5d\\0\\0\\x80\\xbb\\0\\0\\x02\\0\\x10\\0data" \
  "\\xff\\xff\\xff\\xff\n"

static void
test_it_is_heard_as_it_is_spoken (void)
{
  g_auto(Heard) heard = { 0 };

  say (&heard, WAV "send abc\nwait 50\nsend defgh\nwait 50\nsend ij\nclose", FALSE);
  g_assert_no_error (heard.error);
  g_assert_cmpuint (heard.rate_hz, ==, 24000);
  g_assert_cmpmem (heard.sound->data, heard.sound->len, "abcdefghij", 10);
  g_assert_cmpuint (heard.n_pieces, >=, 2);
}

static void
test_it_is_silent_when_told (void)
{
  g_auto(Heard) heard = { 0 };

  say (&heard, WAV "send abcd\nwait 50\nsend efgh\nstall", TRUE);
  g_assert_error (heard.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (heard.n_pieces, ==, 1);
}

static void
test_what_is_no_sound_is_a_sentence (void)
{
  static const char *const scripts[] = {
    REFUSE ("400 No", "", "unknown voice"), REFUSE ("200 OK", "", "out of memory"),
    "send HTTP/1.1 200 OK\\r\\nContent-Length: 0\\r\\nContent-Type: audio/wav\\r\\n\\r\\n",
    WAV "close", "close",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_auto(Heard) heard = { 0 };

      say (&heard, scripts[i], FALSE);
      g_assert_nonnull (heard.error);
      g_test_message ("%s", heard.error->message);
      g_assert_cmpuint (heard.n_pieces, ==, 0);
    }
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  wire_rig_set_up (&wire, (const char *[]) { "plain", NULL });
  g_test_add_func ("/mouth/it-is-heard-as-it-is-spoken", test_it_is_heard_as_it_is_spoken);
  g_test_add_func ("/mouth/it-is-silent-when-told", test_it_is_silent_when_told);
  g_test_add_func ("/mouth/what-is-no-sound-is-a-sentence", test_what_is_no_sound_is_a_sentence);
  status = g_test_run ();

  wire_rig_tear_down (&wire);

  return status;
}
