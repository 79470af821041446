/* askg-echo-path.h: from the microphone, past what the loudspeaker plays, to what is given out: in the helper askglass-hear.
 * One thread. */
#pragma once

#include "capture/audio/askg-hear-wire.h"
#include "capture/audio/askg-replier.h"

G_BEGIN_DECLS

typedef struct _AskgEchoPath AskgEchoPath;

AskgEchoPath *askg_echo_path_new      (guint          rate_hz,
                                       AskgReplySink *sink,
                                       AskgReplier   *replier);
GArray       *askg_echo_path_take     (AskgEchoPath  *self,
                                       const gint16  *samples,
                                       gsize          n_samples);
gboolean      askg_echo_path_get_echo (AskgEchoPath  *self,
                                       AskgHearEcho  *out_echo);

G_END_DECLS
