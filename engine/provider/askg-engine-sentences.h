/* askg-engine-sentences.h: what an engine said instead of an answer, as a person is told it. Pure; any thread. */
#pragma once

#include "engine/dialect/askg-wire-error.h"

G_BEGIN_DECLS

/* Whose words they are. Only @name is always set. */
typedef struct
{
  const char *name;    /* what the person calls the engine */
  const char *place;   /* (nullable): its host, or the path of its socket */
  const char *model;   /* (nullable): what was asked for */
  gboolean    has_key;
} AskgEngineSpeaker;

GError *askg_engine_sentence_new (const AskgWireError     *error,
                                  const AskgEngineSpeaker *speaker);
GError *askg_engine_sentence_name (const GError            *error,
                                   const char              *name);

G_END_DECLS
