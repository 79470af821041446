/* askg-wire-utf8.h: bytes that ought to be UTF-8, made so. Pure; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean askg_wire_utf8_is_valid      (const char *bytes,
                                       gsize       n_bytes);
void     askg_wire_utf8_append_repaired (GString    *text,
                                       const char *bytes,
                                       gsize       n_bytes);
void     askg_wire_utf8_recode        (GString    *text);

G_END_DECLS
