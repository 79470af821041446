/* askg-history-pictures.c: main thread. */
#include "ui/history/askg-history-pictures.h"

struct _AskgHistoryPictures
{
  GHashTable *pictures; /* owned: of GdkTexture by its key */
  GQueue      keys;     /* the table's own, the first that came first */
};

AskgHistoryPictures *
askg_history_pictures_new (void)
{
  AskgHistoryPictures *self = g_new0 (AskgHistoryPictures, 1);

  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_queue_init (&self->keys);

  return self;
}

void
askg_history_pictures_free (AskgHistoryPictures *self)
{
  if (self == NULL)
    return;

  g_queue_clear (&self->keys);
  g_clear_pointer (&self->pictures, g_hash_table_unref);
  g_free (self);
}

/**
 * askg_history_pictures_find:
 * @side_px: how large it is wanted: one from before the window came to another screen is none
 *
 * Returns: (nullable) (transfer none)
 */
GdkTexture *
askg_history_pictures_find (AskgHistoryPictures *self,
                            const char          *key,
                            int                  side_px)
{
  GdkTexture *picture = g_hash_table_lookup (self->pictures, key);

  return picture != NULL && gdk_texture_get_width (picture) == side_px ? picture : NULL;
}

/* Where there are too many, the one that came first goes. */
void
askg_history_pictures_keep (AskgHistoryPictures *self,
                            const char          *key,
                            GdkTexture          *picture)
{
  char *own;

  if (!g_hash_table_contains (self->pictures, key))
    {
      if (self->keys.length >= ASKG_HISTORY_PICTURES_MOST)
        g_hash_table_remove (self->pictures, g_queue_pop_head (&self->keys));
      own = g_strdup (key);
      g_queue_push_tail (&self->keys, own);
      g_hash_table_insert (self->pictures, own, g_object_ref (picture));
    }
  else /* the key that is there stays */
    g_hash_table_insert (self->pictures, g_strdup (key), g_object_ref (picture));
}

void
askg_history_pictures_drop (AskgHistoryPictures *self)
{
  g_queue_clear (&self->keys);
  g_hash_table_remove_all (self->pictures);
}
