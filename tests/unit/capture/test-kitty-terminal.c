/* test-kitty-terminal.c: the text of a window of kitty, whatever it is that answers on its socket. */
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "capture/context/askg-kitty-terminal.h"

#define REPLY "\033P@kitty-cmd{\"ok\": true, \"data\": \"$ make\\nno\\u0001 \\ud55c\\n\"}\033\\"

typedef struct
{
  int         listener;
  const char *reply;
  gsize       n_reply;
  gboolean    is_silent;
  char        asked[512];
} Server;

static gpointer
answer_in_thread (gpointer data)
{
  Server *server = data;
  const int peer = accept (server->listener, NULL, NULL);
  ssize_t n = recv (peer, server->asked, sizeof server->asked - 1, 0);

  server->asked[MAX (n, 0)] = '\0';
  for (gsize i = 0; i < server->n_reply; i += 7) /* in pieces */
    if (send (peer, server->reply + i, MIN (7, server->n_reply - i), MSG_NOSIGNAL) < 0)
      break;
  if (server->is_silent)
    recv (peer, server->asked, sizeof server->asked, 0); /* until the other one goes */
  close (peer);

  return NULL;
}

/* Returns: (nullable) (transfer full) */
static GBytes *
read_from (Server *server)
{
  g_autofree char *folder = g_dir_make_tmp ("askg-kitty-XXXXXX", NULL), *path = g_build_filename (folder, "s", NULL);
  g_autofree char *address = g_strconcat ("unix:", path, NULL);
  struct sockaddr_un name = { .sun_family = AF_UNIX };
  GThread *thread;
  GBytes *text;

  g_strlcpy (name.sun_path, path, sizeof name.sun_path);
  server->listener = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (server->listener, (struct sockaddr *) &name, sizeof name), ==, 0);
  g_assert_cmpint (listen (server->listener, 1), ==, 0);
  thread = g_thread_new ("kitty", answer_in_thread, server);
  text = askg_kitty_terminal_read (address, "3", NULL);
  g_thread_join (thread);
  close (server->listener);
  g_assert_cmpint (g_unlink (path) | g_rmdir (folder), ==, 0);

  return text;
}

static void
test_it_is_asked_for_all_of_its_window (void)
{
  Server server = { .reply = REPLY, .n_reply = strlen (REPLY) };
  g_autoptr(GBytes) text = read_from (&server);

  g_assert_nonnull (text);
  g_assert_cmpmem (g_bytes_get_data (text, NULL), g_bytes_get_size (text), "$ make\nno\001 한\n", strlen ("$ make\nno\001 한\n"));
  g_assert_true (g_str_has_prefix (server.asked, "\033P@kitty-cmd{\"cmd\":\"get-text\""));
  g_assert_nonnull (strstr (server.asked, "\"match\":\"id:3\""));
}

static void
test_half_a_reply_is_none (void)
{
  for (gsize n = 0; n < strlen (REPLY); n++)
    {
      Server server = { .reply = REPLY, .n_reply = n };

      g_assert_null (read_from (&server));
    }
}

static void
test_what_is_no_reply_is_none (void)
{
  static const char *const replies[] = {
    "\033P@kitty-cmd{\"ok\": false, \"error\": \"Remote control is disabled.\"}\033\\", "\033P@kitty-cmd{\"ok\": true}\033\\",
    "\033P@kitty-cmd{\"ok\": true, \"data\": {\"a\": 1}}\033\\", "\033P@kitty-cmd[]\033\\", "\033P@kitty-cmd\033\\", "\033\\\033P@kitty-cmd", "HTTP/1.1 200 OK\r\n\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    {
      Server server = { .reply = replies[i], .n_reply = strlen (replies[i]) };

      g_assert_null (read_from (&server));
    }
}

static void
test_who_says_nothing_is_not_waited_for (void)
{
  Server server = { .reply = REPLY, .n_reply = 20, .is_silent = TRUE };
  const gint64 began_us = g_get_monotonic_time ();

  g_assert_null (read_from (&server));
  g_assert_cmpint (g_get_monotonic_time () - began_us, <, 8 * G_USEC_PER_SEC);
}

static void
test_an_address_is_a_socket_of_this_machine (void)
{
  static const char *const addresses[] = { "tcp:localhost:12345", "unix:", "unix:relative", "unix:/no/where", "unix:@askg-nobody", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    g_assert_null (askg_kitty_terminal_read (addresses[i], "1", NULL));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/kitty-terminal/it-is-asked-for-all-of-its-window", test_it_is_asked_for_all_of_its_window);
  g_test_add_func ("/kitty-terminal/half-a-reply-is-none", test_half_a_reply_is_none);
  g_test_add_func ("/kitty-terminal/what-is-no-reply-is-none", test_what_is_no_reply_is_none);
  g_test_add_func ("/kitty-terminal/who-says-nothing-is-not-waited-for", test_who_says_nothing_is_not_waited_for);
  g_test_add_func ("/kitty-terminal/an-address-is-a-socket-of-this-machine", test_an_address_is_a_socket_of_this_machine);

  return g_test_run ();
}
