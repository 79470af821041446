/* askg-echo-canceller.h: what is played is taken out of what is heard, and how much of it may be left is known.
 * Pure; one thread at a time. */
#pragma once

#include "capture/audio/askg-hear-wire.h"

G_BEGIN_DECLS

#define ASKG_ECHO_TAIL_MS 400u /* later echoes are not taken out: buffers and the room together */

typedef struct _AskgEchoCanceller AskgEchoCanceller;

AskgEchoCanceller *askg_echo_canceller_new          (guint              rate_hz);
void               askg_echo_canceller_free         (AskgEchoCanceller *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgEchoCanceller, askg_echo_canceller_free)

guint              askg_echo_canceller_get_block    (AskgEchoCanceller *self);
void               askg_echo_canceller_take         (AskgEchoCanceller *self,
                                                     const gint16      *played,
                                                     gint16            *heard,
                                                     AskgHearEcho      *out_echo);
float              askg_echo_canceller_get_delay_ms (AskgEchoCanceller *self);
float              askg_echo_canceller_get_coupling_db (AskgEchoCanceller *self);
void               askg_echo_canceller_doubt        (AskgEchoCanceller *self);
void               askg_echo_canceller_reset        (AskgEchoCanceller *self);

G_END_DECLS
