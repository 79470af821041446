/* askg-desk-history.c: main thread. What was asked before: recents, history, search, delete and undo. */
#include "app/askg-desk-overlay-private.h"

#include <glib/gi18n-lib.h>

#include "app/askg-desk-answer.h"
#include "app/askg-desk-sending.h"
#include "app/askg-off-record.h"
#include "app/askg-retaining.h"
#include "engine/base/askg-error.h"
#include "engine/memory/askg-store-life.h"
#include "ui/region/askg-region-picker.h"

#define MAX_RECENTS 3
#define MAX_LISTED  2000
#define MAX_HITS    200
#define MAX_APPS    12

static AskgStore *
store_of (AskgDeskOverlay *self)
{
  return askg_session_get_store (self->session);
}

/* Where the person is looking. */
void
askg_desk_history_tell (AskgDeskOverlay *self,
                        const GError    *error)
{
  if (askg_error_is_cancelled (error))
    return;

  if (self->history != NULL && gtk_widget_get_visible (GTK_WIDGET (self->history)))
    askg_history_window_show_error (self->history, error->message);
  else
    askg_overlay_show_error (self->overlay, _("The history did not answer"), error);
}

/* -- Lists ------------------------------------------------------------------ */

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

static void
listed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(AskgDeskOverlay) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) summaries = askg_store_list_finish (ASKG_STORE (object), result, &error);

  if (summaries == NULL)
    askg_desk_history_tell (self, error);
  else if (self->history != NULL && *askg_history_window_get_search (self->history) == '\0')
    askg_history_window_show_all (self->history, summaries);
}

static void
apps_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(AskgDeskOverlay) self = user_data;
  g_autoptr(GPtrArray) apps = askg_store_list_finish (ASKG_STORE (object), result, NULL);

  if (apps != NULL && self->history != NULL)
    askg_history_window_set_apps (self->history, apps);
}

typedef struct
{
  AskgDeskOverlay *self; /* owned */
  char            *text;
  gint64           began_at_us;
} Search;

static void
search_free (Search *search)
{
  g_clear_object (&search->self);
  g_free (search->text);
  g_free (search);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Search) search = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) hits = askg_store_search_finish (ASKG_STORE (object), result, &error);

  if (hits == NULL)
    askg_desk_history_tell (search->self, error);
  else if (search->self->history != NULL)
    askg_history_window_show_found (search->self->history, search->text, hits,
                                    g_get_monotonic_time () - search->began_at_us);
}

/* A newer search makes the older one pointless. */
static void
search_for (AskgDeskOverlay *self,
            const char      *text)
{
  const AskgHistoryFilter *filter = askg_history_window_get_filter (self->history);
  g_autoptr(AskgSearch) wanted = askg_search_new (text, MAX_HITS);
  Search *search;

  wanted->pinned_only = filter->pinned_only;
  wanted->with_error = filter->with_error;
  wanted->app = g_strdup (filter->app);
  wanted->since_us = filter->since_us;
  wanted->kinds = (filter->with_picture ? ASKG_SEARCH_PICTURE : 0) | (filter->with_sound ? ASKG_SEARCH_SOUND : 0);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  if (!askg_store_is_open (store_of (self)))
    return;

  if (*text == '\0')
    {
      askg_store_list_history_async (store_of (self), filter, MAX_LISTED, NULL, listed_cb, g_object_ref (self));
      askg_store_list_apps_async (store_of (self), MAX_APPS, NULL, apps_cb, g_object_ref (self));
      return;
    }
  search = g_new0 (Search, 1);
  search->self = g_object_ref (self);
  search->text = g_strdup (text);
  search->began_at_us = g_get_monotonic_time ();
  self->searching = g_cancellable_new ();
  askg_store_search_async (store_of (self), wanted, self->searching, found_cb, search);
}

/* Called whenever something may have changed; does nothing while the history is not open. */
void
askg_desk_history_refresh (AskgDeskOverlay *self)
{
  if (!askg_store_is_open (store_of (self)))
    return;

  askg_store_list_async (store_of (self), MAX_RECENTS, NULL, recents_cb, g_object_ref (self));
  if (self->history != NULL && gtk_widget_get_visible (GTK_WIDGET (self->history)))
    search_for (self, askg_history_window_get_search (self->history));
}

