/* askg-desk-orders.h: orders by word of mouth are done in the overlay. Main thread.
 *
 * Only while the person says that orders come: what takes them takes nearly all other talk for one. No engine is needed,
 * and nothing leaves this machine. */
#pragma once

#include "app/askg-desk-overlay.h"
#include "app/askg-talking.h"
#include "engine/voice/askg-voice-commands.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESK_ORDERS (askg_desk_orders_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskOrders, askg_desk_orders, ASKG, DESK_ORDERS, GObject)

AskgDeskOrders *askg_desk_orders_new         (AskgDeskOverlay  *desk_overlay,
                                              AskgSession      *session,
                                              GSettings        *settings);
void            askg_desk_orders_set_talking (AskgDeskOrders   *self,
                                              AskgTalking      *talking);
void            askg_desk_orders_begin       (AskgDeskOrders   *self);
void            askg_desk_orders_end         (AskgDeskOrders   *self);
gboolean        askg_desk_orders_are_taken   (AskgDeskOrders   *self);
char           *askg_desk_orders_do          (AskgDeskOrders   *self,
                                              AskgVoiceCommand  command);

G_END_DECLS
