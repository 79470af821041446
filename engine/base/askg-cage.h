/* askg-cage.h: a helper program locks itself in before it reads a stranger's byte. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a caged program may still do. Never: open a socket, start a program, write a file. */
typedef struct
{
  guint64      memory_bytes;    /* address space */
  guint        cpu_s;           /* processor time in all */
  gboolean     may_use_threads; /* start and run threads */
  const char  *readable;        /* (nullable): a folder whose files may be read until the cage is locked, */
  gboolean     may_read_later;  /* and after that; where the kernel has no Landlock, files elsewhere, too */
} AskgCage;

gboolean askg_cage_follow_parent (void);
gboolean askg_cage_limit         (const AskgCage *cage);
gboolean askg_cage_lock          (const AskgCage *cage);
int      askg_cage_landlock_version (void);

G_END_DECLS
