/* askg-cli-prove.c: `askglass doctor --prove-local`: goes the whole way of a question where every contact is caught.
 *
 * Three parts, in a network on which every address leads here: what is sent on purpose must be seen; then, with "local
 * only" on, nothing may be; then, with it off, a connected engine must be, and nobody else. So that the silence of the
 * second part is not the blindness of the eye. */
#include "app/askg-cli-prove.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "app/askg-cli.h"
#include "app/askg-exit.h"
#include "app/askg-proof-cage.h"
#include "app/askg-proof-desk.h"
#include "app/askg-proof-home.h"
#include "app/askg-proof-sink.h"
#include "app/askg-proof.h"
#include "app/askg-verbs.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-frame.h"
#include "engine/base/askg-png.h"

#define STEP_PATIENCE_MS 120000u /* a model may have to be loaded */
#define MOST_OWN_ENGINES 8u
#define REMOTE           "askglass-proof"
#define REMOTE_URL       "https://askglass-proof.example"
#define PICTURE_SIDE_PX  64u

static const char resolv_conf[] = "nameserver 203.0.113.53\noptions timeout:2 attempts:1\n";
static const char error_text[] = "session.c:12:5: error: 'struct session' has no member named 'token'\n";

typedef struct
{
  const char    *what;
  AskgProofWish  wish;
  gboolean       needs_display;
  const char    *words[8]; /* "@NAME" is a file of the home */
} Step;

static const Step local_steps[] = {
  { N_("Connect an engine on another machine"), ASKG_PROOF_DONE, FALSE,
    { "engines", "add", REMOTE, REMOTE_URL "/v1", "--model", "omni" } },
  { N_("Ask about an error"), ASKG_PROOF_DONE, FALSE, { "ask", "--image", "@error.txt", "what does this mean?" } },
  { N_("Ask about a picture"), ASKG_PROOF_ANY, FALSE, { "ask", "--image", "@picture.png", "what is this?" } },
  { N_("Search the history"), ASKG_PROOF_DONE, FALSE, { "search", "token" } },
  { N_("List the engines"), ASKG_PROOF_DONE, FALSE, { "engines", "--json" } },
  { N_("Look for engines on this machine"), ASKG_PROOF_ANY, FALSE, { "engines", "find" } },
  { N_("Ask the engine on the other machine"), ASKG_PROOF_REFUSED, FALSE, { "ask", "--engine", REMOTE, "hello" } },
  { N_("Test the engine on the other machine"), ASKG_PROOF_REFUSED, FALSE, { "engines", "test", REMOTE } },
  { N_("Have it asked first"), ASKG_PROOF_DONE, FALSE, { "engines", "default", REMOTE } },
  { N_("Ask without naming an engine"), ASKG_PROOF_REFUSED, FALSE, { "ask", "hello" } },
  { N_("Have the reader asked first again"), ASKG_PROOF_DONE, FALSE, { "engines", "default", "reader" } },
  { N_("Read the ledger"), ASKG_PROOF_DONE, FALSE, { "ledger", "--json" } },
  { N_("Check the history"), ASKG_PROOF_ANY, FALSE, { "history", "check" } },
  { N_("Take a picture of the screen"), ASKG_PROOF_ANY, TRUE, { "capture", "--screen", "-o", "@screen.png" } },
  { N_("Look what works here"), ASKG_PROOF_ANY, FALSE, { "doctor", "--json" } },
};
/* Where there is a display: with the overlay to be seen, and through it. */
static const Step desk_steps[] = {
  { N_("Show the overlay"), ASKG_PROOF_DONE, TRUE, { NULL } },
  { N_("Ask while the overlay is shown"), ASKG_PROOF_DONE, TRUE, { "ask", "--image", "@error.txt", "and this?" } },
  { N_("Ask the engine on the other machine while the overlay is shown"), ASKG_PROOF_REFUSED, TRUE, { "ask", "--engine", REMOTE, "hello" } },
  { N_("Hide the overlay"), ASKG_PROOF_DONE, TRUE, { "hide" } },
  { N_("End the windows"), ASKG_PROOF_DONE, TRUE, { "quit" } },
};
static const Step remote_step = { N_("Ask the engine on the other machine"), ASKG_PROOF_REFUSED, FALSE,
                                  { "ask", "--engine", REMOTE, "hello" } };

