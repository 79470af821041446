/* askg-proof-desk.h: the desktop part within a proof: it owns the history there, and commands go through it. Main thread. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GSubprocess *askg_proof_desk_start (const char *const *environment,
                                    const char        *data_folder);
void         askg_proof_desk_end   (GSubprocess       *desk);

G_END_DECLS
