/* test-whisper-server.c: a model file turns speech into words, whatever its server does, and no process is left behind.
 * The server is tests/rigs/llama/fake-whisper-server; the model's name says how it behaves. */
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/askg-error.h"
#include "engine/provider/askg-ear.h"
#include "engine/provider/askg-server-kind.h"
#include "tests/unit/transport/wire-rig.h"

typedef struct
{
  char             *folder;
  char             *program;
  AskgHttp         *http;
  AskgModelServers *servers;
  AskgProfile      *profile;
  AskgTranscriber  *ear;
  GCancellable     *cancellable;
  AskgTranscript   *transcript;
  GError           *error;
  gboolean          is_done;
} Rig;

/* As long as nobody looks further than that: a head, two filters, a word, a tensor. */
static void
write_model (const char *path,
             gboolean    is_one)
{
  const gint32 numbers[] = {
    is_one ? 0x67676d6c : 0x46554747, 51865, 1500, 32, 1, 1, 448, 32, 1, 1, 80, 1, 1, 2, 0, 0, 1, 0, 1, 4, 0, 1,
  };
  g_autoptr(GByteArray) file = g_byte_array_new ();

  g_byte_array_append (file, (const guint8 *) numbers, sizeof numbers);
  g_byte_array_append (file, (const guint8 *) "name\0\0\0\0", 8);
  g_assert_true (g_file_set_contents (path, (const char *) file->data, file->len, NULL));
}

static void
set_up (Rig        *rig,
        const char *model,
        const char *program_name)
{
  g_autoptr(AskgPolicy) policy = askg_policy_new ();
  g_autoptr(AskgGate) gate = askg_gate_new ();
  g_autoptr(FakeLedger) ledger = g_object_new (FAKE_TYPE_LEDGER, NULL);
  g_autoptr(AskgKeys) keys = askg_keys_new ("/nonexistent");
  g_autoptr(AskgEngineLink) link = NULL;
  g_autofree char *fake = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "rigs/llama/fake-whisper-server", NULL);
  g_autofree char *path = NULL;

  memset (rig, 0, sizeof *rig);
  rig->folder = g_dir_make_tmp ("askg-whisper-XXXXXX", NULL);
  g_setenv ("XDG_RUNTIME_DIR", rig->folder, TRUE);
  path = g_build_filename (rig->folder, model, NULL);
  rig->program = g_build_filename (rig->folder, program_name, NULL);
  write_model (path, strstr (model, "other") == NULL);
  g_assert_cmpint (symlink (fake, rig->program), ==, 0);

  rig->http = askg_http_new (policy, gate, ASKG_LEDGER (ledger));
  rig->servers = askg_model_servers_new (rig->http);
  g_object_set (rig->servers, "speech-program", rig->program, NULL);
  rig->profile = askg_profile_new ("tiny", "Tiny", NULL);
  g_object_set (rig->profile, "kind", ASKG_PROFILE_CHILD, "speaks", ASKG_SPEAKS_INFERENCE, "model-file", path, NULL);
  link = askg_engine_link_new (rig->profile, rig->http, keys);
  askg_engine_link_set_servers (link, rig->servers);
  rig->ear = ASKG_TRANSCRIBER (askg_ear_transcriber_new (link));
  rig->cancellable = g_cancellable_new ();
}

static void
tear_down (Rig *rig)
{
  const char *argv[] = { "rm", "-rf", rig->folder, NULL };

  g_object_unref (rig->ear);
  g_object_unref (rig->profile);
  g_object_run_dispose (G_OBJECT (rig->servers));
  g_object_unref (rig->servers);
  wire_rig_turn_loop (20);
  g_object_unref (rig->http);
  g_object_unref (rig->cancellable);
  g_clear_pointer (&rig->transcript, askg_transcript_free);
  g_clear_error (&rig->error);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (rig->folder);
  g_free (rig->program);
}

static AskgModelServer *
server_of (Rig *rig)
{
  return askg_model_servers_get (rig->servers, rig->profile);
}

static gboolean
anybody_is_left (Rig *rig)
{
  const char *argv[] = { "pgrep", "-f", rig->folder, NULL };
  const gint64 late_us = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  int status;

  do
    {
      wire_rig_turn_loop (20);
      g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL,
                                   NULL, NULL, NULL, NULL, &status, NULL));
    }
  while (status == 0 && g_get_monotonic_time () < late_us);

  return status == 0;
}

static void
heard_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Rig *rig = user_data;

  rig->transcript = askg_transcriber_hear_finish (ASKG_TRANSCRIBER (object), result, &rig->error);
  rig->is_done = TRUE;
}

static void
hear (Rig        *rig,
      const char *language)
{
  g_autoptr(GBytes) samples = g_bytes_new_take (g_malloc0 (32000), 32000);
  g_autoptr(AskgPcm) sound = askg_pcm_new (samples, 16000, 1);

  g_clear_pointer (&rig->transcript, askg_transcript_free);
  g_clear_error (&rig->error);
  rig->is_done = FALSE;
  askg_transcriber_hear_async (rig->ear, sound, &(AskgTranscriberHints) { .language = language }, rig->cancellable, heard_cb, rig);
  while (!rig->is_done)
    g_main_context_iteration (NULL, TRUE);
  if (rig->error != NULL)
    g_assert_cmpuint (g_utf8_strlen (rig->error->message, -1), <=, 400);
}

