/* askg-engine-row.h: shows one AskgEngineItem in the preferences. Main thread.
 *
 * Signal: "choose": it is to be asked first. */
#pragma once

#include <adwaita.h>

#include "ui/preferences/askg-engine-item.h"

G_BEGIN_DECLS

#define ASKG_TYPE_ENGINE_ROW (askg_engine_row_get_type ())
G_DECLARE_FINAL_TYPE (AskgEngineRow, askg_engine_row, ASKG, ENGINE_ROW, AdwActionRow)

GtkWidget      *askg_engine_row_new      (AskgEngineItem *item,
                                          GtkCheckButton *group);
AskgEngineItem *askg_engine_row_get_item (AskgEngineRow  *self);

G_END_DECLS
