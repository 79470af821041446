/* askg-server-place.h: where one run of a program that serves models listens, and what keeps others out. Main thread. */
#pragma once

#include "engine/privacy/askg-key.h"

G_BEGIN_DECLS

/* What the program understands, the best first. */
typedef enum
{
  ASKG_GUARD_SOCKET, /* a Unix socket in a folder for this person alone: no other person and no web page can speak to it */
  ASKG_GUARD_KEY,    /* a port of loopback, and a key made for this run */
  ASKG_GUARD_PATH,   /* a port of loopback, below a path that no web page knows; who sees its command line does */
} AskgServerGuard;

/* Owned by whoever got it; the files go with it. */
typedef struct
{
  char    *url;
  char    *socket_path; /* (nullable) */
  guint16  port;        /* of loopback, where there is no socket */
  char    *path;        /* (nullable): "/…", what every address begins with */
  char    *key_path;    /* (nullable): a file that holds the key */
  AskgKey *key;         /* (nullable) */
} AskgServerPlace;

AskgServerPlace *askg_server_place_new      (AskgServerGuard   guard,
                                             GError          **error);
char            *askg_server_place_log_path (const char       *program,
                                             const char       *engine_id,
                                             GError          **error);
void             askg_server_place_free     (AskgServerPlace  *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgServerPlace, askg_server_place_free)

G_END_DECLS