/* -- One conversation ------------------------------------------------------- */

typedef struct
{
  AskgDeskOverlay *self; /* owned */
  AskgHistoryItem *hit;  /* owned (nullable): what was found in it */
  gint64           turn; /* to show; 0 for the end */
  gboolean         is_new_branch;
} Opening;

static void
opening_free (Opening *opening)
{
  g_clear_object (&opening->self);
  g_clear_object (&opening->hit);
  g_free (opening);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opening, opening_free)

/* @hit: (nullable) */
static void
show_place (AskgDeskOverlay *self,
            gint64           turn,
            AskgHistoryItem *hit)
{
  GArray *boxes = hit != NULL ? askg_history_item_get_boxes (hit) : NULL;

  askg_overlay_summon (self->overlay, NULL);
  if (boxes != NULL)
    askg_overlay_show_found (self->overlay, turn, (guint) askg_history_item_get_attachment (hit), boxes);
  else if (turn != 0)
    askg_overlay_show_turn (self->overlay, turn);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(Opening) opening = user_data;
  AskgDeskOverlay *self = opening->self;
  g_autoptr(GError) error = NULL;
  g_autoptr(AskgConversation) conversation = askg_store_load_finish (ASKG_STORE (object), result, &error);

  if (conversation == NULL)
    {
      askg_desk_history_tell (self, error);
      return;
    }
  conversation = askg_session_share_conversation (self->session, g_steal_pointer (&conversation));
  askg_overlay_set_conversation (self->overlay, conversation);
  if (self->recall != NULL)
    askg_desk_recall_again (self->recall);
  show_place (self, opening->turn, opening->hit);
  if (opening->is_new_branch)
    askg_overlay_show_notice (self->overlay, ASKG_NOTICE_INFO, _("This is a branch"),
                              _("What you ask from here on is kept apart. The conversation it comes from stays as it was."),
                              NULL, NULL, NULL, NULL);
}

static void
load (AskgDeskOverlay *self,
      gint64           id,
      const Opening   *values)
{
  Opening *opening = g_memdup2 (values, sizeof *values);

  opening->self = g_object_ref (self);
  askg_store_load_async (store_of (self), id, NULL, loaded_cb, opening);
}

/* The one that is shown is not loaded again: its answer may still be growing. */
static void
open_at (AskgDeskOverlay *self,
         gint64           id,
         gint64           turn,
         AskgHistoryItem *hit)
{
  if (askg_conversation_get_id (askg_overlay_get_conversation (self->overlay)) == id)
    show_place (self, turn, hit);
  else if (askg_store_is_open (store_of (self)))
    load (self, id, &(Opening) { .hit = hit != NULL ? g_object_ref (hit) : NULL, .turn = turn });
}

/* @turn: to show; 0 for the end */
void
askg_desk_history_open (AskgDeskOverlay *self,
                        gint64           id,
                        gint64           turn)
{
  open_at (self, id, turn, NULL);
}

/* One that was made just now: it looks like the one it comes from, and says that it is not. */
void
askg_desk_history_open_branch (AskgDeskOverlay *self,
                               gint64           id)
{
  load (self, id, &(Opening) { .is_new_branch = TRUE });
}

/* -- Signals of the two windows --------------------------------------------- */

static void
search_cb (AskgHistoryWindow *history,
           const char        *text,
           AskgDeskOverlay   *self)
{
  search_for (self, text);
}

static void
history_open_cb (AskgHistoryWindow *history,
                 AskgHistoryItem   *item,
                 AskgDeskOverlay   *self)
{
  open_at (self, askg_history_item_get_conversation (item), askg_history_item_get_turn (item), item);
}

static void
history_delete_cb (AskgHistoryWindow *history,
                   gint64             id,
                   AskgDeskOverlay   *self)
{
  askg_desk_history_delete (self, id, TRUE);
}

static void
overlay_open_cb (AskgOverlay     *overlay,
                 gint64           id,
                 AskgDeskOverlay *self)
{
  askg_desk_history_open (self, id, 0);
}

