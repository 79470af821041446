/* askg-safe-room.c: one thread at a time. */
#include "engine/privacy/askg-safe-room.h"

#include <string.h>
#include <sys/mman.h>

/* Pages of their own: what is locked and left out of core files is counted in pages. */
#define SHELF_BYTES (16 * 1024)

typedef struct _Shelf Shelf;

struct _Shelf
{
  Shelf *next;
  gsize  n_bytes; /* with this head */
  gsize  n_used;
};

struct _AskgSafeRoom
{
  Shelf *shelves; /* the newest first; each mapped */
};

AskgSafeRoom *
askg_safe_room_new (void)
{
  return g_new0 (AskgSafeRoom, 1);
}

/* Where locking is not allowed (a small RLIMIT_MEMLOCK) the bytes are still kept out of core files. */
static Shelf *
shelf_new (gsize  n_bytes,
           Shelf *next)
{
  const gsize n = (n_bytes + SHELF_BYTES - 1) / SHELF_BYTES * SHELF_BYTES;
  Shelf *shelf = mmap (NULL, n, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (shelf == MAP_FAILED)
    g_error ("No memory for what must not be seen"); /* as GLib does for any other */
  (void) mlock (shelf, n);
  (void) madvise (shelf, n, MADV_DONTDUMP);

  shelf->next = next;
  shelf->n_bytes = n;
  shelf->n_used = sizeof (Shelf);

  return shelf;
}

/**
 * askg_safe_room_put:
 * @bytes: (array length=n_bytes): copied; the caller's own copy is the caller's to wipe
 *
 * Returns: (transfer none): the copy, with a NUL behind it, for as long as the room stands
 */
const char *
askg_safe_room_put (AskgSafeRoom *self,
                    const char   *bytes,
                    gsize         n_bytes)
{
  Shelf *shelf = self->shelves;
  char *place;

  if (shelf == NULL || shelf->n_bytes - shelf->n_used <= n_bytes)
    shelf = self->shelves = shelf_new (sizeof (Shelf) + n_bytes + 1, self->shelves);

  place = (char *) shelf + shelf->n_used;
  memcpy (place, bytes, n_bytes);
  place[n_bytes] = '\0';
  shelf->n_used += n_bytes + 1;

  return place;
}

/**
 * askg_safe_room_free:
 * @self: (transfer full): wiped, then given back
 */
void
askg_safe_room_free (AskgSafeRoom *self)
{
  while (self->shelves != NULL)
    {
      Shelf *shelf = self->shelves;
      const gsize n = shelf->n_bytes;

      self->shelves = shelf->next;
      explicit_bzero (shelf, n);
      munmap (shelf, n);
    }
  g_free (self);
}
