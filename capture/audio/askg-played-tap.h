/* askg-played-tap.h: what was given to the loudspeaker, for whoever takes its echo out of what is heard: read by position,
 * always by the same time later, whatever comes in whichever order. Pure; one thread at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AskgPlayedTap AskgPlayedTap;

AskgPlayedTap *askg_played_tap_new   (guint          rate_hz);
void           askg_played_tap_free  (AskgPlayedTap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgPlayedTap, askg_played_tap_free)

void           askg_played_tap_add   (AskgPlayedTap *self,
                                      const gint16  *samples,
                                      gsize          n_samples);
gboolean       askg_played_tap_read  (AskgPlayedTap *self,
                                      gint16        *samples,
                                      gsize          n_samples);
void           askg_played_tap_stop  (AskgPlayedTap *self);

G_END_DECLS
