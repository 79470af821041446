/* askg-desk-history-delete.c: main thread. A conversation goes, and for a while it can come back. */
#include <glib/gi18n-lib.h>

#include "app/askg-desk-overlay-private.h"

#define MAX_LISTED 2000 /* among which its name is looked for */

static AskgStore *
store_of (AskgDeskOverlay *self)
{
  return askg_session_get_store (self->session);
}

typedef struct
{
  AskgDeskOverlay *self; /* owned */
  gint64           id;
  gboolean         from_history;
  char            *title;
} Deletion;

static void
deletion_free (Deletion *deletion)
{
  g_clear_object (&deletion->self);
  g_free (deletion->title);
  g_free (deletion);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deletion, deletion_free)

static void
deleted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Deletion) deletion = user_data;
  AskgDeskOverlay *self = deletion->self;
  g_autoptr(GError) error = NULL;

  if (!askg_store_change_finish (ASKG_STORE (object), result, &error))
    askg_desk_history_tell (self, error);
  else if (deletion->from_history)
    askg_history_window_show_deleted (self->history, deletion->id, deletion->title);
  else
    askg_overlay_show_deleted (self->overlay, deletion->id, deletion->title);
  askg_desk_history_refresh (self);
}

static void
title_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Deletion) deletion = user_data;
  g_autoptr(GPtrArray) summaries = askg_store_list_finish (ASKG_STORE (object), result, NULL);
  gint64 id;

  for (guint i = 0; summaries != NULL && i < summaries->len; i++)
    {
      const AskgConversationSummary *summary = g_ptr_array_index (summaries, i);

      if (summary->id == deletion->id)
        deletion->title = g_strdup (summary->title);
    }
  if (deletion->title == NULL)
    deletion->title = g_strdup (_("Untitled"));
  id = deletion->id;
  askg_store_delete_async (ASKG_STORE (object), id, NULL, deleted_cb, g_steal_pointer (&deletion));
}

/* @from_history: whether the undo is offered there, else in the overlay */
void
askg_desk_history_delete (AskgDeskOverlay *self,
                          gint64           id,
                          gboolean         from_history)
{
  Deletion *deletion;

  if (!askg_store_is_open (store_of (self)))
    return;
  if (askg_conversation_get_id (askg_overlay_get_conversation (self->overlay)) == id)
    {
      g_autoptr(AskgConversation) conversation = askg_conversation_new ();

      askg_overlay_set_conversation (self->overlay, conversation);
    }
  deletion = g_new0 (Deletion, 1);
  deletion->self = g_object_ref (self);
  deletion->id = id;
  deletion->from_history = from_history;
  askg_store_list_async (store_of (self), MAX_LISTED, NULL, title_cb, deletion);
}

static void
undone_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgDeskOverlay) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!askg_store_change_finish (ASKG_STORE (object), result, &error))
    askg_desk_history_tell (self, error);
  askg_desk_history_refresh (self);
}

void
askg_desk_history_undelete (AskgDeskOverlay *self,
                            gint64           id)
{
  if (askg_store_is_open (store_of (self)))
    askg_store_undelete_async (store_of (self), id, NULL, undone_cb, g_object_ref (self));
}
