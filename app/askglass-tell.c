/* askglass-tell.c: `askglass-tell SOCKET FILE`: what a shell has written of a command, told to who is resident.
 *
 * A shell starts it after a command that failed, in the background, and only where there is a socket: it needs nothing but the C
 * library, waits for nobody, prints nothing and leaves nothing. What it cannot tell lies in FILE. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define MAX_BYTES (64 * 1024) /* as askg-command-post.h has it */

/* Returns: the bytes that were read; 0 where it is no such file, or too long to be told */
static size_t
read_record (const char *path,
             char       *bytes)
{
  const int file = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  struct stat info;
  size_t n_read = 0;
  ssize_t n = 0;

  if (file < 0)
    return 0;
  if (fstat (file, &info) == 0 && S_ISREG (info.st_mode) && info.st_size <= MAX_BYTES)
    while (n_read < MAX_BYTES && ((n = read (file, bytes + n_read, MAX_BYTES - n_read)) > 0 || (n < 0 && errno == EINTR)))
      n_read += n > 0 ? (size_t) n : 0;
  close (file);

  return n < 0 ? 0 : n_read;
}

int
main (int    argc,
      char **argv)
{
  static char bytes[MAX_BYTES];
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  const size_t n_bytes = argc == 3 && strlen (argv[1]) < sizeof address.sun_path ? read_record (argv[2], bytes) : 0;
  const int connection = n_bytes > 0 ? socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0) : -1;

  if (connection < 0)
    return 1;
  memcpy (address.sun_path, argv[1], strlen (argv[1]));

  return sendto (connection, bytes, n_bytes, MSG_DONTWAIT | MSG_NOSIGNAL, (const struct sockaddr *) &address, sizeof address) < 0;
}