typedef struct
{
  /* Owned */
  AskgProof     *proof;
  AskgProofHome *home;
  AskgProofSink *sink;
  char         **environment;

  guint          n_done;
  guint          n_steps;
  gboolean       tells_progress;
} Run;

/* -- One command ------------------------------------------------------------------------- */

static void
tell_progress (Run        *run,
               const char *what)
{
  g_autoptr(json_t) line = NULL;
  g_autofree char *printed = NULL;

  if (!run->tells_progress)
    return;
  line = json_pack ("{s:s, s:i, s:i}", "step", what, "done", (int) run->n_done, "of", (int) run->n_steps);
  printed = askg_json_print (line);
  askg_exit_print (printed);
  askg_exit_print ("\n");
  fflush (stdout);
}

static gboolean
too_long_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);

  return G_SOURCE_REMOVE;
}

static void
cancel_cb (GCancellable *interrupting,
           gpointer      waiting)
{
  g_cancellable_cancel (waiting);
}

/* Returns its status; -1 when it had to be ended, or could not be begun. */
static int
run_command (Run               *run,
             const char *const *argv)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE |
                                                                       G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr(GCancellable) waiting = g_cancellable_new ();
  g_autoptr(GSubprocess) command = NULL;
  GCancellable *interrupting = askg_cli_get_cancellable ();
  gulong handler;
  guint timer;
  gboolean is_over;
  g_auto(AskgWait) wait;

  g_subprocess_launcher_set_environ (launcher, run->environment);
  command = g_subprocess_launcher_spawnv (launcher, argv, NULL);
  if (command == NULL)
    return -1;

  askg_wait_init (&wait);
  timer = g_timeout_add (STEP_PATIENCE_MS, too_long_cb, waiting);
  handler = g_cancellable_connect (interrupting, G_CALLBACK (cancel_cb), waiting, NULL);
  g_subprocess_wait_async (command, waiting, askg_wait_cb, &wait);
  is_over = g_subprocess_wait_finish (command, askg_wait_for (&wait), NULL);
  g_cancellable_disconnect (interrupting, handler);
  if (!g_cancellable_is_cancelled (waiting))
    g_source_remove (timer);
  else if (g_main_context_find_source_by_id (NULL, timer) != NULL)
    g_source_remove (timer);
  if (!is_over)
    {
      g_subprocess_force_exit (command);
      (void) g_subprocess_wait (command, NULL, NULL);
      return -1;
    }

  return g_subprocess_get_if_exited (command) ? g_subprocess_get_exit_status (command) : -1;
}

