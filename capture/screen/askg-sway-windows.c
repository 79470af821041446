/* askg-sway-windows.c: any thread. One question and its answer, as `man 7 sway-ipc` has them: six letters, the length and the
 * kind of the message in the machine's byte order, the message. */
#include "capture/screen/askg-sway-windows.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "capture/screen/askg-sway-tree.h"

#define MAGIC       "i3-ipc"
#define MAGIC_BYTES 6
#define GET_TREE    4u
#define MAX_BYTES   (16u << 20)
#define PATIENCE_US (300 * 1000) /* of each read: it answers within a millisecond */

typedef struct
{
  char    magic[MAGIC_BYTES];
  guint32 n_bytes;
  guint32 kind;
} __attribute__ ((packed)) Head;

static int
open_socket (void)
{
  const char *path = g_getenv ("SWAYSOCK");
  const struct timeval patience = { 0, PATIENCE_US };
  struct sockaddr_un where = { .sun_family = AF_UNIX };
  int fd;

  if (path == NULL || *path == '\0' || strlen (path) >= sizeof where.sun_path)
    return -1;
  fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0)
    return -1;
  strcpy (where.sun_path, path);
  (void) setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  (void) setsockopt (fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  if (connect (fd, (const struct sockaddr *) &where, sizeof where) == 0)
    return fd;
  close (fd);

  return -1;
}

static gboolean
read_all (int   fd,
          void *buffer,
          gsize n_bytes)
{
  for (gsize n = 0; n < n_bytes;)
    {
      const gssize got = recv (fd, (char *) buffer + n, n_bytes - n, 0);

      if (got <= 0)
        return FALSE;
      n += (gsize) got;
    }

  return TRUE;
}

/* (transfer full) (nullable) */
static char *
ask (int    fd,
     gsize *out_n_bytes)
{
  const Head question = { MAGIC, 0, GET_TREE };
  g_autofree char *text = NULL;
  Head answer;

  if (send (fd, &question, sizeof question, MSG_NOSIGNAL) != (gssize) sizeof question || !read_all (fd, &answer, sizeof answer) ||
      memcmp (answer.magic, MAGIC, MAGIC_BYTES) != 0 || answer.kind != GET_TREE || answer.n_bytes > MAX_BYTES)
    return NULL;
  text = g_malloc (answer.n_bytes + 1);
  if (!read_all (fd, text, answer.n_bytes))
    return NULL;
  *out_n_bytes = answer.n_bytes;

  return g_steal_pointer (&text);
}

/**
 * askg_sway_windows_list:
 *
 * About a millisecond; where sway hangs, a third of a second.
 *
 * Returns: (transfer full) (nullable) (element-type AskgWindowPlace): topmost first; %NULL where no sway answers
 */
GPtrArray *
askg_sway_windows_list (void)
{
  const int fd = open_socket ();
  g_autofree char *text = NULL;
  gsize n_bytes;

  if (fd < 0)
    return NULL;
  text = ask (fd, &n_bytes);
  close (fd);

  return text != NULL ? askg_sway_tree_read (text, n_bytes) : NULL;
}
