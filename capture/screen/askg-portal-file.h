/* askg-portal-file.h: the file in which a desktop hands over a picture. A worker thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AskgPortalFile AskgPortalFile;

AskgPortalFile *askg_portal_file_open    (const char      *uri,
                                          gint64           asked_at_us,
                                          GError         **error);
int             askg_portal_file_take_fd (AskgPortalFile  *self);
gboolean        askg_portal_file_remove  (AskgPortalFile  *self);
void            askg_portal_file_free    (AskgPortalFile  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgPortalFile, askg_portal_file_free)

G_END_DECLS
