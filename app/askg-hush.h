/* askg-hush.h: what is being said in a terminal can be silenced from elsewhere: a file in the runtime folder stands for it,
 * and it is silent when that is gone. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AskgHush AskgHush;

AskgHush *askg_hush_new  (GCancellable *silence);
void      askg_hush_free (AskgHush     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgHush, askg_hush_free)

void      askg_hush_all  (void);

G_END_DECLS
