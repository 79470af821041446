/* askg-owner-lock.h: one Askglass a data folder. Any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AskgOwnerLock AskgOwnerLock;

AskgOwnerLock *askg_owner_lock_take    (const char     *folder,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void           askg_owner_lock_release (AskgOwnerLock  *self);
gboolean       askg_owner_lock_is_held (const char     *folder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgOwnerLock, askg_owner_lock_release)

G_END_DECLS
