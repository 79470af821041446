/* askg-history-window.h: what was asked, and searching it. Main thread. It reads nothing itself.
 *
 * Signals: "search" (const char *text): show what is found with it, or everything for "";
 * "open" (gint64 conversation, gint64 turn): turn is 0 for the whole;
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
const char        *askg_history_window_get_search    (AskgHistoryWindow *self);

G_END_DECLS
