/* test-sandbox.c: what a helper that was taken over can reach: nothing. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/askg-cage.h"
#include "engine/base/askg-error.h"
#include "engine/base/askg-sandbox-private.h"

typedef struct
{
  char    *said;
  GError  *error;
  gboolean done;
} Outcome;

static void
said_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;

  g_subprocess_communicate_utf8_finish (G_SUBPROCESS (object), result, &outcome->said, NULL, &outcome->error);
  outcome->done = TRUE;
}

static void
started_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;
  g_autoptr(GSubprocess) child = askg_sandbox_start_finish (result, &outcome->error);

  if (child == NULL)
    outcome->done = TRUE;
  else
    g_subprocess_communicate_utf8_async (child, NULL, NULL, said_cb, outcome);
}

static char *
run_probe (AskgSandboxKind kind, const char *how)
{
  g_autofree char *probe = g_build_filename (ASKG_BUILD_DIR, "tests", "unit", "base", "cage-probe", NULL);
  g_autofree char *secret = NULL;
  g_autofree char *port = NULL;
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  const AskgSandboxKind usual = askg_sandbox_get_kind ();
  Outcome outcome = { NULL };
  int fd;

  port = g_strdup_printf ("%u", g_socket_listener_add_any_inet_port (listener, NULL, NULL));
  fd = g_file_open_tmp ("askg-secret-XXXXXX", &secret, NULL);
  g_assert_cmpint (fd, >=, 0);
  close (fd);
  askg_sandbox_force (kind);
  askg_sandbox_start_async (probe, (const char * const[]) { how, secret, port, NULL }, -1, NULL, started_cb, &outcome);
  while (!outcome.done)
    g_main_context_iteration (NULL, TRUE);
  askg_sandbox_force (usual);
  g_assert_no_error (outcome.error);
  unlink (secret);

  return outcome.said;
}

static void
test_bubblewrap_alone_keeps_everything_out (void)
{
  g_autofree char *said = NULL;

  if (askg_sandbox_get_kind () != ASKG_SANDBOX_BUBBLEWRAP)
    {
      g_test_skip ("bubblewrap does not start here");
      return;
    }
  said = run_probe (ASKG_SANDBOX_BUBBLEWRAP, "bare");
  g_assert_cmpstr (said, ==, "end\n");
}

static void
test_its_own_cage_alone_keeps_everything_out (void)
{
  g_autofree char *said = run_probe (ASKG_SANDBOX_SELF, "locked");

  g_assert_cmpstr (said, ==, "end\n");
}

static void
test_both_together_still_work (void)
{
  g_autofree char *said = run_probe (askg_sandbox_get_kind (), "locked");

  g_assert_cmpstr (said, ==, "end\n");
}

/* Without any cage the probe gets through: it does try. */
static void
test_the_probe_bites (void)
{
  g_autofree char *said = run_probe (ASKG_SANDBOX_SELF, "bare");

  g_assert_nonnull (strstr (said, "read /etc/passwd"));
  g_assert_nonnull (strstr (said, "read a file of the person's"));
  g_assert_nonnull (strstr (said, "reached the network"));
  g_assert_nonnull (strstr (said, "reached another process"));
}

static void
child_cb (GObject *object, GAsyncResult *result, gpointer child)
{
  g_autoptr(GError) error = NULL;

  *(GSubprocess **) child = askg_sandbox_start_finish (result, &error);
  g_assert_no_error (error);
}

static guint
count_members (const char *session)
{
  g_autoptr(GDir) proc = g_dir_open ("/proc", 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (proc)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "stat", NULL);
      g_autofree char *line = NULL;
      g_auto(GStrv) words = NULL;

      if (!g_ascii_isdigit (*name) || !g_file_get_contents (path, &line, NULL, NULL))
        continue;
      words = g_strsplit (strrchr (line, ')') + 2, " ", 5); /* state, parent, group, session */
      n += g_str_equal (words[2], session) && g_str_equal (words[3], session);
    }

  return n;
}

/* Who leaves it survives a kill at the wrong moment, with our pipe in its hands. */
static void
test_all_of_the_cage_stay_in_one_group (void)
{
  g_autoptr(GSubprocess) child = NULL;
  g_autofree char *session = NULL;
  gint64 end_us = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  char byte;

  if (askg_sandbox_get_kind () != ASKG_SANDBOX_BUBBLEWRAP)
    {
      g_test_skip ("bubblewrap does not start here");
      return;
    }
  askg_sandbox_start_async ("/usr/bin/sleep", (const char * const[]) { "60", NULL }, -1, NULL, child_cb, &child);
  while (child == NULL)
    g_main_context_iteration (NULL, TRUE);
  session = g_strdup (g_subprocess_get_identifier (child));
  while (count_members (session) < 3) /* bubblewrap, the first one inside, and the helper */
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end_us);
      g_usleep (10000);
    }

  askg_sandbox_kill (child);
  g_assert_cmpint (g_input_stream_read (g_subprocess_get_stdout_pipe (child), &byte, 1, NULL, NULL), ==, 0);
}

static void
test_the_doctor_is_told_in_one_sentence (void)
{
  g_autofree char *said = askg_sandbox_describe ();

  g_assert_cmpuint (g_utf8_strlen (said, -1), >, 20);
  g_assert_cmpuint (g_utf8_strlen (said, -1), <=, 400);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/sandbox/bubblewrap-alone-keeps-everything-out", test_bubblewrap_alone_keeps_everything_out);
  g_test_add_func ("/engine/sandbox/its-own-cage-alone-keeps-everything-out", test_its_own_cage_alone_keeps_everything_out);
  g_test_add_func ("/engine/sandbox/both-together-still-work", test_both_together_still_work);
  g_test_add_func ("/engine/sandbox/the-probe-bites", test_the_probe_bites);
  g_test_add_func ("/engine/sandbox/all-of-the-cage-stay-in-one-group", test_all_of_the_cage_stay_in_one_group);
  g_test_add_func ("/engine/sandbox/the-doctor-is-told-in-one-sentence", test_the_doctor_is_told_in_one_sentence);

  return g_test_run ();
}
