/* askg-hear-teller.h: a helper's messages, on its standard output. Any thread of the helper. */
#pragma once

#include "capture/audio/askg-hear-trouble.h"
#include "capture/audio/askg-hear-wire.h"

G_BEGIN_DECLS

void askg_hear_tell         (AskgHearKind    kind,
                             gint64          position,
                             gconstpointer   bytes,
                             gsize           n_bytes);
void askg_hear_tell_trouble (AskgHearKind    kind,
                             gint64          position,
                             AskgHearTrouble trouble);

G_END_DECLS
