/* askg-screen-lock.h: whether the session is locked, as logind or the desktop's screen saver tells. Main thread.
 *
 * Signal: "changed" (gboolean is_locked). */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASKG_TYPE_SCREEN_LOCK (askg_screen_lock_get_type ())
G_DECLARE_FINAL_TYPE (AskgScreenLock, askg_screen_lock, ASKG, SCREEN_LOCK, GObject)

AskgScreenLock *askg_screen_lock_new       (void);
void            askg_screen_lock_wait      (AskgScreenLock *self);
gboolean        askg_screen_lock_is_locked (AskgScreenLock *self);

G_END_DECLS
