/* stream-server.c: chat chunks over loopback, keep-alive, a process for each connection. */
#include "tests/bench/stream-server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#define N_EVENTS       300u
#define PAUSE_US       1000u
#define MAX_HEAD_BYTES 65536

static const char event[] =
  "data: {\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":{\"content\":\" and bravo\\n\"}}],\"created\":1795238463,"
  "\"id\":\"chatcmpl-nbHhdhX495BfqfdEWTUWAqt2LxWXnbN7\",\"model\":\"askglass-tiny\",\"object\":\"chat.completion.chunk\"}\n\n";
/* The words of a paced one are the instant it was written. */
static const char stamped[] =
  "data: {\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":{\"content\":\"%" G_GINT64_FORMAT "\"}}],\"created\":1795238463,"
  "\"id\":\"chatcmpl-nbHhdhX495BfqfdEWTUWAqt2LxWXnbN7\",\"model\":\"askglass-tiny\",\"object\":\"chat.completion.chunk\"}\n\n";
static const char last[] =
  "data: {\"choices\":[{\"finish_reason\":\"stop\",\"index\":0,\"delta\":{}}]}\n\ndata: [DONE]\n\n";
static const char head[] = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

static void
send_all (int         fd,
          const char *bytes,
          gsize       n_bytes)
{
  for (gsize at = 0; at < n_bytes;)
    {
      const ssize_t n = send (fd, bytes + at, n_bytes - at, MSG_NOSIGNAL);

      if (n <= 0)
        return;
      at += n;
    }
}

static void
send_chunk (int         fd,
            const char *bytes,
            gsize       n_bytes,
            guint       n_times)
{
  g_autoptr(GString) out = g_string_new (NULL);

  g_string_append_printf (out, "%zx\r\n", n_bytes * n_times);
  for (guint i = 0; i < n_times; i++)
    g_string_append_len (out, bytes, n_bytes);
  g_string_append (out, "\r\n");
  send_all (fd, out->str, out->len);
}

static void
send_stamped (int fd)
{
  g_autofree char *text = NULL;

  g_usleep (PAUSE_US);
  text = g_strdup_printf (stamped, g_get_monotonic_time ());
  send_chunk (fd, text, strlen (text), 1);
}

static void
answer (int         fd,
        const char *request)
{
  send (fd, head, strlen (head), MSG_NOSIGNAL);
  if (g_str_has_prefix (request, "POST /long"))
    for (gsize n = 0; n < STREAM_LONG_BYTES; n += 256 * strlen (event))
      send_chunk (fd, event, strlen (event), 256);
  else if (g_str_has_prefix (request, "POST /paced"))
    for (guint i = 0; i < N_EVENTS; i++)
      send_stamped (fd);
  else
    send_chunk (fd, event, strlen (event), 1);
  send_chunk (fd, last, strlen (last), 1);
  send (fd, "0\r\n\r\n", 5, MSG_NOSIGNAL);
}

/* The head of a request into @request; what follows it is thrown away. */
static gboolean
take_request (int  fd,
              char request[MAX_HEAD_BYTES])
{
  static char rest[1 << 20];
  gsize n_got = 0;
  gint64 n_left;
  char *end = NULL;
  const char *length;

  while (end == NULL)
    {
      const ssize_t n = n_got < MAX_HEAD_BYTES - 1 ? recv (fd, request + n_got, MAX_HEAD_BYTES - 1 - n_got, 0) : 0;

      if (n <= 0)
        return FALSE;
      n_got += n;
      request[n_got] = '\0';
      end = strstr (request, "\r\n\r\n");
    }

  length = strcasestr (request, "\r\nContent-Length:");
  n_left = (length != NULL && length < end ? atoll (length + strlen ("\r\nContent-Length:")) : 0) -
           (gint64) (request + n_got - (end + 4));
  while (n_left > 0)
    {
      const ssize_t n = recv (fd, rest, MIN ((gsize) n_left, sizeof rest), 0);

      if (n <= 0)
        return FALSE;
      n_left -= n;
    }

  return TRUE;
}

static void
serve (int listener)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  for (;;)
    {
      const int fd = accept (listener, NULL, NULL);
      char request[MAX_HEAD_BYTES];
      int one = 1;

      if (fork () != 0)
        {
          close (fd);
          continue;
        }
      prctl (PR_SET_PDEATHSIG, SIGKILL);
      setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
      while (take_request (fd, request))
        answer (fd, request);
      _exit (0);
    }
}

int
stream_connect (const char *host,
                guint       port)
{
  struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons (port) };
  const int fd = socket (AF_INET, SOCK_STREAM, 0);
  int one = 1;

  inet_pton (AF_INET, host, &address.sin_addr);
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (connect (fd, (struct sockaddr *) &address, sizeof address) != 0)
    g_error ("cannot connect to %s, port %u", host, port);

  return fd;
}

