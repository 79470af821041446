/* askg-picture-rows.h: the lines that a terminal broke at its right edge are whole again. Pure; any thread. */
#pragma once

#include "engine/model/askg-page-text.h"

G_BEGIN_DECLS

GPtrArray *askg_picture_rows_join (AskgPageText *page,
                                   guint         width_px);

G_END_DECLS
