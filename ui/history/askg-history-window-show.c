/* askg-history-window-show.c: what the program tells the history window. Main thread. */
#include <glib/gi18n-lib.h>

#include "ui/history/askg-history-item.h"
#include "ui/history/askg-history-window-private.h"

/* How long a deleted conversation can be brought back. */
#define UNDO_SECONDS 10

static void
show_items (AskgHistoryWindow *self,
            GPtrArray         *items)
{
  g_autoptr(GListStore) store = askg_history_items_group (items);

  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (store));
  gtk_stack_set_visible_child_name (self->stack, items->len > 0 ? "list" : "nothing");
  gtk_widget_set_visible (self->filters_clamp, items->len > 0 || askg_history_filters_are_set (self->filters));
}

/**
 * askg_history_window_show_all:
 * @summaries: (element-type AskgConversationSummary): newest first
 */
void
askg_history_window_show_all (AskgHistoryWindow *self,
                              GPtrArray         *summaries)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  const gint64 now_us = g_get_real_time ();

  g_return_if_fail (ASKG_IS_HISTORY_WINDOW (self));

  for (guint i = 0; i < summaries->len; i++)
    g_ptr_array_add (items, askg_history_item_new_conversation (g_ptr_array_index (summaries, i), now_us, zone));

  gtk_widget_set_visible (GTK_WIDGET (self->found), FALSE);
  adw_status_page_set_icon_name (self->nothing, "document-open-recent-symbolic");
  adw_status_page_set_title (self->nothing, askg_history_filters_are_set (self->filters) ? _("Nothing like that")
                                                                                          : _("Nothing asked yet"));
  adw_status_page_set_description (self->nothing, _("Questions and their answers are kept here, on this machine."));
  show_items (self, items);
}

/**
 * askg_history_window_show_found:
 * @text: what was searched for
 * @hits: (element-type AskgHit): best first
 * @took_us: how long that took, in microseconds
 *
 * What was found for a text that is no longer the one in the entry is dropped.
 */
void
askg_history_window_show_found (AskgHistoryWindow *self,
                                const char        *text,
                                GPtrArray         *hits,
                                gint64             took_us)
{
  g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();
  const gint64 now_us = g_get_real_time ();
  g_autofree char *found = NULL;
  g_autofree char *shown = g_markup_escape_text (text, -1);
  g_autofree char *title = g_strdup_printf (_("Nothing with “%s”"), shown);

  g_return_if_fail (ASKG_IS_HISTORY_WINDOW (self));

  if (!g_str_equal (text, askg_history_window_get_search (self)))
    return;

  for (guint i = 0; i < hits->len; i++)
    g_ptr_array_add (items, askg_history_item_new_hit (g_ptr_array_index (hits, i), now_us, zone));

  found = g_strdup_printf (_("%u found in %d ms"), hits->len, (int) (took_us / 1000 + 1));
  gtk_label_set_text (self->found, found);
  gtk_widget_set_visible (GTK_WIDGET (self->found), TRUE);
  adw_status_page_set_icon_name (self->nothing, "system-search-symbolic");
  adw_status_page_set_title (self->nothing, title);
  adw_status_page_set_description (self->nothing, _("Questions, answers and the words in pictures were searched."));
  show_items (self, items);
}

/* What was done last is what the person looks for: it waits behind nothing, and not for what only passes by. */
static void
say (AskgHistoryWindow *self,
     AdwToast          *toast,
     gboolean           is_passing)
{
  if (self->passing != NULL)
    adw_toast_dismiss (self->passing);
  g_set_weak_pointer (&self->passing, is_passing ? toast : NULL);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/**
 * askg_history_window_show_deleted:
 *
 * Offers to bring it back, for ten seconds: "undo-delete" is then emitted.
 */
void
askg_history_window_show_deleted (AskgHistoryWindow *self,
                                  gint64             conversation,
                                  const char        *title)
{
  g_autofree char *shown = g_markup_escape_text (title, -1);
  g_autofree char *words = g_strdup_printf (_("Deleted “%s”"), shown);
  AdwToast *toast = adw_toast_new (words);

  adw_toast_set_button_label (toast, _("Undo"));
  adw_toast_set_action_name (toast, "history.undo");
  adw_toast_set_action_target (toast, "x", conversation);
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  say (self, toast, FALSE);
}

/* A whole sentence; it stays until the person puts it away. */
void
askg_history_window_show_error (AskgHistoryWindow *self,
                                const char        *message)
{
  g_autofree char *shown = g_markup_escape_text (message, -1);
  AdwToast *toast = adw_toast_new (shown);

  adw_toast_set_timeout (toast, 0);
  say (self, toast, FALSE);
}

const char *
askg_history_window_get_search (AskgHistoryWindow *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_WINDOW (self), NULL);

  return gtk_editable_get_text (GTK_EDITABLE (self->search));
}

/* (transfer none): which conversations are wanted */
const AskgHistoryFilter *
askg_history_window_get_filter (AskgHistoryWindow *self)
{
  g_return_val_if_fail (ASKG_IS_HISTORY_WINDOW (self), NULL);

  return askg_history_filters_get (self->filters);
}

/**
 * askg_history_window_set_apps:
 * @apps: (element-type utf8): the applications that can be chosen
 */
void
askg_history_window_set_apps (AskgHistoryWindow *self,
                              GPtrArray         *apps)
{
  g_return_if_fail (ASKG_IS_HISTORY_WINDOW (self));

  askg_history_filters_set_apps (self->filters, apps);
}

/* What was done, in a few words; it goes by itself. */
void
askg_history_window_show_done (AskgHistoryWindow *self,
                               const char        *words)
{
  g_autofree char *shown = g_markup_escape_text (words, -1);

  g_return_if_fail (ASKG_IS_HISTORY_WINDOW (self));

  say (self, adw_toast_new (shown), TRUE);
}

/**
 * askg_history_window_show_progress:
 * @words: what is under way
 * @done: which part of it, from 0 to 1
 *
 * Until askg_history_window_end_progress() nothing else of the kind can be begun, and "cancel" can be asked for.
 */
void
askg_history_window_show_progress (AskgHistoryWindow *self,
                                   const char        *words,
                                   double             done)
{
  g_return_if_fail (ASKG_IS_HISTORY_WINDOW (self));

  gtk_label_set_text (self->progress_words, words);
  gtk_progress_bar_set_fraction (self->progress_bar, CLAMP (done, 0, 1));
  gtk_widget_set_visible (self->progress, TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.export-all", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.import", FALSE);
}

void
askg_history_window_end_progress (AskgHistoryWindow *self)
{
  g_return_if_fail (ASKG_IS_HISTORY_WINDOW (self));

  gtk_widget_set_visible (self->progress, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.export-all", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "history.import", TRUE);
}

/* @n_today: conversations that nothing is kept of: one is told that there were some, and how many */
void
askg_history_window_set_off_record (AskgHistoryWindow *self,
                                    guint              n_today)
{
  g_autofree char *words = NULL;

  g_return_if_fail (ASKG_IS_HISTORY_WINDOW (self));

  words = g_strdup_printf (ngettext ("%u conversation off the record today: it was never written.",
                                     "%u conversations off the record today: they were never written.", n_today), n_today);
  gtk_label_set_label (self->off_record, words);
  gtk_widget_set_visible (GTK_WIDGET (self->off_record), n_today > 0);
}
