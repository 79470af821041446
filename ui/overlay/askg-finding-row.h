/* askg-finding-row.h: one secret in what is sent: where it stands, and a button that uncovers it, or covers it again.
 * Main thread. Signal: "toggled", when the button is pressed. */
#pragma once

#include <adwaita.h>

#include "engine/privacy/askg-covered.h"

G_BEGIN_DECLS

#define ASKG_TYPE_FINDING_ROW (askg_finding_row_get_type ())
G_DECLARE_FINAL_TYPE (AskgFindingRow, askg_finding_row, ASKG, FINDING_ROW, AdwActionRow)

GtkWidget *askg_finding_row_new     (const AskgFoundSecret *finding,
                                     gboolean           can_change);
void       askg_finding_row_refresh (AskgFindingRow    *self,
                                     const AskgFoundSecret *finding);

G_END_DECLS
