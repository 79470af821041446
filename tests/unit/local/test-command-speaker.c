/* test-command-speaker.c: a command of the person's that speaks, and all the ways in which it does not. */
#include "engine/local/askg-command-speaker.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>

#include "engine/base/askg-error.h"

typedef struct
{
  GByteArray   *sound;
  GError       *error;
  GCancellable *cancellable;
  guint         rate_hz;
  gboolean      cancel;
  gboolean      is_done;
} Heard;

static void
heard_clear (Heard *heard)
{
  g_byte_array_unref (heard->sound);
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
  if (heard->cancel)
    g_cancellable_cancel (heard->cancellable);
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
say (Heard              *heard,
     AskgCommandSpeaker *speaker,
     const char         *text)
{
  g_autoptr(AskgClause) clause = askg_clause_new (text, NULL, "en");

  heard->sound = g_byte_array_new ();
  heard->cancellable = g_cancellable_new ();
  askg_speaker_say_async (ASKG_SPEAKER (speaker), clause, sound_cb, NULL, heard, heard->cancellable, said_cb, heard);
  while (!heard->is_done)
    g_main_context_iteration (NULL, TRUE);
}

/* Of a shell script, for short. */
static AskgCommandSpeaker *
new_speaker (const char *script)
{
  const char *const argv[] = { "/bin/sh", "-c", script, NULL };
  AskgCommandSpeaker *speaker = askg_command_speaker_new (argv, 16000);

  askg_command_speaker_set_limits (speaker, 1500, 1 << 20);

  return speaker;
}

#define WAV(channels) "printf 'RIFF\\377\\377\\377\\377WAVEfmt \\020\\0\\0\\0\\001\\0" channels "\\0\\200\\076\\0\\0\\0\\175\\0\\0\\002\\0\\020\\0data\\377\\377\\377\\377'; "

static void
test_what_it_writes_is_heard (void)
{
  static const struct { const char *script; const char *sound; gsize n_bytes; guint rate_hz; } rows[] = {
    { "cat >/dev/null; " WAV ("\\001") "printf '\\001\\0\\002\\0\\003\\0'", "\1\0\2\0\3\0", 6, 16000 },
    { "cat >/dev/null; " WAV ("\\002") "printf '\\002\\0\\004\\0'", "\3\0", 2, 16000 },
    { "cat >/dev/null; printf '\\001\\0\\002\\0\\003'", "\1\0\2\0", 4, 16000 }, /* an odd byte is no sample */
    { WAV ("\\001") "printf '\\001\\0'; sleep 0.2; printf '\\002\\0'; yes 'warming up' | head -c 200000 >&2", "\1\0\2\0", 4, 16000 },
    { "read line; [ \"$line\" = 'Good day; rm -rf $HOME.' ] && printf '\\011\\0'", "\t\0", 2, 16000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(AskgCommandSpeaker) speaker = new_speaker (rows[i].script);
      g_auto(Heard) heard = { 0 };

      say (&heard, speaker, "Good day; rm -rf $HOME.");
      g_assert_no_error (heard.error);
      g_assert_cmpmem (heard.sound->data, heard.sound->len, rows[i].sound, rows[i].n_bytes);
      g_assert_cmpuint (heard.rate_hz, ==, rows[i].rate_hz);
    }
}

static void
test_one_that_does_not_work_is_a_sentence (void)
{
  static const struct { const char *script; AskgError code; const char *words; } rows[] = {
    { "exit 3", ASKG_ERROR_UNAVAILABLE, "ended with an error" },
    { "echo 'no such model' >&2; exit 1", ASKG_ERROR_UNAVAILABLE, "no such model" },
    { "cat >/dev/null", ASKG_ERROR_UNAVAILABLE, "no sound" },
    { "echo 'usage: speak --model FILE, and so on and so on, and whatever else such a program has to tell'", ASKG_ERROR_UNAVAILABLE, "words instead" },
    { "printf 'OggS\\0\\001\\002'; head -c 4000 /dev/urandom", ASKG_ERROR_UNAVAILABLE, "neither WAV nor raw" },
    { "printf 'RIFF\\0\\0\\0\\0WAVEfmt \\020\\0\\0\\0\\003\\0\\001\\0\\200\\076\\0\\0\\0\\175\\0\\0\\004\\0\\040\\0data\\0\\0\\0\\0'; head -c 400 /dev/zero",
      ASKG_ERROR_UNAVAILABLE, "16-bit" },
    { "sleep 60", ASKG_ERROR_TIMED_OUT, "does not end" },
    { "cat /dev/zero", ASKG_ERROR_UNAVAILABLE, "no end" },
    { "printf '\\001\\0\\002\\0'; sleep 60", ASKG_ERROR_TIMED_OUT, "does not end" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(AskgCommandSpeaker) speaker = new_speaker (rows[i].script);
      g_auto(Heard) heard = { 0 };

      say (&heard, speaker, "Good day.");
      g_test_message ("%s", heard.error != NULL ? heard.error->message : "no error");
      g_assert_error (heard.error, ASKG_ERROR, (int) rows[i].code);
      g_assert_nonnull (strstr (heard.error->message, rows[i].words));
      g_assert_cmpuint (strlen (heard.error->message), <=, 400);
    }
}

static void
test_one_that_is_not_there_is_a_sentence (void)
{
  const char *const argv[] = { "/nowhere/speak", NULL };
  g_autoptr(AskgCommandSpeaker) speaker = askg_command_speaker_new (argv, 22050);
  g_auto(Heard) heard = { 0 };

  say (&heard, speaker, "Good day.");
  g_assert_error (heard.error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE);
}

/* With all it started, and at once. */
static void
test_stop_ends_it (void)
{
  g_autofree char *folder = g_dir_make_tmp ("askglass-command-XXXXXX", NULL);
  g_autofree char *mark = g_build_filename (folder, "alive", NULL);
  g_autofree char *script = g_strdup_printf ("(sleep 1; touch %s) & head -c 4000 /dev/zero; sleep 60", mark);
  g_autoptr(AskgCommandSpeaker) speaker = new_speaker (script);
  g_auto(Heard) heard = { .cancel = TRUE };
  const gint64 began_us = g_get_monotonic_time ();

  say (&heard, speaker, "Good day.");
  g_assert_error (heard.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, G_USEC_PER_SEC);
  g_usleep (1300000);
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
  g_rmdir (folder);
}

/* What is loaded is loaded while the clause before is heard. */
static void
test_the_next_one_is_ready_before_its_words (void)
{
  g_autoptr(AskgCommandSpeaker) speaker = new_speaker ("sleep 0.5; cat >/dev/null; printf '\\001\\0'");
  g_auto(Heard) first = { 0 };
  g_auto(Heard) second = { 0 };
  gint64 began_us;

  say (&first, speaker, "One.");
  g_assert_no_error (first.error);
  g_usleep (700000);
  began_us = g_get_monotonic_time ();
  say (&second, speaker, "Two.");
  g_assert_no_error (second.error);
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, 400000);
}

int
main (int    argc,
      char **argv)
{
  signal (SIGPIPE, SIG_IGN); /* as the program does */
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command-speaker/what-it-writes-is-heard", test_what_it_writes_is_heard);
  g_test_add_func ("/command-speaker/one-that-does-not-work-is-a-sentence", test_one_that_does_not_work_is_a_sentence);
  g_test_add_func ("/command-speaker/one-that-is-not-there-is-a-sentence", test_one_that_is_not_there_is_a_sentence);
  g_test_add_func ("/command-speaker/stop-ends-it", test_stop_ends_it);
  g_test_add_func ("/command-speaker/the-next-one-is-ready-before-its-words", test_the_next_one_is_ready_before_its_words);

  return g_test_run ();
}
