/* test-espeak.c: words are spoken at once, word by word, until somebody says stop. */
#include "engine/local/askg-espeak.h"
#include "engine/local/askg-read-aloud.h"
#include "engine/base/askg-error.h"

#include <signal.h>
#include <string.h>

typedef struct
{
  GByteArray   *sound;
  GArray       *starts;   /* of gsize: of words */
  GError       *error;
  GCancellable *cancellable;
  guint         rate_hz;
  guint         cancel_after; /* pieces of sound; 0: never */
  guint         n_pieces;
  guint64       last_at;
  gboolean      is_done;
} Heard;

static void
heard_init (Heard *heard)
{
  *heard = (Heard) { .sound = g_byte_array_new (), .starts = g_array_new (FALSE, FALSE, sizeof (gsize)),
                     .cancellable = g_cancellable_new () };
}

static void
heard_clear (Heard *heard)
{
  g_byte_array_unref (heard->sound);
  g_array_unref (heard->starts);
  g_clear_error (&heard->error);
  g_clear_object (&heard->cancellable);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Heard, heard_clear)

static void
sound_cb (guint    rate_hz,
          GBytes  *samples,
          gpointer user_data)
{
  Heard *heard = user_data;

  g_assert_false (g_cancellable_is_cancelled (heard->cancellable));
  heard->rate_hz = rate_hz;
  g_byte_array_append (heard->sound, g_bytes_get_data (samples, NULL), g_bytes_get_size (samples));
  if (++heard->n_pieces == heard->cancel_after)
    g_cancellable_cancel (heard->cancellable);
}

static void
word_cb (gsize    start_byte,
         gsize    end_byte,
         guint64  at_sample,
         gpointer user_data)
{
  Heard *heard = user_data;

  g_assert_cmpuint (start_byte, <, end_byte);
  g_assert_cmpuint (at_sample, >=, heard->last_at);
  heard->last_at = at_sample;
  g_array_append_val (heard->starts, start_byte);
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

static AskgClause *
new_clause (const char *text,
            const char *language)
{
  AskgClause *clause = askg_clause_new (text, NULL, language);

  clause->n_parts = 1;
  clause->parts = g_new0 (AskgClausePart, 1);
  clause->parts[0] = (AskgClausePart) { 0, strlen (text), 0, strlen (text), TRUE };

  return clause;
}

static void
say (AskgEspeak *espeak,
     Heard      *heard,
     const char *text,
     const char *language)
{
  g_autoptr(AskgClause) clause = new_clause (text, language);

  askg_speaker_say_async (ASKG_SPEAKER (espeak), clause, sound_cb, word_cb, heard, heard->cancellable, said_cb, heard);
  while (!heard->is_done)
    g_main_context_iteration (NULL, TRUE);
}

static double
seconds_of (Heard *heard)
{
  return heard->sound->len / 2.0 / heard->rate_hz;
}

static AskgEspeak *
new_espeak (void)
{
  return askg_espeak_new (NULL);
}

static void
test_words_are_told_where_their_sound_begins (void)
{
  static const gsize starts[] = { 0, 6, 12 };
  g_autoptr(AskgEspeak) espeak = new_espeak ();
  g_auto(Heard) heard;

  heard_init (&heard);
  say (espeak, &heard, "Hello there world.", "en");
  g_assert_no_error (heard.error);
  g_assert_cmpuint (heard.rate_hz, ==, 22050);
  g_assert_cmpfloat (seconds_of (&heard), >, 0.6);
  g_assert_cmpfloat (seconds_of (&heard), <, 3);
  g_assert_cmpuint (heard.starts->len, ==, 3);
  g_assert_cmpmem (heard.starts->data, 3 * sizeof (gsize), starts, sizeof starts);
  g_assert_cmpuint (heard.last_at, <, heard.sound->len / 2);
}

/* No silence before the first word: that would be waiting. */
static void
test_it_begins_at_once (void)
{
  static const char *const rows[][2] = { { "Apple pie.", "en" }, { "안녕하세요.", "ko" }, { "你好。", "zh" }, { "Guten Tag.", "de" },
                                         { "こんにちは。", "ja" }, { "Klingon?", "xx" } };
  g_autoptr(AskgEspeak) espeak = new_espeak ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(Heard) heard;
      const gint16 *samples;
      guint first = 0;

      heard_init (&heard);
      say (espeak, &heard, rows[i][0], rows[i][1]);
      g_assert_no_error (heard.error);
      samples = (const gint16 *) (gpointer) heard.sound->data;
      while (first < heard.sound->len / 2 && ABS (samples[first]) < 100)
        first++;
      g_assert_cmpuint (first, <, 22050 / 50);
      g_assert_cmpfloat (seconds_of (&heard), >, 0.3);
    }
}

