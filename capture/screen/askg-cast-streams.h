/* askg-cast-streams.h: the streams of a started cast become placed frames. Main thread. */
#pragma once

#include "capture/screen/askg-output-layout.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* One monitor of a cast. */
typedef struct
{
  guint32  node;  /* PipeWire's number */
  AskgRect place; /* logical desktop coordinates; without width where the desktop does not tell */
} AskgCastStream;

GArray    *askg_cast_streams_parse  (GVariant             *results);
GPtrArray *askg_cast_streams_place  (GArray               *streams,
                                     GBytes               *wire,
                                     GArray               *outputs);

void       askg_cast_streams_read_async  (int                   pipewire_fd,
                                          GArray               *streams,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
GBytes    *askg_cast_streams_read_finish (GAsyncResult         *result,
                                          GError              **error);

G_END_DECLS
