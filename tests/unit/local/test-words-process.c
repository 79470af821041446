/* test-words-process.c: PocketSphinx hears roughly, in its own process; helpers that fail, hang or are missing. What is heard
 * are recordings of people, of the package pocketsphinx-testdata. */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-wav.h"
#include "engine/local/askg-wake-word.h"
#include "engine/local/askg-words-process.h"
#include "engine/local/askg-words-there.h"

#define PEOPLE "/usr/share/pocketsphinx/test/data/librivox/sense_and_sensibility_01_austen_64kb-0930.wav"

typedef struct
{
  AskgTranscript *transcript;
  GError         *error;
  gboolean        is_done;
} Outcome;

static char *folder;

static void
heard_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->transcript = askg_transcriber_hear_finish (ASKG_TRANSCRIBER (object), result, &outcome->error);
  outcome->is_done = TRUE;
  g_assert_true ((outcome->transcript != NULL) == (outcome->error == NULL));
  if (outcome->error != NULL)
    g_assert_cmpuint (g_utf8_strlen (outcome->error->message, -1), <=, 400);
}

static void
begin (AskgWordsProcess *ear,
       AskgPcm          *sound,
       GCancellable     *cancellable,
       Outcome          *outcome)
{
  *outcome = (Outcome) { NULL };
  askg_transcriber_hear_async (ASKG_TRANSCRIBER (ear), sound, NULL, cancellable, heard_cb, outcome);
}

