/* askg-finder-look.h: one port of this machine: whether an engine listens there, and which. Main thread. */
#pragma once

#include "engine/provider/askg-keys.h"
#include "engine/transport/askg-http.h"

G_BEGIN_DECLS

/* Owned by whoever got it. */
typedef struct
{
  guint16   port;
  char     *name; /* of the program */
  char     *url;
} AskgFound;

void       askg_found_free         (AskgFound           *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (AskgFound, askg_found_free)

void       askg_finder_look_at_async  (AskgHttp            *http,
                                       AskgKeys            *keys,
                                       guint16              port,
                                       const char          *usual_name,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data);
AskgFound *askg_finder_look_at_finish (GAsyncResult        *result,
                                       GError             **error);

G_END_DECLS
