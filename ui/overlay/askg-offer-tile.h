/* askg-offer-tile.h: one thing that can be attached. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ASKG_TYPE_OFFER_TILE (askg_offer_tile_get_type ())
G_DECLARE_FINAL_TYPE (AskgOfferTile, askg_offer_tile, ASKG, OFFER_TILE, GtkButton)

void askg_offer_tile_set_state (AskgOfferTile *self,
                                gboolean       can,
                                const char    *detail,
                                const char    *preview);

G_END_DECLS
