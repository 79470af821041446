/* askg-history-window.h: what was asked, and searching it. Main thread. It reads nothing itself.
 *
 * Signals: "search" (const char *text): show what is found with it, or everything for "";
 * "open" (AskgHistoryItem *item): its conversation, at its turn and at the words on its picture where it has those;
 * "act" (gint64 conversation, const char *what, const char *text): "pin", "unpin", "rename" to @text, "branch",
 * "export"; with conversation 0 "export-all", "import", "off-record", "cancel" what askg_history_window_show_progress() shows;
 * "delete" (gint64 conversation); "undo-delete" (gint64 conversation);
 * "picture-wanted" (AskgHistoryItem *item, GCancellable *cancellable): as AskgHistoryRow has it. */
#pragma once

#include <adwaita.h>

#include "engine/memory/askg-store.h"

G_BEGIN_DECLS

#define ASKG_TYPE_HISTORY_WINDOW (askg_history_window_get_type ())
G_DECLARE_FINAL_TYPE (AskgHistoryWindow, askg_history_window, ASKG, HISTORY_WINDOW, AdwWindow)

AskgHistoryWindow *askg_history_window_new           (GtkApplication    *application);
void               askg_history_window_show_all      (AskgHistoryWindow *self,
                                                      GPtrArray         *summaries);
void               askg_history_window_show_found    (AskgHistoryWindow *self,
                                                      const char        *text,
                                                      GPtrArray         *hits,
                                                      gint64             took_us);
void               askg_history_window_show_deleted  (AskgHistoryWindow *self,
                                                      gint64             conversation,
                                                      const char        *title);
void               askg_history_window_show_error    (AskgHistoryWindow *self,
                                                      const char        *message);
void               askg_history_window_show_done     (AskgHistoryWindow *self,
                                                      const char        *words);
void               askg_history_window_show_progress (AskgHistoryWindow *self,
                                                      const char        *words,
                                                      double             done);
void               askg_history_window_end_progress  (AskgHistoryWindow *self);
void               askg_history_window_set_off_record (AskgHistoryWindow *self,
                                                      guint              n_today);
const AskgHistoryFilter *askg_history_window_get_filter (AskgHistoryWindow *self);
void               askg_history_window_set_apps      (AskgHistoryWindow *self,
                                                      GPtrArray         *apps);
const char        *askg_history_window_get_search    (AskgHistoryWindow *self);

G_END_DECLS
