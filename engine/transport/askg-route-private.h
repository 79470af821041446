/* askg-route-private.h: how to get to an origin: through which proxy, and at which addresses. Main thread. */
#pragma once

#include "engine/privacy/askg-policy.h"

G_BEGIN_DECLS

/* Immutable once found. */
typedef struct
{
  char       *proxy;       /* for libcurl: "" for none, else "http://proxy.example:3128" */
  char       *proxy_login; /* (nullable): "user:password", for libcurl alone */
  char       *proxy_label; /* (nullable): "proxy.example:3128" */
  char       *addresses;   /* (nullable): "host:port:address,address", so that libcurl looks up nothing */
} AskgRoute;

typedef struct _AskgRouter AskgRouter;

void        askg_route_free          (AskgRoute            *route);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgRoute, askg_route_free)

AskgRouter *askg_router_new          (AskgPolicy           *policy);
void        askg_router_free         (AskgRouter           *self);
AskgRoute  *askg_router_find         (AskgRouter           *self,
                                      AskgOrigin           *origin);
void        askg_router_find_async   (AskgRouter           *self,
                                      AskgOrigin           *origin,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
AskgRoute  *askg_router_find_finish  (GAsyncResult         *result,
                                      GError              **error);
void        askg_router_forget       (AskgRouter           *self,
                                      AskgOrigin           *origin);

G_END_DECLS