static void
do_step (Run           *run,
         AskgProofPart *part,
         const Step    *step)
{
  const gint64 began_us = g_get_monotonic_time ();
  g_autoptr(GPtrArray) argv = g_ptr_array_new_with_free_func (g_free);
  int code;

  if (g_cancellable_is_cancelled (askg_cli_get_cancellable ()))
    return;
  tell_progress (run, _(step->what));
  g_ptr_array_add (argv, g_file_read_link ("/proc/self/exe", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (step->words) && step->words[i] != NULL; i++)
    g_ptr_array_add (argv, step->words[i][0] == '@' ? askg_proof_home_path (run->home, step->words[i] + 1)
                                                    : g_strdup (step->words[i]));
  g_ptr_array_add (argv, NULL);
  code = run_command (run, (const char *const *) argv->pdata);
  run->n_done++;
  askg_proof_part_add (part, _(step->what), step->wish, code,
                       (guint) ((g_get_monotonic_time () - began_us) / G_TIME_SPAN_MILLISECOND));
}

/* -- The parts ----------------------------------------------------------------------------- */

static void
end_part (Run           *run,
          AskgProofPart *part)
{
  part->contacts = askg_proof_sink_take (run->sink, &part->n_loopback);
  part->was_blind = askg_proof_sink_was_blind (run->sink);
}

static void
expect (AskgProofPart *part,
        const char    *words)
{
  if (part->expected == NULL)
    part->expected = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (part->expected, g_strdup (words));
}

/* Something to be seen: nobody answers, and nobody is waited for. */
static void
send_to (int         type,
         const char *address,
         guint16     port)
{
  struct sockaddr_in where = { .sin_family = AF_INET, .sin_port = htons (port) };
  const int fd = socket (AF_INET, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

  inet_pton (AF_INET, address, &where.sin_addr);
  if (fd < 0)
    return;
  if (connect (fd, (const struct sockaddr *) &where, sizeof where) == 0)
    (void) send (fd, "?", 1, 0);
  close (fd);
}

static void
control (Run *run)
{
  AskgProofPart *part = askg_proof_add_part (run->proof, "control");
  struct addrinfo *found = NULL;

  tell_progress (run, _("Send something on purpose"));
  send_to (SOCK_STREAM, "203.0.113.1", 443);
  send_to (SOCK_DGRAM, "203.0.113.2", 4242);
  if (getaddrinfo ("control.askglass-proof.example", NULL, NULL, &found) == 0)
    freeaddrinfo (found);
  run->n_done++;
  askg_proof_part_add (part, _("Send something on purpose"), ASKG_PROOF_DONE, 0, 0);
  expect (part, "TCP 203.0.113.1:443");
  expect (part, "UDP 203.0.113.2:4242");
  expect (part, "DNS control.askglass-proof.example");
  end_part (run, part);
}

/* Those that the person connected: on this machine they may answer, elsewhere they must not be reached. */
static void
ask_own_engines (Run           *run,
                 AskgProofPart *part,
                 json_t        *ids)
{
  for (gsize i = 0; i < json_array_size (ids); i++)
    {
      const char *id = json_string_value (json_array_get (ids, i));
      g_autofree char *what = g_strdup_printf (_("Ask your engine “%s”"), id);
      const Step step = { what, ASKG_PROOF_ANY, FALSE, { "ask", "--engine", id, "Say yes." } };

      do_step (run, part, &step);
    }
}

static gboolean
has_display (void)
{
  return g_getenv ("DISPLAY") != NULL || g_getenv ("WAYLAND_DISPLAY") != NULL;
}

static gboolean
is_possible (const Step *step)
{
  if (step->needs_display && !has_display ())
    return FALSE;

  return askg_verbs_find (step->words[0]) != NULL;
}

/* The desktop part, as it runs in a session: from then on every command goes through it. */
static GSubprocess *
start_desk (Run *run)
{
  g_autofree char *data = askg_proof_home_path (run->home, "data");
  GSubprocess *desk;

  if (!has_display ())
    return NULL;
  tell_progress (run, _("Start the windows"));
  desk = askg_proof_desk_start ((const char *const *) run->environment, data);
  run->proof->has_windows = desk != NULL;

  return desk;
}

static void
drive_desk (Run           *run,
            AskgProofPart *part,
            GSubprocess   *desk)
{
  for (gsize i = 0; i < G_N_ELEMENTS (desk_steps); i++)
    do_step (run, part, &desk_steps[i]);
  askg_proof_desk_end (desk);
}

static void
with_local_only (Run    *run,
                 json_t *own_engines)
{
  AskgProofPart *part = askg_proof_add_part (run->proof, "local-only");

  run->environment = askg_proof_home_environment (run->home, TRUE);
  if (askg_proof_home_set_local_only (run->home, TRUE, REMOTE " " REMOTE_URL))
    {
      g_autoptr(GSubprocess) desk = start_desk (run);

      for (gsize i = 0; i < G_N_ELEMENTS (local_steps); i++)
        if (is_possible (&local_steps[i]))
          do_step (run, part, &local_steps[i]);
      if (desk != NULL)
        drive_desk (run, part, desk);
    }
  ask_own_engines (run, part, own_engines);
  end_part (run, part);
}

static void
without_local_only (Run *run)
{
  AskgProofPart *part = askg_proof_add_part (run->proof, "remote");

  g_strfreev (run->environment);
  run->environment = askg_proof_home_environment (run->home, FALSE);
  if (askg_proof_home_set_local_only (run->home, FALSE, REMOTE " " REMOTE_URL))
    do_step (run, part, &remote_step);
  expect (part, "DNS askglass-proof.example");
  expect (part, "TCP 198.51.100.7:443");
  end_part (run, part);
}

/* -- All of it ------------------------------------------------------------------------------ */

static gboolean
write_files (AskgProofHome *home)
{
  g_autofree guint32 *white = g_malloc (PICTURE_SIDE_PX * PICTURE_SIDE_PX * 4);
  g_autofree char *text = askg_proof_home_write (home, "error.txt", error_text, strlen (error_text));
  g_autofree char *picture = NULL;
  g_autoptr(GBytes) pixels = NULL;
  g_autoptr(AskgFrame) frame = NULL;
  g_autoptr(GBytes) png = NULL;

  memset (white, 0xff, PICTURE_SIDE_PX * PICTURE_SIDE_PX * 4);
  pixels = g_bytes_new (white, PICTURE_SIDE_PX * PICTURE_SIDE_PX * 4);
  frame = askg_frame_new (pixels, PICTURE_SIDE_PX, PICTURE_SIDE_PX, PICTURE_SIDE_PX * 4, TRUE, 0);
  png = askg_png_encode (frame, NULL);
  if (png != NULL)
    picture = askg_proof_home_write (home, "picture.png", g_bytes_get_data (png, NULL), g_bytes_get_size (png));

  return text != NULL && picture != NULL;
}

/* The ids in the person's list. Theirs alone are asked, and few of them. */
static json_t *
list_own_engines (AskgProofHome *home)
{
  json_t *ids = json_array ();
  g_autofree char *path = askg_proof_home_path (home, "config/askglass/engines.json");
  g_autoptr(json_t) list = askg_proof_home_take_engines (home) ? json_load_file (path, 0, NULL) : NULL;
  json_t *engines = json_is_array (list) ? list : json_object_get (list, "engines");

  for (gsize i = 0; i < json_array_size (engines) && json_array_size (ids) < MOST_OWN_ENGINES; i++)
    {
      const char *id = askg_json_get_string (json_array_get (engines, i), "id");

      if (id != NULL)
        json_array_append_new (ids, json_string (id));
    }

  return ids;
}

static void
prove (Run     *run,
       GError **error)
{
  g_autofree char *names = NULL;
  g_autoptr(json_t) own = NULL;

  run->home = askg_proof_home_new (error);
  if (run->home == NULL)
    return;
  names = askg_proof_home_write (run->home, "resolv.conf", resolv_conf, strlen (resolv_conf));
  if (names == NULL || !write_files (run->home))
    {
      g_set_error_literal (error, ASKG_ERROR, ASKG_ERROR_STORAGE,
                           _("It cannot be proven now: the folder for temporary files cannot be written. Free some space, then try again."));
      return;
    }
  own = list_own_engines (run->home);
  run->n_steps = (guint) (G_N_ELEMENTS (local_steps) + (has_display () ? G_N_ELEMENTS (desk_steps) : 0) + json_array_size (own) + 2);
  if (!askg_proof_cage_enter (names, error))
    return;
  run->sink = askg_proof_sink_new (error);
  if (run->sink == NULL)
    return;
  control (run);
  with_local_only (run, own);
  without_local_only (run);
}

static void
run_clear (Run *run)
{
  g_clear_pointer (&run->proof, askg_proof_free);
  g_clear_pointer (&run->sink, askg_proof_sink_free);
  g_clear_pointer (&run->home, askg_proof_home_free);
  g_strfreev (run->environment);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/**
 * askg_cli_prove:
 * @as_json: prints an object in place of text
 * @tells_progress: prints a JSON object a line before each step, too
 *
 * Returns: %ASKG_EXIT_OK only when it is proven; %ASKG_EXIT_UNAVAILABLE where the system does not let it be
 */
int
askg_cli_prove (gboolean as_json,
                gboolean tells_progress)
{
  g_auto(Run) run = { .proof = askg_proof_new (), .tells_progress = tells_progress };
  g_autoptr(GError) error = NULL;
  g_autoptr(json_t) object = NULL;
  g_autofree char *text = NULL;

  prove (&run, &error);
  if (g_cancellable_is_cancelled (askg_cli_get_cancellable ()))
    return ASKG_EXIT_CANCELLED;
  if (error != NULL)
    run.proof->impossible = g_strdup (error->message);
  object = askg_proof_to_json (run.proof);
  text = as_json ? askg_json_print (object) : askg_proof_to_text (run.proof);
  askg_exit_print (text);
  if (as_json)
    askg_exit_print ("\n");
  if (error != NULL)
    return askg_exit_for_error (error);

  return askg_proof_is_good (run.proof) ? ASKG_EXIT_OK : ASKG_EXIT_FAILED;
}
