/* bench-chunks.c: what a streamed answer costs to understand.
 *
 *     bench-chunks [--chunks N]
 *
 * Feeds chat chunks as servers send them, in pieces as sockets give them, and prints the processor time of one and
 * how the memory has grown: of chunks that differ in their words alone, as most do, and of chunks that are numbered,
 * too; and the time of one line of ten megabytes. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine/dialect/askg-reply-parser.h"

#define PIECE_BYTES 16384

/* Words, and a number. */
static const char chunk[] =
  "data: {\"choices\":[{\"finish_reason\":null,\"index\":0,\"delta\":{\"content\":\" %s\"}}],\"created\":%d,"
  "\"id\":\"chatcmpl-nbHhdhX495BfqfdEWTUWAqt2LxWXnbN7\",\"model\":\"askglass-tiny\",\"system_fingerprint\":\"b11669-Debian\","
  "\"object\":\"chat.completion.chunk\"}\n\n";
static const char *const words_of_chunks[] = { "and", "bravo", "charlie.", "A\\n", "delta" };

static guint64 n_events;

static double
cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);

  return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static long
memory_kib (void)
{
  g_autofree char *status = NULL;
  const char *at;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL) || (at = strstr (status, "VmRSS:")) == NULL)
    return 0;

  return atol (at + strlen ("VmRSS:"));
}

static void
event_cb (const AskgWireEvent *event,
          gpointer             user_data)
{
  n_events++;
}

static double
feed (const char *bytes,
      gsize       n_bytes)
{
  g_autoptr(AskgReplyParser) parser = askg_reply_parser_new (ASKG_DIALECT_CHAT, event_cb, NULL);
  const double start = cpu_us ();

  for (gsize at = 0; at < n_bytes; at += PIECE_BYTES)
    askg_reply_parser_feed (parser, bytes + at, MIN (PIECE_BYTES, n_bytes - at));
  askg_reply_parser_end (parser);

  return cpu_us () - start;
}

static void
measure (const char *kind,
         int         n_chunks,
         gboolean    is_numbered)
{
  g_autoptr(GString) stream = g_string_sized_new (n_chunks * (sizeof chunk + 8));
  gsize n_warm = 0;
  long before_kib;
  double spent_us;

  for (int i = 0; i < n_chunks; i++)
    {
      g_string_append_printf (stream, chunk, words_of_chunks[i % G_N_ELEMENTS (words_of_chunks)], 1795238463 + i * is_numbered);
      if (i == 1000)
        n_warm = stream->len;
    }
  feed (stream->str, n_warm);
  before_kib = memory_kib ();
  n_events = 0;
  spent_us = feed (stream->str, stream->len);
  printf ("%d %s chunks %.2f us each, grown %ld KiB, %" G_GUINT64_FORMAT " events\n", n_chunks, kind, spent_us / n_chunks,
          memory_kib () - before_kib, n_events);
}

int
main (int argc, char **argv)
{
  const int n_chunks = argc > 2 && strcmp (argv[1], "--chunks") == 0 ? atoi (argv[2]) : 100000;
  g_autofree char *words = g_strnfill (10000000, 'A');
  g_autofree char *line = g_strdup_printf ("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n", words);

  measure ("numbered", n_chunks, TRUE);
  measure ("plain", n_chunks, FALSE);
  printf ("10 MB line %.1f ms\n", feed (line, strlen (line)) / 1e3);

  return 0;
}
