/* askg-llama-place.h: where one run of a llama-server listens, and the key it asks for. Main thread. */
#pragma once

#include "engine/privacy/askg-key.h"

G_BEGIN_DECLS

/* Owned by whoever got it; the files go with it. */
typedef struct
{
  char    *url;
  char    *socket_path; /* (nullable): in a folder for this person alone */
  guint16  port;        /* of loopback, where it knows no sockets */
  char    *key_path;    /* (nullable): any program here could speak to a port, so that asks for a key */
  AskgKey *key;         /* (nullable) */
} AskgLlamaPlace;

AskgLlamaPlace *askg_llama_place_new      (const char      *help,
                                           GError         **error);
char           *askg_llama_place_log_path (const char      *engine_id,
                                           GError         **error);
void            askg_llama_place_free     (AskgLlamaPlace  *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgLlamaPlace, askg_llama_place_free)

G_END_DECLS