static void
overlay_open_turn_cb (AskgOverlay     *overlay,
                      gint64           id,
                      gint64           turn,
                      AskgDeskOverlay *self)
{
  askg_desk_history_open (self, id, turn);
}

static void
overlay_delete_cb (AskgOverlay     *overlay,
                   gint64           id,
                   AskgDeskOverlay *self)
{
  askg_desk_history_delete (self, id, FALSE);
}

static void
undo_cb (GtkWindow       *window,
         gint64           id,
         AskgDeskOverlay *self)
{
  askg_desk_history_undelete (self, id);
}

static void
picture_wanted_cb (AskgHistoryWindow *history,
                   AskgHistoryItem   *item,
                   GCancellable      *cancellable,
                   AskgDeskOverlay   *self)
{
  askg_desk_thumbnails_want (self->thumbnails, item, cancellable);
}

/* Window managers do not give the focus back to a window that is not in the taskbar. */
static void
history_hidden_cb (AskgHistoryWindow *history,
                   AskgDeskOverlay   *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->overlay)))
    gtk_window_present (GTK_WINDOW (self->overlay));
}

static void
open_history_cb (AskgOverlay     *overlay,
                 AskgDeskOverlay *self)
{
  if (self->history == NULL)
    {
      self->history = g_object_ref (askg_history_window_new (self->application));
      gtk_window_set_hide_on_close (GTK_WINDOW (self->history), TRUE);
      self->thumbnails = askg_desk_thumbnails_new (store_of (self));
      askg_desk_region_keep_out (self->region, GTK_WINDOW (self->history));
      g_signal_connect (self->history, "search", G_CALLBACK (search_cb), self);
      g_signal_connect (self->history, "open", G_CALLBACK (history_open_cb), self);
      g_signal_connect (self->history, "act", G_CALLBACK (askg_desk_history_act), self);
      g_signal_connect (self->history, "delete", G_CALLBACK (history_delete_cb), self);
      g_signal_connect (self->history, "undo-delete", G_CALLBACK (undo_cb), self);
      g_signal_connect (self->history, "picture-wanted", G_CALLBACK (picture_wanted_cb), self);
      g_signal_connect (self->history, "hide", G_CALLBACK (history_hidden_cb), self);
    }
  askg_history_window_set_off_record (self->history, askg_off_record_count (self->session));
  askg_overlay_present_above (self->overlay, GTK_WINDOW (self->history));
  askg_desk_history_refresh (self);
}

/* After start, when nobody waits: the first freeze of the screen is then as fast as the next. */
static void
prepare_picker (gpointer user_data)
{
  AskgDeskOverlay *self = user_data;

  askg_region_picker_prepare (self->application);
}

void
askg_desk_overlay_history_opened (AskgDeskOverlay *self)
{
  const char *notice = askg_store_get_notice (askg_session_get_store (self->session));

  g_return_if_fail (ASKG_IS_DESK_OVERLAY (self));

  if (notice != NULL)
    askg_overlay_show_notice (self->overlay, ASKG_NOTICE_WARNING, _("The history was damaged"), notice,
                              NULL, NULL, NULL, NULL);
  askg_desk_history_refresh (self);
  askg_retaining_start (self->session);
  askg_desk_answer_history_opened (self);
  askg_desk_sending_history_opened (self);
  askg_desk_preferences_session_opened (self->preferences);
  g_idle_add_once (prepare_picker, self);
}

void
askg_desk_history_connect (AskgDeskOverlay *self)
{
  /* Also what a command asked. */
  g_signal_connect_object (self->session, "answer-kept", G_CALLBACK (askg_desk_history_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "history-changed", G_CALLBACK (askg_desk_history_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect (self->overlay, "open-history", G_CALLBACK (open_history_cb), self);
  g_signal_connect (self->overlay, "open-conversation", G_CALLBACK (overlay_open_cb), self);
  g_signal_connect (self->overlay, "open-turn", G_CALLBACK (overlay_open_turn_cb), self);
  g_signal_connect (self->overlay, "delete-conversation", G_CALLBACK (overlay_delete_cb), self);
  g_signal_connect (self->overlay, "undo-delete", G_CALLBACK (undo_cb), self);
  g_signal_connect (self->overlay, "branch", G_CALLBACK (askg_desk_history_branch), self);
}
