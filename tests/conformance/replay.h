/* replay.h: one recorded reply through the real parser, told in the words of tests/conformance/README.md. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;  /* the file's, without folders */
  GBytes     *bytes;
  json_t     *meta;  /* (nullable): {"status", "headers"} */
  const gsize *steps; /* sizes of the pieces it is fed in, the last one again and again */
  gsize       n_steps;
} Replay;

json_t *replay_load_meta (const char   *path);
json_t *replay_run       (const Replay *self);

G_END_DECLS
