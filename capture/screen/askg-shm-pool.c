/* askg-shm-pool.c: any thread; idle memory is dropped from the main loop.
 * Fresh memory costs more than the picture: the kernel clears every page of it at the first
 * touch. So what a frame no longer needs serves the next grab, and goes when none comes. */
#include "capture/screen/askg-shm-pool.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <glib/gstdio.h>

/* Long enough for a second try at the same thing, short enough to be idle memory no longer. */
#define IDLE_SECONDS 20

struct _AskgShmPool
{
  GMutex             lock;
  GQueue             idle;     /* AskgShmSegment, owned; the last used first */
  GSource           *timer;    /* owned; runs while something is idle */
  AskgShmForgetFunc  forget;   /* NULL once closed */
  gpointer           owner;    /* borrowed; valid until closed */
};

/* What a GBytes of the pool carries. */
typedef struct
{
  AskgShmPool    *pool; /* a reference */
  AskgShmSegment *segment;
} Loan;

static void
segment_free (AskgShmSegment *segment)
{
  if (segment->data != NULL)
    munmap (segment->data, segment->size_bytes);
  if (segment->fd >= 0)
    g_close (segment->fd, NULL);
  g_free (segment);
}

static AskgShmSegment *
segment_new (gsize size_bytes)
{
  AskgShmSegment *segment = g_new0 (AskgShmSegment, 1);
  void *data = MAP_FAILED;

  segment->size_bytes = size_bytes;
  segment->fd = memfd_create ("askglass-frame", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  /* Sealed, so that no server can shorten it under our feet. */
  if (segment->fd >= 0 &&
      ftruncate (segment->fd, size_bytes) == 0 &&
      fcntl (segment->fd, F_ADD_SEALS, F_SEAL_SHRINK) == 0)
    data = mmap (NULL, size_bytes, PROT_READ | PROT_WRITE, MAP_SHARED, segment->fd, 0);
  if (data == MAP_FAILED)
    {
      segment_free (segment);
      return NULL;
    }
  segment->data = data;

  return segment;
}

/* With the lock held. */
static void
drop_segment (AskgShmPool    *self,
              AskgShmSegment *segment)
{
  if (self->forget != NULL && segment->remote != NULL)
    self->forget (segment, self->owner);
  segment_free (segment);
}

static void
clear_idle (AskgShmPool *self)
{
  AskgShmSegment *segment;

  while ((segment = g_queue_pop_head (&self->idle)) != NULL)
    drop_segment (self, segment);
  if (self->timer != NULL)
    {
      g_source_destroy (self->timer);
      g_clear_pointer (&self->timer, g_source_unref);
    }
}

static void
pool_finalize (gpointer data)
{
  AskgShmPool *self = data;

  clear_idle (self);
  g_mutex_clear (&self->lock);
}

static void
pool_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, pool_finalize);
}

static gboolean
idle_too_long_cb (gpointer user_data)
{
  AskgShmPool *self = user_data;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  clear_idle (self);

  return G_SOURCE_REMOVE;
}

/**
 * askg_shm_pool_new:
 * @forget: called before memory that the server knows is given back to the kernel
 * @owner: what @forget is given; it calls askg_shm_pool_close() before it goes
 *
 * Returns: (transfer full): an empty pool, to be ended by askg_shm_pool_close()
 */
AskgShmPool *
askg_shm_pool_new (AskgShmForgetFunc forget,
                   gpointer          owner)
{
  AskgShmPool *self = g_atomic_rc_box_new0 (AskgShmPool);

  g_mutex_init (&self->lock);
  self->forget = forget;
  self->owner = owner;

  return self;
}

/**
 * askg_shm_pool_close:
 * @self: (transfer full): a pool
 *
 * The owner is about to end. Memory on loan stays valid until its GBytes are gone.
 */
void
askg_shm_pool_close (AskgShmPool *self)
{
  g_mutex_lock (&self->lock);
  clear_idle (self);
  self->forget = NULL;
  self->owner = NULL;
  g_mutex_unlock (&self->lock);

  pool_unref (self);
}

/**
 * askg_shm_pool_take:
 * @self: a pool
 * @size_bytes: exactly how much
 *
 * What it holds is undefined: the previous picture, perhaps.
 *
 * Returns: (transfer full) (nullable): memory for askg_shm_pool_wrap(), askg_shm_pool_return()
 *   or askg_shm_pool_discard(); %NULL when there is none to be had
 */
AskgShmSegment *
askg_shm_pool_take (AskgShmPool *self,
                    gsize        size_bytes)
{
  g_mutex_lock (&self->lock);
  for (GList *link = self->idle.head; link != NULL; link = link->next)
    {
      AskgShmSegment *segment = link->data;

      if (segment->size_bytes == size_bytes)
        {
          g_queue_delete_link (&self->idle, link);
          g_mutex_unlock (&self->lock);
          return segment;
        }
    }
  g_mutex_unlock (&self->lock);

  return segment_new (size_bytes);
}

/**
 * askg_shm_pool_return:
 * @segment: (transfer full): nobody reads it any more
 */
void
askg_shm_pool_return (AskgShmPool    *self,
                      AskgShmSegment *segment)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->forget == NULL)
    {
      segment_free (segment);
      return;
    }

  g_queue_push_head (&self->idle, segment);
  if (self->timer != NULL)
    {
      g_source_destroy (self->timer);
      g_source_unref (self->timer);
    }
  self->timer = g_timeout_source_new_seconds (IDLE_SECONDS);
  g_source_set_static_name (self->timer, "[askg] idle frame memory");
  g_source_set_callback (self->timer, idle_too_long_cb, g_atomic_rc_box_acquire (self), pool_unref);
  g_source_attach (self->timer, NULL);
}

/**
 * askg_shm_pool_discard:
 * @segment: (transfer full): nobody reads it, and it is of no use for another grab
 */
void
askg_shm_pool_discard (AskgShmPool    *self,
                       AskgShmSegment *segment)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  drop_segment (self, segment);
}

static void
loan_end (gpointer data)
{
  Loan *loan = data;

  askg_shm_pool_return (loan->pool, loan->segment);
  pool_unref (loan->pool);
  g_free (loan);
}

/**
 * askg_shm_pool_wrap:
 * @segment: (transfer full): filled, and never written to again while it is on loan
 *
 * Returns: (transfer full): its bytes, without a copy; the memory comes back to the pool when
 *   they are no longer referenced, from whatever thread
 */
GBytes *
askg_shm_pool_wrap (AskgShmPool    *self,
                    AskgShmSegment *segment)
{
  Loan *loan = g_new (Loan, 1);

  loan->pool = g_atomic_rc_box_acquire (self);
  loan->segment = segment;

  return g_bytes_new_with_free_func (segment->data, segment->size_bytes, loan_end, loan);
}
