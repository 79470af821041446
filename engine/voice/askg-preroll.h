/* askg-preroll.h: the last moments of what was heard, and of an utterance all of it: speech is noticed after it has
 * begun. Pure; any thread. Positions are samples since listening began. */
#pragma once

#include "engine/base/askg-pcm.h"

G_BEGIN_DECLS

#define ASKG_PREROLL_MS 500u

typedef struct _AskgPreroll AskgPreroll;

AskgPreroll *askg_preroll_new     (guint         rate_hz,
                                   guint         keep_ms);
void         askg_preroll_free    (AskgPreroll  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgPreroll, askg_preroll_free)

void         askg_preroll_add     (AskgPreroll  *self,
                                   gint64        position,
                                   const gint16 *samples,
                                   gsize         n_samples);
void         askg_preroll_hold    (AskgPreroll  *self,
                                   gint64        from);
void         askg_preroll_release (AskgPreroll  *self);
gint64       askg_preroll_get_end (AskgPreroll  *self);
AskgPcm     *askg_preroll_copy    (AskgPreroll  *self,
                                   gint64        from,
                                   gint64        to);
void         askg_preroll_clear   (AskgPreroll  *self);

G_END_DECLS