static void
test_stop_is_stop (void)
{
  g_autoptr(AskgEspeak) espeak = new_espeak ();
  g_auto(Heard) heard;
  g_auto(Heard) next;

  heard_init (&heard);
  heard.cancel_after = 2;
  say (espeak, &heard, "This is quite a long sentence that somebody does not want to hear to its very end at all, and more of it.", "en");
  g_assert_error (heard.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (heard.n_pieces, ==, 2);

  heard_init (&next);
  say (espeak, &next, "Next.", "en");
  g_assert_no_error (next.error);
  g_assert_cmpuint (next.starts->len, ==, 1);
}

static void
test_faster_is_shorter (void)
{
  g_autoptr(AskgEspeak) espeak = new_espeak ();
  g_auto(Heard) usual;
  g_auto(Heard) fast;

  heard_init (&usual);
  say (espeak, &usual, "The quick brown fox jumps over the lazy dog.", "en");
  askg_espeak_voices_set_rate (askg_espeak_get_voices (espeak), 2);
  heard_init (&fast);
  say (espeak, &fast, "The quick brown fox jumps over the lazy dog.", "en");
  g_assert_cmpfloat (seconds_of (&fast), <, 0.7 * seconds_of (&usual));
}

static void
test_a_voice_that_is_not_there_is_a_sentence (void)
{
  g_autoptr(AskgEspeak) espeak = new_espeak ();
  g_auto(Heard) heard;
  g_auto(Heard) next;

  askg_espeak_voices_force (askg_espeak_get_voices (espeak), "nobody");
  heard_init (&heard);
  say (espeak, &heard, "Hello.", "en");
  g_assert_error (heard.error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (heard.error->message, "nobody"));

  askg_espeak_voices_force (askg_espeak_get_voices (espeak), "de");
  heard_init (&next);
  say (espeak, &next, "Hello.", "en");
  g_assert_no_error (next.error);
}

/* Marks of the library's own, and of XML, are words like all others. */
static void
test_nothing_in_the_words_is_an_order (void)
{
  g_autoptr(AskgEspeak) espeak = new_espeak ();
  g_auto(Heard) heard;

  heard_init (&heard);
  say (espeak, &heard, "[[h@l'oU]] <audio src=\"/etc/passwd\"/> &amp; \\x1b.", "en");
  g_assert_no_error (heard.error);
  g_assert_cmpfloat (seconds_of (&heard), >, 1);
}

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(char **) user_data = askg_espeak_list_finish (ASKG_ESPEAK (object), result, NULL);
}

static void
test_its_voices_are_listed (void)
{
  g_autoptr(AskgEspeak) espeak = new_espeak ();
  g_autofree char *voices = NULL;

  askg_espeak_list_async (espeak, NULL, listed_cb, &voices);
  while (voices == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (strstr (voices, "\tko\t"));
  g_assert_nonnull (strstr (voices, "\ten-us\t"));
}

/* A helper that dies, talks nonsense or is not there. */
static void
test_a_broken_helper_is_a_sentence (void)
{
  static const char *const programs[] = { "/bin/false", "/bin/echo", "/nowhere/at/all" };

  for (gsize i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autoptr(AskgEspeak) espeak = askg_espeak_new (programs[i]);
      g_auto(Heard) heard;

      heard_init (&heard);
      say (espeak, &heard, "Hello.", "en");
      g_assert_error (heard.error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE);
    }
}

static gint64
plenty_cb (guint    rate_hz,
           GBytes  *samples,
           gpointer user_data)
{
  Heard *heard = user_data;

  sound_cb (rate_hz, samples, heard);

  return 0;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Heard *heard = user_data;

  askg_read_aloud_run_finish (ASKG_READ_ALOUD (object), result, &heard->error);
  heard->is_done = TRUE;
}

static void
test_what_streams_in_is_heard_before_its_end (void)
{
  g_autoptr(AskgEspeak) espeak = new_espeak ();
  g_auto(Heard) heard;
  g_autoptr(AskgReadAloud) reading = NULL;
  static const char first[] = "The first sentence. ", second[] = "그리고 **둘째** 문장입니다.";

  heard_init (&heard);
  reading = askg_read_aloud_new (ASKG_SPEAKER (espeak), plenty_cb, word_cb, &heard);
  askg_read_aloud_run_async (reading, heard.cancellable, read_cb, &heard);
  askg_read_aloud_feed (reading, first, strlen (first));
  while (heard.n_pieces == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (heard.is_done);
  for (gsize i = 0; i < strlen (second); i++)
    askg_read_aloud_feed (reading, second + i, 1);
  askg_read_aloud_end (reading);
  while (!heard.is_done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (heard.error);
  g_assert_cmpuint (heard.starts->len, >=, 5); /* it takes two Korean words for one now and then */
  g_assert_cmpuint (g_array_index (heard.starts, gsize, 3), ==, strlen ("The first sentence. "));
  g_assert_cmpuint (g_array_index (heard.starts, gsize, 4), ==, strlen ("The first sentence. 그리고 "));
}

int
main (int    argc,
      char **argv)
{
  if (!askg_espeak_is_there ())
    return 77; /* built without it */
  signal (SIGPIPE, SIG_IGN); /* as the program does */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/espeak/words-are-told-where-their-sound-begins", test_words_are_told_where_their_sound_begins);
  g_test_add_func ("/espeak/it-begins-at-once", test_it_begins_at_once);
  g_test_add_func ("/espeak/stop-is-stop", test_stop_is_stop);
  g_test_add_func ("/espeak/faster-is-shorter", test_faster_is_shorter);
  g_test_add_func ("/espeak/a-voice-that-is-not-there-is-a-sentence", test_a_voice_that_is_not_there_is_a_sentence);
  g_test_add_func ("/espeak/nothing-in-the-words-is-an-order", test_nothing_in_the_words_is_an_order);
  g_test_add_func ("/espeak/its-voices-are-listed", test_its_voices_are_listed);
  g_test_add_func ("/espeak/a-broken-helper-is-a-sentence", test_a_broken_helper_is_a_sentence);
  g_test_add_func ("/espeak/what-streams-in-is-heard-before-its-end", test_what_streams_in_is_heard_before_its_end);

  return g_test_run ();
}
