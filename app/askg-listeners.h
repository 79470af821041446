/* askg-listeners.h: the processes of this person that have a microphone open of their own, so that “askglass stop” reaches
 * them. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AskgListener AskgListener;

AskgListener *askg_listeners_announce (void);
void          askg_listener_withdraw  (AskgListener *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgListener, askg_listener_withdraw)

guint         askg_listeners_stop     (void);

G_END_DECLS
