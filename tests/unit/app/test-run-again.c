/* test-run-again.c: a command that failed is run again without a terminal to be seen. */
#include <glib/gstdio.h>

#include "app/askg-run-again.h"

static void
done_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static AskgCommandRecord *
run_again (const char   *line,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr(AskgCommandRecord) record = askg_command_record_new ();
  g_autoptr(GAsyncResult) result = NULL;

  record->command = g_strdup (line);
  record->shell = g_strdup ("sh");
  record->folder = g_strdup ("/");
  record->n_columns = 61;
  askg_run_again_async (record, cancellable, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return askg_run_again_finish (result, error);
}

static void
test_it_runs_in_its_folder_as_wide_as_it_was (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgCommandRecord) again = run_again ("pwd; stty size <&1; exit 3", NULL, &error);
  g_autoptr(GBytes) output = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (again->status, ==, 3);
  g_assert_cmpstr (again->command, ==, "pwd; stty size <&1; exit 3"); /* so that it is known to be that command */
  output = askg_command_record_dup_output (again);
  g_assert_cmpmem (g_bytes_get_data (output, NULL), g_bytes_get_size (output), "/\n24 61\n", 8);
}

static gboolean
cancel_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);

  return G_SOURCE_REMOVE;
}

static void
test_it_can_be_cancelled (void)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_timeout_add (100, cancel_cb, cancellable);
  g_assert_null (run_again ("sleep 20", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("askg-again-XXXXXX", NULL);
  g_autofree char *below = g_build_filename (folder, "askglass", NULL), *commands = g_build_filename (below, "commands", NULL);
  int failed;

  g_setenv ("XDG_RUNTIME_DIR", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/run-again/runs-in-its-folder-as-wide-as-it-was", test_it_runs_in_its_folder_as_wide_as_it_was);
  g_test_add_func ("/run-again/can-be-cancelled", test_it_can_be_cancelled);
  failed = g_test_run ();

  {
    g_autoptr(GDir) files = g_dir_open (commands, 0, NULL);
    const char *name;

    while (files != NULL && (name = g_dir_read_name (files)) != NULL)
      {
        g_autofree char *path = g_build_filename (commands, name, NULL);

        g_remove (path);
      }
  }
  g_rmdir (commands);
  g_rmdir (below);
  g_rmdir (folder);

  return failed;
}
