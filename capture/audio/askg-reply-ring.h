/* askg-reply-ring.h: one reply's sound on its way to the loudspeaker: taken ten milliseconds at a time, silence where there
 * is none. Pure; one thread at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ASKG_REPLY_RATE_HZ 48000u                       /* of everything that is played */
#define ASKG_REPLY_BLOCK (ASKG_REPLY_RATE_HZ / 100)     /* 10 ms */
#define ASKG_REPLY_DUCK_DB (-15.0f)                     /* twelve at the least, whatever it is measured with */

typedef struct _AskgReplyRing AskgReplyRing;

AskgReplyRing *askg_reply_ring_new        (void);
void           askg_reply_ring_free       (AskgReplyRing *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgReplyRing, askg_reply_ring_free)

void           askg_reply_ring_begin      (AskgReplyRing *self);
void           askg_reply_ring_add        (AskgReplyRing *self,
                                           const gint16  *samples,
                                           gsize          n_samples);
void           askg_reply_ring_end        (AskgReplyRing *self);
void           askg_reply_ring_cut        (AskgReplyRing *self);
void           askg_reply_ring_duck       (AskgReplyRing *self,
                                           gboolean       is_ducked);
void           askg_reply_ring_take       (AskgReplyRing *self,
                                           gint16        *block);
gboolean       askg_reply_ring_is_over    (AskgReplyRing *self);
gboolean       askg_reply_ring_is_silent  (AskgReplyRing *self);
gint64         askg_reply_ring_get_heard  (AskgReplyRing *self,
                                           gint64         block);
gint64         askg_reply_ring_get_blocks (AskgReplyRing *self);

G_END_DECLS
