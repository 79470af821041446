/* test-command-record.c: what is left of a command for whoever asks about it later. */
#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "engine/debug/askg-command-shelf.h"
#include "engine/debug/askg-last-failure.h"
#include "tests/unit/own-folder.h"

static AskgCommandRecord *
new_record (const char *command,
            int         status,
            gint64      ended_s)
{
  AskgCommandRecord *record = askg_command_record_new ();
  const char *words[] = { "sh", "-c", command, NULL };
  const char *terminal[] = { "TTY=/dev/pts/3", "WINDOWID=4194313", NULL };

  record->command = g_strdup (command);
  record->arguments = g_strdupv ((char **) words);
  record->folder = g_strdup ("/w/a folder\nof two lines");
  g_strfreev (record->terminal);
  record->terminal = g_strdupv ((char **) terminal);
  record->began_us = ended_s * G_USEC_PER_SEC - 1500000;
  record->ended_us = ended_s * G_USEC_PER_SEC + 25;
  record->status = status;
  record->n_columns = 100;
  record->pid = 77;

  return record;
}

static void
add_part (AskgCommandRecord *record,
          guint64            offset,
          const char        *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));

  askg_command_record_add_part (record, offset, bytes);
  record->n_total_bytes = MAX (record->n_total_bytes, offset + strlen (text));
}

static void
test_comes_back_as_it_was (void)
{
  g_autoptr(AskgCommandRecord) record = new_record ("make -j 'a\nb' \xff", 2, 1000), again = NULL;
  g_autoptr(GBytes) bytes = NULL, written_again = NULL, output = NULL;

  add_part (record, 0, "head\033[31");
  add_part (record, 1000, "tail\n");
  bytes = askg_command_record_write (record);
  again = askg_command_record_read (bytes);
  g_assert_nonnull (again);
  g_assert_cmpstr (again->command, ==, record->command);
  g_assert_cmpint (again->began_us, ==, record->began_us);
  g_assert_cmpstr (askg_command_record_get_terminal (again, "WINDOWID"), ==, "4194313");
  g_assert_null (askg_command_record_get_terminal (again, "WINDOW"));
  written_again = askg_command_record_write (again);
  g_assert_true (g_bytes_equal (bytes, written_again));

  output = askg_command_record_dup_output (again);
  g_assert_cmpmem (g_bytes_get_data (output, NULL), g_bytes_get_size (output), "head\033[31\030\r\n\033[m… 992 bytes …\r\ntail\n",
                   strlen ("head\033[31\030\r\n\033[m… 992 bytes …\r\ntail\n"));
}

static void
test_half_a_record_is_none (void)
{
  g_autoptr(AskgCommandRecord) record = new_record ("make", 2, 1000);
  g_autoptr(GBytes) bytes = NULL;

  add_part (record, 0, "output");
  bytes = askg_command_record_write (record);
  for (gsize n = 0; n < g_bytes_get_size (bytes); n++)
    {
      g_autoptr(GBytes) cut = g_bytes_new_from_bytes (bytes, 0, n);

      g_assert_null (askg_command_record_read (cut));
    }
}

#define FROM_A_SHELL "askglass-command 1\0command=make\0folder=/w\0status=2\0began=12.5\0ended=13,250000\0shell=zsh\0later=?\0" \
                     "env:TTY=/dev/pts/1\0env:TMUX_PANE=\0"

static void
test_a_shell_writes_it_with_printf (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (FROM_A_SHELL, sizeof FROM_A_SHELL);
  g_autoptr(AskgCommandRecord) record = askg_command_record_read (bytes);
  g_auto(GStrv) words = NULL;

  g_assert_nonnull (record);
  g_assert_cmpint (record->began_us, ==, 12500000);
  g_assert_cmpint (record->ended_us, ==, 13250000);
  g_assert_null (askg_command_record_get_terminal (record, "TMUX_PANE"));
  g_assert_false (askg_command_record_has_output (record));
  words = askg_command_record_dup_words (record);
  g_assert_cmpstr (words[0], ==, "zsh");
  g_assert_cmpstr (words[2], ==, "make");
}

