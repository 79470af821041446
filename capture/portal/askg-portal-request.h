/* askg-portal-request.h: one question to the portal, and its answer. Main thread. */
#pragma once

#include "capture/portal/askg-portal.h"

G_BEGIN_DECLS

/* For a question that a person must answer first, and for one that needs nobody any more. */
#define ASKG_PORTAL_ASK_TIMEOUT_MS   60000
#define ASKG_PORTAL_KNOWN_TIMEOUT_MS 15000

void      askg_portal_request_async  (AskgPortal           *portal,
                                      const char           *interface,
                                      const char           *method,
                                      GVariant             *arguments,
                                      GVariant             *options,
                                      guint                 timeout_ms,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
GVariant *askg_portal_request_finish (AskgPortal           *portal,
                                      GAsyncResult         *result,
                                      GError              **error);

char     *askg_portal_new_token      (void);
void      askg_portal_close_session  (AskgPortal           *portal,
                                      const char           *session_handle);

G_END_DECLS
