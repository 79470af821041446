/* askg-echo-shift.h: whether an echo came at another time than it was foretold for: a buffer of the loudspeaker ran empty, or one of the
 * microphone ran over. What the canceller leaves then is as loud as a voice, and is none. Pure; one thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AskgEchoShift AskgEchoShift;

AskgEchoShift *askg_echo_shift_new   (guint          rate_hz);
void           askg_echo_shift_free  (AskgEchoShift *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgEchoShift, askg_echo_shift_free)

gboolean       askg_echo_shift_take  (AskgEchoShift *self,
                                      const float   *heard,
                                      const float   *foretold,
                                      guint          n_samples,
                                      gboolean       is_surprising);
void           askg_echo_shift_reset (AskgEchoShift *self);

G_END_DECLS
