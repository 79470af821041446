/* askg-desk-overlay.h: the flow of the overlay: attach, ask, go on, look back. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "app/askg-desk-lock.h"
#include "app/askg-desk-preferences.h"
#include "app/askg-session.h"
#include "ui/overlay/askg-overlay.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESK_OVERLAY (askg_desk_overlay_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskOverlay, askg_desk_overlay, ASKG, DESK_OVERLAY, GObject)

AskgDeskOverlay *askg_desk_overlay_new               (GtkApplication       *application,
                                                      AskgSession          *session,
                                                      GSettings            *settings);
AskgOverlay     *askg_desk_overlay_get_window        (AskgDeskOverlay      *self);
AskgDeskPreferences *askg_desk_overlay_get_preferences (AskgDeskOverlay    *self);
AskgDeskRegion  *askg_desk_overlay_get_region        (AskgDeskOverlay      *self);
AskgDeskLock    *askg_desk_overlay_get_lock          (AskgDeskOverlay      *self);
void             askg_desk_overlay_show              (AskgDeskOverlay      *self);
void             askg_desk_overlay_hide              (AskgDeskOverlay      *self);
void             askg_desk_overlay_toggle            (AskgDeskOverlay      *self);
void             askg_desk_overlay_ask_text          (AskgDeskOverlay      *self,
                                                      const char           *text,
                                                      AskgAttachment       *about);
void             askg_desk_overlay_ask_region_async  (AskgDeskOverlay      *self,
                                                      const char           *text,
                                                      const char           *engine_id,
                                                      gboolean              with_memory,
                                                      GListModel           *others,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
AskgTurn        *askg_desk_overlay_ask_region_finish (AskgDeskOverlay      *self,
                                                      GAsyncResult         *result,
                                                      AskgConversation    **out_conversation,
                                                      GError              **error);
void             askg_desk_overlay_history_opened    (AskgDeskOverlay      *self);
void             askg_desk_overlay_tell_error        (AskgDeskOverlay      *self,
                                                      const GError         *error);
const char      *askg_desk_overlay_describe_host     (AskgDeskOverlay      *self);

G_END_DECLS
