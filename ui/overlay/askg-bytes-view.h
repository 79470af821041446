/* askg-bytes-view.h: a request byte for byte: packed pictures folded, and all of it part by part. Main thread. */
#pragma once

#include <gtk/gtk.h>

#include "engine/privacy/askg-outbound.h"

G_BEGIN_DECLS

#define ASKG_TYPE_BYTES_VIEW (askg_bytes_view_get_type ())
G_DECLARE_FINAL_TYPE (AskgBytesView, askg_bytes_view, ASKG, BYTES_VIEW, GtkBox)

void askg_bytes_view_set_outbound (AskgBytesView *self,
                                   AskgOutbound  *outbound);

G_END_DECLS
