/* test-command-post.c: what a shell tells over the socket arrives, whole or not at all, and nobody can hold it up. */
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <gio/gio.h>

#include "app/askg-command-post.h"
#include "engine/base/askg-program.h"
#include "tests/unit/own-folder.h"

#define RECORD "askglass-command 1\0command=make \033]0;x\007\n-j 8\0folder=/w\0status=2\0began=12.5\0ended=13\0shell=bash\0env:TTY=/dev/pts/1\0"

typedef struct
{
  char            *folder;
  char            *path;
  AskgCommandPost *post;
  GPtrArray       *told; /* of AskgCommandRecord */
} Rig;

static void
told_cb (AskgCommandRecord *record,
         gpointer           user_data)
{
  g_ptr_array_add (((Rig *) user_data)->told, askg_command_record_ref (record));
}

static void
set_up (Rig           *rig,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  rig->folder = g_dir_make_tmp ("askg-post-XXXXXX", NULL);
  rig->path = g_build_filename (rig->folder, "commands.sock", NULL);
  rig->told = g_ptr_array_new_with_free_func ((GDestroyNotify) askg_command_record_unref);
  rig->post = askg_command_post_new (rig->path, told_cb, rig, &error);
  g_assert_no_error (error);
}

static void
tear_down (Rig           *rig,
           gconstpointer  data)
{
  askg_command_post_free (rig->post);
  g_ptr_array_unref (rig->told);
  g_free (rig->path);
  g_assert_cmpint (g_rmdir (rig->folder), ==, 0); /* nothing is left in it */
  g_free (rig->folder);
}

/* Returns: whether it was taken */
static gboolean
send_bytes (Rig        *rig,
            const char *bytes,
            gsize       n_bytes)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  const int fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  gboolean is_taken;

  g_strlcpy (address.sun_path, rig->path, sizeof address.sun_path);
  is_taken = sendto (fd, bytes, n_bytes, MSG_DONTWAIT, (struct sockaddr *) &address, sizeof address) == (gssize) n_bytes;
  close (fd);

  return is_taken;
}

static void
let_it_read (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_a_command_is_told (Rig           *rig,
                        gconstpointer  data)
{
  const AskgCommandRecord *record;

  g_assert_true (send_bytes (rig, RECORD, sizeof RECORD));
  let_it_read ();
  g_assert_cmpuint (rig->told->len, ==, 1);
  record = g_ptr_array_index (rig->told, 0);
  g_assert_cmpstr (record->command, ==, "make \033]0;x\007\n-j 8");
  g_assert_cmpint (record->status, ==, 2);
  g_assert_cmpstr (askg_command_record_get_terminal (record, "TTY"), ==, "/dev/pts/1");
}

static void
test_cut_at_every_byte_it_is_nothing (Rig           *rig,
                                      gconstpointer  data)
{
  for (gsize n = 0; n < sizeof RECORD; n++)
    {
      send_bytes (rig, RECORD, n);
      let_it_read ();
    }
  g_assert_cmpuint (rig->told->len, ==, 0);
}

/* Too long, of `askglass run`, with output, with a program for a shell. */
static void
test_what_no_shell_tells_is_nothing (Rig           *rig,
                                     gconstpointer  data)
{
  static const char of_run[] = "askglass-command 1\0command=make\0folder=/w\0status=2\0";
  static const char with_output[] = "askglass-command 1\0command=make\0folder=/w\0status=2\0shell=bash\0part=0 2\0\0ab";
  static const char with_program[] = "askglass-command 1\0command=make\0folder=/w\0status=2\0shell=/tmp/x\0";
  g_autofree char *long_one = g_malloc (ASKG_COMMAND_POST_MAX_BYTES + 1);

  memset (long_one, 'a', ASKG_COMMAND_POST_MAX_BYTES + 1);
  memcpy (long_one, RECORD, strlen (RECORD) + 1);
  send_bytes (rig, long_one, ASKG_COMMAND_POST_MAX_BYTES + 1);
  send_bytes (rig, of_run, sizeof of_run);
  send_bytes (rig, with_output, sizeof with_output);
  send_bytes (rig, with_program, sizeof with_program);
  let_it_read ();
  g_assert_cmpuint (rig->told->len, ==, 0);
  g_assert_true (send_bytes (rig, RECORD, sizeof RECORD)); /* and it goes on */
  let_it_read ();
  g_assert_cmpuint (rig->told->len, ==, 1);
}

/* Who tells never waits: what there is no room for is not taken, and a turn of the loop reads a few. */
static void
test_a_flood_holds_up_nobody (Rig           *rig,
                              gconstpointer  data)
{
  const gint64 began_us = g_get_monotonic_time ();
  guint n_taken = 0;

  for (guint i = 0; i < 20000; i++)
    n_taken += send_bytes (rig, RECORD, sizeof RECORD);
  g_assert_cmpuint (n_taken, <, 20000);
  g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (rig->told->len, <=, 8);
  let_it_read ();
  g_assert_cmpuint (rig->told->len, ==, n_taken);
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, 20 * G_USEC_PER_SEC);
}

