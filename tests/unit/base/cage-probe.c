/* cage-probe.c: a helper that was taken over. It tries what it must not, and tells what it could.
 *
 *   cage-probe bare|locked FILE PORT
 *
 * bare: as it was started; locked: after closing its own cage as our helpers do. Prints the names
 * of what worked; nothing when all is well. */
#include <fcntl.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engine/base/askg-cage.h"

static gboolean
can_open (const char *path, int flags)
{
  return open (path, flags, 0600) >= 0;
}

static gboolean
can_connect (int port)
{
  const struct sockaddr_in address = {
    .sin_family = AF_INET, .sin_port = htons (port), .sin_addr.s_addr = htonl (INADDR_LOOPBACK)
  };
  const int fd = socket (AF_INET, SOCK_STREAM, 0);

  return fd >= 0 && connect (fd, (const struct sockaddr *) &address, sizeof address) == 0;
}

static gboolean
can_start_a_program (void)
{
  const pid_t child = vfork ();

  if (child == 0)
    {
      execl ("/bin/true", "true", NULL);
      _exit (1);
    }

  return child > 0;
}

int
main (int argc, char **argv)
{
  const AskgCage cage = { .memory_bytes = 64 * 1024 * 1024, .cpu_s = 5 };
  const gboolean locked = argc == 4 && strcmp (argv[1], "locked") == 0;
  const pid_t parent = getppid ();

  if (argc != 4 || !askg_cage_follow_parent () ||
      (locked && (!askg_cage_limit (&cage) || !askg_cage_lock (&cage))))
    return EXIT_FAILURE;

  setvbuf (stdout, NULL, _IONBF, 0);
  if (can_open ("/etc/passwd", O_RDONLY))
    puts ("read /etc/passwd");
  if (can_open (argv[2], O_RDONLY))
    puts ("read a file of the person's");
  if (can_open ("/usr/bin/askglass-was-here", O_WRONLY | O_CREAT) || can_open ("/etc/askglass-was-here", O_WRONLY | O_CREAT))
    puts ("wrote a file");
  if (can_connect (atoi (argv[3])))
    puts ("reached the network");
  if (parent > 1 && kill (parent, 0) == 0)
    puts ("reached another process");
  if (locked && can_start_a_program ())
    puts ("started a program");
  if (locked && malloc ((size_t) 256 * 1024 * 1024) != NULL)
    puts ("took more memory");
  puts ("end");

  return EXIT_SUCCESS;
}
