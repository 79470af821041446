/* askg-retaining.h: how much of the history the settings let be kept, seen to at the start and once a day. Main thread. */
#pragma once

#include "app/askg-session.h"
#include "engine/memory/askg-retention.h"

G_BEGIN_DECLS

AskgRetention askg_retaining_get_rule (void);
void          askg_retaining_start    (AskgSession *session);

G_END_DECLS