/* A file descriptor that comes along is none of ours. */
static void
test_nobody_hands_over_a_file (Rig           *rig,
                               gconstpointer  data)
{
  union { struct cmsghdr aligned; char room[CMSG_SPACE (sizeof (int))]; } control = { 0 };
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  struct iovec place = { (char *) RECORD, sizeof RECORD };
  struct msghdr message = { &address, sizeof address, &place, 1, &control, sizeof control, 0 };
  const int first_free = dup (STDIN_FILENO);
  int fd;

  close (first_free);
  fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  g_strlcpy (address.sun_path, rig->path, sizeof address.sun_path);
  control.aligned.cmsg_level = SOL_SOCKET;
  control.aligned.cmsg_type = SCM_RIGHTS;
  control.aligned.cmsg_len = CMSG_LEN (sizeof (int));
  memcpy (CMSG_DATA (&control.aligned), &fd, sizeof fd);
  g_assert_cmpint (sendmsg (fd, &message, 0), ==, sizeof RECORD);
  close (fd);
  let_it_read ();
  fd = dup (STDIN_FILENO);
  g_assert_cmpint (fd, ==, first_free);
  close (fd);
}

static void
test_the_socket_is_this_person_s (Rig           *rig,
                                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  AskgCommandPost *later;
  g_autofree char *too_long = g_strnfill (200, 'x');
  GStatBuf info;

  g_assert_cmpint (g_lstat (rig->path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  later = askg_command_post_new (rig->path, told_cb, rig, &error); /* who starts later hears; who ends first takes nothing away */
  g_assert_no_error (error);
  g_clear_pointer (&rig->post, askg_command_post_free);
  rig->post = later;
  g_assert_true (send_bytes (rig, RECORD, sizeof RECORD));
  let_it_read ();
  g_assert_cmpuint (rig->told->len, ==, 1);
  g_assert_null (askg_command_post_new (too_long, told_cb, rig, &error));
  g_assert_nonnull (error);
}

static int
run_teller (const char *socket,
            const char *file)
{
  g_autofree char *program = askg_program_find_helper ("askglass-tell");
  const char *words[] = { program, socket, file, NULL };
  int status;
  g_autofree char *out = NULL, *err = NULL;

  g_assert_true (g_spawn_sync (NULL, (char **) words, NULL, G_SPAWN_DEFAULT, NULL, NULL, &out, &err, &status, NULL));
  g_assert_cmpstr (out, ==, "");
  g_assert_cmpstr (err, ==, "");

  return status;
}

static void
test_the_program_tells_what_lies_in_a_file (Rig           *rig,
                                            gconstpointer  data)
{
  g_autofree char *file = g_build_filename (rig->folder, "hook-1", NULL), *nowhere = g_build_filename (rig->folder, "no", NULL);
  g_autofree char *long_one = g_strnfill (ASKG_COMMAND_POST_MAX_BYTES + 1, 'a');

  g_assert_true (g_file_set_contents (file, RECORD, sizeof RECORD, NULL));
  g_assert_cmpint (run_teller (rig->path, file), ==, 0);
  let_it_read ();
  g_assert_cmpuint (rig->told->len, ==, 1);
  g_assert_cmpint (run_teller (nowhere, file), !=, 0);
  g_assert_cmpint (run_teller (rig->path, nowhere), !=, 0);
  g_assert_cmpint (run_teller (rig->path, rig->folder), !=, 0);
  g_assert_true (g_file_set_contents (file, long_one, -1, NULL));
  g_assert_cmpint (run_teller (rig->path, file), !=, 0);
  let_it_read ();
  g_assert_cmpuint (rig->told->len, ==, 1);
  g_assert_cmpint (g_unlink (file), ==, 0);
}

#define ADD(name, test) g_test_add ("/command-post/" name, Rig, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-command-is-told", test_a_command_is_told);
  ADD ("cut-at-every-byte-it-is-nothing", test_cut_at_every_byte_it_is_nothing);
  ADD ("what-no-shell-tells-is-nothing", test_what_no_shell_tells_is_nothing);
  ADD ("a-flood-holds-up-nobody", test_a_flood_holds_up_nobody);
  ADD ("nobody-hands-over-a-file", test_nobody_hands_over_a_file);
  ADD ("the-socket-is-this-person-s", test_the_socket_is_this_person_s);
  ADD ("the-program-tells-what-lies-in-a-file", test_the_program_tells_what_lies_in_a_file);

  return g_test_run ();
}
