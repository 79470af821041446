/* askg-desk-engine-add.h: an engine is added, or gets another key; where there is no keyring, the person is
 * asked whether a file may keep it. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "app/askg-engine-room.h"
#include "ui/preferences/askg-engine-page.h"

G_BEGIN_DECLS

typedef void (*AskgEngineAdded) (AskgProfile *profile,
                                 gpointer     user_data);

void askg_desk_engine_add     (GtkWindow       *parent,
                               AskgEngineRoom  *room,
                               AskgEngineAdded  added,
                               gpointer         user_data);
void askg_desk_engine_set_key (AskgEnginePage  *page,
                               AskgEngineRoom  *room,
                               const char      *secret);

G_END_DECLS
