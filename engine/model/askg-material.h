/* askg-material.h: what stood on the screen or in the clipboard, made ready to be quoted to an engine. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *askg_material_quote (const char *text,
                           guint      *out_n_hidden) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
