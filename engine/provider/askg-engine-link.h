/* askg-engine-link.h: the way to one connected engine: its address, its key, and requests to it that may leave.
 * Main thread. */
#pragma once

#include "engine/dialect/askg-wire-error.h"
#include "engine/privacy/askg-outbound.h"
#include "engine/privacy/askg-parcel.h"
#include "engine/provider/askg-keys.h"
#include "engine/provider/askg-model-servers.h"
#include "engine/provider/askg-profile.h"
#include "engine/transport/askg-http.h"

G_BEGIN_DECLS

#define ASKG_TYPE_ENGINE_LINK (askg_engine_link_get_type ())
G_DECLARE_FINAL_TYPE (AskgEngineLink, askg_engine_link, ASKG, ENGINE_LINK, GObject)

/* One request. All is copied or referenced. */
typedef struct
{
  const char              *method;       /* (nullable): %NULL for POST with content, GET without */
  const char              *endpoint;     /* below the base path, such as "chat/completions"; with a slash before it: above
                                          * "/v1", such as "/props" */
  AskgCovered             *content;      /* (nullable): see askg_engine_link_cover_async() */
  const char              *window_title; /* (nullable): where it is from; it does not leave */
  gboolean                 is_off_record; /* nothing of it is kept */
  gboolean                 is_spoken;    /* sound that is sent while it is said: agreed to before, and not to be looked at */
} AskgLinkRequest;

AskgEngineLink *askg_engine_link_new          (AskgProfile            *profile,
                                               AskgHttp               *http,
                                               AskgKeys               *keys);
void            askg_engine_link_set_servers  (AskgEngineLink         *self,
                                               AskgModelServers       *servers);
AskgModelServer *askg_engine_link_hold_on     (AskgEngineLink         *self);
AskgProfile    *askg_engine_link_get_profile  (AskgEngineLink         *self);
AskgHttp       *askg_engine_link_get_http     (AskgEngineLink         *self);
void            askg_engine_link_open_async   (AskgEngineLink         *self,
                                               GCancellable           *cancellable,
                                               GAsyncReadyCallback     callback,
                                               gpointer                user_data);
gboolean        askg_engine_link_open_finish  (AskgEngineLink         *self,
                                               GAsyncResult           *result,
                                               GError                **error);
gboolean        askg_engine_link_is_open      (AskgEngineLink         *self);
gboolean        askg_engine_link_is_ready     (AskgEngineLink         *self);
const char     *askg_engine_link_get_place    (AskgEngineLink         *self);
gboolean        askg_engine_link_is_here      (AskgEngineLink         *self);
GError         *askg_engine_link_tell         (AskgEngineLink         *self,
                                               const AskgWireError    *error,
                                               const char             *model);
const char     *askg_engine_link_get_model    (AskgEngineLink         *self);
void            askg_engine_link_set_found_model (AskgEngineLink      *self,
                                               const char             *model);
gboolean        askg_engine_link_try_other_path (AskgEngineLink       *self);
void            askg_engine_link_keep_path    (AskgEngineLink         *self);
AskgParcel     *askg_engine_link_new_parcel   (AskgEngineLink         *self,
                                               AskgCover              *cover,
                                               AskgParcelMake          make,
                                               gpointer                data,
                                               GDestroyNotify          data_free);
gboolean        askg_engine_link_must_cover   (AskgEngineLink         *self);
void            askg_engine_link_cover_async  (AskgEngineLink         *self,
                                               AskgParcel             *parcel,
                                               GCancellable           *cancellable,
                                               GAsyncReadyCallback     callback,
                                               gpointer                user_data);
AskgOutbound   *askg_engine_link_make         (AskgEngineLink         *self,
                                               const AskgLinkRequest  *request,
                                               GError                **error);
void            askg_engine_link_set_limits   (AskgEngineLink         *self,
                                               AskgOutbound           *outbound,
                                               AskgExchangeLimits     *limits);

G_END_DECLS
