/* askg-turn-remember.h: "Remember This" in the menu of a turn, and of the words in it. Main thread. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void askg_turn_remember_action (GtkWidget  *turn_view,
                                const char *action_name,
                                GVariant   *what);

G_END_DECLS
