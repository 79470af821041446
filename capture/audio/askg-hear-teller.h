/* askg-hear-teller.h: a helper's messages, on its standard output. Any thread of the helper. */
#pragma once

#include "capture/audio/askg-hear-wire.h"

G_BEGIN_DECLS

void askg_hear_tell (AskgHearKind  kind,
                     gint64        position,
                     gconstpointer bytes,
                     gsize         n_bytes);

G_END_DECLS