#define FROM_NOWHERE(shell) "askglass-command 1\0command=make\0folder=/w\0status=2\0shell=" shell "\0"

/* Run again, its command is given to that shell. */
static void
test_a_shell_is_a_name (void)
{
  static const struct { const char *bytes; gsize n; const char *shell; } cases[] = {
    { FROM_NOWHERE ("zsh"), sizeof FROM_NOWHERE ("zsh"), "zsh" }, { FROM_NOWHERE ("/tmp/x"), sizeof FROM_NOWHERE ("/tmp/x"), NULL },
    { FROM_NOWHERE (""), sizeof FROM_NOWHERE (""), NULL }, { FROM_NOWHERE ("sh -c"), sizeof FROM_NOWHERE ("sh -c"), NULL },
    { FROM_NOWHERE ("aaaaaaaaaaaaaaaaa"), sizeof FROM_NOWHERE ("aaaaaaaaaaaaaaaaa"), NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].n);
      g_autoptr(AskgCommandRecord) record = askg_command_record_read (bytes);

      g_assert_cmpstr (record->shell, ==, cases[i].shell);
    }
}

static void
test_what_is_no_record_is_refused (void)
{
  static const struct { const char *bytes; gsize n; } cases[] = {
#define CASE(text) { text, sizeof text }
    CASE (""), CASE ("askglass-command 2\0command=a\0folder=/\0status=1\0"),
    CASE ("askglass-command 1\0folder=/\0status=1\0"), CASE ("askglass-command 1\0command=a\0folder=w\0status=1\0"),
    CASE ("askglass-command 1\0command=a\0folder=/\0"),
    CASE ("askglass-command 1\0command=a\0folder=/\0status=1\0part=0 99\0"),
    CASE ("askglass-command 1\0command=a\0folder=/\0status=1\0part=18446744073709551615 2\0\0ab"),
    CASE ("askglass-command 1\0command=a\0folder=/\0status=1\0part=5 1\0part=2 1\0\0ab"),
#undef CASE
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (cases[i].bytes, cases[i].n);

      g_assert_null (askg_command_record_read (bytes));
    }
}

static void
test_not_every_status_is_a_failure (void)
{
  static const struct { const char *command; int status; gboolean has_failed; } cases[] = {
    { "make", 0, FALSE }, { "make", 2, TRUE }, { "make", 130, FALSE }, { "yes | head", 141, FALSE }, { "vi", 148, FALSE }, { "./a", 139, TRUE },
    { "grep x y", 1, FALSE }, { "grep x y", 2, TRUE }, { "grep x y; make", 1, TRUE }, { "grepper", 1, TRUE }, { "test -f x", 1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(AskgCommandRecord) record = new_record (cases[i].command, cases[i].status, 1000);

      g_assert_cmpint (askg_command_record_has_failed (record), ==, cases[i].has_failed);
    }
}

/* -- The last one ------------------------------------------------------------------------ */

static void
put (const char        *folder,
     AskgCommandRecord *record)
{
  g_autoptr(GError) error = NULL;

  askg_command_shelf_put (folder, record, &error);
  g_assert_no_error (error);
  askg_command_record_unref (record);
}

static void
tell (const char *folder,
      const char *command,
      gint64      ended_s,
      const char *window)
{
  g_autoptr(AskgCommandRecord) record = new_record (command, 2, ended_s);
  g_autofree char *name = g_strdup_printf ("hook-%" G_GINT64_FORMAT, ended_s);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GBytes) bytes = NULL;

  g_free (record->terminal[1]);
  record->terminal[1] = g_strconcat ("WINDOWID=", window, NULL);
  record->shell = g_strdup ("bash");
  bytes = askg_command_record_write (record);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
}

