/* askg-desk-thumbnails.c: main thread. A list may want two hundred at once. They are asked for one
 * after the other, so that a question that is to be saved waits for one picture at the most. */
#include "app/askg-desk-thumbnails.h"

/* More than a row shows, because it cuts a square out of it; nothing of it is kept. */
#define LONGEST_SIDE_PX 512

struct _AskgDeskThumbnails
{
  GObject    parent_instance;

  /* Owned */
  AskgStore *store;
  GQueue     waiting; /* of Wish */

  gboolean   is_busy;
};

typedef struct
{
  AskgDeskThumbnails *self; /* owned once it is asked for */
  AskgHistoryItem    *item; /* owned */
  GCancellable       *cancellable; /* owned */
} Wish;

G_DEFINE_FINAL_TYPE (AskgDeskThumbnails, askg_desk_thumbnails, G_TYPE_OBJECT)

static void
wish_free (Wish *wish)
{
  g_clear_object (&wish->self);
  g_clear_object (&wish->item);
  g_clear_object (&wish->cancellable);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static void load_next (AskgDeskThumbnails *self);

/* Without a picture, or after a failure, the icon stays. */
static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Wish) wish = user_data;
  g_autoptr(AskgFrame) frame = askg_store_load_thumbnail_finish (ASKG_STORE (object), result, NULL);

  if (frame != NULL)
    askg_history_item_give_picture (wish->item, frame);
  wish->self->is_busy = FALSE;
  load_next (wish->self);
}

static void
load_next (AskgDeskThumbnails *self)
{
  while (!self->is_busy && !g_queue_is_empty (&self->waiting))
    {
      g_autoptr(Wish) wish = g_queue_pop_head (&self->waiting);

      if (g_cancellable_is_cancelled (wish->cancellable))
        continue;
      self->is_busy = TRUE;
      wish->self = g_object_ref (self);
      askg_store_load_thumbnail_async (self->store, askg_history_item_get_conversation (wish->item),
                                       askg_history_item_get_turn (wish->item), LONGEST_SIDE_PX, wish->cancellable,
                                       loaded_cb, wish);
      g_steal_pointer (&wish);
    }
}

static void
askg_desk_thumbnails_finalize (GObject *object)
{
  AskgDeskThumbnails *self = ASKG_DESK_THUMBNAILS (object);

  g_queue_clear_full (&self->waiting, (GDestroyNotify) wish_free);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (askg_desk_thumbnails_parent_class)->finalize (object);
}

static void
askg_desk_thumbnails_class_init (AskgDeskThumbnailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_desk_thumbnails_finalize;
}

static void
askg_desk_thumbnails_init (AskgDeskThumbnails *self)
{
  g_queue_init (&self->waiting);
}

AskgDeskThumbnails *
askg_desk_thumbnails_new (AskgStore *store)
{
  AskgDeskThumbnails *self;

  g_return_val_if_fail (ASKG_IS_STORE (store), NULL);

  self = g_object_new (ASKG_TYPE_DESK_THUMBNAILS, NULL);
  self->store = g_object_ref (store);

  return self;
}

/**
 * askg_desk_thumbnails_want:
 * @item: gets its picture by askg_history_item_give_picture(), in its turn
 * @cancellable: when the picture is wanted no longer
 */
void
askg_desk_thumbnails_want (AskgDeskThumbnails *self,
                           AskgHistoryItem    *item,
                           GCancellable       *cancellable)
{
  Wish *wish;

  g_return_if_fail (ASKG_IS_DESK_THUMBNAILS (self));
  g_return_if_fail (ASKG_IS_HISTORY_ITEM (item));

  wish = g_new0 (Wish, 1);
  wish->item = g_object_ref (item);
  wish->cancellable = g_object_ref (cancellable);
  g_queue_push_tail (&self->waiting, wish);
  load_next (self);
}
