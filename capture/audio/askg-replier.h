/* askg-replier.h: replies become sound, told by messages on standard input: in the helper askglass-hear, beside the
 * microphone, or in askglass-play alone. */
#pragma once

#include "capture/audio/askg-hear-wire.h"
#include "capture/audio/askg-reply-sink.h"

G_BEGIN_DECLS

typedef struct _AskgReplier AskgReplier;

AskgReplier *askg_replier_new          (AskgReplySink    *sink,
                                        gboolean          is_alone);
void         askg_replier_run          (AskgReplier      *self);
void         askg_replier_set_coupling (AskgReplier      *self,
                                        AskgHearCoupling  coupling);

G_END_DECLS