static void
wait_for (Outcome *outcome)
{
  while (!outcome->is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
outcome_clear (Outcome *outcome)
{
  g_clear_pointer (&outcome->transcript, askg_transcript_free);
  g_clear_error (&outcome->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static AskgPcm *
silence (guint ms)
{
  const gsize n_bytes = 16 * ms * 2;
  g_autoptr(GBytes) samples = g_bytes_new_take (g_malloc0 (n_bytes), n_bytes);

  return askg_pcm_new (samples, 16000, 1);
}

/* (transfer full) (nullable) */
static AskgPcm *
load_people (void)
{
  g_autofree char *bytes = NULL;
  g_autoptr(GBytes) wav = NULL;
  g_autoptr(AskgPcm) sound = NULL;
  gsize n_bytes;

  if (!askg_words_are_there (NULL, NULL, NULL) || !g_file_get_contents (PEOPLE, &bytes, &n_bytes, NULL))
    return NULL;
  wav = g_bytes_new (bytes, n_bytes);
  sound = askg_wav_read (wav, NULL);

  return askg_pcm_resample (sound, 44100); /* as microphones are */
}

static void
people_are_understood_roughly (void)
{
  g_autoptr(AskgPcm) sound = load_people ();
  g_autoptr(AskgWordsProcess) ear = askg_words_process_new (ASKG_WORDS_FOR_DICTATION);
  g_auto(Outcome) first = { 0 };
  g_auto(Outcome) second = { 0 };
  g_autoptr(AskgPcm) quiet = silence (800);

  if (sound == NULL)
    {
      g_test_skip ("pocketsphinx-en-us or pocketsphinx-testdata is not installed");
      return;
    }

  begin (ear, sound, NULL, &first);
  begin (ear, quiet, NULL, &second);
  wait_for (&first);
  wait_for (&second);
  g_assert_no_error (first.error);
  g_assert_true (first.transcript->is_rough);
  g_assert_cmpstr (first.transcript->language, ==, "en");
  /* "he might even have been made amiable himself" */
  g_assert_nonnull (strstr (first.transcript->text, "even have been made"));
  g_assert_no_error (second.error);
  g_assert_cmpuint (strlen (second.transcript->text), <, 12);
}

static AskgWordsProcess *
new_with (const char *script)
{
  g_autofree char *path = g_build_filename (folder, "helper", NULL);
  AskgWordsProcess *ear = askg_words_process_new (ASKG_WORDS_FOR_DICTATION);

  g_assert_true (g_file_set_contents_full (path, script, -1, G_FILE_SET_CONTENTS_NONE, 0755, NULL));
  askg_words_process_set_program (ear, path, NULL);

  return ear;
}

/* In a cage there is a shell, and it has printf. */
#define READY "printf 'akg1\\1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0'; "

static void
helpers_that_misbehave_are_told (void)
{
  const struct { const char *script; int code; } cases[] = {
    { "#!/bin/sh\nexit 3\n", ASKG_ERROR_UNAVAILABLE },
    { "#!/bin/sh\nprintf nonsense-and-more-of-it\n", ASKG_ERROR_UNAVAILABLE },
    { "#!/bin/sh\n" READY "exit 0\n", ASKG_ERROR_UNAVAILABLE },
    { "#!/bin/sh\n" READY "head -c 100 >/dev/null; kill -9 $$\n", ASKG_ERROR_UNAVAILABLE },
    { "#!/bin/sh\nsleep 60\n", ASKG_ERROR_TIMED_OUT },
    { "#!/bin/sh\n" READY "sleep 60\n", ASKG_ERROR_TIMED_OUT },
    { "#!/bin/sh\nprintf 'akg1\\2\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0\\0'\n", ASKG_ERROR_UNAVAILABLE },
  };
  g_autoptr(AskgPcm) sound = silence (300);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AskgWordsProcess) ear = new_with (cases[i].script);
      g_auto(Outcome) outcome = { 0 };

      askg_words_process_set_limit_ms (ear, 1500, 1500);
      begin (ear, sound, NULL, &outcome);
      wait_for (&outcome);
      g_assert_error (outcome.error, ASKG_ERROR, cases[i].code);
    }
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

static void
a_cancel_is_heeded_and_the_next_is_heard (void)
{
  g_autoptr(AskgWordsProcess) ear = new_with ("#!/bin/sh\n" READY "sleep 60\n");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(AskgPcm) sound = silence (300);
  g_auto(Outcome) first = { 0 };
  g_auto(Outcome) waiting = { 0 };
  const gint64 begun_us = g_get_monotonic_time ();

  askg_words_process_set_limit_ms (ear, 15000, 1000);
  begin (ear, sound, cancellable, &first);
  begin (ear, sound, cancellable, &waiting);
  g_timeout_add (200, cancel_cb, cancellable);
  wait_for (&first);
  wait_for (&waiting);
  g_assert_error (first.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_error (waiting.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - begun_us, <, 5 * G_USEC_PER_SEC);
  outcome_clear (&first);
  begin (ear, sound, NULL, &first);
  wait_for (&first);
  g_assert_error (first.error, ASKG_ERROR, ASKG_ERROR_TIMED_OUT);
}

static void
what_is_missing_is_named (void)
{
  g_autoptr(AskgWordsProcess) ear = askg_words_process_new (ASKG_WORDS_FOR_COMMANDS);
  g_autoptr(AskgWakeWord) wake = askg_wake_word_new (NULL, ASKG_WAKE_WORD_EXPONENT);
  g_autoptr(GError) no_model = NULL;
  g_autoptr(GError) no_program = NULL;

  askg_words_process_set_program (ear, "/bin/true", "/nowhere");
  g_assert_false (askg_transcriber_is_there (ASKG_TRANSCRIBER (ear), &no_model));
  g_assert_error (no_model, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (no_model->message, "pocketsphinx-en-us"));
  askg_wake_word_set_program (wake, "/nowhere/askglass-hear-words", NULL);
  g_assert_false (askg_wake_word_is_there (wake, &no_program));
  g_assert_nonnull (strstr (no_program->message, "libpocketsphinx"));
}

/* -- The wake word ---------------------------------------------------------------- */

static void
failed_cb (AskgWakeWord *wake,
           const GError *error,
           GError      **out_error)
{
  g_assert_null (*out_error);
  *out_error = g_error_copy (error);
}

static void
a_word_that_nobody_knows_is_told (void)
{
  g_autoptr(AskgWakeWord) wake = askg_wake_word_new ("okay glasz", -25);
  g_autoptr(GError) error = NULL;

  if (!askg_words_are_there (NULL, NULL, NULL))
    {
      g_test_skip ("pocketsphinx-en-us is not installed");
      return;
    }
  g_signal_connect (wake, "failed", G_CALLBACK (failed_cb), &error);
  askg_wake_word_begin (wake);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_USAGE);
}

static void
a_helper_that_dies_again_and_again_is_given_up (void)
{
  g_autoptr(AskgWakeWord) wake = askg_wake_word_new (NULL, -25);
  g_autofree char *path = g_build_filename (folder, "dying", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents_full (path, "#!/bin/sh\n" READY "exit 1\n", -1, G_FILE_SET_CONTENTS_NONE, 0755, NULL));
  askg_wake_word_set_program (wake, path, NULL);
  g_signal_connect (wake, "failed", G_CALLBACK (failed_cb), &error);
  askg_wake_word_begin (wake);
  while (error == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE);
  askg_wake_word_hear (wake, (const gint16[]) { 1, 2, 3 }, 3); /* too late, and no harm */
}

/* One that does not keep up is ended, not fed more and more. */
static void
a_helper_that_hangs_is_ended (void)
{
  g_autoptr(AskgWakeWord) wake = askg_wake_word_new (NULL, -25);
  g_autofree char *path = g_build_filename (folder, "hanging", NULL);
  g_autofree gint16 *second = g_new0 (gint16, 16000);
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents_full (path, "#!/bin/sh\n" READY "sleep 60\n", -1, G_FILE_SET_CONTENTS_NONE, 0755, NULL));
  askg_wake_word_set_program (wake, path, NULL);
  g_signal_connect (wake, "failed", G_CALLBACK (failed_cb), &error);
  askg_wake_word_begin (wake);
  while (error == NULL)
    {
      askg_wake_word_hear (wake, second, 16000);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (2000);
    }
  g_assert_error (error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE);
}

static void
its_figure_is_told_or_that_there_is_none (void)
{
  g_autofree char *measured = askg_wake_word_describe (ASKG_WAKE_WORD_PHRASE, ASKG_WAKE_WORD_EXPONENT);
  g_autofree char *unknown = askg_wake_word_describe ("good morning computer", -25);

  g_assert_nonnull (strstr (measured, "62 times in a hundred"));
  g_assert_nonnull (strstr (unknown, "Nobody has measured"));
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("askg-words-XXXXXX", NULL);
  g_test_add_func ("/words-process/people", people_are_understood_roughly);
  g_test_add_func ("/words-process/misbehave", helpers_that_misbehave_are_told);
  g_test_add_func ("/words-process/cancel", a_cancel_is_heeded_and_the_next_is_heard);
  g_test_add_func ("/words-process/missing", what_is_missing_is_named);
  g_test_add_func ("/wake-word/unknown", a_word_that_nobody_knows_is_told);
  g_test_add_func ("/wake-word/dies", a_helper_that_dies_again_and_again_is_given_up);
  g_test_add_func ("/wake-word/hangs", a_helper_that_hangs_is_ended);
  g_test_add_func ("/wake-word/figure", its_figure_is_told_or_that_there_is_none);
  status = g_test_run ();
  {
    const char *rm[] = { "rm", "-rf", folder, NULL };

    g_spawn_sync (NULL, (char **) rm, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
    g_free (folder);
  }

  return status;
}
