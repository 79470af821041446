/* askg-desk-history.c: main thread. What was asked before: recents, history, search, delete and undo. */
#include "app/askg-desk-overlay-private.h"

#include <glib/gi18n-lib.h>

#include "engine/base/askg-error.h"

#define MAX_RECENTS 3

static AskgStore *
store_of (AskgDeskOverlay *self)
{
  return askg_session_get_store (self->session);
}

static void
tell (AskgDeskOverlay *self,
      const GError    *error)
{
  if (!askg_error_is_cancelled (error))
    askg_overlay_show_error (self->overlay, _("That did not work"), error);
}

static void
recents_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgDeskOverlay) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) summaries = askg_store_list_finish (ASKG_STORE (object), result, &error);

  if (summaries != NULL)
    askg_overlay_set_recents (self->overlay, summaries);
  else
    askg_session_report (self->session, error);
}

/* Called whenever something may have changed; does nothing while the history is not open. */
void
askg_desk_history_refresh (AskgDeskOverlay *self)
{
  if (!askg_store_is_open (store_of (self)))
    return;

  askg_store_list_async (store_of (self), MAX_RECENTS, NULL, recents_cb, g_object_ref (self));
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgDeskOverlay) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgConversation) conversation = askg_store_load_finish (ASKG_STORE (object), result, &error);

  if (conversation == NULL)
    {
      tell (self, error);
      return;
    }
  askg_overlay_set_conversation (self->overlay, conversation);
  askg_overlay_summon (self->overlay, NULL);
}

static void
open_conversation_cb (GObject         *object,
                      gint64           id,
                      AskgDeskOverlay *self)
{
  askg_store_load_async (store_of (self), id, NULL, loaded_cb, g_object_ref (self));
}

static void
changed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(AskgDeskOverlay) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_store_change_finish (ASKG_STORE (object), result, &error))
    tell (self, error);
  askg_desk_history_refresh (self);
}

static void
delete_cb (GObject         *object,
           gint64           id,
           AskgDeskOverlay *self)
{
  AskgConversation *shown = askg_overlay_get_conversation (self->overlay);

  if (askg_conversation_get_id (shown) == id)
    {
      g_autoptr(AskgConversation) conversation = askg_conversation_new ();

      askg_overlay_set_conversation (self->overlay, conversation);
    }
  askg_store_delete_async (store_of (self), id, NULL, changed_cb, g_object_ref (self));
}

static void
undo_cb (GObject         *object,
         gint64           id,
         AskgDeskOverlay *self)
{
  askg_store_undelete_async (store_of (self), id, NULL, changed_cb, g_object_ref (self));
}

void
askg_desk_history_connect (AskgDeskOverlay *self)
{
  g_signal_connect (self->overlay, "open-conversation", G_CALLBACK (open_conversation_cb), self);
  g_signal_connect (self->overlay, "delete-conversation", G_CALLBACK (delete_cb), self);
  g_signal_connect (self->overlay, "undo-delete", G_CALLBACK (undo_cb), self);
}