static void
assert_last (const char *folder,
             guint64     window,
             const char *command,
             gboolean    has_output)
{
  const AskgTerminalHint hint = { window, 0 };
  g_autoptr(AskgCommandRecord) found = askg_last_failure_find (folder, &hint);

  g_assert_cmpstr (found != NULL ? found->command : NULL, ==, command);
  if (found != NULL)
    g_assert_cmpint (askg_command_record_has_output (found), ==, has_output);
}

static void
test_the_last_failure_is_found (void)
{
  g_autofree char *folder = g_dir_make_tmp ("askg-commands-XXXXXX", NULL);

  assert_last (folder, 0, NULL, FALSE);
  put (folder, new_record ("make", 2, 1000));
  put (folder, new_record ("ls", 0, 1001));
  assert_last (folder, 0, "make", TRUE);
  tell (folder, "ninja", 2000, "5");
  assert_last (folder, 0, "ninja", FALSE);
  assert_last (folder, 4194313, "make", TRUE); /* of that window */
  put (folder, new_record ("make", 0, 2001));
  assert_last (folder, 4194313, "ninja", FALSE); /* make is well again */
  put (folder, new_record ("pytest", 2, 3000));
  tell (folder, "askglass run -- pytest", 3000, "4194313");
  assert_last (folder, 0, "pytest", TRUE); /* told of twice, read along once */
  own_folder_remove (g_steal_pointer (&folder));
}

static void
test_only_the_last_ones_are_kept (void)
{
  g_autofree char *folder = g_dir_make_tmp ("askg-commands-XXXXXX", NULL);
  g_autofree char *link = g_build_filename (folder, "run-link", NULL);
  g_autoptr(GPtrArray) records = NULL;

  for (int i = 0; i < 3 * (int) ASKG_COMMAND_SHELF_MAX; i++)
    put (folder, new_record ("make", 2, 1000 + i));
  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  records = askg_command_shelf_list (folder);
  g_assert_cmpuint (records->len, ==, ASKG_COMMAND_SHELF_MAX);
  for (guint i = 1; i < records->len; i++)
    g_assert_cmpint (((AskgCommandRecord *) records->pdata[i - 1])->ended_us, >=, ((AskgCommandRecord *) records->pdata[i])->ended_us);
  own_folder_remove (g_steal_pointer (&folder));
}

/* A shell that has nothing to tell leaves an empty file: it takes nobody's place. */
static void
test_empty_files_take_no_place (void)
{
  g_autofree char *folder = g_dir_make_tmp ("askg-commands-XXXXXX", NULL);

  tell (folder, "ninja", 2000, "5");
  for (guint i = 0; i < 2 * ASKG_COMMAND_SHELF_MAX; i++)
    {
      g_autofree char *name = g_strdup_printf ("hook-empty-%u", i), *path = g_build_filename (folder, name, NULL);

      g_assert_true (g_file_set_contents (path, "", 0, NULL));
    }
  assert_last (folder, 0, "ninja", FALSE);
  own_folder_remove (g_steal_pointer (&folder));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/command-record/comes-back-as-it-was", test_comes_back_as_it_was);
  g_test_add_func ("/command-record/half-a-record-is-none", test_half_a_record_is_none);
  g_test_add_func ("/command-record/a-shell-writes-it-with-printf", test_a_shell_writes_it_with_printf);
  g_test_add_func ("/command-record/a-shell-is-a-name", test_a_shell_is_a_name);
  g_test_add_func ("/command-record/what-is-no-record-is-refused", test_what_is_no_record_is_refused);
  g_test_add_func ("/command-record/not-every-status-is-a-failure", test_not_every_status_is_a_failure);
  g_test_add_func ("/command-record/the-last-failure-is-found", test_the_last_failure_is_found);
  g_test_add_func ("/command-record/only-the-last-ones-are-kept", test_only_the_last_ones_are_kept);
  g_test_add_func ("/command-record/empty-files-take-no-place", test_empty_files_take_no_place);

  return g_test_run ();
}
