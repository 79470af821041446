/* askg-failure-part-rows.h: what of the project goes along with a failing command, word for word, to be looked at and left out. Main
 * thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void askg_failure_part_rows_add (GtkBox          *box,
                                 const GPtrArray *parts);

G_END_DECLS
