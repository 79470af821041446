/* askg-engine-url.h: where an engine is, from what a person typed. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Immutable once made. */
typedef struct
{
  char     *scheme; /* "http" or "https"; "http" over a socket too */
  char     *host;   /* lower case, ASCII, without brackets; "localhost" over a socket */
  guint16   port;
  char     *socket; /* (nullable): path of a Unix socket */
  char     *path;   /* "", or such as "/api/v1": no slash at its end */
  gboolean  is_here; /* it can only be this machine: a socket or loopback */
} AskgEngineUrl;

AskgEngineUrl *askg_engine_url_parse       (const char          *typed,
                                            GError             **error);
void           askg_engine_url_free        (AskgEngineUrl       *self);
char          *askg_engine_url_get_origin  (const AskgEngineUrl *self);
char          *askg_engine_url_get_place   (const AskgEngineUrl *self);
gboolean       askg_engine_url_is_versioned (const AskgEngineUrl *self);
const char    *askg_engine_url_find_endpoint (const char        *typed);
char          *askg_engine_url_join        (const AskgEngineUrl *self,
                                            const char          *base_path,
                                            const char          *endpoint);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgEngineUrl, askg_engine_url_free)

G_END_DECLS