static void
what_is_said_becomes_words (void)
{
  Rig rig;

  set_up (&rig, "tiny-ok.bin", "fake");
  g_assert_true (askg_profile_is_ear (rig.profile));
  hear (&rig, NULL);
  g_assert_no_error (rig.error);
  g_assert_cmpstr (rig.transcript->text, ==, "this was said in auto");
  g_assert_cmpstr (rig.transcript->engine, ==, "Tiny");
  g_assert_false (rig.transcript->is_rough);
  g_assert_null (rig.transcript->language);
  hear (&rig, "ko-KR");
  g_assert_cmpstr (rig.transcript->text, ==, "this was said in ko");
  g_assert_cmpstr (rig.transcript->language, ==, "ko");
  tear_down (&rig);
}

static void
a_note_is_nobody_s_words (void)
{
  Rig rig;

  set_up (&rig, "tiny-noise.bin", "fake");
  hear (&rig, NULL);
  g_assert_no_error (rig.error);
  g_assert_cmpstr (rig.transcript->text, ==, "");
  tear_down (&rig);
}

static void
what_cannot_be_served_is_told (void)
{
  const struct { const char *model; const char *program; int code; const char *told; } cases[] = {
    { "tiny-other.bin", "fake", ASKG_ERROR_UNREADABLE_MODEL, "ggml-base.bin" },
    { "tiny-unknown.bin", "fake", ASKG_ERROR_ENGINE_FAILED, "could not load" },
    { "tiny-ok.bin", "fake-old", ASKG_ERROR_UNAVAILABLE, "--request-path" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Rig rig;

      set_up (&rig, cases[i].model, cases[i].program);
      hear (&rig, NULL);
      g_assert_error (rig.error, ASKG_ERROR, cases[i].code);
      g_assert_nonnull (strstr (rig.error->message, cases[i].told));
      g_assert_false (anybody_is_left (&rig));
      tear_down (&rig);
    }
}

static void
a_program_that_is_missing_is_named (void)
{
  Rig rig;

  set_up (&rig, "tiny-ok.bin", "fake");
  g_object_set (rig.servers, "speech-program", "no-such-whisper-server", NULL);
  hear (&rig, NULL);
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (rig.error->message, "no-such-whisper-server"));
  g_assert_nonnull (strstr (rig.error->message, "whisper.cpp"));
  tear_down (&rig);
}

static void
one_that_crashes_is_tried_again_and_given_up (void)
{
  Rig rig;

  if (!g_test_slow ()) /* eight seconds; it is the same supervisor as llama-server's, where it always runs */
    {
      g_test_skip ("-m slow");
      return;
    }

  set_up (&rig, "tiny-crash.bin", "fake");
  hear (&rig, NULL);
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED);
  g_assert_false (anybody_is_left (&rig));
  tear_down (&rig);
}

static void
one_that_never_gets_ready_is_ended (void)
{
  Rig rig;

  set_up (&rig, "tiny-hang.bin", "fake");
  askg_model_server_set_limits_ms (server_of (&rig), 800, 60000);
  hear (&rig, NULL);
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT);
  g_assert_false (anybody_is_left (&rig));
  tear_down (&rig);
}

/* The utterance is lost and told so; the next one is heard by a new run. */
static void
one_that_dies_in_mid_answer_is_started_again (void)
{
  Rig rig;

  set_up (&rig, "tiny-once.bin", "fake");
  hear (&rig, NULL);
  g_assert_nonnull (rig.error);
  hear (&rig, NULL);
  if (rig.error != NULL) /* its death was not known yet */
    hear (&rig, NULL);
  g_assert_no_error (rig.error);
  g_assert_true (g_str_has_prefix (rig.transcript->text, "this was said"));
  tear_down (&rig);
}

static void
what_is_no_answer_is_told (void)
{
  Rig rig;

  set_up (&rig, "tiny-lies.bin", "fake");
  hear (&rig, NULL);
  g_assert_nonnull (rig.error);
  g_assert_cmpint (rig.error->domain, ==, ASKG_ERROR);
  g_assert_nonnull (strstr (rig.error->message, "Tiny"));
  tear_down (&rig);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

static void
one_that_never_answers_can_be_cancelled (void)
{
  Rig rig;
  gint64 begun_us;

  set_up (&rig, "tiny-mute.bin", "fake");
  askg_transcriber_warm_up (rig.ear);
  while (askg_model_server_get_state (server_of (&rig)) != ASKG_SERVER_READY)
    g_main_context_iteration (NULL, TRUE);
  g_timeout_add (300, cancel_cb, rig.cancellable);
  begun_us = g_get_monotonic_time ();
  hear (&rig, NULL);
  g_assert_error (rig.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - begun_us, <, 2 * G_USEC_PER_SEC);
  tear_down (&rig);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("askg-whisper-cache-XXXXXX", NULL);
  const char *rm[] = { "rm", "-rf", cache, NULL };
  int status;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/whisper-server/words", what_is_said_becomes_words);
  g_test_add_func ("/whisper-server/note", a_note_is_nobody_s_words);
  g_test_add_func ("/whisper-server/refused", what_cannot_be_served_is_told);
  g_test_add_func ("/whisper-server/missing", a_program_that_is_missing_is_named);
  g_test_add_func ("/whisper-server/crash", one_that_crashes_is_tried_again_and_given_up);
  g_test_add_func ("/whisper-server/hang", one_that_never_gets_ready_is_ended);
  g_test_add_func ("/whisper-server/dies", one_that_dies_in_mid_answer_is_started_again);
  g_test_add_func ("/whisper-server/lies", what_is_no_answer_is_told);
  g_test_add_func ("/whisper-server/cancel", one_that_never_answers_can_be_cancelled);
  status = g_test_run ();
  g_spawn_sync (NULL, (char **) rm, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);

  return status;
}
