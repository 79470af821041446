/* askg-desk.h: the resident program with the windows. Main thread. */
#pragma once

#include <adwaita.h>

#include "app/askg-session.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESK (askg_desk_get_type ())
G_DECLARE_FINAL_TYPE (AskgDesk, askg_desk, ASKG, DESK, AdwApplication)

AskgDesk *askg_desk_new (AskgSession *session,
                         gboolean     show);

G_END_DECLS
