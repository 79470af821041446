/* askg-live-memory.h: what was said in a live session, so that another connection can be told of it. Pure; one thread at a
 * time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  gboolean    by_person;
  const char *text;
} AskgLiveTurn;

typedef struct _AskgLiveMemory AskgLiveMemory;

AskgLiveMemory *askg_live_memory_new         (void);
void            askg_live_memory_free        (AskgLiveMemory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgLiveMemory, askg_live_memory_free)

void            askg_live_memory_add         (AskgLiveMemory *self,
                                              gboolean        by_person,
                                              const char     *text);
void            askg_live_memory_hear        (AskgLiveMemory *self,
                                              const char     *text);
void            askg_live_memory_begin_reply (AskgLiveMemory *self);
void            askg_live_memory_set_reply   (AskgLiveMemory *self,
                                              const char     *text);
GArray         *askg_live_memory_get_turns   (AskgLiveMemory *self,
                                              gsize           max_bytes);

G_END_DECLS