/* A child process that listens at @address, and a connection to it. */
void
stream_server_start (StreamServer *self,
                     const char   *address)
{
  struct sockaddr_in where = { .sin_family = AF_INET };
  socklen_t n_where = sizeof where;
  const int listener = socket (AF_INET, SOCK_STREAM, 0);

  if (inet_pton (AF_INET, address, &where.sin_addr) != 1 || bind (listener, (struct sockaddr *) &where, sizeof where) != 0 ||
      listen (listener, 16) != 0 || getsockname (listener, (struct sockaddr *) &where, &n_where) != 0)
    g_error ("cannot listen at %s", address);
  self->port = ntohs (where.sin_port);
  self->server = fork ();
  if (self->server == 0)
    serve (listener);
  close (listener);
  self->bare = stream_connect (address, self->port);
}

void
stream_server_stop (StreamServer *self)
{
  close (self->bare);
  kill (self->server, SIGKILL);
}

/* Adds to @values the microseconds from the writing of each event, or of the request for the first kind, to its words. */
void
stream_note (GArray     *values,
             gint64      begun_us,
             const char *words)
{
  const gint64 written_us = g_ascii_strtoll (words, NULL, 10);
  const double value = g_get_monotonic_time () - (written_us > 0 ? written_us : begun_us);

  g_array_append_val (values, value);
}

/* The last chunk; a head may end with a nought and two line ends, too. */
static gboolean
is_end (const char *bytes,
        gsize       n_bytes)
{
  static const char end[] = "\r\n0\r\n\r\n";
  const gsize n_end = n_bytes == strlen (end) - 2 ? n_bytes : strlen (end);

  return n_bytes >= n_end && memcmp (bytes + n_bytes - n_end, end + strlen (end) - n_end, n_end) == 0;
}

/**
 * stream_ask_bare:
 * @fd: a connection that stays open
 * @path: what the server knows, or a real engine's
 * @values: (nullable): gets the microseconds to the first words, and of a paced one to each
 */
void
stream_ask_bare (int         fd,
                 const char *path,
                 const char *body,
                 gsize       n_bytes,
                 GArray     *values)
{
  static const char mark[] = "\"content\":\"";
  g_autofree char *head_text =
    g_strdup_printf ("POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
                     path, n_bytes);
  g_autoptr(GString) request = g_string_new (head_text);
  const gint64 begun_us = g_get_monotonic_time ();
  char bytes[65537];
  ssize_t n;

  g_string_append_len (request, body, n_bytes);
  send_all (fd, request->str, request->len);
  while ((n = recv (fd, bytes, sizeof bytes - 1, 0)) > 0)
    {
      bytes[n] = '\0';
      for (const char *at = strstr (bytes, mark); at != NULL && values != NULL; at = strstr (at + 1, mark))
        if (at[strlen (mark)] != '"') /* the first of some servers has no words */
          stream_note (values, begun_us, at + strlen (mark));
      if (is_end (bytes, n))
        break;
    }
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

double
stream_median (GArray *values)
{
  if (values->len == 0)
    g_error ("nothing came that could be measured");
  g_array_sort (values, compare);

  return g_array_index (values, double, values->len / 2);
}

long
stream_highest_memory_kib (void)
{
  g_autofree char *status = NULL;

  g_file_get_contents ("/proc/self/status", &status, NULL, NULL);

  return atol (strstr (status, "VmHWM:") + strlen ("VmHWM:"));
}
