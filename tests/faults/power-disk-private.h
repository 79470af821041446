/* power-disk-private.h: what a disk was asked to do. For the power-disk*.c files. */
#pragma once

#include "tests/faults/power-disk.h"

G_BEGIN_DECLS

typedef enum { WRITE, TRUNCATE, SYNC, MAKE, RENAME, REMOVE, SYNC_NAMES, ACKNOWLEDGE } StepKind;

typedef struct
{
  StepKind kind;
  guint    file;    /* which: a name may pass from one to another */
  gint64   offset;  /* of a write; the size, of a truncation */
  GBytes  *bytes;   /* (nullable): written */
  char    *name;    /* (nullable): without its folder; what was acknowledged */
  char    *to_name; /* (nullable) */
} Step;

struct _PowerDisk
{
  char       *folder;
  GPtrArray  *steps;    /* of Step */
  GHashTable *live;     /* name to number of its file, while recording */
  guint       n_files;
  guint       n_syncs;

  /* As replayed so far. */
  guint       at;       /* steps that are taken */
  GPtrArray  *durable;  /* of GByteArray, by number of the file */
  GHashTable *names;    /* those that outlast a cut */
  GArray     *waiting;  /* of guint: writes and truncations not synced yet, by their step */
  GArray     *renaming; /* the same of names */
  GPtrArray  *told;     /* acknowledged until here; not owned */
};

G_END_DECLS
