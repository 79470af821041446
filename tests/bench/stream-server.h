/* stream-server.h: what the programs that measure streams share: a server of their own, and the bare socket they are
 * compared with. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The paths it knows begin with: "/first": one event; "/paced": one a millisecond; "/long": 50 MB of them. */
#define STREAM_LONG_BYTES (50u << 20)

typedef struct
{
  guint  port;
  GPid   server;
  int    bare;    /* a socket, connected to it */
} StreamServer;

void   stream_server_start   (StreamServer *self,
                              const char   *address);
void   stream_server_stop    (StreamServer *self);

int    stream_connect        (const char   *host,
                              guint         port);
void   stream_ask_bare       (int           fd,
                              const char   *path,
                              const char   *body,
                              gsize         n_bytes,
                              GArray       *values);
void   stream_note           (GArray       *values,
                              gint64        begun_us,
                              const char   *words);

double stream_median         (GArray       *values);
long   stream_highest_memory_kib (void);

G_END_DECLS
