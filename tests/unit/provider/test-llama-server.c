/* test-llama-server.c: a model file is served when it is asked for, and no process is left behind, whatever the
 * server does. The server is tests/rigs/llama/fake-llama-server; the model's name says how it behaves. */
#include <signal.h>
#include <string.h>

#include <glib/gstdio.h>

#include "engine/base/askg-error.h"
#include "engine/base/askg-program.h"
#include "engine/provider/askg-llama-command.h"
#include "engine/provider/askg-server-kind.h"
#include "engine/provider/askg-model-server.h"
#include "tests/unit/transport/wire-rig.h"

/* A head of a model without any tensor. */
static const guint8 empty_model[] = { 'G', 'G', 'U', 'F', 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };

typedef struct
{
  char            *folder;
  AskgHttp        *http;
  AskgModelServer *server;
  GCancellable    *cancellable;
  gboolean         is_done;
  GError          *error;
} Rig;

static void
set_up (Rig        *rig,
        const char *model,
        const char *program_name)
{
  g_autoptr(AskgPolicy) policy = askg_policy_new ();
  g_autoptr(AskgGate) gate = askg_gate_new ();
  g_autoptr(FakeLedger) ledger = g_object_new (FAKE_TYPE_LEDGER, NULL);
  g_autofree char *fake = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "rigs/llama/fake-llama-server", NULL);
  g_autofree char *program = NULL;
  g_autofree char *path = NULL;

  memset (rig, 0, sizeof *rig);
  rig->folder = g_dir_make_tmp ("askg-llama-XXXXXX", NULL);
  g_assert_nonnull (rig->folder);
  g_setenv ("XDG_RUNTIME_DIR", rig->folder, TRUE);
  path = g_build_filename (rig->folder, model, NULL);
  program = g_build_filename (rig->folder, program_name, NULL);
  g_assert_true (g_file_set_contents (path, (const char *) empty_model, sizeof empty_model, NULL));
  g_assert_cmpint (symlink (fake, program), ==, 0);

  rig->http = askg_http_new (policy, gate, ASKG_LEDGER (ledger));
  rig->server = askg_model_server_new (rig->http, "tiny", "Tiny",
                                       &(AskgServedModel) { .kind = &askg_llama_kind, .program = program, .model_path = path });
  rig->cancellable = g_cancellable_new ();
}

static void
tear_down (Rig *rig)
{
  const char *argv[] = { "rm", "-rf", rig->folder, NULL };

  g_object_unref (rig->server);
  wire_rig_turn_loop (20);
  g_object_unref (rig->http);
  g_object_unref (rig->cancellable);
  g_clear_error (&rig->error);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (rig->folder);
}

static void
hold_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Rig *rig = user_data;

  g_clear_error (&rig->error);
  askg_model_server_hold_finish (rig->server, result, &rig->error);
  rig->is_done = TRUE;
}

static void
hold (Rig *rig)
{
  rig->is_done = FALSE;
  askg_model_server_hold_async (rig->server, rig->cancellable, hold_cb, rig);
  while (!rig->is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
stop_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Rig *rig = user_data;

  g_assert_true (askg_model_server_stop_finish (rig->server, result, NULL));
  rig->is_done = TRUE;
}

static void
stop (Rig *rig)
{
  rig->is_done = FALSE;
  askg_model_server_stop_async (rig->server, stop_cb, rig);
  while (!rig->is_done)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_state (Rig            *rig,
                AskgServerState  state)
{
  const gint64 late_us = g_get_monotonic_time () + 30 * G_USEC_PER_SEC;

  while (askg_model_server_get_state (rig->server) != state)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, late_us);
      wire_rig_turn_loop (10);
    }
}

/* Whether any process has this rig's folder on its command line: children and grandchildren alike. What was
 * only asked for its help may still be saying it. */
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

static gboolean
anything_is_left (Rig        *rig,
                  const char *ending)
{
  g_autofree char *folder = g_build_filename (rig->folder, "askglass", NULL);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ending))
      return TRUE;

  return FALSE;
}

