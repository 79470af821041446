/* askg-reply-sink.h: the loudspeaker of a helper, fed without an end: the reply in its ring, silence where there is none.
 *
 * One thread owns it; those functions that say so are for the thread that hears. */
#pragma once

#include "capture/audio/askg-reply-ring.h"

G_BEGIN_DECLS

typedef struct _AskgReplySink AskgReplySink;

AskgReplySink *askg_reply_sink_new         (guint           rate_hz);
void           askg_reply_sink_choose      (AskgReplySink  *self,
                                            char           *device);
void           askg_reply_sink_go          (AskgReplySink  *self);
void           askg_reply_sink_rest        (AskgReplySink  *self);
void           askg_reply_sink_close       (AskgReplySink  *self);
gboolean       askg_reply_sink_is_going    (AskgReplySink  *self);
gboolean       askg_reply_sink_is_broken   (AskgReplySink  *self);
gboolean       askg_reply_sink_has_parts   (AskgReplySink  *self);
gint64         askg_reply_sink_get_built_us (AskgReplySink *self);
gint64         askg_reply_sink_get_taken_us (AskgReplySink *self);
gint64         askg_reply_sink_get_held    (AskgReplySink  *self);
AskgReplyRing *askg_reply_sink_lock_ring   (AskgReplySink  *self);
void           askg_reply_sink_unlock_ring (AskgReplySink  *self);

/* Of the thread that hears */
gboolean       askg_reply_sink_is_heard    (AskgReplySink  *self);
gboolean       askg_reply_sink_read_played (AskgReplySink  *self,
                                            gint16         *samples,
                                            gsize           n_samples);

G_END_DECLS
