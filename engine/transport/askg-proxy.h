/* askg-proxy.h: which proxy the environment names for an address. Pure but for the environment; any thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char    *url;   /* for libcurl, without a login: "http://proxy.example:3128" */
  char    *login; /* (nullable): "user:password" */
  char    *label; /* "proxy.example:3128" */
  char    *host;
  guint16  port;
} AskgProxy;

char      *askg_proxy_from_environment (const char  *host,
                                        gboolean     is_encrypted,
                                        gboolean    *out_is_said);
AskgProxy *askg_proxy_parse            (const char  *url,
                                        GError     **error);
void       askg_proxy_free             (AskgProxy   *proxy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgProxy, askg_proxy_free)

G_END_DECLS
