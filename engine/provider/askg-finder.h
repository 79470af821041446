/* askg-finder.h: servers that run on this machine already, on the ports where such servers usually listen. It looks
 * only when it is told to. Main thread. */
#pragma once

#include "engine/provider/askg-keys.h"
#include "engine/provider/askg-profiles.h"
#include "engine/transport/askg-http.h"

G_BEGIN_DECLS

#define ASKG_TYPE_FINDER (askg_finder_get_type ())
G_DECLARE_FINAL_TYPE (AskgFinder, askg_finder, ASKG, FINDER, GObject)

/* A port, and who listens there when nothing better is known. */
typedef struct
{
  guint16     port;
  const char *name;
} AskgFinderPort;

AskgFinder *askg_finder_new         (AskgProfiles          *profiles,
                                     AskgHttp              *http,
                                     AskgKeys              *keys);
void        askg_finder_set_ports   (AskgFinder            *self,
                                     const AskgFinderPort  *ports,
                                     guint                  n_ports);
GListModel *askg_finder_get_found   (AskgFinder            *self);
void        askg_finder_look_async  (AskgFinder            *self,
                                     GCancellable          *cancellable,
                                     GAsyncReadyCallback    callback,
                                     gpointer               user_data);
gboolean    askg_finder_look_finish (AskgFinder            *self,
                                     GAsyncResult          *result,
                                     GError               **error);

G_END_DECLS