static void
a_model_is_served_when_it_is_asked_for (void)
{
  Rig rig;
  AskgServerRun *run;

  set_up (&rig, "tiny-slow.gguf", "fake");
  g_assert_cmpint (askg_model_server_get_state (rig.server), ==, ASKG_SERVER_STOPPED);
  hold (&rig);
  g_assert_no_error (rig.error);
  run = askg_model_server_get_run (rig.server);
  g_assert_nonnull (askg_server_run_get_socket_path (run));
  g_assert_null (askg_server_run_get_key (run));
  g_assert_true (anything_is_left (&rig, ".sock"));

  stop (&rig);
  g_assert_cmpint (askg_model_server_get_state (rig.server), ==, ASKG_SERVER_STOPPED);
  g_assert_false (anybody_is_left (&rig));
  g_assert_false (anything_is_left (&rig, ".sock"));
  tear_down (&rig);
}

static void
one_that_knows_no_sockets_asks_for_a_key (void)
{
  Rig rig;
  AskgServerRun *run;

  set_up (&rig, "tiny-ok.gguf", "fake-tcp");
  hold (&rig);
  g_assert_no_error (rig.error);
  run = askg_model_server_get_run (rig.server);
  g_assert_null (askg_server_run_get_socket_path (run));
  g_assert_nonnull (askg_server_run_get_key (run));
  g_assert_true (g_str_has_prefix (askg_server_run_get_url (run), "http://127.0.0.1:"));
  stop (&rig);
  g_assert_false (anything_is_left (&rig, ".key"));
  tear_down (&rig);
}

static void
a_model_it_cannot_load_is_told_at_once (void)
{
  Rig rig;

  set_up (&rig, "tiny-unknown.gguf", "fake");
  hold (&rig);
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED);
  g_assert_nonnull (strstr (rig.error->message, "tiny-unknown"));
  g_assert_cmpint (askg_model_server_get_state (rig.server), ==, ASKG_SERVER_FAILED);
  g_assert_false (anybody_is_left (&rig));
  tear_down (&rig);
}

static void
one_that_crashes_is_given_up_after_five_more_tries (void)
{
  Rig rig;
  const gint64 begun_us = g_get_monotonic_time ();

  set_up (&rig, "tiny-crash.gguf", "fake");
  hold (&rig);
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_ENGINE_FAILED);
  /* 0.25 + 0.5 + 1 + 2 + 4 s of waiting */
  g_assert_cmpint (g_get_monotonic_time () - begun_us, >, 7 * G_USEC_PER_SEC);
  g_assert_false (anybody_is_left (&rig));
  tear_down (&rig);
}

static void
one_that_never_gets_ready_is_ended (void)
{
  Rig rig;

  set_up (&rig, "tiny-hang-stubborn.gguf", "fake");
  askg_model_server_set_limits_ms (rig.server, 800, 60000);
  hold (&rig);
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_ENGINE_SILENT);
  g_assert_false (anybody_is_left (&rig));
  tear_down (&rig);
}

static void
one_that_dies_is_started_again (void)
{
  Rig rig;
  AskgServerRun *first;

  set_up (&rig, "tiny-dies.gguf", "fake");
  hold (&rig);
  g_assert_no_error (rig.error);
  first = g_object_ref (askg_model_server_get_run (rig.server));
  wait_for_state (&rig, ASKG_SERVER_WAITING);
  g_assert_nonnull (askg_model_server_get_error (rig.server));
  hold (&rig);
  g_assert_no_error (rig.error);
  g_assert_true (askg_model_server_get_run (rig.server) != first);
  g_object_unref (first);
  stop (&rig);
  g_assert_false (anybody_is_left (&rig));
  tear_down (&rig);
}

static void
one_that_is_killed_leaves_nothing (void)
{
  Rig rig;

  set_up (&rig, "tiny-ok.gguf", "fake");
  hold (&rig);
  g_assert_no_error (rig.error);
  g_assert_cmpint (kill (askg_server_run_get_pid (askg_model_server_get_run (rig.server)), SIGKILL), ==, 0);
  wait_for_state (&rig, ASKG_SERVER_WAITING);
  stop (&rig);
  g_assert_false (anybody_is_left (&rig));
  tear_down (&rig);
}

