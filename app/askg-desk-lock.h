/* askg-desk-lock.h: while the session is locked nothing of Askglass is to be seen. Main thread.
 *
 * Signal: "changed" (gboolean is_locked): everything is hidden, again where somebody showed it meanwhile; or may be shown. */
#pragma once

#include <gtk/gtk.h>

#include "app/askg-desk-region.h"

G_BEGIN_DECLS

#define ASKG_TYPE_DESK_LOCK (askg_desk_lock_get_type ())
G_DECLARE_FINAL_TYPE (AskgDeskLock, askg_desk_lock, ASKG, DESK_LOCK, GObject)

AskgDeskLock *askg_desk_lock_new       (AskgDeskRegion *region);
gboolean      askg_desk_lock_is_locked (AskgDeskLock   *self);

G_END_DECLS
