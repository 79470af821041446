/* askg-desk-lock.c: main thread.
 *
 * What was open comes back when the session is unlocked, as a request that waits for a yes is worth nothing hidden.
 * What somebody opens meanwhile (an answer that failed, a command from another machine) is hidden as well. */
#include "app/askg-desk-lock.h"

#include "capture/context/askg-screen-lock.h"

struct _AskgDeskLock
{
  GObject         parent_instance;

  /* Owned */
  AskgScreenLock *lock;
  AskgDeskRegion *region;
  GPtrArray      *hidden; /* of GWeakRef: windows to be shown again, in the order of hiding */
  GListModel     *windows; /* of GtkWindow: all there are */
  guint           hiding;  /* 0: nothing is about to be hidden */
};

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AskgDeskLock, askg_desk_lock, G_TYPE_OBJECT)

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static void
remember (AskgDeskLock *self,
          GtkWindow    *window)
{
  GWeakRef *reference = g_new0 (GWeakRef, 1);

  g_weak_ref_init (reference, window);
  g_ptr_array_add (self->hidden, reference);
}

static void
hide_all (AskgDeskLock *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (self->windows, i);

      if (!gtk_widget_get_visible (GTK_WIDGET (window)))
        continue;
      remember (self, window);
      gtk_widget_set_visible (GTK_WIDGET (window), FALSE);
    }
  g_signal_emit (self, signals[CHANGED], 0, TRUE);
}

/* A dialog comes after the window that it belongs to. */
static void
show_again (AskgDeskLock *self)
{
  g_autoptr(GPtrArray) hidden = g_steal_pointer (&self->hidden);

  self->hidden = g_ptr_array_new_with_free_func (weak_ref_free);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < hidden->len; i++)
      {
        g_autoptr(GtkWindow) window = g_weak_ref_get (g_ptr_array_index (hidden, i));

        if (window != NULL && (gtk_window_get_transient_for (window) != NULL) == (pass == 1))
          gtk_window_present (window);
      }
}

static gboolean
hide_late (gpointer user_data)
{
  AskgDeskLock *self = user_data;

  self->hiding = 0;
  if (askg_screen_lock_is_locked (self->lock))
    hide_all (self);

  return G_SOURCE_REMOVE;
}

/* Not in the middle of being shown. */
static void
visible_changed_cb (GtkWindow    *window,
                    GParamSpec   *pspec,
                    AskgDeskLock *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (window)) && self->hiding == 0 && askg_screen_lock_is_locked (self->lock))
    self->hiding = g_idle_add_full (G_PRIORITY_HIGH, hide_late, self, NULL);
}

static void
windows_changed_cb (GListModel   *windows,
                    guint         position,
                    guint         n_removed,
                    guint         n_added,
                    AskgDeskLock *self)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      g_signal_connect_object (window, "notify::visible", G_CALLBACK (visible_changed_cb), self, G_CONNECT_DEFAULT);
    }
}

static void
lock_changed_cb (AskgDeskLock *self,
                 gboolean      is_locked)
{
  if (!is_locked)
    {
      show_again (self);
      g_signal_emit (self, signals[CHANGED], 0, FALSE);
      return;
    }
  askg_desk_region_stop (self->region);
  hide_all (self);
}

static void
askg_desk_lock_finalize (GObject *object)
{
  AskgDeskLock *self = ASKG_DESK_LOCK (object);

  g_clear_handle_id (&self->hiding, g_source_remove);
  g_clear_pointer (&self->hidden, g_ptr_array_unref);
  g_clear_object (&self->windows);
  g_clear_object (&self->region);
  g_clear_object (&self->lock);

  G_OBJECT_CLASS (askg_desk_lock_parent_class)->finalize (object);
}

static void
askg_desk_lock_class_init (AskgDeskLockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = askg_desk_lock_finalize;

  signals[CHANGED] = g_signal_new ("changed", ASKG_TYPE_DESK_LOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
}

static void
askg_desk_lock_init (AskgDeskLock *self)
{
  self->hidden = g_ptr_array_new_with_free_func (weak_ref_free);
}

/**
 * askg_desk_lock_new:
 * @region: stopped when the session is locked: the frozen screen is a picture of it
 */
AskgDeskLock *
askg_desk_lock_new (AskgDeskRegion *region)
{
  AskgDeskLock *self = g_object_new (ASKG_TYPE_DESK_LOCK, NULL);

  self->region = g_object_ref (region);
  self->lock = askg_screen_lock_new ();
  self->windows = g_object_ref (gtk_window_get_toplevels ());
  windows_changed_cb (self->windows, 0, 0, g_list_model_get_n_items (self->windows), self);
  g_signal_connect_object (self->windows, "items-changed", G_CALLBACK (windows_changed_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (self->lock, "changed", G_CALLBACK (lock_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

gboolean
askg_desk_lock_is_locked (AskgDeskLock *self)
{
  g_return_val_if_fail (ASKG_IS_DESK_LOCK (self), FALSE);

  return askg_screen_lock_is_locked (self->lock);
}
