/* askg-engine-link-private.h: the way to an engine, for the files that it is made of. */
#pragma once

#include "engine/provider/askg-engine-link.h"
#include "engine/provider/askg-engine-url.h"

G_BEGIN_DECLS

struct _AskgEngineLink
{
  GObject        parent_instance;

  /* Owned */
  AskgProfile   *profile;
  AskgHttp      *http;
  AskgKeys      *keys;

  /* Owned; (nullable) */
  AskgModelServers *servers;  /* what serves it, when it is a model file */

  /* Owned; (nullable): as of the last opening */
  AskgEngineUrl *url;
  AskgOrigin    *origin;
  AskgKey       *key;
  char          *place;
  char          *other_path;  /* tried instead of the base path */
  char          *found_model; /* the one that the server names first */
  char          *made_url;    /* of the last request, and what it was read as: most go where the last one went */
  AskgOrigin    *made_origin;
  char          *made_target;
  AskgServerRun  *run;         /* of a llama-server of ours, to which all this belongs */
};

void askg_engine_link_close (AskgEngineLink *self);

G_END_DECLS
