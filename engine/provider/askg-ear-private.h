/* askg-ear-private.h: who hears, from inside, for its two files. */
#pragma once

#include "engine/provider/askg-ear.h"

G_BEGIN_DECLS

struct _AskgEar
{
  GObject           parent_instance;

  /* Owned */
  AskgProfiles     *profiles;
  AskgHttp         *http;
  AskgKeys         *keys;
  AskgModelServers *servers;   /* (nullable) */
  AskgTranscriber  *dictation; /* (nullable) until it is wanted; so is the next */
  AskgTranscriber  *commands;
  char             *with;      /* (nullable): see AskgEar:with */
  char             *language;  /* (nullable): see AskgEar:language */
};

G_END_DECLS
