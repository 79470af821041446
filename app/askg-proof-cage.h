/* askg-proof-cage.h: a network of one's own, on which every address leads to this machine. For a process that has no
 * threads yet. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean askg_proof_cage_enter (const char  *resolv_conf,
                                GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
