/* askg-kitty-terminal.c: any thread.
 *
 * A request and its reply are JSON in an escape sequence: ESC P "@kitty-cmd" {…} ESC "\". */
#include "capture/context/askg-kitty-terminal.h"

#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "engine/base/askg-jansson.h"

#define PATIENCE_US (2 * G_USEC_PER_SEC)
#define TICK_MS 50 /* how soon it is noticed that nobody waits any more */
#define MAX_REPLY_BYTES (16u * 1024 * 1024)
#define BEGIN "\033P@kitty-cmd"
#define END "\033\\"
/* Any kitty that is not older answers; text of a window is told since. */
#define REQUEST BEGIN "{\"cmd\":\"get-text\",\"version\":[0,14,2],\"no_response\":false,\"payload\":{\"match\":\"id:%s\",\"extent\":\"all\"}}" END

/* @address: "unix:/a/path", or "unix:@name" without a file. Returns: its length; 0 where it is none */
static socklen_t
fill_address (const char         *address,
              struct sockaddr_un *name)
{
  const char *path = g_str_has_prefix (address, "unix:") ? address + strlen ("unix:") : "";
  const gsize n = strlen (path);

  if ((*path != '/' && *path != '@') || n >= sizeof name->sun_path)
    return 0;
  name->sun_family = AF_UNIX;
  memcpy (name->sun_path, path, n + 1);
  if (*path == '@')
    name->sun_path[0] = '\0';

  return (socklen_t) (offsetof (struct sockaddr_un, sun_path) + n + (*path == '/'));
}

/* Returns: whether it became ready in time */
static gboolean
wait_for (int           fd,
          short         events,
          gint64        until_us,
          GCancellable *cancellable)
{
  struct pollfd one = { .fd = fd, .events = events };

  while (g_get_monotonic_time () < until_us && !g_cancellable_is_cancelled (cancellable))
    if (poll (&one, 1, TICK_MS) > 0)
      return TRUE;

  return FALSE;
}

static gboolean
send_request (int           fd,
              const char   *window,
              gint64        until_us,
              GCancellable *cancellable)
{
  g_autofree char *request = g_strdup_printf (REQUEST, window);
  gsize n_sent = 0;

  while (n_sent < strlen (request))
    {
      const ssize_t n = wait_for (fd, POLLOUT, until_us, cancellable) ? send (fd, request + n_sent, strlen (request) - n_sent, MSG_NOSIGNAL) : 0;

      if (n <= 0)
        return FALSE;
      n_sent += (gsize) n;
    }

  return TRUE;
}

/* Returns: (transfer full): up to the end of the reply, or what came of it */
static GString *
receive_reply (int           fd,
               gint64        until_us,
               GCancellable *cancellable)
{
  GString *reply = g_string_new (NULL);
  char chunk[16384];
  ssize_t n;

  while (reply->len < MAX_REPLY_BYTES && wait_for (fd, POLLIN, until_us, cancellable) && (n = recv (fd, chunk, sizeof chunk, 0)) > 0)
    {
      const gsize from = reply->len > 0 ? reply->len - 1 : 0;

      g_string_append_len (reply, chunk, n);
      if (strstr (reply->str + from, END) != NULL)
        break;
    }

  return reply;
}

/* Returns: (nullable) (transfer full) */
static GBytes *
take_text (const GString *reply)
{
  const char *begin = strstr (reply->str, BEGIN), *end = begin != NULL ? strstr (begin, END) : NULL;
  g_autoptr(json_t) answer = end != NULL ? json_loadb (begin + strlen (BEGIN), (gsize) (end - begin) - strlen (BEGIN), 0, NULL) : NULL;
  json_t *data = json_object_get (answer, "data");

  if (!json_is_true (json_object_get (answer, "ok")) || !json_is_string (data))
    return NULL;

  return g_bytes_new (json_string_value (data), json_string_length (data));
}

/**
 * askg_kitty_terminal_read:
 * @address: as KITTY_LISTEN_ON tells it
 * @window: digits: KITTY_WINDOW_ID
 *
 * Returns: (nullable) (transfer full): all that the window keeps; %NULL where nobody tells it
 */
GBytes *
askg_kitty_terminal_read (const char   *address,
                          const char   *window,
                          GCancellable *cancellable)
{
  const gint64 until_us = g_get_monotonic_time () + PATIENCE_US;
  struct sockaddr_un name = { 0 };
  const socklen_t n_name = fill_address (address, &name);
  const int fd = n_name > 0 ? socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0) : -1;
  g_autoptr(GBytes) text = NULL;

  if (fd < 0)
    return NULL;
  if (connect (fd, (const struct sockaddr *) &name, n_name) == 0 && send_request (fd, window, until_us, cancellable))
    {
      GString *reply = receive_reply (fd, until_us, cancellable);

      text = take_text (reply);
      g_string_free (reply, TRUE);
    }
  close (fd);

  return g_steal_pointer (&text);
}
