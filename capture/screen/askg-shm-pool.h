/* askg-shm-pool.h: memory that a display server writes pictures into, used again and again. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A piece of memory both sides see. Belongs to its pool; while taken, to whoever took it. */
typedef struct
{
  guint8   *data;
  gsize     size_bytes;
  int       fd;
  gpointer  remote; /* what the server calls it, set by the taker; 0 when it was never told */
} AskgShmSegment;

typedef struct _AskgShmPool AskgShmPool;

/* The server need not remember @segment any more. Never called after askg_shm_pool_close(). */
typedef void (*AskgShmForgetFunc) (AskgShmSegment *segment,
                                   gpointer        owner);

AskgShmPool    *askg_shm_pool_new      (AskgShmForgetFunc   forget,
                                        gpointer            owner);
void            askg_shm_pool_close    (AskgShmPool        *self);

AskgShmSegment *askg_shm_pool_take     (AskgShmPool        *self,
                                        gsize               size_bytes);
void            askg_shm_pool_return   (AskgShmPool        *self,
                                        AskgShmSegment     *segment);
void            askg_shm_pool_discard  (AskgShmPool        *self,
                                        AskgShmSegment     *segment);
GBytes         *askg_shm_pool_wrap     (AskgShmPool        *self,
                                        AskgShmSegment     *segment);

G_END_DECLS
