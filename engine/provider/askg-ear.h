/* askg-ear.h: hears for engines that cannot: a connected engine that turns speech into words. Main thread. */
#pragma once

#include "engine/model/askg-attachment.h"
#include "engine/provider/askg-engine-link.h"
#include "engine/provider/askg-profiles.h"

G_BEGIN_DECLS

#define ASKG_TYPE_EAR (askg_ear_get_type ())
G_DECLARE_FINAL_TYPE (AskgEar, askg_ear, ASKG, EAR, GObject)

AskgEar    *askg_ear_new             (AskgProfiles         *profiles,
                                      AskgHttp             *http,
                                      AskgKeys             *keys);
gboolean    askg_ear_is_there        (AskgEar              *self);
const char *askg_ear_get_name        (AskgEar              *self);
void        askg_ear_hear_all_async  (AskgEar              *self,
                                      GPtrArray            *attachments,
                                      gboolean              is_off_record,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean    askg_ear_hear_all_finish (AskgEar              *self,
                                      GAsyncResult         *result,
                                      GError              **error);
void        askg_ear_listen_async    (AskgEngineLink       *link,
                                      GPtrArray            *attachments,
                                      gboolean              is_off_record,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
gboolean    askg_ear_listen_finish   (AskgEngineLink       *link,
                                      GAsyncResult         *result,
                                      GError              **error);

gboolean    askg_profile_is_ear      (AskgProfile          *profile);

G_END_DECLS
