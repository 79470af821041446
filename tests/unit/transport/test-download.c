/* test-download.c: a file arrives whole and right, or not at all; what was cut goes on where it was. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "engine/base/askg-error.h"
#include "engine/transport/askg-download.h"
#include "tests/unit/transport/wire-rig.h"

#define SIZE 3000017u

static WireRig rig;
static char *source; /* what the server has */
static char *folder; /* where it goes */
static char *sha256;

typedef struct
{
  char    *path;
  GError  *error;
  gboolean is_done;
  guint64  n_bytes;
  guint64  n_total;
} Outcome;

static void
progress_cb (guint64  n_bytes,
             guint64  n_total,
             gpointer user_data)
{
  Outcome *outcome = user_data;

  outcome->n_bytes = n_bytes;
  outcome->n_total = n_total;
}

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Outcome *outcome = user_data;

  outcome->path = askg_download_finish (result, &outcome->error);
  outcome->is_done = TRUE;
}

static void
outcome_clear (Outcome *outcome)
{
  g_free (outcome->path);
  g_clear_error (&outcome->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static void
fetch (const char           *script,
       AskgDownloadManifest *manifest,
       guint                 cancel_after_ms,
       Outcome              *outcome)
{
  g_autofree char *url = wire_rig_script_url (&rig, 0, script);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  const gint64 begun_us = g_get_monotonic_time ();

  manifest->url = url;
  manifest->folder = folder;
  manifest->purpose = "model";
  if (manifest->name == NULL)
    manifest->name = "model.gguf";
  askg_download_async (rig.http, manifest, progress_cb, outcome, cancellable, done_cb, outcome);
  while (!outcome->is_done)
    {
      if (cancel_after_ms != 0 && g_get_monotonic_time () - begun_us > cancel_after_ms * 1000)
        g_cancellable_cancel (cancellable);
      g_main_context_iteration (NULL, FALSE);
    }
}

static gboolean
exists (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
clear (void)
{
  for (const char * const *name = (const char *[]) { "model.gguf", "model.gguf.part", "model.gguf.part.from", NULL }; *name; name++)
    {
      g_autofree char *path = g_build_filename (folder, *name, NULL);

      g_unlink (path);
    }
}

static char *
serve (const char *command)
{
  return g_strdup_printf ("%s %s", command, source);
}

static void
assert_whole (Outcome *outcome)
{
  g_autofree char *there = NULL, *here = NULL;
  gsize n_there, n_here;
  struct stat status;

  g_assert_no_error (outcome->error);
  g_file_get_contents (source, &there, &n_there, NULL);
  g_file_get_contents (outcome->path, &here, &n_here, NULL);
  g_assert_cmpmem (here, n_here, there, n_there);
  g_assert_cmpuint (outcome->n_bytes, ==, SIZE);
  g_assert_cmpuint (outcome->n_total, ==, SIZE);
  g_assert_cmpint (g_stat (outcome->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_false (exists ("model.gguf.part"));
  g_assert_false (exists ("model.gguf.part.from"));
}

static void
test_it_arrives_whole (void)
{
  AskgDownloadManifest manifest = { .sha256 = sha256, .n_bytes = SIZE, .magic = "GGUF" };
  g_autofree char *script = serve ("range 0");
  g_auto(Outcome) outcome = { 0 };
  g_auto(Outcome) again = { 0 };

  clear ();
  fetch (script, &manifest, 0, &outcome);
  assert_whole (&outcome);
  fetch ("reset", &manifest, 0, &again); /* it is there: nobody is asked */
  g_assert_no_error (again.error);
}

static void
test_cuts_are_mended (void)
{
  AskgDownloadManifest manifest = { .sha256 = sha256 };
  g_autofree char *script = serve ("range 1200000");
  g_auto(Outcome) outcome = { 0 };

  clear ();
  fetch (script, &manifest, 0, &outcome);
  assert_whole (&outcome);
}

static void
test_a_stop_is_taken_up_later (void)
{
  AskgDownloadManifest manifest = { .sha256 = sha256 };
  g_autofree char *slow = serve ("range 2000000"); /* cut, and stopped before it is tried again */
  g_autofree char *script = serve ("range 0");
  g_auto(Outcome) stopped = { 0 };
  g_auto(Outcome) outcome = { 0 };

  clear ();
  fetch (slow, &manifest, 200, &stopped);
  g_assert_error (stopped.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (exists ("model.gguf.part"));
  g_assert_false (exists ("model.gguf"));
  fetch (script, &manifest, 0, &outcome);
  assert_whole (&outcome);
}

static void
test_a_server_without_ranges_sends_it_anew (void)
{
  AskgDownloadManifest manifest = { .sha256 = sha256 };
  g_autofree char *cut = serve ("range 1000000\nreset");
  g_autofree char *script = serve ("norange");
  g_auto(Outcome) stopped = { 0 };
  g_auto(Outcome) outcome = { 0 };

  clear ();
  fetch (cut, &manifest, 60, &stopped);
  fetch (script, &manifest, 0, &outcome);
  assert_whole (&outcome);
}

static void
test_what_is_wrong_is_deleted (void)
{
  AskgDownloadManifest wrong_hash = { .sha256 = "0000000000000000000000000000000000000000000000000000000000000000" };
  AskgDownloadManifest wrong_size = { .n_bytes = SIZE + 1 };
  AskgDownloadManifest no_model = { .magic = "GGUF" };
  g_autofree char *script = serve ("range 0");
  g_auto(Outcome) hash = { 0 };
  g_auto(Outcome) size = { 0 };
  g_auto(Outcome) page = { 0 };

  clear ();
  fetch (script, &wrong_hash, 0, &hash);
  g_assert_error (hash.error, ASKG_ERROR, ASKG_ERROR_DAMAGED_DOWNLOAD);
  g_assert_false (exists ("model.gguf"));
  g_assert_false (exists ("model.gguf.part"));
  fetch (script, &wrong_size, 0, &size);
  g_assert_error (size.error, ASKG_ERROR, ASKG_ERROR_DAMAGED_DOWNLOAD);
  fetch ("send HTTP/1.1 200 OK\\r\\nContent-Length: 12\\r\\n\\r\\n<html>log in", &no_model, 0, &page);
  g_assert_error (page.error, ASKG_ERROR, ASKG_ERROR_DAMAGED_DOWNLOAD);
  g_assert_nonnull (strstr (page.error->message, "GGUF"));
  g_assert_false (exists ("model.gguf"));
}

static void
test_names_that_lead_out_are_refused (void)
{
  static const char * const names[] = {
    "", ".", "..", "../x", "/etc/x", "a/b", "a\\b", ".hidden", "-x", "a\nb", "a\x01", "x.part", "x:y", "caf\xe9", "\xe2\x80\xae" "x",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      AskgDownloadManifest manifest = { .name = names[i] };
      g_auto(Outcome) outcome = { 0 };

      fetch ("reset", &manifest, 0, &outcome);
      g_assert_error (outcome.error, ASKG_ERROR, ASKG_ERROR_USAGE);
    }
}

static void
test_a_planted_link_is_not_followed (void)
{
  AskgDownloadManifest manifest = { .sha256 = sha256 };
  g_autofree char *script = serve ("range 0");
  g_autofree char *link = g_build_filename (folder, "model.gguf.part", NULL);
  g_autofree char *target = g_build_filename (folder, "victim", NULL);
  g_auto(Outcome) outcome = { 0 };

  clear ();
  g_file_set_contents (target, "mine", -1, NULL);
  g_assert_cmpint (symlink (target, link), ==, 0);
  fetch (script, &manifest, 0, &outcome);
  g_assert_error (outcome.error, ASKG_ERROR, ASKG_ERROR_STORAGE);
  g_unlink (link);
  g_unlink (target);
}

static void
test_what_servers_say_instead (void)
{
  static const struct { const char *script; int code; } rows[] = {
    { "send HTTP/1.1 401 No\\r\\nContent-Length: 0\\r\\n\\r\\n", ASKG_ERROR_KEY_REFUSED },
    { "send HTTP/1.1 404 No\\r\\nContent-Length: 0\\r\\n\\r\\n", ASKG_ERROR_ADDRESS },
    { "send HTTP/1.1 503 Busy\\r\\nRetry-After: 999\\r\\nContent-Length: 4\\r\\n\\r\\nbusy", ASKG_ERROR_ENGINE_FAILED },
    { "send HTTP/1.1 302 There\\r\\nLocation: http://elsewhere.example/x\\r\\nContent-Length: 0\\r\\n\\r\\n", ASKG_ERROR_ADDRESS },
    { "send HTTP/1.1 302 There\\r\\nLocation: file:///etc/passwd\\r\\nContent-Length: 0\\r\\n\\r\\n", ASKG_ERROR_ADDRESS },
    { "send HTTP/1.1 302 Round\\r\\nLocation: ?again\\r\\nContent-Length: 0\\r\\n\\r\\n", ASKG_ERROR_ADDRESS },
    { "send HTTP/1.1 302 Nowhere\\r\\nContent-Length: 0\\r\\n\\r\\n", ASKG_ERROR_ADDRESS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AskgDownloadManifest manifest = { 0 };
      g_auto(Outcome) outcome = { 0 };

      clear ();
      fetch (rows[i].script, &manifest, 0, &outcome);
      g_assert_error (outcome.error, ASKG_ERROR, rows[i].code);
      g_assert_false (exists ("model.gguf"));
    }
}

static void
test_a_redirect_is_followed (void)
{
  AskgDownloadManifest manifest = { .sha256 = sha256 };
  g_autofree char *script = serve ("range 0");
  g_autofree char *url = wire_rig_script_url (&rig, 0, script);
  g_autofree char *redirect = g_strdup_printf ("send HTTP/1.1 302 There\\r\\nLocation: %s\\r\\nContent-Length: 0\\r\\n\\r\\n", url);
  g_auto(Outcome) outcome = { 0 };

  clear ();
  fetch (redirect, &manifest, 0, &outcome);
  assert_whole (&outcome);
}

static void
make_source (void)
{
  g_autofree guint8 *bytes = g_malloc (SIZE);
  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  for (gsize i = 0; i < SIZE; i++)
    bytes[i] = g_rand_int (random);
  memcpy (bytes, "GGUF", 4);
  source = g_build_filename (folder, "source", NULL);
  g_file_set_contents (source, (const char *) bytes, SIZE, NULL);
  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, SIZE);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("askg-download-XXXXXX", NULL);
  make_source ();
  wire_rig_set_up (&rig, (const char *[]) { "plain", NULL });
  g_test_add_func ("/download/it-arrives-whole", test_it_arrives_whole);
  g_test_add_func ("/download/cuts-are-mended", test_cuts_are_mended);
  g_test_add_func ("/download/a-stop-is-taken-up-later", test_a_stop_is_taken_up_later);
  g_test_add_func ("/download/a-server-without-ranges-sends-it-anew", test_a_server_without_ranges_sends_it_anew);
  g_test_add_func ("/download/what-is-wrong-is-deleted", test_what_is_wrong_is_deleted);
  g_test_add_func ("/download/names-that-lead-out-are-refused", test_names_that_lead_out_are_refused);
  g_test_add_func ("/download/a-planted-link-is-not-followed", test_a_planted_link_is_not_followed);
  g_test_add_func ("/download/what-servers-say-instead", test_what_servers_say_instead);
  g_test_add_func ("/download/a-redirect-is-followed", test_a_redirect_is_followed);
  status = g_test_run ();

  wire_rig_tear_down (&rig);
  clear ();
  g_unlink (source);
  g_rmdir (folder);
  g_free (source);
  g_free (folder);
  g_free (sha256);

  return status;
}
