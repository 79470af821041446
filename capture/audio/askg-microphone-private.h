/* askg-microphone-private.h: what the player of replies needs of a microphone: to talk to its helper. Main thread. */
#pragma once

#include "capture/audio/askg-hear-wire.h"
#include "capture/audio/askg-microphone.h"

G_BEGIN_DECLS

/* Returns: which time it is open, from 1 on; 0 while it is closed */
guint askg_microphone_get_opening (AskgMicrophone *self);
void  askg_microphone_say         (AskgMicrophone *self,
                                   AskgHearKind    kind,
                                   gint64          position,
                                   gconstpointer   bytes,
                                   gsize           n_bytes);

G_END_DECLS
