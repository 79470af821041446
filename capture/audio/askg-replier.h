/* askg-replier.h: replies become sound, told by messages on standard input: in the helper askglass-hear, beside the
 * microphone, or in askglass-play alone. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AskgReplier AskgReplier;

AskgReplier *askg_replier_new (gboolean     is_alone);
void         askg_replier_run (AskgReplier *self);

G_END_DECLS
