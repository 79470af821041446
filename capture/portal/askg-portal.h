/* askg-portal.h: the desktop portal, over a connection of our own. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ASKG_PORTAL_BUS_NAME "org.freedesktop.portal.Desktop"
#define ASKG_PORTAL_PATH     "/org/freedesktop/portal/desktop"

/* What a caller must tell apart; the sentence for the person is the caller's, who knows what it was for. */
typedef enum
{
  ASKG_PORTAL_ERROR_ABSENT,    /* no bus, no portal, or no back end for this */
  ASKG_PORTAL_ERROR_DECLINED,  /* the person said no, just now */
  ASKG_PORTAL_ERROR_FORBIDDEN, /* refused without a question, as earlier; or the back end failed */
  ASKG_PORTAL_ERROR_SILENT,    /* no answer within the time allowed */
} AskgPortalError;

#define ASKG_PORTAL_ERROR (askg_portal_error_quark ())
GQuark           askg_portal_error_quark    (void);

#define ASKG_TYPE_PORTAL (askg_portal_get_type ())
G_DECLARE_FINAL_TYPE (AskgPortal, askg_portal, ASKG, PORTAL, GObject)

AskgPortal      *askg_portal_new            (void);

void             askg_portal_open_async     (AskgPortal           *self,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
gboolean         askg_portal_open_finish    (AskgPortal           *self,
                                             GAsyncResult         *result,
                                             GError              **error);
GDBusConnection *askg_portal_get_connection (AskgPortal           *self);
gboolean         askg_portal_is_registered  (AskgPortal           *self);

void             askg_portal_version_async  (AskgPortal           *self,
                                             const char           *interface,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
guint            askg_portal_version_finish (AskgPortal           *self,
                                             GAsyncResult         *result,
                                             GError              **error);
guint            askg_portal_probe_version  (const char           *interface);

G_END_DECLS
