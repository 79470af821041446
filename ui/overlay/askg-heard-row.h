/* askg-heard-row.h: what the person is saying, as it is understood so far, where their question will stand. Main thread.
 *
 * Nothing of it is told to screen readers: who says it knows. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ASKG_TYPE_HEARD_ROW (askg_heard_row_get_type ())
G_DECLARE_FINAL_TYPE (AskgHeardRow, askg_heard_row, ASKG, HEARD_ROW, GtkWidget)

void askg_heard_row_set_text (AskgHeardRow *self,
                              const char   *text);

G_END_DECLS
