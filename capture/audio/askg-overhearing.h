/* askg-overhearing.h: what the computer plays is heard in a microphone's place, because the person chose that: for
 * captions. In the helper askglass-hear, and nowhere else. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* In place of a microphone's name: all that the computer plays, or, before an application's name, what that one does.
 * Nothing else leads here. */
#define ASKG_OVERHEARING_ALL "playing:all"
#define ASKG_OVERHEARING_ONE "playing:one:"

int        askg_overhearing_main        (guint                rate_hz);
void       askg_overhearing_list_async  (GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data);
GPtrArray *askg_overhearing_list_finish (GAsyncResult        *result,
                                         GError             **error);

G_END_DECLS