static void
nobody_asks_so_it_is_stopped (void)
{
  Rig rig;

  set_up (&rig, "tiny-ok.gguf", "fake");
  askg_model_server_set_limits_ms (rig.server, 20000, 300);
  hold (&rig);
  g_assert_no_error (rig.error);
  wire_rig_turn_loop (500);
  g_assert_cmpint (askg_model_server_get_state (rig.server), ==, ASKG_SERVER_READY);
  askg_model_server_release (rig.server);
  wait_for_state (&rig, ASKG_SERVER_STOPPED);
  g_assert_false (anybody_is_left (&rig));
  tear_down (&rig);
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

static void
waiting_for_it_can_be_cancelled (void)
{
  Rig rig;
  gint64 begun_us;

  set_up (&rig, "tiny-hang.gguf", "fake");
  g_timeout_add (300, cancel_cb, rig.cancellable);
  begun_us = g_get_monotonic_time ();
  hold (&rig);
  g_assert_error (rig.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - begun_us, <, G_USEC_PER_SEC);
  stop (&rig);
  g_assert_false (anybody_is_left (&rig));
  tear_down (&rig);
}

static void
what_is_dropped_while_it_starts_leaves_nothing (void)
{
  Rig rig;

  for (guint i = 0; i < 6; i++)
    {
      set_up (&rig, "tiny-ok.gguf", "fake");
      askg_model_server_hold_async (rig.server, NULL, NULL, NULL);
      wire_rig_turn_loop (i * 60);
      stop (&rig);
      g_assert_false (anybody_is_left (&rig));
      tear_down (&rig);
    }
}

static void
a_program_that_is_missing_is_named (void)
{
  Rig rig;
  g_autofree char *path = NULL;

  set_up (&rig, "tiny-ok.gguf", "fake");
  g_object_unref (rig.server);
  path = g_build_filename (rig.folder, "tiny-ok.gguf", NULL);
  rig.server = askg_model_server_new (rig.http, "tiny", "Tiny",
                                      &(AskgServedModel) { .kind = &askg_llama_kind, .program = "no-such-llama-server", .model_path = path });
  hold (&rig);
  g_assert_error (rig.error, ASKG_ERROR, ASKG_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (rig.error->message, "no-such-llama-server"));
  tear_down (&rig);
}

/* What it prints on every start is no reason for its end. */
static void
last_words_are_told_for_what_they_say (void)
{
  const struct { const char *words; const char *told; } cases[] = {
    { "load_model: loading model 'tiny.gguf'\nloaded multimodal model, 'mmproj-tiny.gguf'\n", NULL },
    { "E srv load_model: failed to load multimodal model, 'mmproj.gguf'\nexiting due to model loading error\n", "projector" },
    { "mismatch between text model (n_embd = 64) and mmproj (n_embd = 32)\n", "projector" },
    { "error loading model: unknown model architecture: 'sphinx'\n", "newer llama-server" },
    { "ggml_backend_cpu_buffer_type_alloc_buffer: failed to allocate buffer of size 1\n", "memory" },
    { "llama_model_load: error\nfailed to load model\n", "damaged" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *told = askg_llama_explain (cases[i].words, "tiny");

      g_assert_true ((told == NULL) == (cases[i].told == NULL));
      g_assert_true (told == NULL || (strstr (told, cases[i].told) != NULL && strstr (told, "tiny") != NULL));
    }
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("askg-llama-cache-XXXXXX", NULL);

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/llama-server/served", a_model_is_served_when_it_is_asked_for);
  g_test_add_func ("/llama-server/key", one_that_knows_no_sockets_asks_for_a_key);
  g_test_add_func ("/llama-server/unknown", a_model_it_cannot_load_is_told_at_once);
  g_test_add_func ("/llama-server/crash", one_that_crashes_is_given_up_after_five_more_tries);
  g_test_add_func ("/llama-server/hang", one_that_never_gets_ready_is_ended);
  g_test_add_func ("/llama-server/dies", one_that_dies_is_started_again);
  g_test_add_func ("/llama-server/killed", one_that_is_killed_leaves_nothing);
  g_test_add_func ("/llama-server/idle", nobody_asks_so_it_is_stopped);
  g_test_add_func ("/llama-server/cancel", waiting_for_it_can_be_cancelled);
  g_test_add_func ("/llama-server/dropped", what_is_dropped_while_it_starts_leaves_nothing);
  g_test_add_func ("/llama-server/missing", a_program_that_is_missing_is_named);
  g_test_add_func ("/llama-server/last-words", last_words_are_told_for_what_they_say);

  return g_test_run ();
}
