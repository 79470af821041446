/* askg-safe-room.h: memory for what must not be seen: kept out of swap and core files, wiped at the end.
 * It only grows, so what was put there stays where it is. One thread at a time. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AskgSafeRoom AskgSafeRoom;

AskgSafeRoom *askg_safe_room_new  (void);
void          askg_safe_room_free (AskgSafeRoom *self);
const char   *askg_safe_room_put  (AskgSafeRoom *self,
                                   const char   *bytes,
                                   gsize         n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgSafeRoom, askg_safe_room_free)

G_END_DECLS
